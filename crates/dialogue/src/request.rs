//! A call for help, from anybody, in the caller's words; and what was offered and answered.
//!
//! Until the caller has said that the person may know, a call is a confidence of the team
//! (domain: "What a carer tells may be third-party information").

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{MemberId, PractitionerId, RequestId},
    network::{Network, Noted},
    people::MemberNamed,
    refusal::{Refusal, Why},
    team::HeldBy,
    text,
    who::Who,
    whole::Whole,
};

/// An answer that may be missing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// They were not sure.
    NotSure,
    /// It was not asked, or not answered.
    #[default]
    NotAsked,
}

/// Who calls and how to reach them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Caller {
    /// Their name, as they give it; may be empty.
    pub name: String,
    /// What they are to the person, in their own words.
    pub tie: String,
    /// How to reach them: a number, an address, a neighbour.
    pub reach: String,
    /// The member they are, when that is known.
    pub member: Option<MemberId>,
}

/// A call for help was taken.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HelpAsked {
    /// The call.
    pub request: RequestId,
    /// The moment of the call: the 24-hour clock starts here.
    pub called_at: Timestamp,
    /// Who took it.
    pub taken_by: PractitionerId,
    /// Who called.
    pub caller: Caller,
    /// Whether the caller is the person.
    pub caller_is_person: bool,
    /// What they said, in their own words.
    pub own_words: String,
    /// Whether the person knows of this call.
    pub person_knows: Answer,
    /// Whether the person may know who called and what was said.
    pub may_know: Answer,
    /// Who else is worried or could come.
    pub who_else: String,
    /// Where and when would be good.
    pub where_when: String,
    /// The language they would like to speak.
    pub language: String,
    /// What they need to take part: interpreter, large print, no stairs.
    pub needs: String,
    /// "Are you safe now?"
    pub safe_now: Answer,
}

/// The holder has seen a further call.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CallHeard {
    /// The call.
    pub request: RequestId,
}

/// The caller answered whether the person may know.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConfidenceAnswered {
    /// The call.
    pub request: RequestId,
    /// Yes opens the caller's words to the person; no keeps them with the team.
    pub may_know: Answer,
    /// What was said about it.
    pub words: String,
}

/// The moment of the call was corrected; the first time stays in the record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ClockCorrected {
    /// The call.
    pub request: RequestId,
    /// The corrected moment.
    pub called_at: Timestamp,
    /// Why.
    pub reason: String,
}

/// A meeting was offered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HelpOffered {
    /// The call.
    pub request: RequestId,
    /// What was offered: times and places, as said.
    pub offer: String,
}

/// What became of an offer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfferAnswer {
    /// They would like to meet then.
    Accepted,
    /// Not now; later.
    Postponed,
    /// No.
    Declined,
}

/// An offer was answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OfferAnswered {
    /// The call.
    pub request: RequestId,
    /// The answer.
    pub answer: OfferAnswer,
    /// Who answered, as said ("his mother, for him").
    pub by: String,
    /// Why, in their words.
    pub words: String,
}

/// A named practitioner has spoken with them about being safe now.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SafetySpoken {
    /// The call.
    pub request: RequestId,
    /// Who spoke with them.
    pub practitioner: PractitionerId,
    /// What was said and done.
    pub words: String,
}

/// Take a call for help.
#[derive(Clone, PartialEq, Debug)]
pub struct TakeCall {
    /// The call itself.
    pub asked: HelpAsked,
    /// The person it is about, for a network that begins with this call.
    pub person: MemberId,
    /// What the person is called; may be unknown yet.
    pub person_name: String,
    /// A member for the caller, unless the caller is the person or gave no name.
    pub caller_member: MemberId,
}

/// A call for help, as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// The call.
    pub asked: Noted<HelpAsked>,
    /// Corrections of its moment.
    pub corrections: Vec<Noted<ClockCorrected>>,
    /// Answers on who may know.
    pub confidence: Vec<Noted<ConfidenceAnswered>>,
    /// Offers.
    pub offers: Vec<Noted<HelpOffered>>,
    /// Answers to offers.
    pub answers: Vec<Noted<OfferAnswered>>,
    /// Who spoke with them about being safe.
    pub spoken: Vec<Noted<SafetySpoken>>,
    /// When the holder saw it, for a further call.
    pub heard: Option<Arc<Entry>>,
}

