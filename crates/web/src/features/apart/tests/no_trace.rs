//! What you may not see leaves no trace (promise 4), at the edge: two worlds with the same ids and the same
//! clock, one of which holds more than the viewer may read. Every address is looked at and sent to in both,
//! and every answer is the same to the last byte: status, all headers, body, order, counts, ids, hidden
//! fields, refusals. Nothing is stripped before comparing.

use axum::http::HeaderMap;
use dialogue::{
    Act, Audience, CircleId, Command, CommandId, DecisionId, EntryId, MeetingId, MemberId, PromiseId,
    QuestionId, RequestId, StayId, Told, Who, WordsId,
    circle::CircleNamed,
    decision::{DecisionOpened, StanceTaken},
    guard::{EntryHeldBack, Ground},
    invitation_wish::InvitationWished,
    meeting::{Came, MeetingClosed, Next, NextSaid, Presence},
    out_of_sight::{Misplaced, TakenOutOfSight},
    people::{Circumstance, CircumstanceTold, MemberNamed, TieTold, Wish, WishTold},
    plan::{InvitationGiven, MeetingPlanned, Place, Planned},
    promise::PromiseMade,
    question::QuestionOpened,
    reach::ReachTold,
    request::{Answer, Caller, HelpAsked, TakeCall},
    safety::SafetyAgreed,
    shared::SharedWordsOffered,
    stay::{Lawful, StayBegan},
    unsafe_pair::UnsafePairMarked,
    view::{View, ViewSet},
    words::{Kind, WordsSpoken},
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    features::addresses::ADDRESSES,
    testing::{Seen, TestApp, id, ids_from},
};

/// A small and repeatable chance (Knuth's constants for a 64-bit linear congruential generator).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.next(all.len())]
    }
}

/// Whoever of the network looks, and who must stay hidden from them where somebody must.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Viewer {
    /// The person at the centre.
    Sam,
    /// A member, who is at risk from nobody.
    Jo,
    /// A member from whom another must stay hidden.
    Bern,
}

impl Viewer {
    fn slug(self) -> &'static str {
        match self {
            Self::Sam => "sam",
            Self::Jo => "jo",
            Self::Bern => "bern",
        }
    }
}

/// One of two worlds.
struct World {
    app: TestApp,
    /// Somebody who is only in the fuller one.
    kim: MemberId,
    /// Whether it holds what the viewer may not read.
    is_fuller: bool,
    began: Timestamp,
    steps: u32,
    hidden: u32,
    meetings: Vec<MeetingId>,
    decisions: Vec<DecisionId>,
    circles: Vec<CircleId>,
    /// What stands in the places of addresses, the same in both worlds: also what is in one of them only.
    places: Vec<(&'static str, String)>,
}

/// Ids of the shared steps, of the hidden ones, and of answers, far apart.
const SHARED: u128 = 1 << 40;
const HIDDEN: u128 = 1 << 41;
const ASKED: u128 = 1 << 42;

impl World {
    async fn new(is_fuller: bool) -> Self {
        ids_from(1);
        let app = TestApp::new().await;
        let began = app.store.now();
        Self {
            kim: MemberId(uuid::Uuid::from_u128(7)),
            is_fuller,
            began,
            steps: 0,
            hidden: 0,
            meetings: Vec::new(),
            decisions: Vec::new(),
            circles: Vec::new(),
            places: vec![
                ("network", app.network.to_string()),
                ("practitioner", app.practitioner("tom").to_string()),
            ],
            app,
        }
    }

    /// The clock and the ids of a step that both worlds take.
    fn shared(&mut self) {
        self.steps += 1;
        let at = self.began + SignedDuration::from_mins(i64::from(self.steps) * 7);
        self.app.clock_to(&at.to_string());
        ids_from(SHARED + u128::from(self.steps) * 1000);
    }

    async fn does(&self, slug: &str, told: Told, act: Act) -> bool {
        let command = Command { id: CommandId(id()), told, act };
        self.app.store.act(&self.app.account(slug), self.app.network, command).await.is_ok()
    }

