//! One withheld entry: its words, what was decided so far and what is due, for the team and for whoever decides.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use dialogue::{
    Act, Duty, EntryId, NetworkId, Told,
    guard::{EntryWithheld, Ground, Withholding, WithholdingEnded},
};

use super::{
    hold::{ground_name, ground_of, grounds},
    words::{self, Paper, Somebody},
};
use crate::{
    components::Choice,
    features::{matters::due, story::happening::Happening},
    form::Form,
    http::{Visit, asked::Named, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::key,
};

type Place = Path<(NetworkId, Named)>;

/// Something that was decided.
struct Step {
    what: String,
    by: String,
    words: String,
}

#[derive(Template)]
#[template(path = "features/guarding/withheld.html")]
struct WithheldPage {
    page: Page,
    person: String,
    here: String,
    back: (String, String),
    form: Form,
    state: String,
    is_care: bool,
    entry: Option<Happening>,
    papers: Vec<Paper>,
    steps: Vec<Step>,
    deciders: Vec<Somebody>,
    is_closed: bool,
    keep: Option<Form>,
    keep_title: String,
    grounds: Vec<Choice>,
    reviewers: Vec<Choice>,
    open: Option<Form>,
}

/// What somebody may decide here.
struct May {
    keep: bool,
    open: bool,
}

fn may(known: &Known, one: &Withholding) -> May {
    let duties = known.standing.duties;
    let ground = one.ground();
    let reviews = one.reviewer().is_some_and(|id| words::is(&known.account, id));
    let leads = duties.has_any(&[Duty::SafeguardingLead, Duty::CaldicottGuardian]);
    let decides = ground.is_some_and(|ground| duties.has(ground.decided_by()));
    let renews = ground != Some(Ground::SeriousHarm) && (reviews || (leads && one.is_overdue(known.now)));
    let in_force = one.is_in_force();
    let any = duties.has_any(&[Duty::HealthProfessional, Duty::Decider]);
    May { keep: in_force && (any || renews), open: in_force && (reviews || decides || leads) }
}

async fn read(visit: &Visit, network: NetworkId, entry: EntryId) -> Result<(Known, Withholding), Problem> {
    let known = visit.read_by_duty(network).await?;
    if !known.is_team() {
        visit.practitioner()?;
    }
    let one = known.network.withholdings.0.get(&entry).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, one))
}

fn steps(known: &Known, one: &Withholding) -> Vec<Step> {
    let t = known.t;
    let by = |entry: &dialogue::Entry| {
        let name = entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        format!("{name} · {}", known.at(entry.recorded_at))
    };
    let mut steps = Vec::new();
    if let Some(held) = &one.held {
        let what = t.say_with("guarding-step-held", [("ground", &ground_name(t, held.ground))]);
        steps.push(Step { what, by: by(&held.entry), words: held.words.clone() });
    }
    for (nth, decided) in one.decided.iter().enumerate() {
        let key = if nth == 0 { key("guarding-step-withheld") } else { key("guarding-step-renewed") };
        let reviewer = known.service.name(decided.reviewer).to_owned();
        let day = crate::show::time::date(decided.review_by);
        let ground = ground_name(t, decided.ground);
        let what = t.say_with(key, [("ground", &ground), ("reviewer", &reviewer), ("day", &day)]);
        steps.push(Step { what, by: by(&decided.entry), words: decided.words.clone() });
    }
    if let Some(ended) = &one.ended {
        let what = t.say("guarding-step-opened");
        steps.push(Step { what, by: by(&ended.entry), words: ended.words.clone() });
    }
    steps
}

fn state(known: &Known, one: &Withholding) -> String {
    let t = known.t;
    if one.ended.is_some() {
        return t.say_with("guarding-state-opened", [("person", &words::person(known))]);
    }
    let due_at = one.due_at();
    let kind = if one.decided.is_empty() {
        dialogue::matter::Matter::Held
    } else {
        dialogue::matter::Matter::Withheld
    };
    let due = due::day(known.t, kind, due_at, &known.zone);
    let key = match (one.is_overdue(known.now), one.decided.is_empty()) {
        (true, _) => key("guarding-state-overdue"),
        (false, true) => key("guarding-state-held"),
        (false, false) => key("guarding-state-withheld"),
    };
    t.say_with(key, [("due", &due)])
}

/// Who decides now: by name, by duty, and once it is overdue the lead and the guardian.
fn deciders(known: &Known, one: &Withholding) -> Vec<Somebody> {
    let mut all = match one.reviewer() {
        Some(id) => vec![words::somebody(known, id)],
        None => {
            words::with_duty(known, &one.ground().map(Ground::decided_by).into_iter().collect::<Vec<_>>())
        }
    };
    if one.is_overdue(known.now) {
        let leads = words::with_duty(known, &[Duty::SafeguardingLead, Duty::CaldicottGuardian]);
        all.extend(leads.into_iter().filter(|lead| !lead.name.is_empty()));
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|one| seen.insert(one.name.clone()));
    all
}

