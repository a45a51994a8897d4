//! A request to correct or erase what is written (UK GDPR, articles 16 and 17): asked by anybody for themself,
//! answered within one month by a named person. Nothing is edited: what is wrong is set right beside it,
//! or taken out of sight (promise 2).

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    day::end_of_month_from,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{EntryId, MemberId},
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// Somebody asked that something about them be corrected or erased.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CorrectionAsked {
    /// Who asked, for themself.
    pub member: MemberId,
    /// Which entry it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// What is wrong and what should become of it, in their words.
    pub words: String,
    /// On which day it was asked.
    pub on: Date,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorrectionOutcome {
    /// What is right stands beside what was wrong.
    Corrected,
    /// It was taken out of everybody's sight.
    OutOfSight,
    /// It stays, and their own view of it stands beside it.
    ViewBeside,
    /// It stays as it is.
    Stays,
}

impl CorrectionOutcome {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Corrected, Self::OutOfSight, Self::ViewBeside, Self::Stays];
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::OutOfSight => "out-of-sight",
            Self::ViewBeside => "view-beside",
            Self::Stays => "stays",
        }
    }
}

/// The request was answered; who answered is the voice of the entry.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CorrectionAnswered {
    /// Which request.
    pub asked: EntryId,
    /// What became of it.
    pub outcome: CorrectionOutcome,
    /// Why, in words for whoever asked.
    pub words: String,
}

/// A request to correct or erase, and its answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    /// How it was asked.
    pub asked: Noted<CorrectionAsked>,
    /// How it was answered.
    pub answered: Option<Noted<CorrectionAnswered>>,
}

impl Correction {
    /// By when it is answered: within one month of the day it was asked (UK GDPR, article 12(3)).
    pub fn due_at(&self) -> Timestamp {
        end_of_month_from(self.asked.on)
    }
}

impl Network {
    /// The request that an entry made.
    pub fn correction(&self, asked: EntryId) -> Option<&Correction> {
        self.corrections.iter().find(|one| one.asked.entry.id == asked)
    }
}

impl Folds for CorrectionAsked {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.corrections.push(Correction { asked: Noted::new(entry, self), answered: None });
    }
}

impl Folds for CorrectionAnswered {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.corrections.iter_mut().find(|one| one.asked.entry.id == self.asked) {
            one.answered = Some(Noted::new(entry, self));
        }
    }
}

impl Decides for CorrectionAsked {
    const DEED: Deed = Deed::Answer;
    /// By anybody for themself, or noted by the team. Whether the entry is there is not asked:
    /// nobody learns by asking what they may not read (promise 4).
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        ctx.has_come("on", self.on)?;
        let asked = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = Told { voice: Some(Who::Member(self.member)), audience: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, asked)])
    }
}

impl Decides for CorrectionAnswered {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(one) = whole.network.correction(self.asked) else { return Err(Refusal::of(Why::NotHere)) };
        if one.answered.is_some() {
            return Ok(Vec::new());
        }
        let answered = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = Told { to: Some(Who::Member(one.asked.member)), ..told.decided(ctx) };
        Ok(vec![told.draft(ctx, Audience::Team, answered)])
    }
}
