//! The person, the members of the network, their ties, and what weighs on them, in their words.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    belonging::Belonging,
    circle::CircleNamed,
    death::DeathNoted,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{CircleId, MemberId, RequestId},
    network::{Network, Noted},
    reach::ReachTold,
    refusal::{Refusal, Why},
    text,
    unsafe_pair::UnsafePairMarked,
    view::ViewSet,
    who::Who,
    whole::Whole,
};

/// Somebody of the network was named, or is called otherwise now.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MemberNamed {
    /// Who.
    pub member: MemberId,
    /// What they are called; empty while nobody knows.
    pub name: String,
    /// Whether they are the person at the centre.
    pub is_person: bool,
}

/// How somebody is part of the network.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nearness {
    /// Near, and can come.
    #[default]
    Near,
    /// Far away, or cannot come.
    Away,
    /// Not in touch.
    Estranged,
    /// Dead, and still part of the story.
    Dead,
}

/// Somebody of the network was described: each description replaces the one before, and both stay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MemberDescribed {
    /// Who.
    pub member: MemberId,
    /// The tie, in the person's words: "my sister, the loud one".
    pub tie: String,
    /// How they are part of the network.
    pub nearness: Nearness,
    /// What they bring and offer: strengths, "can drive", "sleeps on the sofa".
    pub brings: String,
    /// How to reach them.
    pub reach: String,
    /// The language they would like to speak.
    pub language: String,
    /// What they need to take part.
    pub needs: String,
}

/// A tie between two members.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TieTold {
    /// One.
    pub from: MemberId,
    /// The other.
    pub to: MemberId,
    /// What is between them, in words.
    pub words: String,
}

/// Whether the person wants somebody at the meetings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Wanted there.
    Wanted,
    /// Not now; perhaps later.
    NotNow,
    /// Not wanted there.
    NotWanted,
}

/// The person told whom they want at the meetings. About the person themself
/// it says that they choose to come alone (`NotNow`: for now).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WishTold {
    /// Whom the wish is about.
    pub member: MemberId,
    /// The wish.
    pub wish: Wish,
    /// In the person's words.
    pub words: String,
}

/// How the organisation knows the person. Everything may be empty.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct KnownAs {
    /// The name by law.
    pub legal_name: String,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// Ten digits with a valid check digit, or empty.
    pub nhs_number: String,
    /// The GP practice.
    pub gp: String,
}

/// What a circumstance is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Circumstance {
    /// Where one lives.
    Home,
    /// Money and debt.
    Money,
    /// Work, school, or neither.
    Work,
    /// Being safe.
    Safety,
    /// Anything else that weighs.
    Other,
}

/// A circumstance that weighs, in somebody's own words.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CircumstanceTold {
    /// What it is about.
    pub about: Circumstance,
    /// The words.
    pub words: String,
}

/// Whether somebody may be asked to meetings.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AskingChanged {
    /// Who.
    pub member: MemberId,
    /// Whether they may be asked from now on.
    pub may_be_asked: bool,
    /// In their words.
    pub words: String,
}

/// Somebody of the network, as this viewer knows them.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// Their names, the last one now.
    pub names: Vec<Noted<MemberNamed>>,
    /// Their descriptions, the last one now.
    pub described: Vec<Noted<MemberDescribed>>,
    /// What the person wished about them, the last one now.
    pub wishes: Vec<Noted<WishTold>>,
    /// Whether they may be asked, the last one now.
    pub asking: Vec<Noted<AskingChanged>>,
    /// How they left and came back, the last one now.
    pub belonging: Vec<Belonging>,
    /// How much they get online, the last one now.
    pub views: Vec<Noted<ViewSet>>,
    /// How to reach them, the last one now.
    pub reaches: Vec<Noted<ReachTold>>,
    /// How their death was noted.
    pub(crate) death: Option<Noted<DeathNoted>>,
}

