//! A request to correct or erase: asked by somebody for themself, or noted by the team; answered by a named person.

use askama::{Template, filters::HtmlSafe};
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, CommandId, EntryId, NetworkId, Seat, Told, Who,
    correction::{Correction, CorrectionAnswered, CorrectionAsked, CorrectionOutcome},
    matter::Matter,
};

use super::{kept::Line, words};
use crate::{
    components::Choice,
    features::{matters::due, network::ask::Ask, story::happening::Happening},
    form::Form,
    http::{Visit, asked::Named, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, time},
    words::key,
};

type Place = Path<(NetworkId, Named)>;

/// What somebody asked to put right, on their own page: the way to ask, and what became of what they asked.
#[derive(Template)]
#[template(
    source = r#"<section aria-labelledby="correct">
  <h2 id="correct">{{ title }}</h2>
  <p>{{ what }}</p>
  {% if !lines.is_empty() %}<ul class="held">{% for line in lines %}<li><a href="{{ line.href }}">{{ line.words }}</a> <span class="quiet">{{ line.about }}</span></li>{% endfor %}</ul>{% endif %}
  <p><a href="{{ href }}">{{ ask }}</a></p>
</section>"#,
    ext = "html"
)]
pub struct Corrections {
    title: String,
    what: String,
    lines: Vec<Line>,
    href: String,
    ask: String,
}

impl HtmlSafe for Corrections {}

/// The part of a member's own page about putting right.
pub fn corrections(known: &Known) -> Corrections {
    let t = known.t;
    Corrections {
        title: t.say("guarding-mine-title"),
        what: t.say("guarding-mine-what"),
        lines: lines(known),
        href: known.href("correct"),
        ask: t.say("guarding-mine-ask"),
    }
}

/// What was asked, as far as its reader may know, the latest first.
pub(super) fn lines(known: &Known) -> Vec<Line> {
    let line = |one: &Correction| {
        let words = match &one.answered {
            Some(answered) => outcome(known, answered.outcome),
            None => due::words(known.t, Matter::Correction, one.due_at(), known.now, &known.zone),
        };
        let name = known.name_or_you(Who::Member(one.asked.member));
        let about = format!("{name} · {}", time::date(one.asked.on));
        Line { href: known.href(&format!("correction/{}", one.asked.entry.id)), words, about }
    };
    known.network.corrections.iter().rev().map(line).collect()
}

fn outcome(known: &Known, outcome: CorrectionOutcome) -> String {
    known.t.say(&format!("guarding-outcome-{}", outcome.name()))
}

fn form_page(visit: &Visit, known: &Known, about: Option<EntryId>, form: Form) -> Ask {
    let t = visit.t;
    let is_team = known.is_team();
    let mut ask = Ask::new(visit, known, t.say("guarding-correct-title"), form.clone())
        .text(t.say("guarding-correct-what"))
        .text(t.say("guarding-correct-law"));
    if let Some(told) = about.and_then(|id| words::told(known, id)) {
        let said = told.lines.iter().flat_map(|line| line.pieces.iter().map(|piece| piece.text.as_str()));
        let by = [told.name.as_str(), told.time.as_str()].join(" · ");
        ask = ask.words(t.say("guarding-this-entry"), said.collect::<Vec<_>>().join("\n"), by);
    }
    if is_team {
        let choose = std::iter::once(Choice::new("", t.say("guarding-choose")));
        let members: Vec<_> = choose.chain(known.member_choices()).collect();
        ask = ask
            .field(form.pick("member", t.say("guarding-correct-who"), &members))
            .field(form.date("on", t.say("guarding-correct-on")));
    }
    let words = if is_team { key("guarding-correct-words-team") } else { key("guarding-correct-words") };
    ask.field(form.area("words", t.say(words)).hint(t.say("guarding-correct-words-hint")).rows(5))
        .readers(t.say("guarding-correct-readers"))
        .send(t.say("guarding-correct-send"))
}

/// The form, about nothing in particular.
pub(super) async fn new(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    Ok(form_page(&visit, &known, None, fresh(&visit)).show())
}

/// The form, about an entry that its reader may read.
pub(super) async fn new_about(
    visit: Visit,
    Path((network, Named(entry))): Place,
) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    words::entry(&known, entry).ok_or_else(Problem::not_found)?;
    Ok(form_page(&visit, &known, Some(entry), fresh(&visit)).show())
}

fn fresh(visit: &Visit) -> Form {
    Form::fresh().with_date("on", visit.now.to_zoned(visit.zone.clone()).date())
}

/// Asks.
pub(super) async fn ask(
    visit: Visit,
    Path(network): Path<NetworkId>,
    form: Form,
) -> Result<Response, Problem> {
    send(visit, network, None, form).await
}

/// Asks about an entry.
pub(super) async fn ask_about(
    visit: Visit,
    Path((network, Named(entry))): Place,
    form: Form,
) -> Result<Response, Problem> {
    send(visit, network, Some(entry), form).await
}

