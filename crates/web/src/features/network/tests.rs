//! Tests of the network's pages for its team: what stands there, what may be told, who finds a trace.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod forms;
mod overview;
mod people;
mod stay;
mod team;

use crate::testing::TestApp;

/// Every page of this folder that is there without anything else having been told.
const PAGES: [&str; 10] = [
    "",
    "people/new",
    "tie/new",
    "unsafe-pair/new",
    "known-as",
    "circumstance/new",
    "team",
    "team/hold",
    "team/join",
    "stay/new",
];

#[tokio::test]
async fn whoever_is_not_of_the_team_finds_no_trace() {
    let app = TestApp::new().await;
    let nothing = format!("/network/{}", crate::testing::id());
    for slug in ["ines", "ada", "sam", "jo", "bern"] {
        let browser = app.signed_in(slug).await;
        let member = ["sam", "jo", "bern"].contains(&slug);
        for page in PAGES.iter().skip(usize::from(member)) {
            let seen = browser.get(&app.at(page)).await;
            let other = browser.get(&format!("{nothing}/{page}")).await;
            assert_eq!((seen.status, other.status), (404, 404), "{slug} {page}");
            assert_eq!(seen.body, other.body, "{slug} {page} looks the same as what does not exist");
        }
        for below in ["", "/describe"] {
            let path = app.at(&format!("people/{}{below}", app.jo));
            assert_eq!(browser.get(&path).await.status, 404, "{slug} {path}");
            let sent = browser.post(&path, &[("id", &crate::testing::id().to_string())]).await;
            assert!([404, 405].contains(&sent.status), "{slug} {path} {}", sent.status);
        }
    }
}

#[tokio::test]
async fn whoever_is_not_of_the_team_changes_nothing() {
    let app = TestApp::new().await;
    let (id, tom) = (crate::testing::id().to_string(), app.practitioner("tom").to_string());
    for slug in ["ines", "ada", "sam", "jo"] {
        let browser = app.signed_in(slug).await;
        for (page, fields) in [
            ("team/hold", vec![("holder", tom.as_str())]),
            ("known-as", vec![("legal-name", "Samuel")]),
            ("people/new", vec![("made", id.as_str()), ("name", "Nobody")]),
        ] {
            let mut all = vec![("id", id.as_str())];
            all.extend(fields);
            assert_eq!(browser.post(&app.at(page), &all).await.status, 404, "{slug} {page}");
        }
    }
    app.leila().await.get(&app.at("")).await.shows("Leila Haddad").hides("Nobody").hides("Samuel");
}

#[tokio::test]
async fn titles_hold_nobodys_name() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let mut pages: Vec<_> = PAGES.iter().map(|page| app.at(page)).collect();
    pages.extend(["", "/describe"].map(|p| app.at(&format!("people/{}{p}", app.sam))));
    pages.extend(["wish", "asking"].map(|p| app.at(&format!("{p}/{}", app.sam))));
    for page in pages {
        let seen = leila.get(&page).await;
        assert_eq!(seen.status, 200, "{page}");
        let title = seen.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        let mut words = title.split(|c: char| !c.is_alphabetic());
        assert!(!words.any(|word| ["Sam", "Jo", "Bern", "Leila", "Wren"].contains(&word)), "{title}");
        assert_eq!(seen.body.matches("<h1").count(), 1, "{page} has one main heading");
    }
}
