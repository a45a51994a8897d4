//! All pages together, and what goes around each of them: limits, headers, compression.

use std::time::Duration;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware,
    routing::get,
};
use tower_http::{
    compression::CompressionLayer, limit::RequestBodyLimitLayer, set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
};

use super::{app::App, asked, same_origin};
use crate::{assets, features, live, page::problem::Problem};

/// The longest that a request may take.
const LONGEST: Duration = Duration::from_secs(30);
/// The most that a request may carry: more than a file that can be kept, so that one that is too large
/// is refused in its form and not by a closed door.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What a page may do: nothing from outside, no script but our own (CSP level 3).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The router of everything that is served.
pub fn router(app: App) -> Router {
    let fixed = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    Router::new()
        .merge(features::routes())
        .merge(live::routes())
        .merge(assets::routes())
        .route_layer(middleware::from_fn(asked::can_be))
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(ready))
        .fallback(async || Problem::not_found())
        // A form's own address, typed or taken up again where there is nothing to look at.
        .method_not_allowed_fallback(async || Problem::not_found())
        .layer(middleware::from_fn(same_origin::guard))
        .layer(RequestBodyLimitLayer::new(MOST_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CompressionLayer::new())
        .layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(fixed(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .with_state(app)
}

async fn ready(axum::extract::State(app): axum::extract::State<App>) -> Result<&'static str, Problem> {
    app.store().is_ready().await.map_err(super::visit::problem)?;
    Ok("ready")
}
