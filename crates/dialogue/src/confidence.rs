//! Confidences: what a member tells the team alone. It is somebody else's information about the person,
//! is never shown to the person, and is opened by nobody but its teller.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::{self, Audience},
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    ids::EntryId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// What came of a talk with the teller about what they told in confidence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reviewed {
    /// It stays a confidence.
    Keep,
    /// The teller says yes to opening it; it stays closed until they choose who may read it.
    MayBeOpened,
    /// The teller has opened it.
    Opened,
}

impl Reviewed {
    /// Every outcome there is.
    pub const ALL: [Self; 3] = [Self::Keep, Self::MayBeOpened, Self::Opened];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::MayBeOpened => "may-be-opened",
            Self::Opened => "opened",
        }
    }
}

/// Somebody of the team talked with the teller of a confidence. It opens nothing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConfidenceReviewed {
    /// What was told.
    pub entry: EntryId,
    /// What came of it.
    pub outcome: Reviewed,
    /// The talk that was had.
    pub words: String,
}

impl Network {
    /// Whether an entry is told in confidence now: words of a member for the team alone.
    /// What the person tells the team is the person's own.
    pub fn is_confidence(&self, entry: &Entry) -> bool {
        self.may_be_confidence(entry) && self.audience_of(entry) == Audience::Team
    }

    /// Whether an entry was told in confidence, now or before its teller opened it.
    pub fn was_confidence(&self, entry: &Entry) -> bool {
        let changes = self.audiences.get(&entry.id).into_iter().flatten().map(|change| change.audience);
        self.may_be_confidence(entry)
            && std::iter::once(entry.told.audience).chain(changes).any(|chosen| chosen == Audience::Team)
    }

    /// What was ever told in confidence, otherwise than with a call, the latest first.
    pub fn confidences_told(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().rev().filter(|entry| self.was_confidence(entry))
    }

    fn may_be_confidence(&self, entry: &Entry) -> bool {
        let person = self.people.person().map(|person| Who::Member(person.id));
        let is_member = matches!(entry.told.voice, Some(Who::Member(_))) && entry.told.voice != person;
        is_member && audience::is_words(&entry.told.fact) && !matches!(entry.told.fact, Fact::ReachTold(_))
    }
}

impl Folds for ConfidenceReviewed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.confidences.entry(self.entry).or_default().push(Noted::new(entry, self));
    }
}

impl Decides for ConfidenceReviewed {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let network = &whole.network;
        let Some(entry) = whole.entry(self.entry).filter(|entry| network.was_confidence(entry)) else {
            return Err(Refusal::of(Why::NotHere));
        };
        if self.outcome == Reviewed::Opened && network.is_confidence(entry) {
            return Err(Refusal::at("outcome", Why::StillInConfidence).resting_on([entry.id]));
        }
        let reviewed = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![told.decided(ctx).draft(ctx, Audience::Team, reviewed)])
    }
}
