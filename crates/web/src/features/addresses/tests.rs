//! A walk of all addresses as everybody: nothing breaks, nothing leaks, every page is dressed the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod permits;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use axum::http::header;
use dialogue::{
    Act, AgreementId, Audience, CircleId, DecisionId, EntryId, PromiseId, QuestionId, StayId, Told, Who,
    WordsId,
    appointment::{AppointmentMade, Office, Reads},
    circle::CircleNamed,
    correction::CorrectionAsked,
    decision::DecisionOpened,
    guard::{EntryHeldBack, Ground},
    hold::LegalHold,
    out_of_sight::{Misplaced, TakenOutOfSight},
    promise::PromiseMade,
    question::QuestionOpened,
    sharing::{Recipient, SaidHow, SharingAgreed},
    stay::{Lawful, StayBegan},
    unsafe_pair::UnsafePairMarked,
    words::{Kind, WordsSpoken},
};

use super::ADDRESSES;
use crate::testing::{Browser, Seen, TestApp, id};

/// Everybody who may come: nobody, the person, two members, holder, core team, another network's practitioner,
/// the administrator.
const EVERYBODY: [Option<&str>; 8] =
    [None, Some("sam"), Some("jo"), Some("bern"), Some("leila"), Some("tom"), Some("ines"), Some("ada")];
/// What no address means.
const NONSENSE: [&str; 4] = ["nonsense", "%00", "%ff%fe", "00000000-0000-0000-0000-00000000000g"];
/// The smallest file that is a picture by its first bytes.
const PNG: [u8; 12] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

/// What stands in each place of an address.
type Ids = BTreeMap<&'static str, String>;

