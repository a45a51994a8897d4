//! Somebody always holds it; the core team joins and leaves with a word and a day.

use crate::testing::TestApp;

#[tokio::test]
async fn the_holding_is_handed_on_with_who_was_told() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.leila().await, app.practitioner("tom").to_string());
    let page = leila.get(&app.at("team/hold")).await;
    page.shows("Leila Haddad (you) holds this network now").shows("leaves your list");
    let fields = [("holder", tom.as_str()), ("words", "I am away; Sam and Jo were told on Friday.")];
    let sent = leila.send_form(&app.at("team/hold"), &fields).await;
    assert_eq!((sent.status, sent.location.as_str()), (303, "/networks"), "it is no longer theirs");
    assert_eq!(leila.get(&app.at("")).await.status, 404);
    let page = app.signed_in("tom").await.get(&app.at("team")).await;
    page.shows("Tom Brook (you)").shows("Sam and Jo were told on Friday.").shows("Held it before");
    page.shows("Leila Haddad").shows("Since Sunday 22 November 2026");
}

#[tokio::test]
async fn sent_twice_it_is_handed_on_once() {
    let app = TestApp::new().await;
    let (tom, leila) = (app.signed_in("tom").await, app.practitioner("tom").to_string());
    let page = tom.get(&app.at("team/hold")).await;
    let hidden = page.hidden();
    let mut fields: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.push(("holder", leila.as_str()));
    for _ in 0..2 {
        let sent = tom.post(&app.at("team/hold"), &fields).await;
        assert_eq!((sent.status, sent.location), (303, app.at("team")));
    }
}

#[tokio::test]
async fn only_somebody_who_works_here_can_hold_it() {
    let app = TestApp::new().await;
    for nobody in ["", "nobody", &crate::testing::id().to_string()] {
        let sent = app.leila().await.send_form(&app.at("team/hold"), &[("holder", nobody)]).await;
        assert_eq!(sent.status, 422, "{nobody}");
        sent.shows("Somebody must hold the network");
    }
    app.leila().await.get(&app.at("")).await.shows("Leila Haddad");
}

#[tokio::test]
async fn the_core_team_joins_and_leaves_with_a_word_and_a_day() {
    let app = TestApp::new().await;
    let (leila, ines) = (app.leila().await, app.practitioner("ines").to_string());
    let joins = [
        ("practitioner", ines.as_str()),
        ("words", "Sam asked for her."),
        ("on-day", "19"),
        ("on-month", "11"),
        ("on-year", "2026"),
    ];
    assert_eq!(leila.send_form(&app.at("team/join"), &joins).await.status, 303);
    let page = leila.get(&app.at("team")).await;
    page.shows("Ines Vale").shows("Sam asked for her.").shows("Since 19 November 2026");
    app.ines().await.get(&app.at("")).await.shows("Ines Vale");
    let leaves = [("practitioner", ines.as_str()), ("words", "Moves to Leeds; all were told.")];
    assert_eq!(leila.send_form(&app.at("team/leave"), &leaves).await.status, 303);
    let page = leila.get(&app.at("team")).await;
    page.shows("Left the core team").shows("Moves to Leeds; all were told.");
    assert_eq!(app.ines().await.get(&app.at("")).await.status, 404);
}

#[tokio::test]
async fn without_a_core_team_nobody_leaves_it() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.leila().await, app.practitioner("tom").to_string());
    let leaves = [("practitioner", tom.as_str()), ("words", "He has moved.")];
    assert_eq!(leila.send_form(&app.at("team/leave"), &leaves).await.status, 303);
    leila.get(&app.at("team")).await.shows("No core team has been agreed yet.").hides("Somebody leaves");
    assert_eq!(leila.get(&app.at("team/leave")).await.status, 303);
}
