//! A whole application for tests of pages: the real router on a real store (SQLite in a temporary
//! directory; PostgreSQL with `POLYPHONY_TEST_ENGINE=postgres`), a made-up service and one network,
//! and browsers signed in as its people.
//!
//! ```ignore
//! let app = TestApp::new().await;
//! let page = app.leila().get(&app.at("story")).await;          // as the holder
//! page.shows("Sam").hides("the neighbour's confidence");
//! let done = app.leila().post("/request/new", &[("own-words", "…")]).await;
//! assert_eq!(done.status, 303);
//! let page = app.jo().send_form(&app.at("leave-words"), &[("text", "…")]).await;  // GET, fill in, POST
//! ```
//!
//! The clock stands at 2026-11-22 09:07 UTC until `app.clock_to(…)` moves it.

#![allow(dead_code, reason = "a harness offers more than each test takes")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod browser;

pub use browser::{Browser, Seen};

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::Router;
use dialogue::{
    Account, AccountId, Act, Command, CommandId, Duty, EntryId, MeetingId, MemberId, NetworkId,
    PractitionerId, RequestId, Seat, ServiceAct, ServiceCommand, Told, Who, WordsId,
    duty::DutyGiven,
    meeting::{Came, MeetingClosed, Next, NextSaid, Presence},
    people::{MemberDescribed, MemberNamed, Nearness},
    plan::{MeetingPlanned, Place, Planned},
    request::{Answer, Caller, HelpAsked, TakeCall},
    service::{CrisisContact, LegalRecord, PractitionerJoined, ServiceNamed},
    team::TeamJoined,
    words::{Kind, WordsSpoken},
};
use jiff::Timestamp;
use store::{Config, EngineConfig, NewAccount, Store};
use uuid::Uuid;

use crate::http::{App, Options, router::router};

/// The moment at which every test begins.
pub const NOW: &str = "2026-11-22T09:07:00Z";

/// The application under test.
pub struct TestApp {
    /// The router, as it is served.
    pub router: Router,
    /// The store behind it.
    pub store: Store,
    /// The network of Sam.
    pub network: NetworkId,
    /// Sam, the person at the centre.
    pub sam: MemberId,
    /// Jo, the sister.
    pub jo: MemberId,
    /// Bern, the neighbour.
    pub bern: MemberId,
    /// The first call, by Jo; she has said that Sam may know.
    pub request: RequestId,
    /// The people who may sign in, by slug: leila (holder), tom (core team), ines (of another network),
    /// ada (administrator), sam, jo, bern.
    pub accounts: Vec<NewAccount>,
    clock: Arc<AtomicI64>,
    config: Config,
    _dir: tempfile::TempDir,
}

/// A new identity; after [`ids_from`] the next of a series, on this thread.
pub fn id() -> Uuid {
    SERIES.with(|series| match series.get() {
        Some(at) => {
            series.set(Some(at + 1));
            Uuid::from_u128(0x019d_2f00_4b10_7000_8000_0000_0000_0000 + at)
        }
        None => Uuid::now_v7(),
    })
}

thread_local! {
    static SERIES: std::cell::Cell<Option<u128>> = const { std::cell::Cell::new(None) };
}

/// Draws all further identities of this thread from a series, those of forms too: for two worlds that
/// must be the same to the last byte.
pub fn ids_from(at: u128) {
    SERIES.with(|series| series.set(Some(at)));
}

fn account(seat: Seat, slug: &str, name: &str) -> NewAccount {
    NewAccount { account: Account { id: AccountId(id()), seat }, slug: slug.into(), name: name.into() }
}

/// The engine that the tests run on: what `POLYPHONY_TEST_ENGINE` says, or SQLite.
fn engine(dir: &std::path::Path) -> EngineConfig {
    match std::env::var("POLYPHONY_TEST_ENGINE").as_deref() {
        Ok("postgres") => {
            EngineConfig::Postgres { url: testkit::postgres::Cluster::shared().database().unwrap() }
        }
        Err(_) | Ok("sqlite") => EngineConfig::Sqlite { dir: dir.join("data") },
        Ok(other) => panic!("POLYPHONY_TEST_ENGINE is {other:?}, and not sqlite or postgres"),
    }
}

impl TestApp {
    /// A service with three practitioners, and Sam's network: a call by Jo, held by Leila, Tom in the core team.
    pub async fn new() -> Self {
        Self::with(false, Options::default()).await
    }

