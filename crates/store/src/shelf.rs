//! What is held in memory: whole records and viewers' folds, within a bound of bytes.

use std::sync::Arc;

use dialogue::{NetworkId, Standing};
use quick_cache::{OptionsBuilder, Weighter, sync::Cache};
use tokio::sync::RwLock;

use crate::{
    StoreError,
    record::{Record, View},
};

/// A place for one record: empty until it is needed, and again whenever what it held is in doubt.
pub(crate) type Place = Arc<RwLock<Option<Record>>>;

#[derive(Clone)]
struct Held {
    place: Place,
    weight: u64,
}

#[derive(Clone)]
struct ByWeight;

impl Weighter<NetworkId, Held> for ByWeight {
    fn weight(&self, _: &NetworkId, held: &Held) -> u64 {
        held.weight
    }
}

impl Weighter<(NetworkId, Standing), (View, u64)> for ByWeight {
    fn weight(&self, _: &(NetworkId, Standing), held: &(View, u64)) -> u64 {
        held.1
    }
}

/// The shelf.
pub(crate) struct Shelf {
    records: Cache<NetworkId, Held, ByWeight>,
    views: Cache<(NetworkId, Standing), (View, u64), ByWeight>,
}

/// What an empty place weighs.
const EMPTY: u64 = 256;

impl Shelf {
    /// A shelf that holds about so many bytes: three fifths for records, the rest for views.
    pub(crate) fn new(bytes: u64) -> Result<Self, StoreError> {
        let options = |bytes: u64| {
            let expected = usize::try_from(bytes / 65_536 + 16).unwrap_or(1024);
            // One shard: a long record may take a good part of the shelf.
            let mut builder = OptionsBuilder::new();
            builder.shards(1).weight_capacity(bytes).estimated_items_capacity(expected);
            builder.build().map_err(|_| StoreError::odd("the cache cannot be set up"))
        };
        let (records, views) = (bytes / 5 * 3, bytes / 5 * 2);
        Ok(Self {
            records: Cache::with_options(options(records)?, ByWeight, Default::default(), Default::default()),
            views: Cache::with_options(options(views)?, ByWeight, Default::default(), Default::default()),
        })
    }

    /// The place of a record.
    pub(crate) fn place(&self, network: NetworkId) -> Place {
        if let Some(held) = self.records.get(&network) {
            return held.place;
        }
        let made = || Ok::<_, std::convert::Infallible>(Held { place: Place::default(), weight: EMPTY });
        match self.records.get_or_insert_with(&network, made) {
            Ok(held) => held.place,
            Err(never) => match never {},
        }
    }

    /// Tells the shelf what a record weighs now.
    pub(crate) fn weigh(&self, network: NetworkId, place: &Place, weight: u64) {
        let known = self.records.peek(&network);
        let grown = known
            .is_none_or(|held| weight > held.weight + held.weight / 8 || !Arc::ptr_eq(place, &held.place));
        if grown {
            self.records.insert(network, Held { place: place.clone(), weight: weight + EMPTY });
        }
    }

    /// Lets go of everything that is held of a network.
    pub(crate) fn forget(&self, network: NetworkId) {
        self.records.remove(&network);
        self.views.retain(|(of, _), _| *of != network);
    }

    /// A viewer's fold, if it is held.
    pub(crate) fn view(&self, key: &(NetworkId, Standing)) -> Option<View> {
        self.views.get(key).map(|(view, _)| view)
    }

    /// Takes a viewer's fold off the shelf.
    pub(crate) fn take_view(&self, key: &(NetworkId, Standing)) -> Option<View> {
        self.views.remove(key).map(|(_, (view, _))| view)
    }

    /// Puts a viewer's fold on the shelf.
    pub(crate) fn put_view(&self, key: (NetworkId, Standing), view: &View) {
        self.views.insert(key, (view.clone(), view.weight()));
    }

    /// Roughly how many bytes are held.
    pub(crate) fn weight(&self) -> u64 {
        self.records.weight() + self.views.weight()
    }
}
