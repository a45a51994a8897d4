//! Tests of keeping and letting go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::{CommandId, Duty, ServiceAct, ServiceCommand, duty::DutyGiven};

use crate::testing::{TestApp, id};

/// Ines answers for records, Leila leads the service.
async fn app() -> TestApp {
    let app = TestApp::new().await;
    for (slug, duty) in [("ines", Duty::RecordsOfficer), ("leila", Duty::Lead)] {
        let given = DutyGiven { practitioner: app.practitioner(slug), duty };
        let command = ServiceCommand { id: CommandId(id()), act: ServiceAct::Give(given) };
        app.store.act_service(&app.account("ada"), command).await.unwrap();
    }
    app
}

#[tokio::test]
async fn a_network_whose_time_has_come_is_destroyed_by_two_people_and_certified() {
    let app = app().await;
    let at = format!("/records/destroy/{}", app.network);
    app.ines().await.get("/records").await.shows("No network’s time has come");
    assert_eq!(app.ines().await.get(&at).await.status, 404, "not before its time");
    app.clock_to("2047-01-07T09:00:00Z");
    let ines = app.ines().await;
    ines.get("/records").await.shows(&app.network.to_string()).hides("Sam").hides("Jo");
    let unchecked = ines.send_form(&at, &[("words", "Its time has come.")]).await;
    assert_eq!(unchecked.status, 422);
    unchecked.shows("Check this first").shows("Its time has come.");
    let proposed = ines.send_form(&at, &[("words", "Its time has come."), ("checked", "yes")]).await;
    assert_eq!(proposed.status, 303);
    let own = ines.get(&at).await;
    own.shows("Somebody else must confirm this");
    let hidden = own.hidden();
    let fresh = &hidden.iter().find(|(name, _)| name == "id").unwrap().1;
    let confirm = format!("{at}/confirm");
    assert_eq!(ines.post(&confirm, &[("id", fresh), ("sure", "yes")]).await.status, 403);
    let leila = app.leila().await;
    leila.get(&at).await.shows("Ines Vale proposes").shows("Its time has come.");
    assert_eq!(leila.post(&confirm, &[("id", fresh)]).await.status, 422);
    let done = leila.post(&confirm, &[("id", fresh), ("sure", "yes")]).await;
    assert_eq!((done.status, done.location.clone()), (303, format!("/records/destroyed/{}", app.network)));
    let page = ines.get(&done.location).await;
    page.shows("Ines Vale").shows("Leila Haddad").shows("Kept after the last entry until").hides("Sam");
    let file = ines.get(&format!("{}/certificate", done.location)).await;
    file.shows("Certificate of destruction").shows("2047-02-11");
    assert_eq!(leila.get(&app.at("")).await.status, 404);
    assert_eq!(leila.post(&confirm, &[("id", fresh), ("sure", "yes")]).await.status, 303, "twice is once");
    ines.get("/records").await.shows("destroyed on").shows("Nothing waits to be confirmed");
}

#[tokio::test]
async fn nobody_else_finds_these_pages() {
    let app = app().await;
    app.clock_to("2047-01-07T09:00:00Z");
    for slug in ["tom", "ada", "sam", "jo"] {
        let browser = app.signed_in(slug).await;
        for path in ["/records".to_owned(), format!("/records/destroy/{}", app.network)] {
            assert_eq!(browser.get(&path).await.status, 404, "{slug} {path}");
        }
    }
    for slug in ["tom", "sam", "ines"] {
        assert_eq!(app.signed_in(slug).await.get("/service/retention").await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn the_administrator_sets_how_long_records_are_kept() {
    let app = app().await;
    let ada = app.ada().await;
    let wrong = ada.send_form("/service/retention", &[("after-last", "for ever")]).await;
    assert_eq!(wrong.status, 422);
    wrong.shows("from 1 to 100").shows("for ever");
    let rules = [
        ("after-last", "8"),
        ("after-death", "10"),
        ("child-until", "25"),
        ("seventeen-until", "26"),
        ("backup-days", "35"),
    ];
    assert_eq!(ada.send_form("/service/retention", &rules).await.status, 303);
    let rules = app.store.service().await.unwrap().retention;
    assert_eq!((rules.after_last, rules.child_until), (8, 25));
}