    fn place(&mut self, place: &'static str, id: impl ToString) {
        self.places.push((place, id.to_string()));
    }

    /// Members named by something of the team: in the fuller world with the one who must stay hidden.
    fn with_kim(&self, viewer: Viewer, named: &[MemberId]) -> Vec<MemberId> {
        let kim = (self.is_fuller && viewer == Viewer::Bern).then_some(self.kim);
        named.iter().copied().chain(kim).collect()
    }

    async fn step(&mut self, viewer: Viewer, chance: &mut Chance) -> bool {
        self.shared();
        let (sam, jo, bern) = (self.app.sam, self.app.jo, self.app.bern);
        let who = chance.of(&["sam", "jo", "bern", "leila", "tom"]);
        let text = format!("Said at step {}.", self.steps);
        let shared = chance.of(&[Audience::Everyone, Audience::PersonAndTeam, Audience::Everyone]);
        let told = Told { audience: Some(shared), ..Told::default() };
        let some = [sam, chance.of(&[jo, bern])];
        let what = chance.next(15);
        let (slug, told, act) = match what {
            0..=2 => {
                let words = WordsId(id());
                self.place("words", words);
                (who, told, Act::Speak(spoken(words, text)))
            }
            3 => {
                let decision = DecisionId(id());
                self.decisions.push(decision);
                self.place("decision", decision);
                let opened =
                    DecisionOpened { decision, about: text, is_medicine: false, options: vec!["Yes".into()] };
                ("leila", told, Act::OpenDecision(opened))
            }
            4 if !self.decisions.is_empty() => {
                let decision = chance.of(&self.decisions);
                let stance = StanceTaken { decision, who: self.app.voice(who), words: text };
                (who, Told::default(), Act::TakeStance(stance))
            }
            5 => {
                let promise = PromiseId(id());
                self.place("promise", promise);
                let made = PromiseMade { promise, who: self.app.voice(who), what: text, by: None };
                (who, told, Act::MakePromise(made))
            }
            6 => {
                let question = QuestionId(id());
                self.place("question", question);
                (who, told, Act::OpenQuestion(QuestionOpened { question, text }))
            }
            7 => {
                let stay = StayId(id());
                self.place("stay", stay);
                let began = "2026-11-20".parse().unwrap();
                let lawful = Lawful::default();
                (
                    "leila",
                    told,
                    Act::BeginStay(StayBegan { stay, place: text, own_word: String::new(), began, lawful }),
                )
            }
            8 | 9 => {
                let meeting = MeetingId(id());
                self.meetings.push(meeting);
                self.place("meeting", meeting);
                // Where one is asked who must not meet the other, the other is not.
                let is_apart = viewer == Viewer::Bern && chance.next(2) == 0;
                let invited = if is_apart { self.with_kim(viewer, &[sam, jo]) } else { some.to_vec() };
                ("leila", Told::default(), Act::PlanMeeting(self.plan(meeting, &invited)))
            }
            10 if !self.meetings.is_empty() => {
                let meeting = chance.of(&self.meetings);
                return self.held(meeting).await;
            }
            11 => {
                let circle = CircleId(id());
                self.circles.push(circle);
                let members = self.with_kim(viewer, &some).into_iter().collect();
                (
                    "leila",
                    Told::default(),
                    Act::NameCircle(CircleNamed { circle, name: text, members, instead_of: None }),
                )
            }
            12 if !self.circles.is_empty() => {
                let told =
                    Told { audience: Some(Audience::Circle(chance.of(&self.circles))), ..Told::default() };
                (who, told, Act::Speak(spoken(WordsId(id()), text)))
            }
            13 => {
                let voices = self.with_kim(viewer, &some).into_iter().map(Who::Member).collect();
                let words = WordsId(id());
                ("leila", told, Act::OfferShared(SharedWordsOffered { words, text, voices }))
            }
            _ => {
                let agreed = SafetyAgreed { helps: text, ..SafetyAgreed::default() };
                ("leila", Told::default(), Act::AgreeSafety(agreed))
            }
        };
        self.does(slug, told, act).await
    }

