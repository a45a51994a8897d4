//! Right of access: asking for one's record, going through it line by line, and the bundle that is given.

mod answer;
mod ask;
mod case;
mod decide;
pub mod line;
pub mod make;
mod opinion;
mod said;

#[cfg(test)]
mod tests;

use axum::{
    Router,
    routing::{get, post},
};
use dialogue::{Duty, EntryId, NetworkId, case::AccessCase};
use store::Purpose;

use crate::{
    http::{App, Visit},
    page::problem::Problem,
    show::Known,
};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/ask-access", get(ask::page).post(ask::send))
        .route("/network/{network}/access/{case}", get(case::page))
        .route("/network/{network}/access/{case}/line/{line}", get(decide::page).post(decide::send))
        .route("/network/{network}/access/{case}/give-known", post(decide::give_known))
        .route("/network/{network}/access/{case}/opinion", get(opinion::page).post(opinion::send))
        .route("/network/{network}/access/{case}/bundle", get(answer::bundle))
        .route("/network/{network}/access/{case}/answer", post(answer::send))
}

/// A network and a request for access in it, as they stand in addresses.
type Place = axum::extract::Path<(NetworkId, Named)>;

/// An entry as it is named in an address.
#[derive(Clone, Copy)]
pub(crate) struct Named(pub EntryId);

impl<'de> serde::Deserialize<'de> for Named {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        name.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// What the records officer reads for: by their duty, unless they are with the network themselves.
fn purpose(known: &Known) -> Purpose {
    if known.is_team() { Purpose::Read } else { Purpose::Duty }
}

/// The records officer, while the request is open; for everybody else there is no such page.
async fn officer(
    visit: &Visit,
    (network, Named(case)): (NetworkId, Named),
) -> Result<(Known, AccessCase), Problem> {
    let known = visit.read_by_duty(network).await?;
    if !known.standing.duties.has(Duty::RecordsOfficer) || !known.standing.is_case_open {
        return Err(Problem::not_found());
    }
    let case = known.network.case(case).filter(|case| case.answered.is_none()).cloned();
    let case = case.ok_or_else(Problem::not_found)?;
    Ok((known, case))
}
