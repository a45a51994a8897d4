//! Emergency access: a practitioner who is not with the network opens its record, with a reason, for hours.
//! The lead is told at once; the person too, unless a named safeguarding reason defers it to a date.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    day::end_of,
    duty::Duty,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{EntryId, PractitionerId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
};

/// How long it stays open.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(8);
/// The longest that the person can be told later.
const LONGEST_DEFERRED: SignedDuration = SignedDuration::from_hours(31 * 24);

/// Somebody opened the record in an emergency.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EmergencyOpened {
    /// Who.
    pub practitioner: PractitionerId,
    /// Why.
    pub words: String,
    /// From when it is closed again.
    pub until: Timestamp,
}

/// It was closed before its time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EmergencyClosed {
    /// Which.
    pub opened: EntryId,
}

/// The person is told of it later, for a named safeguarding reason.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EmergencyTellingDeferred {
    /// Which.
    pub opened: EntryId,
    /// The safeguarding reason.
    pub words: String,
    /// The day after which the person reads it.
    pub until: Date,
}

/// It was reviewed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EmergencyReviewed {
    /// Which.
    pub opened: EntryId,
    /// What was found.
    pub words: String,
}

/// One emergency access and what became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Emergency {
    /// How it was opened.
    pub opened: Noted<EmergencyOpened>,
    /// When it was closed before its time.
    pub closed_at: Option<Timestamp>,
    /// Whether the person is told later.
    pub deferred: Option<Noted<EmergencyTellingDeferred>>,
    /// Its review.
    pub reviewed: Option<Noted<EmergencyReviewed>>,
}

impl Emergency {
    /// Whether it is open at a moment.
    pub fn is_open_at(&self, at: Timestamp) -> bool {
        at < self.opened.until && self.closed_at.is_none_or(|closed| at < closed)
    }
    /// Whether a look of somebody's at a moment was made in it.
    pub fn covers(&self, id: PractitionerId, looked_at: Timestamp) -> bool {
        self.opened.practitioner == id
            && self.opened.entry.recorded_at <= looked_at
            && self.is_open_at(looked_at)
    }
    /// From when it is closed: its time, or before that.
    pub fn closes_at(&self) -> Timestamp {
        self.closed_at.map_or(self.opened.until, |closed| closed.min(self.opened.until))
    }
    /// From when the person reads of it.
    pub fn told_at(&self) -> Timestamp {
        let deferred = self.deferred.as_ref().map(|deferred| end_of(deferred.until));
        deferred.unwrap_or(self.opened.entry.recorded_at)
    }
}

impl Network {
    /// Whether a practitioner has this record open in an emergency.
    pub fn is_open_in_emergency(&self, id: PractitionerId, at: Timestamp) -> bool {
        self.emergencies.iter().any(|one| one.opened.practitioner == id && one.is_open_at(at))
    }

    /// The emergency access that a practitioner has open at a moment.
    pub fn open_emergency(&self, id: PractitionerId, at: Timestamp) -> Option<&Emergency> {
        self.emergencies.iter().find(|one| one.opened.practitioner == id && one.is_open_at(at))
    }

    /// The emergency access that an entry opened.
    pub fn emergency(&self, opened: EntryId) -> Option<&Emergency> {
        self.emergencies.iter().find(|one| one.opened.entry.id == opened)
    }

    fn emergency_mut(&mut self, opened: EntryId) -> Option<&mut Emergency> {
        self.emergencies.iter_mut().find(|one| one.opened.entry.id == opened)
    }
}

impl Folds for EmergencyOpened {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let opened = Noted::new(entry, self);
        network.emergencies.push(Emergency { opened, closed_at: None, deferred: None, reviewed: None });
    }
}

impl Folds for EmergencyClosed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.emergency_mut(self.opened) {
            one.closed_at = one.closed_at.or(Some(entry.recorded_at));
        }
    }
}

impl Folds for EmergencyTellingDeferred {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.emergency_mut(self.opened) {
            one.deferred = Some(Noted::new(entry, self));
        }
    }
}

impl Folds for EmergencyReviewed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.emergency_mut(self.opened) {
            one.reviewed = Some(Noted::new(entry, self));
        }
    }
}

impl Decides for EmergencyOpened {
    const DEED: Deed = Deed::BreakGlass;
    /// Who opens it and for how long is not the form's to say. What is open already stays as it is.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(practitioner) = ctx.account.voice().and_then(|who| who.practitioner()) else {
            return Err(Refusal::neutral());
        };
        if whole.network.is_open_in_emergency(practitioner, ctx.now) {
            return Ok(Vec::new());
        }
        let words = text::needed("words", &self.words)?;
        let until = ctx.now.saturating_add(OPEN_FOR).unwrap_or(ctx.now);
        let opened = Self { practitioner, words, until };
        Ok(vec![told.decided(ctx).draft(ctx, Audience::PersonAndTeam, opened)])
    }
}

impl Decides for EmergencyClosed {
    const DEED: Deed = Deed::BreakGlass;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(one) = whole.network.emergency(self.opened) else { return Err(Refusal::of(Why::NotHere)) };
        if !ctx.is_practitioner(one.opened.practitioner) {
            return Err(Refusal::of(Why::NotYoursToDecide));
        }
        if !one.is_open_at(ctx.now) {
            return Ok(Vec::new());
        }
        Ok(vec![told.decided(ctx).draft(ctx, Audience::PersonAndTeam, self.clone())])
    }
}

impl Decides for EmergencyTellingDeferred {
    const DEED: Deed = Deed::Review;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(one) = whole.network.emergency(self.opened) else { return Err(Refusal::of(Why::NotHere)) };
        // Whoever opened it does not decide when it is told.
        if ctx.is_practitioner(one.opened.practitioner)
            || !ctx.duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian])
        {
            return Err(Refusal::of(Why::NotYoursToDecide));
        }
        let until = end_of(self.until);
        if until <= ctx.now {
            return Err(Refusal::at("until", Why::InThePast));
        }
        if until.duration_since(ctx.now) > LONGEST_DEFERRED {
            return Err(Refusal::at("until", Why::TooLate));
        }
        let deferred = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![told.decided(ctx).draft(ctx, Audience::Team, deferred)])
    }
}

impl Decides for EmergencyReviewed {
    const DEED: Deed = Deed::Review;
    /// By the lead or the guardian, and not by whoever opened it.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(one) = whole.network.emergency(self.opened) else { return Err(Refusal::of(Why::NotHere)) };
        let reviews = ctx.duties.has_any(&[Duty::Lead, Duty::SafeguardingLead, Duty::CaldicottGuardian]);
        if !reviews || ctx.is_practitioner(one.opened.practitioner) {
            return Err(Refusal::of(Why::NotTheReviewer));
        }
        let reviewed = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let until_told = Audience::Team;
        Ok(vec![told.decided(ctx).draft(ctx, until_told, reviewed)])
    }
}
