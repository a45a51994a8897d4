//! Whom to ring now: the holder first, then the core team; in danger, the service's crisis contacts.

use std::collections::BTreeSet;

use dialogue::{PractitionerId, Who, service::CrisisContact};

use crate::show::Known;

/// Somebody of the service, as those who will meet them see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Their name.
    pub name: String,
    /// What they do.
    pub role: String,
    /// A sentence of their own.
    pub line: String,
    /// Their number, or the service's.
    pub phone: String,
    /// Whether they hold the network now.
    pub is_holder: bool,
}

/// The page's part that says whom to ring; `ring.html` has the macro.
#[derive(Clone, Debug)]
pub struct RingNow {
    /// The holder first, then the core team.
    pub people: Vec<Ring>,
    /// Whom to ring in danger.
    pub crisis: Vec<CrisisContact>,
    /// The service's own number.
    pub phone: String,
}

impl Known {
    /// One of the service, as those who will meet them see them.
    pub fn ring(&self, id: PractitionerId) -> Ring {
        let line = self.service.practitioners.get(&id).map(|p| p.is.line.clone());
        Ring {
            name: self.name(Who::Practitioner(id)),
            role: self.role(Who::Practitioner(id)),
            line: line.unwrap_or_default(),
            phone: self.phone(id),
            is_holder: self.holder() == Some(id),
        }
    }

    /// Whom to ring now: the holder, the core team, and the crisis contacts.
    pub fn ring_now(&self) -> RingNow {
        let core: BTreeSet<_> = self.network.team.core.keys().copied().collect();
        let others = core.into_iter().filter(|id| Some(*id) != self.holder());
        let people = self.holder().into_iter().chain(others).map(|id| self.ring(id)).collect();
        RingNow { people, crisis: self.service.is.crisis.clone(), phone: self.service.is.phone.clone() }
    }
}
