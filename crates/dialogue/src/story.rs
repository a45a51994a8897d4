//! The story: the record as one thread of voices in the order of time, from what a viewer may read.
//! It holds references into that viewer's fold and nothing else, so it can tell no more than the fold.

mod right;

pub use right::Right;

use std::sync::Arc;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    decision::{Decision, DecisionCameOut, Outcome, StanceTaken, Taken},
    entry::{Entry, When},
    fact::Fact,
    ids::MeetingId,
    meeting::Meeting,
    network::Network,
    people::{CircumstanceTold, MemberNamed},
    plan::InvitationAnswered,
    promise::{Promise, PromiseSettled},
    question::{Question, QuestionMoved},
    request::Request,
    safety::SafetyAgreed,
    shared::SharedWords,
    stay::{Stay, StayEnded},
    team::{HeldBy, TeamJoined, TeamLeft},
    who::Who,
    words::{Kind, Passage},
};

/// What kind of happening, for those who look for one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// What somebody said.
    Words,
    /// Practitioners thinking aloud, and what was answered.
    Reflections,
    /// Meetings held or called off.
    Meetings,
    /// Calls for help.
    Calls,
    /// Open questions.
    Questions,
    /// Decisions, stances and outcomes.
    Decisions,
    /// Promises.
    Promises,
    /// Safety agreements.
    Safety,
    /// Stays on a ward or in a crisis house.
    Stays,
    /// Who joined, who holds it, who stays with it, who died, goodbyes.
    People,
    /// Who may be told what, and what was told.
    Sharing,
    /// Who stands in or beside, and who opened the record in an emergency.
    Access,
}

