//! Shared words: a text that stands only while each named voice says yes, and that anyone may step out of.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::WordsId,
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
    words,
};

/// Words were offered that several voices may stand behind.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SharedWordsOffered {
    /// The words' identity.
    pub words: WordsId,
    /// The text.
    pub text: String,
    /// The voices it would be the words of.
    pub voices: BTreeSet<Who>,
}

/// A voice stands behind shared words, or steps out.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SharedWordsAnswered {
    /// The words.
    pub words: WordsId,
    /// The voice.
    pub who: Who,
    /// Whether it stands behind them.
    pub stands: bool,
}

/// Shared words as this viewer knows them.
#[derive(Clone, PartialEq, Debug)]
pub struct SharedWords {
    /// The offer.
    pub offered: Noted<SharedWordsOffered>,
    /// Each voice's last answer.
    pub answers: BTreeMap<Who, Noted<SharedWordsAnswered>>,
}

impl SharedWords {
    /// Whether they stand: every named voice says yes.
    pub fn stand(&self) -> bool {
        self.offered.voices.iter().all(|w| self.answers.get(w).is_some_and(|a| a.stands))
    }
}

impl Folds for SharedWordsOffered {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network
            .shared
            .entry(self.words)
            .or_insert_with(|| SharedWords { offered: Noted::new(entry, self), answers: BTreeMap::new() });
    }
}

impl Folds for SharedWordsAnswered {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(shared) = network.shared.get_mut(&self.words) {
            shared.answers.insert(self.who, Noted::new(entry, self));
        }
    }
}

impl Decides for SharedWordsOffered {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.shared.contains_key(&self.words) {
            return Ok(Vec::new());
        }
        let text = text::needed("text", &self.text)?;
        if self.voices.is_empty() {
            return Err(Refusal::at("voices", Why::NobodyNamed));
        }
        for voice in &self.voices {
            if let Who::Member(id) = voice {
                people::member(whole, "voices", *id)?;
            }
        }
        let usual = told.usual_or(Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, Self { text, ..self.clone() })])
    }
}

impl Decides for SharedWordsAnswered {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let shared = whole.network.shared.get(&self.words).ok_or(Refusal::of(Why::NotHere))?;
        if !shared.offered.voices.contains(&self.who) {
            let offer = shared.offered.entry.id;
            return Err(Refusal::at("who", Why::NotYourVoice).resting_on([offer]));
        }
        words::own_or_scribe(whole, Some(self.who), ctx)?;
        let header = &shared.offered.entry.told;
        let told = Told { voice: Some(self.who), meeting: header.meeting, ..told.clone() };
        Ok(vec![told.draft(ctx, header.audience, self.clone())])
    }
}
