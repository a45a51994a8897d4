//! Capacity for one decision on one day, and the talk about best interests where it was missing
//! (Mental Capacity Act 2005, sections 1 to 4). Never a label of a person: a statement stands with its decision.

use std::sync::Arc;

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
    whole::Whole,
};

/// Whether the person could decide this, that day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Able {
    /// They decide it, wise or not (section 1(4)).
    Decides,
    /// They could not decide this, that day.
    NotThatDay,
}

impl Able {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::NotThatDay => "not-that-day",
        }
    }
    /// The answer of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Decides, Self::NotThatDay].into_iter().find(|able| able.name() == name)
    }
}

/// It was assessed whether the person can take one decision on one day.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CapacityAssessed {
    /// For which decision.
    pub decision: DecisionId,
    /// On which day.
    pub on: Date,
    /// Who assessed it.
    pub assessed_by: String,
    /// What was done to help them decide (section 1(3)).
    pub helped: String,
    /// What was seen and heard: understanding, keeping in mind, weighing, telling (section 3).
    pub words: String,
    /// What came of it.
    pub able: Able,
}

/// Somebody who was heard, and what they said in short.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Heard {
    /// Who.
    pub who: String,
    /// What they said.
    pub words: String,
}

/// It was talked about what is best for the person in one decision (section 4).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BestInterestsTalked {
    /// In which decision.
    pub decision: DecisionId,
    /// On which day.
    pub on: Date,
    /// The person's own view, now and before: it comes first (section 4(4) and 4(6)).
    pub own_view: String,
    /// Who else was heard (section 4(7)).
    pub heard: Vec<Heard>,
    /// Who was not heard, and why.
    pub not_heard: String,
    /// What came of it, and whether it could have waited (section 4(3)).
    pub came_to: String,
}

impl Network {
    /// Whether the person could take a decision, each time it was assessed, the earliest first.
    pub fn capacity_for(&self, decision: DecisionId) -> impl Iterator<Item = &Noted<CapacityAssessed>> {
        self.capacity.iter().filter(move |one| one.decision == decision)
    }
    /// The talks about what is best in a decision, the earliest first.
    pub fn best_interests_in(
        &self,
        decision: DecisionId,
    ) -> impl Iterator<Item = &Noted<BestInterestsTalked>> {
        self.best_interests.iter().filter(move |one| one.decision == decision)
    }
}

impl Folds for CapacityAssessed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if network.decisions.contains_key(&self.decision) {
            network.capacity.push(Noted::new(entry, self));
        }
    }
}

impl Folds for BestInterestsTalked {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if network.decisions.contains_key(&self.decision) {
            network.best_interests.push(Noted::new(entry, self));
        }
    }
}

fn known(whole: &Whole, decision: DecisionId) -> Result<(), Refusal> {
    if whole.network.decisions.contains_key(&decision) { Ok(()) } else { Err(Refusal::of(Why::NotHere)) }
}

impl Decides for CapacityAssessed {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.decision)?;
        ctx.has_come("on", self.on)?;
        // Nobody is to be treated as unable unless all that can be done to help was done (section 1(3)).
        let helped = match self.able {
            Able::NotThatDay => text::needed("helped", &self.helped)?,
            Able::Decides => text::kept("helped", &self.helped)?,
        };
        let assessed = Self {
            assessed_by: text::needed("assessed-by", &self.assessed_by)?,
            helped,
            words: text::needed("words", &self.words)?,
            ..self.clone()
        };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, assessed)])
    }
}

impl Decides for BestInterestsTalked {
    const DEED: Deed = Deed::Tend;
    /// Only for what the person could not decide when it was last assessed: otherwise they decide.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.decision)?;
        let last = whole.network.capacity_for(self.decision).last();
        if last.is_none_or(|last| last.able == Able::Decides) {
            return Err(Refusal::of(Why::TheyDecide).resting_on(last.map(|last| last.entry.id)));
        }
        ctx.has_come("on", self.on)?;
        let mut heard = Vec::new();
        for one in &self.heard {
            let one = Heard { who: text::kept("heard", &one.who)?, words: text::kept("heard", &one.words)? };
            match (one.who.is_empty(), one.words.is_empty()) {
                (true, true) => {}
                (true, false) => return Err(Refusal::at("heard", Why::NobodyNamed)),
                _ => heard.push(one),
            }
        }
        let talked = Self {
            own_view: text::needed("own-view", &self.own_view)?,
            heard,
            not_heard: text::kept("not-heard", &self.not_heard)?,
            came_to: text::needed("came-to", &self.came_to)?,
            ..self.clone()
        };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, talked)])
    }
}
