//! Deciding on one line: give it, give other words instead, keep it back with a ground.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, EntryId, NetworkId, Told,
    case::AccessCase,
    guard::Ground,
    line::{DecideLines, Giving, Line},
};

use super::{
    Named,
    case::{Row, known_to_them, members, row},
    line::Called,
    officer,
};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::{Words, key},
};

type Place = Path<(NetworkId, Named, Named)>;

#[derive(Template)]
#[template(path = "features/bundle/decide.html")]
struct DecidePage {
    page: Page,
    form: Form,
    row: Row,
    back: String,
    choices: Vec<Choice>,
}

fn ground_key(ground: Ground) -> &'static str {
    match ground {
        Ground::SeriousHarm => key("bundle-ground-serious-harm"),
        Ground::ThirdParty => key("bundle-ground-third-party"),
        Ground::Safeguarding => key("bundle-ground-safeguarding"),
        Ground::Investigation => key("bundle-ground-investigation"),
    }
}

fn choices(t: Words, form: &Form) -> Vec<Choice> {
    let grounds = Ground::ALL.map(|ground| Choice::new(ground.name(), t.say(ground_key(ground))));
    vec![
        Choice::new("give", t.say("bundle-give")),
        Choice::new("part", t.say("bundle-give-part"))
            .reveal(form.area("part", t.say("bundle-part")).hint(t.say("bundle-part-hint")).rows(5)),
        Choice::new("keep", t.say("bundle-keep")).reveal(form.choice(
            "ground",
            t.say("bundle-ground"),
            &grounds,
        )),
    ]
}

fn line_of(known: &Known, case: &AccessCase, id: EntryId) -> Result<(Vec<Line>, usize), Problem> {
    let lines = known.network.lines(case);
    let at = lines.iter().position(|line| line.entry.id == id).ok_or_else(Problem::not_found)?;
    Ok((lines, at))
}

fn shown(
    visit: &Visit,
    known: &Known,
    case: &AccessCase,
    id: EntryId,
    form: Form,
) -> Result<DecidePage, Problem> {
    let (lines, at) = line_of(known, case, id)?;
    let entries: Vec<_> = lines.iter().map(|line| line.entry.as_ref()).collect();
    let called = Called::new(known, members(known), &entries);
    let line = lines.get(at).ok_or_else(Problem::not_found)?;
    Ok(DecidePage {
        page: visit.page(visit.t.say("bundle-decide-title")),
        row: row(known, case, &called, line, at + 1),
        back: known.href(&format!("access/{}", case.asked.entry.id)),
        choices: choices(visit.t, &form),
        form,
    })
}

/// The line and the question.
pub async fn page(visit: Visit, Path((network, case, Named(line))): Place) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, (network, case)).await?;
    let mut form = Form::fresh();
    if let Some(decided) = case.decided(line) {
        form = form.with("words", &decided.words);
        form = match &decided.decision {
            Giving::Give => form.with("decision", "give"),
            Giving::GiveInPart(part) => form.with("decision", "part").with("part", part),
            Giving::KeepBack(ground) => form.with("decision", "keep").with("ground", ground.name()),
        };
    }
    Ok(show(shown(&visit, &known, &case, line, form)?))
}

fn chosen(form: &mut Form, t: Words) -> Option<Giving> {
    match form.value("decision") {
        "give" => Some(Giving::Give),
        "part" => Some(Giving::GiveInPart(form.value("part").to_owned())),
        "keep" => {
            let ground = Ground::ALL.into_iter().find(|ground| ground.name() == form.value("ground"));
            if ground.is_none() {
                form.fail("ground", t.say("form-choose"));
            }
            ground.map(Giving::KeepBack)
        }
        _ => {
            form.fail("decision", t.say("form-choose"));
            None
        }
    }
}

/// Takes the decision.
pub async fn send(
    visit: Visit,
    Path((network, case, Named(line))): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, (network, case)).await?;
    line_of(&known, &case, line)?;
    if let Some(decision) = chosen(&mut form, visit.t) {
        let words = form.value("words").to_owned();
        let act = DecideLines { case: case.asked.entry.id, lines: vec![line], decision, words };
        match visit.act(network, &form, Told::default(), Act::DecideLines(act)).await? {
            Ok(()) => return Ok(see(known.href(&format!("access/{}#lines", case.asked.entry.id)))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(shown(&visit, &known, &case, line, form)?))
}

/// Gives every waiting line that the one who asked can read already; each decision is written down.
pub async fn give_known(
    visit: Visit,
    Path((network, case)): super::Place,
    form: Form,
) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, (network, case)).await?;
    let lines = known.network.lines(&case);
    let lines = known_to_them(&visit, &known, &case, &lines).await?;
    let case = case.asked.entry.id;
    let words = visit.t.say("bundle-known-why");
    let act = Act::DecideLines(DecideLines { case, lines, decision: Giving::Give, words });
    // A request that was answered meanwhile has no page to say so on.
    visit.act(network, &form, Told::default(), act).await?.map_err(|_| Problem::not_found())?;
    Ok(see(known.href(&format!("access/{case}#lines"))))
}
