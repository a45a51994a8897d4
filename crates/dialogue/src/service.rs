//! The service: its name, its people and its settings, a stream of its own with the same idea.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Told},
    audience::Audience,
    duty::{Duties, Duty, DutyEnded, DutyGiven},
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    ids::{CommandId, NetworkId, PractitionerId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    retention::{DestructionDropped, DestructionProposed, RetentionRules},
    text,
    who::Seat,
};

/// Which record is the legal one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegalRecord {
    /// The organisation's own; meetings are filed there.
    #[default]
    Organisation,
    /// This one.
    Polyphony,
}

/// The service was named and set up; each replaces the one before.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ServiceNamed {
    /// Its name.
    pub name: String,
    /// How to ring it.
    pub phone: String,
    /// Whom to ring in danger, a line each: `what · number`.
    pub crisis: Vec<CrisisContact>,
    /// Its IANA time zone.
    pub zone: String,
    /// Which record is the legal one.
    pub legal_record: LegalRecord,
    /// What the organisation's record is called ("RiO").
    pub other_record: String,
}

/// Somebody to ring in danger.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct CrisisContact {
    /// Who answers, and when.
    pub who: String,
    /// The number.
    pub number: String,
}

/// A practitioner joined the service, or is described anew.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PractitionerJoined {
    /// Who.
    pub practitioner: PractitionerId,
    /// Their name.
    pub name: String,
    /// What they do: nurse, social worker, doctor, peer practitioner.
    pub role: String,
    /// Whether they are a peer practitioner.
    pub is_peer: bool,
    /// A sentence of their own, for those who will meet them.
    pub line: String,
    /// How to reach them.
    pub phone: String,
}

/// A practitioner left the service.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PractitionerLeft {
    /// Who.
    pub practitioner: PractitionerId,
}

/// The service as everybody who signs in may know it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Service {
    /// Its name and settings.
    pub is: ServiceNamed,
    /// Its practitioners, those who left included (their words stay theirs).
    pub practitioners: BTreeMap<PractitionerId, Practitioner>,
    /// How long records are kept.
    pub retention: RetentionRules,
    /// Networks whose destruction was proposed and not taken back.
    pub proposed: BTreeMap<NetworkId, Noted<DestructionProposed>>,
    commands: HashSet<CommandId>,
}

/// A practitioner of the service.
#[derive(Clone, PartialEq, Debug)]
pub struct Practitioner {
    /// How they are described now.
    pub is: PractitionerJoined,
    /// Whether they have left.
    pub has_left: bool,
    /// What the service named them for.
    pub duties: Duties,
}

impl Service {
    /// A service of which nothing is known yet.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Takes one more entry.
    pub fn apply(&mut self, entry: Arc<Entry>) {
        self.commands.insert(entry.id.command);
        match &entry.told.fact {
            Fact::ServiceNamed(named) => self.is = ServiceNamed::clone(named),
            Fact::PractitionerJoined(joined) => {
                let duties = self.duties(joined.practitioner);
                let now = Practitioner { is: PractitionerJoined::clone(joined), has_left: false, duties };
                self.practitioners.insert(joined.practitioner, now);
            }
            Fact::PractitionerLeft(left) => {
                if let Some(gone) = self.practitioners.get_mut(&left.practitioner) {
                    gone.has_left = true;
                    gone.duties = Duties::default();
                }
            }
            Fact::DutyGiven(given) => {
                if let Some(one) = self.practitioners.get_mut(&given.practitioner) {
                    one.duties = one.duties.with(given.duty);
                }
            }
            Fact::DutyEnded(ended) => {
                if let Some(one) = self.practitioners.get_mut(&ended.practitioner) {
                    one.duties = one.duties.without(ended.duty);
                }
            }
            Fact::RetentionRules(rules) => self.retention = **rules,
            Fact::DestructionProposed(proposed) => {
                self.proposed.insert(proposed.network, Noted::new(&entry, proposed));
            }
            Fact::DestructionDropped(dropped) => drop(self.proposed.remove(&dropped.network)),
            _ => {}
        }
    }

    /// Whether a command has already been carried out.
    pub fn has_seen(&self, command: CommandId) -> bool {
        self.commands.contains(&command)
    }

    /// The name of a practitioner; empty if there is no such one.
    pub fn name(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", |p| p.is.name.as_str())
    }

    /// What a practitioner is named for; nothing, if there is no such one.
    pub fn duties(&self, id: PractitionerId) -> Duties {
        self.practitioners.get(&id).map_or_else(Duties::default, |p| p.duties)
    }

    /// What an account is named for.
    pub fn duties_of(&self, seat: Seat) -> Duties {
        match seat {
            Seat::Practitioner(id) => self.duties(id),
            Seat::Member(..) | Seat::Administrator => Duties::default(),
        }
    }

