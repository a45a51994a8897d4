//! The teller: turns a story into commands, one breath at a time, for one network.

use std::collections::BTreeMap;

use dialogue::{
    Account, Act, Audience, CircleId, Command, CommandId, DecisionId, EntryId, MeetingId, MemberId,
    NetworkId, PromiseId, QuestionId, RequestId, Seat, StayId, Told, Who, WordsId,
    decision::*, filing::*, guard::*, meeting::*, people::*, plan::*, promise::*, question::*, read_back::*,
    request::*, safety::*, shared::*, stay::*, team::*, words::*,
};
use jiff::{SignedDuration, Timestamp, civil::DateTime};

use super::{
    DemoNetwork, Group, Step,
    stage::{One, Stage, ZONE},
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
            reach: about.reach.to_owned(),
            language: about.language.to_owned(),
            needs: about.needs.to_owned(),
        }));
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
    /// How the organisation knows the person.
    pub(super) fn known_as(&mut self, name: &str, born: &str, nhs_number: &str, gp: &str) {
        self.tend(Act::NoteKnownAs(KnownAs {
            legal_name: name.to_owned(),
            birth_date: born.parse().ok(),
            nhs_number: nhs_number.to_owned(),
            gp: gp.to_owned(),
        }));
    }
    pub(super) fn unsafe_pair(&mut self, one: One, other: One, words: &str) {
        let (one, other) = (one.member(), other.member());
        self.tend(Act::MarkUnsafePair(UnsafePairMarked { one, other, words: words.to_owned() }));
    }
    /// Somebody names a circle, by their own hand.
    pub(super) fn circle(&mut self, by: One, name: &str, members: &[One]) -> Audience {
        let circle = CircleId(self.id());
        let members = members.iter().map(|m| m.member()).collect();
        let act = Act::NameCircle(CircleNamed { circle, name: name.to_owned(), members });
        self.send(by.account, Told::default(), act);
        Audience::Circle(circle)
    }
    /// Lets a member of this network sign in.
    pub(super) fn seat(&mut self, slug: &'static str, one: One, line: &'static str) {
        self.stage.seat(slug, one, Group::Network(self.network), line);
    }

    // ── Calls, holder, team ──

    /// Takes a call, from the person or from somebody else.
    pub(super) fn call(&mut self, person: One, caller: One, call: Call) -> RequestId {
        let request = RequestId(self.id());
        let is_person = person == caller;
        let (called_at, nobody) = (self.clock, MemberId(self.id()));
        let who = Caller {
            name: caller.name.to_owned(),
            tie: call.tie.to_owned(),
            reach: call.reach.to_owned(),
            member: (!is_person).then(|| caller.member()),
        };
        let asked = HelpAsked {
            request,
            called_at,
            taken_by: self.hand.practitioner(),
            caller: who,
            caller_is_person: is_person,
            own_words: call.words.to_owned(),
            person_knows: call.person_knows,
            may_know: call.may_know,
            who_else: call.who_else.to_owned(),
            where_when: call.where_when.to_owned(),
            language: call.language.to_owned(),
            needs: call.needs.to_owned(),
            safe_now: call.safe_now,
        };
        let person_name = person.name.to_owned();
        let taken = TakeCall { asked, person: person.member(), person_name, caller_member: nobody };
        self.tend(Act::TakeCall(taken));
        request
    }
    pub(super) fn spoke_of_safety(&mut self, request: RequestId, words: &str) {
        let practitioner = self.hand.practitioner();
        self.tend(Act::SpeakOfSafety(SafetySpoken { request, practitioner, words: words.to_owned() }));
    }
    pub(super) fn offer(&mut self, request: RequestId, offer: &str) {
        self.tend(Act::OfferHelp(HelpOffered { request, offer: offer.to_owned() }));
    }
    pub(super) fn offer_answered(&mut self, request: RequestId, answer: OfferAnswer, by: &str, words: &str) {
        let (by, words) = (by.to_owned(), words.to_owned());
        self.tend(Act::AnswerOffer(OfferAnswered { request, answer, by, words }));
    }
    pub(super) fn hands_on(&mut self, to: One, words: &str) {
        self.tend(Act::Hold(HeldBy { holder: to.practitioner(), words: words.to_owned() }));
    }
    pub(super) fn join(&mut self, team: &[One], words: &str) {
        for one in team {
            let joined = TeamJoined { practitioner: one.practitioner(), words: words.to_owned() };
            self.tend(Act::JoinTeam(joined));
        }
    }
    pub(super) fn leaves(&mut self, one: One, words: &str) {
        let left = TeamLeft { practitioner: one.practitioner(), words: words.to_owned() };
        self.tend(Act::LeaveTeam(left));
    }

    // ── Meetings ──

    pub(super) fn plan(&mut self, plan: &Plan<'_>) -> MeetingId {
        let meeting = MeetingId(self.id());
        self.tend(Act::PlanMeeting(MeetingPlanned {
            meeting,
            when: Planned { at: plan.when, zone: ZONE.to_owned() },
            place: plan.place,
            place_words: plan.at.to_owned(),
            remote: plan.remote.to_owned(),
            invited: plan.invited.iter().map(|m| m.member()).collect(),
            practitioners: plan.with.iter().map(|p| p.practitioner()).collect(),
            wording: plan.wording.to_owned(),
            reason: String::new(),
        }));
        let then = self.stage.instant(plan.when);
        self.planned.insert(meeting, then);
        meeting
    }
    pub(super) fn invite(&mut self, meeting: MeetingId, member: One, how: &str) {
        let member = member.member();
        self.tend(Act::GiveInvitation(InvitationGiven { meeting, member, how: how.to_owned() }));
    }
    /// Somebody answers an invitation; by their own hand, or told to whoever holds the pen.
    pub(super) fn answers(&mut self, meeting: MeetingId, one: One, by: One, answer: Coming, words: &str) {
        let (member, words) = (one.member(), words.to_owned());
        let told = Told { voice: Some(one.who), ..Told::default() };
        let act = Act::AnswerInvitation(InvitationAnswered { meeting, member, answer, words });
        self.send(by.account, told, act);
    }
    /// A meeting begins, at its planned time, with these in the room.
    pub(super) fn begin(&mut self, meeting: MeetingId, there: &[One]) {
        if let Some(then) = self.planned.get(&meeting) {
            self.to(*then);
        }
        self.meeting = Some(meeting);
        for one in there {
            self.came(*one, Presence::There);
        }
    }
    pub(super) fn came(&mut self, one: One, presence: Presence) {
        if let Some(meeting) = self.meeting {
            self.tend(Act::NoteCame(Came { meeting, who: one.who, presence, called: one.name.to_owned() }));
        }
    }
    /// Says what comes next and closes the meeting; the read-back begins.
    pub(super) fn close(&mut self, next: Next, minutes: u16) {
        let Some(meeting) = self.meeting else { return };
        let began_at = self.planned.get(&meeting).copied().unwrap_or(self.clock);
        let length = SignedDuration::from_mins(i64::from(minutes));
        let end = began_at.checked_add(length).unwrap_or(began_at);
        self.to(end);
        self.tend(Act::SayNext(NextSaid { meeting, next }));
        self.tend(Act::CloseMeeting(MeetingClosed { meeting, began_at, minutes: Some(minutes) }));
    }
    /// The room is empty; what is said now is said between meetings.
    pub(super) fn outside(&mut self) -> &mut Self {
        self.meeting = None;
        self
    }
    pub(super) fn file(&mut self, meeting: MeetingId, filed_as: &str) {
        self.tend(Act::FileMeeting(MeetingFiled { meeting, filed_as: filed_as.to_owned() }));
    }

    // ── Words ──

    fn speak(&mut self, by: One, voice: One, kind: Kind, text: &str) -> WordsId {
        let words = WordsId(self.id());
        let told = self.told(voice);
        let (in_answer_to, thinking_of) = (self.in_answer_to.take(), self.thinking_of.take());
        let text = text.to_owned();
        let spoken = WordsSpoken { words, kind, text, in_answer_to, thinking_of };
        self.send(by.account, told, Act::Speak(spoken));
        words
    }
    /// A voice says something; the hand writes it down. (A practitioner's telling is written by themself.)
    pub(super) fn says(&mut self, voice: One, kind: Kind, text: &str) -> WordsId {
        let own = matches!(voice.who, Who::Practitioner(_)) && kind != Kind::Reflection;
        self.speak(if own { voice } else { self.hand }, voice, kind, text)
    }
    pub(super) fn tells(&mut self, voice: One, text: &str) -> WordsId {
        self.says(voice, Kind::Telling, text)
    }
    /// A voice writes for itself.
    pub(super) fn writes(&mut self, voice: One, kind: Kind, text: &str) -> WordsId {
        self.speak(voice, voice, kind, text)
    }
    pub(super) fn reflects(&mut self, voice: One, text: &str) -> WordsId {
        self.says(voice, Kind::Reflection, text)
    }
    pub(super) fn responds(&mut self, voice: One, to: WordsId, text: &str) -> WordsId {
        self.answering(to).says(voice, Kind::Response, text)
    }
    pub(super) fn closing(&mut self, voice: One, text: &str) -> WordsId {
        self.says(voice, Kind::Closing, text)
    }
    /// The hand has read words that were left.
    pub(super) fn reads(&mut self, words: WordsId) {
        self.tend(Act::ReadWords(WordsRead { words }));
    }
    pub(super) fn shares(&mut self, text: &str, voices: &[One]) -> WordsId {
        let words = WordsId(self.id());
        let told = Told { meeting: self.meeting, ..Told::default() };
        let voices = voices.iter().map(|v| v.who).collect();
        let offered = SharedWordsOffered { words, text: text.to_owned(), voices };
        self.send(self.hand.account, told, Act::OfferShared(offered));
        words
    }
    pub(super) fn stands(&mut self, words: WordsId, one: One) {
        let act = Act::AnswerShared(SharedWordsAnswered { words, who: one.who, stands: true });
        self.send(self.hand.account, voiced(one), act);
    }
    /// Somebody steps out of shared words, by their own hand.
    pub(super) fn steps_out(&mut self, words: WordsId, one: One) {
        let act = Act::AnswerShared(SharedWordsAnswered { words, who: one.who, stands: false });
        self.send(one.account, Told::default(), act);
    }

    // ── Questions, decisions, promises, safety ──

    pub(super) fn asks(&mut self, voice: One, text: &str) -> QuestionId {
        let question = QuestionId(self.id());
        let told = self.told(voice);
        let opened = QuestionOpened { question, text: text.to_owned() };
        self.send(self.hand.account, told, Act::OpenQuestion(opened));
        question
    }
    pub(super) fn moves(&mut self, question: QuestionId, to: Move, words: &str) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let moved = QuestionMoved { question, to, words: words.to_owned() };
        self.send(self.hand.account, told, Act::MoveQuestion(moved));
    }
    /// A decision is opened.
    pub(super) fn weigh(&mut self, about: &str, options: &[&str]) -> DecisionId {
        self.open(about, options, false)
    }
    /// A decision about medicine: one like any other.
    pub(super) fn weigh_medicine(&mut self, about: &str, options: &[&str]) -> DecisionId {
        self.open(about, options, true)
    }
    fn open(&mut self, about: &str, options: &[&str], is_medicine: bool) -> DecisionId {
        let decision = DecisionId(self.id());
        let told = Told { meeting: self.meeting, audience: self.audience.take(), ..Told::default() };
        let options = options.iter().map(|o| (*o).to_owned()).collect();
        let opened = DecisionOpened { decision, about: about.to_owned(), is_medicine, options };
        self.send(self.hand.account, told, Act::OpenDecision(opened));
        decision
    }
    pub(super) fn option(&mut self, decision: DecisionId, voice: One, option: &str) {
        let told = Told { voice: Some(voice.who), meeting: self.meeting, ..Told::default() };
        let named = OptionNamed { decision, option: option.to_owned() };
        self.send(self.hand.account, told, Act::NameOption(named));
    }
    pub(super) fn stance(&mut self, decision: DecisionId, voice: One, words: &str) {
        let told = Told { meeting: self.meeting, ..voiced(voice) };
        let by = if voice.who.practitioner().is_some() { voice } else { self.hand };
        let stance = StanceTaken { decision, who: voice.who, words: words.to_owned() };
        self.send(by.account, told, Act::TakeStance(stance));
    }
    pub(super) fn agreed(&mut self, decision: DecisionId, words: &str) {
        self.comes_out(decision, Outcome::Agreed(words.to_owned()), Taken::InMeeting);
    }
    /// Left open on purpose, until that many days from now.
    pub(super) fn left_open(&mut self, decision: DecisionId, days: i32, words: &str) {
        let until = Some(self.stage.day(-days));
        let outcome = Outcome::LeftOpen { until, words: words.to_owned() };
        self.comes_out(decision, outcome, Taken::InMeeting);
    }
    pub(super) fn comes_out(&mut self, decision: DecisionId, outcome: Outcome, taken: Taken) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let out = DecisionCameOut { decision, outcome, taken };
        self.send(self.hand.account, told, Act::ComeOut(out));
    }
    /// Somebody promises something, by a day that many days ahead of today (negative: gone by).
    pub(super) fn promises(&mut self, one: One, what: &str, in_days: Option<i32>) -> PromiseId {
        let promise = PromiseId(self.id());
        let told = self.told(one);
        let by = in_days.map(|days| self.stage.day(-days));
        let made = PromiseMade { promise, who: one.who, what: what.to_owned(), by };
        self.send(self.hand.account, told, Act::MakePromise(made));
        promise
    }
    pub(super) fn settles(&mut self, promise: PromiseId, became: Became, words: &str) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let settled = PromiseSettled { promise, became, words: words.to_owned() };
        self.send(self.hand.account, told, Act::SettlePromise(settled));
    }
    pub(super) fn keeps_safe(&mut self, notices: &str, calls: &str, helps: &str) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let (notices, calls, helps) = (notices.to_owned(), calls.to_owned(), helps.to_owned());
        self.send(self.hand.account, told, Act::AgreeSafety(SafetyAgreed { notices, calls, helps }));
    }

    // ── Read-back, and what is kept back ──

    /// The words go back to these voices.
    pub(super) fn gives_back(&mut self, meeting: MeetingId, to: &[One], how: Given) {
        for one in to {
            self.tend(Act::OfferWords(WordsOffered { meeting, who: one.who, how }));
        }
    }
    /// A voice agrees, by its own hand or by that of somebody who noted it.
    pub(super) fn agrees(&mut self, meeting: MeetingId, one: One, by: One) {
        let act = Act::AgreeWords(WordsAgreed { meeting, who: one.who });
        self.send(by.account, voiced(one), act);
    }
    pub(super) fn amends(&mut self, meeting: MeetingId, words: WordsId, one: One, text: &str) {
        let act = Act::AmendWords(WordsAmended { words, meeting, text: text.to_owned() });
        self.send(one.account, Told::default(), act);
    }
    pub(super) fn differs(&mut self, meeting: MeetingId, words: WordsId, one: One, text: &str) {
        let act = Act::SeeDifferently(SeenDifferently { words, meeting, text: text.to_owned() });
        self.send(one.account, Told::default(), act);
    }
    /// What was said last is withheld from the person.
    pub(super) fn withholds(&mut self, ground: &str, reviewer: One, in_days: i32) {
        let Some(command) = self.last else { return };
        let entry = EntryId { command, nth: 0 };
        let (reviewer, review_by) = (reviewer.practitioner(), self.stage.day(-in_days));
        self.tend(Act::Withhold(EntryWithheld { entry, ground: ground.to_owned(), reviewer, review_by }));
    }

    // ── Stays ──

    pub(super) fn stay(&mut self, place: &str, own_word: &str, lawful: Lawful) -> StayId {
        let stay = StayId(self.id());
        let (place, own_word) = (place.to_owned(), own_word.to_owned());
        let began = self.stage.day(self.day);
        self.tend(Act::BeginStay(StayBegan { stay, place, own_word, began, lawful }));
        stay
    }
    pub(super) fn more_of_stay(&mut self, stay: StayId, own_word: &str, lawful: Lawful) {
        self.tend(Act::TellStay(StayTold { stay, own_word: own_word.to_owned(), lawful }));
    }
    pub(super) fn stay_ends(&mut self, stay: StayId, words: &str) {
        let ended = self.stage.day(self.day);
        self.tend(Act::EndStay(StayEnded { stay, ended, words: words.to_owned() }));
    }
}

/// Told in somebody's voice, whoever holds the pen.
fn voiced(one: One) -> Told {
    Told { voice: Some(one.who), ..Told::default() }
}
