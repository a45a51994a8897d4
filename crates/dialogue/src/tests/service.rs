//! The service sets itself up; nobody who has left takes themself in again.

use super::*;
use crate::service::*;

fn said(service: &Service, seat: Seat, act: ServiceAct) -> Result<Vec<Draft>, Refusal> {
    let command = ServiceCommand { id: CommandId(n(900)), act };
    let account = Account { id: AccountId(n(2)), seat };
    decide_service(service, &command, &Context::new(at("2026-03-09T10:00:00Z"), account))
}

fn takes(service: &mut Service, seat: Seat, act: ServiceAct) {
    let command = CommandId(n(901 + service.practitioners.len() as u128));
    for (nth, told) in (0..).zip(said(service, seat, act).unwrap()) {
        let id = EntryId { command, nth };
        service.apply(Arc::new(Entry { id, recorded_at: at("2026-03-09T10:00:00Z"), told }));
    }
}

fn joined(practitioner: PractitionerId, name: &str) -> ServiceAct {
    let empty = String::new;
    ServiceAct::Join(PractitionerJoined {
        practitioner,
        name: name.into(),
        role: empty(),
        is_peer: false,
        line: empty(),
        phone: empty(),
    })
}

#[test]
fn an_administrator_sets_up_and_a_practitioner_describes_only_themself() {
    let service = Service::empty();
    let (admin, asha, robin) = (Seat::Administrator, Seat::Practitioner(ASHA), Seat::Member(NETWORK, ROBIN));
    let named = |zone: &str, name: &str| {
        ServiceAct::Name(ServiceNamed { name: name.into(), zone: zone.into(), ..ServiceNamed::default() })
    };
    for (seat, act, why) in [
        (admin, named("Europe/London", "Millbrook"), None),
        (admin, named("Europe/Nowhere", "Millbrook"), Some(Why::Zone)),
        (admin, named("Europe/London", " "), Some(Why::Empty)),
        (asha, named("Europe/London", "Millbrook"), Some(Why::Neutral)),
        (admin, joined(BEL, "Bel"), None),
        (asha, joined(ASHA, "Asha"), None),
        (asha, joined(BEL, "Bel"), Some(Why::Neutral)),
        (robin, joined(BEL, "Bel"), Some(Why::Neutral)),
        (asha, ServiceAct::Leave(PractitionerLeft { practitioner: ASHA }), Some(Why::Neutral)),
    ] {
        assert_eq!(said(&service, seat, act.clone()).err().map(|r| r.why), why, "{act:?}");
    }
}

#[test]
fn who_has_left_keeps_their_name_and_comes_back_only_by_the_administrator() {
    let mut service = Service::empty();
    takes(&mut service, Seat::Administrator, joined(ASHA, "Asha"));
    takes(&mut service, Seat::Administrator, joined(BEL, "Bel"));
    takes(&mut service, Seat::Administrator, ServiceAct::Leave(PractitionerLeft { practitioner: ASHA }));
    assert_eq!(service.name(ASHA), "Asha", "their words stay theirs");
    assert_eq!(service.working().iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Bel"]);
    assert_eq!(said(&service, Seat::Practitioner(ASHA), joined(ASHA, "Asha")).unwrap_err().why, Why::Neutral);
    takes(&mut service, Seat::Administrator, joined(ASHA, "Asha"));
    assert_eq!(service.working().len(), 2);
}

#[test]
fn a_sentence_of_their_own_is_no_longer_than_a_passage() {
    let service = Service::empty();
    let mut long = joined(BEL, "Bel");
    if let ServiceAct::Join(bel) = &mut long {
        bel.line = "x".repeat(crate::text::LONGEST + 1);
    }
    let refusal = said(&service, Seat::Administrator, long).unwrap_err();
    assert_eq!((refusal.why, refusal.field), (Why::TooLong, Some("line")));
}
