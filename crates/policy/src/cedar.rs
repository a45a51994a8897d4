//! Standing and class as the policies see them: the only place that knows both vocabularies.
//!
//! A new attribute (a cover, an emergency, a date) is added here and in `policies/schema.cedarschema`;
//! whoever asks [`crate::Policies`] does not notice.

use std::{
    collections::{HashMap, HashSet},
    fmt::Display,
    str::FromStr,
};

use cedar_policy::{
    Context, Entity, EntityId, EntityTypeName, EntityUid, Request, RestrictedExpression, Schema,
};
use dialogue::{Audience, Class, Guard, Role, Standing};

use crate::PolicyError;

/// The schema's entity types, parsed once.
pub(crate) struct Words {
    account: EntityTypeName,
    action: EntityTypeName,
    audience: EntityTypeName,
    circle: EntityTypeName,
    duty: EntityTypeName,
    entry: EntityTypeName,
    guard: EntityTypeName,
    meeting: EntityTypeName,
    network: EntityTypeName,
    practitioner: EntityTypeName,
    role: EntityTypeName,
    view: EntityTypeName,
    voice: EntityTypeName,
}

type Attributes = HashMap<String, RestrictedExpression>;

impl Words {
    pub(crate) fn new() -> Result<Self, PolicyError> {
        let word = |name| EntityTypeName::from_str(name).map_err(|cause| PolicyError::question(&cause));
        Ok(Self {
            account: word("Account")?,
            action: word("Action")?,
            audience: word("Audience")?,
            circle: word("Circle")?,
            duty: word("Duty")?,
            entry: word("Entry")?,
            guard: word("Guard")?,
            meeting: word("Meeting")?,
            network: word("Network")?,
            practitioner: word("Practitioner")?,
            role: word("Role")?,
            view: word("View")?,
            voice: word("Voice")?,
        })
    }

    /// Whoever asks.
    pub(crate) fn account(&self, standing: &Standing) -> Result<Entity, PolicyError> {
        let mut attributes = Attributes::from([
            ("present".to_owned(), set(&self.meeting, standing.present.iter())),
            ("invited".to_owned(), set(&self.meeting, standing.invited.iter())),
            ("circles".to_owned(), set(&self.circle, standing.circles.iter())),
            ("eras".to_owned(), numbers(standing.eras.iter())),
            ("hidden".to_owned(), set(&self.voice, standing.hidden.iter())),
            ("duties".to_owned(), set(&self.duty, standing.duties.each().map(|duty| duty.name()))),
            ("view".to_owned(), reference(&self.view, standing.view.name())),
            ("appointed".to_owned(), RestrictedExpression::new_bool(standing.is_appointed)),
            ("caseOpen".to_owned(), RestrictedExpression::new_bool(standing.is_case_open)),
            ("reviews".to_owned(), RestrictedExpression::new_bool(standing.reviews)),
            ("spoken".to_owned(), RestrictedExpression::new_bool(standing.has_spoken)),
        ]);
        if let Some(voice) = standing.voice {
            attributes.insert("voice".to_owned(), reference(&self.voice, voice));
        }
        if let Some(id) = standing.practitioner {
            attributes.insert("practitioner".to_owned(), reference(&self.practitioner, id));
        }
        let role = uid(&self.role, role(standing.role));
        Entity::new(uid(&self.account, standing.account), attributes, HashSet::from([role]))
            .map_err(|cause| PolicyError::question(&cause))
    }

    /// What is asked for.
    pub(crate) fn class(&self, class: &Class) -> Result<Entity, PolicyError> {
        let mut attributes = Attributes::from([
            ("audience".to_owned(), reference(&self.audience, audience(class.audience))),
            ("guard".to_owned(), reference(&self.guard, guard(class.guard))),
            ("eras".to_owned(), numbers(class.era.iter().chain(&class.reopened))),
            ("concerns".to_owned(), set(&self.voice, class.concerns.iter())),
            ("overdue".to_owned(), RestrictedExpression::new_bool(class.is_overdue)),
            ("crisis".to_owned(), RestrictedExpression::new_bool(class.is_crisis)),
            ("emergency".to_owned(), RestrictedExpression::new_bool(class.is_emergency)),
        ]);
        if let Some(reviewer) = class.reviewer {
            attributes.insert("reviewer".to_owned(), reference(&self.practitioner, reviewer));
        }
        match class.audience {
            Audience::Present(id) | Audience::Invited(id) => {
                attributes.insert("meeting".to_owned(), reference(&self.meeting, id));
            }
            Audience::Circle(id) => {
                attributes.insert("circle".to_owned(), reference(&self.circle, id));
            }
            Audience::Everyone
            | Audience::PersonAndTeam
            | Audience::Confidence(_)
            | Audience::Team
            | Audience::OnlyMe => {}
        }
        if let Some(voice) = class.voice {
            attributes.insert("voice".to_owned(), reference(&self.voice, voice));
        }
        if let Some(voice) = class.to {
            attributes.insert("to".to_owned(), reference(&self.voice, voice));
        }
        if let Some(account) = class.drafted_by {
            attributes.insert("draftedBy".to_owned(), reference(&self.account, account));
        }
        Entity::new(uid(&self.entry, "this"), attributes, HashSet::new())
            .map_err(|cause| PolicyError::question(&cause))
    }

    /// The network that something is done to; whoever asks already stands in it.
    pub(crate) fn network(&self) -> Entity {
        Entity::with_uid(uid(&self.network, "this"))
    }

    /// A question: may this account do this to that?
    pub(crate) fn request(
        &self,
        account: EntityUid,
        action: &'static str,
        resource: EntityUid,
        schema: Option<&Schema>,
    ) -> Result<Request, PolicyError> {
        let action = uid(&self.action, action);
        Request::new(account, action, resource, Context::empty(), schema)
            .map_err(|cause| PolicyError::question(&cause))
    }
}

fn uid(name: &EntityTypeName, id: impl Display) -> EntityUid {
    EntityUid::from_type_name_and_id(name.clone(), EntityId::new(id.to_string()))
}

fn reference(name: &EntityTypeName, id: impl Display) -> RestrictedExpression {
    RestrictedExpression::new_entity_uid(uid(name, id))
}

fn set<T: Display>(name: &EntityTypeName, ids: impl Iterator<Item = T>) -> RestrictedExpression {
    RestrictedExpression::new_set(ids.map(|id| reference(name, id)))
}

fn numbers<'a>(eras: impl Iterator<Item = &'a u32>) -> RestrictedExpression {
    RestrictedExpression::new_set(eras.map(|era| RestrictedExpression::new_long(i64::from(*era))))
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Person => "person",
        Role::Member => "member",
        Role::Team => "team",
        Role::Cover => "cover",
        Role::Emergency => "emergency",
        Role::OtherPractitioner => "other-practitioner",
        Role::Administrator => "administrator",
        Role::Stranger => "stranger",
    }
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => "everyone",
        Audience::Present(_) => "present",
        Audience::Invited(_) => "invited",
        Audience::Circle(_) => "circle",
        Audience::PersonAndTeam => "person-and-team",
        Audience::Confidence(_) => "confidence",
        Audience::Team => "team",
        Audience::OnlyMe => "only-me",
    }
}

fn guard(guard: Guard) -> &'static str {
    match guard {
        Guard::None => "none",
        Guard::UnderReview => "under-review",
        Guard::Withheld => "withheld",
        Guard::UnsafePair => "unsafe-pair",
        Guard::OutOfSight => "out-of-sight",
    }
}
