//! Every refusal is a sentence beside its field, with everything typed kept.

use crate::testing::TestApp;

/// Sends a form that must be refused: the sentence stands beside the field, and what was typed stays.
async fn refused(app: &TestApp, page: &str, field: &str, sentence: &str, typed: &[(&str, &str)]) {
    let sent = app.leila().await.send_form(&app.at(page), typed).await;
    assert_eq!(sent.status, 422, "{page}: {}", sent.body);
    sent.shows(sentence);
    assert!(sent.body.contains(&format!("{field}-error")), "{page}: the sentence stands beside {field}");
    for (_, value) in typed.iter().filter(|(_, value)| value.len() < 100) {
        sent.shows(value);
    }
}

/// A page, the field whose refusal is looked for, its sentence, and what is typed.
type Row<'a> = (&'a str, &'a str, &'a str, Vec<(&'a str, &'a str)>);

const EMPTY: &str = "Write something here";
const LATER: &str = "This time has not come yet";

async fn all_refused(app: &TestApp, rows: Vec<Row<'_>>) {
    for (page, field, sentence, typed) in rows {
        refused(app, page, field, sentence, &typed).await;
    }
}

#[tokio::test]
async fn every_refusal_about_people_stands_beside_its_field_with_everything_typed_kept() {
    let app = TestApp::new().await;
    let (sam, jo) = (app.sam.to_string(), app.jo.to_string());
    let (sam, jo) = (sam.as_str(), jo.as_str());
    let (jo_wish, jo_anew) = (format!("wish/{jo}"), format!("people/{jo}/describe"));
    let rows = vec![
        (
            "people/new",
            "name",
            EMPTY,
            vec![("tie", "my uncle"), ("reach", "the harbour"), ("nearness", "away")],
        ),
        (&jo_anew, "name", EMPTY, vec![("name", " "), ("tie", "my one sister")]),
        (&jo_wish, "wish", "Choose one", vec![("words", "Only with her.")]),
        ("tie/new", "from", "Choose who it is", vec![("to", jo), ("words", "They ring each other.")]),
        ("tie/new", "to", "it is already so", vec![("from", jo), ("to", jo), ("words", "Herself.")]),
        ("tie/new", "words", EMPTY, vec![("from", jo), ("to", sam), ("words", "")]),
        ("unsafe-pair/new", "other", "Choose who it is", vec![("one", jo), ("words", "An injunction.")]),
        ("unsafe-pair/new", "other", "it is already so", vec![("one", jo), ("other", jo)]),
        ("circle/new", "name", EMPTY, vec![("members", jo), ("whose", "mine")]),
        ("circle/new", "members", "Choose who it is", vec![("name", "the two of us")]),
    ];
    all_refused(&app, rows).await;
}

#[tokio::test]
async fn every_refusal_about_the_team_stands_beside_its_field_with_everything_typed_kept() {
    let app = TestApp::new().await;
    let (leila, tom) = (app.practitioner("leila").to_string(), app.practitioner("tom").to_string());
    let (leila, tom) = (leila.as_str(), tom.as_str());
    let rows = vec![
        ("team/hold", "holder", "Somebody must hold the network", vec![("words", "I am away.")]),
        ("team/hold", "holder", "it is already so", vec![("holder", leila), ("words", "I am away.")]),
        ("team/join", "practitioner", "Choose who it is", vec![("words", "Sam asked.")]),
        ("team/leave", "practitioner", "Choose who it is", vec![("words", "She moves away.")]),
        ("team/leave", "words", EMPTY, vec![("practitioner", tom)]),
        (
            "team/leave",
            "on",
            LATER,
            vec![
                ("practitioner", tom),
                ("words", "He will move."),
                ("on-day", "2"),
                ("on-month", "3"),
                ("on-year", "2031"),
            ],
        ),
    ];
    all_refused(&app, rows).await;
}

#[tokio::test]
async fn every_refusal_about_the_person_stands_beside_its_field_with_everything_typed_kept() {
    let app = TestApp::new().await;
    let rows = vec![
        (
            "known-as",
            "nhs-number",
            "not a valid NHS number",
            vec![("nhs-number", "943 476 5918"), ("gp", "Quay")],
        ),
        (
            "known-as",
            "birth-date",
            "not a day of the calendar",
            vec![
                ("birth-date-day", "31"),
                ("birth-date-month", "2"),
                ("birth-date-year", "1999"),
                ("gp", "Quay"),
            ],
        ),
        (
            "known-as",
            "birth-date",
            LATER,
            vec![("birth-date-day", "1"), ("birth-date-month", "1"), ("birth-date-year", "2999")],
        ),
        ("circumstance/new", "about", "Choose one", vec![("words", "The rent.")]),
        ("circumstance/new", "words", EMPTY, vec![("about", "money")]),
        (
            "stay/new",
            "began",
            "not a day of the calendar",
            vec![("place", "Willow"), ("own-word", "the ward")],
        ),
        (
            "stay/new",
            "place",
            EMPTY,
            vec![
                ("own-word", "the ward"),
                ("began-day", "20"),
                ("began-month", "11"),
                ("began-year", "2026"),
            ],
        ),
        (
            "stay/new",
            "began",
            LATER,
            vec![("place", "Willow"), ("began-day", "20"), ("began-month", "12"), ("began-year", "2026")],
        ),
    ];
    all_refused(&app, rows).await;
}

#[tokio::test]
async fn every_form_says_who_will_read_it() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    for (page, readers) in [
        ("people/new", "The rest is read by Sam and the team."),
        ("tie/new", "Sam and the team read this"),
        ("unsafe-pair/new", "Only the team reads this"),
        ("known-as", "Sam and the team read this"),
        ("circumstance/new", "Sam and the team read this"),
        ("team/hold", "Everyone in the network and the team read this"),
        ("stay/new", "Sam and the team read this"),
    ] {
        leila.get(&app.at(page)).await.shows(readers);
    }
}

#[tokio::test]
async fn words_being_typed_are_kept_as_one_goes_and_forgotten_once_kept() {
    let app = TestApp::new().await;
    let leila = app.leila().await;
    let page = leila.get(&app.at("circumstance/new")).await;
    let key = page.body.split("data-draft=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let id = page.hidden()[0].1.clone();
    let half = [("draft-key", key.as_str()), ("id", id.as_str()), ("words", "half a sen")];
    assert_eq!(leila.post("/draft", &half).await.status, 204);
    leila.get(&app.at("circumstance/new")).await.shows("half a sen");
    app.signed_in("tom").await.get(&app.at("circumstance/new")).await.hides("half a sen");
    let sent = leila
        .send_form(&app.at("circumstance/new"), &[("about", "home"), ("words", "half a sentence")])
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    leila.get(&app.at("circumstance/new")).await.hides("half a sen");
}
