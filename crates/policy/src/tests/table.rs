//! The golden table `docs/policies.md`: role × situation, as the policies answer today.
//!
//! A change of policy shows as a change of that file. `UPDATE_DOCS=1 cargo test -p policy` writes it anew.

use std::fmt::Write as _;

use super::*;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policies.md");

const INTRODUCTION: &str = "\
# Who may read and do what

This page is made by a test from the policies in `policies/`, which decide.
A change of policy shows as a change of this page.
✔ means may, ✘ means may not.

The team is the network's own practitioners: its holder, its core team, and practitioners who were at one of its meetings.
Whoever stands elsewhere in the service is “another practitioner”; a “stranger” has a seat in another network only.
";

const COLUMNS: &str = "\
| person | member | team | cover | emergency | another practitioner | administrator | stranger |
|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|
";

/// What is asked for, and how whoever asks stands to it.
type Situation = (&'static str, fn(&mut Standing) -> Class);

const SHARED: &[Situation] = &[
    ("Shared with everyone", |_| class(Audience::Everyone)),
    ("Shared with those present; the reader was there", |who| {
        who.present.insert(meeting(1));
        class(Audience::Present(meeting(1)))
    }),
    ("Shared with those present; the reader was at another meeting", |who| {
        who.present.insert(meeting(2));
        class(Audience::Present(meeting(1)))
    }),
    ("The plan of a meeting that the reader is invited to", |who| {
        who.invited.insert(meeting(1));
        class(Audience::Invited(meeting(1)))
    }),
    ("The plan of a meeting that the reader is not invited to", |_| class(Audience::Invited(meeting(1)))),
    ("Shared with a circle; the reader is in it", |who| {
        who.circles.insert(circle(1));
        class(Audience::Circle(circle(1)))
    }),
    ("Shared with a circle; the reader is in another", |who| {
        who.circles.insert(circle(2));
        class(Audience::Circle(circle(1)))
    }),
    ("For the person and the team", |_| class(Audience::PersonAndTeam)),
    ("For the team alone", |_| class(Audience::Team)),
    ("For the person and the team, and addressed to the reader", |_| Class {
        to: Some(voice(1)),
        ..class(Audience::PersonAndTeam)
    }),
];

const OWN: &[Situation] = &[
    ("Shared with those present; the reader was elsewhere", |_| own(Audience::Present(meeting(1)))),
    ("Shared with a circle that the reader is not in", |_| own(Audience::Circle(circle(1)))),
    ("For the person and the team", |_| own(Audience::PersonAndTeam)),
    ("For the team alone", |_| own(Audience::Team)),
    ("Told in confidence, under review", |_| {
        guarded(own(Audience::Confidence(request(1))), Guard::UnderReview)
    }),
    ("Told in confidence, the person may know", |_| own(Audience::Confidence(request(1)))),
    ("Shared with everyone, then withheld", |_| guarded(own(Audience::Everyone), Guard::Withheld)),
];

const GUARDED: &[Situation] = &[
    ("Told in confidence, under review", |_| {
        guarded(class(Audience::Confidence(request(1))), Guard::UnderReview)
    }),
    ("Told in confidence, the person may know", |_| class(Audience::Confidence(request(1)))),
    ("Withheld, shared with everyone before", |_| guarded(class(Audience::Everyone), Guard::Withheld)),
    ("Withheld, for the person and the team before", |_| {
        guarded(class(Audience::PersonAndTeam), Guard::Withheld)
    }),
    ("Withheld, from a meeting that the reader was at", |who| {
        who.present.insert(meeting(1));
        guarded(class(Audience::Present(meeting(1))), Guard::Withheld)
    }),
    ("Mark of an unsafe pair", |_| guarded(class(Audience::Team), Guard::UnsafePair)),
    ("Mark of an unsafe pair, wrongly shared with everyone", |_| {
        guarded(class(Audience::Everyone), Guard::UnsafePair)
    }),
];

const DRAFTS: &[Situation] = &[
    ("The reader's own draft", |who| drafted(who.account, voice(1))),
    ("The reader's own draft in somebody else's voice", |who| drafted(who.account, voice(2))),
    ("Somebody else's draft", |_| drafted(account(2), voice(2))),
    ("Somebody else's draft in the reader's voice", |_| drafted(account(2), voice(1))),
    ("A draft of which nobody knows whose it is", |_| class(Audience::OnlyMe)),
];

const READING: &[(&str, &[Situation])] = &[
    ("Reading what others said", SHARED),
    ("Reading the words of one's own voice", OWN),
    ("Reading what is guarded", GUARDED),
    ("Reading drafts", DRAFTS),
];

fn own(audience: Audience) -> Class {
    Class { voice: Some(voice(1)), ..class(audience) }
}

fn guarded(class: Class, guard: Guard) -> Class {
    Class { guard, ..class }
}

fn drafted(by: AccountId, voice: Who) -> Class {
    Class { voice: Some(voice), drafted_by: Some(by), ..class(Audience::OnlyMe) }
}

fn says(act: Deed) -> &'static str {
    match act {
        Deed::Tend => "Do the team's work: people, planning, noting for others, closing, filing",
        Deed::Speak => "Say one's own words, take a stance, rate, promise for oneself",
        Deed::Answer => "Answer an invitation, a read-back or shared words, for oneself",
        Deed::Call => "Take a call for help, for whomever it concerns",
        Deed::Look => "See who has looked",
        Deed::Review => "Decide on what is kept back, by duty or as its reviewer (see below)",
        Deed::BreakGlass => "Open the record in an emergency, with a reason that is told",
        Deed::Prepare => "Prepare the answer to a request for access (the records officer, see below)",
    }
}

fn head(page: &mut String, title: &str, first: &str) {
    let (names, rules) = COLUMNS.split_once('\n').unwrap();
    write!(page, "\n## {title}\n\n| {first} {names}\n|---{rules}").unwrap();
}

fn row(page: &mut String, label: &str, answers: impl Iterator<Item = bool>) {
    write!(page, "| {label} |").unwrap();
    for yes in answers {
        page.push_str(if yes { " ✔ |" } else { " ✘ |" });
    }
    page.push('\n');
}

fn page() -> String {
    let strict = Strict::load();
    let mut page = INTRODUCTION.to_owned();
    for (title, situations) in READING {
        head(&mut page, title, "the entry");
        for (label, situation) in *situations {
            row(
                &mut page,
                label,
                ROLES.iter().map(|role| {
                    let mut who = standing(*role);
                    let what = situation(&mut who);
                    strict.read(&who, &what)
                }),
            );
        }
    }
    head(&mut page, "Acting", "the act");
    for act in Deed::ALL {
        row(&mut page, says(act), ROLES.iter().map(|role| strict.act(&standing(*role), act)));
    }
    page.push_str(&proven::list());
    page
}

#[test]
fn the_table_is_the_one_in_the_documents() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PATH, &page).unwrap();
    }
    let kept = std::fs::read_to_string(PATH).unwrap_or_default();
    assert_eq!(
        kept, page,
        "the policies answer otherwise than docs/policies.md; if that is meant, UPDATE_DOCS=1 cargo test -p policy"
    );
}
