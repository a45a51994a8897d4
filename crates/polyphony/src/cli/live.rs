//! `demo --live-rooms` and `demo --live-fixture`: open meetings that a generator of load, or any client of the
//! Hocuspocus protocol, can write at. Made once; started again in the same directory, they are the same.

use std::path::{Path, PathBuf};

use anyhow::Context;
use dialogue::{Account, MeetingId};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use store::{NewAccount, Store};

use super::{progress::Progress, simulate::perform};
use crate::demo::live::{self, OpenMeeting};

/// How long the tokens are good for.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What is wanted of a demonstration besides its stories.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Wanted {
    /// Open so many meetings, and name the shared document of each PREFIX-0, PREFIX-1 and so on; one token,
    /// written into `live-token` in the data directory and printed, may write all of them.
    #[arg(long, value_name = "PREFIX")]
    live_rooms: Option<String>,
    /// Open so many meetings, and write a JSON list of them: address, documents, and for each client its token
    /// and what it may write.
    #[arg(long, value_name = "FILE")]
    live_fixture: Option<PathBuf>,
    /// How many meetings are opened for either.
    #[arg(long, default_value_t = 10)]
    meetings: u32,
    /// How many voices there are at each meeting of the fixture, besides a practitioner's.
    #[arg(long, default_value_t = 3)]
    voices: u32,
}

impl Wanted {
    fn is_any(&self) -> bool {
        self.live_rooms.is_some() || self.live_fixture.is_some()
    }
}

/// One meeting of the fixture.
#[derive(Serialize)]
struct Listed {
    url: String,
    network: String,
    meeting: String,
    documents: Vec<String>,
    clients: Vec<Client>,
}

/// One client of it: what it does not write, it reads.
#[derive(Serialize)]
struct Client {
    token: String,
    writes: Vec<String>,
}

/// Makes what is wanted and gives the other names of its documents.
pub async fn furnish(
    store: &Store,
    wanted: &Wanted,
    data: &Path,
    listen: &str,
    administrator: &Account,
) -> anyhow::Result<web::live::Names> {
    if !wanted.is_any() {
        return Ok(web::live::Names::new());
    }
    let voices = if wanted.live_fixture.is_some() { wanted.voices } else { 0 };
    let now = Timestamp::from_second(Timestamp::now().as_second())?;
    let meetings: Vec<_> = (0..wanted.meetings).map(|n| live::open_meeting(n, voices, now)).collect();
    open(store, &meetings, administrator).await?;
    let token = token(store, &data.join("live-token")).await?;
    if let Some(file) = &wanted.live_fixture {
        let listed = list(store, &meetings, &token, listen).await?;
        std::fs::write(file, serde_json::to_vec_pretty(&listed)?)
            .with_context(|| format!("{} cannot be written", file.display()))?;
        println!("Open meetings for live clients are listed in {}", file.display());
    }
    let Some(prefix) = &wanted.live_rooms else { return Ok(web::live::Names::new()) };
    println!("Live rooms {prefix}-0 to {prefix}-{}, token {token}", wanted.meetings.saturating_sub(1));
    let shared = |meeting| web::live::Document { meeting, part: web::live::Part::Shared };
    let named = |(n, open): (usize, &OpenMeeting)| (format!("{prefix}-{n}"), shared(open.meeting));
    Ok(meetings.iter().enumerate().map(named).collect())
}

/// Carries out the steps of meetings that are not there yet.
async fn open(store: &Store, meetings: &[OpenMeeting], administrator: &Account) -> anyhow::Result<()> {
    let practitioner = live::practitioner();
    let known: Vec<_> = store.accounts().await?.into_iter().map(|profile| profile.account.id).collect();
    if !known.contains(&practitioner.id) {
        store.act_service(administrator, live::joins()).await?;
        let new = NewAccount { account: practitioner, slug: "load".into(), name: "Load, a generator".into() };
        store.add_account(&new).await?;
    }
    let mut steps = Vec::new();
    for open in meetings {
        if store.network_of(open.meeting).await?.is_none() {
            steps.extend(open.steps.iter().cloned());
        }
    }
    let progress = Progress::of("Opening meetings", None);
    perform(store, &steps, &progress).await?;
    progress.end();
    // Their names are sealed with their network's key, so they come after it.
    for member in meetings.iter().flat_map(|open| &open.members).filter(|member| !known.contains(&member.id))
    {
        let slug = format!("load-{}", member.id);
        store.add_account(&NewAccount { account: *member, slug, name: "A voice, made up".into() }).await?;
    }
    Ok(())
}

/// The token of the one who may write everywhere: the one that is kept, while it is good.
async fn token(store: &Store, file: &Path) -> anyhow::Result<String> {
    if let Ok(kept) = std::fs::read_to_string(file)
        && store.session(kept.trim()).await?.is_some()
    {
        return Ok(kept.trim().to_owned());
    }
    let token = store.open_session(live::practitioner().id, LASTS).await?.secret().to_owned();
    std::fs::write(file, &token).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(token)
}

async fn list(
    store: &Store,
    meetings: &[OpenMeeting],
    token: &str,
    listen: &str,
) -> anyhow::Result<Vec<Listed>> {
    let mut all = Vec::with_capacity(meetings.len());
    for open in meetings {
        let shared = document(open.meeting, None);
        let own = |account: &Account| account.voice().map(|who| document(open.meeting, Some(who)));
        let practitioner = live::practitioner();
        let mut documents = vec![shared.clone()];
        let writes = std::iter::once(shared.clone()).chain(own(&practitioner)).collect();
        let mut clients = vec![Client { token: token.to_owned(), writes }];
        documents.extend(own(&practitioner));
        for member in &open.members {
            let token = store.open_session(member.id, LASTS).await?.secret().to_owned();
            let writes = std::iter::once(shared.clone()).chain(own(member)).collect();
            documents.extend(own(member));
            clients.push(Client { token, writes });
        }
        let url = format!("ws://{listen}/live");
        let (network, meeting) = (open.network.to_string(), open.meeting.to_string());
        all.push(Listed { url, network, meeting, documents, clients });
    }
    Ok(all)
}

fn document(meeting: MeetingId, voice: Option<dialogue::Who>) -> String {
    let part = voice.map_or(web::live::Part::Shared, web::live::Part::Voice);
    web::live::Document { meeting, part }.to_string()
}
