//! How to reach somebody and where they live: for the team alone, unless its owner says otherwise.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    ids::MemberId,
    network::{Network, Noted},
    out_of_sight::OutOfSight,
    people::{self, Member},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// Somebody told how to reach them; each replaces the one before, and all stay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReachTold {
    /// Whom.
    pub member: MemberId,
    /// Telephone, e-mail, address, "the shop downstairs".
    pub reach: String,
}

impl Folds for ReachTold {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(member) = network.people.members.get_mut(&self.member) {
            member.reaches.push(Noted::new(entry, self));
        }
    }
}

impl Network {
    /// Whether an entry tells how somebody could be reached before they told it anew, or who was to read that.
    /// What is no longer so is for the team alone, however widely its owner once opened it: nobody should go
    /// on knowing where somebody lived, or ring who has their number now. Told in error and taken out of
    /// sight, the newer one replaces nothing.
    pub(crate) fn is_reach_of_before(&self, entry: &Entry) -> bool {
        let told = match &entry.told.fact {
            Fact::ReachTold(_) => entry.id,
            Fact::AudienceChanged(more) => more.entry,
            _ => return false,
        };
        let is_here = |reach: &&Noted<ReachTold>| {
            !self.out_of_sight.get(&reach.entry.id).is_some_and(OutOfSight::is_in_force)
        };
        let is_of_before = |member: &Member| {
            let now = member.reaches.iter().rfind(is_here).map(|reach| reach.entry.id);
            now.is_some_and(|now| now != told) && member.reaches.iter().any(|reach| reach.entry.id == told)
        };
        self.people.members.values().any(is_of_before)
    }
}

impl Decides for ReachTold {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        let reach = Self { reach: text::kept("reach", &self.reach)?, ..self.clone() };
        let is_there = match told.audience {
            None | Some(Audience::Team | Audience::PersonAndTeam | Audience::Everyone) => true,
            Some(Audience::Circle(circle)) => whole.network.people.circles.contains_key(&circle),
            Some(_) => false,
        };
        if !is_there {
            return Err(Refusal::at("audience", Why::NotHere));
        }
        let told = Told { voice: Some(Who::Member(self.member)), ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, reach)])
    }
}
