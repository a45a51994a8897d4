//! The whole record of one network as this process holds it. It never leaves the crate.

use std::{collections::HashMap, sync::Arc};

use dialogue::{
    AccountId, Class, Deed, Entry, EntryId, Network, NetworkId, Standing, Whole,
    index::{self, Index},
};
use policy::Policies;

use jiff::Timestamp;

use crate::{
    StoreError,
    engine::{Head, Stored, StreamRow},
    keys::Keys,
    stream::{Kind, Stream},
};

/// Roughly what an entry takes in memory beside its words: itself, its place in the fold, its name.
/// (Measured with passages of 100 letters, 475 bytes when sealed: 854 bytes each with their words.)
const ENTRY: usize = 600;
/// Roughly what it takes in a viewer's fold, which shares the words.
const VIEWED: usize = 500;

/// So many entries are opened on a thread of their own.
const MUCH: usize = 100;

/// The whole of one network.
pub(crate) struct Record {
    pub(crate) network: NetworkId,
    pub(crate) stream: Stream,
    pub(crate) whole: Whole,
    pub(crate) index: Option<Index>,
    /// What policy last said about each who did something here, and where they stood then.
    allowed: HashMap<(AccountId, Deed), (Standing, bool)>,
    sealed: usize,
}

impl Record {
    /// A record that begins with its first entry.
    pub(crate) fn begin(keys: &Keys, network: NetworkId) -> Result<Self, StoreError> {
        Ok(Self::empty(network, Stream::begin(keys, network.0.into_bytes(), Kind::Network)?))
    }

    /// A record that is in the database.
    pub(crate) fn found(keys: &Keys, network: NetworkId, row: &StreamRow) -> Result<Self, StoreError> {
        Ok(Self::empty(network, Stream::found(keys, network.0.into_bytes(), row)?))
    }

    fn empty(network: NetworkId, stream: Stream) -> Self {
        let whole = Whole::empty(network);
        Self { network, stream, whole, index: None, allowed: HashMap::new(), sealed: 0 }
    }

    /// Takes in what has been written since; much of it on a thread where it holds up nobody.
    pub(crate) async fn take_in(mut self, entries: Vec<Stored>, until: Head) -> Result<Self, StoreError> {
        if entries.len() < MUCH {
            self.take_in_here(entries, until)?;
            return Ok(self);
        }
        let apart = move || self.take_in_here(entries, until).map(|()| self);
        tokio::task::spawn_blocking(apart).await.map_err(StoreError::fault)?
    }

    fn take_in_here(&mut self, entries: Vec<Stored>, until: Head) -> Result<(), StoreError> {
        self.sealed += entries.iter().filter_map(|entry| entry.sealed.as_ref()).map(Vec::len).sum::<usize>();
        for entry in self.stream.open(entries, until)? {
            self.whole.apply(entry);
        }
        self.index = Some(index::rows(&self.whole));
        Ok(())
    }

    /// Takes in entries that were just sealed here; they are not durable yet.
    pub(crate) fn take_new(&mut self, entries: &[Arc<Entry>], sealed: usize) {
        entries.iter().for_each(|entry| self.whole.apply(entry.clone()));
        self.sealed += sealed;
    }

    /// Whether somebody who stands like this may do this: asked again when they stand elsewhere.
    pub(crate) fn may(&mut self, standing: &Standing, deed: Deed, policies: &Policies) -> bool {
        match self.allowed.get(&(standing.account, deed)) {
            Some((then, may)) if then == standing => *may,
            _ => {
                let may = policies.may(standing, deed);
                self.allowed.insert((standing.account, deed), (standing.clone(), may));
                may
            }
        }
    }

    /// The class of a named entry.
    pub(crate) fn class_of(&self, id: EntryId, at: Timestamp) -> Option<Class> {
        self.whole.entry(id).map(|entry| self.whole.class(entry, at))
    }

    /// Roughly how many bytes it takes.
    pub(crate) fn weight(&self) -> u64 {
        u64::try_from(self.whole.entries().len() * ENTRY + self.sealed).unwrap_or(u64::MAX)
    }
}

/// What one viewer knows of a network, folded once and carried on.
#[derive(Clone)]
pub(crate) struct View {
    /// The fold.
    pub(crate) network: Arc<Network>,
    /// How many entries of the whole it has taken account of.
    taken: usize,
    /// The last of those entries.
    last: Option<EntryId>,
    /// The guards under which it was folded.
    guards: u64,
    /// How many dates had passed by which a class changes.
    dates: usize,
    /// What was decided for each class.
    decided: policy::Decided,
}

impl View {
    /// A view that has taken account of nothing yet.
    pub(crate) fn empty(whole: &Whole, network: NetworkId, at: Timestamp) -> Self {
        Self {
            network: Arc::new(Network::empty(network)),
            taken: 0,
            last: None,
            guards: whole.guards_version(),
            dates: whole.dates_passed(at),
            decided: policy::Decided::default(),
        }
    }

    /// Whether it was folded from this whole, under the same guards, and can be carried on.
    pub(crate) fn follows(&self, whole: &Whole, at: Timestamp) -> bool {
        let last = self.taken.checked_sub(1).map(|at| whole.entries().get(at).map(|entry| entry.id));
        let same = self.guards == whole.guards_version() && self.dates == whole.dates_passed(at);
        same && last.is_none_or(|last| last.is_some() && last == self.last)
    }

    /// Whether nothing has been written since.
    pub(crate) fn is_up_to_date(&self, whole: &Whole, at: Timestamp) -> bool {
        self.taken == whole.entries().len() && self.follows(whole, at)
    }

    /// Takes in those of the whole's further entries that this viewer may read.
    pub(crate) fn carry_on(
        &mut self,
        whole: &Whole,
        at: Timestamp,
        mut may_read: impl FnMut(&Class) -> bool,
    ) {
        let entries = whole.entries();
        let Some(further) = entries.get(self.taken..).filter(|further| !further.is_empty()) else { return };
        let network = Arc::make_mut(&mut self.network);
        let decided = &mut self.decided;
        network.take_readable(further, |entry| decided.may_read(whole.class(entry, at), &mut may_read));
        self.taken = entries.len();
        self.last = entries.last().map(|entry| entry.id);
    }

    /// Whether there is nothing in it for this viewer.
    pub(crate) fn is_empty(&self) -> bool {
        self.network.entries.is_empty()
    }

    /// Roughly how many bytes it takes beside the whole, whose entries it shares.
    pub(crate) fn weight(&self) -> u64 {
        u64::try_from(1024 + self.network.entries.len() * VIEWED).unwrap_or(u64::MAX)
    }
}
