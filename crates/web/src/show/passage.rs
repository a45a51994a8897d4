//! A passage on a page: whose words, what they are to the person, when, who wrote them down,
//! and everything that stands beside them.

use dialogue::{
    Entry, FileId, Noted, Who, WordsId,
    words::{Kind, Passage},
};

use super::{Known, audiences::Readers, kept::Way, time};
use crate::words::key;

/// Something that stands beside a passage: an amendment or another view.
pub struct Beside {
    /// What it is: "Amended", "Sees it differently".
    pub label: String,
    /// Whose.
    pub name: String,
    /// When.
    pub time: String,
    /// The words.
    pub text: String,
    /// Who wrote it down, if another hand did.
    pub scribe: String,
}

/// A picture or paper.
pub struct Attached {
    /// Which.
    pub id: FileId,
    /// What it shows.
    pub shows: String,
    /// Whether a browser can show it in the page.
    pub is_picture: bool,
}

/// A passage ready to be shown; `show/passage.html` has the macro.
pub struct Shown {
    /// Which.
    pub id: WordsId,
    /// Whose words.
    pub who: Option<Who>,
    /// Their name.
    pub name: String,
    /// What they are: role or tie.
    pub role: String,
    /// When it was said.
    pub time: String,
    /// What kind of words.
    pub kind: String,
    /// Its kind's stable name, for filters.
    pub kind_name: &'static str,
    /// The words as they stood when the meeting closed.
    pub text: String,
    /// How they were written down: "As heard by …", "Told by … ", or empty.
    pub scribe: String,
    /// "In answer to …" with the beginning of the other passage.
    pub answers: String,
    /// Thinking aloud for somebody absent.
    pub thinking_of: String,
    /// Earlier wordings, the first one first.
    pub earlier: Vec<String>,
    /// Amendments and other views.
    pub beside: Vec<Beside>,
    /// Pictures and papers.
    pub files: Vec<Attached>,
    /// Who reads it, and where its voice may choose that anew.
    pub readers: Readers,
    /// That it is kept from the person, for those who may know that.
    pub kept: String,
    /// What its reader may do about it.
    pub ways: Vec<Way>,
    /// The voice's tone, 1 to 8.
    pub tone: u8,
}

/// The name of a kind of words, on screen.
pub fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::HowItCameAbout => key("kind-how-it-came-about"),
        Kind::HowToUseTime => key("kind-how-to-use-time"),
        Kind::Telling => key("kind-telling"),
        Kind::Reflection => key("kind-reflection"),
        Kind::Response => key("kind-response"),
        Kind::Closing => key("kind-closing"),
        Kind::Left => key("kind-left"),
        Kind::Duty => key("kind-duty"),
    }
}

/// The first words of a passage, at most about sixty characters, cut between words.
pub fn beginning(text: &str) -> String {
    let mut said = String::new();
    for word in text.split_whitespace() {
        if said.chars().count() + word.chars().count() > 60 {
            return format!("{}…", said.trim_end());
        }
        said.push_str(word);
        said.push(' ');
    }
    said.trim_end().to_owned()
}

impl Known {
    /// A passage, ready to be shown.
    pub fn show(&self, passage: &Passage) -> Shown {
        let spoken = &passage.spoken;
        let who = passage.voice();
        let words: Vec<&str> = std::iter::once(spoken.text.as_str())
            .chain(passage.rewordings.iter().map(|r| r.text.as_str()))
            .collect();
        let earlier = words.split_last().map(|(_, earlier)| earlier.iter().map(|&w| w.to_owned()).collect());
        let answered = spoken.in_answer_to.and_then(|id| self.network.words.get(&id));
        let thinking_of = spoken.thinking_of.filter(|id| self.network.people.members.contains_key(id));
        Shown {
            id: spoken.words,
            who,
            name: who.map(|w| self.name_or_you(w)).unwrap_or_default(),
            role: who.map(|w| self.role(w)).unwrap_or_default(),
            time: self.said_at(&spoken.entry),
            kind: self.t.say(kind_key(spoken.kind)),
            kind_name: spoken.kind.name(),
            text: passage.text().to_owned(),
            scribe: self.scribe_line(passage),
            answers: answered.map(|other| self.answer_line(other)).unwrap_or_default(),
            thinking_of: thinking_of
                .map(|id| self.t.say_with("passage-thinking-of", [("name", &self.name(Who::Member(id)))]))
                .unwrap_or_default(),
            earlier: earlier.unwrap_or_default(),
            beside: self.beside(passage),
            files: passage.files.iter().filter_map(|id| self.attached(*id)).collect(),
            readers: self.readers(&spoken.entry),
            kept: self.kept(spoken.entry.id),
            ways: self.ways(&spoken.entry),
            tone: who.map_or(1, |w| self.tone(w)),
        }
    }

