//! A stay on a ward or in a crisis house, inside the same thread: in the person's word, and lawfully beside it.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::StayId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// The lawful side of a stay (in England and Wales: Mental Health Act 1983).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Lawful {
    /// Whether the person is detained; none if it is not known.
    pub detained: Option<bool>,
    /// The section, such as "2" or "3".
    pub section: String,
    /// When rights were explained, and how they were understood (section 132).
    pub rights: String,
    /// Leave, as granted (section 17).
    pub leave: String,
    /// The advocate (IMHA) and how to reach them.
    pub advocate: String,
    /// The date of a tribunal.
    pub tribunal: Option<Date>,
}

/// A stay began.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StayBegan {
    /// The stay.
    pub stay: StayId,
    /// Where.
    pub place: String,
    /// What the person calls it.
    pub own_word: String,
    /// Since when.
    pub began: Date,
    /// Its lawful side.
    pub lawful: Lawful,
}

/// More was told of a stay: its lawful side as it is now.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StayTold {
    /// The stay.
    pub stay: StayId,
    /// What the person calls it.
    pub own_word: String,
    /// Its lawful side now.
    pub lawful: Lawful,
}

/// A stay ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StayEnded {
    /// The stay.
    pub stay: StayId,
    /// When.
    pub ended: Date,
    /// Where to, in words.
    pub words: String,
}

/// A stay as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Stay {
    /// Its beginning.
    pub began: Noted<StayBegan>,
    /// What was told since, the last one now.
    pub told: Vec<Noted<StayTold>>,
    /// Its end.
    pub ended: Option<Noted<StayEnded>>,
}

impl Stay {
    /// What the person calls it.
    pub fn own_word(&self) -> &str {
        self.told.last().map_or(self.began.own_word.as_str(), |t| t.own_word.as_str())
    }
    /// Its lawful side now.
    pub fn lawful(&self) -> &Lawful {
        self.told.last().map_or(&self.began.lawful, |t| &t.lawful)
    }
}

impl Network {
    /// The stay that has not ended.
    pub fn current_stay(&self) -> Option<&Stay> {
        self.stays.values().rfind(|s| s.ended.is_none())
    }
}

impl Folds for StayBegan {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let began = || Stay { began: Noted::new(entry, self), told: Vec::new(), ended: None };
        network.stays.entry(self.stay).or_insert_with(began);
    }
}

impl Folds for StayTold {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(stay) = network.stays.get_mut(&self.stay) {
            stay.told.push(Noted::new(entry, self));
        }
    }
}

impl Folds for StayEnded {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(stay) = network.stays.get_mut(&self.stay) {
            stay.ended = Some(Noted::new(entry, self));
        }
    }
}

impl Lawful {
    fn checked(&self) -> Result<Self, Refusal> {
        Ok(Self {
            detained: self.detained,
            section: text::kept("section", &self.section)?,
            rights: text::kept("rights", &self.rights)?,
            leave: text::kept("leave", &self.leave)?,
            advocate: text::kept("advocate", &self.advocate)?,
            tribunal: self.tribunal,
        })
    }
}

impl Decides for StayBegan {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.stays.contains_key(&self.stay) {
            return Ok(Vec::new());
        }
        ctx.has_come("began", self.began)?;
        let began = Self {
            place: text::needed("place", &self.place)?,
            own_word: text::kept("own-word", &self.own_word)?,
            lawful: self.lawful.checked()?,
            ..self.clone()
        };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, began)])
    }
}

impl Decides for StayTold {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let stay = whole.network.stays.get(&self.stay).ok_or(Refusal::of(Why::NotHere))?;
        let audience = stay.began.entry.told.audience;
        let own_word = text::kept("own-word", &self.own_word)?;
        let more = Self { own_word, lawful: self.lawful.checked()?, ..self.clone() };
        Ok(vec![told.draft(ctx, audience, more)])
    }
}

impl Decides for StayEnded {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let stay = whole.network.stays.get(&self.stay).ok_or(Refusal::of(Why::NotHere))?;
        if self.ended < stay.began.began {
            return Err(Refusal::at("ended", Why::EndsBeforeItBegins).resting_on([stay.began.entry.id]));
        }
        ctx.has_come("ended", self.ended)?;
        let audience = stay.began.entry.told.audience;
        let words = text::kept("words", &self.words)?;
        Ok(vec![told.draft(ctx, audience, Self { words, ..self.clone() })])
    }
}
