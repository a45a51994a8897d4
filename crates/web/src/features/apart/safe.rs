//! Being safe: one page that everybody in a network has, at the same address and with the same words.
//! Whoever is at risk from somebody here finds there what keeps them apart; nobody else finds a trace of it.
//! How much the pages show now does not stand on it: somebody else may be looking.

use askama::Template;
use axum::{extract::Path, http::Uri, response::Response};
use dialogue::{Act, Audience, MemberId, NetworkId, Told, Who, unsafe_pair::UnsafePairLifted, view::ViewSet};

use super::{own_views, view_of};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::key,
};

/// A mark, as the one at risk reads it.
struct Apart {
    who: String,
    what: String,
    words: String,
    by: String,
    one: MemberId,
    other: MemberId,
}

#[derive(Template)]
#[template(path = "features/apart/safe.html")]
struct SafePage {
    page: Page,
    known: Known,
    form: Form,
    thanks: bool,
    views: Vec<Choice>,
    apart: Vec<Apart>,
    ring: String,
    phone: String,
    readers: String,
}

/// The network as one of its members; the team has pages of its own.
async fn opened(visit: &Visit, network: NetworkId) -> Result<(Known, MemberId), Problem> {
    let known = visit.read_at_any_width(network).await?;
    let me = known.standing.voice.and_then(Who::member).filter(|_| !known.is_team());
    let me = me.ok_or_else(Problem::not_found)?;
    Ok((known, me))
}

fn shown(visit: &Visit, known: Known, me: MemberId, form: Form, thanks: bool) -> SafePage {
    let t = visit.t;
    let person = known.network.people.person().map(|person| person.id);
    let mine = known.network.people.unsafe_pairs.iter().filter(|mark| mark.at_risk == Some(me));
    let apart = mine.map(|mark| {
        let other = if mark.one == me { mark.other } else { mark.one };
        let is_with_person = person == Some(mark.one) || person == Some(mark.other);
        let what = if is_with_person { key("apart-own-with-person") } else { key("apart-own-only-you") };
        Apart {
            what: t.say(what),
            who: t.say_with("apart-own-who", [("other", &known.name(Who::Member(other)))]),
            words: mark.words.clone(),
            by: format!("{} · {}", known.told_by(mark), known.said_at(&mark.entry)),
            one: mark.one,
            other: mark.other,
        }
    });
    let holder = known.holder();
    SafePage {
        page: visit.page(t.say("apart-own-title")),
        thanks,
        views: own_views(&known),
        apart: apart.collect(),
        ring: holder.map(|id| known.service.name(id).to_owned()).unwrap_or_default(),
        phone: holder.map_or_else(|| known.service.is.phone.clone(), |id| known.phone(id)),
        readers: known.audience(Audience::Team),
        form,
        known,
    }
}

/// The page.
pub(super) async fn page(
    visit: Visit,
    Path(network): Path<NetworkId>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (known, me) = opened(&visit, network).await?;
    let form = Form::fresh().with("lift", fresh_id());
    Ok(show(shown(&visit, known, me, form, uri.query() == Some("kept"))))
}

/// A form's own address, looked at.
pub(super) async fn back(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let (known, _) = opened(&visit, network).await?;
    Ok(see(known.href("being-safe")))
}

/// Narrows one's own view at once; wider is a wish. Both are answered alike.
pub(super) async fn set(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, me) = opened(&visit, network).await?;
    let there = known.href("being-safe?kept");
    match view_of(form.value("view")) {
        None => form.fail("view", visit.t.say("form-choose")),
        Some(view) => {
            let words = form.value("view-words").to_owned();
            let act = Act::SetView(ViewSet { member: me, view, words });
            match visit.act(network, &form, Told::default(), act).await? {
                Ok(()) => return Ok(see(there)),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    let form = form.with("lift", fresh_id());
    Ok(show_again(shown(&visit, known, me, form, false)))
}

/// Lifts a mark, as the one at risk.
pub(super) async fn lift(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, me) = opened(&visit, network).await?;
    let (one, other) = (form.id_of("one"), form.id_of("other"));
    let (Some(one), Some(other)) = (one, other) else { return Err(Problem::not_found()) };
    let mark = known.network.people.unsafe_pair(one, other);
    // Whoever may not read a mark learns nothing from trying to lift one.
    if mark.is_none_or(|mark| mark.at_risk != Some(me)) {
        return Err(Problem::not_found());
    }
    let lifted = UnsafePairLifted { one, other, words: form.value("words").to_owned() };
    match visit.act(network, &form, Told::default(), Act::LiftUnsafePair(lifted)).await? {
        Ok(()) => Ok(see(known.href("being-safe?kept"))),
        Err(refusal) => {
            form.refused(&refusal);
            let form = form.with("lift", fresh_id());
            Ok(show_again(shown(&visit, known, me, form, false)))
        }
    }
}
