//! Whose words, whose hand, whose account: three different things (promise 1).

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, MemberId, NetworkId, PractitionerId};

/// Somebody with a voice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Somebody of the network; the person at the centre is one of them.
    Member(MemberId),
    /// Somebody of the service, peer practitioners included.
    Practitioner(PractitionerId),
}

impl Who {
    /// The member, if it is one.
    pub fn member(self) -> Option<MemberId> {
        match self {
            Self::Member(id) => Some(id),
            Self::Practitioner(_) => None,
        }
    }
    /// The practitioner, if it is one.
    pub fn practitioner(self) -> Option<PractitionerId> {
        match self {
            Self::Practitioner(id) => Some(id),
            Self::Member(_) => None,
        }
    }
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Member(id) => write!(f, "m{id}"),
            Self::Practitioner(id) => write!(f, "p{id}"),
        }
    }
}

impl std::str::FromStr for Who {
    type Err = uuid::Error;
    /// Reads what `Display` writes; used as the value of radio buttons and boxes.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.split_at_checked(1) {
            Some(("m", id)) => id.parse().map(Self::Member),
            Some(("p", id)) => id.parse().map(Self::Practitioner),
            _ => "".parse().map(Self::Member),
        }
    }
}

/// What an account is to the service.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seat {
    /// Somebody of the service.
    Practitioner(PractitionerId),
    /// A member of one network (the person included); the same human in two networks has two seats.
    Member(NetworkId, MemberId),
    /// Keeps the machine running and the accounts in order; reads no words.
    Administrator,
}

/// A signed-in account.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Its identity, written beside each entry it makes.
    pub id: AccountId,
    /// What it is.
    pub seat: Seat,
}

impl Account {
    /// The voice that belongs to this account, if it has one.
    pub fn voice(&self) -> Option<Who> {
        match self.seat {
            Seat::Practitioner(id) => Some(Who::Practitioner(id)),
            Seat::Member(_, id) => Some(Who::Member(id)),
            Seat::Administrator => None,
        }
    }
}
