//! The teller: turns a story into commands, one breath at a time, for one network.

mod access;
mod calls;
mod meetings;
mod rights;
mod words;

use std::collections::BTreeMap;

use dialogue::{
    Account, Act, Audience, CircleId, Command, CommandId, EntryId, MeetingId, MemberId, NetworkId, Seat,
    Told, Who, WordsId,
    circle::CircleNamed,
    confidence::{ConfidenceReviewed, Reviewed},
    people::*,
    plan::Place,
    reach::ReachTold,
    request::Answer,
    unsafe_pair::UnsafePairMarked,
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::DateTime};

use super::{
    DemoNetwork, DemoPerson, Group, Step,
    stage::{One, Stage},
};

/// Tells the story of one network.
pub(super) struct Teller<'s> {
    pub(super) stage: &'s mut Stage,
    network: NetworkId,
    /// How many days before today the story is.
    day: i32,
    clock: Timestamp,
    hand: One,
    meeting: Option<MeetingId>,
    planned: BTreeMap<MeetingId, Timestamp>,
    audience: Option<Audience>,
    in_answer_to: Option<WordsId>,
    thinking_of: Option<MemberId>,
    last: Option<CommandId>,
}

/// A call for help; what is not said stays empty.
#[derive(Default)]
pub(super) struct Call {
    pub(super) tie: &'static str,
    pub(super) reach: &'static str,
    pub(super) words: &'static str,
    pub(super) person_knows: Answer,
    pub(super) may_know: Answer,
    pub(super) who_else: &'static str,
    pub(super) where_when: &'static str,
    pub(super) language: &'static str,
    pub(super) needs: &'static str,
    pub(super) safe_now: Answer,
}

/// How somebody is described; what is not said stays empty.
#[derive(Default)]
pub(super) struct About {
    pub(super) tie: &'static str,
    pub(super) nearness: Nearness,
    pub(super) brings: &'static str,
    pub(super) reach: &'static str,
    pub(super) language: &'static str,
    pub(super) needs: &'static str,
}

/// A meeting to be planned.
pub(super) struct Plan<'p> {
    pub(super) when: DateTime,
    pub(super) place: Place,
    pub(super) at: &'static str,
    pub(super) remote: &'static str,
    pub(super) invited: &'p [One],
    pub(super) with: &'p [One],
    pub(super) wording: &'static str,
}

impl<'s> Teller<'s> {
    /// Begins a network's story, that many hours and minutes ago, with somebody's hand at the pen.
    pub(super) fn ago(stage: &'s mut Stage, hours: i64, minutes: i64, hand: One) -> Self {
        let clock = stage.ago(hours, minutes);
        Self::new(stage, clock, 0, hand)
    }

    /// Begins a network's story on a day before today.
    pub(super) fn on(stage: &'s mut Stage, day: i32, time: &str, hand: One) -> Self {
        let clock = stage.instant(stage.wall(day, time));
        Self::new(stage, clock, day, hand)
    }

    fn new(stage: &'s mut Stage, clock: Timestamp, day: i32, hand: One) -> Self {
        let network = NetworkId(stage.id(clock));
        Self {
            stage,
            network,
            day,
            clock,
            hand,
            meeting: None,
            planned: BTreeMap::new(),
            audience: None,
            in_answer_to: None,
            thinking_of: None,
            last: None,
        }
    }

    /// Puts the network on the page that lists the people.
    pub(super) fn headed(&mut self, name: &'static str, state: &'static str) {
        self.stage.network(DemoNetwork { id: self.network, name, state });
    }

    // ── Time, hand, and what the next words carry ──

    /// Moves to a day before today.
    pub(super) fn day(&mut self, ago: i32) -> &mut Self {
        self.day = ago;
        self
    }
    /// Moves to an hour of the day.
    pub(super) fn at(&mut self, time: &str) -> &mut Self {
        let then = self.stage.instant(self.stage.wall(self.day, time));
        self.to(then)
    }
    /// Moves to that long before now.
    pub(super) fn back(&mut self, hours: i64, minutes: i64) -> &mut Self {
        let then = self.stage.ago(hours, minutes);
        self.to(then)
    }
    /// Time never runs backwards, and nothing has been said in the future.
    fn to(&mut self, then: Timestamp) -> &mut Self {
        self.clock = then.max(self.clock).min(self.stage.now);
        self
    }
    /// Gives the pen to somebody.
    pub(super) fn hand(&mut self, hand: One) -> &mut Self {
        self.hand = hand;
        self
    }
    /// The next words are for these.
    pub(super) fn only_for(&mut self, audience: Audience) -> &mut Self {
        self.audience = Some(audience);
        self
    }
    /// The next words answer these.
    pub(super) fn answering(&mut self, words: WordsId) -> &mut Self {
        self.in_answer_to = Some(words);
        self
    }
    /// The next words are thought aloud for somebody who is absent.
    pub(super) fn thinking_of(&mut self, absent: One) -> &mut Self {
        self.thinking_of = Some(absent.member());
        self
    }

