//! The shell: what a browser may keep in plain text, because it holds nobody's words. The offline page, the service
//! worker with the list of styles and scripts, and what makes the pages installable.

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use dialogue::service::CrisisContact;
use serde_json::json;

use crate::{
    assets,
    http::{App, visit::problem},
    page::{Page, problem::Problem, show},
    words::Words,
};

/// The ground of every page by daylight (`ui/src/_theme.scss`).
const GROUND: &str = "#faf5ec";

#[derive(Template)]
#[template(path = "features/offline/page.html")]
struct OfflinePage {
    page: Page,
    crisis: Vec<CrisisContact>,
    service: String,
    phone: String,
}

async fn offline_page(app: &App) -> Result<OfflinePage, Problem> {
    let t = Words::default();
    let page = Page {
        may_exit: true,
        demo: app.is_demo(),
        exit: app.options().exit.clone(),
        ..Page::new(t, t.say("offline-title"))
    };
    let service = app.store().service().await.map_err(problem)?;
    let is = &service.is;
    Ok(OfflinePage { page, crisis: is.crisis.clone(), service: is.name.clone(), phone: is.phone.clone() })
}

/// What stands in place of every page that needs signal. The same for everybody.
pub(super) async fn page(State(app): State<App>) -> Result<Response, Problem> {
    Ok(show(offline_page(&app).await?))
}

/// The service worker. It changes with the shell, and so the browser takes up the new one.
pub(super) async fn worker(State(app): State<App>) -> Result<Response, Problem> {
    let script = assets::worker().ok_or_else(Problem::not_found)?;
    let page = offline_page(&app).await?.render().map_err(Problem::fault)?;
    let files = assets::shell();
    let name = blake3::hash([files.join("\n"), page].join("\n\n").as_bytes()).to_hex();
    let name: String = name.as_str().chars().take(16).collect();
    let shell = json!({ "name": name, "files": files });
    let headers =
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, format!("const SHELL={shell};\n{script}")).into_response())
}

/// The web manifest (W3C): name, picture and colours for whoever puts Polyphony beside their other programs.
pub(super) async fn manifest() -> Response {
    let t = Words::default();
    let manifest = json!({
        "id": "/",
        "name": t.say("app-name"),
        "short_name": t.say("app-name"),
        "lang": t.language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            icon("src/mark.svg", "any", "image/svg+xml", "any"),
            icon("src/mark-192.png", "192x192", "image/png", "any maskable"),
            icon("src/mark-512.png", "512x512", "image/png", "any maskable"),
        ],
    });
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, manifest.to_string()).into_response()
}

fn icon(source: &str, sizes: &str, kind: &str, purpose: &str) -> serde_json::Value {
    json!({
        "src": assets::asset(source),
        "sizes": sizes,
        "type": kind,
        "purpose": purpose,
    })
}
