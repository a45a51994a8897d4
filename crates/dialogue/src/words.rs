//! Words: what a voice said, kept as said. A correction stands beside the original (promise 2).

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::Folds,
    ids::{FileId, MemberId, WordsId},
    network::{Network, Noted},
    people, plan,
    read_back::{SeenDifferently, WordsAmended},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// What kind of words they are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// First meeting: how did the idea of this meeting come about? (Olson, Seikkula & Ziedonis 2014, element 3)
    HowItCameAbout,
    /// Each meeting: how would you like to use this time?
    HowToUseTime,
    /// What somebody told.
    Telling,
    /// Practitioners thinking aloud to each other before the network.
    Reflection,
    /// The network's answer to a reflection.
    Response,
    /// Last words of a meeting.
    Closing,
    /// Words left between meetings, for the next one.
    Left,
    /// What duty demands a practitioner to write down: the least that is needed, open to the person.
    Duty,
}

impl Kind {
    /// Every kind, in the order of a meeting.
    pub const ALL: [Self; 8] = [
        Self::HowItCameAbout,
        Self::HowToUseTime,
        Self::Telling,
        Self::Reflection,
        Self::Response,
        Self::Closing,
        Self::Left,
        Self::Duty,
    ];
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::HowItCameAbout => "how-it-came-about",
            Self::HowToUseTime => "how-to-use-time",
            Self::Telling => "telling",
            Self::Reflection => "reflection",
            Self::Response => "response",
            Self::Closing => "closing",
            Self::Left => "left",
            Self::Duty => "duty",
        }
    }
}

/// A voice spoke.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WordsSpoken {
    /// The passage.
    pub words: WordsId,
    /// What kind.
    pub kind: Kind,
    /// What was said.
    pub text: String,
    /// The passage it answers.
    pub in_answer_to: Option<WordsId>,
    /// Somebody absent for whom the voice thinks aloud; the words stay the speaker's own.
    pub thinking_of: Option<MemberId>,
}

/// The words were reworded while the meeting was open; the first wording stays in the record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WordsReworded {
    /// The passage.
    pub words: WordsId,
    /// Its new wording.
    pub text: String,
    /// How many wordings the writer had seen; another one since then is shown before this is taken.
    pub seen: u32,
}

/// Words that were left have been read by somebody of the team.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WordsRead {
    /// The passage.
    pub words: WordsId,
}

/// A passage as this viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Passage {
    /// The words as first written.
    pub spoken: Noted<WordsSpoken>,
    /// Later wordings, made while the meeting was open.
    pub rewordings: Vec<Noted<WordsReworded>>,
    /// Amendments, made after closing.
    pub amendments: Vec<Noted<WordsAmended>>,
    /// Other views on it.
    pub differences: Vec<Noted<SeenDifferently>>,
    /// Passages that answer it.
    pub answers: Vec<WordsId>,
    /// Pictures and papers attached.
    pub files: BTreeSet<FileId>,
    /// Who of the team has read it, for words that were left.
    pub read: Vec<Noted<WordsRead>>,
}

impl Passage {
    /// The wording that stood when the meeting closed.
    pub fn text(&self) -> &str {
        self.rewordings.last().map_or(self.spoken.text.as_str(), |r| r.text.as_str())
    }
    /// Whose words they are.
    pub fn voice(&self) -> Option<Who> {
        self.spoken.entry.told.voice
    }
    /// Who wrote them down, if that was not the voice itself.
    pub fn scribe(&self) -> Option<Who> {
        self.spoken.entry.told.scribe
    }
}

impl Network {
    /// The passages said in a meeting, in the order in which they were written.
    pub fn words_in(&self, meeting: crate::ids::MeetingId) -> Vec<&Passage> {
        let mut said: Vec<_> =
            self.words.values().filter(|p| p.spoken.entry.told.meeting == Some(meeting)).collect();
        said.sort_by_key(|p| (p.spoken.entry.recorded_at, p.spoken.words));
        said
    }
    /// Words left between meetings that nobody of the team has read yet.
    pub fn unread_words(&self) -> impl Iterator<Item = &Passage> {
        self.words.values().filter(|p| p.spoken.kind == Kind::Left && p.read.is_empty())
    }
}

impl Folds for WordsSpoken {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(answered) = self.in_answer_to.and_then(|id| network.words.get_mut(&id)) {
            answered.answers.push(self.words);
        }
        network.words.entry(self.words).or_insert_with(|| Passage {
            spoken: Noted::new(entry, self),
            rewordings: Vec::new(),
            amendments: Vec::new(),
            differences: Vec::new(),
            answers: Vec::new(),
            files: BTreeSet::new(),
            read: Vec::new(),
        });
    }
}

macro_rules! folds_into_passage {
    ($($fact:ty => $field:ident;)*) => {$(
        impl Folds for $fact {
            fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
                if let Some(passage) = network.words.get_mut(&self.words) {
                    passage.$field.push(Noted::new(entry, self));
                }
            }
        }
    )*};
}

