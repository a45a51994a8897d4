//! Who came.

use super::*;

#[tokio::test]
async fn everybody_expected_is_listed_and_noted_in_one_sending() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let page = leila.get(&room).await;
    page.shows("Sam").shows("Jo").shows("Leila Haddad (you)").shows("Tom Brook").shows("Left early");
    let fields: Vec<_> = [("sam", "there"), ("jo", "left-early"), ("leila", "there"), ("tom", "not-there")]
        .map(|(slug, how)| (format!("came-{}", app.voice(slug)), how))
        .into();
    let fields: Vec<_> = fields.iter().map(|(name, how)| (name.as_str(), *how)).collect();
    takes(&leila, &room, "came", "", &fields).await;
    let page = leila.get(&room).await;
    assert_eq!(page.body.matches(" checked><span>").count(), 4);
    assert!(!page.body.contains(&format!("telling-{}", app.voice("tom"))), "an absent voice says nothing");
}

#[tokio::test]
async fn two_devices_do_not_undo_each_other() {
    let (app, _, room) = meeting().await;
    let (leila, tom) = (app.leila().await, app.signed_in("tom").await);
    let path = format!("{room}/came");
    let (one, other) = (leila.get(&room).await, tom.get(&room).await);
    let (one, other) = (form_of(&one, &path, ""), form_of(&other, &path, ""));
    let (sam, jo) = (format!("came-{}", app.voice("sam")), format!("came-{}", app.voice("jo")));
    assert_eq!(send(&leila, &path, &one, &[(&sam, "there")]).await.status, 303);
    // Tom has not seen that; he notes Jo, and nothing about Sam is taken back.
    assert_eq!(send(&tom, &path, &other, &[(&jo, "remote")]).await.status, 303);
    let page = tom.get(&room).await;
    assert_eq!(page.body.matches(" checked><span>").count(), 2);
    // And where they differ, the second one looks first.
    let differs = send(&tom, &path, &other, &[(&sam, "not-there"), (&jo, "remote")]).await;
    assert_eq!(differs.status, 422);
    differs.shows("Somebody else noted this differently");
    let again =
        send(&tom, &path, &form_of(&differs, &path, ""), &[(&sam, "not-there"), (&jo, "remote")]).await;
    assert_eq!(again.status, 303, "looked at and kept");
}

#[tokio::test]
async fn somebody_new_is_named_and_noted_present_in_one_form() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let fields = [("name", "Ruth"), ("tie", "from the boat"), ("presence", "there")];
    takes(&leila, &room, "somebody", "", &fields).await;
    let page = leila.get(&room).await;
    page.shows("Ruth").shows("from the boat");
    assert_eq!(page.body.matches(" checked><span>").count(), 1);
    // Somebody known, and somebody of the service.
    let bern = app.voice("bern").to_string();
    takes(&leila, &room, "somebody", "", &[("who", &bern), ("presence", "remote")]).await;
    let ines = app.voice("ines").to_string();
    takes(&leila, &room, "somebody", "", &[("who", &ines), ("presence", "there")]).await;
    assert_eq!(leila.get(&room).await.body.matches(" checked><span>").count(), 3);
    let both =
        fill(&leila, &room, "somebody", "", &[("who", &bern), ("name", "Max"), ("presence", "there")]).await;
    assert_eq!(both.status, 422);
    both.shows("not both").shows("Max");
}

#[tokio::test]
async fn sent_twice_somebody_new_is_one() {
    let (app, _, room) = meeting().await;
    let leila = app.leila().await;
    let page = leila.get(&room).await;
    let path = format!("{room}/somebody");
    let hidden = form_of(&page, &path, "");
    for _ in 0..2 {
        let sent = send(&leila, &path, &hidden, &[("name", "Ruth"), ("presence", "there")]).await;
        assert_eq!(sent.status, 303);
    }
    assert_eq!(leila.get(&room).await.body.matches("<legend><strong>Ruth").count(), 1);
}
