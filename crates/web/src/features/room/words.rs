//! Openings, words and reflections: a form for each voice, so that one voice's words
//! are never written over another's, and each passage with what may be done beside it.

use std::borrow::Borrow;

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, Told, Who, WordsId,
    words::{Kind, Passage, WordsSpoken},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{
    components::Choice,
    features::guarding::hold_of,
    form::Form,
    http::Visit,
    page::problem::{Kind as ProblemKind, Problem},
    show::passage::{Shown, beginning},
    words::key,
};

/// The form of one voice.
pub(super) struct VoiceSheet {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) tone: u8,
    pub(super) sheet: Sheet,
}

/// A passage of this meeting, with what may be done beside it.
pub(super) struct Said {
    pub(super) shown: Shown,
    /// To reword it, for its own voice and the hand that wrote it down.
    pub(super) reword: Option<Sheet>,
    /// To attach a picture or paper.
    pub(super) file: Option<Sheet>,
    /// The network's answers, for a reflection.
    pub(super) responses: Vec<Said>,
    /// To write down an answer, for a reflection.
    pub(super) respond: Option<Sheet>,
}

/// An opening question, its answers, and the form of each voice.
pub(super) struct Opening {
    pub(super) question: String,
    pub(super) said: Vec<Said>,
    pub(super) voices: Vec<VoiceSheet>,
}

/// The sections of words.
pub(super) struct Part {
    pub(super) openings: Vec<Opening>,
    pub(super) said: Vec<Said>,
    pub(super) voices: Vec<VoiceSheet>,
    pub(super) reflections: Vec<Said>,
    pub(super) reflecting: Vec<VoiceSheet>,
    pub(super) choices: Choices,
}

/// What the further questions of each form choose from.
pub(super) struct Choices {
    pub(super) passages: Vec<Choice>,
    pub(super) absent: Vec<Choice>,
    pub(super) speakers: Vec<Choice>,
    pub(super) responding: Vec<Choice>,
    pub(super) audiences: Vec<Choice>,
    /// Who reads it unless something else is chosen.
    pub(super) usual: String,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let said = talk.known.network.words_in(talk.meeting.id);
        let of = |kinds: &[Kind]| -> Vec<Said> {
            let said = said.iter().filter(|p| kinds.contains(&p.spoken.kind));
            said.filter(|p| !answers_reflection(talk, p)).map(|p| one(talk, sheets, p)).collect()
        };
        let opening = |kind, question: &'static str| Opening {
            question: talk.visit.t.say(question),
            said: of(&[kind]),
            voices: voices(talk, sheets, kind, &talk.writable()),
        };
        let mut openings = Vec::new();
        if talk.is_first() || !of(&[Kind::HowItCameAbout]).is_empty() {
            openings.push(opening(Kind::HowItCameAbout, key("room-how-it-came-about")));
        }
        openings.push(opening(Kind::HowToUseTime, key("room-how-to-use-time")));
        let practitioners: Vec<_> =
            talk.voices().into_iter().filter(|who| who.practitioner().is_some()).collect();
        Self {
            openings,
            said: of(&[Kind::Telling, Kind::Response, Kind::Closing]),
            voices: voices(talk, sheets, Kind::Telling, &talk.writable()),
            reflections: of(&[Kind::Reflection]),
            reflecting: voices(talk, sheets, Kind::Reflection, &practitioners),
            choices: Choices::of(talk, &said),
        }
    }
}

impl Choices {
    fn of(talk: &Talk, said: &[&Passage]) -> Self {
        let t = talk.visit.t;
        let heard = talk.known.network.words.values().filter(|p| p.spoken.kind == Kind::Left);
        let label = |p: &Passage| {
            let name = p.voice().map(|who| talk.known.name(who)).unwrap_or_default();
            format!("{name}: “{}”", beginning(p.text()))
        };
        let passages = said.iter().copied().chain(heard).map(|p| Choice::new(p.spoken.words, label(p)));
        let here = talk.voices();
        let members = talk.known.network.people.members.keys().copied().map(Who::Member);
        let absent = members.filter(|who| !here.contains(who));
        let absent = absent.map(|who| (who.member(), talk.known.name(who)));
        let absent = absent.filter_map(|(id, name)| Some(Choice::new(id?, name)));
        let responding = talk.writable().into_iter().filter(|who| who.member().is_some());
        Self {
            passages: std::iter::once(Choice::new("", t.say("room-answers-none"))).chain(passages).collect(),
            absent: std::iter::once(Choice::new("", t.say("room-thinking-of-none"))).chain(absent).collect(),
            speakers: std::iter::once(Choice::new("", t.say("room-spoken-by-self")))
                .chain(here.iter().map(|who| Choice::new(*who, talk.known.name_or_you(*who))))
                .collect(),
            responding: talk.picks(responding),
            audiences: talk.known.audience_choices(Some(talk.meeting.id)),
            usual: {
                let names = talk.known.names_of(Audience::Present(talk.meeting.id));
                t.say_with("audience-usual-present", [("names", &names)])
            },
        }
    }
}

