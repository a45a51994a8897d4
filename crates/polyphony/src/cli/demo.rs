//! The demonstration: made when its directory is new, told relative to that moment, and served.

use std::path::PathBuf;

use anyhow::{Context, bail};
use jiff::Timestamp;
use store::{Missing, NewAccount, Store};
use web::{DemoPerson, Options};

use super::{
    Place,
    live::{self, Wanted},
    progress::Progress,
    serve::listen_on,
    simulate::perform,
};
use crate::demo::{Group, MadeUp, made_up};

/// Makes the made-up service where it is not there yet, and serves it.
pub async fn demo(listen: &str, data: PathBuf, live: &Wanted) -> anyhow::Result<()> {
    let place = Place::in_directory(data.clone());
    let mut config = place.read()?.store(Missing::Make)?;
    config.is_demo = true;
    let store = Store::open(config).await?;
    if !store.is_demo() {
        bail!("{} holds a real service. A demonstration needs a directory of its own.", data.display());
    }
    let now = Timestamp::from_microsecond(Timestamp::now().as_microsecond())?;
    let made = made_up(now);
    if store.accounts().await?.is_empty() {
        furnish(&store, &made).await?;
    }
    let administrator = made.service.first().map(|step| step.by).context("the made-up service has nobody")?;
    let live_rooms = live::furnish(&store, live, &data, listen, &administrator).await?;
    let options = Options { demo_people: people(&made), live_rooms, ..Options::default() };
    listen_on(listen, store, options).await
}

/// Fills a new store with the made-up service. The accounts come last: without them it is begun again.
async fn furnish(store: &Store, made: &MadeUp) -> anyhow::Result<()> {
    for step in &made.service {
        store.act_service(&step.by, step.command.clone()).await?;
    }
    let progress = Progress::of("Making up a service", None);
    perform(store, &made.steps, &progress).await?;
    progress.end();
    for person in &made.people {
        let new = NewAccount { account: person.account, slug: person.slug.into(), name: person.name.into() };
        store.add_account(&new).await?;
    }
    Ok(())
}

/// The people as the page lists them, each under the service or their network.
fn people(made: &MadeUp) -> Vec<DemoPerson> {
    let group = |group: Group| match group {
        Group::Team => "The team".to_owned(),
        Group::Administration => "Behind the scenes".to_owned(),
        Group::Network(id) => {
            let network = made.networks.iter().find(|n| n.id == id);
            network.map(|n| format!("{}: {}", n.name, n.state)).unwrap_or_default()
        }
    };
    let one = |p: &crate::demo::DemoPerson| DemoPerson {
        slug: p.slug.into(),
        name: p.name.into(),
        line: p.line.into(),
        group: group(p.group),
    };
    made.people.iter().map(one).collect()
}
