//! Audiences: who an entry was meant for, chosen when it is made.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    ids::{CircleId, EntryId, MeetingId, RequestId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    who::Who,
    whole::Whole,
    words::{self, Kind},
};

/// Who may read an entry. The policies in `policies/` say what each means;
/// this type only says what was chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Everyone in the network, and its team.
    Everyone,
    /// Those who were present at a meeting, the person, and the team.
    Present(MeetingId),
    /// Those who are invited to a meeting or were present at it, the person, and the team:
    /// when and where people meet is not for somebody who must be kept away.
    Invited(MeetingId),
    /// The members of a circle, and the team.
    Circle(CircleId),
    /// The person and the team.
    PersonAndTeam,
    /// Told to the team in confidence with a call for help;
    /// for the team alone until the caller says that the person may know.
    Confidence(RequestId),
    /// For the team alone: a confidence told otherwise than with a call, or a mark that keeps people safe.
    Team,
    /// A draft: nobody but the account that wrote it.
    OnlyMe,
}

/// A voice chose anew who may read its words; both choices and the time stay.
/// Chosen as "everyone" today, they are for everyone of today: so earlier words are opened to who joined later.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AudienceChanged {
    /// Which entry.
    pub entry: EntryId,
    /// Who may read it from now on.
    pub audience: Audience,
}

impl Folds for AudienceChanged {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        network.audiences.entry(self.entry).or_default().push(Noted::new(entry, self));
    }
}

/// Whether a fact is somebody's own words, of which their voice chooses who may read them.
pub(crate) fn is_words(fact: &Fact) -> bool {
    match fact {
        // What duty demands to be written is open to the person, and stays so.
        Fact::WordsSpoken(spoken) => spoken.kind != Kind::Duty,
        Fact::QuestionOpened(_)
        | Fact::DecisionOpened(_)
        | Fact::PromiseMade(_)
        | Fact::CircumstanceTold(_)
        | Fact::ReachTold(_) => true,
        _ => false,
    }
}

/// Whether it would be a note of a practitioner that the person may not read. The record is open to the person
/// (promise 3): whoever of the team must hold something back names a ground.
pub(crate) fn is_hidden_note(fact: &Fact, voice: Option<Who>, audience: Audience) -> bool {
    is_words(fact) && matches!(voice, Some(Who::Practitioner(_))) && audience == Audience::Team
}

impl Network {
    /// The audience of an entry, as its voice chose last.
    pub fn audience_of(&self, entry: &Entry) -> Audience {
        self.audience_after(entry, self.first_of(&entry.told.fact))
    }

    /// The same, of an entry that says more of `first`.
    pub(crate) fn audience_after(&self, entry: &Entry, first: Option<EntryId>) -> Audience {
        if self.audiences.is_empty() {
            return entry.told.audience;
        }
        // What one adds to one's own words goes where they go.
        let adds = matches!(
            entry.told.fact,
            Fact::WordsReworded(_) | Fact::WordsAmended(_) | Fact::FileAttached(_) | Fact::AudienceChanged(_)
        );
        let changed = self.chosen_anew(entry.id, first.filter(|_| adds));
        changed.map_or(entry.told.audience, |change| change.audience)
    }

    /// The last choice of who reads an entry, or what it says more of.
    pub(crate) fn chosen_anew(
        &self,
        entry: EntryId,
        first: Option<EntryId>,
    ) -> Option<&Noted<AudienceChanged>> {
        let changes = self.audiences.get(&entry).or_else(|| self.audiences.get(&first?));
        changes.and_then(|changes| changes.last())
    }

    /// Whether these are words of which their voice may choose anew who reads them.
    pub fn may_choose_anew(&self, entry: &Entry) -> bool {
        is_words(&entry.told.fact) && entry.told.voice.is_some() && !is_fixed(self.audience_of(entry))
    }
}

/// A confidence told with a call is opened by answering it; a draft is not yet anybody's words.
fn is_fixed(audience: Audience) -> bool {
    matches!(audience, Audience::Confidence(_) | Audience::OnlyMe | Audience::Invited(_))
}

impl Decides for AudienceChanged {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let Some(before) = whole.entry(self.entry) else { return Err(Refusal::of(Why::NotHere)) };
        let voice = before.told.voice;
        if voice.is_none() || voice != told.voice_or(&ctx.account) {
            return Err(Refusal::at("audience", Why::NotYourVoice).resting_on([before.id]));
        }
        words::own_or_scribe(whole, voice, ctx)?;
        if !whole.network.may_choose_anew(before) || is_fixed(self.audience) {
            return Err(Refusal::at("audience", Why::NotHere));
        }
        if is_hidden_note(&before.told.fact, voice, self.audience) {
            return Err(Refusal::at("audience", Why::OpenToThePerson));
        }
        let is_there = match self.audience {
            Audience::Circle(circle) => whole.network.people.circles.contains_key(&circle),
            Audience::Present(meeting) => before.told.meeting == Some(meeting),
            _ => true,
        };
        if !is_there {
            return Err(Refusal::at("audience", Why::NotHere));
        }
        if whole.network.audience_of(before) == self.audience && self.audience != Audience::Everyone {
            return Ok(Vec::new());
        }
        let told = Told { audience: None, meeting: None, ..told.clone() };
        Ok(vec![told.draft(ctx, self.audience, self.clone())])
    }
}
