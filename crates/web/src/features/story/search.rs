//! Search inside one viewer's own view of one network. What is sought travels in the body of the
//! request, never in an address, and is kept nowhere.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{NetworkId, search::Sought, story::story};

use super::{
    happening::{Happening, Teller},
    page::AT_ONCE,
};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

/// Something found, and where it stands in the story.
struct Found {
    href: String,
    happening: Happening,
}

#[derive(Template)]
#[template(path = "features/story/search.html")]
struct SearchPage {
    page: Page,
    known: Known,
    form: Form,
    found: Vec<Found>,
    /// Whether more was found than is shown.
    is_cut: bool,
    has_sought: bool,
}

/// Searches, and shows what was found in the order of the story.
pub async fn send(visit: Visit, Path(network): Path<NetworkId>, form: Form) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let mut form = form.spoken(visit.t);
    let Some(sought) = Sought::new(form.value("q")) else {
        form.fail("q", visit.t.say("story-search-too-short"));
        return Ok(show_again(search_page(&visit, known, form, None)));
    };
    Ok(show(search_page(&visit, known, form, Some(sought))))
}

/// An address that somebody comes back to: the words are gone, the story is there.
pub async fn again(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    Ok(see(known.href("story")))
}

fn search_page(visit: &Visit, known: Known, form: Form, sought: Option<Sought>) -> SearchPage {
    let mut found = Vec::new();
    let mut is_cut = false;
    if let Some(sought) = &sought {
        let beats = story(&known.network, &known.zone);
        let total = beats.len();
        let hits = beats.iter().enumerate().filter(|(_, b)| b.texts().iter().any(|text| sought.is_in(text)));
        let mut hits: Vec<_> = hits.collect();
        is_cut = hits.len() > AT_ONCE;
        // The latest, where there are too many.
        hits.drain(..hits.len().saturating_sub(AT_ONCE));
        let teller = Teller::new(&known, Some(sought.clone()));
        found = hits
            .into_iter()
            .map(|(nth, beat)| Found { href: place(&known, nth, total), happening: teller.tell(beat) })
            .collect();
    }
    SearchPage {
        page: visit.page(visit.t.say("story-found-title")),
        has_sought: sought.is_some(),
        known,
        form,
        found,
        is_cut,
    }
}

/// Where a happening stands on the pages of the story.
fn place(known: &Known, nth: usize, total: usize) -> String {
    let after = nth + AT_ONCE / 2;
    let path = known.href("story");
    if after >= total { format!("{path}#s{nth}") } else { format!("{path}?before={after}#s{nth}") }
}
