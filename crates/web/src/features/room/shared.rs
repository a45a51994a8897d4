//! Shared words: a text and the voices it would be the words of. It stands only while each says yes.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Who, WordsId,
    shared::{SharedWords, SharedWordsAnswered, SharedWordsOffered},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{components::Choice, form::Form, http::Visit, page::problem::Problem, words::key};

const SECTION: &str = "shared";

/// One voice and what it says.
pub(super) struct Voice {
    pub(super) name: String,
    pub(super) says: String,
    /// To say yes or step out; only the voice itself, or whoever writes for a member.
    pub(super) sheet: Option<Sheet>,
}

/// Shared words.
pub(super) struct One {
    pub(super) text: String,
    pub(super) stand: bool,
    pub(super) audience: String,
    pub(super) voices: Vec<Voice>,
}

/// The section.
pub(super) struct Part {
    pub(super) all: Vec<One>,
    pub(super) sheet: Sheet,
    pub(super) voices: Vec<Choice>,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let mut all: Vec<&SharedWords> = talk.known.network.shared.values().collect();
        all.sort_by_key(|s| s.offered.entry.recorded_at);
        Self {
            all: all.into_iter().map(|shared| one(talk, sheets, shared)).collect(),
            sheet: sheets.sheet("shared", |form| form),
            voices: talk.picks(talk.voices()).split_off(1),
        }
    }
}

fn one(talk: &Talk, sheets: &Sheets, shared: &SharedWords) -> One {
    let voice = |who: &Who| {
        let words = shared.offered.words;
        let may = who.member().is_some() || talk.known.standing.voice == Some(*who);
        let sheet = || {
            sheets.sheet(&format!("shared-{words}-{who}"), |f| f.with("passage", words).with("voice", who))
        };
        Voice { name: talk.known.name_or_you(who), says: says(talk, shared, *who), sheet: may.then(sheet) }
    };
    One {
        text: shared.offered.text.clone(),
        stand: shared.stand(),
        audience: talk.known.audience_of(&shared.offered.entry),
        voices: shared.offered.voices.iter().map(voice).collect(),
    }
}

fn says(talk: &Talk, shared: &SharedWords, who: Who) -> String {
    let t = talk.visit.t;
    let Some(answer) = shared.answers.get(&who) else { return t.say("room-shared-silent") };
    let said = t.say(if answer.stands { key("room-shared-yes") } else { key("room-shared-out") });
    match answer.entry.told.scribe {
        Some(hand) => {
            let noted = t.say_with("passage-noted-by", [("name", &talk.known.name(hand))]);
            format!("{said} · {noted}")
        }
        None => said,
    }
}

/// Offers words that several voices may stand behind.
pub(super) async fn offer(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let form = form.scoped("shared");
    let offered = SharedWordsOffered {
        words: WordsId(once(&form, "shared")),
        text: form.value("text").to_owned(),
        voices: form.values("voices").into_iter().filter_map(|who| who.parse().ok()).collect(),
    };
    let told = talk.noted();
    talk.send(From::new("shared", SECTION), form, vec![(told, Act::OfferShared(offered))]).await
}

/// A voice says yes, or steps out.
pub(super) async fn answer(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let words: WordsId = form.id_of("passage").ok_or_else(Problem::not_found)?;
    let Some(who) = talk.voice(&mut form) else { return Err(Problem::not_found()) };
    let from = From::new(format!("shared-{words}-{who}"), SECTION);
    let answered = SharedWordsAnswered { words, who, stands: form.value("stands") == "yes" };
    let (told, form) = (talk.told(who), form.scoped(&from.sheet));
    talk.send(from, form, vec![(told, Act::AnswerShared(answered))]).await
}