impl Part {
    /// Every part, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Words,
        Self::Reflections,
        Self::Meetings,
        Self::Calls,
        Self::Questions,
        Self::Decisions,
        Self::Promises,
        Self::Safety,
        Self::Stays,
        Self::People,
        Self::Sharing,
        Self::Access,
    ];
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Reflections => "reflections",
            Self::Meetings => "meetings",
            Self::Calls => "calls",
            Self::Questions => "questions",
            Self::Decisions => "decisions",
            Self::Promises => "promises",
            Self::Safety => "safety",
            Self::Stays => "stays",
            Self::People => "people",
            Self::Sharing => "sharing",
            Self::Access => "access",
        }
    }
    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum What<'n> {
    /// Somebody called for help.
    Called(&'n Request),
    /// Somebody became part of the network.
    Joined(&'n MemberNamed),
    /// A practitioner took the holding.
    Held(&'n HeldBy),
    /// A practitioner joined the core team.
    TeamJoined(&'n TeamJoined),
    /// A practitioner left the core team.
    TeamLeft(&'n TeamLeft),
    /// They met.
    Met(&'n Meeting),
    /// A meeting was called off.
    CalledOff(&'n Meeting, &'n str),
    /// Somebody answered an invitation in words.
    Answered(&'n InvitationAnswered),
    /// A voice spoke.
    Said(&'n Passage),
    /// Words that several voices may stand behind.
    Shared(&'n SharedWords),
    /// What weighs, in somebody's own words.
    Weighs(&'n CircumstanceTold),
    /// A question was opened.
    Asked(&'n Question),
    /// A question was dissolved or reopened.
    Moved(&'n Question, &'n QuestionMoved),
    /// A decision was opened.
    Opened(&'n Decision),
    /// A voice took a stance.
    Stance(&'n Decision, &'n StanceTaken),
    /// What came out of a decision.
    CameOut(&'n Decision, &'n DecisionCameOut),
    /// A promise was made.
    Promised(&'n Promise),
    /// What became of a promise.
    Settled(&'n Promise, &'n PromiseSettled),
    /// How to keep safe was agreed.
    Safety(&'n SafetyAgreed),
    /// A stay began.
    StayBegan(&'n Stay),
    /// A stay ended.
    StayEnded(&'n Stay, &'n StayEnded),
    /// Something beside the talk.
    Beside(Right<'n>),
}

/// One happening of the story.
#[derive(Clone, Copy, Debug)]
pub struct Beat<'n> {
    /// The entry that tells it.
    pub entry: &'n Arc<Entry>,
    /// Where it stands in time.
    pub at: Timestamp,
    /// What happened.
    pub what: What<'n>,
}

impl<'n> Beat<'n> {
    /// What kind of happening it is.
    pub fn part(&self) -> Part {
        match self.what {
            What::Said(passage) => match passage.spoken.kind {
                Kind::Reflection | Kind::Response => Part::Reflections,
                _ => Part::Words,
            },
            What::Shared(_) | What::Weighs(_) | What::Answered(_) => Part::Words,
            What::Met(_) | What::CalledOff(..) => Part::Meetings,
            What::Called(_) => Part::Calls,
            What::Asked(_) | What::Moved(..) => Part::Questions,
            What::Opened(_) | What::Stance(..) | What::CameOut(..) => Part::Decisions,
            What::Promised(_) | What::Settled(..) => Part::Promises,
            What::Safety(_) => Part::Safety,
            What::StayBegan(_) | What::StayEnded(..) => Part::Stays,
            What::Joined(_) | What::Held(_) | What::TeamJoined(_) | What::TeamLeft(_) => Part::People,
            What::Beside(right) => right.part(),
        }
    }

    /// Whose words it holds; nobody's for what merely happened.
    pub fn voice(&self) -> Option<Who> {
        match self.what {
            What::Met(_)
            | What::CalledOff(..)
            | What::Joined(_)
            | What::StayBegan(_)
            | What::StayEnded(..) => None,
            What::Held(_) | What::TeamJoined(_) | What::TeamLeft(_) => None,
            What::Beside(right) if !right.is_said() => None,
            _ => self.entry.told.voice,
        }
    }

    /// Whether it is this voice's: its own words, or words that it was to share.
    pub fn is_of(&self, who: Who) -> bool {
        let shares = matches!(self.what, What::Shared(shared) if shared.offered.voices.contains(&who));
        shares || self.voice() == Some(who)
    }

    /// Every text that can be read in it.
    pub fn texts(&self) -> Vec<&'n str> {
        match self.what {
            What::Said(p) => {
                let wordings = p.rewordings.iter().map(|r| r.text.as_str());
                let beside = p.amendments.iter().map(|a| a.text.as_str());
                let other = p.differences.iter().map(|d| d.text.as_str());
                std::iter::once(p.spoken.text.as_str()).chain(wordings).chain(beside).chain(other).collect()
            }
            What::Called(call) => {
                let asked = &call.asked.fact;
                vec![&asked.caller.name, &asked.own_words, &asked.who_else, &asked.where_when]
            }
            What::Joined(named) => vec![&named.name],
            What::Held(held) => vec![&held.words],
            What::TeamJoined(joined) => vec![&joined.words],
            What::TeamLeft(left) => vec![&left.words],
            What::Met(_) => Vec::new(),
            What::CalledOff(_, why) => vec![why],
            What::Answered(answer) => vec![&answer.words],
            What::Shared(shared) => vec![&shared.offered.fact.text],
            What::Weighs(told) => vec![&told.words],
            What::Asked(question) => vec![&question.opened.fact.text],
            What::Moved(question, moved) => vec![&question.opened.fact.text, &moved.words],
            What::Opened(decision) => {
                std::iter::once(decision.opened.fact.about.as_str()).chain(decision.all_options()).collect()
            }
            What::Stance(decision, stance) => vec![&decision.opened.fact.about, &stance.words],
            What::CameOut(decision, out) => {
                let (Outcome::Agreed(words) | Outcome::LeftOpen { words, .. }) = &out.outcome;
                let why = match &out.taken {
                    Taken::InMeeting => "",
                    Taken::Outside(why) => why,
                };
                vec![&decision.opened.fact.about, words, why]
            }
            What::Promised(promise) => vec![&promise.made.fact.what],
            What::Settled(promise, settled) => vec![&promise.made.fact.what, &settled.words],
            What::Safety(agreed) => vec![&agreed.notices, &agreed.calls, &agreed.helps],
            What::StayBegan(stay) => vec![&stay.began.fact.place, &stay.began.fact.own_word],
            What::StayEnded(stay, ended) => vec![&stay.began.fact.place, &ended.words],
            What::Beside(right) => right.texts(),
        }
    }
}

/// The whole story in the order of time. What was said in a meeting stands beneath the meeting,
/// in the order in which it was written down; what is known only by its day, on that day in `zone`.
pub fn story<'n>(network: &'n Network, zone: &TimeZone) -> Vec<Beat<'n>> {
    let mut beats = Vec::with_capacity(network.entries.len());
    for entry in &network.entries {
        let Some(what) = what(network, entry) else { continue };
        let said_in = said_in(network, entry, &what);
        let at = said_in.and_then(Meeting::starts_at).unwrap_or_else(|| happened_at(entry, &what, zone));
        let heading = matches!(what, What::Met(_));
        let key: (Timestamp, Option<MeetingId>, bool) = (at, said_in.map(|m| m.id), !heading);
        beats.push((key, Beat { entry, at, what }));
    }
    beats.sort_by_key(|(key, _)| *key);
    beats.into_iter().map(|(_, beat)| beat).collect()
}

/// The held meeting that something was said in, before it closed.
fn said_in<'n>(network: &'n Network, entry: &Entry, what: &What<'n>) -> Option<&'n Meeting> {
    match what {
        What::Met(meeting) => return Some(meeting),
        What::Said(passage) if passage.spoken.kind == Kind::Left => return None,
        What::Answered(_) | What::CalledOff(..) => return None,
        _ => {}
    }
    let meeting = network.meeting(entry.told.meeting?)?;
    let closed = meeting.closed.as_ref()?;
    (entry.recorded_at <= closed.entry.recorded_at).then_some(meeting)
}

fn happened_at(entry: &Entry, what: &What<'_>, zone: &TimeZone) -> Timestamp {
    let on = |date: Date| on_day(date, entry.recorded_at, zone);
    let told = |when: Option<&When>| match when {
        Some(When::At(at)) => *at,
        Some(When::On(date)) => on(*date),
        Some(When::About(_)) | None => entry.recorded_at,
    };
    match what {
        What::Called(call) => call.called_at(),
        What::StayBegan(stay) => on(stay.began.began),
        What::StayEnded(_, ended) => on(ended.ended),
        What::Beside(right) => told(right.on().as_ref().or(entry.told.occurred_at.as_ref())),
        _ => told(entry.told.occurred_at.as_ref()),
    }
}

/// A moment for what is known only by its day: when it was noted, if that was the same day; else the day's beginning.
fn on_day(date: Date, recorded_at: Timestamp, zone: &TimeZone) -> Timestamp {
    if recorded_at.to_zoned(zone.clone()).date() == date {
        return recorded_at;
    }
    date.to_zoned(zone.clone()).map_or(recorded_at, |day| day.timestamp())
}

/// What an entry tells, if it tells something of its own. What says more of something that this
/// viewer may not read tells nothing; what stands beside a passage is shown with the passage.
fn what<'n>(network: &'n Network, entry: &'n Arc<Entry>) -> Option<What<'n>> {
    let decision = |id| network.decisions.get(id);
    Some(match &entry.told.fact {
        Fact::HelpAsked(asked) => What::Called(network.requests.get(&asked.request)?),
        Fact::MemberNamed(named) => {
            let first = network.people.members.get(&named.member)?.names.first()?;
            (first.entry.id == entry.id && !named.is_person).then_some(What::Joined(named))?
        }
        Fact::HeldBy(held) => What::Held(held),
        Fact::TeamJoined(joined) => What::TeamJoined(joined),
        Fact::TeamLeft(left) => What::TeamLeft(left),
        Fact::MeetingClosed(closed) => What::Met(network.meeting(closed.meeting)?),
        Fact::MeetingCalledOff(off) => What::CalledOff(network.meeting(off.meeting)?, &off.reason),
        Fact::InvitationAnswered(answer) => (!answer.words.is_empty()).then_some(What::Answered(answer))?,
        Fact::WordsSpoken(spoken) => What::Said(network.words.get(&spoken.words)?),
        Fact::SharedWordsOffered(offered) => What::Shared(network.shared.get(&offered.words)?),
        Fact::CircumstanceTold(told) => What::Weighs(told),
        Fact::QuestionOpened(opened) => What::Asked(network.questions.get(&opened.question)?),
        Fact::QuestionMoved(moved) => What::Moved(network.questions.get(&moved.question)?, moved),
        Fact::DecisionOpened(opened) => What::Opened(decision(&opened.decision)?),
        Fact::StanceTaken(stance) => What::Stance(decision(&stance.decision)?, stance),
        Fact::DecisionCameOut(out) => What::CameOut(decision(&out.decision)?, out),
        Fact::PromiseMade(made) => What::Promised(network.promises.get(&made.promise)?),
        Fact::PromiseSettled(settled) => What::Settled(network.promises.get(&settled.promise)?, settled),
        Fact::SafetyAgreed(agreed) => What::Safety(agreed),
        Fact::StayBegan(began) => What::StayBegan(network.stays.get(&began.stay)?),
        Fact::StayEnded(ended) => What::StayEnded(network.stays.get(&ended.stay)?, ended),
        _ => What::Beside(Right::of(network, entry)?),
    })
}
