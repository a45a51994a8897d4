//! Reading a record: what is held is used only after its end has been compared with the database's.

use dialogue::{NetworkId, Standing};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    record::{Record, View},
    shelf::Place,
};

impl Store {
    /// Does something with a record that is as new as the database.
    pub(crate) async fn with_record<T>(
        &self,
        network: NetworkId,
        then: impl FnOnce(&Record) -> T,
    ) -> Result<T, StoreError> {
        let place = self.0.shelf.place(network);
        let known = place.read().await.as_ref().map_or(i64::MAX, |record| record.stream.head.seq);
        let found = self.0.engine.tail(network.0.into_bytes(), known).await?.ok_or(StoreError::NotYours)?;
        if found.stream.is_destroyed() {
            *place.write().await = None;
            return Err(StoreError::NotYours);
        }
        {
            // An end behind ours: more was committed here while the database was asked.
            let held = place.read().await;
            let is_current = |record: &&Record| {
                let ours = record.stream.head;
                ours == found.stream.head || ours.seq > found.stream.head.seq
            };
            if known != i64::MAX
                && let Some(record) = held.as_ref().filter(is_current)
            {
                return Ok(then(record));
            }
        }
        let mut held = place.write().await;
        let record = self.caught_up(network, held.take()).await?.ok_or(StoreError::NotYours)?;
        self.weigh(&place, &record);
        Ok(then(held.insert(record)))
    }

    /// A record as the database has it now, going on from what was held; `None` if there is none.
    pub(crate) async fn caught_up(
        &self,
        network: NetworkId,
        held: Option<Record>,
    ) -> Result<Option<Record>, StoreError> {
        let id = network.0.into_bytes();
        if let Some(record) = held.filter(|record| record.stream.has_begun()) {
            let ours = record.stream.head;
            let Some(tail) = self.0.engine.tail(id, ours.seq).await? else { return Ok(None) };
            if tail.stream.is_destroyed() {
                return Ok(None);
            }
            let theirs = tail.stream.head;
            if ours == theirs {
                return Ok(Some(record));
            }
            if theirs.seq > ours.seq {
                return record.take_in(tail.entries, theirs).await.map(Some);
            }
            // The database has another end than we remember: nothing that is held can be trusted.
        }
        let Some(tail) = self.0.engine.tail(id, 0).await? else { return Ok(None) };
        if tail.stream.is_destroyed() {
            return Ok(None);
        }
        let record = Record::found(&self.0.keys, network, &tail.stream)?;
        record.take_in(tail.entries, tail.stream.head).await.map(Some)
    }

    /// Tells the shelf what a record weighs.
    pub(crate) fn weigh(&self, place: &Place, record: &Record) {
        self.0.shelf.weigh(record.network, place, record.weight());
    }

    /// What somebody who stands like this knows of a record: exactly the entries of those classes
    /// that policy lets them read, folded.
    pub(crate) fn view(&self, record: &Record, standing: &Standing, at: Timestamp) -> View {
        let whole = &record.whole;
        let key = (record.network, standing.clone());
        if let Some(view) = self.0.shelf.view(&key).filter(|view| view.is_up_to_date(whole, at)) {
            return view;
        }
        let held = self.0.shelf.take_view(&key).filter(|view| view.follows(whole, at));
        let mut view = held.unwrap_or_else(|| View::empty(whole, record.network, at));
        let asking = self.0.policies.asking(standing);
        view.carry_on(whole, at, |class| asking.may_read(class));
        self.0.shelf.put_view(key, &view);
        view
    }
}
