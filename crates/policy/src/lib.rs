//! Who may read and do what, decided by the Cedar policies in `policies/`: pure, and closed on any doubt.
//!
//! A policy sees the [`Class`] of an entry and the [`Standing`] of whoever asks, never an entry itself.
//! A decision is only a decision: the store alone turns it into a permit.

mod alike;
mod cedar;
mod decided;
mod error;
mod files;
#[cfg(test)]
mod tests;

pub use decided::Decided;
pub use error::PolicyError;

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
};

use cedar_policy::{Authorizer, Decision, Entities, Entity, EntityUid, PolicySet, Schema};
use dialogue::{Class, Deed, Standing};

use alike::alike;
use cedar::Words;

/// The policies of the service, checked against their schema.
pub struct Policies {
    set: PolicySet,
    words: Words,
    authorizer: Authorizer,
}

impl Policies {
    /// The policies that this program was built with.
    ///
    /// # Errors
    /// When a policy or the schema cannot be read, or a policy asks about something that the schema does not name.
    pub fn load() -> Result<Self, PolicyError> {
        let schema = files::schema(files::SCHEMA)?;
        let set = files::policies(files::POLICIES, &schema)?;
        Ok(Self { set, words: Words::new()?, authorizer: Authorizer::new() })
    }

    /// May somebody who stands like this read entries of this class?
    /// A decision that fails says no; [`Policies::try_read`] also says why.
    pub fn may_read(&self, standing: &Standing, class: &Class) -> bool {
        self.try_read(standing, class).unwrap_or(false)
    }

    /// May somebody who stands like this do this to the network?
    /// A decision that fails says no; [`Policies::try_act`] also says why.
    pub fn may(&self, standing: &Standing, deed: Deed) -> bool {
        self.try_act(standing, deed).unwrap_or(false)
    }

    /// Somebody who stands like this, to be asked about many classes: they are described to the policies once,
    /// and only when they are first asked about one.
    pub fn asking<'a>(&'a self, standing: &'a Standing) -> Asking<'a> {
        Asking { policies: self, standing, asker: OnceCell::new(), answered: RefCell::default() }
    }

    /// As [`Policies::may_read`], for a caller who writes failures to its log.
    ///
    /// # Errors
    /// When a policy could not be evaluated; treat it as a no.
    pub fn try_read(&self, standing: &Standing, class: &Class) -> Result<bool, PolicyError> {
        let entry = self.words.class(class)?;
        self.decide(standing, "read", entry, None)
    }

    /// As [`Policies::may`], for a caller who writes failures to its log.
    ///
    /// # Errors
    /// When a policy could not be evaluated; treat it as a no.
    pub fn try_act(&self, standing: &Standing, deed: Deed) -> Result<bool, PolicyError> {
        let network = self.words.network();
        self.decide(standing, deed.name(), network, None)
    }

    /// One question about one resource.
    fn decide(
        &self,
        standing: &Standing,
        action: &'static str,
        resource: Entity,
        schema: Option<&Schema>,
    ) -> Result<bool, PolicyError> {
        let asker = Asker::new(&self.words, standing, schema)?;
        self.answer(&asker, action, resource, schema)
    }

    /// One decision. With a schema (tests) entities and request are held against it too.
    /// A policy that fails makes it an error even where another policy says yes,
    /// because the one that failed may be the one that forbids.
    fn answer(
        &self,
        asker: &Asker,
        action: &'static str,
        resource: Entity,
        schema: Option<&Schema>,
    ) -> Result<bool, PolicyError> {
        let account = asker.account.clone();
        let request = self.words.request(account, action, resource.uid(), schema)?;
        let known = asker.known.clone();
        let known = known.add_entities([resource], schema).map_err(|cause| PolicyError::question(&cause))?;
        let response = self.authorizer.is_authorized(&request, &self.set, &known);
        match response.diagnostics().errors().next() {
            Some(cause) => Err(PolicyError::Evaluation(cause.to_string())),
            None => Ok(response.decision() == Decision::Allow),
        }
    }
}

/// Somebody who asks about many classes, one after the other.
#[derive(Debug)]
pub struct Asking<'a> {
    policies: &'a Policies,
    standing: &'a Standing,
    asker: OnceCell<Option<Asker>>,
    /// What was answered for classes as far as they differ for this asker.
    answered: RefCell<HashMap<Class, bool>>,
}

impl Asking<'_> {
    /// As [`Policies::may_read`].
    pub fn may_read(&self, class: &Class) -> bool {
        let class = alike(self.standing, class);
        if let Some(may) = self.answered.borrow().get(&class) {
            return *may;
        }
        let may = self.ask(&class);
        self.answered.borrow_mut().insert(class, may);
        may
    }

    /// How many classes were asked of the policies.
    pub fn asked(&self) -> usize {
        self.answered.borrow().len()
    }

    fn ask(&self, class: &Class) -> bool {
        let asker = self.asker.get_or_init(|| Asker::new(&self.policies.words, self.standing, None).ok());
        let answer = |asker| {
            let entry = self.policies.words.class(class)?;
            self.policies.answer(asker, "read", entry, None)
        };
        asker.as_ref().is_some_and(|asker| answer(asker).unwrap_or(false))
    }
}

/// Whoever asks, described to Cedar once for many questions; a copy shares the description.
#[derive(Debug)]
struct Asker {
    account: EntityUid,
    known: Entities,
}

impl Asker {
    fn new(words: &Words, standing: &Standing, schema: Option<&Schema>) -> Result<Self, PolicyError> {
        let account = words.account(standing)?;
        Ok(Self {
            account: account.uid(),
            known: Entities::from_entities([account], schema)
                .map_err(|cause| PolicyError::question(&cause))?,
        })
    }
}

impl std::fmt::Debug for Policies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<_> = self.set.policies().map(|one| one.id().to_string()).collect();
        f.debug_struct("Policies").field("ids", &ids).finish()
    }
}