impl Member {
    /// What they are called; empty while nobody knows.
    pub fn name(&self) -> &str {
        self.names.last().map_or("", |n| n.name.as_str())
    }
    /// Whether they are the person at the centre.
    pub fn is_person(&self) -> bool {
        self.names.iter().any(|n| n.is_person)
    }
    /// Their description of now.
    pub fn now(&self) -> Option<&MemberDescribed> {
        self.described.last().map(|d| &*d.fact)
    }
    /// Whether they may be asked to meetings: not after they said so, not when they left, and not the dead.
    pub fn may_be_asked(&self) -> bool {
        self.asking.last().is_none_or(|a| a.may_be_asked) && !self.has_left() && !self.is_dead()
    }
    /// Whether they left and did not come back.
    pub fn has_left(&self) -> bool {
        matches!(self.belonging.last(), Some(Belonging::Left(_)))
    }
    /// How to reach them, as last told; empty if that is not known.
    pub fn reach(&self) -> &str {
        let described = || self.now().map_or("", |described| described.reach.as_str());
        self.reaches.last().map_or_else(described, |told| told.reach.as_str())
    }
    /// What the person wishes about them now.
    pub fn wish(&self) -> Option<Wish> {
        self.wishes.last().map(|w| w.wish)
    }
}

/// The people of a network and what weighs on them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct People {
    /// Members by identity.
    pub members: BTreeMap<MemberId, Member>,
    /// Ties, as they were told.
    pub ties: Vec<Noted<TieTold>>,
    /// How the organisation knows the person, the last one now.
    pub known_as: Vec<Noted<KnownAs>>,
    /// Circumstances, as they were told.
    pub circumstances: Vec<Noted<CircumstanceTold>>,
    /// Pairs who must not be brought together.
    pub unsafe_pairs: Vec<Noted<UnsafePairMarked>>,
    /// Circles, each as last named.
    pub circles: BTreeMap<CircleId, Noted<CircleNamed>>,
}

impl People {
    /// The person at the centre.
    pub fn person(&self) -> Option<&Member> {
        self.members.values().find(|m| m.is_person())
    }
    /// Whether the person chose to come alone for now.
    pub fn comes_alone(&self) -> bool {
        self.person().is_some_and(|p| matches!(p.wish(), Some(Wish::NotNow | Wish::NotWanted)))
    }
    /// The pairs among these members who must not be brought together.
    pub fn unsafe_among(&self, members: &BTreeSet<MemberId>) -> Vec<&Noted<UnsafePairMarked>> {
        let together = |p: &&Noted<UnsafePairMarked>| members.contains(&p.one) && members.contains(&p.other);
        self.unsafe_pairs.iter().filter(together).collect()
    }
}

impl Folds for MemberNamed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network
            .people
            .members
            .entry(self.member)
            .or_insert_with(|| Member {
                id: self.member,
                names: Vec::new(),
                described: Vec::new(),
                wishes: Vec::new(),
                asking: Vec::new(),
                belonging: Vec::new(),
                views: Vec::new(),
                reaches: Vec::new(),
                death: None,
            })
            .names
            .push(Noted::new(entry, self));
    }
}

macro_rules! folds_into_member {
    ($($fact:ty => $field:ident;)*) => {$(
        impl Folds for $fact {
            fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
                if let Some(member) = network.people.members.get_mut(&self.member) {
                    member.$field.push(Noted::new(entry, self));
                }
            }
        }
    )*};
}

folds_into_member! {
    MemberDescribed => described;
    WishTold => wishes;
    AskingChanged => asking;
}

macro_rules! folds_into_people {
    ($($fact:ty => $field:ident;)*) => {$(
        impl Folds for $fact {
            fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
                network.people.$field.push(Noted::new(entry, self));
            }
        }
    )*};
}

impl Folds for TieTold {
    /// A tie to somebody this viewer does not know of leaves no trace.
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let people = &mut network.people;
        if people.members.contains_key(&self.from) && people.members.contains_key(&self.to) {
            people.ties.push(Noted::new(entry, self));
        }
    }
}

folds_into_people! {
    KnownAs => known_as;
    CircumstanceTold => circumstances;
}

pub(crate) fn member(whole: &Whole, field: &'static str, id: MemberId) -> Result<(), Refusal> {
    if whole.network.people.members.contains_key(&id) {
        Ok(())
    } else {
        Err(Refusal::at(field, Why::NotHere))
    }
}

