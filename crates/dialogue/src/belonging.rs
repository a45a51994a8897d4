//! Belonging: from when until when somebody is of the network. Who joins later reads nothing that was
//! said to everyone before; who leaves keeps what they could read until then and reads nothing new.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    ids::MemberId,
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// Somebody left the network: of their own accord, or as the person wishes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MemberLeft {
    /// Who.
    pub member: MemberId,
    /// Why, in words.
    pub words: String,
}

/// Somebody came back into the network.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MemberReturned {
    /// Who.
    pub member: MemberId,
    /// In words.
    pub words: String,
}

/// How somebody left and came back, the last one now.
#[derive(Clone, PartialEq, Debug)]
pub enum Belonging {
    /// They left.
    Left(Noted<MemberLeft>),
    /// They came back.
    Returned(Noted<MemberReturned>),
}

/// The times between which nobody joined or left, and who belonged in each.
/// Entries of one era had the same "everyone".
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Eras {
    starts: Vec<Timestamp>,
    here: BTreeMap<MemberId, Vec<Span>>,
}

/// From one era, until another or still.
type Span = (u32, Option<u32>);

impl Eras {
    /// Takes one more entry of the whole record.
    pub(crate) fn take(&mut self, entry: &Entry) {
        match &entry.told.fact {
            Fact::MemberNamed(named) if !self.here.contains_key(&named.member) => {
                let now = self.begin(entry.recorded_at);
                self.here.insert(named.member, vec![(now, None)]);
            }
            Fact::MemberReturned(back) if !self.is_here(back.member) => {
                let now = self.begin(entry.recorded_at);
                self.here.entry(back.member).or_default().push((now, None));
            }
            Fact::MemberLeft(left) if self.is_here(left.member) => {
                let now = self.begin(entry.recorded_at);
                if let Some(span) = self.here.get_mut(&left.member).and_then(|spans| spans.last_mut()) {
                    span.1 = Some(now);
                }
            }
            _ => {}
        }
    }

    /// The era of a moment. What was recorded in the very instant of a change counts as said after it:
    /// a call names its caller and tells their words in one.
    pub(crate) fn at(&self, recorded_at: Timestamp) -> u32 {
        count(self.starts.partition_point(|start| *start <= recorded_at))
    }

    /// The era of now.
    pub(crate) fn now(&self) -> u32 {
        count(self.starts.len())
    }

    /// Whether somebody belongs now.
    pub(crate) fn is_here(&self, member: MemberId) -> bool {
        self.here.get(&member).and_then(|spans| spans.last()).is_some_and(|span| span.1.is_none())
    }

    /// The eras in which somebody belonged.
    pub(crate) fn of(&self, member: MemberId) -> BTreeSet<u32> {
        let spans = self.here.get(&member).into_iter().flatten();
        spans.flat_map(|(from, until)| *from..until.unwrap_or(self.now() + 1)).collect()
    }

    fn begin(&mut self, at: Timestamp) -> u32 {
        if self.starts.last() != Some(&at) {
            self.starts.push(at);
        }
        self.now()
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

impl Folds for MemberLeft {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(member) = network.people.members.get_mut(&self.member) {
            member.belonging.push(Belonging::Left(Noted::new(entry, self)));
        }
    }
}

impl Folds for MemberReturned {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(member) = network.people.members.get_mut(&self.member) {
            member.belonging.push(Belonging::Returned(Noted::new(entry, self)));
        }
    }
}

impl Decides for MemberLeft {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        if whole.network.people.person().is_some_and(|person| person.id == self.member) {
            return Err(Refusal::at("member", Why::IsThePerson));
        }
        if !whole.eras().is_here(self.member) {
            return Ok(Vec::new());
        }
        let left = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = Told { voice: Some(Who::Member(self.member)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, left)])
    }
}

impl Decides for MemberReturned {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        if whole.eras().is_here(self.member) {
            return Ok(Vec::new());
        }
        let back = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let told = Told { voice: Some(Who::Member(self.member)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, back)])
    }
}
