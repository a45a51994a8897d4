//! Planning a meeting: when and where, who is invited and in whose words, and what they answered.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{MeetingId, MemberId, PractitionerId},
    meeting::Meeting,
    network::{Network, Noted},
    people::{self, AskingChanged},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// A planned time: civil time with its IANA zone, so that it stays "ten o'clock in Leeds"
/// across a change of the zone's rules. The instant is only an index.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Planned {
    /// Date and time on the wall.
    pub at: DateTime,
    /// The IANA zone, such as `Europe/London`.
    pub zone: String,
}

impl Planned {
    /// The instant, if the zone is known. A time that a clock change skips or repeats is resolved
    /// as RFC 5545 does: the later of skipped, the first of repeated.
    pub fn instant(&self) -> Option<Timestamp> {
        let zone = TimeZone::get(&self.zone).ok()?;
        zone.to_ambiguous_timestamp(self.at).compatible().ok()
    }
}

/// Where people meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// At home, or at somebody's of the network.
    Home,
    /// On the ward or in the crisis house.
    Ward,
    /// At the service.
    Clinic,
    /// Anywhere else: a park, a school, a café.
    Elsewhere,
    /// No place: by video.
    Video,
    /// No place: by telephone.
    Phone,
}

/// A meeting was planned, or planned anew: the last plan is the one that holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeetingPlanned {
    /// The meeting.
    pub meeting: MeetingId,
    /// When.
    pub when: Planned,
    /// Where.
    pub place: Place,
    /// The place in words: address, which bell, the link.
    pub place_words: String,
    /// Whether some join from elsewhere, and how.
    pub remote: String,
    /// Who is invited.
    pub invited: BTreeSet<MemberId>,
    /// Who comes from the service.
    pub practitioners: BTreeSet<PractitionerId>,
    /// What the invitation says, in the wording that the person chose.
    pub wording: String,
    /// Why it changed, for a plan made anew.
    pub reason: String,
}

/// A meeting was called off.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MeetingCalledOff {
    /// The meeting.
    pub meeting: MeetingId,
    /// Why.
    pub reason: String,
}

/// Somebody was invited.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InvitationGiven {
    /// To which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub member: MemberId,
    /// How: by letter, rung, told at the door.
    pub how: String,
}

/// An answer to an invitation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coming {
    /// Is coming.
    Coming,
    /// Joins from elsewhere.
    Remote,
    /// Cannot come.
    Cannot,
    /// Sends words instead.
    SendsWords,
    /// Does not want to be asked again.
    NotAgain,
}

/// An invitation was answered, by whatever road.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InvitationAnswered {
    /// To which meeting.
    pub meeting: MeetingId,
    /// Who answered.
    pub member: MemberId,
    /// The answer.
    pub answer: Coming,
    /// The reason, or the words sent instead.
    pub words: String,
}

impl Folds for MeetingPlanned {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let meeting = network.meetings.entry(self.meeting).or_insert_with(|| Meeting::new(self.meeting));
        meeting.plans.push(Noted::new(entry, self));
    }
}

macro_rules! folds_into_meeting {
    ($($fact:ty => |$meeting:ident, $noted:ident| $take:expr;)*) => {$(
        impl Folds for $fact {
            fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
                if let Some($meeting) = network.meeting_mut(self.meeting) {
                    let $noted = Noted::new(entry, self);
                    $take;
                }
            }
        }
    )*};
}
pub(crate) use folds_into_meeting;

folds_into_meeting! {
    MeetingCalledOff => |meeting, noted| meeting.called_off = Some(noted);
    InvitationGiven => |meeting, noted| meeting.invitations.push(noted);
    InvitationAnswered => |meeting, noted| { meeting.answers.entry(noted.member).or_default().push(noted) };
}

pub(crate) fn open(whole: &Whole, id: MeetingId) -> Result<&Meeting, Refusal> {
    let meeting = whole.network.meeting(id).ok_or(Refusal::of(Why::NotHere))?;
    if let Some(closed) = &meeting.closed {
        return Err(Refusal::of(Why::MeetingClosed).resting_on([closed.entry.id]));
    }
    if let Some(off) = &meeting.called_off {
        return Err(Refusal::of(Why::CalledOff).resting_on([off.entry.id]));
    }
    Ok(meeting)
}

