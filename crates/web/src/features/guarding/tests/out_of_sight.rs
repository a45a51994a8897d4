//! Taken out of sight: gone for everybody at once, kept for its reviewer, put back only by a decision.

use dialogue::Duty;

use super::*;

async fn take(app: &TestApp, entry: EntryId, reviewer: &str) -> Seen {
    let leila = app.leila().await;
    let path = app.at(&format!("take-out-of-sight/{entry}"));
    let reviewer = app.practitioner(reviewer).to_string();
    leila.send_form(&path, &[("why", "names-somebody"), ("reviewer", &reviewer)]).await
}

#[tokio::test]
async fn two_taps_take_an_entry_out_of_sight_for_every_reader_at_once_with_its_pictures() {
    let app = TestApp::new().await;
    app.give("ines", Duty::SafeguardingLead).await;
    let (entry, words) = said(&app, "She lives at number nine.").await;
    let picture = pictured(&app, words).await;
    for slug in ["leila", "tom", "sam", "jo"] {
        let browser = app.signed_in(slug).await;
        browser.get(&app.at("story")).await.shows("number nine").shows("The house");
        assert_eq!(browser.get(&picture).await.status, 200, "{slug}");
    }
    // The first tap.
    let leila = app.leila().await;
    let path = app.at(&format!("take-out-of-sight/{entry}"));
    leila.get(&app.at("story")).await.shows(&path);
    let page = leila.get(&path).await;
    page.shows("number nine").shows("It names somebody it must not");
    let lead = app.practitioner("ines");
    page.shows(&format!("value=\"{lead}\" selected"));
    // The second.
    let sent = leila.send_form(&path, &[("why", "names-somebody"), ("reviewer", &lead.to_string())]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    for slug in ["leila", "tom", "sam", "jo", "bern"] {
        let browser = app.signed_in(slug).await;
        for page in PAGES.iter().chain(&["kept-back"]) {
            browser.get(&app.at(page)).await.hides("number nine").hides("The house");
        }
        assert_eq!(browser.get(&picture).await.status, 404, "{slug}");
        let found = browser.post(&app.at("story/search"), &[("q", "nine")]).await;
        found.hides("number nine").hides("She lives");
    }
    leila.get(&sent.location).await.shows("You cannot read it here").hides("number nine").shows("Ines Vale");
    let ines = app.ines().await;
    ines.get("/matters").await.shows(&sent.location).shows("Review an entry that was taken out of sight");
    ines.get(&sent.location)
        .await
        .shows("number nine")
        .shows("Taken out of sight: It names somebody it must not");
    assert_eq!(ines.get(&app.at("story")).await.status, 404);
}

#[tokio::test]
async fn a_reviewer_of_the_team_sees_it_on_its_page_and_on_no_other() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "She lives at number nine.").await;
    let page = take(&app, entry, "tom").await.location;
    let tom = app.signed_in("tom").await;
    tom.get(&page).await.shows("number nine").shows("You see it here and nowhere else");
    for other in ["", "story", "story?whole=yes", "kept-back"] {
        tom.get(&app.at(other)).await.hides("number nine");
    }
    for slug in ["sam", "jo", "ines", "ada"] {
        assert_eq!(app.signed_in(slug).await.get(&page).await.status, 404, "{slug}");
    }
}

#[tokio::test]
async fn its_reviewer_alone_puts_it_back_or_leaves_it_out_of_sight() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "She lives at number nine.").await;
    let page = take(&app, entry, "tom").await.location;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let back = [("outcome", "back"), ("words", "She has agreed.")];
    leila.get(&page).await.hides("Your review");
    let sent = fill(&leila, &page, "review", &back).await;
    assert_eq!(sent.status, 422);
    for (fields, sentence) in [
        (&[("words", "She has agreed.")][..], "Choose one."),
        (&[("outcome", "back"), ("words", "")][..], "Write something here"),
    ] {
        let sent = fill(&tom, &page, "review", fields).await;
        assert_eq!(sent.status, 422);
        sent.shows(sentence);
    }
    let stays = [("outcome", "stays"), ("words", "It names a child.")];
    assert_eq!(fill(&tom, &page, "review", &stays).await.status, 303);
    tom.get("/matters").await.shows("Nothing waits for you");
    app.sam().await.get(&app.at("story")).await.hides("number nine");
    tom.get(&page).await.shows("Reviewed: it stays out of sight").shows("It names a child.");
    assert_eq!(fill(&tom, &page, "review", &back).await.status, 303);
    app.sam().await.get(&app.at("story")).await.shows("number nine");
    leila.get(&page).await.shows("Put back").shows("She has agreed.");
}

