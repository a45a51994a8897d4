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

use super::{live, numbered, told};
use crate::{
    StoreError,
    engine::{Append, Counter, LiveUpdate, Statement, Unit, Value, Written, sql},
};

/// The most units in one commit.
const UNITS: usize = 256;
/// The most bytes in one commit, roughly.
const BYTES: usize = 4 << 20;
/// The longest that a commit waits for company.
const PATIENCE: Duration = Duration::from_millis(2);

/// Where the answer goes.
type Way<T> = oneshot::Sender<Result<T, StoreError>>;

/// What waits to be written.
enum Job {
    Unit(Unit, Way<Written>),
    Live(Vec<LiveUpdate>, Way<Vec<bool>>),
}

/// What became of it, before the commit.
enum Done {
    Unit(Result<Written, StoreError>),
    Live(Result<Vec<bool>, StoreError>),
}

impl Job {
    fn weight(&self) -> usize {
        match self {
            Self::Unit(unit, _) => unit.weight(),
            Self::Live(updates, _) => updates.iter().map(|update| update.sealed.len() + 64).sum(),
        }
    }

    /// Nobody may wait any more: what was written stays written all the same.
    fn answer(self, done: Done) {
        match (self, done) {
            (Self::Unit(_, way), Done::Unit(written)) => drop(way.send(written)),
            (Self::Live(_, way), Done::Live(kept)) => drop(way.send(kept)),
            _ => {}
        }
    }

    fn fail(self, error: StoreError) {
        match self {
            Self::Unit(_, way) => drop(way.send(Err(error))),
            Self::Live(_, way) => drop(way.send(Err(error))),
        }
    }
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
        self.hand_over(|way| Job::Unit(unit, way)).await
    }

    /// Hands updates of live documents over and waits until they are durable.
    pub(super) async fn append_live(&self, updates: Vec<LiveUpdate>) -> Result<Vec<bool>, StoreError> {
        self.hand_over(|way| Job::Live(updates, way)).await
    }

    async fn hand_over<T>(&self, job: impl FnOnce(Way<T>) -> Job) -> Result<T, StoreError> {
        let gone = || StoreError::odd("the writer has stopped");
        let (answer, answered) = oneshot::channel();
        self.jobs.as_ref().ok_or_else(gone)?.send(job(answer)).map_err(|_| gone())?;
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
        // The updates of live documents come all in one job, and the next one only after its answer.
        answered = batch.iter().filter(|job| matches!(job, Job::Unit(..))).count();
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
        weight += next.weight();
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
        Ok(done) => {
            let written = batch.iter().zip(&done).filter_map(|both| match both {
                (Job::Unit(unit, _), Done::Unit(Ok(Written::Done))) => Some(unit),
                _ => None,
            });
            counter.committed(written);
            batch.into_iter().zip(done).for_each(|(job, done)| job.answer(done));
        }
        Err(error) => {
            let error = told(error);
            batch.into_iter().for_each(|job| job.fail(error.clone()));
        }
    }
}

fn write_batch(connection: &Connection, batch: &[Job]) -> rusqlite::Result<Vec<Done>> {
    run(connection, "BEGIN IMMEDIATE", &[])?;
    let mut done = Vec::with_capacity(batch.len());
    for job in batch {
        done.push(match job {
            Job::Unit(unit, _) => {
                let is_done = |written: &Written| *written == Written::Done;
                Done::Unit(apart(connection, is_done, || write_unit(connection, unit))?)
            }
            Job::Live(updates, _) => {
                Done::Live(apart(connection, |_| true, || live::append(connection, updates))?)
            }
        });
    }
    run(connection, "COMMIT", &[])?;
    Ok(done)
}

/// Writes in a savepoint of its own, so that what goes wrong with it spoils nobody else's.
fn apart<T>(
    connection: &Connection,
    stays: impl Fn(&T) -> bool,
    write: impl FnOnce() -> rusqlite::Result<T>,
) -> rusqlite::Result<Result<T, StoreError>> {
    run(connection, "SAVEPOINT unit", &[])?;
    let written = write();
    if !written.as_ref().is_ok_and(stays) {
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