/// The voice of what the team notes about the people is the person's, unless another is named;
/// a member tells it in their own.
fn as_person(whole: &Whole, told: &Told, ctx: &Context) -> Told {
    let is_team = matches!(ctx.account.voice(), Some(Who::Practitioner(_)));
    let voice = told.voice.or_else(|| person(whole).filter(|_| is_team));
    Told { voice, ..told.clone() }
}

fn person(whole: &Whole) -> Option<Who> {
    whole.network.people.person().map(|p| Who::Member(p.id))
}

/// The call that is the only reason why this member is known, while it is a confidence of the team.
fn in_confidence(whole: &Whole, id: MemberId) -> Option<RequestId> {
    let member = whole.network.people.members.get(&id)?;
    let held_back = |naming: &Noted<MemberNamed>| match naming.entry.told.audience {
        Audience::Confidence(call) => {
            Some(call).filter(|call| !whole.network.requests.get(call).is_some_and(|r| r.is_released()))
        }
        _ => None,
    };
    member.names.iter().map(held_back).reduce(|one, other| one.and(other)).flatten()
}

/// What is noted about somebody known from a confidence alone is as confidential as that call:
/// otherwise a description would tell the person who called.
fn usual_about(whole: &Whole, about: &[MemberId], usual: Audience) -> Audience {
    let call = about.iter().find_map(|id| in_confidence(whole, *id));
    call.map_or(usual, Audience::Confidence)
}

/// The header of what is noted about members: in the person's voice, unless the person may not know of them.
fn about(whole: &Whole, about: &[MemberId], told: &Told, ctx: &Context) -> Told {
    match usual_about(whole, about, Audience::Team) {
        Audience::Confidence(_) => told.clone(),
        _ => as_person(whole, told, ctx),
    }
}

impl Decides for MemberNamed {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let name = text::needed("name", &self.name)?;
        let is_person = whole.network.people.person().is_some_and(|p| p.id == self.member);
        let named = Self { member: self.member, name, is_person };
        let usual = usual_about(whole, &[self.member], Audience::Everyone);
        Ok(vec![told.draft(ctx, usual, named)])
    }
}

impl MemberDescribed {
    pub(crate) fn drafted(self, whole: &Whole, told: &Told, ctx: &Context) -> Draft {
        let usual = usual_about(whole, &[self.member], Audience::PersonAndTeam);
        about(whole, &[self.member], told, ctx).draft(ctx, usual, self)
    }
}

impl Decides for MemberDescribed {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        member(whole, "member", self.member)?;
        Ok(vec![self.checked()?.drafted(whole, told, ctx)])
    }
}

impl Decides for TieTold {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        member(whole, "from", self.from)?;
        member(whole, "to", self.to)?;
        if self.from == self.to {
            return Err(Refusal::at("to", Why::Same));
        }
        let words = text::needed("words", &self.words)?;
        let tie = Self { words, ..self.clone() };
        let between = [self.from, self.to];
        let usual = usual_about(whole, &between, Audience::PersonAndTeam);
        Ok(vec![about(whole, &between, told, ctx).draft(ctx, usual, tie)])
    }
}

impl Decides for WishTold {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        member(whole, "member", self.member)?;
        let wish = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        // Whom the person wants there is the person's to say, whoever writes it down.
        let told = Told { voice: person(whole), ..told.clone() };
        let usual = usual_about(whole, &[self.member], Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, wish)])
    }
}

impl Decides for KnownAs {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, _: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        self.birth_date.map_or(Ok(()), |birth| ctx.has_come("birth-date", birth))?;
        let known = Self {
            legal_name: text::kept("legal-name", &self.legal_name)?,
            birth_date: self.birth_date,
            nhs_number: text::nhs_number("nhs-number", &self.nhs_number)?,
            gp: text::kept("gp", &self.gp)?,
        };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, known)])
    }
}

impl Decides for CircumstanceTold {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let told_of = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let usual = told.usual_or(Audience::PersonAndTeam);
        Ok(vec![as_person(whole, told, ctx).draft(ctx, usual, told_of)])
    }
}

impl Decides for AskingChanged {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        member(whole, "member", self.member)?;
        let asking = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = Told { voice: Some(Who::Member(self.member)), ..told.clone() };
        let usual = usual_about(whole, &[self.member], Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, asking)])
    }
}
