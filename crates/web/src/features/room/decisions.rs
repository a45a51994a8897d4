//! Decisions: what they are about, options, each voice's stance, and what came out.
//! Those taken outside a meeting stand on top, to be talked about.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, DecisionId, Told,
    decision::{Decision, DecisionCameOut, DecisionOpened, OptionNamed, Outcome, StanceTaken, Taken},
};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk, once},
};
use crate::{
    components::Choice,
    form::Form,
    http::Visit,
    page::problem::{Kind, Problem},
    show::time,
};

const SECTION: &str = "decisions";

/// What a voice thinks of it.
pub(super) struct Stance {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) scribe: String,
    pub(super) tone: u8,
}

/// What came out, at one time.
pub(super) struct CameOut {
    pub(super) at: String,
    pub(super) what: String,
    /// Why it was decided outside a meeting; empty when it was not.
    pub(super) outside: String,
}

/// A decision.
pub(super) struct One {
    pub(super) about: String,
    pub(super) is_medicine: bool,
    pub(super) told: String,
    pub(super) options: Vec<String>,
    pub(super) stances: Vec<Stance>,
    pub(super) outcomes: Vec<CameOut>,
    pub(super) option: Sheet,
    pub(super) stance: Sheet,
    pub(super) outcome: Sheet,
    pub(super) came_out: Vec<Choice>,
}

/// The section.
pub(super) struct Part {
    /// Taken outside a meeting since the last one.
    pub(super) outside: Vec<One>,
    /// Open, or talked about here.
    pub(super) open: Vec<One>,
    /// Agreed earlier; any of them can be looked at again.
    pub(super) earlier: Vec<One>,
    pub(super) sheet: Sheet,
    pub(super) voices: Vec<Choice>,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let mut all: Vec<&Decision> = talk.known.network.decisions.values().collect();
        all.sort_by_key(|d| d.opened.entry.recorded_at);
        let (outside, all): (Vec<_>, Vec<_>) = all.into_iter().partition(|d| d.waits_for_meeting());
        let is_here = |d: &Decision| d.outcomes.last().is_some_and(|o| talk.is_here(&o.entry));
        let (open, earlier): (Vec<_>, Vec<_>) = all.into_iter().partition(|d| d.is_open() || is_here(d));
        let ready = |some: Vec<&Decision>| some.into_iter().map(|d| one(talk, sheets, d)).collect();
        Self {
            outside: ready(outside),
            open: ready(open),
            earlier: ready(earlier),
            sheet: sheets.sheet("decision", |form| form),
            voices: talk.picks(talk.writable()),
        }
    }

    /// Whether something in an earlier decision is to be put right, or was begun.
    pub(super) fn earlier_is_open(&self) -> bool {
        self.earlier.iter().any(|one| one.option.is_open || one.stance.is_open || one.outcome.is_open)
    }
}

fn one(talk: &Talk, sheets: &Sheets, decision: &Decision) -> One {
    let id = decision.opened.decision;
    let sheet = |word: &str| sheets.sheet(&format!("{word}-{id}"), |form| form.with("decision", id));
    let outcome = sheet("outcome");
    let t = talk.visit.t;
    let until =
        outcome.form.date("until", t.say("room-outcome-until")).hint(t.say("room-outcome-until-hint"));
    let came_out = vec![
        Choice::new("agreed", t.say("room-outcome-agreed")),
        Choice::new("left-open", t.say("room-outcome-left-open")).reveal(until),
    ];
    One {
        about: decision.opened.about.clone(),
        is_medicine: decision.opened.is_medicine,
        told: talk.known.told_by(&decision.opened),
        options: decision.all_options().map(str::to_owned).collect(),
        stances: stances(talk, decision),
        outcomes: decision.outcomes.iter().map(|o| came_out_line(talk, o)).collect(),
        option: sheet("option"),
        stance: sheet("stance"),
        outcome,
        came_out,
    }
}

