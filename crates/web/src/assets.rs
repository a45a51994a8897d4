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

/// The route `/assets/*`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*path}", get(serve))
}

async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    // Hidden folders (the manifest) are for us, not for browsers.
    if path.split('/').any(|part| part.starts_with('.')) {
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
