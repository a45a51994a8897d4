//! Cover: a colleague stands in for the team, with a reason and an end.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::PractitionerId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// The longest cover: whoever stays longer joins the team.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);

/// A colleague covers for the team.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CoverGiven {
    /// Who.
    pub practitioner: PractitionerId,
    /// Why.
    pub words: String,
    /// From when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// The cover ended before its time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CoverEnded {
    /// Whose.
    pub practitioner: PractitionerId,
}

/// A cover, and when it ended if that was before its time.
#[derive(Clone, PartialEq, Debug)]
pub struct Cover {
    /// How it was given.
    pub given: Noted<CoverGiven>,
    /// When it ended before its time.
    pub ended_at: Option<Timestamp>,
}

impl Cover {
    /// Whether it holds at a moment.
    pub fn holds_at(&self, at: Timestamp) -> bool {
        self.given.from <= at && at < self.given.until && self.ended_at.is_none_or(|ended| at < ended)
    }
}

impl Network {
    /// Whether a practitioner covers for the team at a moment.
    pub fn is_covered_by(&self, id: PractitionerId, at: Timestamp) -> bool {
        self.covers.iter().any(|cover| cover.given.practitioner == id && cover.holds_at(at))
    }
}

impl Folds for CoverGiven {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.covers.push(Cover { given: Noted::new(entry, self), ended_at: None });
    }
}

impl Folds for CoverEnded {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let theirs = network.covers.iter_mut().filter(|cover| cover.given.practitioner == self.practitioner);
        theirs
            .filter(|cover| cover.ended_at.is_none())
            .for_each(|cover| cover.ended_at = Some(entry.recorded_at));
    }
}

impl Decides for CoverGiven {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.is_with_team(self.practitioner) {
            return Err(Refusal::at("practitioner", Why::Same));
        }
        if self.until <= self.from.max(ctx.now) {
            return Err(Refusal::at("until", Why::EndsBeforeItBegins));
        }
        if self.until.duration_since(self.from) > LONGEST {
            return Err(Refusal::at("until", Why::TooLate));
        }
        let given = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = told.own(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, given)])
    }
}

impl Decides for CoverEnded {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if !whole.network.is_covered_by(self.practitioner, ctx.now) {
            return Ok(Vec::new());
        }
        let told = told.own(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, self.clone())])
    }
}
