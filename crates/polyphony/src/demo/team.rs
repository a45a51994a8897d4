//! The eight of the made-up service, and the one who keeps its machine running.

use dialogue::{
    Duty, PractitionerId, Seat, ServiceAct, Who,
    duty::DutyGiven,
    service::{CrisisContact, LegalRecord, PractitionerJoined, ServiceNamed},
};

use super::{
    DemoPerson, Group,
    stage::{One, Stage, ZONE},
};

/// The practitioners.
#[derive(Clone, Copy)]
pub(super) struct Team {
    pub(super) marged: One,
    pub(super) tunde: One,
    pub(super) nasreen: One,
    pub(super) callum: One,
    pub(super) delphine: One,
    pub(super) ioana: One,
    pub(super) bartek: One,
    pub(super) hazel: One,
}

/// Sets the service up and brings its people in.
pub(super) fn arrive(stage: &mut Stage) -> Team {
    let long_ago = stage.instant(stage.wall(910, "09:00"));
    let winston = stage.account(long_ago, Seat::Administrator);
    stage.serve(long_ago, winston, ServiceAct::Name(named()));
    let mut join = |slug, name: &'static str, role: &str, phone: &str, line: &'static str| {
        let practitioner = PractitionerId(stage.id(long_ago));
        let account = stage.account(long_ago, Seat::Practitioner(practitioner));
        let joined = PractitionerJoined {
            practitioner,
            name: name.to_owned(),
            role: role.to_owned(),
            is_peer: role == PEER,
            line: line.to_owned(),
            phone: phone.to_owned(),
        };
        stage.serve(long_ago, winston, ServiceAct::Join(joined));
        let one = One { who: Who::Practitioner(practitioner), account, name };
        stage.seat(DemoPerson { slug, name, line, group: Group::Team, account });
        one
    };
    let team = Team {
        marged: join("marged", "Marged Pryce", "nurse", "01632 960121", MARGED),
        tunde: join("tunde", "Tunde Okafor-Lyle", "social worker", "01632 960122", TUNDE),
        nasreen: join("nasreen", "Dr Nasreen Haidari", "doctor", "01632 960123", NASREEN),
        callum: join("callum", "Callum Whitlock", PEER, "01632 960124", CALLUM),
        delphine: join("delphine", "Delphine Osei-Hart", PEER, "01632 960125", DELPHINE),
        ioana: join("ioana", "Ioana Lupescu", "family therapist", "01632 960126", IOANA),
        bartek: join("bartek", "Bartek Zielony", "occupational therapist", "01632 960127", BARTEK),
        hazel: join("hazel", "Hazel Thornbury", "social worker", "01632 960128", HAZEL),
    };
    for (one, duty) in [
        (team.nasreen, Duty::HealthProfessional),
        (team.nasreen, Duty::CaldicottGuardian),
        (team.hazel, Duty::Decider),
        (team.ioana, Duty::SafeguardingLead),
        (team.tunde, Duty::Lead),
        (team.callum, Duty::RecordsOfficer),
        (team.marged, Duty::OnCall),
    ] {
        let practitioner = one.practitioner();
        stage.serve(long_ago, winston, ServiceAct::Give(DutyGiven { practitioner, duty }));
    }
    let group = Group::Administration;
    stage.seat(DemoPerson {
        slug: "winston",
        name: "Winston Prowse",
        line: WINSTON,
        group,
        account: winston,
    });
    team
}

fn named() -> ServiceNamed {
    let contact = |who: &str, number: &str| CrisisContact { who: who.to_owned(), number: number.to_owned() };
    ServiceNamed {
        name: "Saltmere Open Dialogue".to_owned(),
        phone: "01632 960100".to_owned(),
        crisis: vec![
            contact("Danger to life, now", "999"),
            contact("Whoever of us is on, day or night", "01632 960111"),
            contact("NHS 111, option 2: mental health, any hour", "111"),
            contact("Samaritans: somebody who listens, any hour", "116 123"),
        ],
        zone: ZONE.to_owned(),
        legal_record: LegalRecord::Organisation,
        other_record: "RiO".to_owned(),
    }
}

const PEER: &str = "peer practitioner";

const MARGED: &str = "I would rather come to you than have you come to me. I take my tea black, so \
                      please don't go out for milk.";
const TUNDE: &str = "I used to mend pianos. I still listen for a good while before I touch anything.";
const NASREEN: &str = "You can ask me anything about medicine, also whether you need any. When I don't \
                       know, I'll say so.";
const CALLUM: &str = "Eleven years ago I was the one on the sofa while people talked. I remember what \
                      helped, and what didn't.";
const DELPHINE: &str = "I heard voices as a girl and kept two of them. I won't be telling you what yours \
                        mean.";
const IOANA: &str = "I grew up with nine people at one table. I get worried only when everybody agrees.";
const BARTEK: &str = "I talk best while doing something: washing-up, a walk, somebody's broken bicycle.";
const HAZEL: &str = "I know my way around landlords, forms and benefits, and I don't mind a long silence.";
const WINSTON: &str = "Keeps the machine running and the accounts in order. Reads no words.";
