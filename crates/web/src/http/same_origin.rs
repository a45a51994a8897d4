//! Every change must come from our own pages: `Sec-Fetch-Site` where the browser sends it,
//! else `Origin` against `Host` (OWASP CSRF prevention; cookies are `SameSite=Lax` besides).

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::page::problem::{Kind, Problem};

/// Refuses a change that another site's page has sent.
pub async fn guard(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Problem::new(Kind::Forbidden).into_response()
    }
}

/// Whether a request comes from our own pages, or from a program that has no cookie to misuse.
pub(crate) fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else {
        // No browser of the last years leaves out both; a program that does has no cookie to misuse.
        return text(header::ORIGIN).is_none() && text(header::COOKIE).is_none();
    };
    origin.split_once("://").is_some_and(|(_, from)| from == host)
}
