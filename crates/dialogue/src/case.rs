//! A request for access to the record (UK GDPR, article 15): asked, answered within a month by a named person.
//! While it is open, the records officer reads what they must prepare.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    day::end_of_month_from,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{EntryId, MemberId},
    line::{HarmOpinionGiven, LineDecided},
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// Somebody asked for their record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AccessAsked {
    /// Who asked.
    pub member: MemberId,
    /// On which day it arrived.
    pub on: Date,
    /// What they asked for, in words.
    pub words: String,
}

/// The request was answered: the bundle was given, or refused with a reason.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AccessAnswered {
    /// Which request.
    pub asked: EntryId,
    /// How it was answered, in words.
    pub words: String,
}

/// A request for access and its answer.
#[derive(Clone, PartialEq, Debug)]
pub struct AccessCase {
    /// How it was asked.
    pub asked: Noted<AccessAsked>,
    /// What was decided about each line, the last decision now.
    pub lines: BTreeMap<EntryId, Vec<Noted<LineDecided>>>,
    /// Opinions on serious harm, the last one now.
    pub opinions: Vec<Noted<HarmOpinionGiven>>,
    /// How it was answered.
    pub answered: Option<Noted<AccessAnswered>>,
}

impl AccessCase {
    /// By when it is answered: within one month of the day it arrived (UK GDPR, article 12(3)).
    pub fn due_at(&self) -> Timestamp {
        end_of_month_from(self.asked.on)
    }
}

impl Network {
    /// Whether a request for access is open.
    pub fn is_case_open(&self) -> bool {
        self.cases.iter().any(|case| case.answered.is_none())
    }
    /// The request that an entry made.
    pub fn case(&self, asked: EntryId) -> Option<&AccessCase> {
        self.cases.iter().find(|case| case.asked.entry.id == asked)
    }
}

impl Folds for AccessAsked {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.cases.push(AccessCase {
            asked: Noted::new(entry, self),
            lines: BTreeMap::new(),
            opinions: Vec::new(),
            answered: None,
        });
    }
}

impl Folds for AccessAnswered {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(case) = network.cases.iter_mut().find(|case| case.asked.entry.id == self.asked) {
            case.answered = Some(Noted::new(entry, self));
        }
    }
}

impl Decides for AccessAsked {
    const DEED: Deed = Deed::Answer;
    /// By anybody for themself, or noted by the team.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        ctx.has_come("on", self.on)?;
        let asked = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = Told { voice: Some(crate::Who::Member(self.member)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, asked)])
    }
}

impl Decides for AccessAnswered {
    const DEED: Deed = Deed::Prepare;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(case) = whole.network.case(self.asked) else { return Err(Refusal::of(Why::NotHere)) };
        if case.answered.is_some() {
            return Ok(Vec::new());
        }
        let answered = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = Told { to: Some(crate::Who::Member(case.asked.member)), ..told.decided(ctx) };
        Ok(vec![told.draft(ctx, Audience::Team, answered)])
    }
}
