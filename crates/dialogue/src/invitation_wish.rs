//! A wish that somebody come to a meeting, from anybody of the network. It is always taken with the same
//! thanks, whoever is meant: the holder reads it, and sees what stands against it where something does.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{MeetingId, MemberId},
    meeting::Meeting,
    network::{Network, Noted},
    people::People,
    plan::{self, folds_into_meeting},
    refusal::Refusal,
    text,
    unsafe_pair::UnsafePairMarked,
    whole::Whole,
};

/// Somebody would like somebody to come to a meeting.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InvitationWished {
    /// To which meeting.
    pub meeting: MeetingId,
    /// Whom, if it is a member whom the one who wishes knows by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Why, or who else, in their words.
    pub words: String,
}

/// Why a wish has not been followed yet, as far as whoever asks may know.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Waits<'n> {
    /// Nothing stands against it: the team may ask them.
    ForTheTeam,
    /// They do not want to be asked, or have died.
    TheyDoNotWantIt,
    /// They must not be brought together with somebody who is invited.
    UnsafePair(&'n Noted<UnsafePairMarked>),
}

impl InvitationWished {
    /// Why it waits; none when they are invited.
    pub fn waits<'n>(&self, meeting: &Meeting, people: &'n People) -> Option<Waits<'n>> {
        let plan = meeting.plan()?;
        let Some(id) = self.member else { return Some(Waits::ForTheTeam) };
        if plan.invited.contains(&id) {
            return None;
        }
        if let Some(mark) = people.kept_from(id, &plan.invited) {
            return Some(Waits::UnsafePair(mark));
        }
        let may_be_asked = people.members.get(&id).is_none_or(|member| member.may_be_asked());
        Some(if may_be_asked { Waits::ForTheTeam } else { Waits::TheyDoNotWantIt })
    }
}

folds_into_meeting! {
    InvitationWished => |meeting, noted| meeting.wished.push(noted);
}

impl Decides for InvitationWished {
    const DEED: Deed = Deed::Answer;
    /// Whom they name is not looked up: a wish for somebody who is hidden from them, or for nobody,
    /// is answered like every other.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        plan::open(whole, self.meeting)?;
        let words = match self.member {
            Some(_) => text::kept("words", &self.words)?,
            None => text::needed("words", &self.words)?,
        };
        let told = Told { meeting: Some(self.meeting), audience: None, to: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::PersonAndTeam, Self { words, ..self.clone() })])
    }
}
