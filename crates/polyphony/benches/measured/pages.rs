//! The story page of a long network, as the program serves it, against a static page of the same server.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use store::NewAccount;

use crate::{
    Aim, Row, median,
    place::{self, Place},
    served::Served,
};

const ENTRIES: usize = 2_000;
/// Connections that ask at the same time.
const CLIENTS: usize = 4;
const ROUNDS: usize = 3;
const LASTS: Duration = Duration::from_secs(2);
/// A page that reads nothing.
const STATIC: &str = "/help-now";

pub async fn rows() -> Vec<Row> {
    let place = Place::sqlite();
    let store = place.open().await;
    place::found(&store).await;
    let net = place::of_length(&store, 0, ENTRIES).await;
    let account = NewAccount { account: net.holder, slug: "measured".into(), name: "Measured".into() };
    store.add_account(&account).await.unwrap();
    let session = store.open_session(net.holder.id, SignedDuration::from_hours(1)).await.unwrap();
    drop(store);
    let served = Served::start(&place.data());
    let story = format!("/network/{}/story", net.id);
    let long = served.client().get(&story, session.secret()).len();
    let short = served.client().get(STATIC, session.secret()).len();
    let (mut ours, mut fixed, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let page = requests(&served, &story, session.secret());
        let limit = requests(&served, STATIC, session.secret());
        ours.push(page);
        fixed.push(limit);
        ratios.push(page / limit);
    }
    let row = Row {
        what: format!(
            "story page of 2,000 entries, 50 shown, {} KB; limit: a static page of {} KB",
            long / 1000,
            short / 1000
        ),
        ours: format!("{:.0}/s", median(ours)),
        limit: format!("{:.0}/s", median(fixed)),
        ratio: median(ratios),
        aim: Aim::AtLeast(0.2),
    };
    vec![row]
}

/// Requests each second over connections that are kept.
fn requests(served: &Served, path: &str, session: &str) -> f64 {
    let began = Instant::now();
    let count: u32 = std::thread::scope(|scope| {
        let ask = |_| {
            scope.spawn(move || {
                let mut client = served.client();
                let mut count = 0;
                while began.elapsed() < LASTS {
                    client.get(path, session);
                    count += 1;
                }
                count
            })
        };
        let asking: Vec<_> = (0..CLIENTS).map(ask).collect();
        asking.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    f64::from(count) / began.elapsed().as_secs_f64()
}
