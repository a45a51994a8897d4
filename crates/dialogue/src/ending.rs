//! Ending: a network that has finished its work, with a goodbye and an open door.
//! Whoever calls again opens it again, and so does the team.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::MeetingId,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// The work with a network ended.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NetworkEnded {
    /// How it ended, in words.
    pub words: String,
    /// The meeting in which people said goodbye, or will.
    pub goodbye: Option<MeetingId>,
    /// The open door: whom to ring, what happens then.
    pub open_door: String,
}

/// The work with a network began again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NetworkReopened {
    /// Why, in words.
    pub words: String,
}

/// An ending, and how it began again.
#[derive(Clone, PartialEq, Debug)]
pub struct Ending {
    /// How it ended.
    pub ended: Noted<NetworkEnded>,
    /// How the team opened it again.
    pub reopened: Option<Noted<NetworkReopened>>,
}

impl Network {
    /// The ending that holds now: neither opened again by the team, nor by somebody's call.
    pub fn ending(&self) -> Option<&Noted<NetworkEnded>> {
        let last = self.endings.last().filter(|ending| ending.reopened.is_none())?;
        let since = |at| at > last.ended.entry.recorded_at;
        let called = self.requests.values().any(|request| since(request.asked.entry.recorded_at));
        Some(&last.ended).filter(|_| !called)
    }
    /// Whether the work has ended.
    pub fn is_ended(&self) -> bool {
        self.ending().is_some()
    }
}

impl Folds for NetworkEnded {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.endings.push(Ending { ended: Noted::new(entry, self), reopened: None });
    }
}

impl Folds for NetworkReopened {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(ending) = network.endings.last_mut() {
            ending.reopened.get_or_insert_with(|| Noted::new(entry, self));
        }
    }
}

impl Decides for NetworkEnded {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.network.is_ended() {
            return Ok(Vec::new());
        }
        if self.goodbye.is_some_and(|meeting| whole.network.meeting(meeting).is_none()) {
            return Err(Refusal::at("goodbye", Why::NotHere));
        }
        let ended = Self {
            words: text::needed("words", &self.words)?,
            open_door: text::needed("open-door", &self.open_door)?,
            goodbye: self.goodbye,
        };
        let told = Told { voice: ctx.account.voice(), meeting: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Everyone, ended)])
    }
}

impl Decides for NetworkReopened {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if !whole.network.is_ended() {
            return Err(Refusal::of(Why::NotHere));
        }
        let opened = Self { words: text::kept("words", &self.words)? };
        let told = Told { voice: ctx.account.voice(), meeting: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Everyone, opened)])
    }
}