    fn answer_line(&self, other: &Passage) -> String {
        let name = other.voice().map(|w| self.name(w)).unwrap_or_default();
        self.t.say_with("passage-in-answer-to", [("name", &name), ("words", &beginning(other.text()))])
    }

    fn attached(&self, id: FileId) -> Option<Attached> {
        let file = self.network.files.get(&id)?;
        let is_picture = file.media_type.starts_with("image/");
        Some(Attached { id, shows: file.shows.clone(), is_picture })
    }

    /// When it was said: as told, or when it was recorded.
    pub fn said_at(&self, entry: &Entry) -> String {
        match &entry.told.occurred_at {
            Some(when) => time::when(when, &self.zone),
            None => self.at(entry.recorded_at),
        }
    }

    /// Who wrote it down. Until the voice itself has agreed, another's hand is "as heard by".
    fn scribe_line(&self, passage: &Passage) -> String {
        let mut said = Vec::new();
        if let Some(by) = passage.spoken.entry.told.spoken_by {
            said.push(self.t.say_with("passage-spoken-by", [("name", &self.name(by))]));
        }
        if let Some(hand) = passage.scribe() {
            let agreed = self.has_agreed(passage);
            let key = if agreed { key("passage-written-by") } else { key("passage-as-heard-by") };
            said.push(self.t.say_with(key, [("name", &self.name(hand))]));
        }
        said.join(" · ")
    }

    fn has_agreed(&self, passage: &Passage) -> bool {
        use dialogue::read_back::State;
        let meeting = passage.spoken.entry.told.meeting.and_then(|id| self.network.meeting(id));
        let back = meeting.zip(passage.voice()).and_then(|(m, who)| m.read_back.get(&who));
        back.is_some_and(|b| b.state() == State::Agreed)
    }

    fn beside(&self, passage: &Passage) -> Vec<Beside> {
        let amended = passage.amendments.iter().map(|a| (key("passage-amended"), &a.entry, &a.text));
        let differs = passage.differences.iter().map(|d| (key("passage-differs"), &d.entry, &d.text));
        let mut all: Vec<_> = amended.chain(differs).collect();
        all.sort_by_key(|(_, entry, _)| entry.recorded_at);
        all.into_iter().map(|(label, entry, text)| self.one_beside(label, entry, text)).collect()
    }

    fn one_beside(&self, label: &'static str, entry: &Entry, text: &str) -> Beside {
        let name = entry.told.voice.map(|w| self.name_or_you(w)).unwrap_or_default();
        let scribe =
            entry.told.scribe.map(|hand| self.t.say_with("passage-noted-by", [("name", &self.name(hand))]));
        Beside {
            label: self.t.say(label),
            name,
            time: self.said_at(entry),
            text: text.to_owned(),
            scribe: scribe.unwrap_or_default(),
        }
    }

    /// Who said something that is not a passage (a question, a promise), and who wrote it down.
    pub fn told_by<T>(&self, noted: &Noted<T>) -> String {
        let told = &noted.entry.told;
        let name = told.voice.map(|w| self.name(w)).unwrap_or_default();
        match told.scribe {
            Some(hand) => {
                self.t.say_with("passage-told-and-written", [("name", &name), ("scribe", &self.name(hand))])
            }
            None => name,
        }
    }
}
