//! The meeting itself: who came, what comes next, and its closing. Its words stand in `words`.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{MeetingId, MemberId},
    invitation_wish::InvitationWished,
    network::{Network, Noted},
    people,
    plan::{self, InvitationAnswered, InvitationGiven, MeetingCalledOff, MeetingPlanned, folds_into_meeting},
    read_back::{self, ReadBack},
    refusal::{Refusal, Why},
    scribe::ScribeNamed,
    text,
    who::Who,
    whole::Whole,
};

/// How somebody was there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// In the room.
    There,
    /// From elsewhere.
    Remote,
    /// There, and left early.
    LeftEarly,
    /// Did not come.
    NotThere,
}

/// It was noted who came.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Came {
    /// To which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub who: Who,
    /// How.
    pub presence: Presence,
    /// What they were called in the room, so that those present know each other's names.
    pub called: String,
}

/// Who was there was put right after the closing. What was noted at the meeting stands beside it;
/// who reads what was said to those present follows this.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CameCorrected {
    /// At which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub who: Who,
    /// How they were there.
    pub presence: Presence,
    /// How it came to light, in words.
    pub words: String,
}

/// What comes next.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// A next meeting; its plan stands beside it.
    Meeting(MeetingId),
    /// "We will call", and about when.
    WeWillCall(String),
    /// "You call when you want."
    YouCall,
    /// No more meetings, as all agreed for now.
    Enough,
}

/// What comes next was said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NextSaid {
    /// At the end of which meeting.
    pub meeting: MeetingId,
    /// What.
    pub next: Next,
}

/// The meeting was closed: nothing is reworded any more, the read-back begins.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeetingClosed {
    /// The meeting.
    pub meeting: MeetingId,
    /// When people began to talk.
    pub began_at: Timestamp,
    /// How long it lasted, in minutes; none if nobody noted it.
    pub minutes: Option<u16>,
}

/// A correction of who was there, with what had been noted before.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    /// What had been noted, if anything was.
    pub before: Option<Noted<Came>>,
    /// What is noted now.
    pub now: Noted<CameCorrected>,
}

/// A meeting, planned or held, as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Meeting {
    /// Which.
    pub id: MeetingId,
    /// Its plans, the last one holds.
    pub plans: Vec<Noted<MeetingPlanned>>,
    /// If it was called off.
    pub called_off: Option<Noted<MeetingCalledOff>>,
    /// Invitations given.
    pub invitations: Vec<Noted<InvitationGiven>>,
    /// Answers, each member's last one now.
    pub answers: BTreeMap<MemberId, Vec<Noted<InvitationAnswered>>>,
    /// Wishes that somebody come.
    pub wished: Vec<Noted<InvitationWished>>,
    /// Who came, each as last noted or put right.
    pub came: BTreeMap<Who, Noted<Came>>,
    /// What was put right about who came, the last one last.
    pub corrections: Vec<Correction>,
    /// Who writes for whom on the live page, as last named.
    pub scribes: BTreeMap<Who, Noted<ScribeNamed>>,
    /// What comes next, the last one now.
    pub next: Option<Noted<NextSaid>>,
    /// Its closing.
    pub closed: Option<Noted<MeetingClosed>>,
    /// The read-back of each voice.
    pub read_back: BTreeMap<Who, ReadBack>,
}

impl Meeting {
    pub(crate) fn new(id: MeetingId) -> Self {
        Self {
            id,
            plans: Vec::new(),
            called_off: None,
            invitations: Vec::new(),
            answers: BTreeMap::new(),
            wished: Vec::new(),
            came: BTreeMap::new(),
            corrections: Vec::new(),
            scribes: BTreeMap::new(),
            next: None,
            closed: None,
            read_back: BTreeMap::new(),
        }
    }

    /// Puts right who was there; what was noted before goes beside it.
    fn correct(&mut self, now: Noted<CameCorrected>) {
        let before = self.came.remove(&now.who);
        let called = before.as_ref().map(|came| came.called.clone()).unwrap_or_default();
        let came = Came { meeting: self.id, who: now.who, presence: now.presence, called };
        self.came.insert(now.who, Noted::new(&now.entry, &Arc::new(came)));
        self.corrections.push(Correction { before, now });
    }

