//! One request, line by line, for the records officer.

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{
    EntryId, MemberId, Who,
    case::AccessCase,
    line::{Fate, Line, Mark},
};
use serde::Deserialize;

use super::{
    ask::due,
    line::{Called, LineShown},
    make::{Bundle, NotYet},
    officer, purpose,
};
use crate::{
    form::Form,
    http::{Visit, visit::problem},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
    words::key,
};

/// Which lines are shown.
#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    lines: String,
}

/// One line with what asks for a decision and what was decided.
pub(super) struct Row {
    pub line: LineShown,
    pub marks: Vec<String>,
    pub fate: String,
    pub is_open: bool,
    pub why: String,
    pub href: String,
}

#[derive(Template)]
#[template(path = "features/bundle/case.html")]
struct CasePage {
    page: Page,
    here: String,
    who: String,
    asked_on: String,
    due: String,
    words: String,
    rows: Vec<Row>,
    is_all: bool,
    total: usize,
    open: usize,
    known_to_them: usize,
    opinion: Option<(String, String)>,
    is_ready: bool,
    make_href: String,
    not_yet: String,
    give: Form,
    answer: Form,
}

pub(super) fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Confidence => key("bundle-mark-confidence"),
        Mark::KeptBack => key("bundle-mark-kept-back"),
        Mark::UnsafePair => key("bundle-mark-unsafe-pair"),
        Mark::OtherVoice => key("bundle-mark-other-voice"),
        Mark::NamesOthers => key("bundle-mark-names-others"),
    }
}

fn fate_key(fate: &Fate) -> &'static str {
    match fate {
        Fate::Open => key("bundle-fate-open"),
        Fate::Given => key("bundle-fate-given"),
        Fate::GivenInPart(_) => key("bundle-fate-in-part"),
        Fate::Kept(Some(_)) => key("bundle-fate-kept"),
        Fate::Kept(None) => key("bundle-fate-follows"),
    }
}

/// A line as the officer sees it: in full, whatever becomes of it.
pub(super) fn row(known: &Known, case: &AccessCase, called: &Called<'_>, line: &Line, number: usize) -> Row {
    let t = known.t;
    let decided = case.decided(line.entry.id);
    let why = decided.map(|decided| {
        let by = decided.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        let parts = [known.at(decided.entry.recorded_at), by, decided.words.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    Row {
        line: called.show(&line.entry, number),
        marks: line.marks.iter().map(|mark| t.say(mark_key(*mark))).collect(),
        fate: t.say(fate_key(&line.fate)),
        is_open: line.fate == Fate::Open,
        why: why.unwrap_or_default(),
        href: known.href(&format!("access/{}/line/{}", case.asked.entry.id, line.entry.id)),
    }
}

/// The lines that the one who asked can read already, and that are no confidence.
pub(super) async fn known_to_them(
    visit: &Visit,
    known: &Known,
    case: &AccessCase,
    lines: &[Line],
) -> Result<Vec<EntryId>, Problem> {
    let store = visit.app.store();
    let permit = store.permit(&visit.account, known.id(), purpose(known)).await.map_err(problem)?;
    let readable = store.readable_by(&permit, case.asked.member).await.map_err(problem)?;
    let theirs = |line: &&Line| line.fate == Fate::Open && !line.marks.contains(&Mark::Confidence);
    let ids = lines.iter().filter(theirs).map(|line| line.entry.id);
    Ok(ids.filter(|id| readable.contains(id)).collect())
}

pub(super) fn members(known: &Known) -> Vec<MemberId> {
    known.network.people.members.keys().copied().collect()
}

/// The page.
pub async fn page(
    visit: Visit,
    Path(place): super::Place,
    Query(which): Query<Shown>,
) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, place).await?;
    Ok(show(filled(&visit, known, &case, which.lines == "all", Form::fresh()).await?))
}

/// The page again, with an answer that was refused.
pub(super) async fn again(
    visit: &Visit,
    known: Known,
    case: &AccessCase,
    answer: Form,
) -> Result<Response, Problem> {
    Ok(show_again(filled(visit, known, case, false, answer).await?))
}

async fn filled(
    visit: &Visit,
    known: Known,
    case: &AccessCase,
    is_all: bool,
    answer: Form,
) -> Result<CasePage, Problem> {
    let t = visit.t;
    let lines = known.network.lines(case);
    let known_to_them = known_to_them(visit, &known, case, &lines).await?.len();
    let entries: Vec<_> = lines.iter().map(|line| line.entry.as_ref()).collect();
    let called = Called::new(&known, members(&known), &entries);
    let shown = lines.iter().zip(1..).filter(|(line, _)| is_all || line.fate == Fate::Open);
    let rows = shown.map(|(line, number)| row(&known, case, &called, line, number)).collect();
    let ready = Bundle::of(&known, case).map(|_| ());
    let opinion = case.opinion().map(|opinion| {
        let said = if opinion.is_harm_likely {
            key("bundle-opinion-likely")
        } else {
            key("bundle-opinion-unlikely")
        };
        let name = visit.service.name(opinion.given_by).to_owned();
        (t.say_with(said, [("name", &name), ("day", &time::date(opinion.on))]), opinion.words.clone())
    });
    Ok(CasePage {
        page: visit.page(t.say("bundle-case-title")),
        here: known.href(&format!("access/{}", case.asked.entry.id)),
        who: known.name(Who::Member(case.asked.member)),
        asked_on: time::date(case.asked.on),
        due: due(case),
        words: case.asked.words.clone(),
        rows,
        is_all,
        total: lines.len(),
        open: lines.iter().filter(|line| line.fate == Fate::Open).count(),
        known_to_them,
        opinion,
        is_ready: ready.is_ok(),
        make_href: known.href(&format!("access/{}/bundle", case.asked.entry.id)),
        not_yet: match ready {
            Err(NotYet::Lines(n)) => t.say_with("bundle-not-yet-lines", [("n", &n)]),
            Err(NotYet::Opinion) => t.say("bundle-not-yet-opinion"),
            Ok(()) => String::new(),
        },
        give: Form::fresh(),
        answer: answer.scoped("answer"),
    })
}
