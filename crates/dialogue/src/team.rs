//! Who holds the network and who stays with it: the holder (never empty) and the core team, dated.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry, When},
    fact::Folds,
    ids::PractitionerId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// A practitioner took the holding (promise 5: somebody always holds it).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HeldBy {
    /// Who holds it now.
    pub holder: PractitionerId,
    /// Why it changed and who was told, in words.
    pub words: String,
}

/// A practitioner joined the core team, as agreed with the network.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TeamJoined {
    /// Who.
    pub practitioner: PractitionerId,
    /// How it was agreed.
    pub words: String,
}

/// A practitioner left the core team.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TeamLeft {
    /// Who.
    pub practitioner: PractitionerId,
    /// Why, and who was told.
    pub words: String,
}

/// Holder and core team, now and before.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Team {
    /// Everyone who has held it, the last one now.
    pub holders: Vec<Noted<HeldBy>>,
    /// The core team of today, with the entry that brought each in.
    pub core: BTreeMap<PractitionerId, Noted<TeamJoined>>,
    /// Those who left.
    pub left: Vec<Noted<TeamLeft>>,
}

impl Team {
    /// Who holds the network now.
    pub fn holder(&self) -> Option<PractitionerId> {
        self.holders.last().map(|h| h.holder)
    }
}

impl Network {
    /// Whether a practitioner is with this network: its holder, in its core team, named for a
    /// meeting that is not closed yet, or there at the last one (whose words go back to its voices).
    pub fn is_with_team(&self, id: PractitionerId) -> bool {
        self.team.holder() == Some(id)
            || self.team.core.contains_key(&id)
            || self.guests().any(|guest| guest == id)
    }

    /// Practitioners who are with the network for a meeting: named for one ahead, or there at the last one.
    pub fn guests(&self) -> impl Iterator<Item = PractitionerId> {
        let ahead = self.meetings.values().filter(|m| m.is_ahead()).filter_map(|m| m.plan());
        let named = ahead.flat_map(|plan| plan.practitioners.iter().copied());
        let last = self.meetings.values().filter(|m| m.is_held()).max_by_key(|m| m.starts_at());
        let there = last.into_iter().flat_map(|m| m.present()).filter_map(|c| c.who.practitioner());
        named.chain(there)
    }
}

impl Folds for HeldBy {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.team.holders.push(Noted::new(entry, self));
    }
}

impl Folds for TeamJoined {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.team.core.entry(self.practitioner).or_insert_with(|| Noted::new(entry, self));
    }
}

impl Folds for TeamLeft {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.team.core.remove(&self.practitioner);
        network.team.left.push(Noted::new(entry, self));
    }
}

/// A day named for joining or leaving has come; without one it is today.
fn dated(told: &Told, ctx: &Context) -> Result<(), Refusal> {
    match told.occurred_at {
        Some(When::On(day)) => ctx.has_come("on", day),
        _ => Ok(()),
    }
}

impl Decides for HeldBy {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if let Some(now) = whole.network.team.holders.last().filter(|now| now.holder == self.holder) {
            return Err(Refusal::at("holder", Why::Same).resting_on([now.entry.id]));
        }
        let words = text::kept("words", &self.words)?;
        let told = told.own(ctx);
        Ok(vec![told.draft(ctx, Audience::Everyone, Self { words, ..self.clone() })])
    }
}

impl Decides for TeamJoined {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.team.core.contains_key(&self.practitioner) {
            return Ok(Vec::new());
        }
        dated(told, ctx)?;
        let words = text::kept("words", &self.words)?;
        let told = told.own(ctx);
        Ok(vec![told.draft(ctx, Audience::Everyone, Self { words, ..self.clone() })])
    }
}

impl Decides for TeamLeft {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let team = &whole.network.team;
        if !team.core.contains_key(&self.practitioner) {
            return Err(Refusal::at("practitioner", Why::NotHere));
        }
        dated(told, ctx)?;
        let words = text::needed("words", &self.words)?;
        let told = Told { voice: Some(Who::Practitioner(self.practitioner)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Everyone, Self { words, ..self.clone() })])
    }
}
