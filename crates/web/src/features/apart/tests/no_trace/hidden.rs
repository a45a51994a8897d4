//! What only the fuller world holds, for each who looks.

use dialogue::{
    Act, Audience, CommandId, DecisionId, EntryId, FileId, MeetingId, MemberId, PromiseId, QuestionId,
    RequestId, Told, Who, WordsId,
    decision::{DecisionOpened, StanceTaken},
    guard::{EntryHeldBack, Ground},
    invitation_wish::InvitationWished,
    out_of_sight::{Misplaced, TakenOutOfSight},
    people::{Circumstance, CircumstanceTold, MemberNamed, TieTold, Wish, WishTold},
    plan::InvitationGiven,
    promise::PromiseMade,
    question::QuestionOpened,
    reach::ReachTold,
    request::{Answer, Caller, HelpAsked, TakeCall},
    unsafe_pair::UnsafePairMarked,
    view::{View, ViewSet},
};

use super::world::{Chance, HIDDEN, Viewer, World, spoken};
use crate::testing::{id, ids_from};

type Acts = Vec<(&'static str, Told, Act)>;

impl World {
    /// Something that only the fuller world holds; its ids stand in addresses of both.
    pub(super) async fn hide(&mut self, viewer: Viewer, chance: &mut Chance) {
        self.hidden += 1;
        ids_from(HIDDEN + u128::from(self.hidden) * 1000);
        let name = ["words", "promise", "meeting", "decision", "question"][chance.next(5)];
        let hidden = id();
        self.place(name, hidden);
        let acts = match viewer {
            Viewer::Bern => self.of_kim(name, hidden, chance),
            Viewer::Jo => self.of_others(name, hidden, chance),
            Viewer::Sam => self.of_the_team(name, hidden, chance),
            Viewer::Tom => vec![("jo", draft(), Act::Speak(spoken(WordsId(hidden), "HIDDEN: mine.".into())))],
            // Nothing of this network is for them. (That somebody has called and waits is told to the whole service.)
            Viewer::Ines | Viewer::Ada if name == "meeting" || chance.next(2) == 0 => {
                self.of_others(name, hidden, chance)
            }
            Viewer::Ines | Viewer::Ada => self.of_the_team(name, hidden, chance),
        };
        let (words, file) = (WordsId(hidden), FileId(id()));
        self.place("file", file);
        // Leila can put a picture only to words that she wrote.
        let is_pictured = acts.iter().any(|(slug, _, act)| {
            *slug == "leila" && matches!(act, Act::Speak(spoken) if spoken.words == words)
        });
        for (slug, told, act) in acts {
            let command = CommandId(id());
            self.place("entry", EntryId { command, nth: 0 });
            if self.is_fuller {
                let name = format!("{act:?}");
                let account = self.app.account(slug);
                assert!(self.sends(&account, command, told, act).await, "{viewer:?}: {name}");
            }
        }
        if self.is_fuller && is_pictured {
            assert!(self.pictured(words, file, "HIDDEN: a house").await, "{viewer:?}");
        }
    }

    /// Before anything else: somebody who must stay hidden from Bern.
    pub(super) async fn hide_kim(&self) {
        ids_from(HIDDEN);
        let leila = self.app.account("leila");
        let kim = MemberNamed { member: self.kim, name: "HIDDEN Kim".into(), is_person: false };
        assert!(self.sends(&leila, CommandId(id()), Told::default(), Act::NameMember(kim)).await);
        let words = "HIDDEN: a court order.".to_owned();
        let (one, at_risk) = (self.kim, Some(self.kim));
        let mark = UnsafePairMarked { one, other: self.app.bern, words, at_risk };
        assert!(self.sends(&leila, CommandId(id()), Told::default(), Act::MarkUnsafePair(mark)).await);
    }

    /// What somebody says and does who must stay hidden from Bern.
    fn of_kim(&self, name: &str, hidden: uuid::Uuid, chance: &mut Chance) -> Acts {
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
    fn of_others(&self, name: &str, hidden: uuid::Uuid, chance: &mut Chance) -> Acts {
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
    fn of_the_team(&self, name: &str, hidden: uuid::Uuid, chance: &mut Chance) -> Acts {
        let text = "HIDDEN: for the team.".to_owned();
        // What the team keeps from the person is held back on a ground; it has no words for itself alone.
        let team = Told { hold: Some((Ground::Safeguarding, text.clone())), ..Told::default() };
        let speak = || Act::Speak(spoken(WordsId(hidden), "HIDDEN: a draft.".into()));
        match (name, chance.next(4)) {
            ("words", 0) => vec![("jo", draft(), speak())],
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

    /// Words that were taken out of sight, with a picture, and words held back some time after they were said.
    pub(super) async fn take_away(&mut self) {
        let everyone = Told { audience: Some(Audience::Everyone), ..Told::default() };
        for nth in 0..2 {
            ids_from(HIDDEN + (1 << 30) + nth * 1000);
            let (words, file, command, second) =
                (WordsId(id()), FileId(id()), CommandId(id()), CommandId(id()));
            let entry = EntryId { command, nth: 0 };
            self.place("words", words);
            self.place("file", file);
            self.place("entry", entry);
            self.place("entry", EntryId { command: second, nth: 0 });
            if !self.is_fuller {
                continue;
            }
            let leila = self.app.account("leila");
            let act = Act::Speak(spoken(words, "HIDDEN: in the wrong place.".into()));
            assert!(self.sends(&leila, command, everyone.clone(), act).await);
            assert!(self.pictured(words, file, "HIDDEN: number nine").await);
            let reviewer = self.app.practitioner("leila");
            let away =
                TakenOutOfSight { entry, why: Misplaced::ALL[0], words: "HIDDEN why".into(), reviewer };
            let held = EntryHeldBack { entry, ground: Ground::ThirdParty, words: "HIDDEN ground".into() };
            let act = if nth == 0 { Act::TakeOutOfSight(away) } else { Act::HoldBack(held) };
            assert!(self.sends(&leila, second, Told::default(), act).await);
        }
    }
}

fn draft() -> Told {
    Told { audience: Some(Audience::OnlyMe), ..Told::default() }
}
