//! Duties: what the service names a practitioner for beyond their own networks.

use serde::{Deserialize, Serialize};

use crate::ids::PractitionerId;

/// What a practitioner is named for. A duty opens nothing by itself: each says in `policies/`
/// which entries it is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// An appropriate health professional, who gives an opinion on serious harm
    /// (Data Protection Act 2018, Schedule 3, paragraph 2).
    HealthProfessional,
    /// Decides on the other grounds for keeping an entry back.
    Decider,
    /// Leads safeguarding.
    SafeguardingLead,
    /// The Caldicott guardian.
    CaldicottGuardian,
    /// Answers requests for access to the record.
    RecordsOfficer,
    /// Leads the service.
    Lead,
    /// Answers when nobody else does: a rota of on-call, or a ward.
    OnCall,
}

impl Duty {
    /// Every duty there is.
    pub const ALL: [Self; 7] = [
        Self::HealthProfessional,
        Self::Decider,
        Self::SafeguardingLead,
        Self::CaldicottGuardian,
        Self::RecordsOfficer,
        Self::Lead,
        Self::OnCall,
    ];

    /// Its name in `policies/schema.cedarschema` and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::HealthProfessional => "health-professional",
            Self::Decider => "decider",
            Self::SafeguardingLead => "safeguarding-lead",
            Self::CaldicottGuardian => "caldicott-guardian",
            Self::RecordsOfficer => "records-officer",
            Self::Lead => "lead",
            Self::OnCall => "on-call",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The duties of one practitioner.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Duties(u8);

impl Duties {
    /// Whether this duty is among them.
    pub fn has(self, duty: Duty) -> bool {
        self.0 & duty.bit() != 0
    }
    /// Whether any of these duties is among them.
    pub fn has_any(self, duties: &[Duty]) -> bool {
        duties.iter().any(|duty| self.has(*duty))
    }
    /// The same duties and this one.
    #[must_use]
    pub fn with(self, duty: Duty) -> Self {
        Self(self.0 | duty.bit())
    }
    /// The same duties without this one.
    #[must_use]
    pub fn without(self, duty: Duty) -> Self {
        Self(self.0 & !duty.bit())
    }
    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Duty> {
        Duty::ALL.into_iter().filter(move |duty| self.has(*duty))
    }
}

/// The service named a practitioner for a duty.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DutyGiven {
    /// Who.
    pub practitioner: PractitionerId,
    /// What for.
    pub duty: Duty,
}

/// A practitioner was relieved of a duty.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DutyEnded {
    /// Who.
    pub practitioner: PractitionerId,
    /// Which.
    pub duty: Duty,
}
