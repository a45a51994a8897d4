//! Reindex: drop the index tables and rebuild them from the entries.

use dialogue::{NetworkId, index};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{
    Store, StoreError,
    engine::{Statement, StreamRow, Unit, Written, sql},
    index as rows,
    stream::Kind,
};

/// Networks that are rebuilt at the same time, so that they share commits.
const TOGETHER: usize = 32;
/// How often a network is tried when others keep writing to it.
const TRIES: usize = 5;

impl Store {
    /// Rebuilds every index row; tells after each network how many are done. The service may go on meanwhile.
    ///
    /// # Errors
    /// What the database says; the networks that were done stay done.
    pub async fn reindex(&self, mut done: impl FnMut(u64)) -> Result<u64, StoreError> {
        let stray = rows::CLEAR_STRAY.iter().map(|sql| Statement::new(sql, Vec::new())).collect();
        self.0.engine.write(Unit::of(stray)).await?;
        let mut count = 0;
        let mut working = JoinSet::new();
        for network in self.networks().await? {
            if working.len() >= TOGETHER {
                finished(working.join_next().await)?;
                count += 1;
                done(count);
            }
            let store = self.clone();
            working.spawn(async move { store.reindex_one(network).await });
        }
        while let Some(ended) = working.join_next().await {
            finished(Some(ended))?;
            count += 1;
            done(count);
        }
        Ok(count)
    }

    /// Every network there is, in the order of their ids.
    pub(crate) async fn networks(&self) -> Result<Vec<NetworkId>, StoreError> {
        let mut networks = Vec::new();
        for id in self.streams().await? {
            let row = self.0.engine.one(sql::STREAM, vec![(&id).into()]).await?;
            if row
                .map(|row| StreamRow::read(&row))
                .transpose()?
                .is_some_and(|row| row.kind == Kind::Network as i64 && !row.is_destroyed())
            {
                networks.push(NetworkId(Uuid::from_bytes(id)));
            }
        }
        Ok(networks)
    }

    /// Every stream there is.
    pub(crate) async fn streams(&self) -> Result<Vec<[u8; 16]>, StoreError> {
        let mut streams: Vec<[u8; 16]> = Vec::new();
        loop {
            let after: &[u8] = streams.last().map_or(&[], |last| last.as_slice());
            let page = self.0.engine.rows(sql::STREAMS, vec![after.into()]).await?;
            if page.is_empty() {
                return Ok(streams);
            }
            for row in page {
                streams
                    .push(row.bytes(0)?.try_into().map_err(|_| StoreError::damaged("the name of a stream"))?);
            }
        }
    }

    async fn reindex_one(&self, network: NetworkId) -> Result<(), StoreError> {
        let place = self.0.shelf.place(network);
        for _ in 0..TRIES {
            let mut held = place.write().await;
            let Some(mut record) = self.caught_up(network, held.take()).await? else { return Ok(()) };
            let after = index::rows(&record.whole);
            let append = Some(record.stream.unmoved());
            let statements = rows::anew(network, &after, &self.0.keys);
            if self.0.engine.write(Unit { append, statements }).await? == Written::Done {
                record.index = Some(after);
                self.weigh(&place, &record);
                *held = Some(record);
                return Ok(());
            }
        }
        Err(StoreError::SomebodyElse)
    }
}

fn finished(ended: Option<Result<Result<(), StoreError>, tokio::task::JoinError>>) -> Result<(), StoreError> {
    ended.unwrap_or(Ok(Ok(()))).map_err(StoreError::fault)?
}
