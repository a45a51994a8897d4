//! Refusals: why a command was not carried out. The words for people stand in `locales/`.

use crate::ids::EntryId;

/// Why a command was refused. `Display` gives the stable name that the words are looked up by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// Nothing was written where something is needed.
    Empty,
    /// More than a passage can hold.
    TooLong,
    /// Nobody was named.
    NobodyNamed,
    /// The thing it speaks of is not in this record (or not for this sender).
    NotHere,
    /// The meeting has been closed; words can be amended in the read-back.
    MeetingClosed,
    /// Somebody has written on the meeting's live page; only its closing keeps that.
    WrittenLive,
    /// The meeting is still open; words can simply be reworded.
    MeetingOpen,
    /// The meeting was called off.
    CalledOff,
    /// Who came has not been noted, so nobody could be asked.
    NobodyCame,
    /// Somebody does not want to be asked again.
    NotAskedAgain,
    /// Neither a next meeting nor "we will call" has been said.
    NothingNext,
    /// Only a voice itself (or its scribe) can do this.
    NotYourVoice,
    /// Only a practitioner can hold a network or be in its team.
    NotAPractitioner,
    /// The NHS number's check digit does not fit.
    NhsNumber,
    /// A time that has not come yet cannot have happened.
    InTheFuture,
    /// A date that has passed cannot be waited for.
    InThePast,
    /// A date too far away for what it is.
    TooLate,
    /// Only its reviewer can do this.
    NotTheReviewer,
    /// Two who must not be brought together would be invited to one meeting.
    UnsafePair,
    /// Somebody named for it by the service decides this.
    NotYoursToDecide,
    /// Serious harm is an appropriate health professional's opinion, and none says that it is likely.
    NeedsOpinion,
    /// Somebody else than who proposed it confirms it.
    NeedsSecondPerson,
    /// Somebody said that this must be kept.
    OnHold,
    /// It cannot be done to the person at the centre.
    IsThePerson,
    /// An end before its beginning.
    EndsBeforeItBegins,
    /// A network never lacks a holder.
    NeedsHolder,
    /// The time zone is not known.
    Zone,
    /// The two are the same.
    Same,
    /// A decision taken outside a meeting says why, or under which law.
    OutsideNeedsReason,
    /// The file is larger than can be kept, or of a kind that is not.
    File,
    /// No sharing agreement in force covers it.
    NotAgreed,
    /// The person could decide it when it was last assessed, or it was not assessed.
    TheyDecide,
    /// Somebody has died.
    HasDied,
    /// Somebody else changed the same thing; both are kept, look again.
    Changed,
    /// A circle keeps its members: others are another circle.
    CircleKeepsMembers,
    /// What the team writes is open to the person; to hold something back needs a ground.
    OpenToThePerson,
    /// It is told in confidence until its teller chooses otherwise.
    StillInConfidence,
    /// Somebody has left the network.
    HasLeft,
    /// It cannot be done; nothing more is said, so that nothing unseen is told.
    Neutral,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::NobodyNamed => "nobody-named",
            Self::NotHere => "not-here",
            Self::MeetingClosed => "meeting-closed",
            Self::WrittenLive => "written-live",
            Self::MeetingOpen => "meeting-open",
            Self::CalledOff => "called-off",
            Self::NobodyCame => "nobody-came",
            Self::NotAskedAgain => "not-asked-again",
            Self::NothingNext => "nothing-next",
            Self::NotYourVoice => "not-your-voice",
            Self::NotAPractitioner => "not-a-practitioner",
            Self::NhsNumber => "nhs-number",
            Self::InTheFuture => "in-the-future",
            Self::InThePast => "in-the-past",
            Self::TooLate => "too-late",
            Self::NotTheReviewer => "not-the-reviewer",
            Self::UnsafePair => "unsafe-pair",
            Self::NotYoursToDecide => "not-yours-to-decide",
            Self::NeedsOpinion => "needs-opinion",
            Self::NeedsSecondPerson => "needs-second-person",
            Self::OnHold => "on-hold",
            Self::IsThePerson => "is-the-person",
            Self::EndsBeforeItBegins => "ends-before-it-begins",
            Self::NeedsHolder => "needs-holder",
            Self::Zone => "zone",
            Self::Same => "same",
            Self::OutsideNeedsReason => "outside-needs-reason",
            Self::File => "file",
            Self::NotAgreed => "not-agreed",
            Self::TheyDecide => "they-decide",
            Self::HasDied => "has-died",
            Self::Changed => "changed",
            Self::CircleKeepsMembers => "circle-keeps-members",
            Self::OpenToThePerson => "open-to-the-person",
            Self::StillInConfidence => "still-in-confidence",
            Self::HasLeft => "has-left",
            Self::Neutral => "neutral",
        })
    }
}

/// A refusal: why, beside which field of the form, and on which entries it rests.
/// If its sender may not read all of those, the store answers with [`Refusal::neutral`] (promise 4).
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("refused: {why}")]
pub struct Refusal {
    /// Why.
    pub why: Why,
    /// The field of the form that it belongs to, by name.
    pub field: Option<&'static str>,
    /// The entries it rests on.
    pub rests_on: Vec<EntryId>,
}

impl Refusal {
    /// A refusal that rests on nothing but the form itself.
    pub fn at(field: &'static str, why: Why) -> Self {
        Self { why, field: Some(field), rests_on: Vec::new() }
    }
    /// A refusal of the whole command.
    pub fn of(why: Why) -> Self {
        Self { why, field: None, rests_on: Vec::new() }
    }
    /// The same refusal, resting on these entries.
    pub fn resting_on(mut self, entries: impl IntoIterator<Item = EntryId>) -> Self {
        self.rests_on.extend(entries);
        self
    }
    /// What is said to somebody who may not read what the refusal rests on.
    pub fn neutral() -> Self {
        Self::of(Why::Neutral)
    }
}
