//! Meeting somebody of the network: a name and a description in one sending, whole or not at all.

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::Draft,
    ids::MemberId,
    people::{Member, MemberDescribed, MemberNamed, Nearness},
    reach::ReachTold,
    refusal::Refusal,
    text,
    who::Who,
    whole::Whole,
};

impl MemberDescribed {
    /// Somebody of whom nothing has been told yet.
    pub fn nothing_yet(member: MemberId) -> Self {
        let (tie, brings, reach, language, needs) = Default::default();
        Self { member, tie, nearness: Nearness::default(), brings, reach, language, needs }
    }

    pub(crate) fn checked(&self) -> Result<Self, Refusal> {
        let mut described = self.clone();
        for (field, text) in [
            ("tie", &mut described.tie),
            ("brings", &mut described.brings),
            ("reach", &mut described.reach),
            ("language", &mut described.language),
            ("needs", &mut described.needs),
        ] {
            *text = text::kept(field, text)?;
        }
        Ok(described)
    }
}

/// Name and describe somebody in one sending, whether they are new here or known already.
/// What has not changed is not told again;
/// how to reach them is told apart ([`ReachTold`]).
#[derive(Clone, PartialEq, Debug)]
pub struct MeetMember {
    /// What they are called. Somebody new has a name, if only "the one upstairs";
    /// it may stay empty for those who have none here yet.
    pub name: String,
    /// How they are described.
    pub described: MemberDescribed,
}

impl Decides for MeetMember {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let id = self.described.member;
        let known = whole.network.people.members.get(&id);
        let mut facts = Vec::new();
        if known.is_none_or(|known| known.name() != self.name.trim()) {
            let named = MemberNamed { member: id, name: self.name.clone(), is_person: false };
            facts.extend(named.decide(whole, told, ctx)?);
        }
        let MemberDescribed { reach, .. } = self.described.checked()?;
        // How to reach somebody is told apart from it, for the team alone unless its owner says otherwise.
        let without = |described: MemberDescribed| MemberDescribed { reach: String::new(), ..described };
        let described = without(self.described.checked()?);
        let before = known.and_then(Member::now).cloned().map_or(MemberDescribed::nothing_yet(id), without);
        let is_new = described != before;
        let was_described = known.is_some_and(|known| known.reaches.is_empty() && !known.reach().is_empty());
        if is_new {
            facts.push(described.drafted(whole, told, ctx));
        }
        if known.map_or("", Member::reach) != reach || (is_new && was_described) {
            let told = Told { audience: None, voice: Some(Who::Member(id)), ..told.clone() };
            facts.push(told.draft(ctx, Audience::Team, ReachTold { member: id, reach }));
        }
        Ok(facts)
    }
}
