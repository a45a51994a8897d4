//! Who was there, put right after the closing.

use dialogue::Who;

use super::Held;

#[tokio::test]
async fn who_was_there_is_put_right_beside_what_was_noted_and_reading_follows() {
    let held = Held::new().await;
    let (leila, jo) = (held.app.leila().await, held.app.jo().await);
    jo.get(&held.at("record")).await.shows("The phone was in the freezer.");
    leila.get(&held.at("record")).await.shows("Put right who was there");
    let page = leila.get(&held.at("came")).await;
    page.shows("stops reading it").shows("Jo (In the room)").shows("Bern (nothing noted)");
    let jo_voice = Who::Member(held.app.jo).to_string();
    let fields = [("who", &*jo_voice), ("presence", "not-there"), ("words", "She had left before we began.")];
    assert_eq!(leila.send_form(&held.at("came"), &fields).await.location, held.at("came"));
    // Both stand, with who noted what.
    for page in ["record", "came"] {
        let seen = leila.get(&held.at(page)).await;
        seen.shows("noted at the meeting as “In the room” (Leila Haddad)");
        seen.shows("by Leila Haddad: “Not there”").shows("She had left before we began.");
    }
    leila.get(&held.app.at("story")).await.shows("Put right later").shows("She had left before we began.");
    leila.get(&held.at("filing")).await.shows("Who was there was put right on");
    // Jo reads what was put right about her, and her own words, and nothing else that was said there.
    let record = jo.get(&held.at("record")).await;
    record
        .shows("“Not there”")
        .shows("You did not ring for nine days.")
        .hides("The phone was in the freezer.");
    record.hides("Put right who was there");
    jo.get(&held.app.at("story")).await.hides("The phone was in the freezer.");
    // Whoever was forgotten can read from now on.
    let bern = held.app.bern().await;
    assert_eq!(bern.get(&held.at("record")).await.status, 404);
    let bern_voice = Who::Member(held.app.bern).to_string();
    let fields = [("who", &*bern_voice), ("presence", "remote")];
    assert_eq!(leila.send_form(&held.at("came"), &fields).await.status, 303);
    bern.get(&held.at("record")).await.shows("The phone was in the freezer.").shows("nothing was noted");
}

#[tokio::test]
async fn putting_right_is_refused_in_words_and_is_the_teams_alone() {
    let held = Held::new().await;
    let leila = held.app.leila().await;
    let jo = Who::Member(held.app.jo).to_string();
    for (field, sentence, fields) in [
        ("who", "Choose who it is", vec![("presence", "there")]),
        ("presence", "Choose one", vec![("who", jo.as_str())]),
        ("who", "it is already so", vec![("who", jo.as_str()), ("presence", "there")]),
    ] {
        let typed = [fields, vec![("words", "kept as typed")]].concat();
        let sent = leila.send_form(&held.at("came"), &typed).await;
        assert_eq!(sent.status, 422, "{}", sent.body);
        sent.shows(sentence).shows("kept as typed");
        assert!(sent.body.contains(&format!("id=\"{field}-error\"")), "beside {field}");
    }
    for slug in ["sam", "jo", "bern", "ines", "ada"] {
        assert_eq!(held.app.signed_in(slug).await.get(&held.at("came")).await.status, 404, "{slug}");
    }
}
