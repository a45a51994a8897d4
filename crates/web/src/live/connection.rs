//! One connection: what comes goes to the hub, what the hub has goes out.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::SinkExt;
use live::{Close, ConnectionId};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use super::{
    hub::Hub,
    limits::{Pace, UNKNOWN},
    peer::{Outbox, Peer},
};

/// How often a sign of life is asked for.
const PING: Duration = Duration::from_secs(20);
/// How long nothing may be heard. A phone on a train is given its time.
const SILENCE: Duration = Duration::from_secs(75);
/// How long somebody is given to take the reason for a closing.
const FAREWELL: Duration = Duration::from_secs(2);
/// Frames that go out together where several wait.
const TOGETHER: usize = 64;

/// Follows a connection to its end.
pub(super) async fn follow(hub: Arc<Hub>, mut socket: WebSocket, cookie: Option<String>) {
    let (connection, peer, mut outbox) = hub.connected(cookie);
    let closing = outbox.closing.clone();
    let why = tokio::select! {
        () = converse(&hub, connection, &peer, &mut socket, &mut outbox) => None,
        why = told_to_close(closing) => why,
    };
    hub.disconnected(connection);
    if let Some(why) = why {
        let frame = CloseFrame { code: why.code(), reason: why.reason().into() };
        // Whoever does not even take this is gone without it.
        let _ = timeout(FAREWELL, socket.send(Message::Close(Some(frame)))).await;
    }
}

async fn told_to_close(mut closing: tokio::sync::watch::Receiver<Option<Close>>) -> Option<Close> {
    closing.wait_for(Option::is_some).await.ok().and_then(|why| *why)
}

async fn converse(
    hub: &Arc<Hub>,
    connection: ConnectionId,
    peer: &Peer,
    socket: &mut WebSocket,
    outbox: &mut Outbox,
) {
    let mut ping = interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut heard, began, mut pace) = (Instant::now(), Instant::now(), Pace::new());
    loop {
        let goes_on = tokio::select! {
            Some(frame) = outbox.frames.recv() => send(socket, outbox, peer, frame).await,
            message = async { pace.ready().await; socket.recv().await }, if peer.may_read() => {
                heard = Instant::now();
                match message {
                    Some(Ok(Message::Binary(frame))) => {
                        pace.took(frame.len());
                        hub.received(connection, &frame);
                        true
                    }
                    // Text is nothing of the protocol.
                    Some(Ok(Message::Text(_))) => {
                        hub.tell(|hall, out| hall.close(connection, Close::Malformed, out));
                        true
                    }
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => true,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => false,
                }
            }
            () = peer.freed(), if !peer.may_read() => true,
            () = sleep_until(began + UNKNOWN), if peer.is_unknown() => {
                hub.tell(|hall, out| hall.close(connection, Close::Nobody, out));
                // The reason goes out with the closing.
                std::future::pending().await
            }
            _ = ping.tick() => {
                heard.elapsed() < SILENCE && socket.send(Message::Ping(bytes::Bytes::new())).await.is_ok()
            }
        };
        if !goes_on {
            return;
        }
    }
}

/// Sends a frame and those that wait behind it, with one call to the system where that is enough.
async fn send(socket: &mut WebSocket, outbox: &mut Outbox, peer: &Peer, first: bytes::Bytes) -> bool {
    let mut next = Some(first);
    for _ in 0..TOGETHER {
        let Some(frame) = next.take().or_else(|| outbox.frames.try_recv().ok()) else { break };
        peer.sent(&frame);
        if socket.feed(Message::Binary(frame)).await.is_err() {
            return false;
        }
    }
    socket.flush().await.is_ok()
}
