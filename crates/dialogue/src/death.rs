//! A death: noted by the team, announced by nobody but people. From that moment clocks and reminders stop,
//! nobody is invited in the name of the dead, and their account is closed. What others could read, they keep.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry, When},
    fact::Folds,
    ids::MemberId,
    network::{Network, Noted},
    people::{self, Member, Nearness},
    promise::Promise,
    refusal::{Refusal, Why},
    request::Request,
    text,
    whole::Whole,
};

/// A death was noted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DeathNoted {
    /// Who died.
    pub member: MemberId,
    /// When, as precisely as anybody knows.
    pub on: When,
    /// In words.
    pub words: String,
}

/// A death was noted in error.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DeathTakenBack {
    /// Of whom.
    pub member: MemberId,
    /// How it came to be noted.
    pub words: String,
}

/// The team decided who may read from a day on, after a death; what was decided before stays.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadingDecided {
    /// Who, and why, in words.
    pub words: String,
    /// From which day.
    pub from: Date,
}

impl Member {
    /// How their death was noted, if it was.
    pub fn death(&self) -> Option<&Noted<DeathNoted>> {
        self.death.as_ref()
    }
    /// Whether they are dead: noted by the team, or long part of the story as somebody dead.
    pub fn is_dead(&self) -> bool {
        self.death.is_some() || self.now().is_some_and(|now| now.nearness == Nearness::Dead)
    }
}

impl Network {
    /// How the person's death was noted, if it was.
    pub fn person_died(&self) -> Option<&Noted<DeathNoted>> {
        self.people.person().and_then(Member::death)
    }

    /// The moment at which every clock and reminder of before stopped: the person's death was noted,
    /// or the network ended. A later call runs on a clock of its own.
    pub(crate) fn stopped_at(&self) -> Option<Timestamp> {
        let died = self.person_died().map(|died| died.entry.recorded_at);
        let ended = self.endings.last().map(|ending| ending.ended.entry.recorded_at);
        died.max(ended)
    }

    /// Whether a reminder of something noted before the person's death has stopped with it.
    pub fn has_stopped(&self, entry: &Entry) -> bool {
        self.person_died().is_some_and(|died| entry.recorded_at <= died.entry.recorded_at)
    }

    /// Whether a promise of the service's own is past its day, and somebody still waits for it.
    pub fn is_overdue(&self, promise: &Promise, today: Date) -> bool {
        promise.is_overdue(today) && !self.has_stopped(&promise.made.entry)
    }

    /// The calls whose callers said that they are not safe, or not sure, and with whom nobody has spoken yet.
    /// An ending does not answer them; only a death does.
    pub(crate) fn safety_open(&self) -> impl Iterator<Item = &Request> {
        self.requests.values().filter(|r| r.is_safety_open() && !self.has_stopped(&r.asked.entry))
    }

    /// Whether nothing here waits for a next meeting: it has ended, or the person has died,
    /// and nobody has called since.
    pub fn rests(&self) -> bool {
        let called_since = |at: Timestamp| self.requests.values().any(|r| r.asked.entry.recorded_at > at);
        let died = self.person_died().is_some_and(|died| !called_since(died.entry.recorded_at));
        died || self.is_ended()
    }
}

impl Folds for DeathNoted {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(member) = network.people.members.get_mut(&self.member) {
            member.death = Some(Noted::new(entry, self));
        }
    }
}

impl Folds for DeathTakenBack {
    fn fold(self: &Arc<Self>, network: &mut Network, _: &Arc<Entry>) {
        if let Some(member) = network.people.members.get_mut(&self.member) {
            member.death = None;
        }
    }
}

impl Folds for ReadingDecided {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.reading_decided.push(Noted::new(entry, self));
    }
}

/// What concerns a death is the team's, until people have told people; its writer may open it later.
fn in_own_voice(told: &Told, ctx: &Context) -> Told {
    Told { voice: ctx.account.voice(), to: None, ..told.clone() }
}

impl Decides for DeathNoted {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        if whole.network.people.members.get(&self.member).is_some_and(|member| member.death.is_some()) {
            return Ok(Vec::new());
        }
        if let When::On(day) = self.on {
            ctx.has_come("on", day)?;
        }
        let noted = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        Ok(vec![in_own_voice(told, ctx).draft(ctx, Audience::Team, noted)])
    }
}

impl Decides for DeathTakenBack {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let members = &whole.network.people.members;
        let noted = members.get(&self.member).and_then(Member::death);
        let audience = noted.ok_or(Refusal::of(Why::NotHere))?.entry.told.audience;
        let back = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![in_own_voice(told, ctx).draft(ctx, audience, back)])
    }
}

impl Decides for ReadingDecided {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let decided = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![in_own_voice(told, ctx).draft(ctx, Audience::Team, decided)])
    }
}
