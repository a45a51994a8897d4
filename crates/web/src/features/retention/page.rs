//! The records officer's page: what waits, whose time has come, what was destroyed.

use askama::Template;
use axum::response::Response;
use dialogue::{Duty, matter::Matter};

use super::{duties, rule};
use crate::{
    features::matters::due,
    http::{Visit, visit::problem},
    page::{Page, problem::Problem, show},
    show::time,
};

/// A line that leads somewhere.
struct Row {
    href: String,
    words: String,
    more: String,
}

#[derive(Template)]
#[template(path = "features/retention/page.html")]
struct RecordsPage {
    page: Page,
    requests: Vec<Row>,
    proposed: Vec<Row>,
    due: Vec<Row>,
    destroyed: Vec<Row>,
}

/// The page.
pub async fn page(visit: Visit) -> Result<Response, Problem> {
    let duties = duties(&visit)?;
    let (t, store) = (visit.t, visit.app.store());
    let matters = store.matters_for(&visit.account).await.map_err(problem)?;
    let is_request = |one: &&store::ListedMatter| one.row.matter == Matter::Access;
    let requests = matters.iter().filter(is_request).filter(|_| duties.has(Duty::RecordsOfficer));
    let requests = requests.map(|one| Row {
        href: format!("/network/{}/access/{}", one.network, one.row.entry),
        words: t.say("retention-request"),
        more: t.say_with(
            "retention-request-due",
            [("day", &due::day(t, Matter::Access, one.row.due_at, &visit.zone))],
        ),
    });
    let destroyed = store.destroyed().await.map_err(problem)?;
    let is_gone = |network| destroyed.iter().any(|one| one.network == network);
    let open = visit.service.proposed.values().filter(|one| !is_gone(one.network));
    let proposed = open.clone().map(|one| Row {
        href: format!("/records/destroy/{}", one.network),
        words: t.say_with("retention-network", [("id", &one.network.to_string())]),
        more: one.rule.clone(),
    });
    let due = store.due_for_destruction(&visit.account).await.map_err(problem)?;
    let is_new = |one: &&store::Due| !open.clone().any(|proposed| proposed.network == one.network);
    let due = due.iter().filter(is_new).map(|one| Row {
        href: format!("/records/destroy/{}", one.network),
        words: t.say_with("retention-network", [("id", &one.network.to_string())]),
        more: one.retention.kept.map(|kept| rule(t, &kept)).unwrap_or_default(),
    });
    let gone = destroyed.iter().rev().map(|one| Row {
        href: format!("/records/destroyed/{}", one.network),
        words: t.say_with("retention-network", [("id", &one.network.to_string())]),
        more: t.say_with("retention-destroyed-on", [("day", &time::day(one.at, &visit.zone))]),
    });
    Ok(show(RecordsPage {
        page: visit.page(t.say("retention-title")),
        requests: requests.collect(),
        proposed: proposed.collect(),
        due: due.collect(),
        destroyed: gone.collect(),
    }))
}