    /// The practitioners who work here now, by name.
    pub fn working(&self) -> Vec<&PractitionerJoined> {
        let mut here: Vec<_> = self.practitioners.values().filter(|p| !p.has_left).map(|p| &p.is).collect();
        here.sort_by(|a, b| a.name.cmp(&b.name));
        here
    }
}

/// What is asked of the service.
#[derive(Clone, PartialEq, Debug)]
pub enum ServiceAct {
    /// Name it and set it up.
    Name(ServiceNamed),
    /// Take in a practitioner, or describe one anew.
    Join(PractitionerJoined),
    /// Let one go.
    Leave(PractitionerLeft),
    /// Name one for a duty.
    Give(DutyGiven),
    /// Relieve one of a duty.
    Relieve(DutyEnded),
    /// Set how long records are kept.
    SetRetention(RetentionRules),
    /// Propose that a network be destroyed.
    ProposeDestruction(DestructionProposed),
    /// Take a proposal back.
    DropDestruction(DestructionDropped),
}

/// One sending of one form about the service.
#[derive(Clone, PartialEq, Debug)]
pub struct ServiceCommand {
    /// The idempotency key.
    pub id: CommandId,
    /// What is asked.
    pub act: ServiceAct,
}

/// Decides on the service. An administrator may set it up; a practitioner may describe themself.
pub fn decide_service(
    service: &Service,
    command: &ServiceCommand,
    ctx: &Context,
) -> Result<Vec<Draft>, Refusal> {
    if service.has_seen(command.id) {
        return Ok(Vec::new());
    }
    let own = match (&command.act, ctx.account.seat) {
        // Whoever has left does not take themself in again.
        (ServiceAct::Join(joined), Seat::Practitioner(id)) => {
            joined.practitioner == id && service.practitioners.get(&id).is_none_or(|p| !p.has_left)
        }
        _ => false,
    };
    let about_records =
        matches!(command.act, ServiceAct::ProposeDestruction(_) | ServiceAct::DropDestruction(_));
    let is_officer = service.duties_of(ctx.account.seat).has(Duty::RecordsOfficer);
    let may = if about_records { is_officer } else { own || ctx.account.seat == Seat::Administrator };
    if !may {
        return Err(Refusal::neutral());
    }
    let fact = match &command.act {
        ServiceAct::Name(named) => {
            let named = ServiceNamed {
                name: text::needed("name", &named.name)?,
                phone: text::kept("phone", &named.phone)?,
                other_record: text::kept("other-record", &named.other_record)?,
                ..named.clone()
            };
            if jiff::tz::TimeZone::get(&named.zone).is_err() {
                return Err(Refusal::at("zone", Why::Zone));
            }
            Fact::from(named)
        }
        ServiceAct::Join(joined) => Fact::from(PractitionerJoined {
            name: text::needed("name", &joined.name)?,
            role: text::kept("role", &joined.role)?,
            line: text::kept("line", &joined.line)?,
            phone: text::kept("phone", &joined.phone)?,
            ..joined.clone()
        }),
        ServiceAct::Leave(left) => Fact::from(left.clone()),
        ServiceAct::Give(given)
            if service.practitioners.get(&given.practitioner).is_none_or(|p| p.has_left) =>
        {
            return Err(Refusal::at("practitioner", Why::NotHere));
        }
        ServiceAct::Give(given) if service.duties(given.practitioner).has(given.duty) => {
            return Ok(Vec::new());
        }
        ServiceAct::Give(given) => Fact::from(given.clone()),
        ServiceAct::Relieve(ended) if !service.duties(ended.practitioner).has(ended.duty) => {
            return Ok(Vec::new());
        }
        ServiceAct::Relieve(ended) => Fact::from(ended.clone()),
        ServiceAct::SetRetention(rules) if *rules == service.retention => return Ok(Vec::new()),
        ServiceAct::SetRetention(rules) => Fact::from(*rules),
        ServiceAct::ProposeDestruction(proposed) => Fact::from(DestructionProposed {
            words: text::needed("words", &proposed.words)?,
            ..proposed.clone()
        }),
        ServiceAct::DropDestruction(dropped) => Fact::from(dropped.clone()),
    };
    Ok(vec![Told::default().draft(ctx, Audience::Everyone, fact)])
}

macro_rules! not_of_a_network {
    ($($fact:ty),*) => {$(
        impl Folds for $fact {
            /// Facts of the service say nothing about a network.
            fn fold(self: &Arc<Self>, _: &mut Network, _: &Arc<Entry>) {}
        }
    )*};
}
not_of_a_network!(ServiceNamed, PractitionerJoined, PractitionerLeft, DutyGiven, DutyEnded);