impl Request {
    /// The moment of the call, after every correction.
    pub fn called_at(&self) -> Timestamp {
        self.corrections.last().map_or(self.asked.called_at, |c| c.called_at)
    }

    /// Whether the person may know who called and what was said.
    pub fn may_know(&self) -> Answer {
        self.confidence.last().map_or(self.asked.may_know, |c| c.may_know)
    }

    /// Whether the words of the call are open to the person.
    pub fn is_released(&self) -> bool {
        self.asked.caller_is_person || self.may_know() == Answer::Yes
    }

    /// Whether somebody answered "no" or "not sure" to being safe, and nobody has spoken with them yet.
    pub fn is_safety_open(&self) -> bool {
        matches!(self.asked.safe_now, Answer::No | Answer::NotSure) && self.spoken.is_empty()
    }
}

impl Network {
    fn request_mut(&mut self, id: RequestId) -> Option<&mut Request> {
        self.requests.get_mut(&id)
    }
    /// The first call of the network.
    pub fn first_call(&self) -> Option<&Request> {
        self.requests.values().min_by_key(|r| r.asked.entry.recorded_at)
    }
}

impl Folds for HelpAsked {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.requests.entry(self.request).or_insert_with(|| Request {
            asked: Noted::new(entry, self),
            corrections: Vec::new(),
            confidence: Vec::new(),
            offers: Vec::new(),
            answers: Vec::new(),
            spoken: Vec::new(),
            heard: None,
        });
    }
}

macro_rules! folds_into_request {
    ($($fact:ty => |$request:ident, $noted:ident| $take:expr;)*) => {$(
        impl Folds for $fact {
            fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
                if let Some($request) = network.request_mut(self.request) {
                    let $noted = Noted::new(entry, self);
                    $take;
                }
            }
        }
    )*};
}

folds_into_request! {
    CallHeard => |request, noted| request.heard = Some(noted.entry);
    ConfidenceAnswered => |request, noted| request.confidence.push(noted);
    ClockCorrected => |request, noted| request.corrections.push(noted);
    HelpOffered => |request, noted| request.offers.push(noted);
    OfferAnswered => |request, noted| request.answers.push(noted);
    SafetySpoken => |request, noted| request.spoken.push(noted);
}

fn known(whole: &Whole, id: RequestId) -> Result<&Request, Refusal> {
    whole.network.requests.get(&id).ok_or(Refusal::of(Why::NotHere))
}

/// The usual audience of what belongs to a call: as confidential as the call itself.
fn of_call(id: RequestId) -> Audience {
    Audience::Confidence(id)
}

impl TakeCall {
    /// What was asked for, as it will be noted: every text within its bounds, and a time that has come.
    fn asked(&self, ctx: &Context) -> Result<HelpAsked, Refusal> {
        let mut asked = self.asked.clone();
        asked.own_words = text::kept("own-words", &asked.own_words)?;
        for (field, text) in [
            ("caller-name", &mut asked.caller.name),
            ("caller-tie", &mut asked.caller.tie),
            ("caller-reach", &mut asked.caller.reach),
            ("who-else", &mut asked.who_else),
            ("where-when", &mut asked.where_when),
            ("language", &mut asked.language),
            ("needs", &mut asked.needs),
        ] {
            *text = text::kept(field, text)?;
        }
        if asked.own_words.is_empty() && asked.caller.name.is_empty() && asked.caller.reach.is_empty() {
            return Err(Refusal::at("own-words", Why::Empty));
        }
        if asked.called_at > ctx.now {
            return Err(Refusal::at("called-at", Why::InTheFuture));
        }
        Ok(asked)
    }

