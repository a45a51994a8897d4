//! How much of the record somebody gets online: all that they may read, the next meeting only, or nothing.
//! For homes where somebody looks over a shoulder. A narrowed page never shows that there is more.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::MemberId,
    network::{Network, Noted},
    people::{self, Member},
    refusal::Refusal,
    text,
    who::Who,
    whole::Whole,
};

/// How much somebody gets online.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// All that they may read.
    #[default]
    Full,
    /// Who holds the network, its team, and the meetings ahead that they are invited to.
    NextMeeting,
    /// Nothing.
    Off,
}

impl View {
    /// Its name in `policies/schema.cedarschema` and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::NextMeeting => "next-meeting",
            Self::Off => "off",
        }
    }
}

/// Somebody's online view was set.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ViewSet {
    /// Whose.
    pub member: MemberId,
    /// How much.
    pub view: View,
    /// Why, in words; after which conversation.
    pub words: String,
}

impl Member {
    /// How much they get online. Anybody narrows their own view at once; only the team widens one, after
    /// speaking with them: whoever holds the telephone in their place must not be able to.
    /// Asked for by the member alone, wider is a wish that the holder sees.
    pub fn view(&self) -> View {
        let own = Some(Who::Member(self.id));
        self.views.iter().fold(View::Full, |now, set| {
            let told = &set.entry.told;
            if told.voice == own && told.scribe.is_none() { set.view.max(now) } else { set.view }
        })
    }

    /// The wish for a wider view that waits for the team, if there is one.
    pub fn wishes_wider(&self) -> Option<&Noted<ViewSet>> {
        self.views.last().filter(|set| set.view < self.view())
    }
}

impl Folds for ViewSet {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(member) = network.people.members.get_mut(&self.member) {
            member.views.push(Noted::new(entry, self));
        }
    }
}

impl Decides for ViewSet {
    const DEED: Deed = Deed::Answer;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "member", self.member)?;
        // What the team writes about a conversation is the team's words: the one whose view it is would
        // read them if they stood in their voice, and somebody else may hold the telephone.
        let is_team = ctx.account.voice().is_some_and(|who| who.practitioner().is_some());
        // Whoever comes after must be able to read after which conversation a colleague narrowed or widened it.
        let words =
            if is_team { text::needed("words", &self.words)? } else { text::kept("words", &self.words)? };
        let set = Self { words, ..self.clone() };
        let voice = if is_team { ctx.account.voice() } else { Some(Who::Member(self.member)) };
        let told = Told { voice, spoken_by: None, to: None, audience: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, set)])
    }
}
