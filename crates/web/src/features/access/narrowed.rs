//! What stands at every address of a network for somebody whose online view is narrowed: whom to ring, and,
//! where that was chosen, the next meeting with the answer to its invitation. The same page whatever there is that
//! they do not see. What they answered is not shown again: somebody else may hold the telephone.

use askama::Template;
use axum::response::Response;
use dialogue::{Audience, MeetingId, Who};

use crate::{
    components::Choice,
    features::{
        mine::{
            answer::{Ahead, ahead},
            ring::{Ring, RingNow},
        },
        plan::answer_choices,
    },
    form::Form,
    http::Visit,
    page::{Page, show, show_again},
    show::Known,
};

/// A meeting that is ahead, with the form of an answer for whoever is asked to it.
struct Asked {
    is: Ahead,
    form: Option<Form>,
    action: String,
}

#[derive(Template)]
#[template(path = "features/access/narrowed.html")]
struct NarrowedPage {
    page: Page,
    now: RingNow,
    people: Vec<Ring>,
    asked: Vec<Asked>,
    answers: Vec<Choice>,
    readers: String,
    has_next: bool,
    /// What is to be put right, if something is.
    wrong: Form,
}

/// The page: with the next meeting and the team, or with nothing but whom to ring.
pub fn page(visit: &Visit, known: Option<Known>) -> Response {
    match known {
        Some(known) => show(with_next(visit, &known, None)),
        None => show(without(visit)),
    }
}

/// The page with thanks for an answer.
pub fn thanks(visit: &Visit, known: Known) -> Response {
    let mut filled = with_next(visit, &known, None);
    filled.page.notice = Some(visit.t.say("access-next-thanks"));
    show(filled)
}

/// The page with an answer that is to be put right, as it was typed.
pub fn again(visit: &Visit, known: Known, meeting: MeetingId, form: Form) -> Response {
    show_again(with_next(visit, &known, Some((meeting, form))))
}

fn with_next(visit: &Visit, known: &Known, again: Option<(MeetingId, Form)>) -> NarrowedPage {
    let me = known.standing.voice.and_then(Who::member);
    let wrong = again.as_ref().map(|(_, form)| form.clone()).unwrap_or_default();
    let asked = ahead(known).into_iter().zip(1..).map(|(is, nth)| {
        let form = match &again {
            Some((meeting, form)) if *meeting == is.id => form.clone(),
            _ => Form::fresh().scoped(&format!("m{nth}")),
        };
        let action = me.filter(|_| is.is_invited).map(|me| format!("{}/answer/{me}", is.href));
        Asked { form: action.as_ref().map(|_| form), action: action.unwrap_or_default(), is }
    });
    NarrowedPage {
        page: visit.page(visit.t.say("access-narrowed-title")),
        now: known.ring_now(),
        people: known.ring_now().people,
        asked: asked.collect(),
        answers: answer_choices(known, true),
        readers: known.audience(Audience::PersonAndTeam),
        has_next: true,
        wrong,
    }
}

fn without(visit: &Visit) -> NarrowedPage {
    let is = &visit.service.is;
    NarrowedPage {
        page: visit.page(visit.t.say("access-narrowed-title")),
        now: RingNow { people: Vec::new(), crisis: is.crisis.clone(), phone: is.phone.clone() },
        people: Vec::new(),
        asked: Vec::new(),
        answers: Vec::new(),
        readers: String::new(),
        has_next: false,
        wrong: Form::new(),
    }
}
