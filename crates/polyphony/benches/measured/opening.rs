//! Opening, filtering and folding a long record with nothing held, against parsing the same bytes alone.

use std::time::Instant;

use dialogue::Body;
use store::Purpose;

use crate::{
    Aim, Row,
    place::{self, Place},
};

const ENTRIES: usize = 10_000;
/// How often it is opened; the best of each side counts, as the one least disturbed.
const LOOKS: usize = 15;

pub async fn rows() -> Vec<Row> {
    vec![row(&Place::sqlite()).await, row(&Place::postgres()).await]
}

async fn row(place: &Place) -> Row {
    let net = place::of_length(&place.open().await, 0, ENTRIES).await;
    let (mut ours, mut parsing) = (f64::MAX, f64::MAX);
    for _ in 0..LOOKS {
        let store = place.open().await;
        // For a list: the only look that waits for no disk, and here the disk is not what is measured.
        let began = Instant::now();
        let permit = store.permit(&net.holder, net.id, Purpose::List).await.unwrap();
        let _card = store.card(&permit).await.unwrap();
        ours = ours.min(began.elapsed().as_secs_f64());
        let permit = store.permit(&net.holder, net.id, Purpose::Read).await.unwrap();
        let network = store.network(&permit).await.unwrap();
        let body = |entry: &std::sync::Arc<dialogue::Entry>| Body { id: entry.id, told: entry.told.clone() };
        let bytes: Vec<Vec<u8>> =
            network.entries.iter().map(|entry| serde_json::to_vec(&body(entry)).unwrap()).collect();
        let began = Instant::now();
        let parsed: Vec<Body> = bytes.iter().map(|bytes| serde_json::from_slice(bytes).unwrap()).collect();
        parsing = parsing.min(began.elapsed().as_secs_f64());
        assert!(parsed.len() >= ENTRIES);
    }
    Row {
        what: format!(
            "{}: open, filter and fold 10,000 entries; limit: serde_json parses the same bytes",
            place.name
        ),
        ours: format!("{:.1} ms", ours * 1e3),
        limit: format!("{:.1} ms", parsing * 1e3),
        ratio: ours / parsing,
        aim: Aim::AtMost(2.5),
    }
}
