//! Appointments: an attorney, a deputy, an advocate, a parent. What each may read, until when.
//! Nobody reads by being a relative; a parent does not read a child's words by being a parent.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    day::end_of,
    entry::{Draft, Entry},
    fact::Folds,
    ids::MemberId,
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// As what somebody stands beside the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// Attorney for health and welfare (Mental Capacity Act 2005, section 9).
    Attorney,
    /// Deputy appointed by the court (Mental Capacity Act 2005, section 16).
    Deputy,
    /// Nearest relative (Mental Health Act 1983, section 26).
    NearestRelative,
    /// Nominated person (Mental Health Act 2025).
    NominatedPerson,
    /// Independent advocate (Mental Health Act 1983, section 130A; Mental Capacity Act 2005, section 35;
    /// Care Act 2014, section 67).
    Advocate,
    /// Somebody with parental responsibility (Children Act 1989, section 3).
    ParentalResponsibility,
    /// Named by the person in advance to speak for them.
    SpeaksForMe,
}

impl Office {
    /// Every office there is.
    pub const ALL: [Self; 7] = [
        Self::Attorney,
        Self::Deputy,
        Self::NearestRelative,
        Self::NominatedPerson,
        Self::Advocate,
        Self::ParentalResponsibility,
        Self::SpeaksForMe,
    ];
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attorney => "attorney",
            Self::Deputy => "deputy",
            Self::NearestRelative => "nearest-relative",
            Self::NominatedPerson => "nominated-person",
            Self::Advocate => "advocate",
            Self::ParentalResponsibility => "parental-responsibility",
            Self::SpeaksForMe => "speaks-for-me",
        }
    }
    /// The office of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|office| office.name() == name)
    }
}

/// What somebody reads by an appointment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reads {
    /// Nothing beyond what they read as a member.
    AsMember,
    /// What the person may read.
    AsThePerson,
}

/// Somebody was appointed, or their appointment is told anew.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AppointmentMade {
    /// Who.
    pub member: MemberId,
    /// As what.
    pub office: Office,
    /// What they read by it.
    pub reads: Reads,
    /// From which day.
    pub from: Date,
    /// Until which day; without one, until it is ended.
    pub until: Option<Date>,
    /// Limits by a court, who saw the papers, what was talked about.
    pub words: String,
}

/// An appointment ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AppointmentEnded {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub office: Office,
    /// Why.
    pub words: String,
}

/// An appointment and how it ended.
#[derive(Clone, PartialEq, Debug)]
pub struct Appointment {
    /// How it was made.
    pub made: Noted<AppointmentMade>,
    /// How it ended.
    pub ended: Option<Noted<AppointmentEnded>>,
}

/// The age from which a young person is presumed to decide for themself
/// (Mental Capacity Act 2005, section 1; Family Law Reform Act 1969, section 8).
pub const DECIDES_AT: i8 = 16;
/// The age at which parental responsibility ends (Children Act 1989, section 105(1)).
pub const GROWN_AT: i8 = 18;

impl Network {
    /// Whether an appointment is in force at a moment. Parental responsibility opens nothing
    /// from the person's sixteenth birthday on; every appointment ends with the person's life.
    pub fn is_in_force(&self, appointment: &Appointment, at: Timestamp) -> bool {
        let made = &appointment.made.fact;
        let begun = made.from.yesterday().map_or(Timestamp::MIN, end_of) <= at;
        let lapsed = made.until.is_some_and(|until| end_of(until) <= at);
        let grown = made.office == Office::ParentalResponsibility && self.is_at_least(DECIDES_AT, at);
        appointment.ended.is_none() && begun && !lapsed && !grown && self.person_died().is_none()
    }

    /// Whether the person is of an age, if their birth date is known.
    pub fn is_at_least(&self, years: i8, at: Timestamp) -> bool {
        let birth = self.people.known_as.last().and_then(|known| known.birth_date);
        let day = |birth: Date| birth.checked_add(jiff::Span::new().years(years)).ok();
        birth.and_then(day).is_some_and(|day| day.yesterday().map_or(Timestamp::MIN, end_of) <= at)
    }

    /// Whether a member reads what the person may read, by an appointment.
    pub fn reads_as_person(&self, member: MemberId, at: Timestamp) -> bool {
        self.appointments.iter().any(|one| {
            one.made.member == member && one.made.reads == Reads::AsThePerson && self.is_in_force(one, at)
        })
    }
}

impl Folds for AppointmentMade {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let same = |one: &Appointment| (one.made.member, one.made.office) == (self.member, self.office);
        network.appointments.retain(|one| !same(one) || one.ended.is_some());
        network.appointments.push(Appointment { made: Noted::new(entry, self), ended: None });
    }
}

impl Folds for AppointmentEnded {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let same = |one: &&mut Appointment| (one.made.member, one.made.office) == (self.member, self.office);
        network.appointments.iter_mut().filter(same).filter(|one| one.ended.is_none()).for_each(|one| {
            one.ended = Some(Noted::new(entry, self));
        });
    }
}

impl Decides for AppointmentMade {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        if whole.network.people.person().is_some_and(|person| person.id == self.member) {
            return Err(Refusal::at("member", Why::IsThePerson));
        }
        if self.until.is_some_and(|until| until < self.from) {
            return Err(Refusal::at("until", Why::EndsBeforeItBegins));
        }
        // What opens the person's record says on which paper or judgement it rests.
        let words = match self.reads {
            Reads::AsThePerson => text::needed("words", &self.words)?,
            Reads::AsMember => text::kept("words", &self.words)?,
        };
        let made = Self { words, ..self.clone() };
        let told = Told { voice: ctx.account.voice(), to: Some(Who::Member(self.member)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, made)])
    }
}

impl Decides for AppointmentEnded {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let same = |one: &&Appointment| (one.made.member, one.made.office) == (self.member, self.office);
        if !whole.network.appointments.iter().filter(same).any(|one| one.ended.is_none()) {
            return Ok(Vec::new());
        }
        let ended = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = Told { voice: ctx.account.voice(), to: Some(Who::Member(self.member)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, ended)])
    }
}
