//! Leaving words: what, for whom, in answer to what; saved as one goes. Below it, what one has left before.

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{
    Act, Audience, NetworkId, Told, Who, WordsId,
    words::{Kind, Passage, WordsSpoken},
};
use serde::Deserialize;

use crate::{
    components::Choice,
    features::mine::ring::RingNow,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind as Trouble, Problem},
        show, show_again,
    },
    show::{
        Known,
        passage::{Shown, beginning},
    },
    words::key,
};

/// How many passages one can choose to answer, the latest first.
const TO_ANSWER: usize = 40;

/// Which passage is answered, taken up again, or has just been left.
#[derive(Default, Deserialize)]
pub struct Asked {
    answer: Option<String>,
    again: Option<String>,
    left: Option<String>,
}

/// Words that I left, with what became of them.
struct Own {
    passage: Shown,
    fate: String,
    again: String,
}

#[derive(Template)]
#[template(path = "features/leave_words/leave.html")]
struct LeavePage {
    page: Page,
    form: Form,
    draft: String,
    audiences: Vec<Choice>,
    answers: Vec<Choice>,
    own: Vec<Own>,
    now: RingNow,
    known: Known,
}

fn draft_key(network: NetworkId) -> String {
    format!("leave-words-{network}")
}

/// The network and the voice, for somebody of the network; its team reads words on its own page.
async fn opened(visit: &Visit, network: NetworkId) -> Result<(Known, Who), Problem> {
    let known = visit.read(network).await?;
    let me = known.standing.voice.filter(|me| me.member().is_some()).ok_or_else(Problem::not_found)?;
    Ok((known, me))
}

fn filled(visit: &Visit, known: Known, me: Who, form: Form) -> LeavePage {
    let t = visit.t;
    let mut answers = vec![Choice::new("", t.say("leave-answer-none"))];
    answers.extend(to_answer(&known, me, form.id_of("answer")));
    LeavePage {
        page: visit.page_at(t.say("leave-title"), &known.href("leave-words")),
        draft: draft_key(known.id()),
        audiences: audiences(&known, me),
        answers,
        own: own(&known, me),
        now: known.ring_now(),
        known,
        form,
    }
}

/// The audiences that make sense here: no circle of oneself alone.
fn audiences(known: &Known, me: Who) -> Vec<Choice> {
    let circles = known.network.people.circles.values();
    let alone: Vec<_> = circles
        .filter(|circle| circle.members.iter().all(|member| Who::Member(*member) == me))
        .map(|circle| format!("circle-{}", circle.circle))
        .collect();
    let all = known.audience_choices(None).into_iter();
    all.filter(|choice| !alone.contains(&choice.value)).collect()
}

/// What others have said and I may read, the latest first; what the form already names is among them.
fn to_answer(known: &Known, me: Who, chosen: Option<WordsId>) -> Vec<Choice> {
    let others = |p: &&Passage| p.voice().is_some_and(|voice| voice != me);
    let mut said: Vec<_> = known.network.words.values().filter(others).collect();
    said.sort_by_key(|p| {
        (Some(p.spoken.words) != chosen, std::cmp::Reverse((p.spoken.entry.recorded_at, p.spoken.words)))
    });
    let choice = |p: &Passage| {
        let name = p.voice().map(|who| known.name(who)).unwrap_or_default();
        Choice::new(p.spoken.words, format!("{name}: “{}”", beginning(p.text())))
    };
    said.into_iter().take(TO_ANSWER).map(choice).collect()
}

/// What I left, the newest first, and who of the team has read it.
fn own(known: &Known, me: Who) -> Vec<Own> {
    let is_mine = |p: &&Passage| p.spoken.kind == Kind::Left && p.voice() == Some(me);
    let mut left: Vec<_> = known.network.words.values().filter(is_mine).collect();
    left.sort_by_key(|p| std::cmp::Reverse((p.spoken.entry.recorded_at, p.spoken.words)));
    left.into_iter().map(|p| one(known, p)).collect()
}

fn one(known: &Known, passage: &Passage) -> Own {
    let is_draft = passage.spoken.entry.told.audience == Audience::OnlyMe;
    let fate = if is_draft { known.t.say("leave-fate-draft") } else { fate(known, passage) };
    let again = known.href(&format!("leave-words?again={}", passage.spoken.words));
    Own { passage: known.show(passage), fate, again: if is_draft { again } else { String::new() } }
}

/// "Read by … on …", or that nobody of the team has read it yet.
pub fn fate(known: &Known, passage: &Passage) -> String {
    let read = passage.read.iter().map(|read| {
        let name = read.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        known.t.say_with("leave-fate-read", [("name", &name), ("at", &known.at(read.entry.recorded_at))])
    });
    let read: Vec<_> = read.collect();
    if read.is_empty() { known.t.say("leave-fate-unread") } else { read.join(" ") }
}

/// The form as it was left; a passage to answer, or a draft to take up again, goes into it.
pub async fn page(
    visit: Visit,
    Path(network): Path<NetworkId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (known, me) = opened(&visit, network).await?;
    let passage = |id: &Option<String>| {
        let id = id.as_deref().and_then(|id| id.parse::<WordsId>().ok());
        id.and_then(|id| known.network.words.get(&id))
    };
    let mut form = visit.draft_or(&draft_key(network), Form::fresh().with("words", fresh_id())).await?;
    if let Some(answered) = passage(&asked.answer) {
        form = form.with("answer", answered.spoken.words);
    }
    if let Some(draft) = passage(&asked.again).filter(|p| p.voice() == Some(me)) {
        form = form.with("text", draft.text());
        if let Some(answered) = draft.spoken.in_answer_to {
            form = form.with("answer", answered);
        }
    }
    let just_left = passage(&asked.left).filter(|p| p.voice() == Some(me)).map(done_key);
    let mut shown = filled(&visit, known, me, form);
    shown.page.notice = just_left.map(|key| visit.t.say(key));
    Ok(show(shown))
}

fn done_key(passage: &Passage) -> &'static str {
    match passage.spoken.entry.told.audience {
        Audience::OnlyMe => key("leave-done-draft"),
        _ => key("leave-done"),
    }
}

/// Takes the words, in the sender's own voice. Who reads them is chosen, never assumed.
pub async fn send(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let (known, me) = opened(&visit, network).await?;
    let words: WordsId = form.id_of("words").ok_or_else(|| Problem::new(Trouble::Incorrect))?;
    let audience = known.audience_from(form.value("audience"), None);
    if form.filled("text").is_none() {
        form.fail("text", visit.t.say("refused-empty"));
    }
    if audience.is_none() {
        form.fail("audience", visit.t.say("leave-audience-needed"));
    }
    if form.is_ok() {
        let answered = form.id_of("answer").filter(|id| known.network.words.contains_key(id));
        let text = form.value("text").to_owned();
        let spoken = WordsSpoken { words, kind: Kind::Left, text, in_answer_to: answered, thinking_of: None };
        let told = Told { audience, ..Told::default() };
        if visit.carries_out(network, told, Act::Speak(spoken), &mut form).await? {
            visit.forget_draft(&draft_key(network)).await?;
            return Ok(see(known.href(&format!("leave-words?left={words}"))));
        }
    }
    Ok(show_again(filled(&visit, known, me, form)))
}
