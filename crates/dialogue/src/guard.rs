//! Withholding: an entry kept from the person on a ground, with a reviewer and a review date (promise 3).
//! A date that passes alarms people; it never opens the entry.

use std::{collections::BTreeMap, sync::Arc};

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

/// How long an entry is held back until somebody who may decide has decided.
pub const HELD_FOR: SignedDuration = SignedDuration::from_hours(72);

/// The furthest a review may lie ahead: one year.
const LONGEST: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Why an entry may be kept from the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// It would be likely to cause serious harm (Data Protection Act 2018, Schedule 3, paragraph 5).
    SeriousHarm,
    /// It is somebody else's information (Data Protection Act 2018, Schedule 2, paragraph 16).
    ThirdParty,
    /// It would put somebody at risk who needs protection.
    Safeguarding,
    /// It would prejudice an investigation that is going on.
    Investigation,
}

impl Ground {
    /// Every ground there is.
    pub const ALL: [Self; 4] = [Self::SeriousHarm, Self::ThirdParty, Self::Safeguarding, Self::Investigation];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::SeriousHarm => "serious-harm",
            Self::ThirdParty => "third-party",
            Self::Safeguarding => "safeguarding",
            Self::Investigation => "investigation",
        }
    }

    /// Who decides on it: serious harm is an appropriate health professional's opinion alone.
    pub fn decided_by(self) -> Duty {
        match self {
            Self::SeriousHarm => Duty::HealthProfessional,
            Self::ThirdParty | Self::Safeguarding | Self::Investigation => Duty::Decider,
        }
    }
}

/// An entry was held back at once by whoever wrote or read it, until it is decided.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EntryHeldBack {
    /// Which.
    pub entry: EntryId,
    /// On which ground.
    pub ground: Ground,
    /// Why, in words.
    pub words: String,
}

/// An entry was withheld, as it was written before grounds had names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EntryWithheldV1 {
    /// Which.
    pub entry: EntryId,
    /// On which ground, in words.
    pub ground: String,
    /// Who reviews it.
    pub reviewer: PractitionerId,
    /// By when.
    pub review_by: Date,
}

/// It was decided that an entry is withheld, or stays so; who decided is the voice of the entry.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EntryWithheld {
    /// Which.
    pub entry: EntryId,
    /// On which ground.
    pub ground: Ground,
    /// Why, in words.
    pub words: String,
    /// Who reviews it.
    pub reviewer: PractitionerId,
    /// By when.
    pub review_by: Date,
}

/// It was decided that a withholding ends.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WithholdingEnded {
    /// Of which entry.
    pub entry: EntryId,
    /// Why.
    pub words: String,
}

/// What became of one entry that was kept back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Withholding {
    /// How it was held back before anybody decided.
    pub held: Option<Noted<EntryHeldBack>>,
    /// What was decided, the last one now.
    pub decided: Vec<Noted<EntryWithheld>>,
    /// How it ended.
    pub ended: Option<Noted<WithholdingEnded>>,
}

impl Withholding {
    /// Whether the entry is kept back now.
    pub fn is_in_force(&self) -> bool {
        self.ended.is_none()
    }

    /// On which ground.
    pub fn ground(&self) -> Option<Ground> {
        let decided = self.decided.last().map(|decided| decided.ground);
        decided.or_else(|| self.held.as_ref().map(|held| held.ground))
    }

    /// Who reviews it; nobody by name before it is decided.
    pub fn reviewer(&self) -> Option<PractitionerId> {
        self.decided.last().map(|decided| decided.reviewer)
    }

    /// Whether the date has passed by which somebody decides. It alarms people and opens nothing.
    pub fn is_overdue(&self, at: Timestamp) -> bool {
        self.is_in_force() && self.due_at() <= at
    }

    /// Who decided, or reviews: who reads of it when it is over, beside the team.
    pub(crate) fn decided_by(&self) -> Option<PractitionerId> {
        let ended = || self.ended.as_ref()?.entry.told.voice?.practitioner();
        self.reviewer().or_else(ended)
    }

    /// By when it is decided, or decided anew: the end of the review date, 72 hours at first.
    pub fn due_at(&self) -> Timestamp {
        let review = self.decided.last().map(|decided| end_of(decided.review_by));
        let held = || self.held.as_ref().map(|held| held.entry.recorded_at);
        let first = || held().and_then(|at| at.checked_add(HELD_FOR).ok());
        review.or_else(first).unwrap_or(Timestamp::MAX)
    }
}

/// Withholdings by entry, those that ended included.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Withholdings(pub BTreeMap<EntryId, Withholding>);

