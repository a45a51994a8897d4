//! Joining, leaving and coming back: what is read, and where somebody stands.

use dialogue::Audience;

use super::{joins, leaves, readers_of};
use crate::testing::TestApp;

#[tokio::test]
async fn who_joins_later_reads_nothing_earlier_unless_its_voice_opens_it() {
    let mut app = TestApp::new().await;
    let (_, kai) = joins(&mut app, "kai", "Kai").await;
    let words = leaves(&app, "jo", Audience::Everyone, "Before Ola came.").await;
    let (_, ola) = joins(&mut app, "ola", "Ola").await;
    leaves(&app, "jo", Audience::Everyone, "Now that Ola is here.").await;
    kai.get(&app.at("story")).await.shows("Before Ola came.").shows("Now that Ola is here.");
    ola.get(&app.at("story")).await.hides("Before Ola came.").shows("Now that Ola is here.");
    for page in ["", "leave-words"] {
        ola.get(&app.at(page)).await.hides("Before Ola came.");
    }
    // Everyone is everyone of the day it is chosen: chosen again, it opens to those who joined since.
    let readers = readers_of(&app, words).await;
    assert_eq!(app.jo().await.send_form(&readers, &[("audience", "everyone")]).await.status, 303);
    ola.get(&app.at("story")).await.shows("Before Ola came.");
}

#[tokio::test]
async fn who_left_keeps_what_they_could_read_and_reads_nothing_new() {
    let app = TestApp::new().await;
    let bern = app.bern().await;
    leaves(&app, "jo", Audience::Everyone, "While Bern was here.").await;
    let page = app.at(&format!("belonging/{}", app.bern));
    bern.get(&app.at("")).await.shows("Leave this network").shows(&page);
    bern.get(&page).await.shows("the door is open");
    let left = bern.send_form(&page, &[("words", "I am moving away.")]).await;
    assert_eq!(left.status, 303, "{}", left.body);
    leaves(&app, "jo", Audience::Everyone, "After Bern had left.").await;
    bern.get(&app.at("story")).await.shows("While Bern was here.").hides("After Bern had left.");
    bern.get(&app.at("")).await.shows("You have left this network").hides(&page);
    assert_eq!(bern.get(&page).await.status, 303, "there is no leaving twice");
    // The lists leave him out, and the team sees when he left and why.
    let leila = app.leila().await;
    leila.get(&app.at("meeting/new")).await.hides(&app.bern.to_string());
    leila.get(&app.at("circle/new")).await.hides(&app.bern.to_string());
    leila.get(&app.at("question/new")).await.hides("Today: Sam, Bern");
    let member = app.at(&format!("people/{}", app.bern));
    leila.get(&member).await.shows("Has left the network").shows("“I am moving away.”");
    app.sam().await.get(&app.at("")).await.hides("Bern");
    // Back, he reads what is said from then on.
    let back = leila.send_form(&page, &[("words", "He missed us.")]).await;
    assert_eq!(back.status, 303, "{}", back.body);
    leaves(&app, "jo", Audience::Everyone, "Bern is back.").await;
    let story = bern.get(&app.at("story")).await;
    story.shows("While Bern was here.").hides("After Bern had left.").shows("Bern is back.");
    leila.get(&app.at("meeting/new")).await.shows(&app.bern.to_string());
    leila.get(&member).await.hides("Has left the network").shows("Came back");
}

#[tokio::test]
async fn nobody_notes_another_members_leaving_and_the_person_cannot_leave() {
    let app = TestApp::new().await;
    for slug in ["sam", "jo", "ines", "ada"] {
        let page = app.at(&format!("belonging/{}", app.bern));
        assert_eq!(app.signed_in(slug).await.get(&page).await.status, 404, "{slug}");
    }
    let person = app.at(&format!("belonging/{}", app.sam));
    for slug in ["sam", "leila"] {
        assert_eq!(app.signed_in(slug).await.get(&person).await.status, 404, "{slug}");
    }
    app.sam().await.get(&app.at("")).await.hides("Leave this network");
}

#[tokio::test]
async fn too_many_words_are_given_back() {
    let app = TestApp::new().await;
    let long = "long ".repeat(4100);
    let page = app.at(&format!("belonging/{}", app.bern));
    let sent = app.leila().await.send_form(&page, &[("words", &long)]).await;
    assert_eq!(sent.status, 422);
    sent.shows("longer than one passage can hold").shows(long.trim());
    assert!(sent.body.contains("words-error"));
}
