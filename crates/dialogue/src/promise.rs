//! Promises: who does what by when, from anybody in the network.
//! Reminders and overdue marks are only for the service's own; a family is never chased.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::PromiseId,
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// A promise was made.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PromiseMade {
    /// The promise.
    pub promise: PromiseId,
    /// Who promises.
    pub who: Who,
    /// What.
    pub what: String,
    /// By when; may be open.
    pub by: Option<Date>,
}

/// What became of a promise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// Kept.
    Kept,
    /// Not kept.
    NotKept,
    /// Let go, because it was no longer needed.
    LetGo,
    /// Open again.
    OpenAgain,
}

/// It was said what became of a promise.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PromiseSettled {
    /// The promise.
    pub promise: PromiseId,
    /// What became of it.
    pub became: Became,
    /// In words.
    pub words: String,
}

/// A promise as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Promise {
    /// Its making.
    pub made: Noted<PromiseMade>,
    /// What became of it, the last one now.
    pub settled: Vec<Noted<PromiseSettled>>,
}

impl Promise {
    /// Whether it is still open.
    pub fn is_open(&self) -> bool {
        self.settled.last().is_none_or(|s| s.became == Became::OpenAgain)
    }
    /// Whether it is one of the service's own, whose day has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.is_service() && self.made.by.is_some_and(|by| by < today)
    }
    /// Whether the service made it.
    pub fn is_service(&self) -> bool {
        matches!(self.made.who, Who::Practitioner(_))
    }
}

impl Folds for PromiseMade {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let made = || Promise { made: Noted::new(entry, self), settled: Vec::new() };
        network.promises.entry(self.promise).or_insert_with(made);
    }
}

impl Folds for PromiseSettled {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(promise) = network.promises.get_mut(&self.promise) {
            promise.settled.push(Noted::new(entry, self));
        }
    }
}

impl Decides for PromiseMade {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.promises.contains_key(&self.promise) {
            return Ok(Vec::new());
        }
        if let Who::Member(id) = self.who {
            people::member(whole, "who", id)?;
        }
        let what = text::needed("what", &self.what)?;
        let told = Told { voice: Some(self.who), ..told.clone() };
        let usual = told.usual_or(Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, Self { what, ..self.clone() })])
    }
}

impl Decides for PromiseSettled {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let promise = whole.network.promises.get(&self.promise).ok_or(Refusal::of(Why::NotHere))?;
        let words = text::kept("words", &self.words)?;
        let header = &promise.made.entry.told;
        // A member says what became of their own promise, not of somebody else's.
        let is_team = matches!(ctx.account.voice(), Some(Who::Practitioner(_)));
        if !is_team && ctx.account.voice() != Some(promise.made.who) {
            return Err(Refusal::of(Why::NotYourVoice).resting_on([promise.made.entry.id]));
        }
        let told = Told { voice: told.voice_or(&ctx.account), to: header.voice, ..told.clone() };
        Ok(vec![told.draft(ctx, header.audience, Self { words, ..self.clone() })])
    }
}
