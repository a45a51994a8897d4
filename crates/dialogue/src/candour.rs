//! Candour: something of the service's own doing went wrong. It is told to the person and written down,
//! with an apology (Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, regulation 20).
//! Until it has been told it stands on the page of the next meeting.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{EntryId, MeetingId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// Something went wrong.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CandourNoted {
    /// What happened, in plain words.
    pub what: String,
    /// On which day.
    pub on: Date,
}

/// It was told, with an apology; or told further, as more became known.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CandourTold {
    /// What was told of.
    pub noted: EntryId,
    /// On which day.
    pub on: Date,
    /// In which meeting, if it was one.
    pub meeting: Option<MeetingId>,
    /// The day of the letter, once one was sent.
    pub letter: Option<Date>,
    /// What was said: the apology, what happens now.
    pub words: String,
}

/// Something that went wrong, and how it was told.
#[derive(Clone, PartialEq, Debug)]
pub struct Candour {
    /// What happened.
    pub noted: Noted<CandourNoted>,
    /// How it was told, the last one now.
    pub told: Vec<Noted<CandourTold>>,
}

impl Candour {
    /// Whether a letter was sent.
    pub fn letter(&self) -> Option<Date> {
        self.told.iter().filter_map(|told| told.letter).next_back()
    }
}

impl Network {
    /// What went wrong and has not been told yet.
    pub fn to_be_told(&self) -> impl Iterator<Item = &Candour> {
        self.candours.iter().filter(|one| one.told.is_empty())
    }
    /// What an entry noted.
    pub fn candour(&self, noted: EntryId) -> Option<&Candour> {
        self.candours.iter().find(|one| one.noted.entry.id == noted)
    }
}

impl Folds for CandourNoted {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.candours.push(Candour { noted: Noted::new(entry, self), told: Vec::new() });
    }
}

impl Folds for CandourTold {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.candours.iter_mut().find(|one| one.noted.entry.id == self.noted) {
            one.told.push(Noted::new(entry, self));
        }
    }
}

impl Decides for CandourNoted {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        ctx.has_come("on", self.on)?;
        let noted = Self { what: text::needed("what", &self.what)?, ..self.clone() };
        let told = told.own(ctx);
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, noted)])
    }
}

impl Decides for CandourTold {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(one) = whole.network.candour(self.noted) else { return Err(Refusal::of(Why::NotHere)) };
        if self.meeting.is_some_and(|meeting| whole.network.meeting(meeting).is_none()) {
            return Err(Refusal::at("meeting", Why::NotHere));
        }
        ctx.has_come("on", self.on)?;
        if self.on < one.noted.on {
            return Err(Refusal::at("on", Why::EndsBeforeItBegins));
        }
        if let Some(letter) = self.letter {
            ctx.has_come("letter", letter)?;
        }
        let more = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = told.own(ctx);
        let usual = one.noted.entry.told.audience;
        Ok(vec![told.draft(ctx, usual, more)])
    }
}
