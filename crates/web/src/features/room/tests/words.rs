//! Words: each voice's own, as heard, never written over.

use super::*;

fn hidden_of(page: &Seen, room: &str, sheet: &str) -> Vec<(String, String)> {
    form_of(page, &format!("{room}/words"), &format!("room-{}-{sheet}\"", meeting_of(room)))
}

#[tokio::test]
async fn two_people_writing_for_one_voice_at_once_make_two_passages() {
    let (app, _, room) = meeting().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let sheet = format!("telling-{}", app.voice("sam"));
    let (one, other) = (leila.get(&room).await, tom.get(&room).await);
    let path = format!("{room}/words");
    let (one, other) = (hidden_of(&one, &room, &sheet), hidden_of(&other, &room, &sheet));
    let (first, second) = tokio::join!(
        send(&leila, &path, &one, &[("text", "It hums.")]),
        send(&tom, &path, &other, &[("text", "It hums at night.")]),
    );
    assert_eq!((first.status, second.status), (303, 303));
    let page = leila.get(&room).await;
    page.shows("<p>It hums.</p>").shows("<p>It hums at night.</p>");
    page.shows("as heard by Leila Haddad").shows("as heard by Tom Brook");
}

#[tokio::test]
async fn sent_twice_is_once_and_changed_after_going_back_loses_neither() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let hidden = hidden_of(&leila.get(&room).await, &room, &format!("telling-{}", app.voice("jo")));
    let path = format!("{room}/words");
    for text in ["He sang.", "He sang.", "He sang, before."] {
        assert_eq!(send(&leila, &path, &hidden, &[("text", text)]).await.status, 303);
    }
    let page = leila.get(&room).await;
    assert_eq!(page.body.matches("<p>He sang.</p>").count(), 1);
    assert_eq!(page.body.matches("<p>He sang, before.</p>").count(), 1);
}

#[tokio::test]
async fn the_first_meeting_asks_how_the_idea_came_about_and_each_how_to_use_the_time() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    leila.get(&room).await.shows("How did the idea of this meeting come about?");
    says(&leila, &room, "how-it-came-about", app.voice("jo"), "I rang after the fourth night.").await;
    says(&leila, &room, "how-to-use-time", app.voice("sam"), "Quietly.").await;
    leila.get(&room).await.shows("I rang after the fourth night.").shows("Quietly.");
    app.hold_meeting(meeting, &[app.voice("sam")]).await;
    app.close_meeting(meeting).await;
    let second = app.plan_meeting(&[app.sam]).await;
    let page = leila.get(&app.at(&format!("meeting/{second}/room"))).await;
    page.hides("How did the idea of this meeting come about?").shows("How would you like to use this time?");
}

#[tokio::test]
async fn a_sister_thinking_aloud_through_an_interpreter_keeps_her_own_voice_and_audience() {
    let (app, meeting, room) = meeting().await;
    let leila = app.leila().await;
    let (jo, tom) = (app.voice("jo"), app.voice("tom").to_string());
    let left = app.says(meeting, app.voice("sam"), dialogue::words::Kind::Telling, "Nobody asks Bern.").await;
    let fields = [
        ("text", "Bern would laugh."),
        ("in-answer-to", &left.to_string()),
        ("thinking-of", &app.bern.to_string()),
        ("spoken-by", &tom),
        ("audience", "everyone"),
    ];
    takes(&leila, &room, "words", &format!("-telling-{jo}\""), &fields).await;
    let page = leila.get(&room).await;
    page.shows("Bern would laugh.").shows("Thinking aloud for Bern, who was not there");
    page.shows("In answer to Sam: “Nobody asks Bern.”").shows("said by Tom Brook · as heard by Leila Haddad");
    page.shows("Everyone in the network and the team read this");
}

#[tokio::test]
async fn nobody_writes_in_a_colleagues_voice() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let tom = app.voice("tom").to_string();
    assert!(!leila.get(&room).await.body.contains(&format!("-telling-{tom}\"")));
    let id = crate::testing::id().to_string();
    let fields = [("id", id.as_str()), ("kind", "telling"), ("voice", &tom), ("text", "I never said that.")];
    let sent = leila.post(&format!("{room}/words"), &fields).await;
    assert_eq!(sent.status, 422);
    sent.shows("Only this voice");
}

#[tokio::test]
async fn words_are_reworded_by_their_hand_and_two_rewordings_are_shown_side_by_side() {
    let (app, _, room) = meeting().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    says(&leila, &room, "telling", app.voice("sam"), "It hums.").await;
    tom.get(&room).await.shows("It hums.").hides("/room/reword");
    let path = format!("{room}/reword");
    let page = leila.get(&room).await;
    let hidden = form_of(&page, &path, "");
    assert_eq!(send(&leila, &path, &hidden, &[("text", "It hums, mostly.")]).await.status, 303);
    let stale = send(&leila, &path, &hidden, &[("text", "It hums in the wall.")]).await;
    assert_eq!(stale.status, 422);
    stale.shows("Somebody else changed the same words").shows("As it stands now").shows("It hums, mostly.");
    stale.shows("It hums in the wall.</textarea>");
    let looked = form_of(&stale, &path, "As it stands now");
    let again = send(&leila, &path, &looked, &[("text", "It hums in the wall.")]).await;
    assert_eq!(again.status, 303);
    leila
        .get(&room)
        .await
        .shows("<p>It hums in the wall.</p>")
        .shows("Earlier wording")
        .shows("It hums, mostly.");
}

#[tokio::test]
async fn a_reflection_stands_apart_with_what_the_network_answered() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    says(&leila, &room, "reflection", app.voice("tom"), "I wondered about the hum.").await;
    let sam = app.voice("sam").to_string();
    let answer = [("voice", sam.as_str()), ("text", "So did I.")];
    takes(&leila, &room, "words", "-response-", &answer).await;
    let page = leila.get(&room).await;
    page.shows("Reflecting").shows("In answer to Tom Brook: “I wondered about the hum.”").shows("So did I.");
    assert_eq!(page.body.matches("<p>So did I.</p>").count(), 1, "it stands under the reflection alone");
    let nobody = fill(&leila, &room, "words", "-response-", &[("text", "Whose?")]).await;
    assert_eq!(nobody.status, 422);
    nobody.shows("Choose who it is").shows("Whose?");
}

#[tokio::test]
async fn empty_words_are_given_back_beside_their_own_box() {
    let (app, _, room) = meeting().await;
    let sam = app.voice("sam");
    let sent = fill(&app.leila().await, &room, "words", &format!("-telling-{sam}\""), &[("text", " ")]).await;
    assert_eq!(sent.status, 422);
    assert!(sent.body.contains(&format!("id=\"telling-{sam}-text-error\"")), "{}", sent.body);
}