/// The two forms, the one that came back with what is to be put right.
fn filled(
    visit: &Visit,
    known: Known,
    entry: EntryId,
    one: &Withholding,
    sent: Option<(&str, Form)>,
) -> WithheldPage {
    let t = visit.t;
    let may = may(&known, one);
    let fresh = |scope: &str| match &sent {
        Some((name, form)) if *name == scope => form.clone(),
        _ if scope == "keep" => {
            let ground = one.ground().map(Ground::name).unwrap_or_default();
            let me = visit.account.voice().and_then(dialogue::Who::practitioner);
            let reviewer = one.reviewer().or(me).map(|id| id.to_string()).unwrap_or_default();
            Form::fresh().scoped(scope).with("ground", ground).with("reviewer", reviewer)
        }
        _ => Form::fresh().scoped(scope),
    };
    let back = if known.is_team() {
        (known.href("kept-back"), t.say("guarding-to-kept"))
    } else {
        ("/matters".to_owned(), t.say("guarding-to-matters"))
    };
    WithheldPage {
        page: visit.page(t.say("guarding-withheld-title")),
        here: known.href(&format!("withheld/{entry}")),
        back,
        state: state(&known, one),
        is_care: one.is_overdue(known.now),
        entry: match one.is_in_force() {
            true => words::kept(&known, entry),
            false => words::told(&known, entry),
        },
        papers: words::papers(&known, entry),
        person: words::person(&known),
        steps: steps(&known, one),
        deciders: if one.is_in_force() { deciders(&known, one) } else { Vec::new() },
        is_closed: one.is_in_force(),
        keep: may.keep.then(|| fresh("keep")),
        keep_title: t.say(if one.decided.is_empty() { key("guarding-keep") } else { key("guarding-renew") }),
        open: may.open.then(|| fresh("open")),
        grounds: grounds(t),
        reviewers: known.practitioner_choices(),
        form: sent.map(|(_, form)| form).unwrap_or_default(),
    }
}

/// The page.
pub(super) async fn page(visit: Visit, Path((network, Named(entry))): Place) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, entry).await?;
    Ok(show(filled(&visit, known, entry, &one, None)))
}

/// Where somebody goes after deciding: whoever reads by duty alone may not read on.
fn onwards(known: &Known, entry: EntryId) -> Response {
    let path = if known.is_team() { known.href(&format!("withheld/{entry}")) } else { "/matters".into() };
    see(path).into_response()
}

/// Withholds it, or renews that.
pub(super) async fn keep(
    visit: Visit,
    Path((network, Named(entry))): Place,
    form: Form,
) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, entry).await?;
    let mut form = form.scoped("keep");
    let t = visit.t;
    let ground = ground_of(&form, "ground");
    let reviewer = form.id_of("reviewer").filter(|id| known.service.practitioners.contains_key(id));
    let review_by = form.maybe_date("review-by", t);
    if ground.is_none() {
        form.fail("ground", t.say("guarding-needs-ground"));
    }
    if reviewer.is_none() {
        form.fail("reviewer", t.say("refused-nobody-named"));
    }
    if review_by.is_none() && form.error("review-by").is_none() {
        form.fail_date("review-by", t.say("guarding-needs-date"));
    }
    // Serious harm is renewed by a health professional alone, so that nobody else can review it in earnest.
    let opinion = |id| known.service.duties(id).has(Duty::HealthProfessional);
    if ground == Some(Ground::SeriousHarm) && reviewer.is_some_and(|id| !opinion(id)) {
        form.fail("reviewer", t.say("guarding-reviewer-health"));
    }
    if let (Some(ground), Some(reviewer), Some(review_by), true) = (ground, reviewer, review_by, form.is_ok())
    {
        let words = form.value("words").to_owned();
        let act = Act::Withhold(EntryWithheld { entry, ground, words, reviewer, review_by });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(onwards(&known, entry)),
            Err(refusal) if refusal.field == Some("review-by") => {
                form.fail_date("review-by", t.say(&format!("refused-{}", refusal.why)));
            }
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(filled(&visit, known, entry, &one, Some(("keep", form)))))
}

/// Opens it again, by a recorded decision.
pub(super) async fn open(
    visit: Visit,
    Path((network, Named(entry))): Place,
    form: Form,
) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, entry).await?;
    let mut form = form.scoped("open");
    let ended = WithholdingEnded { entry, words: form.value("words").to_owned() };
    match visit.act(network, &form, Told::default(), Act::EndWithholding(ended)).await? {
        Ok(()) => Ok(onwards(&known, entry)),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(filled(&visit, known, entry, &one, Some(("open", form)))))
        }
    }
}
