//! Tests of the rules, one file a feature; here stands what they share: a record that grows by commands,
//! and the people of one made-up network.

mod audience;
mod caution;
mod clock;
mod death;
mod decision;
mod facts;
mod filter;
mod guarding;
mod guards;
mod index;
mod line;
mod meeting;
mod pace;
mod people;
mod plan;
mod promise;
mod question;
mod read_back;
mod request;
mod retention;
mod scribe;
mod sequences;
mod service;
mod shared;
mod sharing;
mod standing;
mod standing_beside;
mod stay;
mod team;
mod unsafe_pair;
mod words;
mod written;

use std::{collections::BTreeSet, sync::Arc};

use jiff::{SignedDuration, Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    advance::*, appointment::*, audience::AudienceChanged, belonging::*, candour::*, capacity::*, case::*,
    child::*, circle::*, confidence::*, correction::*, cover::*, death::*, decision::*, disclosure::*,
    duty::*, emergency::*, ending::*, file::*, filing::*, guard::*, hold::*, invitation_wish::*, line::*,
    meet::*, meeting::*, out_of_sight::*, people::*, plan::*, promise::*, question::*, reach::*,
    read_back::*, request::*, safety::*, scribe::*, shared::*, sharing::*, stay::*, team::*, unsafe_pair::*,
    view::*, words::*, *,
};

const fn n(n: u128) -> Uuid {
    Uuid::from_u128(0x019d_2f00_4b10_7000_8000_0000_0000_0000 + n)
}

