//! Open meetings for generators of load and outside clients: made up, always the same, each in a network of its own.

use dialogue::{
    Account, AccountId, Act, Command, CommandId, MeetingId, MemberId, NetworkId, PractitionerId, RequestId,
    Seat, ServiceAct, ServiceCommand, Told, Who,
    meeting::{Came, Presence},
    people::MemberNamed,
    plan::{MeetingPlanned, Place, Planned},
    request::{Answer, Caller, HelpAsked, TakeCall},
    service::PractitionerJoined,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::stage::ZONE;
use crate::step::Step;

/// An open meeting with everybody noted as present.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenMeeting {
    /// Its network.
    pub network: NetworkId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The accounts of its members, one for each voice beside the practitioner's.
    pub members: Vec<Account>,
    /// How it came about.
    pub steps: Vec<Step>,
}

/// The kinds of things that are named, so that no two have one name.
#[derive(Clone, Copy)]
enum Kind {
    Network = 1,
    Meeting,
    Request,
    Member,
    Account,
    Command,
}

/// An identity that is the same each time: version 7, its time long ago, its chance the place of the thing.
fn id(kind: Kind, meeting: u32, nth: u32) -> Uuid {
    let mut chance = [0xb5; 10];
    for (at, byte) in
        [kind as u8].into_iter().chain(meeting.to_be_bytes()).chain(nth.to_be_bytes()).enumerate()
    {
        if let Some(place) = chance.get_mut(at + 1) {
            *place = byte;
        }
    }
    uuid::Builder::from_unix_timestamp_millis(1_750_000_000_000, &chance).into_uuid()
}

/// The practitioner who is present at all of them, and whose account may write what is shared in each.
pub fn practitioner() -> Account {
    let seat = Seat::Practitioner(PractitionerId(id(Kind::Member, u32::MAX, 0)));
    Account { id: AccountId(id(Kind::Account, u32::MAX, 0)), seat }
}

/// The service takes that practitioner in.
pub fn joins() -> ServiceCommand {
    let practitioner =
        practitioner().voice().and_then(Who::practitioner).unwrap_or(PractitionerId(Uuid::nil()));
    let joined = PractitionerJoined {
        practitioner,
        name: "Load, a generator".into(),
        role: "Nobody: writes at made-up meetings".into(),
        is_peer: false,
        line: String::new(),
        phone: String::new(),
    };
    ServiceCommand { id: CommandId(id(Kind::Command, u32::MAX, 0)), act: ServiceAct::Join(joined) }
}

/// The open meeting of a number, with so many voices beside the practitioner's; at least the person's.
pub fn open_meeting(number: u32, voices: u32, at: Timestamp) -> OpenMeeting {
    let (network, meeting) =
        (NetworkId(id(Kind::Network, number, 0)), MeetingId(id(Kind::Meeting, number, 0)));
    let ids: Vec<_> = (0..voices.max(1)).map(|nth| MemberId(id(Kind::Member, number, nth))).collect();
    let by = practitioner();
    let mut turn = 0;
    let mut steps = Vec::new();
    let mut does = |act| {
        turn += 1;
        let command = Command { id: CommandId(id(Kind::Command, number, turn)), told: Told::default(), act };
        steps.push(Step { at, by, network, command });
    };
    let name = |nth: usize| format!("Voice {} of {number}", nth + 1);
    does(Act::TakeCall(call(number, &ids, name(0), at)));
    for (nth, member) in ids.iter().enumerate().skip(1) {
        does(Act::NameMember(MemberNamed { member: *member, name: name(nth), is_person: false }));
    }
    does(Act::PlanMeeting(MeetingPlanned {
        meeting,
        when: Planned { at: at.to_zoned(jiff::tz::TimeZone::UTC).datetime(), zone: ZONE.into() },
        place: Place::Clinic,
        place_words: "A made-up room".into(),
        remote: String::new(),
        invited: ids.iter().copied().collect(),
        practitioners: by.voice().and_then(Who::practitioner).into_iter().collect(),
        wording: String::new(),
        reason: String::new(),
    }));
    for who in by.voice().into_iter().chain(ids.iter().copied().map(Who::Member)) {
        does(Act::NoteCame(Came { meeting, who, presence: Presence::There, called: String::new() }));
    }
    let account = |(nth, member): (u32, &MemberId)| Account {
        id: AccountId(id(Kind::Account, number, nth)),
        seat: Seat::Member(network, *member),
    };
    let members = (0..).zip(&ids).take(voices as usize).map(account).collect();
    OpenMeeting { network, meeting, members, steps }
}

fn call(number: u32, ids: &[MemberId], name: String, at: Timestamp) -> TakeCall {
    let person = ids.first().copied().unwrap_or(MemberId(Uuid::nil()));
    let caller =
        Caller { name: name.clone(), tie: String::new(), reach: "01632 960000".into(), member: None };
    let asked = HelpAsked {
        request: RequestId(id(Kind::Request, number, 0)),
        called_at: at,
        taken_by: practitioner().voice().and_then(Who::practitioner).unwrap_or(PractitionerId(Uuid::nil())),
        caller,
        caller_is_person: true,
        own_words: "Made up, so that there is something to write at.".into(),
        person_knows: Answer::Yes,
        may_know: Answer::Yes,
        who_else: String::new(),
        where_when: String::new(),
        language: String::new(),
        needs: String::new(),
        safe_now: Answer::Yes,
    };
    TakeCall { asked, person, person_name: name, caller_member: MemberId(id(Kind::Member, number, u32::MAX)) }
}
