//! A filled service: at which rate `polyphony simulate` fills it, and how much memory the program holds
//! after the story of every network has been read from it.

use std::process::{Command, Stdio};

use dialogue::NetworkId;
use jiff::SignedDuration;
use store::Token;

use crate::{
    Aim, Row,
    place::Place,
    served::{PROGRAM, Served},
};

const NETWORKS: usize = 2_000;
const MONTHS: &str = "24";

pub async fn rows() -> Vec<Row> {
    let place = Place::sqlite();
    let mut simulate = Command::new(PROGRAM);
    simulate.arg("simulate").arg("--data").arg(place.data());
    simulate.args(["--networks", &NETWORKS.to_string(), "--months", MONTHS, "--seed", "1"]);
    let said = simulate.stderr(Stdio::inherit()).output().unwrap();
    assert!(said.status.success());
    let said = String::from_utf8(said.stdout).unwrap();
    eprint!("{said}");
    // "… N entries, R entries a second." and "…: B a second. Ratio …"
    let before = |end: &str| {
        let (start, _) = said.split_once(end).unwrap();
        start.rsplit(' ').next().unwrap().to_owned()
    };
    let (rate, bare) = (before(" entries a second"), before(" a second. Ratio"));
    let ratio = rate.parse::<f64>().unwrap() / bare.parse::<f64>().unwrap();
    let filling = Row {
        what: format!(
            "simulate 2,000 networks of 24 months: {} entries; limit: the bare driver",
            before(" entries,")
        ),
        ours: format!("{rate}/s"),
        limit: format!("{bare}/s"),
        ratio,
        aim: Aim::None,
    };
    vec![filling, memory(&place).await]
}

async fn memory(place: &Place) -> Row {
    let looks = looks(place).await;
    let served = Served::start(&place.data());
    let mut client = served.client();
    for (network, session) in &looks {
        client.get(&format!("/network/{network}/story"), session.secret());
    }
    let peak = served.peak_mib();
    Row {
        what: format!(
            "peak memory of the program, the stories of {} networks read; limit: 200 MiB",
            looks.len()
        ),
        ours: format!("{peak:.0} MiB"),
        limit: "200 MiB".into(),
        ratio: peak / 200.0,
        aim: Aim::AtMost(1.0),
    }
}

/// Every network that somebody still working there is with, and a session of theirs.
async fn looks(place: &Place) -> Vec<(NetworkId, Token)> {
    let store = place.open().await;
    let mut looks = std::collections::BTreeMap::new();
    for profile in store.accounts().await.unwrap() {
        let session = store.open_session(profile.account.id, SignedDuration::from_hours(1)).await.unwrap();
        for listed in store.networks_of(&profile.account).await.unwrap() {
            looks.insert(listed.network, session.clone());
        }
    }
    looks.into_iter().collect()
}
