//! Serving: HTTP/1.1 on one listener until asked to stop; what has begun is finished.

use std::future::Future;

use axum::serve::ListenerExt;
use tokio::net::TcpListener;

use super::{app::App, router::router};

/// Serves the application until `stop` comes.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    // Small answers must not wait for a full packet (40 ms on many systems).
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let closing = app.clone();
    let stop = async move {
        stop.await;
        // What only waits is not waited for.
        closing.open().close();
        closing.live().stop();
    };
    // Made ready once: served as it is, a router copies all of its routes for each new connection.
    axum::serve(listener, router(app).into_make_service()).with_graceful_shutdown(stop).await
}
