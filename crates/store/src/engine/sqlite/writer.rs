//! The one writer: everything that waits is committed together, and answered after the disk has it.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::{Connection, params_from_iter};
use tokio::sync::oneshot;

use super::{numbered, told};
use crate::{
    StoreError,
    engine::{Append, Counter, Statement, Unit, Value, Written, sql},
};

/// The most units in one commit.
const UNITS: usize = 256;
/// The most bytes in one commit, roughly.
const BYTES: usize = 4 << 20;
/// The longest that a commit waits for company.
const PATIENCE: Duration = Duration::from_millis(2);

struct Job {
    unit: Unit,
    answer: oneshot::Sender<Result<Written, StoreError>>,
}

/// The writer's thread and the way to it.
pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// What it has written so far.
    pub(super) written: Arc<Counter>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (jobs, waiting) = channel();
        let written = Arc::new(Counter::default());
        let counter = written.clone();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || write_all(&connection, &waiting, &counter))
            .map_err(StoreError::fault)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), written })
    }

    /// Hands a unit over and waits until it is durable.
    pub(super) async fn write(&self, unit: Unit) -> Result<Written, StoreError> {
        let gone = || StoreError::odd("the writer has stopped");
        let (answer, answered) = oneshot::channel();
        self.jobs.as_ref().ok_or_else(gone)?.send(Job { unit, answer }).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // Whatever was handed over is still written; a thread that has panicked has nothing to add.
            let _ = thread.join();
        }
    }
}

fn write_all(connection: &Connection, waiting: &Receiver<Job>, counter: &Counter) {
    let (mut answered, mut patience) = (0, Duration::ZERO);
    while let Some(batch) = gather(waiting, answered, patience) {
        let began = Instant::now();
        answered = batch.len();
        commit(connection, batch, counter);
        patience = PATIENCE.min(began.elapsed() / 4);
    }
}

/// Takes what waits. Whoever was just answered may have more to write: the next commit waits
/// for them a quarter of the time that the last one took.
fn gather(waiting: &Receiver<Job>, answered: usize, patience: Duration) -> Option<Vec<Job>> {
    let until = Instant::now() + patience;
    let (mut batch, mut weight, mut company) = (Vec::new(), 0, None);
    while batch.len() < UNITS && weight < BYTES {
        let next: Job = match waiting.try_recv() {
            Ok(next) => next,
            Err(_) => {
                let company = *company.get_or_insert(batch.len() + answered);
                if batch.is_empty() {
                    waiting.recv().ok()?
                } else if batch.len() < company {
                    let left = until.saturating_duration_since(Instant::now());
                    let Ok(next) = waiting.recv_timeout(left) else { break };
                    next
                } else {
                    break;
                }
            }
        };
        weight += next.unit.weight();
        batch.push(next);
    }
    Some(batch)
}

/// Commits a batch and answers each of its units.
fn commit(connection: &Connection, batch: Vec<Job>, counter: &Counter) {
    let done = write_batch(connection, &batch);
    if done.is_err() && !connection.is_autocommit() {
        // The transaction is still open after an error: nothing of it may stay.
        let _ = connection.execute_batch("ROLLBACK");
    }
    match done {
        Ok(written) => {
            let all = batch.iter().zip(&written);
            counter.committed(all.filter(|(_, w)| matches!(w, Ok(Written::Done))).map(|(job, _)| &job.unit));
            for (job, written) in batch.into_iter().zip(written) {
                // Nobody waits any more: the unit is written all the same.
                let _ = job.answer.send(written);
            }
        }
        Err(error) => {
            let error = told(error);
            for job in batch {
                let _ = job.answer.send(Err(error.clone()));
            }
        }
    }
}

fn write_batch(connection: &Connection, batch: &[Job]) -> rusqlite::Result<Vec<Result<Written, StoreError>>> {
    run(connection, "BEGIN IMMEDIATE", &[])?;
    let mut written = Vec::with_capacity(batch.len());
    for job in batch {
        written.push(write_apart(connection, &job.unit)?);
    }
    run(connection, "COMMIT", &[])?;
    Ok(written)
}

/// Writes one unit in a savepoint of its own, so that what goes wrong with it spoils nobody else's.
fn write_apart(connection: &Connection, unit: &Unit) -> rusqlite::Result<Result<Written, StoreError>> {
    run(connection, "SAVEPOINT unit", &[])?;
    let written = write_unit(connection, unit);
    if !matches!(written, Ok(Written::Done)) {
        if connection.is_autocommit() {
            // A full disk, for one, ends the whole transaction.
            return written.map(Ok);
        }
        run(connection, "ROLLBACK TO unit", &[])?;
    }
    run(connection, "RELEASE unit", &[])?;
    Ok(written.map_err(told))
}

fn write_unit(connection: &Connection, unit: &Unit) -> rusqlite::Result<Written> {
    if let Some(append) = &unit.append
        && !write_append(connection, append)?
    {
        return Ok(Written::Conflict);
    }
    for Statement { sql, args, must_change } in &unit.statements {
        let changed = run(connection, sql, args)?;
        if *must_change && changed == 0 {
            return Ok(Written::Unmet);
        }
    }
    Ok(Written::Done)
}

fn write_append(connection: &Connection, append: &Append) -> rusqlite::Result<bool> {
    let Append { stream, begin, expected, entries, head } = append;
    if let Some((kind, key)) = begin {
        let args = [stream.into(), (*kind).into(), (&expected.hash).into(), key.as_slice().into()];
        if run(connection, sql::BEGIN_STREAM, &args)? == 0 {
            return Ok(false);
        }
    }
    let mut moved = connection.prepare_cached(&numbered(sql::MOVE_HEAD))?;
    let to = (head.seq, &head.hash, head.at, stream, expected.seq, &expected.hash);
    if moved.execute(to)? == 0 {
        return Ok(false);
    }
    let mut header = connection.prepare_cached(&numbered(sql::ADD_EVENT))?;
    let mut body = connection.prepare_cached(&numbered(sql::ADD_BODY))?;
    for entry in entries {
        header.execute((stream, entry.seq, entry.recorded_at, &entry.body_hash, &entry.hash))?;
        body.execute((stream, entry.seq, &entry.sealed))?;
    }
    Ok(true)
}

fn run(connection: &Connection, sql: &str, args: &[Value]) -> rusqlite::Result<usize> {
    connection.prepare_cached(&numbered(sql))?.execute(params_from_iter(args))
}
