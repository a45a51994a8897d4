//! One entry that was taken out of sight: for its reviewer with its words, for the team without.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Duty, EntryId, NetworkId, Told,
    out_of_sight::{KeptOutOfSight, OutOfSight, PutBack},
};

use super::{
    take::why,
    words::{self, Paper, Somebody},
};
use crate::{
    components::Choice,
    features::story::happening::Happening,
    form::Form,
    http::{
        Visit,
        asked::Named,
        visit::{problem, see},
    },
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::key,
};

type Place = Path<(NetworkId, Named)>;

/// Somebody who may have read it.
struct Reader {
    name: String,
    role: String,
    times: String,
}

/// Something that was decided.
struct Step {
    what: String,
    by: String,
    words: String,
}

#[derive(Template)]
#[template(path = "features/guarding/out_of_sight.html")]
struct OutOfSightPage {
    page: Page,
    here: String,
    back: (String, String),
    form: Form,
    state: String,
    is_care: bool,
    steps: Vec<Step>,
    entry: Option<Happening>,
    papers: Vec<Paper>,
    reviewer: Vec<Somebody>,
    readers: Vec<Reader>,
    may_review: bool,
    outcomes: Vec<Choice>,
    again: String,
    is_out: bool,
}

async fn read(visit: &Visit, network: NetworkId, entry: EntryId) -> Result<(Known, OutOfSight), Problem> {
    visit.practitioner()?;
    let known = visit.read_to_review(network).await?;
    let one = known.network.out_of_sight.get(&entry).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, one))
}

/// Everybody who looked at the record while the entry stood in it, each with when.
async fn readers(visit: &Visit, known: &Known, entry: EntryId) -> Result<Vec<Reader>, Problem> {
    let store = visit.app.store();
    let permit = visit.permit_to_review(known).await?;
    let all = store.who_may_have_read(&permit, entry).await.map_err(problem)?;
    let reader = |one: store::MayHaveRead| {
        let who = one.who;
        Reader {
            name: who.map_or_else(|| known.t.say("looked-unknown"), |who| known.name_or_you(who)),
            role: who.map(|who| known.role(who)).unwrap_or_default(),
            times: one.at.iter().map(|at| known.at(at)).collect::<Vec<_>>().join(" · "),
        }
    };
    Ok(all.into_iter().map(reader).collect())
}

fn steps(known: &Known, one: &OutOfSight) -> Vec<Step> {
    let t = known.t;
    let by = |entry: &dialogue::Entry| {
        let name = entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        format!("{name} · {}", known.at(entry.recorded_at))
    };
    let reason = why(t, one.taken.why);
    let mut steps = vec![Step {
        what: t.say_with("guarding-step-taken", [("why", &reason)]),
        by: by(&one.taken.entry),
        words: one.taken.words.clone(),
    }];
    if let Some(kept) = &one.kept {
        let what = t.say("guarding-step-stays");
        steps.push(Step { what, by: by(&kept.entry), words: kept.words.clone() });
    }
    if let Some(back) = &one.back {
        let what = t.say("guarding-step-back");
        steps.push(Step { what, by: by(&back.entry), words: back.words.clone() });
    }
    steps
}

fn state(known: &Known, one: &OutOfSight) -> String {
    let due = known.at(one.due_at());
    let key = match one {
        one if !one.is_in_force() => key("guarding-sight-back"),
        one if !one.is_open() => key("guarding-sight-stays"),
        one if one.is_overdue(known.now) => key("guarding-sight-overdue"),
        _ => key("guarding-sight-open"),
    };
    known.t.say_with(key, [("due", &due)])
}

async fn filled(
    visit: &Visit,
    known: Known,
    entry: EntryId,
    one: &OutOfSight,
    form: Form,
) -> Result<OutOfSightPage, Problem> {
    let t = visit.t;
    let told = words::kept(&known, entry).filter(|_| one.is_in_force());
    let leads = known.standing.duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian]);
    let reviews = words::is(&visit.account, one.taken.reviewer) || (leads && told.is_some());
    let choice = |value: &str, label: &'static str, hint: &'static str| {
        Choice::new(value, t.say(label)).hint(t.say(hint))
    };
    let back = if known.is_team() {
        (known.href("kept-back"), t.say("guarding-to-kept"))
    } else {
        ("/matters".to_owned(), t.say("guarding-to-matters"))
    };
    let mut reviewer = vec![words::somebody(&known, one.taken.reviewer)];
    if one.is_overdue(known.now) {
        reviewer.extend(words::with_duty(&known, &[Duty::SafeguardingLead, Duty::CaldicottGuardian]));
    }
    Ok(OutOfSightPage {
        page: visit.page(t.say("guarding-sight-title")),
        here: known.href(&format!("out-of-sight/{entry}")),
        back,
        state: state(&known, one),
        is_care: one.is_overdue(known.now),
        steps: steps(&known, one),
        papers: words::papers(&known, entry),
        entry: told,
        reviewer,
        readers: readers(visit, &known, entry).await?,
        may_review: reviews && one.is_in_force(),
        outcomes: vec![
            choice("stays", key("guarding-review-stays"), key("guarding-review-stays-hint")),
            choice("back", key("guarding-review-back"), key("guarding-review-back-hint")),
        ],
        again: if known.is_team() {
            known.href(&format!("out-of-sight/{entry}/again"))
        } else {
            String::new()
        },
        is_out: one.is_in_force(),
        form,
    })
}

/// The page.
pub(super) async fn page(visit: Visit, Path((network, Named(entry))): Place) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, entry).await?;
    Ok(show(filled(&visit, known, entry, &one, Form::fresh()).await?))
}

/// Puts it back, or leaves it out of sight for good.
pub(super) async fn review(
    visit: Visit,
    Path((network, Named(entry))): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, entry).await?;
    let words = form.value("words").to_owned();
    let act = match form.value("outcome") {
        "back" => Some(Act::PutBack(PutBack { entry, words })),
        "stays" => Some(Act::KeepOutOfSight(KeptOutOfSight { entry, words })),
        _ => None,
    };
    match act {
        None => form.fail("outcome", visit.t.say("guarding-needs-outcome")),
        Some(act) => match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) if known.is_team() => return Ok(see(known.href(&format!("out-of-sight/{entry}")))),
            Ok(()) => return Ok(see("/matters")),
            Err(refusal) => form.refused(&refusal),
        },
    }
    Ok(show_again(filled(&visit, known, entry, &one, form).await?))
}
