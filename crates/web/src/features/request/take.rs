//! Taking a call: one screen, own words first, everything else optional, saved as one goes.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MemberId, NetworkId, PractitionerId, RequestId, Told,
    request::{Caller, HelpAsked, TakeCall},
    service::CrisisContact,
};
use jiff::{SignedDuration, Timestamp};

use super::{answer, answer_choices, look_up};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{
        Visit,
        visit::{problem, see},
    },
    page::{Page, problem::Problem, show, show_again},
    show::time,
};

/// The draft of a call that is being taken.
const DRAFT: &str = "request-new";
/// A form that has lain open longer than this no longer says when the call was.
const FORM_AGE: SignedDuration = SignedDuration::from_hours(12);

#[derive(Template)]
#[template(path = "features/request/take.html")]
struct TakePage {
    page: Page,
    form: Form,
    hits: Vec<look_up::Hit>,
    has_looked: bool,
    crisis: Vec<CrisisContact>,
    whose: Vec<Choice>,
    when: Vec<Choice>,
    answers: Vec<Choice>,
    joins: Vec<Choice>,
}

/// The empty form carries the ids of everything that it may create.
fn empty(visit: &Visit) -> Form {
    Form::fresh()
        .with("network", fresh_id())
        .with("request", fresh_id())
        .with("person", fresh_id())
        .with("caller-member", fresh_id())
        .with("opened", visit.now)
        .with("when", "now")
}

fn filled(visit: &Visit, form: Form, hits: Vec<look_up::Hit>, has_looked: bool) -> TakePage {
    let t = visit.t;
    let called = form.date("called", t.say("request-called-day"));
    let called = format!(
        "{called}{}",
        form.text("called-hour", t.say("request-called-hour")).width(5).inputmode("numeric")
    );
    let mut joins: Vec<_> = hits
        .iter()
        .map(|hit| {
            let said = [("holder", &hit.holder), ("phone", &hit.phone)];
            Choice::new(hit.network, t.say_with("request-joins", said))
        })
        .collect();
    joins.push(Choice::new("new", t.say("request-joins-new")));
    TakePage {
        page: visit.page_at(t.say("request-title"), "/request/new"),
        hits,
        has_looked,
        crisis: visit.service.is.crisis.clone(),
        whose: vec![
            Choice::new("somebody", t.say("request-caller-somebody")),
            Choice::new("person", t.say("request-caller-person")),
        ],
        when: vec![
            Choice::new("now", t.say("request-when-now")),
            Choice::new("earlier", t.say("request-when-earlier")).reveal(crate::components::Raw(called)),
        ],
        answers: answer_choices(t),
        joins,
        form,
    }
}

/// The form, as it was left if it was left.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    visit.practitioner()?;
    let form = visit.draft_or(DRAFT, empty(&visit)).await?;
    Ok(show(filled(&visit, form, Vec::new(), false)))
}

/// Looks whether the person is known, and gives the form back with everything typed.
pub async fn known(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.practitioner()?;
    let hits = look_up::hits(&visit, &form).await?;
    Ok(show(filled(&visit, form, hits, true)))
}

/// Takes the call. Whoever answers becomes the holder, unless somebody already holds it.
pub async fn send(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    let taker = visit.practitioner()?;
    let hits = look_up::hits(&visit, &form).await?;
    let joins: Option<NetworkId> = form.id_of("joins");
    let joins = joins.filter(|network| hits.iter().any(|hit| hit.network == *network));
    if joins.is_none() && form.value("joins") != "new" && !hits.is_empty() {
        form.fail("joins", visit.t.say("request-joins-needed"));
        return Ok(show_again(filled(&visit, form, hits, true)));
    }
    let called_at = called_at(&visit, &mut form);
    let (Some(new), Some(call)) = (form.id_of::<NetworkId>("network"), call(&form, called_at, taker)) else {
        return Err(Problem::new(crate::page::problem::Kind::Incorrect));
    };
    let network = joins.unwrap_or(new);
    if form.is_ok() {
        let request = call.asked.request;
        let told = Told { audience: Some(Audience::Confidence(request)), ..Told::default() };
        let act = Act::TakeCall(call);
        let taken = match joins {
            Some(_) => visit.act(network, &form, told, act).await?,
            None => visit.start(network, &form, told, act).await?,
        };
        match taken {
            Ok(()) => {
                visit.forget_draft(DRAFT).await?;
                return Ok(see(format!("/request/{request}/taken/{network}")));
            }
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(filled(&visit, form, hits, true)))
}

/// The moment of the call: when the form was opened, or earlier as typed.
fn called_at(visit: &Visit, form: &mut Form) -> Timestamp {
    if form.value("when") == "earlier" {
        return form.instant("called", visit.t, &visit.zone).unwrap_or(visit.now);
    }
    let opened = form.value("opened").parse::<Timestamp>().ok();
    opened.filter(|at| *at <= visit.now && visit.now.duration_since(*at) < FORM_AGE).unwrap_or(visit.now)
}

fn call(form: &Form, called_at: Timestamp, taken_by: PractitionerId) -> Option<TakeCall> {
    let text = |name: &str| form.value(name).to_owned();
    Some(TakeCall {
        asked: HelpAsked {
            request: form.id_of::<RequestId>("request")?,
            called_at,
            taken_by,
            caller: Caller {
                name: text("caller-name"),
                tie: text("caller-tie"),
                reach: text("caller-reach"),
                member: None,
            },
            caller_is_person: form.value("whose") == "person",
            own_words: text("own-words"),
            person_knows: answer(form.value("person-knows")),
            may_know: answer(form.value("may-know")),
            who_else: text("who-else"),
            where_when: text("where-when"),
            language: text("language"),
            needs: text("needs"),
            safe_now: answer(form.value("safe-now")),
        },
        person: form.id_of::<MemberId>("person")?,
        person_name: text("person-name"),
        caller_member: form.id_of::<MemberId>("caller-member")?,
    })
}

#[derive(Template)]
#[template(path = "features/request/taken.html")]
struct TakenPage {
    page: Page,
    network: NetworkId,
    request: RequestId,
    is_holder: bool,
    is_team: bool,
    holder: String,
    phone: String,
    left: String,
}

/// What to tell the caller: who holds it and how to reach them, and nothing about the person.
pub async fn taken(
    visit: Visit,
    Path((request, network)): Path<(RequestId, NetworkId)>,
) -> Result<Response, Problem> {
    let taker = visit.practitioner()?;
    let store = visit.app.store();
    let listed = store.listed_network(&visit.account, network).await.map_err(problem)?;
    let holder = listed.and_then(|l| l.row.holder).ok_or_else(Problem::not_found)?;
    let own = store.networks_of(&visit.account).await.map_err(problem)?;
    let is_team = own.iter().any(|l| l.network == network);
    let left = if is_team {
        let known = visit.read(network).await?;
        let clock = known.network.requests.get(&request).map(|r| known.network.clock(r));
        clock.map(|c| time::left(visit.t, c.left(visit.now))).unwrap_or_default()
    } else {
        String::new()
    };
    let who = visit.service.practitioners.get(&holder);
    Ok(show(TakenPage {
        page: visit.page(visit.t.say("request-taken-title")),
        network,
        request,
        is_holder: holder == taker,
        is_team,
        holder: visit.service.name(holder).to_owned(),
        phone: who.map(|p| p.is.phone.clone()).unwrap_or_else(|| visit.service.is.phone.clone()),
        left,
    }))
}