const NETWORK: NetworkId = NetworkId(n(1));
/// The person at the centre.
const ROBIN: MemberId = MemberId(n(11));
/// The sister, who calls first.
const MIRA: MemberId = MemberId(n(12));
/// The neighbour.
const TOMAS: MemberId = MemberId(n(13));
/// Nobody of this network.
const NOBODY: MemberId = MemberId(n(19));
const ASHA: PractitionerId = PractitionerId(n(21));
const BEL: PractitionerId = PractitionerId(n(22));
const COLM: PractitionerId = PractitionerId(n(23));
const CALL: RequestId = RequestId(n(31));
const CALL_2: RequestId = RequestId(n(32));
const FIRST: MeetingId = MeetingId(n(41));
const SECOND: MeetingId = MeetingId(n(42));
const WORDS: WordsId = WordsId(n(51));
const WORDS_2: WordsId = WordsId(n(52));
const CIRCLE: CircleId = CircleId(n(61));
const CIRCLE_2: CircleId = CircleId(n(62));

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A moment after everything that the tests tell of, and before any review is due.
fn then() -> Timestamp {
    at("2026-06-01T00:00:00Z")
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The account of somebody with a voice.
fn account(who: Who) -> Account {
    let (id, seat) = match who {
        Who::Member(id) => (id.0, Seat::Member(NETWORK, id)),
        Who::Practitioner(id) => (id.0, Seat::Practitioner(id)),
    };
    Account { id: AccountId(id), seat }
}

fn member(id: MemberId) -> Who {
    Who::Member(id)
}

fn practitioner(id: PractitionerId) -> Who {
    Who::Practitioner(id)
}

/// The header of words in a voice.
fn as_voice(who: Who) -> Told {
    Told { voice: Some(who), ..Told::default() }
}

fn for_whom(audience: Audience) -> Told {
    Told { audience: Some(audience), ..Told::default() }
}

/// What Bel is named for by the service.
fn decider() -> Duties {
    [Duty::Decider, Duty::HealthProfessional, Duty::SafeguardingLead, Duty::RecordsOfficer]
        .into_iter()
        .fold(Duties::default(), Duties::with)
}

/// A record that grows by commands, one a minute unless told otherwise.
#[derive(Clone)]
struct Record {
    whole: Whole,
    now: Timestamp,
    sent: u128,
}

impl Record {
    /// A network of which nothing is known.
    fn new() -> Self {
        Self { whole: Whole::empty(NETWORK), now: at("2026-03-09T10:17:00Z"), sent: 0 }
    }

    /// A network that began with Mira's call about Robin, taken by Asha, and knows Tomas too.
    fn called() -> Self {
        let mut record = Self::new();
        record.does(practitioner(ASHA), Act::TakeCall(call(record.now)));
        record.does(practitioner(ASHA), named(TOMAS, "Tomas"));
        record
    }

    /// The same with Mira's call open to Robin, and a first meeting planned.
    fn planned() -> Self {
        let mut record = Self::called();
        record.does(practitioner(ASHA), answered(Answer::Yes));
        record.does(practitioner(ASHA), named(MIRA, "Mira"));
        record.does(practitioner(ASHA), Act::PlanMeeting(plan(FIRST)));
        record
    }

    /// The same with Robin, Mira and Asha there.
    fn meeting() -> Self {
        let mut record = Self::planned();
        for who in [member(ROBIN), member(MIRA), practitioner(ASHA)] {
            record.does(practitioner(ASHA), came(FIRST, who));
        }
        record
    }

    /// The same with something told by Robin and by Mira, and closed.
    fn closed() -> Self {
        let mut record = Self::meeting();
        for (words, who) in [(WORDS, ROBIN), (WORDS_2, MIRA)] {
            let told = Told::in_meeting(FIRST, member(who));
            record.does_told(practitioner(ASHA), told, says(words, "As it was said."));
        }
        record.does(practitioner(ASHA), next(FIRST));
        record.does(practitioner(ASHA), closes(FIRST, record.now));
        record
    }

    /// Decides, and takes in what follows.
    fn tries(&mut self, who: Who, told: Told, act: Act) -> Result<Vec<Arc<Entry>>, Refusal> {
        self.sent += 1;
        let command = Command { id: CommandId(n(1_000_000 + self.sent)), told, act };
        self.sends(who, &command)
    }

    fn sends(&mut self, who: Who, command: &Command) -> Result<Vec<Arc<Entry>>, Refusal> {
        let duties = if who == practitioner(BEL) { decider() } else { Duties::default() };
        let ctx = Context { duties, ..Context::new(self.now, account(who)) };
        let drafts = decide(&self.whole, command, &ctx)?;
        let entries: Vec<_> = (0..)
            .zip(drafts)
            .map(|(nth, told)| {
                let id = EntryId { command: command.id, nth };
                Arc::new(Entry { id, recorded_at: self.now, told })
            })
            .collect();
        entries.iter().for_each(|entry| self.whole.apply(entry.clone()));
        self.now += SignedDuration::from_mins(1);
        Ok(entries)
    }

    #[track_caller]
    fn does_told(&mut self, who: Who, told: Told, act: Act) -> Vec<Arc<Entry>> {
        self.tries(who, told, act).unwrap()
    }

    #[track_caller]
    fn does(&mut self, who: Who, act: Act) -> Vec<Arc<Entry>> {
        self.does_told(who, Told::default(), act)
    }

    #[track_caller]
    fn refused_told(&mut self, who: Who, told: Told, act: Act) -> Refusal {
        let before = self.whole.entries().len();
        let refusal = self.tries(who, told, act).expect_err("it should have been refused");
        assert_eq!(self.whole.entries().len(), before, "a refusal leaves no entry");
        refusal
    }

    #[track_caller]
    fn refused(&mut self, who: Who, act: Act) -> Why {
        self.refused_told(who, Told::default(), act).why
    }

    /// An entry is held back by the team, and Bel decides that it stays so.
    #[track_caller]
    fn withholds(&mut self, entry: EntryId) -> Arc<Entry> {
        self.does(practitioner(ASHA), held_back(entry));
        self.does(practitioner(BEL), withheld(entry)).remove(0)
    }

    fn network(&self) -> &Network {
        &self.whole.network
    }

    /// The network as somebody knows it who may read the classes that `reads` names.
    fn seen(&self, reads: impl Fn(&Class) -> bool) -> Network {
        let mut network = Network::empty(NETWORK);
        network.take_readable(self.whole.entries(), |entry| reads(&self.whole.class(entry, then())));
        network
    }
}

/// Mira's call about Robin.
fn call(called_at: Timestamp) -> TakeCall {
    let caller =
        Caller { name: "Mira".into(), tie: "sister".into(), reach: "07700 900123".into(), member: None };
    TakeCall {
        asked: HelpAsked {
            request: CALL,
            called_at,
            taken_by: ASHA,
            caller,
            caller_is_person: false,
            own_words: "He does not sleep.".into(),
            person_knows: Answer::No,
            may_know: Answer::NotAsked,
            who_else: String::new(),
            where_when: String::new(),
            language: String::new(),
            needs: String::new(),
            safe_now: Answer::NotAsked,
        },
        person: ROBIN,
        person_name: "Robin".into(),
        caller_member: MIRA,
    }
}

/// A further call, from the neighbour.
fn second_call(called_at: Timestamp) -> TakeCall {
    let mut further = call(called_at);
    further.asked.request = CALL_2;
    further.asked.caller = Caller { member: Some(TOMAS), name: "Tomas".into(), ..Caller::default() };
    further
}

fn answered(may_know: Answer) -> Act {
    Act::AnswerConfidence(ConfidenceAnswered { request: CALL, may_know, words: String::new() })
}

fn named(member: MemberId, name: &str) -> Act {
    Act::NameMember(MemberNamed { member, name: name.into(), is_person: false })
}

fn plan(meeting: MeetingId) -> MeetingPlanned {
    MeetingPlanned {
        meeting,
        when: Planned { at: "2026-03-10T18:30:00".parse().unwrap(), zone: "Europe/London".into() },
        place: Place::Home,
        place_words: "Mira's, the bell without a name".into(),
        remote: String::new(),
        invited: BTreeSet::from([ROBIN, MIRA]),
        practitioners: BTreeSet::from([ASHA, COLM]),
        wording: String::new(),
        reason: String::new(),
    }
}

fn came(meeting: MeetingId, who: Who) -> Act {
    Act::NoteCame(Came { meeting, who, presence: Presence::There, called: String::new() })
}

fn next(meeting: MeetingId) -> Act {
    Act::SayNext(NextSaid { meeting, next: Next::WeWillCall("on Friday".into()) })
}

fn closes(meeting: MeetingId, began_at: Timestamp) -> Act {
    Act::CloseMeeting(MeetingClosed { meeting, began_at, minutes: None })
}

fn spoken(words: WordsId, text: &str) -> WordsSpoken {
    WordsSpoken { words, kind: Kind::Telling, text: text.into(), in_answer_to: None, thinking_of: None }
}

fn says(words: WordsId, text: &str) -> Act {
    Act::Speak(spoken(words, text))
}

fn invitation(member: MemberId, answer: Coming) -> Act {
    Act::AnswerInvitation(InvitationAnswered { meeting: FIRST, member, answer, words: String::new() })
}

fn asking(member: MemberId, may_be_asked: bool) -> Act {
    Act::ChangeAsking(AskingChanged { member, may_be_asked, words: String::new() })
}

fn held_back(entry: EntryId) -> Act {
    let words = "She asked us to wait.".into();
    Act::HoldBack(EntryHeldBack { entry, ground: Ground::ThirdParty, words })
}

fn withheld(entry: EntryId) -> Act {
    let words = "A third party told it and fears for herself.".into();
    let ground = Ground::ThirdParty;
    Act::Withhold(EntryWithheld { entry, ground, words, reviewer: BEL, review_by: day("2026-09-30") })
}

fn withheld_no_more(entry: EntryId) -> Act {
    Act::EndWithholding(WithholdingEnded { entry, words: "She was asked.".into() })
}
