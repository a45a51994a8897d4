//! Sharing agreements: whom the person lets us tell, about what, until when. Shown before each note of something
//! shared, and withdrawn at once. What people already know, and listening to them, needs no agreement.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    day::end_of,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{AgreementId, MemberId},
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// Who is told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    /// Somebody of the network.
    Member(MemberId),
    /// Somebody else, in words: a school, a landlord, an employer.
    Outside(String),
}

impl Recipient {
    /// The member, if it is one.
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::Member(id) => Some(*id),
            Self::Outside(_) => None,
        }
    }

    /// A member of this record who is not the person, or words.
    fn checked(&self, whole: &Whole, field: &'static str) -> Result<Self, Refusal> {
        match self {
            Self::Member(id) => {
                people::member(whole, field, *id)?;
                if whole.network.people.person().is_some_and(|person| person.id == *id) {
                    return Err(Refusal::at(field, Why::IsThePerson));
                }
                Ok(self.clone())
            }
            Self::Outside(words) => match text::kept("outside", words)? {
                words if words.is_empty() => Err(Refusal::at(field, Why::NobodyNamed)),
                words => Ok(Self::Outside(words)),
            },
        }
    }
}

/// How the person said it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidHow {
    /// In a network meeting.
    InTheMeeting,
    /// To somebody of the team, face to face.
    InPerson,
    /// On paper.
    OnPaper,
    /// On the telephone.
    ByPhone,
    /// Here, by the person's own hand.
    Online,
}

impl SaidHow {
    /// Every way there is.
    pub const ALL: [Self; 5] =
        [Self::InTheMeeting, Self::InPerson, Self::OnPaper, Self::ByPhone, Self::Online];
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::InTheMeeting => "in-the-meeting",
            Self::InPerson => "in-person",
            Self::OnPaper => "on-paper",
            Self::ByPhone => "by-phone",
            Self::Online => "online",
        }
    }
    /// The way of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }
}

/// The person agreed that somebody may be told something. Whoever noted it is the scribe of the entry.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SharingAgreed {
    /// The agreement.
    pub agreement: AgreementId,
    /// Who is told.
    pub with: Recipient,
    /// About what.
    pub topic: String,
    /// Until the end of which day; without one, until it is withdrawn.
    pub until: Option<Date>,
    /// How the person said it.
    pub how: SaidHow,
}

/// The person withdrew an agreement. It holds at once.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SharingWithdrawn {
    /// Which.
    pub agreement: AgreementId,
    /// In words, if there are any.
    pub words: String,
}

/// Something was shared.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NoteShared {
    /// The agreement that covers it; without one it was general information, or something already known to them.
    pub agreement: Option<AgreementId>,
    /// Who was told.
    pub to: Recipient,
    /// What.
    pub what: String,
    /// How: by telephone, in a letter.
    pub how: String,
}

/// An agreement and how it was withdrawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Agreement {
    /// How it was made.
    pub agreed: Noted<SharingAgreed>,
    /// How it was withdrawn.
    pub withdrawn: Option<Noted<SharingWithdrawn>>,
}

impl Agreement {
    /// When it lapses, if it does by itself.
    pub fn lapses_at(&self) -> Option<Timestamp> {
        self.agreed.until.map(end_of)
    }
    /// Whether it holds at a moment.
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        self.withdrawn.is_none() && self.lapses_at().is_none_or(|lapses| at < lapses)
    }
}

/// What may be shared with whom, and what was.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sharing {
    /// Agreements, those that ended included.
    pub agreements: BTreeMap<AgreementId, Agreement>,
    /// What was shared, the earliest first.
    pub notes: Vec<Noted<NoteShared>>,
}

impl Sharing {
    /// The agreements that hold at a moment, the earliest first.
    pub fn in_force(&self, at: Timestamp) -> impl Iterator<Item = &Agreement> {
        self.agreements.values().filter(move |one| one.is_in_force(at))
    }
    /// The agreements that let somebody be told, at a moment.
    pub fn with(&self, recipient: &Recipient, at: Timestamp) -> impl Iterator<Item = &Agreement> {
        self.in_force(at).filter(move |one| one.agreed.with == *recipient)
    }
}

/// The header of what the person says themself, whoever notes it.
pub(crate) fn in_the_persons_voice(whole: &Whole, told: &Told) -> Result<Told, Refusal> {
    let person = whole.network.people.person().ok_or(Refusal::of(Why::NotHere))?;
    Ok(Told { voice: Some(Who::Member(person.id)), audience: None, ..told.clone() })
}

impl Folds for SharingAgreed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let agreed = || Agreement { agreed: Noted::new(entry, self), withdrawn: None };
        network.sharing.agreements.entry(self.agreement).or_insert_with(agreed);
    }
}

impl Folds for SharingWithdrawn {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(one) = network.sharing.agreements.get_mut(&self.agreement) {
            one.withdrawn.get_or_insert_with(|| Noted::new(entry, self));
        }
    }
}

impl Folds for NoteShared {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.sharing.notes.push(Noted::new(entry, self));
    }
}

impl Decides for SharingAgreed {
    const DEED: Deed = Deed::Answer;
    /// Addressed to the member who may be told, so that they can read what: until it ends.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let told = in_the_persons_voice(whole, told)?;
        if whole.network.sharing.agreements.contains_key(&self.agreement) {
            return Ok(Vec::new());
        }
        let with = self.with.checked(whole, "with")?;
        let topic = text::needed("topic", &self.topic)?;
        if self.until.is_some_and(|until| end_of(until) <= ctx.now) {
            return Err(Refusal::at("until", Why::InThePast));
        }
        let told = Told { to: with.member().map(Who::Member), ..told };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, Self { with, topic, ..self.clone() })])
    }
}

impl Decides for SharingWithdrawn {
    const DEED: Deed = Deed::Answer;
    /// Addressed to nobody: who could be told simply reads the agreement no longer.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let told = Told { to: None, ..in_the_persons_voice(whole, told)? };
        match whole.network.sharing.agreements.get(&self.agreement) {
            None => Err(Refusal::of(Why::NotHere)),
            Some(one) if one.withdrawn.is_some() => Ok(Vec::new()),
            Some(_) => {
                let withdrawn = Self { words: text::kept("words", &self.words)?, ..self.clone() };
                Ok(vec![told.draft(ctx, Audience::PersonAndTeam, withdrawn)])
            }
        }
    }
}

impl Decides for NoteShared {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let to = self.to.checked(whole, "to")?;
        if let Some(id) = self.agreement {
            let one = whole.network.sharing.agreements.get(&id);
            let one = one.ok_or(Refusal::at("agreement", Why::NotHere))?;
            if !one.is_in_force(ctx.now) || one.agreed.with != to {
                return Err(Refusal::at("agreement", Why::NotAgreed).resting_on([one.agreed.entry.id]));
            }
        }
        let what = text::needed("what", &self.what)?;
        let how = text::kept("how", &self.how)?;
        let told = Told { voice: ctx.account.voice(), to: None, audience: None, ..told.clone() };
        let note = Self { to, what, how, agreement: self.agreement };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, note)])
    }
}
