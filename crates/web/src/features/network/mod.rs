//! The network: its people and their ties, who holds it, what weighs, and where it stands now.
//! For the team one calm page; the person and members have their own at the same address.

pub(crate) mod ask;
mod circumstance;
mod known_as;
mod member;
mod overview;
pub mod people;
mod stay;
mod team;
mod tie;
mod wish;

#[cfg(test)]
mod tests;

use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::NetworkId;

use crate::{
    http::{App, Visit},
    page::problem::Problem,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}", get(page))
        .route("/network/{network}/people/new", get(member::new).post(member::meet))
        .route("/network/{network}/people/{member}", get(member::page))
        .route("/network/{network}/people/{member}/describe", get(member::anew).post(member::describe))
        .route("/network/{network}/wish/{member}", get(wish::page).post(wish::tell))
        .route("/network/{network}/tie/new", get(tie::page).post(tie::tell))
        .route("/network/{network}/known-as", get(known_as::page).post(known_as::note))
        .route("/network/{network}/circumstance/new", get(circumstance::page).post(circumstance::tell))
        .merge(team::routes())
        .merge(stay::routes())
}

/// One address for everybody: the team's page, or one's own.
async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    if known.is_team() {
        overview::page(&visit, &known)
    } else {
        crate::features::mine::page(visit, known).await
    }
}
