//! Legal hold: while a court, a coroner, an inquiry or a claim may ask for it, nothing of a record is destroyed,
//! however long it has been kept (UK GDPR, article 17(3)(e)).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::EntryId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// The record was put on legal hold.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LegalHold {
    /// Who asks for it and why, in words.
    pub words: String,
}

/// A legal hold was lifted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LegalHoldLifted {
    /// Which: the entry that laid it.
    pub hold: EntryId,
    /// Why, in words.
    pub words: String,
}

/// A legal hold and how it was lifted.
#[derive(Clone, PartialEq, Debug)]
pub struct Hold {
    /// How it was laid.
    pub laid: Noted<LegalHold>,
    /// How it was lifted.
    pub lifted: Option<Noted<LegalHoldLifted>>,
}

impl Network {
    /// The legal holds in force: while there is one, nothing of the record is destroyed.
    pub fn holds_now(&self) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(|hold| hold.lifted.is_none())
    }

    /// Whether the record must be kept whatever its retention says.
    pub fn is_on_hold(&self) -> bool {
        self.holds_now().next().is_some()
    }
}

impl Folds for LegalHold {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.holds.push(Hold { laid: Noted::new(entry, self), lifted: None });
    }
}

impl Folds for LegalHoldLifted {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(hold) = network.holds.iter_mut().find(|hold| hold.laid.entry.id == self.hold) {
            hold.lifted.get_or_insert_with(|| Noted::new(entry, self));
        }
    }
}

impl Decides for LegalHold {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let laid = Self { words: text::needed("words", &self.words)? };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, laid)])
    }
}

impl Decides for LegalHoldLifted {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if !whole.network.holds_now().any(|hold| hold.laid.entry.id == self.hold) {
            return Err(Refusal::of(Why::NotHere));
        }
        let lifted = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = told.decided(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, lifted)])
    }
}