/// A network with one of everything.
async fn furnished() -> (TestApp, Ids) {
    let app = TestApp::new().await;
    let (sam, jo) = (Who::Member(app.sam), Who::Member(app.jo));
    let meeting = app.plan_meeting(&[app.sam, app.jo]).await;
    app.hold_meeting(meeting, &[sam, jo]).await;
    let words = app.says(meeting, jo, Kind::Telling, "Nine days of silence.").await;
    let (question, decision, promise) = (QuestionId(id()), DecisionId(id()), PromiseId(id()));
    let (stay, left) = (StayId(id()), WordsId(id()));
    let begun = StayBegan {
        stay,
        place: "Willow ward".into(),
        own_word: "the aquarium".into(),
        began: "2026-11-20".parse().unwrap(),
        lawful: Lawful::default(),
    };
    let about =
        DecisionOpened { decision, about: "The lamp".into(), is_medicine: false, options: vec!["On".into()] };
    let made = PromiseMade { promise, who: app.voice("leila"), what: "Ring".into(), by: None };
    for act in [
        Act::BeginStay(begun),
        Act::OpenQuestion(QuestionOpened { question, text: "Where is the phone?".into() }),
        Act::OpenDecision(about),
        Act::MakePromise(made),
    ] {
        app.act("leila", Told::default(), act).await;
    }
    let spoken = WordsSpoken {
        words: left,
        kind: Kind::Left,
        text: "Could we begin later?".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::Everyone), ..Told::default() };
    app.act("jo", told, Act::Speak(spoken)).await;
    let agreement = AgreementId(id());
    let with = Recipient::Member(app.jo);
    let (topic, how) = ("the nights".to_owned(), SaidHow::ByPhone);
    let agreed = SharingAgreed { agreement, with, topic, until: None, how };
    let appointed = AppointmentMade {
        member: app.jo,
        office: Office::Deputy,
        reads: Reads::AsMember,
        from: "2026-11-01".parse().unwrap(),
        until: None,
        words: "The order was seen.".into(),
    };
    let laid = LegalHold { words: "A claim.".into() };
    for act in [Act::AgreeSharing(agreed), Act::Appoint(appointed), Act::LayHold(laid)] {
        app.act("leila", Told::default(), act).await;
    }
    let page = app.leila().await.get(&app.at("ending")).await.body;
    let hold = page.split("/hold/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let (circle, confided) = (CircleId(id()), WordsId(id()));
    let named = CircleNamed { circle, name: "us".into(), members: [app.jo].into(), instead_of: None };
    app.act("jo", Told::default(), Act::NameCircle(named)).await;
    let spoken = WordsSpoken {
        words: confided,
        kind: Kind::Left,
        text: "Only for you.".into(),
        in_answer_to: None,
        thinking_of: None,
    };
    let told = Told { audience: Some(Audience::Team), ..Told::default() };
    app.act("jo", told, Act::Speak(spoken)).await;
    let permit = app.store.permit(&app.account("leila"), app.network, store::Purpose::Read).await.unwrap();
    let entry = app.store.network(&permit).await.unwrap().words[&confided].spoken.entry.id;
    let apart =
        UnsafePairMarked { one: app.jo, other: app.bern, words: String::new(), at_risk: Some(app.jo) };
    app.act("leila", Told::default(), Act::MarkUnsafePair(apart)).await;
    let file = attached(&app, &app.at(&format!("meeting/{meeting}/room"))).await;
    app.close_meeting(meeting).await;
    let emergency = id().to_string();
    let (ines, closing) = (app.ines().await, id().to_string());
    ines.post(&app.at("emergency"), &[("id", &emergency), ("words", "He is on my ward.")]).await;
    ines.post(&app.at(&format!("emergency/{emergency}-0/close")), &[("id", &closing)]).await;
    let ahead = app.plan_meeting(&[app.sam, app.jo]).await;
    let kept = kept_back(&app).await;
    let ids = BTreeMap::from([
        ("network", app.network.to_string()),
        ("meeting", meeting.to_string()),
        ("meeting ahead", ahead.to_string()),
        ("member", app.jo.to_string()),
        ("request", app.request.to_string()),
        ("words", words.to_string()),
        ("who", jo.to_string()),
        ("question", question.to_string()),
        ("decision", decision.to_string()),
        ("promise", promise.to_string()),
        ("stay", stay.to_string()),
        ("about", kept[0].to_string()),
        ("withheld", kept[1].to_string()),
        ("hidden", kept[2].to_string()),
        ("asked", kept[3].to_string()),
        ("circle", circle.to_string()),
        ("confided", entry.to_string()),
        ("voiced", entry.to_string()),
        ("file", file),
        ("agreement", agreement.to_string()),
        ("office", Office::Deputy.name().to_owned()),
        ("hold", hold),
        ("entry", format!("{emergency}-0")),
        ("case", format!("{}-0", app.request)),
        ("candour", format!("{}-0", app.request)),
        ("line", format!("{}-0", app.request)),
        ("practitioner", app.practitioner("tom").to_string()),
        ("one", app.jo.to_string()),
        ("other", app.bern.to_string()),
        ("link", "no-such-link".to_owned()),
        ("*path", "no-such-file.css".to_owned()),
    ]);
    (app, ids)
}

/// An open entry, one that is held back, one that is out of sight, and a request to put something right.
async fn kept_back(app: &TestApp) -> [EntryId; 4] {
    let says = |text: &str| {
        let words = WordsId(id());
        let spoken = WordsSpoken {
            words,
            kind: Kind::Telling,
            text: text.into(),
            in_answer_to: None,
            thinking_of: None,
        };
        Act::Speak(spoken)
    };
    let [open, held, hidden] = ["I water the plants.", "He must not know.", "At number nine."]
        .map(|text| app.acted("leila", Told::default(), says(text)));
    let [open, held, hidden] = [open.await, held.await, hidden.await];
    let (ground, words) = (Ground::ThirdParty, "It is hers to tell.".into());
    app.act("leila", Told::default(), Act::HoldBack(EntryHeldBack { entry: held, ground, words })).await;
    let (why, reviewer) = (Misplaced::NamesSomebody, app.practitioner("leila"));
    let taken = TakenOutOfSight { entry: hidden, why, words: String::new(), reviewer };
    app.act("leila", Told::default(), Act::TakeOutOfSight(taken)).await;
    let asked = CorrectionAsked {
        member: app.jo,
        entry: Some(open),
        words: "I never did.".into(),
        on: "2026-11-20".parse().unwrap(),
    };
    [open, held, hidden, app.acted("jo", Told::default(), Act::AskCorrection(asked)).await]
}