    fn plan(&self, meeting: MeetingId, invited: &[MemberId]) -> MeetingPlanned {
        MeetingPlanned {
            meeting,
            when: Planned { at: "2026-11-27T10:20:00".parse().unwrap(), zone: "Europe/London".into() },
            place: Place::Home,
            place_words: format!("House {}", self.steps),
            remote: String::new(),
            invited: invited.iter().copied().collect(),
            practitioners: [self.app.practitioner("leila")].into(),
            wording: String::new(),
            reason: String::new(),
        }
    }

    /// Sam and Jo came, and the meeting was closed.
    async fn held(&self, meeting: MeetingId) -> bool {
        let mut done = true;
        for who in [Who::Member(self.app.sam), Who::Member(self.app.jo), self.app.voice("leila")] {
            let came = Came { meeting, who, presence: Presence::There, called: String::new() };
            done &= self.does("leila", Told::default(), Act::NoteCame(came)).await;
        }
        let words = spoken(WordsId(id()), format!("In the room at step {}.", self.steps));
        done &=
            self.does("leila", Told::in_meeting(meeting, Who::Member(self.app.jo)), Act::Speak(words)).await;
        let next = NextSaid { meeting, next: Next::WeWillCall("on Friday".into()) };
        done &= self.does("leila", Told::default(), Act::SayNext(next)).await;
        let began_at = self.app.store.now() - SignedDuration::from_hours(1);
        let closed = MeetingClosed { meeting, began_at, minutes: Some(50) };
        done && self.does("leila", Told::default(), Act::CloseMeeting(closed)).await
    }

    /// Something that only the fuller world holds; its ids stand in addresses of both.
    async fn hide(&mut self, viewer: Viewer, chance: &mut Chance) {
        self.hidden += 1;
        ids_from(HIDDEN + u128::from(self.hidden) * 1000);
        let name = ["words", "promise", "meeting", "decision", "question"][chance.next(5)];
        let hidden = id();
        self.place(name, hidden);
        let acts = match viewer {
            Viewer::Bern => self.of_kim(name, hidden, chance),
            Viewer::Jo => self.of_others(name, hidden, chance),
            Viewer::Sam => self.of_the_team(name, hidden, chance),
        };
        if self.is_fuller {
            for (slug, told, act) in acts {
                let name = format!("{act:?}");
                assert!(self.does(slug, told, act).await, "{viewer:?}: {name}");
            }
        }
    }

    /// What somebody says and does who must stay hidden from Bern.
    fn of_kim(&self, name: &str, hidden: uuid::Uuid, chance: &mut Chance) -> Vec<(&'static str, Told, Act)> {
        let kim = Who::Member(self.kim);
        let told = Told { voice: Some(kim), audience: Some(Audience::Everyone), ..Told::default() };
        let text = "HIDDEN: I moved to Pine Street.".to_owned();
        let act = match name {
            "words" => Act::Speak(spoken(WordsId(hidden), text)),
            "promise" => {
                Act::MakePromise(PromiseMade { promise: PromiseId(hidden), who: kim, what: text, by: None })
            }
            "meeting" => {
                let plan = self.plan(MeetingId(hidden), &[self.kim, self.app.sam]);
                return vec![
                    ("leila", Told::default(), Act::PlanMeeting(plan)),
                    (
                        "leila",
                        Told::default(),
                        Act::GiveInvitation(InvitationGiven {
                            meeting: MeetingId(hidden),
                            member: self.kim,
                            how: text,
                        }),
                    ),
                ];
            }
            "decision" if !self.decisions.is_empty() => {
                let decision = chance.of(&self.decisions);
                Act::TakeStance(StanceTaken { decision, who: kim, words: text })
            }
            "decision" => Act::TellTie(TieTold { from: self.kim, to: self.app.sam, words: text }),
            _ => Act::OpenQuestion(QuestionOpened { question: QuestionId(hidden), text }),
        };
        vec![("leila", told, act)]
    }

