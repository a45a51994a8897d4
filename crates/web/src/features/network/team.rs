//! Who holds the network and who stays with it: never nobody, every change dated and told.

use askama::Template;
use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::{
    Act, Audience, NetworkId, Noted, PractitionerId, Told, Who,
    entry::When,
    team::{HeldBy, TeamJoined, TeamLeft},
};

use super::ask::Ask;
use crate::{
    components::Choice,
    features::access::{StandsIn, standing_in},
    form::Form,
    http::{App, Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::Known,
};

/// More practitioners than this stand in a list that opens.
const MANY: usize = 12;

/// The routes of the team.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/team", get(page))
        .route("/network/{network}/team/hold", get(hold_page).post(hold))
        .route("/network/{network}/team/join", get(join_page).post(join))
        .route("/network/{network}/team/leave", get(leave_page).post(leave))
}

/// Somebody of the team, as they stand in it.
pub(super) struct One {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) phone: String,
    pub(super) dial: String,
    pub(super) since: String,
    pub(super) words: String,
    pub(super) has_left: bool,
}

#[derive(Template)]
#[template(path = "features/network/team.html")]
struct TeamPage {
    page: Page,
    known: Known,
    here: String,
    here_hold: String,
    holder: Option<One>,
    core: Vec<One>,
    before: Vec<One>,
    left: Vec<One>,
    covers: Vec<StandsIn>,
    end: Form,
}

fn one<T>(known: &Known, id: PractitionerId, noted: &Noted<T>, words: &str) -> One {
    let phone = known.phone(id);
    One {
        name: known.name_or_you(Who::Practitioner(id)),
        role: known.role(Who::Practitioner(id)),
        dial: crate::show::dial(&phone),
        phone,
        since: known.said_at(&noted.entry),
        words: words.to_owned(),
        has_left: known.service.practitioners.get(&id).is_some_and(|p| p.has_left),
    }
}

/// Who holds it now.
pub(super) fn holder(known: &Known) -> Option<One> {
    known.network.team.holders.last().map(|held| one(known, held.holder, held, &held.words))
}

/// The core team of today.
pub(super) fn core(known: &Known) -> Vec<One> {
    let core = known.network.team.core.iter();
    core.map(|(id, joined)| one(known, *id, joined, &joined.words)).collect()
}

async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let team = &known.network.team;
    Ok(show(TeamPage {
        page: visit.page(visit.t.say("network-team-title")),
        here: known.href("team"),
        here_hold: known.href("team/hold"),
        holder: holder(&known),
        core: core(&known),
        before: team.holders.iter().rev().skip(1).map(|h| one(&known, h.holder, h, &h.words)).collect(),
        left: team.left.iter().rev().map(|l| one(&known, l.practitioner, l, &l.words)).collect(),
        covers: standing_in(&known),
        end: Form::fresh(),
        known: known.clone(),
    }))
}

/// Those who work here, without some.
fn working(known: &Known, without: impl Fn(PractitionerId) -> bool) -> Vec<Choice> {
    let is_without = |choice: &Choice| choice.value.parse().is_ok_and(|id: PractitionerId| without(id));
    known.practitioner_choices().into_iter().filter(|choice| !is_without(choice)).collect()
}

fn asks(visit: &Visit, known: &Known, title: String, form: &Form) -> Ask {
    let ask = Ask::new(visit, known, title, form.clone());
    ask.back(known.href("team"), visit.t.say("network-team-back")).readers(known.audience(Audience::Everyone))
}

fn whom(ask: Ask, form: &Form, field: &str, legend: String, known: &Known, choices: Vec<Choice>) -> Ask {
    if choices.len() > MANY {
        let mut all = vec![Choice::new("", known.t.say("network-choose"))];
        all.extend(choices);
        ask.field(form.pick(field, legend, &all))
    } else {
        ask.field(form.choice(field, legend, &choices))
    }
}

/// The practitioner chosen, if they were among those to choose from.
fn chosen(form: &mut Form, field: &str, choices: &[Choice], refused: &str) -> Option<PractitionerId> {
    let is_offered = choices.iter().any(|choice| choice.value == form.value(field));
    let chosen = form.id_of(field).filter(|_| is_offered);
    if chosen.is_none() {
        form.fail(field, form.t.say(refused));
    }
    chosen
}

/// The day named, as the moment it happened; without one it is now.
fn on(form: &mut Form, visit: &Visit) -> Told {
    Told { occurred_at: form.maybe_date("on", visit.t).map(When::On), ..Told::default() }
}

