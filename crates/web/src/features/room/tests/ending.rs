//! The safety agreement, what comes next, and closing.

use super::*;

#[tokio::test]
async fn the_safety_agreement_is_agreed_anew_and_never_over_somebody_elses() {
    let (app, _, room) = meeting().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let path = format!("{room}/safety");
    let stale = form_of(&tom.get(&room).await, &path, "");
    takes(&leila, &room, "safety", "", &[("helps", "Walking by the harbour")]).await;
    leila.get(&room).await.shows("Walking by the harbour").shows("Agreed on");
    let sent = send(&tom, &path, &stale, &[("helps", "Ringing Jo")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Somebody else changed").shows("Walking by the harbour").shows("Ringing Jo</textarea>");
    let both = "Walking by the harbour, ringing Jo";
    assert_eq!(send(&tom, &path, &form_of(&sent, &path, ""), &[("helps", both)]).await.status, 303);
    leila.get(&room).await.shows(both);
}

#[tokio::test]
async fn a_next_meeting_is_planned_with_the_same_people_in_the_same_form() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let page = leila.get(&room).await;
    let path = format!("{room}/next");
    let hidden = form_of(&page, &path, "");
    let fields = [
        ("next", "meeting"),
        ("when-day", "26"),
        ("when-month", "11"),
        ("when-year", "2026"),
        ("when-hour", "16:40"),
        ("place", "home"),
        ("place-words", "At Jo’s"),
    ];
    for _ in 0..2 {
        let sent = send(&leila, &path, &hidden, &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
    leila.get(&room).await.shows("We meet again: Thursday 26 November 2026, 16:40");
    let permit = app.store.permit(&app.account("leila"), app.network, store::Purpose::Read).await.unwrap();
    let network = app.store.network(&permit).await.unwrap();
    assert_eq!(network.meetings.len(), 2, "sent twice, planned once");
    let next = network.meetings_in_time().pop().unwrap().plan().unwrap().clone();
    assert_eq!(next.invited, [app.sam, app.jo].into());
    assert_eq!(next.practitioners, [app.practitioner("leila"), app.practitioner("tom")].into());
}

#[tokio::test]
async fn each_way_to_go_on_can_be_said_and_said_otherwise() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    for (next, words) in
        [("we-call", "We will call"), ("you-call", "You call when you want"), ("enough", "Enough for now")]
    {
        takes(&leila, &room, "next", "", &[("next", next)]).await;
        leila.get(&room).await.shows(&format!("<strong>{words}</strong>"));
    }
}

#[tokio::test]
async fn what_somebody_else_said_comes_next_is_looked_at_first() {
    let (app, _, room) = meeting().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let path = format!("{room}/next");
    let stale = form_of(&tom.get(&room).await, &path, "");
    takes(&leila, &room, "next", "", &[("next", "enough")]).await;
    let sent = send(&tom, &path, &stale, &[("next", "we-call"), ("about-when", "on Friday")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Somebody else changed").shows("Enough for now").shows("on Friday");
}

#[tokio::test]
async fn who_came_and_what_comes_next_are_needed_to_close_and_nothing_else() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    leila.get(&room).await.shows("Note who came first").shows("Say what comes next");
    let close = [("as-planned", "yes"), ("minutes", "77")];
    let sent = fill(&leila, &room, "close", "", &close).await;
    assert_eq!(sent.status, 422);
    sent.shows("Note who came first").shows("value=\"77\"");
    app.hold_meeting(meeting, &[app.voice("sam")]).await;
    let ahead = [
        ("began-at-day", "24"),
        ("began-at-month", "11"),
        ("began-at-year", "2026"),
        ("began-at-hour", "10:25"),
    ];
    let sent = fill(&leila, &room, "close", "", &ahead).await;
    assert_eq!(sent.status, 422);
    sent.shows("This time has not come yet").shows("value=\"10:25\"");
    assert_eq!(fill(&leila, &room, "close", "", &[("as-planned", "yes")]).await.status, 303);
}

#[tokio::test]
async fn no_time_is_filled_in_beforehand() {
    let (app, _, room) = meeting().await;
    let page = app.leila().await.get(&room).await;
    for field in ["began-at-hour", "when-hour", "began-at-day", "when-day"] {
        let input =
            page.body.split("<input").find(|input| input.contains(&format!("name=\"{field}\""))).unwrap();
        assert!(!input.split('>').next().unwrap().contains("value="), "{field}");
    }
}
