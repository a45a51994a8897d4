//! Group commit for PostgreSQL: a task takes everything that waits and writes it in one transaction.

use std::{
    collections::HashSet,
    sync::Arc,
    time::{Duration, Instant},
};

use deadpool_postgres::Pool;
use tokio::sync::{mpsc, oneshot};

use super::{connection, told, transaction};
use crate::{
    StoreError,
    engine::{Counter, Unit, Written},
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

impl Job {
    fn answer(self, with: Result<Written, StoreError>) {
        // Nobody waits any more: what was written stays written.
        let _ = self.answer.send(with);
    }

    /// Whether it needs a transaction of its own.
    fn is_alone(&self) -> bool {
        self.unit.statements.iter().any(|statement| statement.must_change)
    }
}

/// The way to the batching task; the task ends when this goes.
pub(super) struct Batcher {
    jobs: mpsc::UnboundedSender<Job>,
    /// What it has written so far.
    pub(super) written: Arc<Counter>,
}

impl Batcher {
    /// Starts the task.
    pub(super) fn start(pool: Pool, place: String) -> Self {
        let (jobs, waiting) = mpsc::unbounded_channel();
        let written = Arc::new(Counter::default());
        tokio::spawn(write_all(pool, place, waiting, written.clone()));
        Self { jobs, written }
    }

    /// Hands a unit over and waits until it is durable.
    pub(super) async fn write(&self, unit: Unit) -> Result<Written, StoreError> {
        let gone = || StoreError::odd("the writer has stopped");
        let (answer, answered) = oneshot::channel();
        self.jobs.send(Job { unit, answer }).map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn write_all(
    pool: Pool,
    place: String,
    mut waiting: mpsc::UnboundedReceiver<Job>,
    counter: Arc<Counter>,
) {
    let mut held_over = None;
    let (mut answered, mut patience) = (0, Duration::ZERO);
    loop {
        let until = Instant::now() + patience;
        let company = (waiting.len() + answered).min(UNITS);
        let first = match held_over.take() {
            Some(job) => job,
            None => match waiting.recv().await {
                Some(job) => job,
                None => return,
            },
        };
        // Whoever was just answered may have more to write: the next commit waits for them a quarter
        // of the time that the last one took. (The clock of tokio is too coarse for this.)
        while waiting.len() + 1 < company && Instant::now() < until {
            tokio::task::yield_now().await;
        }
        let batch = gather(first, &mut waiting, &mut held_over);
        let began = Instant::now();
        answered = batch.len();
        match connection(&pool, &place).await {
            Ok(client) => commit(&client, batch, &counter).await,
            Err(error) => batch.into_iter().for_each(|job| job.answer(Err(error.clone()))),
        }
        patience = PATIENCE.min(began.elapsed() / 4);
    }
}

/// Takes what waits: each stream once, and what needs a transaction of its own by itself.
fn gather(first: Job, waiting: &mut mpsc::UnboundedReceiver<Job>, held_over: &mut Option<Job>) -> Vec<Job> {
    let stream = |job: &Job| job.unit.append.as_ref().map(|append| append.stream);
    let mut streams: HashSet<_> = stream(&first).into_iter().collect();
    let mut weight = first.unit.weight();
    let mut batch = vec![first];
    if batch.first().is_some_and(Job::is_alone) {
        return batch;
    }
    while batch.len() < UNITS && weight < BYTES {
        let Ok(next) = waiting.try_recv() else { break };
        if next.is_alone() || stream(&next).is_some_and(|stream| !streams.insert(stream)) {
            *held_over = Some(next);
            break;
        }
        weight += next.unit.weight();
        batch.push(next);
    }
    batch
}

/// Commits a batch and answers each of its units. If the batch fails, each unit is tried
/// by itself, so that what goes wrong with one spoils nobody else's.
async fn commit(client: &deadpool_postgres::Client, batch: Vec<Job>, counter: &Counter) {
    let units: Vec<&Unit> = batch.iter().map(|job| &job.unit).collect();
    match transaction::write(client, &units).await {
        Ok(written) => {
            let done = batch.iter().zip(&written).filter(|(_, written)| **written == Written::Done);
            counter.committed(done.map(|(job, _)| &job.unit));
            batch.into_iter().zip(written).for_each(|(job, written)| job.answer(Ok(written)));
        }
        Err(error) if batch.len() == 1 || client.is_closed() => {
            let error = if client.is_closed() { StoreError::LostConnection } else { told(error) };
            batch.into_iter().for_each(|job| job.answer(Err(error.clone())));
        }
        Err(_) => {
            for job in batch {
                let written = transaction::write(client, &[&job.unit]).await;
                let lost = client.is_closed();
                let written = written.map(|written| written.first().copied().unwrap_or(Written::Conflict));
                job.answer(
                    written.map_err(|error| if lost { StoreError::LostConnection } else { told(error) }),
                );
            }
        }
    }
}