    /// The plan that holds.
    pub fn plan(&self) -> Option<&MeetingPlanned> {
        self.plans.last().map(|p| &*p.fact)
    }
    /// When it begins or began.
    pub fn starts_at(&self) -> Option<Timestamp> {
        let planned = || self.plan().and_then(|p| p.when.instant());
        self.closed.as_ref().map(|c| c.began_at).or_else(planned)
    }
    /// Whether it is neither closed nor called off.
    pub fn is_ahead(&self) -> bool {
        self.closed.is_none() && self.called_off.is_none()
    }
    /// Whether it took place: closed, with somebody there.
    pub fn is_held(&self) -> bool {
        self.closed.is_some() && self.called_off.is_none()
    }
    /// Whether a voice was present, in the room or from elsewhere, to the end or not.
    pub fn was_present(&self, who: Who) -> bool {
        self.came.get(&who).is_some_and(|c| c.presence != Presence::NotThere)
    }
    /// Whether somebody is invited by the plan that holds, or was present.
    pub fn is_for(&self, who: Who) -> bool {
        let is_invited = self.plan().zip(who.member()).is_some_and(|(p, id)| p.invited.contains(&id));
        is_invited || self.was_present(who)
    }
    /// Everyone who was present.
    pub fn present(&self) -> impl Iterator<Item = &Noted<Came>> {
        self.came.values().filter(|c| c.presence != Presence::NotThere)
    }
    /// What a member last answered to the invitation.
    pub fn answer(&self, member: MemberId) -> Option<&Noted<InvitationAnswered>> {
        self.answers.get(&member).and_then(|a| a.last())
    }
    /// Whether every voice that was present has been offered its words. Whoever may not know
    /// who was there is not told that it was.
    pub fn is_read_back(&self) -> bool {
        self.closed.is_some()
            && self.present().next().is_some()
            && self.present().all(|c| self.read_back.get(&c.who).is_some_and(ReadBack::is_offered))
    }
}

impl Network {
    /// Meetings by the time they begin or began, the earliest first; those without a known time last.
    pub fn meetings_in_time(&self) -> Vec<&Meeting> {
        let mut all: Vec<_> = self.meetings.values().collect();
        all.sort_by_key(|m| (m.starts_at().is_none(), m.starts_at(), m.id));
        all
    }
    /// The next meeting that is neither held nor called off.
    pub fn next_meeting(&self) -> Option<&Meeting> {
        self.meetings_in_time().into_iter().find(|m| m.is_ahead())
    }
}

folds_into_meeting! {
    Came => |meeting, noted| meeting.came.insert(noted.who, noted);
    CameCorrected => |meeting, noted| meeting.correct(noted);
    NextSaid => |meeting, noted| meeting.next = Some(noted);
    MeetingClosed => |meeting, noted| meeting.closed = Some(noted);
}

impl Decides for Came {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        plan::open(whole, self.meeting)?;
        if let Who::Member(id) = self.who {
            people::member(whole, "who", id)?;
        }
        let called = text::kept("called", &self.called)?;
        let called = match (called.is_empty(), self.who) {
            (true, Who::Member(id)) => {
                whole.network.people.members.get(&id).map_or("", |m| m.name()).to_owned()
            }
            _ => called,
        };
        let told = Told { voice: ctx.account.voice(), meeting: Some(self.meeting), ..told.clone() };
        let came = Self { called, ..self.clone() };
        Ok(vec![told.draft(ctx, Audience::Present(self.meeting), came)])
    }
}

impl Decides for CameCorrected {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = read_back::closed(whole, self.meeting)?;
        if let Who::Member(id) = self.who {
            people::member(whole, "who", id)?;
        }
        let noted = meeting.came.get(&self.who);
        if noted.map_or(Presence::NotThere, |came| came.presence) == self.presence {
            let noted = noted.map(|came| came.entry.id);
            return Err(Refusal::at("who", Why::Same).resting_on(noted));
        }
        // A meeting that was held had somebody there.
        if self.presence == Presence::NotThere && meeting.present().all(|came| came.who == self.who) {
            return Err(Refusal::at("presence", Why::NobodyCame));
        }
        let corrected = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        // Whoever it is about reads it, also when they were not there.
        let to = self.who.member().map(Who::Member);
        let told = Told { voice: ctx.account.voice(), to, meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Present(self.meeting), corrected)])
    }
}

impl Decides for NextSaid {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        plan::open(whole, self.meeting)?;
        let told = Told { voice: ctx.account.voice(), meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Invited(self.meeting), self.clone())])
    }
}

impl Decides for MeetingClosed {
    const DEED: Deed = Deed::Tend;
    /// Who came and what comes next are enough to close; nothing else is asked for.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = plan::open(whole, self.meeting)?;
        if meeting.present().next().is_none() {
            return Err(Refusal::at("came", Why::NobodyCame));
        }
        if meeting.next.is_none() {
            return Err(Refusal::at("next", Why::NothingNext));
        }
        if self.began_at > ctx.now {
            return Err(Refusal::at("began-at", Why::InTheFuture));
        }
        let told = Told { voice: ctx.account.voice(), meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Invited(self.meeting), self.clone())])
    }
}
