//! Tests of opening a record in an emergency, of who is told, and of its review.

use super::*;

/// Ines opens Sam's record; gives the address of the access.
async fn opened(app: &TestApp) -> String {
    let sent = app
        .ines()
        .await
        .send_form(&app.at("emergency"), &[("words", "He is on my ward and does not speak.")])
        .await;
    assert_eq!((sent.status, sent.location.as_str()), (303, app.at("").as_str()));
    let page = app.ines().await.get(&app.at("")).await;
    let from = page.body.find("action=\"/network/").unwrap() + "action=\"".len();
    let close = page.body[from..].split('"').next().unwrap();
    close.strip_suffix("/close").unwrap().to_owned()
}

/// The fields of the form of a page that goes to an address, with these filled in.
async fn sends(browser: &Browser, page: &str, to: &str, fields: &[(&str, &str)]) -> Seen {
    let id = id().to_string();
    assert_eq!(browser.get(page).await.status, 200, "{page}");
    browser.post(to, &[&[("id", id.as_str())], fields].concat()).await
}

#[tokio::test]
async fn two_taps_and_a_reason_open_the_record_and_everybody_concerned_is_told() {
    let mut app = TestApp::new().await;
    rhea(&mut app).await;
    names(&app, "rhea", "lead").await;
    let ines = app.ines().await;
    assert_eq!(ines.get(&app.at("")).await.status, 404);
    let page = ines.get(&app.at("emergency")).await;
    page.shows("Leila Haddad holds this network").shows("Rhea Mott, who leads the service, is told at once");
    page.shows("It is open until Sunday 22 November 2026, 17:07").hides("Sam");
    let empty = ines.send_form(&app.at("emergency"), &[("words", " ")]).await;
    assert_eq!(empty.status, 422);
    empty.shows("Write something here");
    let here = opened(&app).await;
    for below in ["", "story", "team", "safety"] {
        let page = ines.get(&app.at(below)).await;
        assert_eq!(page.status, 200);
        page.shows("Open in an emergency.").shows("17:07").shows("Close it now");
    }
    app.leila().await.get(&app.at("story")).await.hides("Close it now");
    // The lead sees it at once, and reads nothing else of the network.
    let rhea = app.signed_in("rhea").await;
    rhea.get("/today").await.shows("opened in an emergency").shows(&here).hides("Sam");
    let review = rhea.get(&here).await;
    assert_eq!(review.status, 200);
    review.shows("Ines Vale opened a record").shows("He is on my ward and does not speak.");
    review.shows("Leila Haddad holds").shows("Sunday 22 November 2026, 09:07").hides("four nights");
    for below in ["", "story", "team", "looked"] {
        assert_eq!(rhea.get(&app.at(below)).await.status, 404, "{below}");
    }
    // So does the person.
    let told = app.sam().await.get(&app.at("")).await;
    told.shows("Ines Vale opened your record in an emergency on").shows("on my ward and does not speak");
    app.sam()
        .await
        .get(&app.at("looked"))
        .await
        .shows("Ines Vale, in an emergency, read the record at 09:07");
    app.jo().await.get(&app.at("")).await.hides("Ines").hides("emergency on");
}

#[tokio::test]
async fn it_closes_by_itself_after_hours_or_when_told_to() {
    let app = TestApp::new().await;
    let here = opened(&app).await;
    let ines = app.ines().await;
    assert_eq!(ines.get(&app.at("story")).await.status, 200);
    app.clock_to("2026-11-22T17:07:30Z");
    let ines = app.ines().await;
    assert_eq!(ines.get(&app.at("story")).await.status, 404);
    app.sam().await.get(&app.at("")).await.shows("could read it until Sunday 22 November 2026, 17:07");
    // Opened once more, and closed at once.
    let again = opened(&app).await;
    assert_ne!(here, again);
    let closed = ines.post(&format!("{again}/close"), &[("id", &id().to_string())]).await;
    assert_eq!((closed.status, closed.location.as_str()), (303, "/today"));
    assert_eq!(ines.get(&app.at("story")).await.status, 404);
    assert_eq!(ines.get(&again).await.status, 404, "not even that it was hers");
    // Nobody closes somebody else's, nor one that is not there.
    let third = opened(&app).await;
    let nothing = app.at(&format!("emergency/{}-0/close", id().simple()));
    for (slug, to) in
        [("tom", format!("{third}/close")), ("ines", nothing), ("sam", format!("{third}/close"))]
    {
        let closed = app.signed_in(slug).await.post(&to, &[("id", &id().to_string())]).await;
        assert_eq!(closed.status, 404, "{slug}");
    }
    assert_eq!(ines.get(&app.at("story")).await.status, 200);
}