folds_into_passage! {
    WordsReworded => rewordings;
    WordsRead => read;
}

/// The passage, its voice being the sender's or written by the sender as scribe of the team.
pub(crate) fn passage(whole: &Whole, id: WordsId) -> Result<&Passage, Refusal> {
    whole.network.words.get(&id).ok_or(Refusal::of(Why::NotHere))
}

/// The header of something said about an existing passage: in its own voice,
/// unless the sender speaks for themself.
pub(crate) fn in_voice_of(whole: &Whole, passage: &Passage, told: &Told) -> Told {
    Told {
        voice: passage.voice(),
        meeting: passage.spoken.entry.told.meeting,
        audience: Some(whole.network.audience_of(&passage.spoken.entry)),
        ..told.clone()
    }
}

/// A member writes only in their own voice; the team may write down what others say.
pub(crate) fn own_or_scribe(whole: &Whole, voice: Option<Who>, ctx: &Context) -> Result<(), Refusal> {
    let sender = ctx.account.voice();
    let is_team = matches!(sender, Some(Who::Practitioner(_)));
    let own = voice.is_some() && voice == sender;
    match voice {
        _ if own => Ok(()),
        // A practitioner writes for members, never in the voice of a colleague.
        Some(Who::Member(id)) if is_team => people::member(whole, "voice", id),
        None => Err(Refusal::at("voice", Why::NobodyNamed)),
        _ => Err(Refusal::at("voice", Why::NotYourVoice)),
    }
}

/// A duty entry is a practitioner's own and open to the person; it can be held back on a ground and not otherwise.
fn duty_entry(spoken: WordsSpoken, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
    let own = ctx.account.voice().filter(|who| who.practitioner().is_some());
    match (own, told.voice_or(&ctx.account)) {
        (None, _) => Err(Refusal::of(Why::NotAPractitioner)),
        (own, voice) if own != voice => Err(Refusal::at("voice", Why::NotYourVoice)),
        _ => {
            let told = Told { occurred_at: told.occurred_at.clone(), ..Told::default() };
            Ok(vec![told.draft(ctx, Audience::PersonAndTeam, spoken)])
        }
    }
}

impl Decides for WordsSpoken {
    const DEED: Deed = Deed::Speak;

    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let spoken = Self { text: text::needed("text", &self.text)?, ..self.clone() };
        if whole.network.words.contains_key(&self.words) {
            return Ok(Vec::new());
        }
        if let Some(meeting) = told.meeting.filter(|_| self.kind != Kind::Left) {
            plan::open(whole, meeting)?;
        }
        if let Some(id) = self.thinking_of {
            people::member(whole, "thinking-of", id)?;
        }
        let voice = told.voice_or(&ctx.account);
        if self.kind == Kind::Duty {
            return duty_entry(spoken, told, ctx);
        }
        if self.kind == Kind::Reflection && told.meeting.is_some() {
            // A reflection is said aloud by one practitioner and may be written down by another.
            if !matches!(voice, Some(Who::Practitioner(_))) {
                return Err(Refusal::at("voice", Why::NotAPractitioner));
            }
        } else {
            own_or_scribe(whole, voice, ctx)?;
        }
        let usual = told.usual_or(Audience::PersonAndTeam);
        Ok(vec![told.draft(ctx, usual, spoken)])
    }
}

impl Decides for WordsReworded {
    const DEED: Deed = Deed::Speak;

    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let passage = passage(whole, self.words)?;
        let text = text::needed("text", &self.text)?;
        if let Some(meeting) = passage.spoken.entry.told.meeting {
            plan::open(whole, meeting)?;
        }
        // Its own voice or the hand that wrote it down, nobody else (promise 2).
        let sender = ctx.account.voice();
        let hand = passage.scribe().or(passage.voice());
        if sender != passage.voice() && sender != hand {
            return Err(Refusal::of(Why::NotYourVoice).resting_on([passage.spoken.entry.id]));
        }
        if usize::try_from(self.seen).is_ok_and(|seen| seen != passage.rewordings.len()) {
            let newest = passage.rewordings.last().map_or(passage.spoken.entry.id, |r| r.entry.id);
            return Err(Refusal::at("text", Why::Changed).resting_on([newest]));
        }
        let usual = passage.spoken.entry.told.audience;
        Ok(vec![in_voice_of(whole, passage, told).draft(ctx, usual, Self { text, ..self.clone() })])
    }
}

impl Decides for WordsRead {
    const DEED: Deed = Deed::Tend;

    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let passage = passage(whole, self.words)?;
        let reader = ctx.account.voice();
        if passage.read.iter().any(|r| r.entry.told.voice == reader) {
            return Ok(Vec::new());
        }
        let told = Told { voice: reader, to: passage.voice(), ..in_voice_of(whole, passage, told) };
        Ok(vec![told.draft(ctx, passage.spoken.entry.told.audience, self.clone())])
    }
}