#[tokio::test]
async fn an_overdue_review_stays_closed_and_goes_to_the_lead() {
    let app = TestApp::new().await;
    app.give("ines", Duty::SafeguardingLead).await;
    let (entry, _) = said(&app, "She lives at number nine.").await;
    let page = take(&app, entry, "tom").await.location;
    assert_eq!(app.ines().await.get(&page).await.status, 404);
    app.clock_to("2026-12-24T22:00:00Z");
    app.sam().await.get(&app.at("story")).await.hides("number nine");
    let ines = app.ines().await;
    ines.get("/matters").await.shows("still out of sight").shows("Tom Brook was to do it");
    ines.get(&page).await.shows("number nine").shows("overdue since").shows("Your review");
}

#[tokio::test]
async fn those_who_may_have_read_it_are_listed_for_the_team_and_nobody_else_is() {
    let app = TestApp::new().await;
    app.bern().await.get(&app.at("story")).await;
    app.sam().await.get(&app.at("story")).await;
    app.clock_to("2026-11-22T10:00:00Z");
    let (entry, _) = said(&app, "She lives at number nine.").await;
    app.clock_to("2026-11-22T11:10:00Z");
    app.bern().await.get(&app.at("story")).await;
    app.jo().await.get(&app.at("story")).await;
    app.clock_to("2026-11-22T12:10:00Z");
    let page = take(&app, entry, "tom").await.location;
    app.clock_to("2026-11-22T13:10:00Z");
    app.sam().await.get(&app.at("story")).await;
    let seen = app.signed_in("tom").await.get(&page).await;
    let readers = seen.body.split("id=\"readers\"").nth(1).unwrap();
    assert!(readers.contains("<b>Jo</b>") && readers.contains("11:10"), "{readers}");
    assert!(readers.contains("<b>Leila Haddad</b>"), "she was there when she took it away");
    assert!(!readers.contains("Bern"), "he could never read it");
    assert!(!readers.contains("<b>Sam</b>"), "he looked before it was written and after it was gone");
}

#[tokio::test]
async fn the_team_writes_it_anew_in_the_right_voice_and_the_old_one_stays_where_it_is() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "She lives at number nine.").await;
    let page = take(&app, entry, "tom").await.location;
    let again = format!("{page}/again");
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    leila.get(&again).await.hides("number nine").shows("Whose words are they?");
    tom.get(&again).await.shows("number nine");
    for slug in ["sam", "ines"] {
        assert_eq!(app.signed_in(slug).await.get(&again).await.status, 404, "{slug}");
    }
    let sent = leila.send_form(&again, &[("voice", ""), ("text", "She lives near.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who it is").shows("She lives near.");
    let bern = app.voice("bern").to_string();
    let sent = leila.send_form(&again, &[("voice", &bern), ("text", "She lives near.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    app.sam().await.get(&app.at("story")).await.shows("She lives near.").hides("number nine");
}

#[tokio::test]
async fn without_a_reason_or_a_reviewer_nothing_is_taken() {
    let app = TestApp::new().await;
    let (entry, _) = said(&app, "She lives at number nine.").await;
    let (leila, path) = (app.leila().await, app.at(&format!("take-out-of-sight/{entry}")));
    let sent = leila.send_form(&path, &[("words", "A slip of mine.")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose why.").shows("A slip of mine.");
    let sent = leila.send_form(&path, &[("why", "other"), ("reviewer", "")]).await;
    assert_eq!(sent.status, 422);
    sent.shows("Choose who it is");
    app.sam().await.get(&app.at("story")).await.shows("number nine");
    for slug in ["sam", "jo", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        assert_eq!(browser.get(&path).await.status, 404, "{slug}");
        assert_eq!(browser.post(&path, &[("why", "other")]).await.status, 404, "{slug}");
    }
}
