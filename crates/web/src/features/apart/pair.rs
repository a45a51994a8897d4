//! One mark as the team sees it: what it keeps apart, what still brings the two together, lifting it,
//! and narrowing what the two see online after a safety conversation.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MemberId, NetworkId, Noted, Told, View, Who,
    unsafe_pair::{UnsafePairLifted, UnsafePairMarked},
    view::ViewSet,
};

use super::{view_key, view_of};
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::Known,
    words::key,
};

type Place = Path<(NetworkId, MemberId, MemberId)>;

/// What somebody of the two sees online.
struct Sees {
    name: String,
    view: String,
    href: String,
}

/// A meeting ahead to which both are invited.
struct Together {
    href: String,
    when: String,
}

#[derive(Template)]
#[template(path = "features/apart/pair.html")]
struct PairPage {
    page: Page,
    known: Known,
    here: String,
    who: String,
    risk: String,
    words: String,
    by: String,
    does: Vec<String>,
    together: Vec<Together>,
    sees: Vec<Sees>,
    with_person: String,
    narrow_href: String,
}

/// The network as its team, with the mark.
async fn opened(
    visit: &Visit,
    (network, one, other): (NetworkId, MemberId, MemberId),
) -> Result<(Known, Noted<UnsafePairMarked>), Problem> {
    let known = visit.read_as_team(network).await?;
    let mark = known.network.people.unsafe_pair(one, other).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, mark))
}

fn name(known: &Known, id: MemberId) -> String {
    known.name(Who::Member(id))
}

fn names(known: &Known, mark: &UnsafePairMarked) -> [(&'static str, String); 2] {
    // The one at risk first, where one of the two is.
    let at_risk = mark.at_risk.unwrap_or(mark.one);
    let other = if at_risk == mark.one { mark.other } else { mark.one };
    [("one", name(known, at_risk)), ("other", name(known, other))]
}

fn here(known: &Known, mark: &UnsafePairMarked) -> String {
    known.href(&format!("unsafe-pair/{}/{}", mark.one, mark.other))
}

/// Whether the person at the centre is one of the two: then nothing is hidden by itself.
fn has_person(known: &Known, mark: &UnsafePairMarked) -> bool {
    known.network.people.person().is_some_and(|person| person.id == mark.one || person.id == mark.other)
}

/// What the mark does, a sentence each.
fn does(known: &Known, mark: &UnsafePairMarked) -> Vec<String> {
    let t = known.t;
    let names = names(known, mark);
    let hidden = match mark.at_risk {
        _ if has_person(known, mark) => t.say_with("apart-does-person", [("person", &known.person_name())]),
        Some(_) => t.say_with("apart-does-hidden", names.clone()),
        None => t.say_with("apart-does-both", names.clone()),
    };
    let [invite, wish, not] = [key("apart-does-invite"), key("apart-does-wish"), key("apart-does-not")]
        .map(|line| t.say_with(line, names.clone()));
    vec![invite, hidden, wish, not]
}

/// The mark.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, mark) = opened(&visit, place).await?;
    let t = visit.t;
    let ahead = known.network.meetings_in_time().into_iter().filter(|meeting| meeting.is_ahead());
    let both = |plan: &dialogue::plan::MeetingPlanned| {
        plan.invited.contains(&mark.one) && plan.invited.contains(&mark.other)
    };
    let together = ahead
        .filter(|meeting| meeting.plan().is_some_and(both))
        .map(|meeting| Together {
            href: known.href(&format!("meeting/{}/plan", meeting.id)),
            when: meeting.starts_at().map(|at| known.at(at)).unwrap_or_default(),
        })
        .collect();
    let with_person = has_person(&known, &mark).then(|| t.say("apart-with-person"));
    let sees = [mark.one, mark.other].into_iter().filter_map(|id| {
        let member = known.network.people.members.get(&id)?;
        Some(Sees {
            name: name(&known, id),
            view: t.say(view_key(member.view())),
            href: known.href(&format!("people/{id}/view")),
        })
    });
    let names = names(&known, &mark);
    let risk = if mark.at_risk.is_some() { key("apart-risk-one") } else { key("apart-risk-both") };
    Ok(show(PairPage {
        page: visit.page(t.say("apart-pair-title")),
        narrow_href: format!("{}/narrow", here(&known, &mark)),
        here: here(&known, &mark),
        who: t.say_with("network-unsafe-together", names.clone()),
        risk: t.say_with(risk, names),
        words: mark.words.clone(),
        by: format!("{} · {}", known.told_by(&mark), known.said_at(&mark.entry)),
        does: does(&known, &mark),
        together,
        sees: sees.collect(),
        with_person: with_person.unwrap_or_default(),
        known,
    }))
}

