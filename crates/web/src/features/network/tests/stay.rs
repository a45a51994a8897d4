//! A stay begins and ends inside the same thread, in the person's word and lawfully beside it.

use crate::testing::{Browser, TestApp};

const BEGAN: [(&str, &str); 3] = [("began-day", "20"), ("began-month", "11"), ("began-year", "2026")];

async fn begins(app: &TestApp, browser: &Browser) -> String {
    let mut fields = vec![
        ("own-word", "the quiet floor"),
        ("place", "Willow ward"),
        ("detained", "detained"),
        ("section", "2"),
        ("advocate", "Mrs Odu"),
    ];
    fields.extend(BEGAN);
    let sent = browser.send_form(&app.at("stay/new"), &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.location
}

#[tokio::test]
async fn a_stay_stands_in_the_persons_own_word_and_lawfully_beside_it() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    leila.get(&app.at("")).await.shows("A stay has begun");
    let stay = begins(&app, &leila).await;
    for page in [stay.as_str(), &app.at("")] {
        let page = leila.get(page).await;
        page.shows("“the quiet floor”").shows("Willow ward").shows("since 20 November 2026");
        page.shows("Detained");
    }
    leila.get(&stay).await.shows("Mrs Odu");
    leila.get(&app.at("")).await.hides("A stay has begun");
    let page = leila.get(&stay).await;
    page.shows("People of the ward or the house who join the network");
    leila.get(&app.at("people/new?from=stay")).await.shows("People of the ward or the house can belong");
    leila.get(&app.at("people/new")).await.hides("People of the ward or the house can belong");
}

#[tokio::test]
async fn what_was_told_of_it_before_stays() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let stay = begins(&app, &leila).await;
    let tell = format!("{stay}/tell");
    leila.get(&tell).await.shows("the quiet floor").shows("Mrs Odu");
    let fields = [
        ("own-word", "the ward"),
        ("detained", "informal"),
        ("rights", "On Friday, with Jo; he asked for it in writing."),
        ("leave", "Sundays with Jo"),
        ("tribunal-day", "4"),
        ("tribunal-month", "12"),
        ("tribunal-year", "2026"),
    ];
    assert_eq!(leila.send_form(&tell, &fields).await.status, 303);
    let page = leila.get(&stay).await;
    page.shows("“the ward”")
        .shows("Informal: free to leave")
        .shows("4 December 2026")
        .shows("Sundays with Jo");
    page.shows("Told before").shows("“the quiet floor”").shows("Mrs Odu");
}

#[tokio::test]
async fn two_who_tell_at_once_do_not_set_each_other_back() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let tell = format!("{}/tell", begins(&app, &leila).await);
    let hidden = leila.get(&tell).await.hidden();
    assert_eq!(tom.send_form(&tell, &[("detained", "informal"), ("section", "")]).await.status, 303);
    let mut fields: Vec<_> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend([("detained", "detained"), ("section", "2"), ("leave", "One hour in the garden")]);
    let refused = leila.post(&tell, &fields).await;
    assert_eq!(refused.status, 422);
    refused.shows("Somebody else changed").shows("Informal: free to leave").shows("One hour in the garden");
}

#[tokio::test]
async fn a_stay_ends_where_it_began() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let stay = begins(&app, &leila).await;
    let end = format!("{stay}/end");
    let day = |day| {
        [("ended-day", day), ("ended-month", "11"), ("ended-year", "2026"), ("words", "Home, with Jo.")]
    };
    let refused = leila.send_form(&end, &day("19")).await;
    assert_eq!(refused.status, 422);
    refused.shows("This is before the beginning").shows("Home, with Jo.");
    assert!(refused.body.contains("ended-error"));
    assert_eq!(leila.send_form(&end, &day("21")).await.status, 303);
    leila.get(&stay).await.shows("Ended on 21 November 2026. Home, with Jo.");
    leila.get(&app.at("")).await.shows("Not now.").shows("Home, with Jo.").shows("A stay has begun");
}

#[tokio::test]
async fn a_stay_is_for_person_and_team_and_leaves_no_trace_for_others() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let stay = begins(&app, &leila).await;
    for slug in ["sam", "jo", "bern", "ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for page in [stay.clone(), format!("{stay}/tell"), format!("{stay}/end")] {
            assert_eq!(browser.get(&page).await.status, 404, "{slug} {page}");
        }
        if slug != "sam" {
            browser.get(&app.at("")).await.hides("quiet floor").hides("Willow");
        }
    }
}
