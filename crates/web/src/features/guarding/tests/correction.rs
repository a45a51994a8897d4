//! Asked to be put right: by anybody for themself, answered by a named person, shown to who asked.

use super::*;

#[tokio::test]
async fn a_member_asks_beside_a_passage_and_reads_the_answer() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "I am his cousin.").await;
    let (jo, path) = (app.jo().await, app.at(&format!("correct/{entry}")));
    jo.get(&app.at("story")).await.shows(&path).shows("Ask us to put this right").hides("Hold back");
    jo.get(&path).await.shows("I am his cousin.").shows("within a month").shows("articles 16 and 17");
    let sent = jo.send_form(&path, &[("words", " ")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Write something here");
    let sent = jo.send_form(&path, &[("words", "I am his sister.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    jo.get(&sent.location)
        .await
        .shows("I am his sister.")
        .shows("By Tuesday 22 December 2026")
        .shows("Leila Haddad");
    jo.get(&app.at("")).await.shows(&sent.location);
    let leila = app.leila().await;
    leila.get("/matters").await.shows(&sent.location).shows("Answer a request to put something right");
    leila.get(&app.at("kept-back")).await.shows(&sent.location);
    let answered = leila.send_form(&sent.location, &[("outcome", "corrected"), ("words", "")]).await;
    assert_eq!(answered.status, 422);
    answered.shows("Write something here");
    let answered = leila.send_form(&sent.location, &[("words", "You are right.")]).await;
    assert_eq!(answered.status, 422);
    answered.shows("Choose one.").shows("You are right.");
    let fields = [("outcome", "corrected"), ("words", "You are right: it says sister now.")];
    assert_eq!(leila.send_form(&sent.location, &fields).await.status, 303);
    let page = jo.get(&sent.location).await;
    page.shows("You are right: it says sister now.")
        .shows("Put right")
        .shows("Leila Haddad")
        .shows("Information Commissioner");
    leila.get("/matters").await.shows("Nothing waits for you");
    for slug in ["sam", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        let there = browser.get(&sent.location).await;
        let nowhere = browser.get(&app.at(&format!("correction/{}-0", id().as_simple()))).await;
        assert_eq!((there.status, plain(&there)), (404, plain(&nowhere)), "{slug}");
        assert_eq!(browser.post(&sent.location, &fields).await.status, 404, "{slug}");
    }
    app.sam().await.get(&app.at("")).await.hides("his sister.").hides("it says sister");
}

#[tokio::test]
async fn the_team_notes_what_somebody_asks_and_they_read_it_as_their_own() {
    let app = TestApp::new().await;
    let (leila, path) = (app.leila().await, app.at("correct"));
    let bern = app.bern.to_string();
    for (fields, sentence) in [
        (&[("words", "Not my flat.")][..], "Choose who it is"),
        (
            &[("member", bern.as_str()), ("words", "Not my flat."), ("on-year", "2031")][..],
            "has not come yet",
        ),
        (
            &[("member", bern.as_str()), ("words", "Not my flat."), ("on-day", "x")][..],
            "not a day of the calendar",
        ),
    ] {
        let date = [("on-day", "20"), ("on-month", "11"), ("on-year", "2026")];
        let date = date.iter().filter(|(name, _)| !fields.iter().any(|(field, _)| field == name)).copied();
        let sent = leila.send_form(&path, &fields.iter().copied().chain(date).collect::<Vec<_>>()).await;
        assert_eq!(sent.status, 422, "{sentence}");
        sent.shows(sentence).shows("Not my flat.");
    }
    let date = [("on-day", "20"), ("on-month", "11"), ("on-year", "2026")];
    let fields = [&[("member", bern.as_str()), ("words", "Not my flat.")][..], &date[..]].concat();
    let sent = leila.send_form(&path, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    app.bern().await.get(&sent.location).await.shows("Not my flat.").shows("noted by Leila Haddad");
    assert_eq!(app.sam().await.get(&sent.location).await.status, 404);
}

#[tokio::test]
async fn nobody_asks_about_an_entry_that_they_may_not_read() {
    let app = TestApp::new().await;
    let entry = held(&app, Ground::ThirdParty, "She is moving on Sunday.").await;
    for slug in ["sam", "jo", "bern"] {
        let browser = app.signed_in(slug).await;
        let there = browser.get(&app.at(&format!("correct/{entry}"))).await;
        let nowhere = browser.get(&app.at(&format!("correct/{}-0", id().as_simple()))).await;
        assert_eq!((there.status, plain(&there)), (404, plain(&nowhere)), "{slug}");
    }
}
