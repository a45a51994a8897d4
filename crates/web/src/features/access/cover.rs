//! Cover: a colleague stands in for the team from one day to another, with a reason that the person reads.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, NetworkId, PractitionerId, Told, Who,
    cover::{Cover, CoverEnded, CoverGiven},
};
use jiff::Timestamp;

use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

/// A colleague who stands in.
pub struct StandsIn {
    /// What is said of it, to whoever reads the page.
    pub line: String,
    /// Why.
    pub words: String,
    /// Who, to end it.
    pub practitioner: PractitionerId,
}

/// Those who stand in now or will, a sentence each.
pub fn standing_in(known: &Known) -> Vec<StandsIn> {
    let is_now = |cover: &&Cover| cover.ended_at.is_none() && known.now < cover.given.until;
    known.network.covers.iter().filter(is_now).map(|cover| one(known, cover)).collect()
}

fn one(known: &Known, cover: &Cover) -> StandsIn {
    let given = &cover.given;
    let name = known.name_or_you(Who::Practitioner(given.practitioner));
    let (from, until) = (known.at(given.from), known.at(given.until));
    let values = [("name", &name), ("from", &from), ("until", &until)];
    let key = if given.from <= known.now {
        crate::words::key("access-cover-now")
    } else {
        crate::words::key("access-cover-ahead")
    };
    StandsIn {
        line: known.t.say_with(key, values),
        words: given.words.clone(),
        practitioner: given.practitioner,
    }
}

#[derive(Template)]
#[template(path = "features/access/cover.html")]
struct CoverPage {
    page: Page,
    form: Form,
    known: Known,
    who: Vec<Choice>,
    readers: String,
}

/// Everybody of the service who is not with the network.
fn colleagues(known: &Known) -> Vec<Choice> {
    let with =
        |choice: &Choice| choice.value.parse().is_ok_and(|id: PractitionerId| known.network.is_with_team(id));
    let mut all = vec![Choice::new("", known.t.say("network-choose"))];
    all.extend(known.practitioner_choices().into_iter().filter(|choice| !with(choice)));
    all
}

fn filled(visit: &Visit, known: Known, form: Form) -> CoverPage {
    CoverPage {
        page: visit.page(visit.t.say("access-cover-title")),
        who: colleagues(&known),
        readers: known.audience(Audience::PersonAndTeam),
        known,
        form,
    }
}

/// The form.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    Ok(show(filled(&visit, known, Form::fresh())))
}

/// From when: the beginning of the day named; today and an empty field mean now.
fn from(visit: &Visit, form: &mut Form) -> Option<Timestamp> {
    let Some(day) = form.maybe_date("from", visit.t) else { return form.is_ok().then_some(visit.now) };
    let begins = day.to_zoned(visit.zone.clone()).ok()?.timestamp();
    Some(begins.max(visit.now))
}

/// Until when: the end of the day named.
fn until(visit: &Visit, form: &mut Form) -> Option<Timestamp> {
    let day = form.maybe_date("until", visit.t);
    if day.is_none() && form.error("until").is_none() {
        form.fail_date("until", visit.t.say("form-not-a-date"));
    }
    Some(day?.tomorrow().ok()?.to_zoned(visit.zone.clone()).ok()?.timestamp())
}

/// Gives cover.
pub async fn give(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let chosen = form.id_of::<PractitionerId>("practitioner");
    let works = |id: &PractitionerId| visit.service.practitioners.get(id).is_some_and(|p| !p.has_left);
    let practitioner = chosen.filter(works);
    if practitioner.is_none() {
        form.fail("practitioner", visit.t.say("refused-nobody-named"));
    }
    let (from, until) = (from(&visit, &mut form), until(&visit, &mut form));
    if let (Some(practitioner), Some(from), Some(until)) = (practitioner, from, until) {
        let words = form.value("words").to_owned();
        let act = Act::GiveCover(CoverGiven { practitioner, words, from, until });
        if visit.carries_out(network, Told::default(), act, &mut form).await? {
            return Ok(see(known.href("team")));
        }
    }
    Ok(show_again(filled(&visit, known, form)))
}

/// Ends it before its time. Whoever ends their own reads nothing more.
pub async fn end(visit: Visit, Path(network): Path<NetworkId>, mut form: Form) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let practitioner = form.id_of("practitioner").ok_or_else(Problem::not_found)?;
    let ended = Act::EndCover(CoverEnded { practitioner });
    visit.carries_out(network, Told::default(), ended, &mut form).await?;
    let is_own = known.standing.practitioner == Some(practitioner);
    Ok(see(if is_own { "/networks".to_owned() } else { known.href("team") }))
}
