//! Every route names its permit: the walk of all addresses as everybody, what each answer rested on,
//! and the table of it in `docs/routes.md`.

use std::fmt::Write as _;

use super::*;
use crate::http::permits;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/routes.md");
const INTRODUCTION: &str = "\
# Who comes in where, and with which permit

This page is made by a test that asks every address of a made-up service as everybody, to look and to send.
✔ means a page, a form given back or a way on; ✘ means the same answer as for what does not exist, or the way to sign in.
The permit is what the answer rested on: *read* and *read as team* open what the reader may read
(see [policies.md](policies.md)), *act* asks the policies for the deed, *list* names people and holds nobody's words,
*take a call* begins a network or tells who holds it, *serve* is the service's own record.
A dash: nothing of a record is opened there, or what the walk sends fits nothing there and is answered with ✘ to all.

| address | permit | person | member | team | another practitioner | administrator | nobody |
|---|---|:-:|:-:|:-:|:-:|:-:|:-:|
";
const ROLES: [Option<&str>; 6] = [Some("sam"), Some("jo"), Some("leila"), Some("ines"), Some("ada"), None];
/// What anybody may open, and what it is.
const OPEN: [&str; 12] = [
    "/",
    "/assets/{*path}",
    "/demo",
    "/demo/sign-in",
    "/healthz",
    "/help-now",
    "/manifest.webmanifest",
    "/offline",
    "/readyz",
    "/sign-in",
    "/what-happens",
    "/worker.js",
];

/// Whether somebody came in, and what that rested on.
async fn comes_in(app: &TestApp, who: Option<&str>, path: &str) -> Option<BTreeSet<&'static str>> {
    let mut rested = None;
    for is_sent in [false, true] {
        // Signed in anew: one of them is the way out.
        let browser = browser(app, who).await;
        permits::taken();
        let fresh = id().to_string();
        let seen = match is_sent {
            true => browser.post(path, &[("id", &fresh)]).await,
            false => browser.get(path).await,
        };
        let asked = permits::taken();
        let is_in = seen.status < 400 || seen.status == 422;
        if is_in && seen.location != "/sign-in" {
            rested.get_or_insert_with(BTreeSet::new).extend(asked);
        }
    }
    rested
}

#[tokio::test]
async fn every_route_names_its_permit() {
    let (app, real) = furnished().await;
    let mut ahead = real.clone();
    ahead.insert("meeting", real["meeting ahead"].clone());
    let mut page = INTRODUCTION.to_owned();
    for pattern in ADDRESSES {
        let mut rested: BTreeSet<&str> = BTreeSet::new();
        let mut marks = String::new();
        for who in ROLES {
            let mut came = comes_in(&app, who, &address(pattern, &real)).await;
            if pattern.contains("{meeting}")
                && let Some(more) = comes_in(&app, who, &address(pattern, &ahead)).await
            {
                came.get_or_insert_with(BTreeSet::new).extend(more);
            }
            marks.push_str(if came.is_some() { " ✔ |" } else { " ✘ |" });
            let Some(asked) = came else { continue };
            let is_signed_in = asked.contains("signed in");
            assert!(
                is_signed_in || OPEN.contains(pattern) || pattern.starts_with("/sign-"),
                "{pattern} let {who:?} in without asking who they are"
            );
            let opens = asked.iter().any(|permit| *permit != "signed in");
            let is_taken = *pattern == "/request/{request}/taken/{network}";
            assert!(
                opens || is_taken || !pattern.contains("{network}"),
                "{pattern} let {who:?} in without a permit"
            );
            rested.extend(asked);
        }
        if rested.len() > 1 {
            rested.remove("signed in");
        }
        if rested.contains("read as team") {
            rested.remove("read");
        }
        let permit = if rested.is_empty() { "–".to_owned() } else { Vec::from_iter(rested).join(", ") };
        writeln!(page, "| `{pattern}` | {permit} |{marks}").unwrap();
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PATH, &page).unwrap();
    }
    let kept = std::fs::read_to_string(PATH).unwrap_or_default();
    assert_eq!(
        kept, page,
        "routes let others in than docs/routes.md says; if that is meant, UPDATE_DOCS=1 cargo test -p web every_route"
    );
}

/// What features ask the store for by themselves. Whatever opens a record takes a permit, which the
/// compiler holds; what stands here is everything else, so that a new way past it is written down.
#[test]
fn no_feature_reaches_a_record_but_by_a_permit() {
    let known = [
        // With a permit, which the store alone makes.
        "permit",
        "network",
        "who_looked",
        "file",
        "file_to_review",
        "card",
        "standing",
        // As the account that asks; the store asks the policies for the deed.
        "act",
        "act_all",
        "start",
        "waiting",
        "networks_of",
        "listed_network",
        "put_file",
        "drop_file",
        "look_up",
        "matters_for",
        "count_matters",
        // With a permit, or as somebody whose duty it is; each asks in the store.
        "changes",
        "live_places",
        "looked_before",
        "readable_by",
        "is_still",
        // Times and ids of one's own networks.
        "meetings_between",
        "who_may_have_read",
        "networks_on_call",
        "due_for_destruction",
        "destroy",
        "destroyed",
        "destroyed_one",
        "retention",
        // One's own drafts, sessions, accounts: nobody's record.
        "draft",
        "drafts",
        "save_draft",
        "drop_draft",
        "use_link",
        "has_lapsed",
        "end_session",
        "open_session",
        "end_sessions_of",
        "account",
        "accounts",
        "accounts_of",
        "account_by_slug",
        "enable_account",
        "disable_account",
        "service",
        "make_link",
        "add_account",
        "is_demo",
        "now",
    ];
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.components().any(is_of_tests) {
                let source = std::fs::read_to_string(&path).unwrap();
                for call in
                    source.split("store().").chain(source.split(" store.")).chain(source.split("(store."))
                {
                    let name: String =
                        call.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    if call[name.len()..].starts_with('(') {
                        found.insert(name);
                    }
                }
            }
        }
    }
    // The first piece of each source is no call.
    let new: Vec<_> =
        found.iter().filter(|name| !known.contains(&name.as_str()) && !name.is_empty()).collect();
    assert!(new.is_empty(), "asked of the store by a feature, and not written down here: {new:?}");
}
