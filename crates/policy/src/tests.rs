//! The policies: their schema, the table that a Caldicott guardian can read, and a second opinion in Rust.

mod alike;
mod assumed;
mod decided;
mod proven;
mod schema;
mod specification;
mod table;

use std::collections::BTreeSet;

use cedar_policy::Schema;
use dialogue::{
    AccountId, Audience, CircleId, Class, Guard, MeetingId, MemberId, PractitionerId, RequestId, Role,
    Standing, Who,
};
use uuid::Uuid;

use dialogue::Deed;

use crate::{Policies, PolicyError, files};

const ROLES: [Role; 8] = [
    Role::Person,
    Role::Member,
    Role::Team,
    Role::Cover,
    Role::Emergency,
    Role::OtherPractitioner,
    Role::Administrator,
    Role::Stranger,
];

fn practitioner(n: u128) -> PractitionerId {
    PractitionerId(Uuid::from_u128(n))
}

fn account(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn voice(n: u128) -> Who {
    Who::Member(MemberId(Uuid::from_u128(n)))
}

fn meeting(n: u128) -> MeetingId {
    MeetingId(Uuid::from_u128(n))
}

fn circle(n: u128) -> CircleId {
    CircleId(Uuid::from_u128(n))
}

fn request(n: u128) -> RequestId {
    RequestId(Uuid::from_u128(n))
}

/// Account 1 with voice 1, who was nowhere and is in no circle; whoever is of the service is practitioner 1.
fn standing(role: Role) -> Standing {
    let of_the_service = matches!(role, Role::Team | Role::Cover | Role::Emergency | Role::OtherPractitioner);
    Standing {
        voice: Some(voice(1)),
        practitioner: of_the_service.then(|| practitioner(1)),
        ..Standing::nobody(account(1), role)
    }
}

/// Somebody else's words for this audience.
fn class(audience: Audience) -> Class {
    Class {
        audience,
        voice: Some(voice(2)),
        to: None,
        drafted_by: None,
        guard: Guard::None,
        era: None,
        reopened: None,
        concerns: BTreeSet::new(),
        reviewer: None,
        is_overdue: false,
        is_crisis: false,
        is_emergency: false,
    }
}

/// The policies with everything that goes to Cedar held against the schema as well.
struct Strict {
    policies: Policies,
    schema: Schema,
}

impl Strict {
    fn load() -> Self {
        Self { policies: Policies::load().unwrap(), schema: files::schema(files::SCHEMA).unwrap() }
    }

    fn read(&self, standing: &Standing, class: &Class) -> bool {
        let entry = self.policies.words.class(class).unwrap();
        self.policies.decide(standing, "read", entry, Some(&self.schema)).unwrap()
    }

    fn act(&self, standing: &Standing, act: Deed) -> bool {
        let network = self.policies.words.network();
        self.policies.decide(standing, act.name(), network, Some(&self.schema)).unwrap()
    }
}
