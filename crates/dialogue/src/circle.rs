//! Circles: some members, by a name, as an audience that a voice may choose.
//! A circle that voices have trusted keeps its members; another choice of members is another circle.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{CircleId, MemberId},
    network::{Network, Noted},
    people::{self, People},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
    words,
};

/// A circle of members was named, as an audience that a voice may choose.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CircleNamed {
    /// The circle.
    pub circle: CircleId,
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub members: BTreeSet<MemberId>,
    /// The circle it takes the place of, with other members. What was told to that one stays with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<CircleId>,
}

impl People {
    /// The circles a member is in.
    pub fn circles_of(&self, member: MemberId) -> BTreeSet<CircleId> {
        self.circles.values().filter(|c| c.members.contains(&member)).map(|c| c.circle).collect()
    }

    /// The circles that a voice may choose: those that no other has taken the place of, as far as the viewer knows.
    pub fn circles_now(&self) -> impl Iterator<Item = &Noted<CircleNamed>> {
        let gone: BTreeSet<_> = self.circles.values().filter_map(|circle| circle.instead_of).collect();
        self.circles.values().filter(move |circle| !gone.contains(&circle.circle))
    }
}

impl Folds for CircleNamed {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let circles: &mut BTreeMap<_, _> = &mut network.people.circles;
        circles.insert(self.circle, Noted::new(entry, self));
    }
}

/// A circle is an audience that voices have trusted: nobody else may name it anew or take its place.
fn own(whole: &Whole, circle: CircleId, told: &Told, ctx: &Context) -> Result<(), Refusal> {
    match whole.network.people.circles.get(&circle) {
        Some(before) if before.entry.told.voice != told.voice_or(&ctx.account) => {
            Err(Refusal::at("voice", Why::NotYourVoice).resting_on([before.entry.id]))
        }
        _ => Ok(()),
    }
}

impl Decides for CircleNamed {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let circles = &whole.network.people.circles;
        let name = text::needed("name", &self.name)?;
        if self.members.is_empty() {
            return Err(Refusal::at("members", Why::NobodyNamed));
        }
        for one in &self.members {
            people::member(whole, "members", *one)?;
        }
        words::own_or_scribe(whole, told.voice_or(&ctx.account), ctx)?;
        own(whole, self.circle, told, ctx)?;
        let before = circles.get(&self.circle);
        if let Some(before) = before.filter(|before| before.members != self.members) {
            return Err(Refusal::at("members", Why::CircleKeepsMembers).resting_on([before.entry.id]));
        }
        if let Some(old) = self.instead_of {
            if old == self.circle || !circles.contains_key(&old) {
                return Err(Refusal::at("members", Why::NotHere));
            }
            own(whole, old, told, ctx)?;
        }
        let instead_of = before.map_or(self.instead_of, |before| before.instead_of);
        let named = Self { name, instead_of, ..self.clone() };
        Ok(vec![told.draft(ctx, Audience::Circle(self.circle), named)])
    }
}
