//! What stands at every address of a network for somebody whose online view is narrowed: whom to ring, and,
//! where that was chosen, the next meeting. The same page whatever there is that they do not see.

use askama::Template;
use axum::response::Response;

use crate::{
    features::mine::{
        answer::{Ahead, ahead},
        ring::{Ring, RingNow},
    },
    http::Visit,
    page::{Page, show},
    show::Known,
};

#[derive(Template)]
#[template(path = "features/access/narrowed.html")]
struct NarrowedPage {
    page: Page,
    now: RingNow,
    people: Vec<Ring>,
    ahead: Vec<Ahead>,
    has_next: bool,
}

/// The page: with the next meeting and the team, or with nothing but whom to ring.
pub fn page(visit: &Visit, known: Option<Known>) -> Response {
    let (now, ahead) = match &known {
        Some(known) => (known.ring_now(), ahead(known)),
        None => {
            let is = &visit.service.is;
            (RingNow { people: Vec::new(), crisis: is.crisis.clone(), phone: is.phone.clone() }, Vec::new())
        }
    };
    show(NarrowedPage {
        page: visit.page(visit.t.say("access-narrowed-title")),
        people: now.people.clone(),
        now,
        ahead,
        has_next: known.is_some(),
    })
}
