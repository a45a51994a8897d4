//! Serving: open the store, listen, and stop when asked, with nothing half-answered.

use anyhow::Context;
use store::{Missing, Store};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use web::{App, DemoPerson, Options};

use super::Place;

/// Serves a service that is there.
pub async fn serve(place: &Place, listen: Option<String>) -> anyhow::Result<()> {
    let config = place.read()?;
    let store = Store::open(config.store(Missing::Refuse)?).await?;
    let options = Options {
        secure_cookies: config.serve.secure_cookies,
        exit: config.serve.exit.clone(),
        demo_people: Vec::new(),
        live_rooms: Default::default(),
    };
    listen_on(&listen.unwrap_or(config.serve.listen), store, options).await
}

/// Listens until the process is asked to stop.
pub async fn listen_on(address: &str, store: Store, options: Options) -> anyhow::Result<()> {
    let listener =
        TcpListener::bind(address).await.with_context(|| format!("Nothing can listen on {address}"))?;
    let at = listener.local_addr()?;
    let stop = asked_to_stop()?;
    println!("Polyphony is at http://{at}");
    if store.is_demo() {
        say_who(&options.demo_people, &at.to_string());
    }
    web::serve(listener, App::new(store, options), stop).await?;
    Ok(())
}

fn say_who(people: &[DemoPerson], at: &str) {
    println!("Everybody in it is made up. Choose who you would like to be at http://{at}/demo:");
    for person in people {
        println!("  {:<10} {} – {}", person.slug, person.name, person.line);
    }
}

/// Comes when the process is asked to stop. The wish is heard from the moment this is called,
/// so that nobody who has read where it listens asks too early.
fn asked_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let (mut ended, mut interrupted) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = ended.recv() => {}
            _ = interrupted.recv() => {}
        }
    })
}