async fn send(
    visit: Visit,
    network: NetworkId,
    entry: Option<EntryId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    if let Some(entry) = entry {
        words::entry(&known, entry).ok_or_else(Problem::not_found)?;
    }
    let today = visit.now.to_zoned(visit.zone.clone()).date();
    let (member, on) = match visit.account.seat {
        Seat::Member(_, own) => (Some(own), Some(today)),
        _ => {
            let on = form.maybe_date("on", visit.t);
            if on.is_none() && form.error("on").is_none() {
                form.fail_date("on", visit.t.say("guarding-needs-date"));
            }
            (form.id_of("member"), on)
        }
    };
    if member.is_none() {
        form.fail("member", visit.t.say("refused-nobody-named"));
    }
    if let (Some(member), Some(on), Some(command)) = (member, on, form.id_of::<CommandId>("id")) {
        let asked = CorrectionAsked { member, entry, words: form.value("words").to_owned(), on };
        match visit.act(network, &form, Told::default(), Act::AskCorrection(asked)).await? {
            Ok(()) => {
                let asked = EntryId { command, nth: 0 };
                return Ok(see(known.href(&format!("correction/{asked}"))));
            }
            Err(refusal) if refusal.field == Some("on") => {
                form.fail_date("on", visit.t.say(&format!("refused-{}", refusal.why)));
            }
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(form_page(&visit, &known, entry, form).again())
}

#[derive(Template)]
#[template(path = "features/guarding/correction.html")]
struct CorrectionPage {
    page: Page,
    known: Known,
    back: (String, String),
    form: Form,
    state: String,
    is_care: bool,
    name: String,
    on: String,
    noted: String,
    words: String,
    entry: Option<Happening>,
    entry_gone: bool,
    holder: Vec<words::Somebody>,
    answer: Option<(String, String, String)>,
    outcomes: Vec<Choice>,
    take: String,
    is_open: bool,
}

async fn read(visit: &Visit, network: NetworkId, asked: EntryId) -> Result<(Known, Correction), Problem> {
    let known = visit.read(network).await?;
    let one = known.network.correction(asked).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, one))
}

fn filled(visit: &Visit, known: Known, one: &Correction, form: Form) -> CorrectionPage {
    let t = visit.t;
    let due = due::words(t, Matter::Correction, one.due_at(), known.now, &known.zone);
    let about = one.asked.fact.entry;
    let asked = &one.asked;
    let entry = asked.fact.entry.and_then(|id| words::told(&known, id));
    let outcomes = CorrectionOutcome::ALL.into_iter().map(|one| {
        let hint = t.say(&format!("guarding-outcome-hint-{}", one.name()));
        Choice::new(one.name(), outcome(&known, one)).hint(hint)
    });
    let answer = one.answered.as_ref().map(|answered| {
        let by = answered.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        let by = format!("{by} · {}", known.at(answered.entry.recorded_at));
        (outcome(&known, answered.outcome), answered.words.clone(), by)
    });
    let back = if known.is_team() {
        (known.href("kept-back"), t.say("guarding-to-kept"))
    } else {
        (known.href(""), known.way_back())
    };
    CorrectionPage {
        page: visit.page(t.say("guarding-correction-title")),
        back,
        state: if one.answered.is_some() { t.say("guarding-correction-answered") } else { due },
        is_care: one.answered.is_none() && one.due_at() <= known.now,
        name: known.name_or_you(Who::Member(asked.member)),
        on: time::date(asked.on),
        noted: asked
            .entry
            .told
            .scribe
            .map(|hand| t.say_with("passage-noted-by", [("name", &known.name(hand))]))
            .unwrap_or_default(),
        words: asked.words.clone(),
        entry_gone: about.is_some() && entry.is_none(),
        take: match (about, &entry) {
            (Some(id), Some(_)) if known.is_team() => known.href(&format!("take-out-of-sight/{id}")),
            _ => String::new(),
        },
        entry,
        holder: known.holder().map(|id| words::somebody(&known, id)).into_iter().collect(),
        outcomes: outcomes.collect(),
        is_open: known.is_team() && one.answered.is_none(),
        answer,
        form,
        known,
    }
}

/// The request and its answer, for whoever asked and for the team.
pub(super) async fn page(visit: Visit, Path((network, Named(asked))): Place) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, asked).await?;
    Ok(show(filled(&visit, known, &one, Form::fresh())))
}

/// Answers it.
pub(super) async fn answer(
    visit: Visit,
    Path((network, Named(asked))): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, one) = read(&visit, network, asked).await?;
    if !known.is_team() {
        return Err(Problem::not_found());
    }
    let chosen = CorrectionOutcome::ALL.into_iter().find(|one| one.name() == form.value("outcome"));
    match chosen {
        None => form.fail("outcome", visit.t.say("guarding-needs-outcome")),
        Some(outcome) => {
            let answered = CorrectionAnswered { asked, outcome, words: form.value("words").to_owned() };
            match visit.act(network, &form, Told::default(), Act::AnswerCorrection(answered)).await? {
                Ok(()) => return Ok(see(known.href(&format!("correction/{asked}")))),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    Ok(show_again(filled(&visit, known, &one, form)))
}
