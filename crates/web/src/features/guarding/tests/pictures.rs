//! Pictures of what is kept back: opened by whoever reviews or decides on it, and by nobody else.

use dialogue::{Duty, guard::EntryWithheld};

use super::*;

/// Who of these may open a picture; everybody else gets the answer that a picture of nobody gets.
async fn opens_for(app: &TestApp, picture: &str, allowed: &[&str]) {
    let nothing = app.at(&format!("file/{}", id().as_simple()));
    for slug in ["leila", "tom", "ines", "ada", "sam", "jo", "bern"] {
        let browser = app.signed_in(slug).await;
        let seen = browser.get(picture).await;
        if allowed.contains(&slug) {
            assert_eq!(
                (seen.status, seen.headers["content-type"].to_str().unwrap()),
                (200, "image/png"),
                "{slug}"
            );
            continue;
        }
        let not = browser.get(&nothing).await;
        assert_eq!((seen.status, &seen.headers), (404, &not.headers), "{slug}");
        assert_eq!(plain(&seen), plain(&not), "{slug}");
    }
    assert_eq!(app.nobody().get(picture).await.status, 303);
}

async fn take(app: &TestApp, entry: EntryId, reviewer: &str) -> String {
    let path = app.at(&format!("take-out-of-sight/{entry}"));
    let reviewer = app.practitioner(reviewer).to_string();
    let fields = [("why", "names-somebody"), ("reviewer", reviewer.as_str())];
    let sent = app.leila().await.send_form(&path, &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.location
}

#[tokio::test]
async fn a_picture_that_is_out_of_sight_is_opened_by_its_named_reviewer_alone() {
    for reviewer in ["ines", "tom"] {
        let app = TestApp::new().await;
        for duty in [Duty::Decider, Duty::HealthProfessional, Duty::Lead, Duty::OnCall] {
            app.give("ines", duty).await;
        }
        let (entry, words) = said(&app, "She lives at number nine.").await;
        let picture = pictured(&app, words).await;
        opens_for(&app, &picture, &["leila", "tom", "sam", "jo"]).await;
        let page = take(&app, entry, reviewer).await;
        opens_for(&app, &picture, &[reviewer]).await;
        let review = app.signed_in(reviewer).await.get(&page).await;
        review.shows("The house").shows(&picture);
        app.leila().await.get(&page).await.hides("The house").hides(&picture);
        let back = [("outcome", "back"), ("words", "She has agreed.")];
        assert_eq!(fill(&app.signed_in(reviewer).await, &page, "review", &back).await.status, 303);
        opens_for(&app, &picture, &["leila", "tom", "sam", "jo"]).await;
    }
}

#[tokio::test]
async fn a_picture_taken_out_of_sight_by_itself_is_opened_by_its_reviewer() {
    let app = TestApp::new().await;
    let (_, words) = said(&app, "I drew it.").await;
    let picture = pictured(&app, words).await;
    let permit = app.store.permit(&app.account("leila"), app.network, Purpose::Read).await.unwrap();
    let attached = app.store.network(&permit).await.unwrap().entries.last().unwrap().id;
    let page = take(&app, attached, "ines").await;
    opens_for(&app, &picture, &["ines"]).await;
    app.ines().await.get(&page).await.shows("The house").shows(&picture);
    app.sam().await.get(&app.at("story")).await.shows("I drew it.").hides("The house");
}

#[tokio::test]
async fn a_picture_that_is_withheld_is_opened_by_the_team_and_whoever_decides_or_reviews_it() {
    let app = TestApp::new().await;
    let (entry, words) = said(&app, "She is moving on Sunday.").await;
    let picture = pictured(&app, words).await;
    let why = "He looks for her.".to_owned();
    let held = EntryHeldBack { entry, ground: Ground::ThirdParty, words: why.clone() };
    app.act("leila", Told::default(), Act::HoldBack(held)).await;
    // The team keeps it back and reads it; nobody else does.
    opens_for(&app, &picture, &["leila", "tom"]).await;
    app.give("ines", Duty::Decider).await;
    opens_for(&app, &picture, &["leila", "tom", "ines"]).await;
    let page = app.at(&format!("withheld/{entry}"));
    app.ines().await.get(&page).await.shows("The house").shows(&picture);
    let decided = |reviewer: &str| {
        let (reviewer, review_by) = (app.practitioner(reviewer), "2026-11-30".parse().unwrap());
        Act::Withhold(EntryWithheld {
            entry,
            ground: Ground::ThirdParty,
            words: why.clone(),
            reviewer,
            review_by,
        })
    };
    app.act("ines", Told::default(), decided("tom")).await;
    opens_for(&app, &picture, &["leila", "tom"]).await;
    app.act("ines", Told::default(), decided("ines")).await;
    opens_for(&app, &picture, &["leila", "tom", "ines"]).await;
}