fn answers_reflection(talk: &Talk, passage: &Passage) -> bool {
    let answered = passage.spoken.in_answer_to.and_then(|id| talk.known.network.words.get(&id));
    passage.spoken.kind == Kind::Response
        && answered.is_some_and(|p| p.spoken.kind == Kind::Reflection && talk.is_here(&p.spoken.entry))
}

fn voices(talk: &Talk, sheets: &Sheets, kind: Kind, voices: &[Who]) -> Vec<VoiceSheet> {
    let sheet = |who: &Who| {
        sheets.sheet(&format!("{}-{who}", kind.name()), |form| {
            form.with("voice", who).with("kind", kind.name()).with("audience", "present")
        })
    };
    let one = |who: &Who| VoiceSheet {
        name: talk.known.name_or_you(who),
        role: talk.known.role(who),
        tone: talk.known.tone(who),
        sheet: sheet(who),
    };
    voices.iter().map(one).collect()
}

fn one(talk: &Talk, sheets: &Sheets, passage: &Passage) -> Said {
    let words = passage.spoken.words;
    let own = talk.known.standing.voice;
    let is_open = talk.meeting.is_ahead();
    let may_reword = is_open && (own == passage.voice() || own == passage.scribe());
    let may_attach = passage.voice().is_some_and(|who| who.member().is_some() || Some(who) == own);
    let reword = || {
        sheets.sheet(&format!("reword-{words}"), |form| {
            let form = form.with("passage", words).with("seen", passage.rewordings.len());
            form.with("text", passage.text())
        })
    };
    let file = || sheets.sheet(&format!("file-{words}"), |form| form.with("passage", words));
    let is_reflection = passage.spoken.kind == Kind::Reflection;
    let answers = passage.answers.iter().filter_map(|id| talk.known.network.words.get(id));
    let responses = answers.filter(|p| is_reflection && answers_reflection(talk, p));
    let respond = || {
        sheets.sheet(&format!("response-{words}"), |form| {
            let form = form.with("kind", Kind::Response.name()).with("in-answer-to", words);
            form.with("audience", "present")
        })
    };
    Said {
        shown: talk.known.show(passage),
        reword: may_reword.then(reword),
        file: (is_open && may_attach).then(file),
        responses: responses.map(|p| one(talk, sheets, p)).collect(),
        respond: (is_open && is_reflection).then(respond),
    }
}

fn kind_of(value: impl Borrow<str>) -> Option<Kind> {
    Kind::ALL
        .into_iter()
        .find(|kind| kind.name() == value.borrow() && !matches!(kind, Kind::Left | Kind::Duty))
}

/// Where a form of words comes from, by the same word that its page gave it.
fn from(kind: Kind, form: &Form, answers_reflection: bool) -> From {
    let section = match kind {
        Kind::HowItCameAbout | Kind::HowToUseTime => "openings",
        Kind::Reflection => "reflections",
        Kind::Response if answers_reflection => "reflections",
        _ => "words",
    };
    let sheet = match form.id_of::<WordsId>("in-answer-to") {
        Some(words) if kind == Kind::Response => format!("response-{words}"),
        _ => format!("{}-{}", kind.name(), form.value("voice")),
    };
    From::new(sheet, section)
}

/// Writes down what a voice said. Two people who write for one voice make two passages.
pub(super) async fn speak(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let kind = kind_of(form.value("kind")).ok_or_else(|| Problem::new(ProblemKind::Incorrect))?;
    let in_answer_to = form.id_of::<WordsId>("in-answer-to");
    let answered = in_answer_to.and_then(|id| talk.known.network.words.get(&id));
    let from = from(kind, &form, answered.is_some_and(|p| p.spoken.kind == Kind::Reflection));
    let mut form = form.scoped(&from.sheet);
    let Some(voice) = talk.voice(&mut form) else { return talk.again(from, form).await };
    let spoken_by = form.who("spoken-by").filter(|who| *who != voice);
    let audience = talk.known.audience_from(form.value("audience"), Some(talk.meeting.id));
    let is_closing = kind == Kind::Telling && form.ticked("closing", "yes");
    let spoken = WordsSpoken {
        words: WordsId(once(&form, "words")),
        kind: if is_closing { Kind::Closing } else { kind },
        text: form.value("text").to_owned(),
        in_answer_to: answered.map(|p| p.spoken.words),
        thinking_of: form.id_of("thinking-of"),
    };
    let hold = hold_of(&mut form);
    let told = Told { spoken_by, audience, hold, ..talk.told(voice) };
    talk.send(from, form, vec![(told, Act::Speak(spoken))]).await
}