impl Withholdings {
    /// The withholding of an entry that is in force.
    pub fn of(&self, entry: EntryId) -> Option<&Withholding> {
        self.0.get(&entry).filter(|one| one.is_in_force())
    }
    /// Those in force, with their entries.
    pub fn now(&self) -> impl Iterator<Item = (EntryId, &Withholding)> {
        self.0.iter().filter(|(_, one)| one.is_in_force()).map(|(id, one)| (*id, one))
    }
    /// The withholding to fold into: one that ended begins anew.
    fn open(&mut self, entry: EntryId) -> &mut Withholding {
        let one = self.0.entry(entry).or_default();
        if !one.is_in_force() {
            *one = Withholding::default();
        }
        one
    }
}

impl Folds for EntryHeldBack {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.withholdings.open(self.entry).held = Some(Noted::new(entry, self));
    }
}

impl Folds for EntryWithheldV1 {
    /// Its ground is kept in its own words; to be reviewed, it counts as somebody else's information.
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let now = EntryWithheld {
            entry: self.entry,
            ground: Ground::ThirdParty,
            words: self.ground.clone(),
            reviewer: self.reviewer,
            review_by: self.review_by,
        };
        Arc::new(now).fold(network, entry);
    }
}

impl Folds for EntryWithheld {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.withholdings.open(self.entry).decided.push(Noted::new(entry, self));
    }
}

impl Folds for WithholdingEnded {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.withholdings.0.get_mut(&self.entry) {
            one.ended = Some(Noted::new(entry, self));
        }
    }
}

impl Decides for EntryHeldBack {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        if whole.entry(self.entry).is_none() {
            return Err(Refusal::of(Why::NotHere));
        }
        if whole.network.withholdings.of(self.entry).is_some() {
            return Ok(Vec::new());
        }
        let held = Self { words: text::needed("hold-words", &self.words)?, ..self.clone() };
        Ok(vec![told.decided(ctx).draft(ctx, Audience::Team, held)])
    }
}

impl Decides for EntryWithheld {
    const DEED: Deed = Deed::Review;
    /// On what a practitioner who reads the record has held back, and on nothing else: whoever is only named
    /// to decide neither keeps an entry from the person nor learns that there is one because they know its name.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(now) = whole.network.withholdings.of(self.entry) else {
            return Err(Refusal::of(Why::NotHere));
        };
        if !self.may_be_decided(now, ctx) {
            return Err(Refusal::at("ground", Why::NotYoursToDecide));
        }
        if end_of(self.review_by) <= ctx.now {
            return Err(Refusal::at("review-by", Why::InThePast));
        }
        if ctx.now.checked_add(LONGEST).is_ok_and(|last| end_of(self.review_by) > last) {
            return Err(Refusal::at("review-by", Why::TooLate));
        }
        let withheld = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![told.decided(ctx).draft(ctx, Audience::Team, withheld)])
    }
}

impl EntryWithheld {
    /// Whoever the service named for the ground decides. Serious harm is a health professional's opinion alone;
    /// on another ground that was already given, its reviewer may renew it too, and once it is overdue the
    /// safeguarding lead and the Caldicott guardian: nobody should have to open what they would keep.
    fn may_be_decided(&self, now: &Withholding, ctx: &Context) -> bool {
        let reviews = now.reviewer().is_some_and(|reviewer| ctx.is_practitioner(reviewer));
        let leads = ctx.duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian]);
        let is_renewed = now.ground() == Some(self.ground) && (reviews || (leads && now.is_overdue(ctx.now)));
        ctx.duties.has(self.ground.decided_by()) || (self.ground != Ground::SeriousHarm && is_renewed)
    }
}

impl Decides for WithholdingEnded {
    const DEED: Deed = Deed::Review;
    /// Opened by its reviewer, or by somebody who may decide on such a ground, or by the lead or guardian.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(one) = whole.network.withholdings.of(self.entry) else {
            return Err(Refusal::of(Why::NotHere));
        };
        let duties = [Duty::SafeguardingLead, Duty::CaldicottGuardian];
        let decides = one.reviewer().is_some_and(|reviewer| ctx.is_practitioner(reviewer))
            || one.ground().is_some_and(|ground| ctx.duties.has(ground.decided_by()))
            || ctx.duties.has_any(&duties);
        if !decides {
            return Err(Refusal::of(Why::NotTheReviewer));
        }
        let ended = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        Ok(vec![told.decided(ctx).draft(ctx, Audience::Team, ended)])
    }
}
