//! How to reach somebody and where they live: for the team alone, unless its owner says otherwise.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::MemberId,
    network::{Network, Noted},
    people,
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
