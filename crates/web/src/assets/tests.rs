//! Styles and scripts are found, kept and never call outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use tower::ServiceExt;

use super::{Dist, asset, routes};

async fn get(path: &str, etag: Option<&str>) -> Response {
    let mut request = Request::get(path);
    if let Some(etag) = etag {
        request = request.header("if-none-match", etag);
    }
    let router: Router = routes();
    router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_style_sheet_is_served_for_ever_under_its_hashed_name() {
    let path = asset("src/site.scss");
    assert!(path.starts_with("/assets/site-") && path.ends_with(".css"), "{path}");
    let answer = get(&path, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let headers = answer.headers();
    assert_eq!(headers["content-type"], "text/css; charset=utf-8");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(headers["cache-control"].to_str().unwrap().contains("immutable"));
    let etag = headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(get(&path, Some(&etag)).await.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(get(&path, Some("\"other\"")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_was_not_built_is_not_found() {
    for path in
        ["/assets/nothing.css", "/assets/.vite/manifest.json", "/assets/worker.js", "/assets/../Cargo.toml"]
    {
        assert_eq!(get(path, None).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

/// Promise 10: no outside calls.
#[test]
fn no_style_or_script_names_another_host() {
    for path in Dist::iter().filter(|path| path.ends_with(".css") || path.ends_with(".js")) {
        let file = Dist::get(&path).unwrap();
        let text = String::from_utf8_lossy(&file.data);
        assert!(!text.contains("@import"), "{path}");
        // Named in the sentence of a fault (yjs), and never asked.
        let text = text.replace("https://github.com/yjs/yjs/issues/438", "");
        let outside: Vec<_> =
            text.match_indices("://").map(|(at, _)| &text[at.saturating_sub(6)..at + 20]).collect();
        assert!(outside.is_empty(), "{path}: {outside:?}");
    }
}