    /// Who called: the person, a member, or somebody who becomes one by being named.
    fn find_caller(&self, asked: &mut HelpAsked, person: MemberId) -> Result<(), Refusal> {
        asked.caller_is_person |= asked.caller.member == Some(person);
        asked.caller.member = if asked.caller_is_person {
            Some(person)
        } else {
            asked.caller.member.or((!asked.caller.name.is_empty()).then_some(self.caller_member))
        };
        if asked.caller.member == Some(person) && !asked.caller_is_person {
            return Err(Refusal::at("caller-name", Why::Same));
        }
        Ok(())
    }

    /// Those who become part of the network by this call: the person openly, the caller as
    /// confidentially as the call itself.
    fn namings(
        &self,
        whole: &Whole,
        asked: &HelpAsked,
        person: MemberId,
    ) -> Result<Vec<(Audience, MemberNamed)>, Refusal> {
        let people = &whole.network.people;
        let mut namings = Vec::new();
        if people.person().is_none() {
            let name = text::kept("person-name", &self.person_name)?;
            let is_own = name.is_empty() && asked.caller_is_person;
            let name = if is_own { asked.caller.name.clone() } else { name };
            namings.push((Audience::Everyone, MemberNamed { member: person, name, is_person: true }));
        }
        let is_new = |m: &MemberId| *m != person && !people.members.contains_key(m);
        if let Some(member) = asked.caller.member.filter(is_new) {
            let named = MemberNamed { member, name: asked.caller.name.clone(), is_person: false };
            namings.push((of_call(asked.request), named));
        }
        Ok(namings)
    }
}

impl Decides for TakeCall {
    const DEED: Deed = Deed::Call;

    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let mut asked = self.asked(ctx)?;
        let Some(taker) = ctx.account.voice().and_then(Who::practitioner) else {
            return Err(Refusal::of(Why::NotAPractitioner));
        };
        asked.taken_by = taker;
        let request = asked.request;
        if whole.network.requests.contains_key(&request) {
            return Ok(Vec::new());
        }
        let person = whole.network.people.person().map_or(self.person, |p| p.id);
        self.find_caller(&mut asked, person)?;
        let plain = Told { voice: Some(Who::Practitioner(taker)), ..Told::default() };
        let namings = self.namings(whole, &asked, person)?;
        let named = namings.into_iter().map(|(audience, named)| plain.draft(ctx, audience, named));
        let mut facts: Vec<_> = named.collect();
        // A caller without a name is nobody's voice yet, and never the taker's.
        let voice = asked.caller.member.map(Who::Member);
        let header = Told { audience: None, meeting: None, ..told.clone() };
        let call = header.draft(ctx, of_call(request), asked);
        facts.push(Draft { voice, scribe: Some(Who::Practitioner(taker)), ..call });
        if whole.network.team.holder().is_none() {
            let held = HeldBy { holder: taker, words: String::new() };
            facts.push(plain.draft(ctx, Audience::Everyone, held));
        }
        Ok(facts)
    }
}

impl Decides for CallHeard {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.request)?;
        Ok(vec![told.draft(ctx, of_call(self.request), self.clone())])
    }
}

impl Decides for ConfidenceAnswered {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.request)?;
        let words = text::kept("words", &self.words)?;
        Ok(vec![told.draft(ctx, of_call(self.request), Self { words, ..self.clone() })])
    }
}

impl Decides for ClockCorrected {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.request)?;
        if self.called_at > ctx.now {
            return Err(Refusal::at("called-at", Why::InTheFuture));
        }
        let reason = text::kept("reason", &self.reason)?;
        Ok(vec![told.draft(ctx, of_call(self.request), Self { reason, ..self.clone() })])
    }
}

impl Decides for HelpOffered {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.request)?;
        let offer = text::needed("offer", &self.offer)?;
        Ok(vec![told.draft(ctx, of_call(self.request), Self { offer, ..self.clone() })])
    }
}

impl Decides for OfferAnswered {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.request)?;
        let (by, words) = (text::kept("by", &self.by)?, text::kept("words", &self.words)?);
        Ok(vec![told.draft(ctx, of_call(self.request), Self { by, words, ..self.clone() })])
    }
}

impl Decides for SafetySpoken {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        known(whole, self.request)?;
        let words = text::kept("words", &self.words)?;
        Ok(vec![told.draft(ctx, of_call(self.request), Self { words, ..self.clone() })])
    }
}
