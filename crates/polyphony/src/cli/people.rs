//! Making accounts from the machine itself: the first administrator, practitioners, new links.

use anyhow::bail;
use dialogue::{
    Account, AccountId, CommandId, PractitionerId, Seat, ServiceAct, ServiceCommand,
    service::PractitionerJoined,
};
use jiff::SignedDuration;
use store::{Missing, NewAccount, Store};
use uuid::Uuid;

use super::Place;

/// How long a link waits to be used.
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(48);

async fn open(place: &Place) -> anyhow::Result<(Store, String)> {
    let config = place.read()?;
    Ok((Store::open(config.store(Missing::Make)?).await?, config.serve.listen))
}

/// Takes in a practitioner.
pub async fn practitioner(place: &Place, name: String, role: String, phone: String) -> anyhow::Result<()> {
    let (store, at) = open(place).await?;
    let id = PractitionerId(Uuid::now_v7());
    let account = Account { id: AccountId(Uuid::now_v7()), seat: Seat::Practitioner(id) };
    let is_peer = role.to_lowercase().contains("peer");
    let joined = PractitionerJoined {
        practitioner: id,
        name: name.clone(),
        role,
        is_peer,
        line: String::new(),
        phone,
    };
    let command = ServiceCommand { id: CommandId(Uuid::now_v7()), act: ServiceAct::Join(joined) };
    store.act_service(&account, command).await?;
    add(&store, &at, account, name).await
}

/// Makes an administrator, who keeps accounts and settings and reads no words.
pub async fn administrator(place: &Place, name: String) -> anyhow::Result<()> {
    let (store, at) = open(place).await?;
    let account = Account { id: AccountId(Uuid::now_v7()), seat: Seat::Administrator };
    add(&store, &at, account, name).await
}

async fn add(store: &Store, at: &str, account: Account, name: String) -> anyhow::Result<()> {
    let slug = slug(&name);
    if store.account_by_slug(&slug).await?.is_some() {
        bail!("Somebody already signs in as {slug}. Give a fuller name.");
    }
    store.add_account(&NewAccount { account, slug: slug.clone(), name }).await?;
    print_link(store, at, account.id, &slug).await
}

/// Prints a new link for an account.
pub async fn link(place: &Place, slug: &str) -> anyhow::Result<()> {
    let (store, at) = open(place).await?;
    let Some(profile) = store.account_by_slug(slug).await? else { bail!("Nobody signs in as {slug}.") };
    print_link(&store, &at, profile.account.id, slug).await
}

async fn print_link(store: &Store, at: &str, account: AccountId, slug: &str) -> anyhow::Result<()> {
    let token = store.make_link(account, LINK_LASTS).await?;
    println!("{slug} can come in once, within two days, at\n  http://{at}/sign-in/{}", token.secret());
    Ok(())
}

/// What somebody signs in with: their name in lower case, joined by hyphens.
fn slug(name: &str) -> String {
    dialogue::index::name_parts(name).collect::<Vec<_>>().join("-")
}