/// Attaches a picture in the room and gives the file's name in addresses.
async fn attached(app: &TestApp, room: &str) -> String {
    let leila = app.leila().await;
    let page = leila.get(room).await;
    let form = page.body.split(&format!("action=\"{room}/file\"")).nth(1).expect("a form for files");
    let form = &form[..form.find("</form>").unwrap()];
    let fields: Vec<_> = inputs(form);
    let mut fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.retain(|(name, _)| !matches!(*name, "shows" | "file"));
    fields.push(("shows", "A house"));
    let sent = leila.post_file(&format!("{room}/file"), &fields, &PNG).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = leila.get(room).await.body;
    let from = page.find("/file/").expect("the file on the page") + "/file/".len();
    page[from..].split('"').next().unwrap().to_owned()
}

/// The names of all fields of a page with the values they hold.
fn inputs(html: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let from = tag.split(&format!(" {name}=\"")).nth(1)?;
        from.split('"').next().map(str::to_owned)
    };
    let tags = html
        .split('<')
        .filter(|tag| ["input ", "textarea ", "select ", "button "].iter().any(|kind| tag.starts_with(kind)));
    let tags = tags.map(|tag| tag.split('>').next().unwrap_or(tag));
    tags.filter_map(|tag| Some((value(tag, "name")?, value(tag, "value").unwrap_or_default()))).collect()
}

