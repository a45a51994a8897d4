//! Meeting somebody of the network: a name and a description in one sending, whole or not at all.

use crate::{
    act::{Context, Decides, Deed, Told},
    entry::Draft,
    ids::MemberId,
    people::{Member, MemberDescribed, MemberNamed, Nearness},
    refusal::Refusal,
    text,
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
/// What has not changed is not told again.
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
        let described = self.described.checked()?;
        let before = known.and_then(Member::now).cloned();
        if described != before.unwrap_or_else(|| MemberDescribed::nothing_yet(id)) {
            facts.push(described.drafted(whole, told, ctx));
        }
        Ok(facts)
    }
}
