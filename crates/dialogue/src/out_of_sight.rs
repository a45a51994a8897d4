//! Taken out of sight: an entry in the wrong network or voice, or naming somebody it must not,
//! is gone for every reader at once. It is sealed, not edited (promise 2), and its reviewer can put it back.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    duty::Duty,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{EntryId, PractitionerId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// By when the reviewer has looked.
const REVIEWED_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Why an entry must not be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misplaced {
    /// It belongs to another network.
    WrongNetwork,
    /// It stands in somebody else's voice.
    WrongVoice,
    /// It names somebody whom it must not.
    NamesSomebody,
    /// Something else, told in words.
    Other,
}

impl Misplaced {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::WrongNetwork, Self::WrongVoice, Self::NamesSomebody, Self::Other];
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongNetwork => "wrong-network",
            Self::WrongVoice => "wrong-voice",
            Self::NamesSomebody => "names-somebody",
            Self::Other => "other",
        }
    }
}

/// An entry was taken out of everybody's sight.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TakenOutOfSight {
    /// Which.
    pub entry: EntryId,
    /// Why.
    pub why: Misplaced,
    /// More of why, in words that do not repeat what it says.
    pub words: String,
    /// Who reviews it, and alone can read it until then.
    pub reviewer: PractitionerId,
}

/// An entry was put back where it was.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PutBack {
    /// Which.
    pub entry: EntryId,
    /// Why.
    pub words: String,
}

/// Its review found that it belongs out of sight, and stays there.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeptOutOfSight {
    /// Which.
    pub entry: EntryId,
    /// Why, and where it stands now if it was written anew.
    pub words: String,
}

/// What became of an entry that was taken out of sight.
#[derive(Clone, PartialEq, Debug)]
pub struct OutOfSight {
    /// How it was taken.
    pub taken: Noted<TakenOutOfSight>,
    /// How its review left it out of sight.
    pub kept: Option<Noted<KeptOutOfSight>>,
    /// How it was put back.
    pub back: Option<Noted<PutBack>>,
}

impl OutOfSight {
    /// Whether nobody but the reviewer sees the entry.
    pub fn is_in_force(&self) -> bool {
        self.back.is_none()
    }
    /// Whether its reviewer has still to look.
    pub fn is_open(&self) -> bool {
        self.is_in_force() && self.kept.is_none()
    }
    /// Whether the review is overdue.
    pub fn is_overdue(&self, at: Timestamp) -> bool {
        self.is_open() && self.due_at() <= at
    }
    /// By when it is reviewed.
    pub fn due_at(&self) -> Timestamp {
        self.taken.entry.recorded_at.saturating_add(REVIEWED_WITHIN).unwrap_or(Timestamp::MAX)
    }
}

impl Folds for TakenOutOfSight {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let taken = OutOfSight { taken: Noted::new(entry, self), kept: None, back: None };
        network.out_of_sight.insert(self.entry, taken);
    }
}

impl Folds for PutBack {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.out_of_sight.get_mut(&self.entry) {
            one.back = Some(Noted::new(entry, self));
        }
    }
}

impl Folds for KeptOutOfSight {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.out_of_sight.get_mut(&self.entry) {
            one.kept = Some(Noted::new(entry, self));
        }
    }
}

impl Decides for TakenOutOfSight {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.entry(self.entry).is_none() {
            return Err(Refusal::of(Why::NotHere));
        }
        if whole.network.out_of_sight.get(&self.entry).is_some_and(OutOfSight::is_in_force) {
            return Ok(Vec::new());
        }
        let taken = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::Team, taken)])
    }
}

/// What its reviewer decides, or the safeguarding lead or guardian: in their own voice, for the team.
fn reviewed(whole: &Whole, entry: EntryId, told: &Told, ctx: &Context) -> Result<Told, Refusal> {
    let one = whole.network.out_of_sight.get(&entry).filter(|one| one.is_in_force());
    let reviewer = one.ok_or(Refusal::of(Why::NotHere))?.taken.reviewer;
    let leads = ctx.duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian]);
    if ctx.is_practitioner(reviewer) || leads {
        Ok(told.decided(ctx))
    } else {
        Err(Refusal::of(Why::NotTheReviewer))
    }
}

impl Decides for PutBack {
    const DEED: Deed = Deed::Review;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let told = reviewed(whole, self.entry, told, ctx)?;
        let back = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, back)])
    }
}

impl Decides for KeptOutOfSight {
    const DEED: Deed = Deed::Review;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let told = reviewed(whole, self.entry, told, ctx)?;
        let kept = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, kept)])
    }
}
