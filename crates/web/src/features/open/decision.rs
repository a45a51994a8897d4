//! A decision: its options, each voice's stance with the ones before, and what came out each time.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, DecisionId, NetworkId, Noted, Told,
    decision::{Decision, DecisionCameOut, OptionNamed, Outcome, StanceTaken, Taken},
};

use super::{outcome, voice, voices};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
    words::key,
};

/// Where a decision stands in the address.
pub(super) type Place = Path<(NetworkId, DecisionId)>;

/// A voice's stance, with those it took before.
struct Stance {
    name: String,
    role: String,
    words: String,
    time: String,
    scribe: String,
    tone: u8,
    before: Vec<String>,
}

/// An option, with who named it where that was later.
struct Named {
    option: String,
    by: String,
}

/// What came out one time.
struct CameOut {
    what: String,
    words: String,
    taken: String,
    by: String,
}

#[derive(Template)]
#[template(path = "features/open/decision.html")]
pub(super) struct DecisionPage {
    page: Page,
    known: Known,
    decision: Decision,
    form: Form,
    here: String,
    voices: Vec<Choice>,
    options: Vec<Named>,
    stances: Vec<Stance>,
    now: Option<CameOut>,
    before: Vec<CameOut>,
    /// Where it goes when it was decided outside a meeting; empty when no meeting is planned.
    next_meeting: String,
    outcomes: Vec<Choice>,
    places: Vec<Choice>,
}

pub(super) fn shown(visit: &Visit, known: Known, decision: Decision, form: Form) -> DecisionPage {
    let mut came_out: Vec<_> = decision.outcomes.iter().map(|out| came_out(&known, out)).collect();
    let next = known.network.next_meeting().map(|meeting| known.href(&format!("meeting/{}", meeting.id)));
    DecisionPage {
        page: visit.page(visit.t.say("decision-title")),
        here: known.href(&format!("decision/{}", decision.opened.decision)),
        voices: voices(&known),
        options: options(&known, &decision),
        stances: stances(&known, &decision),
        now: came_out.pop(),
        before: came_out,
        next_meeting: next.unwrap_or_default(),
        outcomes: outcome::choices(visit, &form),
        places: outcome::places(&known, &form),
        decision,
        known,
        form,
    }
}

fn options(known: &Known, decision: &Decision) -> Vec<Named> {
    let first =
        decision.opened.options.iter().map(|option| Named { option: option.clone(), by: String::new() });
    let later = decision.options.iter().map(|named| Named {
        option: named.option.clone(),
        by: format!("{} · {}", known.told_by(named), known.said_at(&named.entry)),
    });
    first.chain(later).collect()
}

fn stances(known: &Known, decision: &Decision) -> Vec<Stance> {
    let person = known.network.people.person().map(|person| dialogue::Who::Member(person.id));
    let mut voices: Vec<_> = decision.stances.iter().collect();
    voices.sort_by_key(|(who, _)| (Some(**who) != person, who.practitioner().is_some(), known.name(*who)));
    let stance = |(who, taken): (&dialogue::Who, &Vec<Noted<StanceTaken>>)| {
        let (now, before) = taken.split_last()?;
        let hand = now.entry.told.scribe.map(|hand| known.name(hand));
        Some(Stance {
            name: known.name_or_you(who),
            role: known.role(who),
            words: now.words.clone(),
            time: known.said_at(&now.entry),
            scribe: hand
                .map(|hand| known.t.say_with("passage-as-heard-by", [("name", &hand)]))
                .unwrap_or_default(),
            tone: known.tone(who),
            before: before
                .iter()
                .map(|was| format!("{}: {}", known.said_at(&was.entry), was.words))
                .collect(),
        })
    };
    voices.into_iter().filter_map(stance).collect()
}

fn came_out(known: &Known, out: &Noted<DecisionCameOut>) -> CameOut {
    let t = known.t;
    let (what, words) = match &out.outcome {
        Outcome::Agreed(words) => (t.say("decision-agreed"), words.clone()),
        Outcome::LeftOpen { until: Some(day), words } => {
            (t.say_with("decision-open-until", [("day", &time::date(*day))]), words.clone())
        }
        Outcome::LeftOpen { until: None, words } => (t.say("decision-open"), words.clone()),
    };
    let taken = match &out.taken {
        Taken::InMeeting => {
            let meeting = out.entry.told.meeting.and_then(|id| known.network.meeting(id));
            match meeting.and_then(|meeting| meeting.starts_at()) {
                Some(at) => t.say_with("decision-in-meeting-of", [("day", &known.day(at))]),
                None => t.say("decision-in-meeting"),
            }
        }
        Taken::Outside(why) => t.say_with("decision-outside", [("why", why)]),
    };
    CameOut { what, words, taken, by: format!("{} · {}", known.told_by(out), known.said_at(&out.entry)) }
}

pub(super) async fn opened(
    visit: &Visit,
    (network, id): (NetworkId, DecisionId),
) -> Result<(Known, Decision), Problem> {
    let known = visit.read(network).await?;
    let decision = known.network.decisions.get(&id).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, decision))
}

/// One decision.
pub async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, decision) = opened(&visit, place).await?;
    Ok(show(shown(&visit, known, decision, Form::fresh())))
}

/// Sends an act about a decision, and shows the page again with what was refused.
pub(super) async fn send(
    visit: Visit,
    known: Known,
    decision: Decision,
    mut form: Form,
    told: Told,
    act: Option<Act>,
) -> Result<Response, Problem> {
    if visit.carries_out(known.id(), told, act, &mut form).await? {
        return Ok(see(known.href(&format!("decision/{}", decision.opened.decision))));
    }
    Ok(show_again(shown(&visit, known, decision, form)))
}

/// A further option.
pub async fn option(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let (known, decision) = opened(&visit, place).await?;
    let told = Told { voice: voice(&known, &form, "option-voice"), ..Told::default() };
    let act = Act::NameOption(OptionNamed { decision: place.1, option: form.value("option").to_owned() });
    send(visit, known, decision, form, told, Some(act)).await
}

/// A voice takes a stance; the one before stays.
pub async fn stance(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let (known, decision) = opened(&visit, place).await?;
    let who = voice(&known, &form, "voice").ok_or_else(Problem::not_found)?;
    let told = Told { voice: Some(who), ..Told::default() };
    let words = form.value("words").to_owned();
    let act = Act::TakeStance(StanceTaken { decision: place.1, who, words });
    send(visit, known, decision, form, told, Some(act)).await
}

/// The name of where a decision stands, on screen.
pub(super) fn state_key(decision: &Decision) -> &'static str {
    match decision.outcome() {
        None => key("decision-state-talking"),
        Some(Outcome::LeftOpen { .. }) => key("decision-state-open"),
        Some(Outcome::Agreed(_)) => key("decision-state-agreed"),
    }
}