    fn send(&mut self, by: Account, told: Told, act: Act) -> CommandId {
        let id = CommandId(self.stage.id(self.clock));
        let command = Command { id, told, act };
        self.stage.step(Step { at: self.clock, by, network: self.network, command });
        let breath = SignedDuration::from_secs(20);
        self.clock = self.clock.checked_add(breath).unwrap_or(self.clock).min(self.stage.now);
        self.last = Some(id);
        id
    }
    fn told(&mut self, voice: One) -> Told {
        Told {
            voice: Some(voice.who),
            meeting: self.meeting,
            audience: self.audience.take(),
            ..Told::default()
        }
    }
    /// Does the team's work, by the hand at the pen.
    pub(super) fn tend(&mut self, act: Act) -> CommandId {
        let told = Told { audience: self.audience.take(), ..Told::default() };
        self.send(self.hand.account, told, act)
    }
    fn id(&mut self) -> uuid::Uuid {
        self.stage.id(self.clock)
    }

    // ── People ──

    /// Somebody of the network of whom the record does not know yet.
    pub(super) fn cast(&mut self, name: &'static str) -> One {
        let member = MemberId(self.id());
        let account = self.stage.account(self.clock, Seat::Member(self.network, member));
        One { who: Who::Member(member), account, name }
    }
    /// Names somebody, for everyone in the network.
    pub(super) fn name(&mut self, one: One) {
        let named = MemberNamed { member: one.member(), name: one.name.to_owned(), is_person: false };
        self.tend(Act::NameMember(named));
    }
    /// Casts, names and describes somebody.
    pub(super) fn meet(&mut self, name: &'static str, about: About) -> One {
        let one = self.cast(name);
        self.name(one);
        self.describe(one, about);
        one
    }
    pub(super) fn describe(&mut self, one: One, about: About) {
        self.tend(Act::DescribeMember(MemberDescribed {
            member: one.member(),
            tie: about.tie.to_owned(),
            nearness: about.nearness,
            brings: about.brings.to_owned(),
            reach: String::new(),
            language: about.language.to_owned(),
            needs: about.needs.to_owned(),
        }));
        if !about.reach.is_empty() {
            let reach = about.reach.to_owned();
            self.tend(Act::TellReach(ReachTold { member: one.member(), reach }));
        }
    }
    /// Talks with whoever has just told something in confidence.
    pub(super) fn talks_about(&mut self, outcome: Reviewed, words: &str) {
        let Some(command) = self.last else { return };
        let entry = EntryId { command, nth: 0 };
        self.tend(Act::ReviewConfidence(ConfidenceReviewed { entry, outcome, words: words.to_owned() }));
    }
    pub(super) fn tie(&mut self, from: One, to: One, words: &str) {
        let tie = TieTold { from: from.member(), to: to.member(), words: words.to_owned() };
        self.tend(Act::TellTie(tie));
    }
    pub(super) fn wish(&mut self, about: One, wish: Wish, words: &str) {
        self.tend(Act::TellWish(WishTold { member: about.member(), wish, words: words.to_owned() }));
    }
    pub(super) fn weighs(&mut self, about: Circumstance, words: &str) {
        self.tend(Act::TellCircumstance(CircumstanceTold { about, words: words.to_owned() }));
    }
    /// How the organisation knows the person; their birthday was some months ago.
    pub(super) fn known_as(&mut self, name: &str, age: i16, nhs_number: &str, gp: &str) {
        self.tend(Act::NoteKnownAs(KnownAs {
            legal_name: name.to_owned(),
            birth_date: self.stage.day(100).checked_sub(i64::from(age).years()).ok(),
            nhs_number: nhs_number.to_owned(),
            gp: gp.to_owned(),
        }));
    }
    /// Two who must not be brought together; the first is at risk.
    pub(super) fn unsafe_pair(&mut self, one: One, other: One, words: &str) {
        let (one, other) = (one.member(), other.member());
        self.tend(Act::MarkUnsafePair(UnsafePairMarked {
            one,
            other,
            words: words.to_owned(),
            at_risk: Some(one),
        }));
    }
    /// Somebody names a circle, by their own hand.
    pub(super) fn circle(&mut self, by: One, name: &str, members: &[One]) -> Audience {
        let circle = CircleId(self.id());
        let members = members.iter().map(|m| m.member()).collect();
        let act = Act::NameCircle(CircleNamed { circle, name: name.to_owned(), members, instead_of: None });
        self.send(by.account, Told::default(), act);
        Audience::Circle(circle)
    }
    /// Lets a member of this network sign in.
    pub(super) fn seat(&mut self, slug: &'static str, one: One, line: &'static str) {
        let group = Group::Network(self.network);
        self.stage.seat(DemoPerson { slug, name: one.name, line, group, account: one.account });
    }
}

/// Told in somebody's voice, whoever holds the pen.
fn voiced(one: One) -> Told {
    Told { voice: Some(one.who), ..Told::default() }
}
