//! What each voice wrote: its words, its reflection, its answers, stances and promises, all in that voice;
//! and what a phone brings after the closing.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::{MANY, PromiseWritten, StanceWritten, Taking, VoicePage, lines};
use crate::{
    act::Told,
    decision::StanceTaken,
    ids::{DecisionId, PractitionerId, PromiseId, WordsId},
    promise::PromiseMade,
    who::Who,
    words::Kind,
};

/// What a voice says late where it took everything back: the words that stood at the closing stay.
const TAKEN_BACK: &str = "—";

impl Taking<'_> {
    /// Words and reflections of all first, so that answers find what they answer.
    pub(super) fn takes_voices(&mut self, voices: &BTreeMap<Who, VoicePage>) {
        let mut reflections = BTreeMap::new();
        for (voice, page) in voices {
            self.says(*voice, Kind::Telling, &page.words, None);
            let said = self.says(*voice, Kind::Reflection, &page.reflection, None);
            reflections.extend(said.map(|words| (*voice, words)));
        }
        for (voice, page) in voices {
            for (whose, text) in page.answers.iter().take(MANY) {
                let answered = who(whose).and_then(|who| self.reflection_of(who, &reflections));
                self.says(*voice, Kind::Response, text, answered);
            }
            page.stances.iter().take(MANY).for_each(|stance| self.takes_stance(*voice, stance));
            page.promises.iter().take(MANY).for_each(|promise| self.takes_promise(*voice, promise));
            let answers = page.answers.iter().skip(MANY).map(|(_, text)| text.clone());
            let stances = page.stances.iter().skip(MANY).map(stance_text);
            let promises = page.promises.iter().skip(MANY).map(promise_text);
            let rest: Vec<String> = answers.chain(stances).chain(promises).collect();
            self.says(*voice, Kind::Telling, &lines(rest.iter().map(String::as_str)), None);
        }
    }

    /// What a voice thought aloud: just now, or written down by a form.
    fn reflection_of(&self, who: Who, now: &BTreeMap<Who, WordsId>) -> Option<WordsId> {
        let before = || {
            let said = self.whole.network.words_in(self.meeting);
            let of =
                |p: &&&crate::words::Passage| p.spoken.kind == Kind::Reflection && p.voice() == Some(who);
            said.iter().rfind(of).map(|p| p.spoken.words)
        };
        now.get(&who).copied().or_else(before)
    }

    fn takes_stance(&mut self, voice: Who, written: &StanceWritten) {
        let words = stance_text(written);
        let decision = written.decision.trim().parse().ok().map(DecisionId);
        let (told, ctx) = (Told::in_meeting(self.meeting, voice), self.as_voice(voice));
        let scribe = self.scribe(voice);
        let is_taken = decision.is_some_and(|decision| {
            let stance = StanceTaken { decision, who: voice, words: words.clone() };
            self.takes(&stance, &told, &ctx, scribe)
        });
        if !is_taken {
            self.says(voice, Kind::Telling, &words, None);
        }
    }

    fn takes_promise(&mut self, voice: Who, written: &PromiseWritten) {
        let by = written.by.trim().parse::<Date>().ok();
        let what = if by.is_some() { written.words.trim().to_owned() } else { promise_text(written) };
        let same = |id: Uuid| self.whole.network.promises.get(&PromiseId(id));
        let known = Uuid::parse_str(written.id.trim()).ok().and_then(same);
        if known.is_some_and(|known| known.made.who == voice && known.made.what == what) {
            return;
        }
        let is_taken = |whole: &crate::Whole, id: Uuid| whole.network.promises.contains_key(&PromiseId(id));
        let id = self.id_or_new(&written.id, is_taken);
        let promise = PromiseMade { promise: PromiseId(id), who: voice, what, by };
        let (told, ctx) = (Told::in_meeting(self.meeting, voice), self.as_voice(voice));
        let scribe = self.scribe(voice);
        if !self.takes(&promise, &told, &ctx, scribe) {
            self.says(voice, Kind::Telling, &promise_text(written), None);
        }
    }
}

/// A voice as it is named on the page: as everywhere, or a practitioner by the bare identity.
fn who(written: &str) -> Option<Who> {
    let written = written.trim();
    written.parse().ok().or_else(|| written.parse().ok().map(|id| Who::Practitioner(PractitionerId(id))))
}

fn stance_text(written: &StanceWritten) -> String {
    match (written.stance.trim(), written.words.trim()) {
        ("", words) => words.to_owned(),
        (stance, "") => stance.to_owned(),
        (stance, words) => format!("{stance}: {words}"),
    }
}

fn promise_text(written: &PromiseWritten) -> String {
    match (written.words.trim(), written.by.trim()) {
        (words, "") => words.to_owned(),
        ("", by) => by.to_owned(),
        (words, by) => format!("{words} ({by})"),
    }
}

impl VoicePage {
    /// Whether nothing stands on it.
    pub fn is_blank(&self) -> bool {
        self.words.trim().is_empty() && self.beside().iter().all(|text| text.trim().is_empty())
    }

    /// Everything on it beside its words, each as a text.
    fn beside(&self) -> Vec<String> {
        let answers = self.answers.iter().map(|(_, text)| text.clone());
        let stances = self.stances.iter().map(stance_text);
        let promises = self.promises.iter().map(promise_text);
        std::iter::once(self.reflection.clone()).chain(answers).chain(stances).chain(promises).collect()
    }

    /// What this page says beyond how it stood when the meeting closed: what was added before or behind the
    /// words, or the whole of them where they were changed inside. None if it says nothing new.
    pub fn late(&self, frozen: &Self) -> Option<String> {
        let (before, now) = (frozen.words.trim(), self.words.trim());
        let words = match now {
            _ if now == before => "",
            "" => TAKEN_BACK,
            _ => now.strip_prefix(before).or_else(|| now.strip_suffix(before)).unwrap_or(now),
        };
        let mut known = frozen.beside();
        let mut new = vec![words.to_owned()];
        for text in self.beside() {
            match known.iter().position(|there| there.trim() == text.trim()) {
                Some(at) => drop(known.swap_remove(at)),
                None => new.push(text),
            }
        }
        Some(lines(new.iter().map(String::as_str))).filter(|text| !text.is_empty())
    }
}
