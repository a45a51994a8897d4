//! Serving: open the store, listen, and stop when asked, with nothing half-answered.

use anyhow::Context;
use store::{Missing, Store};
use tokio::net::TcpListener;
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
    };
    listen_on(&listen.unwrap_or(config.serve.listen), store, options).await
}

/// Listens until the process is asked to stop.
pub async fn listen_on(address: &str, store: Store, options: Options) -> anyhow::Result<()> {
    let listener =
        TcpListener::bind(address).await.with_context(|| format!("Nothing can listen on {address}"))?;
    let at = listener.local_addr()?;
    println!("Polyphony is at http://{at}");
    if store.is_demo() {
        say_who(&options.demo_people, &at.to_string());
    }
    web::serve(listener, App::new(store, options), asked_to_stop()).await?;
    Ok(())
}

fn say_who(people: &[DemoPerson], at: &str) {
    println!("Everybody in it is made up. Choose who you would like to be at http://{at}/demo:");
    for person in people {
        println!("  {:<10} {} – {}", person.slug, person.name, person.line);
    }
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut stop) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = stop.recv() => {}
    }
}