#[tokio::test]
async fn the_review_is_written_once_and_not_by_whoever_opened_it() {
    let mut app = TestApp::new().await;
    rhea(&mut app).await;
    names(&app, "rhea", "lead").await;
    names(&app, "ines", "lead").await;
    let here = opened(&app).await;
    app.ines().await.get(&here).await.shows("Nobody has reviewed it yet.").hides("What did you find?");
    let own = sends(&app.ines().await, &here, &here, &[("words", "I find it was fine.")]).await;
    assert_eq!(own.status, 422);
    let rhea = app.signed_in("rhea").await;
    let empty = sends(&rhea, &here, &here, &[("words", "")]).await;
    assert_eq!(empty.status, 422);
    let kept = sends(&rhea, &here, &here, &[("words", "Needed, and short.")]).await;
    assert_eq!(kept.status, 303);
    rhea.get(&here).await.shows("Needed, and short.").hides("What did you find?");
    rhea.get("/today").await.hides("opened in an emergency");
    // That the lead looked at it is not told to the person; the team sees it.
    app.sam().await.get(&app.at("looked")).await.hides("Rhea");
    app.leila().await.get(&app.at("looked")).await.shows("Rhea Mott, of the service, looked at what waits");
    for slug in ["sam", "jo", "bern", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&here).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn the_person_is_told_later_only_for_a_named_reason_and_until_a_day() {
    let mut app = TestApp::new().await;
    rhea(&mut app).await;
    names(&app, "rhea", "safeguarding-lead").await;
    let here = opened(&app).await;
    app.ines().await.get(&app.at("story")).await;
    let (rhea, later) = (app.signed_in("rhea").await, format!("{here}/later"));
    let date = [("until-day", "25"), ("until-month", "11"), ("until-year", "2026")];
    let no_reason = sends(&rhea, &here, &later, &[&[("words", "")], &date[..]].concat()).await;
    assert_eq!(no_reason.status, 422);
    no_reason.shows("Write something here").shows("value=\"2026\"");
    let no_day = sends(&rhea, &here, &later, &[("words", "His brother reads over his shoulder.")]).await;
    assert_eq!(no_day.status, 422);
    no_day.shows("His brother reads over his shoulder.");
    let fields = [&[("words", "His brother reads over his shoulder.")], &date[..]].concat();
    assert_eq!(sends(&rhea, &here, &later, &fields).await.status, 303);
    rhea.get(&here).await.shows("The person reads of it after 25 November 2026");
    let sam = app.sam().await;
    sam.get(&app.at("")).await.hides("Ines").hides("shoulder");
    sam.get(&app.at("looked")).await.hides("Ines");
    app.clock_to("2026-11-26T08:00:00Z");
    let sam = app.sam().await;
    sam.get(&app.at("")).await.shows("Ines Vale opened your record in an emergency").hides("shoulder");
    sam.get(&app.at("looked")).await.shows("Ines Vale, in an emergency, read the record");
    // A lead alone does not defer it.
    names(&app, "tom", "lead").await;
    let refused = sends(&app.signed_in("tom").await, &here, &later, &fields).await;
    assert_eq!(refused.status, 422);
}

#[tokio::test]
async fn only_practitioners_find_the_page_and_only_where_a_network_is() {
    let app = TestApp::new().await;
    let nothing = format!("/network/{}/emergency", id().simple());
    assert_eq!(app.ines().await.get(&nothing).await.status, 404);
    for slug in ["sam", "jo", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&app.at("emergency")).await.status, 404, "{slug}");
        let sent = app.signed_in(slug).await.post(&app.at("emergency"), &[("words", "Let me in.")]).await;
        assert_eq!(sent.status, 404, "{slug}");
    }
    let own = app.leila().await.get(&app.at("emergency")).await;
    assert_eq!((own.status, own.location.as_str()), (303, app.at("").as_str()));
    // From where somebody learns that there is such a network.
    let taken = app.ines().await.get(&format!("/request/{}/taken/{}", app.request, app.network)).await;
    taken.shows(&app.at("emergency"));
}

#[tokio::test]
async fn what_is_open_stays_one_access_however_often_the_form_is_sent() {
    let app = TestApp::new().await;
    opened(&app).await;
    let again = EmergencyOpened {
        practitioner: app.practitioner("ines"),
        words: "Once more.".into(),
        until: app.store.now(),
    };
    app.act("ines", Told::default(), Act::OpenInEmergency(again)).await;
    app.sam().await.get(&app.at("")).await.hides("Once more.");
}
