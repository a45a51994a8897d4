//! A client of the protocol, frame by frame, and a served application for it.

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use bytes::Bytes;
use dialogue::MeetingId;
use futures_util::{SinkExt, StreamExt};
use live::{Document, Part};
use tokio::{
    net::{TcpListener, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, protocol::CloseFrame},
};

use crate::testing::TestApp;

/// How long something may take to come.
const SOON: Duration = Duration::from_secs(10);

/// Serves a router on a port of its own, for as long as the test lasts.
pub async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    at
}

/// A token of somebody's own.
pub async fn token(app: &TestApp, slug: &str) -> String {
    let lasts = jiff::SignedDuration::from_hours(8);
    app.store.open_session(app.account(slug).id, lasts).await.unwrap().secret().to_owned()
}

/// The words of a voice at a meeting.
pub fn voice(app: &TestApp, meeting: MeetingId, slug: &str) -> String {
    Document { meeting, part: Part::Voice(app.voice(slug)) }.to_string()
}

/// An update in which client 1 goes on writing behind so many letters of its own.
pub fn appended(clock: u8, text: &[u8]) -> Vec<u8> {
    // One client, one item: a string with the letter before it as its left neighbour.
    let mut update = vec![1, 1, 1, clock, 0x84, 1, clock - 1, u8::try_from(text.len()).unwrap()];
    update.extend(text);
    update.push(0);
    update
}

/// One connection.
pub struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    pub async fn at(address: SocketAddr) -> Self {
        Self(connect_async(format!("ws://{address}/live")).await.unwrap().0)
    }

    async fn sends(&mut self, name: &str, kinds: &[u8], body: &[u8]) {
        let mut frame = vec![u8::try_from(name.len()).unwrap()];
        frame.extend(name.bytes());
        frame.extend(kinds);
        // A number of lib0: seven bits at a time, the lowest first.
        let mut length = body.len();
        while length > 127 {
            frame.push(u8::try_from(length & 127).unwrap() | 128);
            length >>= 7;
        }
        frame.push(u8::try_from(length).unwrap());
        frame.extend(body);
        self.0.send(Message::Binary(Bytes::from(frame))).await.unwrap();
    }

    pub async fn asks(&mut self, name: &str, token: &str) {
        self.sends(name, &[2, 0], token.as_bytes()).await;
    }

    /// Says what it has: nothing.
    pub async fn steps(&mut self, name: &str) {
        self.sends(name, &[0, 0], &[0]).await;
    }

    /// Sends an update in which client 1 writes `text` after `clock` letters of its own.
    pub async fn writes(&mut self, name: &str, clock: u8, text: &[u8]) {
        let mut update = vec![1, 1, 1, clock, 4, 1, 5];
        update.extend(b"words");
        let mut length = text.len();
        while length > 127 {
            update.push(u8::try_from(length & 127).unwrap() | 128);
            length >>= 7;
        }
        update.push(u8::try_from(length).unwrap());
        update.extend(text);
        update.push(0);
        self.sends(name, &[0, 2], &update).await;
    }

    /// Takes back so many letters of client 1, from a place in its writing on.
    pub async fn deletes(&mut self, name: &str, from: u8, letters: u8) {
        self.sends(name, &[0, 2], &[0, 1, 1, 1, from, letters]).await;
    }

    /// Sends an update in which client 1 goes on writing behind so many letters of its own.
    pub async fn appends(&mut self, name: &str, clock: u8, text: &[u8]) {
        self.sends(name, &[0, 2], &appended(clock, text)).await;
    }

    /// Says something beside a document.
    pub async fn says(&mut self, name: &str, text: &str) {
        self.sends(name, &[5], text.as_bytes()).await;
    }

    /// What comes next, without the name in front; none once the connection is closed.
    pub async fn hears(&mut self) -> Result<Bytes, Option<CloseFrame>> {
        loop {
            match timeout(SOON, self.0.next()).await.expect("nothing came") {
                Some(Ok(Message::Binary(frame))) => {
                    let name = usize::from(frame[0]);
                    return Ok(frame.slice(name + 1..));
                }
                Some(Ok(Message::Close(frame))) => return Err(frame),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// Waits so long until the connection is closed, and tells why.
    pub async fn ends(&mut self, within: Duration) -> Option<CloseFrame> {
        let closed = async {
            loop {
                match self.0.next().await {
                    Some(Ok(Message::Close(frame))) => return frame,
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return None,
                }
            }
        };
        timeout(within, closed).await.expect("it was not closed")
    }

    /// The next frame is this one.
    pub async fn is_told(&mut self, kinds: &[u8], text: &str) {
        let heard = self.hears().await.unwrap();
        assert_eq!(&heard[..kinds.len()], kinds, "{heard:?}");
        assert!(String::from_utf8_lossy(&heard).ends_with(text), "{heard:?}");
    }
}