    /// The same as a demonstration or not, with settings of the edge.
    pub async fn with(is_demo: bool, options: Options) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let engine = engine(dir.path());
        Self::on(engine, dir, is_demo, options).await
    }

    /// The same on a PostgreSQL, whatever the other tests run on.
    pub async fn on_postgres() -> Self {
        let url = testkit::postgres::Cluster::shared().database().unwrap();
        let dir = tempfile::tempdir().unwrap();
        Self::on(EngineConfig::Postgres { url }, dir, false, Options::default()).await
    }

    /// The store as another process has it open.
    pub async fn another_process(&self) -> Store {
        Store::open(self.config.clone()).await.unwrap()
    }

    async fn on(engine: EngineConfig, dir: tempfile::TempDir, is_demo: bool, options: Options) -> Self {
        let now: Timestamp = NOW.parse().unwrap();
        let clock = Arc::new(AtomicI64::new(now.as_microsecond()));
        let ticking = clock.clone();
        let mut config = Config::new(engine, dir.path().join("service.key"));
        config.is_demo = is_demo;
        config.clock = Arc::new(move || {
            // A microsecond on at every look, as a real clock would.
            Timestamp::from_microsecond(ticking.fetch_add(1, Ordering::Relaxed)).unwrap()
        });
        let store = Store::open(config.clone()).await.unwrap();
        let (network, sam, jo, bern) = (NetworkId(id()), MemberId(id()), MemberId(id()), MemberId(id()));
        let practitioner = || Seat::Practitioner(PractitionerId(id()));
        let accounts = vec![
            account(practitioner(), "leila", "Leila Haddad"),
            account(practitioner(), "tom", "Tom Brook"),
            account(practitioner(), "ines", "Ines Vale"),
            account(Seat::Administrator, "ada", "Ada Stone"),
            account(Seat::Member(network, sam), "sam", "Sam Wren"),
            account(Seat::Member(network, jo), "jo", "Jo Wren"),
            account(Seat::Member(network, bern), "bern", "Bern Oakes"),
        ];
        let app = Self {
            router: router(App::new(store.clone(), options)),
            store,
            network,
            sam,
            jo,
            bern,
            request: RequestId(id()),
            accounts,
            clock,
            config,
            _dir: dir,
        };
        app.furnish().await;
        app
    }

    /// The same service after its database was changed behind its back, opened anew.
    pub async fn meddled(self, sql: &str) -> Self {
        testkit::meddle(&self.config.engine, sql).await.unwrap();
        let store = Store::open(self.config.clone()).await.unwrap();
        Self { router: router(App::new(store.clone(), Options::default())), store, ..self }
    }

    async fn furnish(&self) {
        let admin = self.account("ada");
        let named = ServiceNamed {
            name: "Harbour Street".into(),
            phone: "01632 960100".into(),
            crisis: vec![CrisisContact { who: "Emergency".into(), number: "999".into() }],
            zone: "Europe/London".into(),
            legal_record: LegalRecord::Organisation,
            other_record: "RiO".into(),
        };
        self.serve(admin, ServiceAct::Name(named)).await;
        for (slug, role, is_peer) in
            [("leila", "Nurse", false), ("tom", "Peer practitioner", true), ("ines", "Social worker", false)]
        {
            let joined = PractitionerJoined {
                practitioner: self.practitioner(slug),
                name: self.profile(slug).name.clone(),
                role: role.into(),
                is_peer,
                line: "I like to listen.".into(),
                phone: "07700 900123".into(),
            };
            self.serve(admin, ServiceAct::Join(joined)).await;
        }
        self.take_first_call().await;
        for new in &self.accounts {
            self.store.add_account(new).await.unwrap();
        }
        for (member, name, tie) in [(self.jo, "Jo", "my sister"), (self.bern, "Bern", "lives upstairs")] {
            let named = MemberNamed { member, name: name.into(), is_person: false };
            self.act("leila", Told::default(), Act::NameMember(named)).await;
            let described = MemberDescribed {
                member,
                tie: tie.into(),
                nearness: Nearness::Near,
                brings: String::new(),
                reach: String::new(),
                language: String::new(),
                needs: String::new(),
            };
            self.act("leila", Told::default(), Act::DescribeMember(described)).await;
        }
        let joined = TeamJoined { practitioner: self.practitioner("tom"), words: String::new() };
        self.act("leila", Told::default(), Act::JoinTeam(joined)).await;
    }

    async fn take_first_call(&self) {
        let called_at = self.store.now() - jiff::SignedDuration::from_hours(5);
        let asked = HelpAsked {
            request: self.request,
            called_at,
            taken_by: self.practitioner("leila"),
            caller: Caller {
                name: "Jo".into(),
                tie: "his sister".into(),
                reach: "07700 900456".into(),
                member: Some(self.jo),
            },
            caller_is_person: false,
            own_words: "He has not slept for four nights.".into(),
            person_knows: Answer::Yes,
            may_know: Answer::Yes,
            who_else: String::new(),
            where_when: String::new(),
            language: String::new(),
            needs: String::new(),
            safe_now: Answer::Yes,
        };
        let take = TakeCall { asked, person: self.sam, person_name: "Sam".into(), caller_member: self.jo };
        let command = Command { id: CommandId(id()), told: Told::default(), act: Act::TakeCall(take) };
        self.store.start(&self.account("leila"), self.network, command).await.unwrap();
    }

    async fn serve(&self, account: Account, act: ServiceAct) {
        self.store.act_service(&account, ServiceCommand { id: CommandId(id()), act }).await.unwrap();
    }

    /// Names a practitioner for a duty.
    pub async fn give(&self, slug: &str, duty: Duty) {
        let practitioner = self.practitioner(slug);
        self.serve(self.account("ada"), ServiceAct::Give(DutyGiven { practitioner, duty })).await;
    }

    /// Acts in Sam's network as somebody, and names the first entry that it made.
    pub async fn acted(&self, slug: &str, told: Told, act: Act) -> EntryId {
        let command = Command { id: CommandId(id()), told, act };
        let acted = self.store.act(&self.account(slug), self.network, command).await.unwrap();
        acted.entries[0]
    }

    /// Acts in Sam's network as somebody; panics when it is refused.
    pub async fn act(&self, slug: &str, told: Told, act: Act) {
        let command = Command { id: CommandId(id()), told, act };
        self.store.act(&self.account(slug), self.network, command).await.unwrap();
    }

    /// Plans a meeting at home tomorrow, with Leila and Tom, and these members invited.
    pub async fn plan_meeting(&self, invited: &[MemberId]) -> MeetingId {
        let meeting = MeetingId(id());
        let planned = MeetingPlanned {
            meeting,
            when: Planned { at: "2026-11-23T10:20:00".parse().unwrap(), zone: "Europe/London".into() },
            place: Place::Home,
            place_words: "Sam’s kitchen".into(),
            remote: String::new(),
            invited: invited.iter().copied().collect(),
            practitioners: [self.practitioner("leila"), self.practitioner("tom")].into(),
            wording: String::new(),
            reason: String::new(),
        };
        self.act("leila", Told::default(), Act::PlanMeeting(planned)).await;
        meeting
    }

    /// Notes who came to a meeting, and "we will call".
    pub async fn hold_meeting(&self, meeting: MeetingId, came: &[Who]) {
        for who in came {
            let came = Came { meeting, who: *who, presence: Presence::There, called: String::new() };
            self.act("leila", Told::default(), Act::NoteCame(came)).await;
        }
        let next = NextSaid { meeting, next: Next::WeWillCall("on Tuesday".into()) };
        self.act("leila", Told::default(), Act::SayNext(next)).await;
    }

    /// Words of a voice in a meeting, written down by Leila unless the voice is hers.
    pub async fn says(&self, meeting: MeetingId, voice: Who, kind: Kind, text: &str) -> WordsId {
        let words = WordsId(id());
        let spoken = WordsSpoken { words, kind, text: text.into(), in_answer_to: None, thinking_of: None };
        self.act("leila", Told::in_meeting(meeting, voice), Act::Speak(spoken)).await;
        words
    }

    /// Closes a meeting that began an hour ago.
    pub async fn close_meeting(&self, meeting: MeetingId) {
        let began_at = self.store.now() - jiff::SignedDuration::from_hours(1);
        let closed = MeetingClosed { meeting, began_at, minutes: Some(75) };
        self.act("leila", Told::default(), Act::CloseMeeting(closed)).await;
    }

    /// Moves the clock.
    pub fn clock_to(&self, at: &str) {
        let at: Timestamp = at.parse().unwrap();
        self.clock.store(at.as_microsecond(), Ordering::Relaxed);
    }

    /// An address in Sam's network.
    pub fn at(&self, below: &str) -> String {
        if below.is_empty() {
            format!("/network/{}", self.network)
        } else {
            format!("/network/{}/{below}", self.network)
        }
    }

    fn profile(&self, slug: &str) -> &NewAccount {
        self.accounts.iter().find(|a| a.slug == slug).unwrap()
    }

    /// Somebody's account.
    pub fn account(&self, slug: &str) -> Account {
        self.profile(slug).account
    }

    /// A practitioner's identity.
    pub fn practitioner(&self, slug: &str) -> PractitionerId {
        self.account(slug).voice().and_then(Who::practitioner).unwrap()
    }

    /// Somebody's voice.
    pub fn voice(&self, slug: &str) -> Who {
        self.account(slug).voice().unwrap()
    }

    /// A browser in which somebody is signed in.
    pub async fn signed_in(&self, slug: &str) -> Browser {
        let lasts = jiff::SignedDuration::from_hours(8);
        let token = self.store.open_session(self.account(slug).id, lasts).await.unwrap();
        Browser { router: self.router.clone(), cookie: Some(format!("polyphony={}", token.secret())) }
    }

    /// A browser with the token of a session.
    pub fn with_token(&self, token: &store::Token) -> Browser {
        Browser { router: self.router.clone(), cookie: Some(format!("polyphony={}", token.secret())) }
    }

    /// A browser in which nobody is signed in.
    pub fn nobody(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None }
    }

    /// The holder.
    pub async fn leila(&self) -> Browser {
        self.signed_in("leila").await
    }
    /// The person.
    pub async fn sam(&self) -> Browser {
        self.signed_in("sam").await
    }
    /// The sister.
    pub async fn jo(&self) -> Browser {
        self.signed_in("jo").await
    }
    /// The neighbour.
    pub async fn bern(&self) -> Browser {
        self.signed_in("bern").await
    }
    /// A practitioner of another network.
    pub async fn ines(&self) -> Browser {
        self.signed_in("ines").await
    }
    /// The administrator.
    pub async fn ada(&self) -> Browser {
        self.signed_in("ada").await
    }
}
