//! Somebody who belongs to two networks is two members; nothing crosses.

use dialogue::{
    Account, AccountId, Act, Audience, Command, CommandId, MemberId, NetworkId, RequestId, Seat, Told,
    WordsId,
    request::{Answer, Caller, HelpAsked, TakeCall},
    words::{Kind, WordsSpoken},
};
use store::NewAccount;

use crate::{
    features::addresses::ADDRESSES,
    testing::{TestApp, id},
};

/// Jo, who is Sam's sister in one network, is the person at the centre of another.
async fn jo_again(app: &TestApp) -> (NetworkId, MemberId) {
    let (network, jo, caller) = (NetworkId(id()), MemberId(id()), MemberId(id()));
    let asked = HelpAsked {
        request: RequestId(id()),
        called_at: app.store.now(),
        taken_by: app.practitioner("ines"),
        caller: Caller { name: "Jo Wren".into(), member: Some(jo), ..Caller::default() },
        caller_is_person: true,
        own_words: "I cannot do this alone any more.".into(),
        person_knows: Answer::Yes,
        may_know: Answer::Yes,
        who_else: String::new(),
        where_when: String::new(),
        language: String::new(),
        needs: String::new(),
        safe_now: Answer::Yes,
    };
    let take = TakeCall { asked, person: jo, person_name: "Jo Wren".into(), caller_member: caller };
    let command = Command { id: CommandId(id()), told: Told::default(), act: Act::TakeCall(take) };
    app.store.start(&app.account("ines"), network, command).await.unwrap();
    let account = Account { id: AccountId(id()), seat: Seat::Member(network, jo) };
    let new = NewAccount { account, slug: "jo-wren".into(), name: "Jo Wren".into() };
    app.store.add_account(&new).await.unwrap();
    let spoken = WordsSpoken {
        words: WordsId(id()),
        kind: Kind::Left,
        text: "Nobody at Sam’s meetings knows this.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::Everyone), ..Told::default() };
    let command = Command { id: CommandId(id()), told, act: Act::Speak(spoken) };
    app.store.act(&account, network, command).await.unwrap();
    (network, jo)
}

#[tokio::test]
async fn somebody_in_two_networks_is_two_members_and_nothing_crosses() {
    let app = TestApp::new().await;
    let (other, jo_there) = jo_again(&app).await;
    let here = app.jo().await;
    let token = {
        let account = app.store.accounts().await.unwrap();
        let again = account.into_iter().find(|profile| profile.slug == "jo-wren").unwrap();
        app.store.open_session(again.account.id, jiff::SignedDuration::from_hours(1)).await.unwrap()
    };
    let there = app.with_token(&token);
    there.get(&format!("/network/{other}/story")).await.shows("Nobody at Sam’s meetings");
    there
        .get(&format!("/network/{other}"))
        .await
        .hides("Bern")
        .hides("Tom Brook")
        .hides_raw(&app.network.to_string());
    let page = here.get(&app.at("story")).await;
    page.hides("Nobody at Sam’s").hides_raw(&other.to_string()).hides_raw(&jo_there.to_string());
    let nothing = id().to_string();
    for (browser, theirs) in [(&here, other), (&there, app.network)] {
        for pattern in ADDRESSES.iter().filter(|pattern| pattern.starts_with("/network/{network}")) {
            let fill = |network: &str| {
                let mut parts = pattern.replace("{network}", network);
                while let Some(from) = parts.find('{') {
                    let to = parts.find('}').unwrap();
                    parts.replace_range(from..=to, &app.jo.to_string());
                }
                parts
            };
            let theirs = theirs.to_string();
            let (one, none) = (browser.get(&fill(&theirs)).await, browser.get(&fill(&nothing)).await);
            assert_eq!((one.status, none.status), (404, 404), "GET {pattern}");
            assert_eq!(one.body.replace(&theirs, "…"), none.body.replace(&nothing, "…"), "GET {pattern}");
            let fields = [("id", nothing.as_str()), ("text", "I was here"), ("words", "I was here")];
            let sent = browser.post(&fill(&theirs), &fields).await;
            assert_eq!(sent.status, 404, "POST {pattern}");
        }
    }
}
