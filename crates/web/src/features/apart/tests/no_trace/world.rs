//! Two worlds of one network: what both of them hold. One of them also holds what is in `hidden`.

use dialogue::{
    Account, Act, AgreementId, Audience, CircleId, Command, CommandId, DecisionId, EntryId, FileId,
    MeetingId, MemberId, PromiseId, QuestionId, StayId, Told, Who, WordsId,
    circle::CircleNamed,
    decision::{DecisionOpened, StanceTaken},
    file::FileAttached,
    meeting::{Came, MeetingClosed, Next, NextSaid, Presence},
    plan::{MeetingPlanned, Place, Planned},
    promise::PromiseMade,
    question::QuestionOpened,
    safety::SafetyAgreed,
    shared::SharedWordsOffered,
    sharing::{Recipient, SaidHow, SharingAgreed},
    stay::{Lawful, StayBegan},
    words::{Kind, WordsSpoken},
};
use jiff::{SignedDuration, Timestamp};
use store::Purpose;

use crate::testing::{TestApp, id, ids_from};

/// A small and repeatable chance (Knuth's constants for a 64-bit linear congruential generator).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    pub(super) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.next(all.len())]
    }
}

/// Whoever looks.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Viewer {
    /// The person at the centre.
    Sam,
    /// A member, who is at risk from nobody.
    Jo,
    /// A member from whom another must stay hidden.
    Bern,
    /// A practitioner of the team, who reads no drafts of others and not what was taken out of sight.
    Tom,
    /// A practitioner who is not with this network.
    Ines,
    /// The administrator.
    Ada,
}

impl Viewer {
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Sam => "sam",
            Self::Jo => "jo",
            Self::Bern => "bern",
            Self::Tom => "tom",
            Self::Ines => "ines",
            Self::Ada => "ada",
        }
    }
}

/// One of two worlds.
pub(super) struct World {
    pub(super) app: TestApp,
    /// Somebody who is only in the fuller one.
    pub(super) kim: MemberId,
    /// Whether it holds what the viewer may not read.
    pub(super) is_fuller: bool,
    pub(super) began: Timestamp,
    pub(super) steps: u32,
    pub(super) hidden: u32,
    pub(super) meetings: Vec<MeetingId>,
    pub(super) decisions: Vec<DecisionId>,
    pub(super) circles: Vec<CircleId>,
    /// What stands in the places of addresses, the same in both worlds: also what is in one of them only.
    pub(super) places: Vec<(&'static str, String)>,
}

/// Ids of the shared steps, of the hidden ones, and of answers, far apart.
const SHARED: u128 = 1 << 40;
pub(super) const HIDDEN: u128 = 1 << 41;
pub(super) const ASKED: u128 = 1 << 42;

impl World {
    pub(super) async fn new(is_fuller: bool) -> Self {
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
    pub(super) fn shared(&mut self) {
        self.steps += 1;
        let at = self.began + SignedDuration::from_mins(i64::from(self.steps) * 7);
        self.app.clock_to(&at.to_string());
        ids_from(SHARED + u128::from(self.steps) * 1000);
    }

    /// Does something, and keeps the name of its first entry for addresses.
    pub(super) async fn does(&mut self, slug: &str, told: Told, act: Act) -> bool {
        let command = CommandId(id());
        self.place("entry", EntryId { command, nth: 0 });
        self.sends(&self.app.account(slug), command, told, act).await
    }

    pub(super) async fn sends(&self, account: &Account, id: CommandId, told: Told, act: Act) -> bool {
        // As pages do: that somebody is about to write is a look.
        drop(self.app.store.permit(account, self.app.network, Purpose::Act).await);
        self.app.store.act(account, self.app.network, Command { id, told, act }).await.is_ok()
    }

    /// A picture goes with words that Leila wrote or wrote down.
    pub(super) async fn pictured(&self, words: WordsId, file: FileId, shows: &str) -> bool {
        const PNG: [u8; 12] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];
        let leila = self.app.account("leila");
        let permit = self.app.store.permit(&leila, self.app.network, Purpose::Act).await.unwrap();
        self.app.store.put_file(&permit, file, &PNG).await.unwrap();
        let (media_type, shows) = ("image/png".to_owned(), shows.to_owned());
        let attached = FileAttached { file, words, media_type, bytes: 12, shows };
        self.sends(&leila, CommandId(id()), Told::default(), Act::AttachFile(attached)).await
    }

    pub(super) fn place(&mut self, place: &'static str, id: impl ToString) {
        self.places.push((place, id.to_string()));
    }

    /// Members named by something of the team: in the fuller world with the one who must stay hidden.
    fn with_kim(&self, viewer: Viewer, named: &[MemberId]) -> Vec<MemberId> {
        let kim = (self.is_fuller && viewer == Viewer::Bern).then_some(self.kim);
        named.iter().copied().chain(kim).collect()
    }

    pub(super) async fn step(&mut self, viewer: Viewer, chance: &mut Chance) -> bool {
        self.shared();
        let (sam, jo, bern) = (self.app.sam, self.app.jo, self.app.bern);
        let who = chance.of(&["sam", "jo", "bern", "leila", "tom"]);
        let text = format!("Said at step {}.", self.steps);
        let shared = chance.of(&[Audience::Everyone, Audience::PersonAndTeam, Audience::Everyone]);
        let told = Told { audience: Some(shared), ..Told::default() };
        let some = [sam, chance.of(&[jo, bern])];
        let what = chance.next(17);
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
                self.place("circle", circle);
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
            14 => {
                let (words, file) = (WordsId(id()), FileId(id()));
                self.place("file", file);
                let said = self.does("leila", told, Act::Speak(spoken(words, text.clone()))).await;
                return said && self.pictured(words, file, &text).await;
            }
            15 => {
                let agreement = AgreementId(id());
                self.place("agreement", agreement);
                let (with, how) = (Recipient::Outside("The school".into()), SaidHow::Online);
                let agreed = SharingAgreed { agreement, with, topic: text, until: None, how };
                ("sam", Told::default(), Act::AgreeSharing(agreed))
            }
            _ => {
                let agreed = SafetyAgreed { helps: text, ..SafetyAgreed::default() };
                ("leila", Told::default(), Act::AgreeSafety(agreed))
            }
        };
        self.does(slug, told, act).await
    }

    pub(super) fn plan(&self, meeting: MeetingId, invited: &[MemberId]) -> MeetingPlanned {
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
    pub(super) async fn held(&mut self, meeting: MeetingId) -> bool {
        let mut done = true;
        let (jo, leila) = (Who::Member(self.app.jo), self.app.voice("leila"));
        for who in [Who::Member(self.app.sam), jo, leila] {
            let came = Came { meeting, who, presence: Presence::There, called: String::new() };
            done &= self.does("leila", Told::default(), Act::NoteCame(came)).await;
        }
        let words = spoken(WordsId(id()), format!("In the room at step {}.", self.steps));
        done &= self.does("leila", Told::in_meeting(meeting, jo), Act::Speak(words)).await;
        let next = NextSaid { meeting, next: Next::WeWillCall("on Friday".into()) };
        done &= self.does("leila", Told::default(), Act::SayNext(next)).await;
        let began_at = self.app.store.now() - SignedDuration::from_hours(1);
        let closed = MeetingClosed { meeting, began_at, minutes: Some(50) };
        done && self.does("leila", Told::default(), Act::CloseMeeting(closed)).await
    }
}

pub(super) fn spoken(words: WordsId, text: String) -> WordsSpoken {
    WordsSpoken { words, kind: Kind::Left, text, in_answer_to: None, thinking_of: None }
}
