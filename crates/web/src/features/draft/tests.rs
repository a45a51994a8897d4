//! Tests of drafts: sealed with the key of the network they are written in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dialogue::NetworkId;

use crate::testing::{TestApp, id};

async fn kept(app: &TestApp, slug: &str) -> (String, Option<NetworkId>) {
    let account = app.account(slug);
    let drafts = app.store.drafts(account.id).await.unwrap();
    let text = app.store.draft(account.id, &drafts[0].form).await.unwrap().unwrap();
    (String::from_utf8(text).unwrap(), drafts[0].network)
}

#[tokio::test]
async fn a_draft_is_sealed_with_the_key_of_its_network_and_with_the_services_before_there_is_one() {
    let app = TestApp::new().await;
    let own = app.at("circumstance/new");
    let nowhere = format!("/network/{}/circumstance/new", id());
    for (slug, page, network) in [
        ("leila", own.as_str(), Some(app.network)),
        ("leila", "/request/new", None),
        ("leila", "", None),
        ("leila", "/network/nonsense", None),
        // One that is not there is like none.
        ("leila", &nowhere, None),
        ("jo", &nowhere, Some(app.network)),
        ("jo", "", Some(app.network)),
    ] {
        let fields = [("draft-key", "some-form"), ("draft-at", page), ("words", "half a sen")];
        assert_eq!(app.signed_in(slug).await.post("/draft", &fields).await.status, 204, "{slug} {page}");
        let (text, sealed_for) = kept(&app, slug).await;
        assert_eq!(sealed_for, network, "{slug} {page}");
        assert!(text.contains("half a sen") && !text.contains("draft-at"), "{text}");
    }
}