/// The names of the places in a pattern.
fn places(pattern: &str) -> Vec<&str> {
    pattern.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// An address with these in its places.
fn address(pattern: &str, ids: &Ids) -> String {
    places(pattern).iter().fold(pattern.to_owned(), |address, place| {
        let value = ids.get(place).unwrap_or_else(|| panic!("nothing stands for {{{place}}} of {pattern}"));
        address.replace(&format!("{{{place}}}"), value)
    })
}

/// Other ids in every place: of things that could be and are not.
fn unknown(ids: &Ids) -> Ids {
    let fresh = |place: &str, value: &str| match place {
        "link" | "*path" => value.to_owned(),
        "who" => Who::Member(dialogue::MemberId(id())).to_string(),
        "office" => Office::Attorney.name().to_owned(),
        "hold" | "entry" | "confided" | "voiced" | "about" | "withheld" | "hidden" | "asked" => {
            format!("{}-0", id().as_simple())
        }
        _ => id().to_string(),
    };
    ids.iter().map(|(place, value)| (*place, fresh(place, value))).collect()
}

async fn browser(app: &TestApp, who: Option<&str>) -> Browser {
    match who {
        Some(slug) => app.signed_in(slug).await,
        None => app.nobody(),
    }
}

/// Whatever is asked, the answer is no fault of ours, and each page is dressed for a shared device.
#[track_caller]
fn sound(seen: &Seen, what: &str) {
    assert!(seen.status < 500, "{what}: {}\n{}", seen.status, seen.body);
    let header = |name: header::HeaderName| {
        seen.headers.get(&name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{what}");
    assert!(header(header::CONTENT_SECURITY_POLICY).contains("default-src 'none'"), "{what}");
    assert_eq!(header(header::REFERRER_POLICY), "no-referrer", "{what}");
    if header(header::CONTENT_TYPE).starts_with("text/html") {
        assert_eq!(header(header::CACHE_CONTROL), "no-store", "{what}");
        assert!(seen.body.contains("<h1"), "{what} has no heading:\n{}", seen.body);
    } else if seen.status >= 400 && !what.contains("/assets/") {
        panic!("{what} answers {} without a page: {:?}", seen.status, seen.body);
    }
}

/// What an answer says, with the ids of the address taken out, so that two can be held side by side.
fn said(seen: &Seen, ids: &Ids) -> (u16, String, String) {
    let plain =
        |text: &str| ids.values().fold(text.to_owned(), |text, value| text.replace(value.as_str(), "…"));
    (seen.status, plain(&seen.location), plain(&seen.body))
}

#[test]
fn the_list_of_addresses_is_complete() {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.components().any(is_of_tests) {
                routes_of(&std::fs::read_to_string(&path).unwrap(), &mut found);
            }
        }
    }
    let listed: BTreeSet<_> = ADDRESSES.iter().map(|&address| address.to_owned()).collect();
    assert_eq!(listed.len(), ADDRESSES.len(), "an address stands twice in the list");
    let missing: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in the list: {missing:?}; in no router: {gone:?}");
}

fn is_of_tests(part: std::path::Component<'_>) -> bool {
    part.as_os_str().to_str().is_some_and(|name| name.starts_with("test"))
}

/// The patterns of `.route(…)` in a source: written out, or below the room's own address.
fn routes_of(source: &str, found: &mut BTreeSet<String>) {
    let room =
        source.split("let room = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    for call in source.split(".route(").skip(1) {
        let call = call.trim_start();
        let quoted = |from: &str| call.strip_prefix(from).and_then(|rest| rest.split('"').next());
        if let Some(pattern) = quoted("\"") {
            found.insert(pattern.to_owned());
        } else if let Some(below) = quoted("&at(\"") {
            found.insert(format!("{room}/{below}"));
        } else if call.starts_with("room,") {
            found.insert(room.to_owned());
        } else {
            panic!("the pattern of .route({} is written in a way this test does not read", &call[..20]);
        }
    }
}

#[tokio::test]
async fn no_address_breaks_for_anybody() {
    let (app, real) = furnished().await;
    for who in EVERYBODY {
        let browser = browser(&app, who).await;
        for pattern in ADDRESSES {
            let mut tried = vec![real.clone(), unknown(&real)];
            for nonsense in NONSENSE {
                tried.push(real.keys().map(|place| (*place, nonsense.to_owned())).collect());
            }
            tried.truncate(if places(pattern).is_empty() { 1 } else { tried.len() });
            for (nth, ids) in tried.iter().enumerate() {
                let address = address(pattern, ids);
                let seen = browser.get(&address).await;
                sound(&seen, &format!("GET {pattern} ({address}) as {who:?}"));
                // A name that cannot be anybody's looks like one that is nobody's.
                if nth > 1 && who.is_some() && pattern.contains("{network}") {
                    assert_eq!(seen.status, 404, "GET {address} as {who:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_holder_finds_a_page_at_every_address_that_can_be_looked_at() {
    let (app, real) = furnished().await;
    let leila = app.leila().await;
    // Some pages are of a meeting that was held, some of one that is ahead.
    let mut ahead = real.clone();
    ahead.insert("meeting", real["meeting ahead"].clone());
    for pattern in ADDRESSES.iter().filter(|pattern| pattern.starts_with("/network/")) {
        let mut seen = leila.get(&address(pattern, &real)).await;
        if seen.status == 404 {
            seen = leila.get(&address(pattern, &ahead)).await;
        }
        // What only takes forms, what is the person's own, what is no more once they have met,
        // and what there is only once something has ended or somebody has died.
        let takes_forms =
            ["/offer", "/agree", "/read", "/heard", "/confidence", "/clock", "/safety", "/answer"]
                .iter()
                .chain(&["/reopen", "/taken-back"])
                .chain(&["/option", "/stance", "/outcome", "/close", "/later", "/cover/end"])
                .any(|end| pattern.ends_with(end));
        // A request for the record is its officer's while it is open; what went wrong is told of one that is there.
        let is_theirs = pattern.ends_with("/leave-words")
            || pattern.contains("/access/")
            || pattern.ends_with("/candour/{candour}")
            || pattern.contains("/being-safe")
            // The live page is for those of whom it was noted that they are there.
            || pattern.contains("/live")
            || pattern.ends_with("/would-like");
        if !takes_forms && !is_theirs {
            assert!(matches!(seen.status, 200 | 303), "{pattern}: {}", seen.status);
        }
    }
}

#[tokio::test]
async fn no_form_breaks_whatever_is_sent() {
    let (app, real) = furnished().await;
    for who in EVERYBODY {
        for pattern in ADDRESSES {
            // Signed in anew: one of them is the way out.
            let browser = browser(&app, who).await;
            let address = address(pattern, &real);
            let mut fields: BTreeSet<_> = inputs(&browser.get(&address).await.body).into_iter().collect();
            let fresh = id().to_string();
            fields.insert(("id".into(), fresh));
            let nonsense: Vec<_> =
                fields.iter().map(|(name, _)| (name.as_str(), "\u{0}\u{202e}<script>‘�")).collect();
            let held: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            for (what, sent) in [("nothing", &[][..]), ("nonsense", &nonsense), ("what it held", &held)] {
                let seen = browser.post(&address, sent).await;
                sound(&seen, &format!("POST {pattern} with {what} as {who:?}"));
                seen.hides_raw("<script>‘");
            }
            let bytes = browser.post_from("same-origin", &address, b"id=%ff%00&=&&%zz=%&text=\xff\x00").await;
            sound(&bytes, &format!("POST {pattern} with bytes as {who:?}"));
        }
    }
}

#[tokio::test]
async fn what_is_not_theirs_answers_exactly_like_what_does_not_exist() {
    let (app, real) = furnished().await;
    let mut nowhere = real.clone();
    nowhere.insert("network", id().to_string());
    let mut both: Ids = real.clone();
    both.insert("nowhere", nowhere["network"].clone());
    for slug in ["ines", "ada"] {
        let browser = app.signed_in(slug).await;
        for pattern in ADDRESSES.iter().filter(|pattern| pattern.contains("{network}")) {
            // Whoever is not with the network may open it in an emergency, and knows of having done so.
            if slug == "ines" && pattern.starts_with("/network/{network}/emergency") {
                continue;
            }
            let (there, not_there) = (address(pattern, &real), address(pattern, &nowhere));
            let (one, other) = (browser.get(&there).await, browser.get(&not_there).await);
            if !pattern.starts_with("/request/") {
                // Whoever took a call learns who holds it, though they are not with the network.
                assert_eq!(said(&one, &both), said(&other, &both), "GET {pattern} as {slug}");
                assert_eq!(one.status, 404, "GET {pattern} as {slug}");
            }
            let fresh = id().to_string();
            let words = id().to_string();
            let fields =
                [("id", fresh.as_str()), ("words", &words), ("text", "I was here"), ("q", "silence")];
            let (one, other) = (browser.post(&there, &fields).await, browser.post(&not_there, &fields).await);
            assert_eq!(said(&one, &both), said(&other, &both), "POST {pattern} as {slug}");
            assert_eq!(one.status, 404, "POST {pattern} as {slug}");
        }
    }
    app.leila().await.get(&app.at("story")).await.hides("I was here");
}

#[tokio::test]
async fn a_member_learns_nothing_from_the_address_of_what_is_not_shown_to_them() {
    let (app, real) = furnished().await;
    let mut nothing = unknown(&real);
    nothing.insert("network", real["network"].clone());
    let mut both = real.clone();
    both.extend([("a", nothing["request"].clone()), ("b", nothing["meeting"].clone())]);
    // The call is the team's; the words in the room, and the picture, are of those who were there.
    for slug in ["sam", "jo", "bern"] {
        let browser = app.signed_in(slug).await;
        for pattern in ["/network/{network}/request/{request}", "/network/{network}/meeting/{meeting}/room"] {
            let (one, other) =
                (browser.get(&address(pattern, &real)).await, browser.get(&address(pattern, &nothing)).await);
            assert_eq!(said(&one, &both), said(&other, &both), "GET {pattern} as {slug}");
        }
    }
}