fn stances(talk: &Talk, decision: &Decision) -> Vec<Stance> {
    let all = decision.stances.iter().flat_map(|(who, taken)| taken.iter().map(move |noted| (*who, noted)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, noted)| noted.entry.recorded_at);
    let noted_by = |hand| talk.visit.t.say_with("passage-noted-by", [("name", &talk.known.name(hand))]);
    all.into_iter()
        .map(|(who, noted)| Stance {
            name: talk.known.name_or_you(who),
            words: noted.words.clone(),
            scribe: noted.entry.told.scribe.map(noted_by).unwrap_or_default(),
            tone: talk.known.tone(who),
        })
        .collect()
}

fn came_out_line(talk: &Talk, noted: &dialogue::Noted<DecisionCameOut>) -> CameOut {
    let t = talk.visit.t;
    let what = match &noted.outcome {
        Outcome::Agreed(words) => t.say_with("room-outcome-was-agreed", [("words", words)]),
        Outcome::LeftOpen { until, words } => {
            let until = until.map(time::date).unwrap_or_default();
            let until = [until.as_str(), words.as_str()].into_iter().filter(|part| !part.is_empty());
            let until = until.collect::<Vec<_>>().join(", ");
            if until.is_empty() {
                t.say("room-outcome-was-open")
            } else {
                t.say_with("room-outcome-was-open-until", [("until", &until)])
            }
        }
    };
    let outside = match &noted.taken {
        Taken::Outside(why) => why.clone(),
        Taken::InMeeting => String::new(),
    };
    CameOut { at: talk.known.said_at(&noted.entry), what, outside }
}

/// Opens a decision: what it is about, and the options named so far, one on each line.
pub(super) async fn open(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let form = form.scoped("decision");
    let opened = DecisionOpened {
        decision: DecisionId(once(&form, "decision")),
        about: form.value("about").to_owned(),
        is_medicine: form.ticked("medicine", "yes"),
        options: form.value("options").lines().map(str::to_owned).collect(),
    };
    let told = Told { voice: form.who("voice"), ..talk.noted() };
    talk.send(From::new("decision", SECTION), form, vec![(told, Act::OpenDecision(opened))]).await
}

fn decision(form: &Form) -> Result<DecisionId, Problem> {
    form.id_of("decision").ok_or_else(|| Problem::new(Kind::Incorrect))
}

/// Names a further option.
pub(super) async fn name_option(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let decision = decision(&form)?;
    let from = From::new(format!("option-{decision}"), SECTION);
    let form = form.scoped(&from.sheet);
    let told = Told { voice: form.who("voice"), ..talk.noted() };
    let named = OptionNamed { decision, option: form.value("option").to_owned() };
    talk.send(from, form, vec![(told, Act::NameOption(named))]).await
}

/// A voice says what it thinks of it.
pub(super) async fn take_stance(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let decision = decision(&form)?;
    let from = From::new(format!("stance-{decision}"), SECTION);
    let mut form = form.scoped(&from.sheet);
    let Some(who) = talk.voice(&mut form) else { return talk.again(from, form).await };
    let taken = StanceTaken { decision, who, words: form.value("words").to_owned() };
    let told = talk.told(who);
    talk.send(from, form, vec![(told, Act::TakeStance(taken))]).await
}

/// Says what came out of it in this meeting: agreed, or left open on purpose.
pub(super) async fn come_out(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let decision = decision(&form)?;
    let from = From::new(format!("outcome-{decision}"), SECTION);
    let mut form = form.scoped(&from.sheet);
    let words = form.value("outcome").to_owned();
    let outcome = match form.value("came-out") {
        "agreed" => Outcome::Agreed(words),
        "left-open" => Outcome::LeftOpen { until: form.maybe_date("until", talk.visit.t), words },
        _ => {
            form.fail("came-out", talk.visit.t.say("form-choose"));
            return talk.again(from, form).await;
        }
    };
    let came_out = DecisionCameOut { decision, outcome, taken: Taken::InMeeting };
    let told = talk.noted();
    talk.send(from, form, vec![(told, Act::ComeOut(came_out))]).await
}
