//! The certificate of a destruction, as a page and as a file.

use std::fmt::Write;

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use dialogue::NetworkId;
use store::Certificate;

use super::duties;
use crate::{
    http::{Visit, visit::problem},
    page::{Page, problem::Problem, show},
    words::Words,
};

#[derive(Template)]
#[template(path = "features/retention/certificate.html")]
struct CertificatePage {
    page: Page,
    here: String,
    rows: Vec<(String, String)>,
}

/// What a certificate says, line by line. Times are in UTC, as in the file that outlives every setting.
fn rows(t: Words, certificate: &Certificate) -> Vec<(String, String)> {
    let Certificate { network, at, reason, entries, files, accounts, people, head, backups_lapse } =
        certificate;
    let second = |at: &jiff::Timestamp| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
    let line = |label: &str, value: String| (t.say(label), value);
    vec![
        line("retention-id", network.to_string()),
        line("retention-when", second(at)),
        line("retention-by", reason.proposed_by.clone()),
        line("retention-confirmed-by", reason.confirmed_by.clone()),
        line("retention-rule", reason.rule.clone()),
        line("retention-why", reason.words.clone()),
        line(
            "retention-what",
            t.say_with("retention-counts", [("entries", entries), ("files", files), ("accounts", accounts)]),
        ),
        line("retention-people", people.to_string()),
        line("retention-head", head.clone()),
        line("retention-backups", second(backups_lapse)),
    ]
}

/// The certificate as plain text.
pub fn text(certificate: &Certificate) -> String {
    let t = Words::default();
    let mut text = format!("{}\n\n", t.say("retention-certificate"));
    for (label, value) in rows(t, certificate) {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{label}: {value}");
    }
    let _ = writeln!(text, "\n{}", t.say("retention-certificate-what"));
    text
}

async fn found(visit: &Visit, network: NetworkId) -> Result<Certificate, Problem> {
    duties(visit)?;
    let found = visit.app.store().destroyed_one(network).await.map_err(problem)?;
    found.map(|one| one.certificate).ok_or_else(Problem::not_found)
}

/// The page.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let certificate = found(&visit, network).await?;
    Ok(show(CertificatePage {
        page: visit.page(visit.t.say("retention-certificate")),
        here: format!("/records/destroyed/{network}"),
        rows: rows(visit.t, &certificate),
    }))
}

/// The file.
pub async fn file(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let certificate = found(&visit, network).await?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"certificate-{network}.txt\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CONTENT_DISPOSITION, name.map_err(Problem::fault)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, text(&certificate)).into_response())
}
