//! Cautions: what a plan points out before people meet. Sentences for the team, never a block (promise 7).

use crate::{
    ids::MemberId,
    network::Network,
    people::{Member, Wish},
    plan::MeetingPlanned,
};

/// Something that a plan points out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Caution {
    /// Two who carry a mark that they must not be brought together are both invited.
    UnsafePair(MemberId, MemberId),
    /// The person has said that they do not want this member there, or not now.
    AgainstWish(MemberId),
    /// Fewer than two practitioners come.
    FewerThanTwo,
    /// Practitioners come, and none of them is of the core team.
    NobodyOfCore,
    /// Nobody but the person is invited, and the person did not choose to come alone.
    NobodyPrivate,
    /// Somebody whom the person wants there is not invited.
    VoiceMissing(MemberId),
}

impl Network {
    /// What a plan points out, from what this viewer may read.
    pub fn cautions(&self, plan: &MeetingPlanned) -> Vec<Caution> {
        let mut cautions: Vec<_> = self
            .people
            .unsafe_among(&plan.invited)
            .into_iter()
            .map(|pair| Caution::UnsafePair(pair.one.min(pair.other), pair.one.max(pair.other)))
            .collect();
        // The person's wish about themself says whether they come alone.
        let others = || self.people.members.values().filter(|member| !member.is_person());
        let is_invited = |member: &&Member| plan.invited.contains(&member.id);
        let unwanted = others()
            .filter(is_invited)
            .filter(|member| matches!(member.wish(), Some(Wish::NotNow | Wish::NotWanted)));
        cautions.extend(unwanted.map(|member| Caution::AgainstWish(member.id)));
        if plan.practitioners.len() < 2 {
            cautions.push(Caution::FewerThanTwo);
        }
        let core = &self.team.core;
        let comes = |id| core.contains_key(id);
        if !core.is_empty() && !plan.practitioners.is_empty() && !plan.practitioners.iter().any(comes) {
            cautions.push(Caution::NobodyOfCore);
        }
        if !self.people.comes_alone() {
            if !others().any(|member| is_invited(&member)) {
                cautions.push(Caution::NobodyPrivate);
            }
            let missing = others()
                .filter(|member| !is_invited(member))
                .filter(|member| member.wish() == Some(Wish::Wanted) && member.may_be_asked());
            cautions.extend(missing.map(|member| Caution::VoiceMissing(member.id)));
        }
        cautions.sort_unstable();
        cautions.dedup();
        cautions
    }
}
