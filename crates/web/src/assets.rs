//! Styles, scripts and fonts, embedded in the binary and found through Vite's manifest.
//!
//! File names carry a hash of their content, so browsers may keep them for ever.

use std::collections::HashMap;
use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

#[cfg(test)]
mod tests;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Dist;

/// Where Vite writes which source became which file.
const MANIFEST: &str = ".vite/manifest.json";
const ONE_YEAR: &str = "public, max-age=31536000, immutable";

#[derive(serde::Deserialize)]
struct Built {
    file: String,
}

fn manifest() -> &'static HashMap<String, Built> {
    static MANIFEST_READ: OnceLock<HashMap<String, Built>> = OnceLock::new();
    MANIFEST_READ.get_or_init(|| {
        let read = Dist::get(MANIFEST).map(|file| serde_json::from_slice(&file.data));
        match read {
            Some(Ok(manifest)) => manifest,
            Some(Err(cause)) => {
                tracing::error!(%cause, "the manifest of styles and scripts cannot be read");
                HashMap::new()
            }
            None => {
                tracing::error!("the manifest of styles and scripts is missing");
                HashMap::new()
            }
        }
    })
}

/// The address of a source file as built, such as `asset("src/site.ts")`.
/// An unknown source gives an address that answers 404, and a line in the log.
#[must_use]
pub fn asset(source: &str) -> String {
    match manifest().get(source) {
        Some(built) => format!("/assets/{}", built.file),
        None => {
            tracing::error!(source, "no such style or script was built");
            format!("/assets/missing/{source}")
        }
    }
}

/// Where Vite writes the service worker. It has no hash in its name: it is served at an address of its own.
const WORKER: &str = "worker.js";

/// The service worker's script.
#[must_use]
pub fn worker() -> Option<String> {
    Dist::get(WORKER).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// The addresses of all styles, scripts, fonts and pictures.
#[must_use]
pub fn shell() -> Vec<String> {
    Dist::iter()
        .filter(|path| !is_for_us(path) && !path.ends_with(".map"))
        .map(|path| format!("/assets/{path}"))
        .collect()
}

/// Hidden folders (the manifest) and the worker are not served as they lie.
fn is_for_us(path: &str) -> bool {
    path == WORKER || path.split('/').any(|part| part.starts_with('.'))
}

/// The route `/assets/*`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*path}", get(serve))
}

async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    if is_for_us(&path) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(file) = Dist::get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{}\"", short(&file.metadata.sha256_hash()));
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| same_tag(tag, &etag)));
    let headers = [
        (header::CACHE_CONTROL, ONE_YEAR.to_owned()),
        (header::ETAG, etag),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_TYPE, mime(&path).to_owned()),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.data.into_owned()).into_response()
}

/// Weak comparison, as RFC 9110 section 13.1.2 asks for `If-None-Match`.
fn same_tag(theirs: &str, ours: &str) -> bool {
    let theirs = theirs.trim();
    theirs == "*" || theirs.strip_prefix("W/").unwrap_or(theirs) == ours
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
