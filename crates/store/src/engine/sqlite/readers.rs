//! A few reading connections, opened when they are first needed.

use std::path::PathBuf;

use parking::Held;
use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{connect, told};
use crate::StoreError;

/// Reads at the same time, at most.
const READERS: usize = 4;

/// The reading connections.
pub(super) struct Readers {
    path: PathBuf,
    idle: std::sync::Arc<Held>,
    turn: Semaphore,
}

/// The connections that nobody is using.
mod parking {
    use std::sync::{Mutex, PoisonError};

    use rusqlite::Connection;

    #[derive(Default)]
    pub(super) struct Held(Mutex<Vec<Connection>>);

    impl Held {
        pub(super) fn take(&self) -> Option<Connection> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
        }
        pub(super) fn put(&self, connection: Connection) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Default::default(), turn: Semaphore::new(READERS) }
    }

    fn connection(&self) -> Result<Connection, StoreError> {
        self.idle.take().map_or_else(|| connect(&self.path, false), Ok)
    }

    /// Reads on this thread: for one short row.
    pub(super) async fn here<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let _turn = self.turn.acquire().await.map_err(StoreError::fault)?;
        let connection = self.connection()?;
        let answer = read(&connection);
        self.idle.put(connection);
        answer.map_err(told)
    }

    /// Reads on a thread where waiting for the disk holds up nobody.
    pub(super) async fn apart<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _turn = self.turn.acquire().await.map_err(StoreError::fault)?;
        let connection = self.connection()?;
        let idle = self.idle.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let answer = read(&connection);
            idle.put(connection);
            answer
        });
        reading.await.map_err(StoreError::fault)?.map_err(told)
    }
}
