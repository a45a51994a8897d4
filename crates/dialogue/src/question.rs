//! Open questions: something the network is holding without answer. They may stay open for years.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::QuestionId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// A question was opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionOpened {
    /// The question.
    pub question: QuestionId,
    /// In whoever's words it was asked.
    pub text: String,
}

/// Where a question went.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// It is no longer a question.
    Dissolved,
    /// It is open again.
    Reopened,
}

/// A question was dissolved or reopened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct QuestionMoved {
    /// The question.
    pub question: QuestionId,
    /// Where it went.
    pub to: Move,
    /// How, in words.
    pub words: String,
}

/// A question as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// Its opening.
    pub opened: Noted<QuestionOpened>,
    /// What happened to it since.
    pub moves: Vec<Noted<QuestionMoved>>,
}

impl Question {
    /// Whether it is open now.
    pub fn is_open(&self) -> bool {
        self.moves.last().is_none_or(|m| m.to == Move::Reopened)
    }
}

impl Folds for QuestionOpened {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let opened = || Question { opened: Noted::new(entry, self), moves: Vec::new() };
        network.questions.entry(self.question).or_insert_with(opened);
    }
}

impl Folds for QuestionMoved {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(question) = network.questions.get_mut(&self.question) {
            question.moves.push(Noted::new(entry, self));
        }
    }
}

impl Decides for QuestionOpened {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.questions.contains_key(&self.question) {
            return Ok(Vec::new());
        }
        let text = text::needed("text", &self.text)?;
        let usual = told.usual_or(Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, Self { text, ..self.clone() })])
    }
}

impl Decides for QuestionMoved {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let question = whole.network.questions.get(&self.question).ok_or(Refusal::of(Why::NotHere))?;
        if question.is_open() == (self.to == Move::Reopened) {
            return Ok(Vec::new());
        }
        let words = text::kept("words", &self.words)?;
        let header = &question.opened.entry.told;
        // Whoever asked learns where their question went.
        let told = Told { to: header.voice, ..told.clone() };
        Ok(vec![told.draft(ctx, header.audience, Self { words, ..self.clone() })])
    }
}