/// After a change that takes somebody out of the team, the page they came from is no longer theirs.
async fn after(visit: &Visit, network: NetworkId) -> Result<Response, Problem> {
    match visit.read_as_team(network).await {
        Ok(known) => Ok(see(known.href("team"))),
        Err(_) => Ok(see("/networks")),
    }
}

/// Everybody but the holder; whoever was chosen stays there to be seen.
fn holders(known: &Known, form: &Form) -> Vec<Choice> {
    working(known, |id| known.holder() == Some(id) && form.id_of("holder") != Some(id))
}

fn ask_hold(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    let now = known.holder().map(|id| known.name_or_you(Who::Practitioner(id))).unwrap_or_default();
    let me = known.standing.voice.and_then(Who::practitioner);
    let leaves =
        me.is_some_and(|me| known.holder() == Some(me) && !known.network.team.core.contains_key(&me));
    let ask = asks(visit, known, t.say("network-hold-title"), form)
        .text(t.say_with("network-hold-now", [("holder", &now)]))
        .care(if leaves { t.say("network-hold-leaves") } else { String::new() });
    whom(ask, form, "holder", t.say("network-hold-legend"), known, holders(known, form))
        .field(form.area("words", t.say("network-hold-words")).hint(t.say("network-hold-words-hint")).rows(4))
        .send(t.say("network-hold-send"))
}

async fn hold_page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask_hold(&visit, &known, &Form::fresh()).show())
}

/// Hands the holding on, or takes it.
async fn hold(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    // Sent twice, the one chosen holds it already.
    let everybody = working(&known, |_| false);
    if let Some(holder) = chosen(&mut form, "holder", &everybody, "refused-needs-holder") {
        let act = Act::Hold(HeldBy { holder, words: form.value("words").to_owned() });
        if visit.carries_out(network, Told::default(), act, &mut form).await? {
            return after(&visit, network).await;
        }
    }
    Ok(ask_hold(&visit, &known, &form).again())
}

fn joiners(known: &Known) -> Vec<Choice> {
    working(known, |id| known.network.team.core.contains_key(&id))
}

fn ask_join(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    let ask = asks(visit, known, t.say("network-join-title"), form).text(t.say("network-join-what"));
    whom(ask, form, "practitioner", t.say("network-join-legend"), known, joiners(known))
        .field(form.date("on", t.say("network-on")).hint(t.say("network-on-hint")))
        .field(form.area("words", t.say("network-join-words")).hint(t.say("network-may-be-empty")).rows(3))
}

async fn join_page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(ask_join(&visit, &known, &Form::fresh()).show())
}

async fn join(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let told = on(&mut form, &visit);
    let everybody = working(&known, |_| false);
    let chosen = chosen(&mut form, "practitioner", &everybody, "refused-nobody-named");
    if let Some(practitioner) = chosen.filter(|_| form.is_ok()) {
        let act = Act::JoinTeam(TeamJoined { practitioner, words: form.value("words").to_owned() });
        if visit.carries_out(network, told, act, &mut form).await? {
            return Ok(see(known.href("team")));
        }
    }
    Ok(ask_join(&visit, &known, &form).again())
}

/// The core team, those who have left the service included.
fn leavers(known: &Known) -> Vec<Choice> {
    let core = known.network.team.core.keys();
    core.map(|id| Choice::new(id, known.name_or_you(Who::Practitioner(*id)))).collect()
}

fn ask_leave(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let t = visit.t;
    let ask = asks(visit, known, t.say("network-leave-title"), form).text(t.say("network-leave-what"));
    whom(ask, form, "practitioner", t.say("network-leave-legend"), known, leavers(known))
        .field(form.date("on", t.say("network-on")).hint(t.say("network-on-hint")))
        .field(form.area("words", t.say("network-leave-words")).hint(t.say("network-leave-hint")).rows(3))
}

async fn leave_page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    if leavers(&known).is_empty() {
        return Ok(see(known.href("team")));
    }
    Ok(ask_leave(&visit, &known, &Form::fresh()).show())
}

async fn leave(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let told = on(&mut form, &visit);
    let practitioner: Option<PractitionerId> = form.id_of("practitioner");
    if practitioner.is_none() {
        form.fail("practitioner", visit.t.say("refused-nobody-named"));
    }
    if let Some(practitioner) = practitioner.filter(|_| form.is_ok()) {
        let act = Act::LeaveTeam(TeamLeft { practitioner, words: form.value("words").to_owned() });
        if visit.carries_out(network, told, act, &mut form).await? {
            return after(&visit, network).await;
        }
    }
    Ok(ask_leave(&visit, &known, &form).again())
}