fn lift_ask(visit: &Visit, known: &Known, mark: &UnsafePairMarked, form: Form) -> Ask {
    let t = visit.t;
    let names = names(known, mark);
    let words = form.area("words", t.say("apart-lift-words")).hint(t.say("apart-lift-words-hint"));
    let care = if has_person(known, mark) { key("apart-lift-care-person") } else { key("apart-lift-care") };
    Ask::new(visit, known, t.say("apart-lift-title"), form.clone())
        .back(here(known, mark), t.say("apart-back-to-mark"))
        .text(t.say_with("network-unsafe-together", names.clone()))
        .care(t.say_with(care, names.clone()))
        .text(t.say_with("apart-lift-ask", names))
        .field(words.rows(3))
        .readers(known.audience(Audience::Team))
        .send(t.say("apart-lift-send"))
}

/// The form to lift it.
pub(super) async fn lift_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, mark) = opened(&visit, place).await?;
    Ok(lift_ask(&visit, &known, &mark, Form::fresh()).show())
}

/// Lifts it.
pub(super) async fn lift(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, mark) = opened(&visit, place).await?;
    let (one, other) = (mark.one, mark.other);
    let act = Act::LiftUnsafePair(UnsafePairLifted { one, other, words: form.value("words").to_owned() });
    match visit.act(place.0, &form, Told::default(), act).await? {
        Ok(()) => Ok(see(format!("{}#people", known.href("")))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(lift_ask(&visit, &known, &mark, form).again())
        }
    }
}

/// Narrower views to choose from, and to leave things as they are.
fn narrower(known: &Known) -> Vec<Choice> {
    let t = known.t;
    vec![
        Choice::new("leave", t.say("apart-narrow-leave")),
        Choice::new(View::NextMeeting.name(), t.say("apart-view-next-meeting"))
            .hint(t.say("apart-view-next-meeting-hint")),
        Choice::new(View::Off.name(), t.say("apart-view-off")).hint(t.say("apart-view-off-hint")),
    ]
}

fn narrow_ask(visit: &Visit, known: &Known, mark: &UnsafePairMarked, form: Form) -> Ask {
    let t = visit.t;
    let names = names(known, mark);
    let [(_, one), (_, other)] = names.clone();
    let views = narrower(known);
    let words = form.area("words", t.say("apart-narrow-words")).hint(t.say("apart-narrow-words-hint"));
    let about = |line: &'static str, name: &str| t.say_with(line, [("name", name)]);
    Ask::new(visit, known, t.say("apart-narrow-title"), form.clone())
        .back(here(known, mark), t.say("apart-back-to-mark"))
        .text(t.say_with("apart-narrow-what", names.clone()))
        .heading(t.say("apart-narrow-speak"))
        .text(about(key("apart-narrow-alone"), &one))
        .text(about(key("apart-narrow-ask"), &one))
        .text(about(key("apart-narrow-never"), &one))
        .field(form.tick("spoke", t.say_with("apart-narrow-spoke", [("name", &one), ("me", &visit.name)])))
        .heading(t.say("apart-narrow-choose"))
        .field(form.choice("own", about(key("apart-narrow-whose"), &one), &views))
        .field(form.choice("theirs", about(key("apart-narrow-whose"), &other), &views))
        .text(t.say("apart-narrow-no-trace"))
        .field(words.rows(4))
        .readers(known.audience(Audience::Team))
        .send(t.say("apart-narrow-send"))
}

/// The way through narrowing what the two see.
pub(super) async fn narrow_page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, mark) = opened(&visit, place).await?;
    Ok(narrow_ask(&visit, &known, &mark, Form::fresh().with("made", fresh_id())).show())
}

/// Narrows it. Whoever sends this is the one who spoke with them: their name stands beside it.
pub(super) async fn narrow(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, mark) = opened(&visit, place).await?;
    let at_risk = mark.at_risk.unwrap_or(mark.one);
    let other = if at_risk == mark.one { mark.other } else { mark.one };
    let words = form.value("words").trim().to_owned();
    if form.filled("spoke").is_none() {
        form.fail("spoke", visit.t.say("apart-narrow-spoke-first"));
    }
    if words.is_empty() {
        form.fail("words", visit.t.say("refused-empty"));
    }
    let mut chosen = Vec::new();
    for (field, id, member) in [("own", "id", at_risk), ("theirs", "made", other)] {
        match form.value(field) {
            "leave" => {}
            name => match view_of(name) {
                Some(view) => chosen.push((form.value(id).to_owned(), member, view)),
                None => form.fail(field, visit.t.say("form-choose")),
            },
        }
    }
    if form.is_ok() {
        for (id, member, view) in chosen {
            let act = Act::SetView(ViewSet { member, view, words: words.clone() });
            let one = Form::new().with("id", id);
            if let Err(refusal) = visit.act(place.0, &one, Told::default(), act).await? {
                form.refused(&refusal);
            }
        }
        if form.is_ok() {
            return Ok(see(here(&known, &mark)));
        }
    }
    Ok(narrow_ask(&visit, &known, &mark, form).again())
}
