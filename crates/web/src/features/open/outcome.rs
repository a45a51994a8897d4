//! What came out of a decision: agreed, or left open until; in a meeting, or outside one with the
//! reason or the law (promise 6). Nothing is refused for being decided outside (promise 7).

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, Told,
    decision::{DecisionCameOut, Outcome, Taken},
};

use super::decision::{Place, opened, send as send_act};
use crate::{components::Choice, form::Form, http::Visit, page::problem::Problem, show::Known};

/// The last meetings that a decision may have been talked about in.
const RECENT: usize = 6;

/// Agreed, or left open on purpose.
pub fn choices(visit: &Visit, form: &Form) -> Vec<Choice> {
    let t = visit.t;
    vec![
        Choice::new("agreed", t.say("decision-out-agreed")),
        Choice::new("left-open", t.say("decision-out-open"))
            .reveal(form.date("until", t.say("decision-until")).hint(t.say("decision-until-hint"))),
    ]
}

/// In which meeting, or outside one and why.
pub fn places(known: &Known, form: &Form) -> Vec<Choice> {
    let t = known.t;
    let mut places = Vec::new();
    let meetings: Vec<_> = known
        .network
        .meetings_in_time()
        .into_iter()
        .rev()
        .filter(|meeting| meeting.called_off.is_none())
        .filter_map(|meeting| Some((meeting.id, meeting.starts_at().filter(|at| *at <= known.now)?)))
        .take(RECENT)
        .map(|(id, at)| Choice::new(id, known.at(at)))
        .collect();
    if !meetings.is_empty() {
        places.push(Choice::new("meeting", t.say("decision-taken-meeting")).reveal(form.pick(
            "meeting",
            t.say("decision-which-meeting"),
            &meetings,
        )));
    }
    places.push(Choice::new("outside", t.say("decision-taken-outside")).reveal(
        form.area("outside", t.say("decision-outside-why")).hint(t.say("decision-outside-hint")).rows(3),
    ));
    places
}

/// Notes what came out.
pub async fn send(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, decision) = opened(&visit, place).await?;
    if !known.is_team() {
        return Err(Problem::not_found());
    }
    let outcome = outcome(&visit, &mut form);
    let taken = taken(&visit, &mut form);
    let meeting = form.id_of::<MeetingId>("meeting").filter(|id| known.network.meeting(*id).is_some());
    let meeting = meeting.filter(|_| taken == Some(Taken::InMeeting));
    let act = outcome
        .zip(taken)
        .map(|(outcome, taken)| Act::ComeOut(DecisionCameOut { decision: place.1, outcome, taken }));
    send_act(visit, known, decision, form, Told { meeting, ..Told::default() }, act).await
}

fn outcome(visit: &Visit, form: &mut Form) -> Option<Outcome> {
    let words = form.value("outcome").to_owned();
    match form.value("came-out") {
        "agreed" => Some(Outcome::Agreed(words)),
        "left-open" => Some(Outcome::LeftOpen { until: form.maybe_date("until", visit.t), words }),
        _ => {
            form.fail("came-out", visit.t.say("form-choose"));
            None
        }
    }
}

fn taken(visit: &Visit, form: &mut Form) -> Option<Taken> {
    match form.value("taken") {
        "meeting" => Some(Taken::InMeeting),
        "outside" => Some(Taken::Outside(form.value("outside").to_owned())),
        _ => {
            form.fail("taken", visit.t.say("form-choose"));
            None
        }
    }
}
