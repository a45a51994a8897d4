//! The limit for `cargo xtask bench live`: a broadcaster that reads nothing of what it sends on, and sends it on
//! once its log is on the disk. Whoever promises that nothing seen is lost cannot do less.
//!
//! `bare PORT DIRECTORY`

use std::{
    cell::RefCell,
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Write},
    path::Path,
    rc::Rc,
    sync::mpsc as between_threads,
};

use anyhow::{Context as _, Result, ensure};
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::{LocalSet, spawn_local},
};
use tokio_tungstenite::{
    WebSocketStream, accept_hdr_async,
    tungstenite::{
        Bytes, Message,
        handshake::server::{Request, Response},
    },
};

/// Everybody at one address, and everything that was sent there.
#[derive(Default)]
struct Room {
    here: HashMap<u64, mpsc::UnboundedSender<Bytes>>,
    log: Vec<Bytes>,
}

type Rooms = Rc<RefCell<HashMap<String, Room>>>;

/// A frame on its way to the disk.
struct Frame {
    room: String,
    from: u64,
    bytes: Bytes,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let (port, directory) = (words.next().context("which port?")?, words.next().context("which directory?")?);
    let path = Path::new(&directory).join("log");
    let rooms = read(&path)?;
    let file = OpenOptions::new().create(true).append(true).open(&path)?;
    let (to_log, waiting) = between_threads::channel();
    let (logged, mut on_disk) = mpsc::unbounded_channel();
    std::thread::spawn(move || append(file, &waiting, &logged));
    let serving = async move {
        let sent_on = rooms.clone();
        spawn_local(async move {
            while let Some(frames) = on_disk.recv().await {
                frames.into_iter().for_each(|frame| send_on(&sent_on, frame));
            }
        });
        let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
        for id in 0.. {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            spawn_local(follow(id, stream, rooms.clone(), to_log.clone()));
        }
        Ok(())
    };
    LocalSet::new().run_until(serving).await
}

/// The log's thread: takes what waits, writes it in one go, waits for the disk, and hands it back.
fn append(
    mut file: File,
    waiting: &between_threads::Receiver<Frame>,
    logged: &mpsc::UnboundedSender<Vec<Frame>>,
) -> Result<()> {
    while let Ok(first) = waiting.recv() {
        let mut frames = vec![first];
        frames.extend(waiting.try_iter());
        let mut written = Vec::new();
        for Frame { room, bytes, .. } in &frames {
            for part in [room.as_bytes(), bytes] {
                written.extend(u32::try_from(part.len())?.to_le_bytes());
                written.extend(part);
            }
        }
        file.write_all(&written)?;
        file.sync_data()?;
        logged.send(frames)?;
    }
    Ok(())
}

/// What the log holds; a part at its end that was not written whole is nobody's.
fn read(path: &Path) -> Result<Rooms> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(mut file) => drop(file.read_to_end(&mut bytes)?),
        Err(cause) => ensure!(cause.kind() == ErrorKind::NotFound, cause),
    }
    let mut rest = bytes.as_slice();
    let rooms = Rooms::default();
    while let Some((room, behind)) = part(rest)
        && let Some((frame, behind)) = part(behind)
    {
        let name = String::from_utf8_lossy(room).into_owned();
        rooms.borrow_mut().entry(name).or_default().log.push(Bytes::copy_from_slice(frame));
        rest = behind;
    }
    Ok(rooms)
}

fn part(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

/// To everybody there but whoever sent it.
fn send_on(rooms: &Rooms, Frame { room, from, bytes }: Frame) {
    if let Some(room) = rooms.borrow_mut().get_mut(&room) {
        for (_, other) in room.here.iter().filter(|(id, _)| **id != from) {
            let _ = other.send(bytes.clone());
        }
        room.log.push(bytes);
    }
}

/// One connection, to its end.
async fn follow(id: u64, stream: TcpStream, rooms: Rooms, to_log: between_threads::Sender<Frame>) {
    let mut room = String::new();
    // The size of the error is the library's.
    #[allow(clippy::result_large_err)]
    let note = |request: &Request, response: Response| {
        room = request.uri().path().to_owned();
        Ok(response)
    };
    let Ok(socket) = accept_hdr_async(stream, note).await else { return };
    let (out, mut coming) = socket.split();
    let (here, waiting) = mpsc::unbounded_channel();
    {
        let mut rooms = rooms.borrow_mut();
        let there = rooms.entry(room.clone()).or_default();
        there.log.iter().for_each(|bytes| drop(here.send(bytes.clone())));
        there.here.insert(id, here);
    }
    spawn_local(send(out, waiting));
    while let Some(Ok(message)) = coming.next().await {
        if let Message::Binary(bytes) = message {
            let _ = to_log.send(Frame { room: room.clone(), from: id, bytes });
        }
    }
    if let Some(room) = rooms.borrow_mut().get_mut(&room) {
        room.here.remove(&id);
    }
}

/// Sends what waits, together where several wait.
async fn send(
    mut out: SplitSink<WebSocketStream<TcpStream>, Message>,
    mut waiting: mpsc::UnboundedReceiver<Bytes>,
) {
    while let Some(first) = waiting.recv().await {
        let mut next = Some(first);
        while let Some(bytes) = next {
            if out.feed(Message::Binary(bytes)).await.is_err() {
                return;
            }
            next = waiting.try_recv().ok();
        }
        if out.flush().await.is_err() {
            return;
        }
    }
}
