//! One network: for its team the overview, for the person and the members their own side.

use axum::{Router, extract::Path, response::Response, routing::get};
use dialogue::NetworkId;

use crate::{
    http::{App, Visit, visit::see},
    page::problem::Problem,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/network/{network}", get(page))
}

async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    if known.is_team() { Ok(see(known.href("left"))) } else { super::mine::page(visit, known).await }
}