    /// What is told to others: to the person and the team, among those present, in a circle, of a meeting.
    fn of_others(
        &self,
        name: &str,
        hidden: uuid::Uuid,
        chance: &mut Chance,
    ) -> Vec<(&'static str, Told, Act)> {
        let told = Told { audience: Some(Audience::PersonAndTeam), ..Told::default() };
        let text = "HIDDEN: between Sam and us.".to_owned();
        let act = match name {
            "words" => Act::Speak(spoken(WordsId(hidden), text)),
            "promise" => {
                let who = self.app.voice("leila");
                Act::MakePromise(PromiseMade { promise: PromiseId(hidden), who, what: text, by: None })
            }
            "meeting" => {
                let plan = self.plan(MeetingId(hidden), &[self.app.sam, self.app.bern]);
                let wish =
                    InvitationWished { meeting: MeetingId(hidden), member: Some(self.app.jo), words: text };
                return vec![
                    ("leila", Told::default(), Act::PlanMeeting(plan)),
                    ("bern", Told::default(), Act::WishInvitation(wish)),
                ];
            }
            "decision" => {
                let decision = DecisionId(hidden);
                let options = vec!["HIDDEN option".into()];
                Act::OpenDecision(DecisionOpened { decision, about: text, is_medicine: true, options })
            }
            _ => match chance.next(4) {
                0 => Act::TellReach(ReachTold { member: self.app.bern, reach: "07700 900777".into() }),
                1 => Act::TellCircumstance(CircumstanceTold { about: Circumstance::Money, words: text }),
                2 => Act::TellWish(WishTold { member: self.app.bern, wish: Wish::NotNow, words: text }),
                _ => Act::OpenQuestion(QuestionOpened { question: QuestionId(hidden), text }),
            },
        };
        vec![("leila", told, act)]
    }

    /// What the person does not read: the team's own, drafts, marks, confidences, what is held back or out of sight.
    fn of_the_team(
        &self,
        name: &str,
        hidden: uuid::Uuid,
        chance: &mut Chance,
    ) -> Vec<(&'static str, Told, Act)> {
        let text = "HIDDEN: for the team.".to_owned();
        // What the team keeps from the person is held back on a ground; it has no words for itself alone.
        let team = Told { hold: Some((Ground::Safeguarding, text.clone())), ..Told::default() };
        let draft = Told { audience: Some(Audience::OnlyMe), ..Told::default() };
        let speak = || Act::Speak(spoken(WordsId(hidden), "HIDDEN: a draft.".into()));
        match (name, chance.next(4)) {
            ("words", 0) => vec![("jo", draft, speak())],
            ("words", 1) => vec![("leila", team, speak())],
            ("words", _) => {
                let hold = Some((Ground::ThirdParty, text));
                vec![("leila", Told { hold, ..Told::default() }, speak())]
            }
            ("promise", _) => {
                let mark = UnsafePairMarked {
                    one: self.app.jo,
                    other: self.app.bern,
                    words: text,
                    at_risk: Some(self.app.jo),
                };
                vec![("leila", Told::default(), Act::MarkUnsafePair(mark))]
            }
            ("meeting", _) => {
                let asked = HelpAsked {
                    request: RequestId(hidden),
                    called_at: self.app.store.now(),
                    taken_by: self.app.practitioner("leila"),
                    caller: Caller { name: "HIDDEN Teacher".into(), ..Caller::default() },
                    caller_is_person: false,
                    own_words: text,
                    person_knows: Answer::No,
                    may_know: Answer::No,
                    who_else: String::new(),
                    where_when: String::new(),
                    language: String::new(),
                    needs: String::new(),
                    safe_now: Answer::Yes,
                };
                let caller_member = MemberId(id());
                let take =
                    TakeCall { asked, person: self.app.sam, person_name: String::new(), caller_member };
                vec![("leila", Told::default(), Act::TakeCall(take))]
            }
            ("decision", _) => {
                let set = ViewSet { member: self.app.bern, view: View::NextMeeting, words: text };
                vec![("leila", Told::default(), Act::SetView(set))]
            }
            _ => vec![(
                "leila",
                team,
                Act::OpenQuestion(QuestionOpened { question: QuestionId(hidden), text }),
            )],
        }
    }