/// Two who must not be brought together are not invited to one meeting. Only the team plans, and the team
/// knows the mark; whoever of it may not (the mark is out of sight) gets the neutral answer.
fn keeps_apart(whole: &Whole, field: &'static str, together: &BTreeSet<MemberId>) -> Result<(), Refusal> {
    let marks = whole.network.people.unsafe_among(together);
    if marks.is_empty() {
        return Ok(());
    }
    Err(Refusal::at(field, Why::UnsafePair).resting_on(marks.iter().map(|mark| mark.entry.id)))
}

/// Whoever said "do not ask me again" is not asked, until they say otherwise.
fn may_be_asked(whole: &Whole, field: &'static str, id: MemberId) -> Result<(), Refusal> {
    match whole.network.people.members.get(&id) {
        Some(member) if member.death().is_some() => {
            let noted = member.death().map(|noted| noted.entry.id);
            Err(Refusal::at(field, Why::HasDied).resting_on(noted))
        }
        Some(member) if member.has_left() => Err(Refusal::at(field, Why::HasLeft)),
        Some(member) if !member.may_be_asked() => {
            let said = member.asking.last().map(|a| a.entry.id);
            Err(Refusal::at(field, Why::NotAskedAgain).resting_on(said))
        }
        _ => Ok(()),
    }
}

impl Decides for MeetingPlanned {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let is_new = whole.network.meeting(self.meeting).is_none();
        if !is_new {
            open(whole, self.meeting)?;
        }
        if self.when.instant().is_none() {
            return Err(Refusal::at("when", Why::Zone));
        }
        for one in &self.invited {
            people::member(whole, "invited", *one)?;
            may_be_asked(whole, "invited", *one)?;
        }
        keeps_apart(whole, "invited", &self.invited)?;
        let planned = Self {
            place_words: text::kept("place-words", &self.place_words)?,
            remote: text::kept("remote", &self.remote)?,
            wording: text::kept("wording", &self.wording)?,
            reason: text::kept("reason", &self.reason)?,
            ..self.clone()
        };
        let told = Told { meeting: Some(self.meeting), ..told.own(ctx) };
        Ok(vec![told.draft(ctx, Audience::Invited(self.meeting), planned)])
    }
}

impl Decides for MeetingCalledOff {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        open(whole, self.meeting)?;
        let off = Self { reason: text::needed("reason", &self.reason)?, ..self.clone() };
        // The team's deed, whoever asked for it: nobody who must stay hidden is the voice of it.
        let told = Told { meeting: Some(self.meeting), ..told.own(ctx) };
        Ok(vec![told.draft(ctx, Audience::Invited(self.meeting), off)])
    }
}

impl Decides for InvitationGiven {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let meeting = open(whole, self.meeting)?;
        people::member(whole, "member", self.member)?;
        if let Some(noted) = whole.network.people.members.get(&self.member).and_then(people::Member::death) {
            return Err(Refusal::at("member", Why::HasDied).resting_on([noted.entry.id]));
        }
        let asked = meeting.plan().map(|plan| plan.invited.clone()).unwrap_or_default();
        if let Some(mark) = whole.network.people.kept_from(self.member, &asked) {
            return Err(Refusal::at("member", Why::UnsafePair).resting_on([mark.entry.id]));
        }
        let given = Self { how: text::kept("how", &self.how)?, ..self.clone() };
        let to = Some(Who::Member(self.member));
        let told = Told { voice: ctx.account.voice(), to, meeting: Some(self.meeting), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, given)])
    }
}

impl Decides for InvitationAnswered {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        open(whole, self.meeting)?;
        people::member(whole, "member", self.member)?;
        let words = text::kept("words", &self.words)?;
        let told =
            Told { voice: Some(Who::Member(self.member)), meeting: Some(self.meeting), ..told.clone() };
        let mut facts =
            vec![told.draft(ctx, Audience::PersonAndTeam, Self { words: words.clone(), ..self.clone() })];
        if self.answer == Coming::NotAgain {
            let asking = AskingChanged { member: self.member, may_be_asked: false, words };
            facts.push(told.draft(ctx, Audience::PersonAndTeam, asking));
        }
        Ok(facts)
    }
}
