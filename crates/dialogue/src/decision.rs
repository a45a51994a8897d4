//! Decisions: options, each voice's stance, and an outcome: agreed, or left open until (promise 6).
//!
//! Medicine is a decision like any other. A decision taken outside a meeting says why,
//! or under which law and by whom; it is never refused for being taken there (promise 7).

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::DecisionId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// A decision was opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DecisionOpened {
    /// The decision.
    pub decision: DecisionId,
    /// What it is about.
    pub about: String,
    /// Whether it is about medicine.
    pub is_medicine: bool,
    /// The options named so far.
    pub options: Vec<String>,
}

/// A further option was named.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OptionNamed {
    /// The decision.
    pub decision: DecisionId,
    /// The option.
    pub option: String,
}

/// A voice took a stance.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StanceTaken {
    /// The decision.
    pub decision: DecisionId,
    /// Whose stance.
    pub who: Who,
    /// The stance, in words: for, against, doubts.
    pub words: String,
}

/// What came out of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Agreed, in words.
    Agreed(String),
    /// Left open on purpose, until a day or until something happens.
    LeftOpen {
        /// A day to come back to it.
        until: Option<Date>,
        /// In words: until what.
        words: String,
    },
}

/// Where it was decided.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// In a network meeting.
    InMeeting,
    /// Elsewhere: why, or under which law and by whom.
    Outside(String),
}

/// A decision came out.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DecisionCameOut {
    /// The decision.
    pub decision: DecisionId,
    /// What came out.
    pub outcome: Outcome,
    /// Where.
    pub taken: Taken,
}

/// A decision as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// Its opening.
    pub opened: Noted<DecisionOpened>,
    /// Further options.
    pub options: Vec<Noted<OptionNamed>>,
    /// Each voice's stances, the last one now; earlier ones stay.
    pub stances: BTreeMap<Who, Vec<Noted<StanceTaken>>>,
    /// What came out, each time it was talked about.
    pub outcomes: Vec<Noted<DecisionCameOut>>,
}

impl Decision {
    /// Every option, first to last.
    pub fn all_options(&self) -> impl Iterator<Item = &str> {
        let later = self.options.iter().map(|o| o.option.as_str());
        self.opened.options.iter().map(String::as_str).chain(later)
    }
    /// What it came to, if it came to something.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcomes.last().map(|o| &o.outcome)
    }
    /// Whether it is open: nothing came out yet, or it was left open on purpose.
    pub fn is_open(&self) -> bool {
        !matches!(self.outcome(), Some(Outcome::Agreed(_)))
    }
    /// Whether it was last decided outside a meeting and no meeting has talked about it since.
    pub fn waits_for_meeting(&self) -> bool {
        self.outcomes.last().is_some_and(|o| matches!(o.taken, Taken::Outside(_)))
    }
}

impl Folds for DecisionOpened {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.decisions.entry(self.decision).or_insert_with(|| Decision {
            opened: Noted::new(entry, self),
            options: Vec::new(),
            stances: BTreeMap::new(),
            outcomes: Vec::new(),
        });
    }
}

impl Folds for OptionNamed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(decision) = network.decisions.get_mut(&self.decision) {
            decision.options.push(Noted::new(entry, self));
        }
    }
}

impl Folds for StanceTaken {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(decision) = network.decisions.get_mut(&self.decision) {
            decision.stances.entry(self.who).or_default().push(Noted::new(entry, self));
        }
    }
}

impl Folds for DecisionCameOut {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(decision) = network.decisions.get_mut(&self.decision) {
            decision.outcomes.push(Noted::new(entry, self));
        }
    }
}

fn known(whole: &Whole, id: DecisionId) -> Result<&Decision, Refusal> {
    whole.network.decisions.get(&id).ok_or(Refusal::of(Why::NotHere))
}

impl Decides for DecisionOpened {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.decisions.contains_key(&self.decision) {
            return Ok(Vec::new());
        }
        let about = text::needed("about", &self.about)?;
        let options: Vec<String> = self
            .options
            .iter()
            .map(|option| text::kept("options", option))
            .filter(|option| option.as_ref().map_or(true, |text| !text.is_empty()))
            .collect::<Result<_, _>>()?;
        let usual = told.usual_or(Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, Self { about, options, ..self.clone() })])
    }
}

impl Decides for OptionNamed {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let audience = known(whole, self.decision)?.opened.entry.told.audience;
        let option = text::needed("option", &self.option)?;
        Ok(vec![told.draft(ctx, audience, Self { option, ..self.clone() })])
    }
}

impl Decides for StanceTaken {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let audience = known(whole, self.decision)?.opened.entry.told.audience;
        crate::words::own_or_scribe(whole, Some(self.who), ctx)?;
        let words = text::needed("words", &self.words)?;
        let told = Told { voice: Some(self.who), ..told.clone() };
        Ok(vec![told.draft(ctx, audience, Self { words, ..self.clone() })])
    }
}

impl Decides for DecisionCameOut {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let header = &known(whole, self.decision)?.opened.entry.told;
        let outcome = match &self.outcome {
            Outcome::Agreed(words) => Outcome::Agreed(text::needed("outcome", words)?),
            Outcome::LeftOpen { until, words } => {
                Outcome::LeftOpen { until: *until, words: text::kept("outcome", words)? }
            }
        };
        let taken = match &self.taken {
            Taken::InMeeting => Taken::InMeeting,
            Taken::Outside(why) if why.trim().is_empty() => {
                return Err(Refusal::at("outside", Why::OutsideNeedsReason));
            }
            Taken::Outside(why) => Taken::Outside(text::kept("outside", why)?),
        };
        let came_out = Self { outcome, taken, ..self.clone() };
        // Whoever opened it learns what came out.
        let told = Told { to: header.voice, ..told.clone() };
        Ok(vec![told.draft(ctx, header.audience, came_out)])
    }
}
