//! Withholding: an entry kept from the person on a ground, with a reviewer and a review date (promise 3).
//! A date that passes alarms people; it never opens the entry.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{EntryId, PractitionerId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// An entry is withheld from the person.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EntryWithheld {
    /// Which.
    pub entry: EntryId,
    /// On which ground (Data Protection Act 2018, Schedule 3 Part 2: serious harm; third party).
    pub ground: String,
    /// Who reviews it.
    pub reviewer: PractitionerId,
    /// By when.
    pub review_by: Date,
}

/// A withholding ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WithholdingEnded {
    /// Of which entry.
    pub entry: EntryId,
    /// Why.
    pub words: String,
}

/// Withholdings by entry, those of now and those that ended.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Withholdings {
    /// In force.
    pub now: BTreeMap<EntryId, Noted<EntryWithheld>>,
    /// Ended.
    pub ended: BTreeSet<EntryId>,
}

impl Withholdings {
    /// Whether an entry is withheld now.
    pub fn is_withheld(&self, entry: EntryId) -> bool {
        self.now.contains_key(&entry)
    }
}

impl Folds for EntryWithheld {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.withholdings.now.insert(self.entry, Noted::new(entry, self));
    }
}

impl Folds for WithholdingEnded {
    fn fold(self: &Arc<Self>, network: &mut Network, _: &Arc<Entry>) {
        network.withholdings.now.remove(&self.entry);
        network.withholdings.ended.insert(self.entry);
    }
}

impl Decides for EntryWithheld {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if !whole.entries().iter().any(|e| e.id == self.entry) {
            return Err(Refusal::of(Why::NotHere));
        }
        let withheld = Self { ground: text::needed("ground", &self.ground)?, ..self.clone() };
        let told = Told { voice: ctx.account.voice(), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, withheld)])
    }
}

impl Decides for WithholdingEnded {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if !whole.network.withholdings.is_withheld(self.entry) {
            return Err(Refusal::of(Why::NotHere));
        }
        let ended = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = Told { voice: ctx.account.voice(), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, ended)])
    }
}