    /// Words that were taken out of sight, and words held back some time after they were said.
    async fn take_away(&mut self) {
        ids_from(HIDDEN + (1 << 30));
        let (one, two) = (id(), id());
        self.place("words", one);
        self.place("words", two);
        if !self.is_fuller {
            return;
        }
        let everyone = Told { audience: Some(Audience::Everyone), ..Told::default() };
        for (nth, words) in [one, two].into_iter().enumerate() {
            let command = CommandId(id());
            let entry = EntryId { command, nth: 0 };
            let act = Act::Speak(spoken(WordsId(words), "HIDDEN: in the wrong place.".into()));
            let sent = Command { id: command, told: everyone.clone(), act };
            self.app.store.act(&self.app.account("leila"), self.app.network, sent).await.unwrap();
            let reviewer = self.app.practitioner("tom");
            let away =
                TakenOutOfSight { entry, why: Misplaced::ALL[0], words: "HIDDEN why".into(), reviewer };
            let held = EntryHeldBack { entry, ground: Ground::ThirdParty, words: "HIDDEN ground".into() };
            let act = if nth == 0 { Act::TakeOutOfSight(away) } else { Act::HoldBack(held) };
            assert!(self.does("leila", Told::default(), act).await);
        }
    }
}

fn spoken(words: WordsId, text: String) -> WordsSpoken {
    WordsSpoken { words, kind: Kind::Left, text, in_answer_to: None, thinking_of: None }
}

/// Both worlds, lived side by side.
async fn worlds(viewer: Viewer, seed: u64) -> (World, World) {
    let (mut fuller, mut poorer) = (World::new(true).await, World::new(false).await);
    let mut outcomes = Vec::new();
    for world in [&mut fuller, &mut poorer] {
        let mut chance = Chance(seed);
        world.shared();
        if viewer == Viewer::Bern && world.is_fuller {
            ids_from(HIDDEN);
            let kim = MemberNamed { member: world.kim, name: "HIDDEN Kim".into(), is_person: false };
            assert!(world.does("leila", Told::default(), Act::NameMember(kim)).await);
            let words = "HIDDEN: a court order.".to_owned();
            let mark =
                UnsafePairMarked { one: world.kim, other: world.app.bern, words, at_risk: Some(world.kim) };
            assert!(world.does("leila", Told::default(), Act::MarkUnsafePair(mark)).await);
        }
        world.place("member", world.kim);
        world.place("who", Who::Member(world.kim));
        let mut done = Vec::new();
        for _ in 0..26 {
            // Drawn before, so that both worlds go on with the same chance.
            let mut hidden = Chance(chance.0 ^ 0x9e37_79b9_7f4a_7c15);
            done.push(world.step(viewer, &mut chance).await);
            if hidden.next(3) == 0 {
                world.hide(viewer, &mut hidden).await;
            }
        }
        if viewer == Viewer::Sam {
            world.take_away().await;
        }
        for member in [world.app.sam, world.app.jo, world.app.bern] {
            world.place("member", member);
            world.place("who", Who::Member(member));
        }
        world.place("request", world.app.request);
        world.shared();
        outcomes.push(done);
    }
    assert_eq!(outcomes[0], outcomes[1], "what was done in both worlds was done in both");
    assert_eq!(fuller.places, poorer.places);
    (fuller, poorer)
}

/// Every address with every id that may stand in it: the first, the last and those that are hidden.
fn addresses(world: &World, chance: &mut Chance) -> Vec<String> {
    let mut all = Vec::new();
    for pattern in ADDRESSES {
        let tries = if pattern.matches('{').count() > 1 { 4 } else { 1 };
        for _ in 0..tries {
            let mut address = (*pattern).to_owned();
            while let Some(from) = address.find('{') {
                let to = address.find('}').unwrap();
                let place = address[from + 1..to].to_owned();
                let name = if ["one", "other"].contains(&place.as_str()) { "member" } else { place.as_str() };
                let fits: Vec<_> = world.places.iter().filter(|(known, _)| *known == name).collect();
                let id = if fits.is_empty() { "nothing".to_owned() } else { chance.of(&fits).1.clone() };
                address.replace_range(from..=to, &id);
            }
            all.push(address);
        }
    }
    for query in
        ["story?voice=", "story?from=2026-11-01", "story?page=2", "meetings?page=2", "being-safe?kept"]
    {
        all.push(world.app.at(query));
    }
    all
}

/// Everything handed out but the microseconds of its recording: the clock of these tests goes on a little
/// with each look, and what is hidden was written too.
fn untimed(network: &dialogue::Network) -> Vec<String> {
    network.entries.iter().map(|entry| format!("{:?} {:?}", entry.id, entry.told)).collect()
}

/// Everything that came back.
fn answer(seen: &Seen) -> (u16, &HeaderMap, &str) {
    (seen.status, &seen.headers, &seen.body)
}

async fn compare(viewer: Viewer, seed: u64) -> (usize, usize) {
    let (fuller, poorer) = worlds(viewer, seed).await;
    let mut chance = Chance(seed.wrapping_add(99));
    let (mut found, mut asked) = (0, 0);
    for world in [&fuller, &poorer] {
        world.app.clock_to(&(world.began + SignedDuration::from_mins(1000)).to_string());
    }
    let browsers = [fuller.app.signed_in(viewer.slug()).await, poorer.app.signed_in(viewer.slug()).await];
    // What a reader is handed: nothing of a class that they may not read, in no structure and no entry.
    let mut handed = Vec::new();
    for world in [&fuller, &poorer] {
        let account = world.app.account(viewer.slug());
        let permit = world.app.store.permit(&account, world.app.network, store::Purpose::Read).await.unwrap();
        handed.push(world.app.store.network(&permit).await.unwrap());
    }
    assert_eq!(handed[0].entries.len(), handed[1].entries.len());
    assert_eq!(untimed(&handed[0]), untimed(&handed[1]), "{viewer:?}, seed {seed}");
    assert!(!format!("{:?}", handed[0]).contains("HIDDEN"));
    for address in addresses(&fuller, &mut chance) {
        if address.starts_with("/demo") || address == "/sign-out" {
            continue;
        }
        asked += 1;
        let mut answers = Vec::new();
        for (world, browser) in [&fuller, &poorer].into_iter().zip(&browsers) {
            ids_from(ASKED + u128::try_from(asked).unwrap() * 1000);
            let at = world.began + SignedDuration::from_mins(1000 + i64::try_from(asked).unwrap());
            world.app.clock_to(&at.to_string());
            let page = browser.get(&address).await;
            let command = id().to_string();
            let fields = [
                ("id", command.as_str()),
                ("q", "HIDDEN"),
                ("text", "A word of mine."),
                ("words", "A word of mine."),
                ("member", &world.kim.to_string()),
                ("answer", "cannot"),
            ];
            let sent = browser.post(&address, &fields).await;
            answers.push((page, sent));
        }
        let (one, other) = (&answers[0], &answers[1]);
        assert_eq!(answer(&one.0), answer(&other.0), "GET {address} as {viewer:?}, seed {seed}");
        assert_eq!(answer(&one.1), answer(&other.1), "POST {address} as {viewer:?}, seed {seed}");
        one.0.hides("HIDDEN");
        found += usize::from(one.0.status == 200);
    }
    (found, asked)
}

#[tokio::test]
async fn what_is_hidden_from_the_person_changes_no_byte_of_any_answer() {
    for seed in [11, 12] {
        let (found, asked) = compare(Viewer::Sam, seed).await;
        assert!(found > 25 && asked > 150, "{found} pages of {asked} addresses");
    }
}

#[tokio::test]
async fn what_is_told_to_others_changes_no_byte_of_what_a_member_gets() {
    for seed in [21, 22] {
        let (found, asked) = compare(Viewer::Jo, seed).await;
        assert!(found > 20 && asked > 150, "{found} pages of {asked} addresses");
    }
}

#[tokio::test]
async fn somebody_who_must_stay_hidden_changes_no_byte_of_what_the_other_gets() {
    for seed in [31, 32] {
        let (found, asked) = compare(Viewer::Bern, seed).await;
        assert!(found > 20 && asked > 150, "{found} pages of {asked} addresses");
    }
}
