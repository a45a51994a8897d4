//! The golden table `docs/policies.md`: role × situation, as the policies answer today.
//!
//! A change of policy shows as a change of that file. `UPDATE_DOCS=1 cargo test -p policy` writes it anew.

use std::fmt::Write as _;

use dialogue::{Duties, Duty, View};

use super::*;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policies.md");

const INTRODUCTION: &str = "\
# Who may read and do what

This page is made by a test from the policies in `policies/`, which decide.
A change of policy shows as a change of this page.
✔ means may, ✘ means may not.

The team is the network's own practitioners: its holder, its core team, and practitioners who were at one of its meetings.
“Cover” is a colleague who stands in until a date, “emergency” a practitioner who has opened the record in an emergency, for hours.
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

const IN_TIME: &[Situation] = &[
    ("Shared with everyone; the reader belonged then", |who| {
        who.eras.insert(2);
        said_in(2, class(Audience::Everyone))
    }),
    ("Shared with everyone; the reader joined later", |who| {
        who.eras.insert(3);
        said_in(2, class(Audience::Everyone))
    }),
    ("Shared with everyone; the reader had left before", |who| {
        who.eras.insert(1);
        said_in(2, class(Audience::Everyone))
    }),
    ("Shared with everyone; the reader had left and came back since", |who| {
        who.eras.extend([1, 3]);
        said_in(2, class(Audience::Everyone))
    }),
    (
        "Shared with everyone, opened by its voice to those who joined later; the reader is one of them",
        |who| {
            who.eras.insert(3);
            Class { reopened: Some(3), ..said_in(2, class(Audience::Everyone)) }
        },
    ),
    ("Shared with everyone, opened to those who joined later; the reader had left in between", |who| {
        who.eras.insert(2);
        Class { reopened: Some(3), ..said_in(2, class(Audience::Everyone)) }
    }),
    ("Who is in the network, who holds it, its team; the reader joined later", |who| {
        who.eras.insert(3);
        class(Audience::Everyone)
    }),
    ("Shared with a circle that the reader is in, and belonged then", |who| {
        who.eras.insert(2);
        who.circles.insert(circle(1));
        said_in(2, class(Audience::Circle(circle(1))))
    }),
    ("Shared with a circle that the reader is in, after they left the network", |who| {
        who.eras.insert(1);
        who.circles.insert(circle(1));
        said_in(2, class(Audience::Circle(circle(1))))
    }),
    ("Their own words, from before they left", |who| {
        who.eras.insert(1);
        said_in(1, own(Audience::Everyone))
    }),
];

const APPOINTED: &[Situation] = &[
    ("For the person and the team; the reader stands for the person by a paper in force", |who| {
        who.is_appointed = true;
        class(Audience::PersonAndTeam)
    }),
    ("The same, after the paper lapsed", |_| class(Audience::PersonAndTeam)),
    ("Shared with those present; the reader stands for the person and was not there", |who| {
        who.is_appointed = true;
        class(Audience::Present(meeting(1)))
    }),
    ("Shared with everyone before the reader joined; they stand for the person", |who| {
        who.is_appointed = true;
        said_in(2, class(Audience::Everyone))
    }),
    ("For the team alone; the reader stands for the person", |who| {
        who.is_appointed = true;
        class(Audience::Team)
    }),
    ("Withheld; the reader stands for the person", |who| {
        who.is_appointed = true;
        guarded(class(Audience::PersonAndTeam), Guard::Withheld)
    }),
    ("Told in confidence, under review; the reader stands for the person", |who| {
        who.is_appointed = true;
        guarded(class(Audience::Confidence(request(1))), Guard::UnderReview)
    }),
    ("Somebody else's draft; the reader stands for the person", |who| {
        who.is_appointed = true;
        drafted(account(2), voice(2))
    }),
];

const VIEWS: &[Situation] = &[
    ("Shared with everyone; the view is switched off", |who| {
        who.view = view(who, View::Off);
        class(Audience::Everyone)
    }),
    ("Their own words; the view is switched off", |who| {
        who.view = view(who, View::Off);
        own(Audience::Everyone)
    }),
    ("Who is in the network, who holds it, its team; the view is narrowed to the next meeting", |who| {
        who.view = view(who, View::NextMeeting);
        class(Audience::Everyone)
    }),
    ("The plan of the next meeting, to which they are invited; the view is narrowed", |who| {
        who.view = view(who, View::NextMeeting);
        who.invited.insert(meeting(1));
        class(Audience::Invited(meeting(1)))
    }),
    ("The plan of a meeting to which they are not invited; the view is narrowed", |who| {
        who.view = view(who, View::NextMeeting);
        class(Audience::Invited(meeting(1)))
    }),
    ("What was said to those present, and they were; the view is narrowed", |who| {
        who.view = view(who, View::NextMeeting);
        who.present.insert(meeting(1));
        class(Audience::Present(meeting(1)))
    }),
    ("Their own words; the view is narrowed", |who| {
        who.view = view(who, View::NextMeeting);
        own(Audience::PersonAndTeam)
    }),
];

const HIDDEN: &[Situation] = &[
    ("The mark of an unsafe pair, addressed to the reader, who is at risk", |_| Class {
        to: Some(voice(1)),
        ..guarded(class(Audience::Team), Guard::UnsafePair)
    }),
    ("Shared with everyone, by somebody who must stay hidden from the reader", |who| {
        hide(who);
        concerning(class(Audience::Everyone))
    }),
    ("From a meeting at which the reader was, about somebody who must stay hidden from them", |who| {
        hide(who);
        who.present.insert(meeting(1));
        concerning(class(Audience::Present(meeting(1))))
    }),
    ("Addressed to the reader, about somebody who must stay hidden from them", |who| {
        hide(who);
        Class { to: Some(voice(1)), ..concerning(class(Audience::PersonAndTeam)) }
    }),
    ("Shared with everyone, by the other of the pair; the reader is at risk", |_| {
        concerning(class(Audience::Everyone))
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
    ("Withheld, and its review is overdue", |_| Class {
        reviewer: Some(practitioner(2)),
        is_overdue: true,
        ..guarded(class(Audience::PersonAndTeam), Guard::Withheld)
    }),
    ("Held back and not yet decided", |_| guarded(class(Audience::PersonAndTeam), Guard::Withheld)),
    ("Taken out of sight", |_| Class {
        reviewer: Some(practitioner(2)),
        ..guarded(class(Audience::Everyone), Guard::OutOfSight)
    }),
    ("Taken out of sight, in the reader's own voice", |_| Class {
        reviewer: Some(practitioner(2)),
        ..guarded(own(Audience::Everyone), Guard::OutOfSight)
    }),
    ("An emergency access that the person is told of", |_| class(Audience::PersonAndTeam)),
    ("An emergency access that the person is told of later", |_| class(Audience::Team)),
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
    ("Reading, in time", IN_TIME),
    ("Reading the words of one's own voice", OWN),
    ("Reading for the person", APPOINTED),
    ("Reading with a narrowed view", VIEWS),
    ("Reading where two must not learn of each other", HIDDEN),
    ("Reading what is guarded", GUARDED),
    ("Reading drafts", DRAFTS),
];

/// A practitioner who is not with the network, with this duty.
type Dutied = (&'static str, fn(&mut Standing));

const DUTIES: &[Dutied] = &[
    ("reviewer", |who| who.reviews = true),
    ("health professional", |who| has(who, Duty::HealthProfessional)),
    ("decider", |who| has(who, Duty::Decider)),
    ("safeguarding lead", |who| has(who, Duty::SafeguardingLead)),
    ("Caldicott guardian", |who| has(who, Duty::CaldicottGuardian)),
    ("records officer, case open", |who| {
        has(who, Duty::RecordsOfficer);
        who.is_case_open = true;
    }),
    ("records officer, no case", |who| has(who, Duty::RecordsOfficer)),
    ("lead", |who| has(who, Duty::Lead)),
    ("on call", |who| has(who, Duty::OnCall)),
];

/// What is asked for, and its class.
type Asked = (&'static str, fn() -> Class);

/// The reviewer, where there is one, is practitioner 1 only in the reviewer's column.
const BY_DUTY: &[Asked] = &[
    ("Shared with everyone", || class(Audience::Everyone)),
    ("For the person and the team", || class(Audience::PersonAndTeam)),
    ("For the team alone", || class(Audience::Team)),
    ("Somebody's draft", || drafted(account(2), voice(2))),
    ("Told in confidence, under review", || {
        guarded(class(Audience::Confidence(request(1))), Guard::UnderReview)
    }),
    ("Held back and not yet decided", || guarded(class(Audience::PersonAndTeam), Guard::Withheld)),
    ("Withheld", || reviewed(guarded(class(Audience::PersonAndTeam), Guard::Withheld))),
    ("Withheld, and its review is overdue", || {
        overdue(guarded(class(Audience::PersonAndTeam), Guard::Withheld))
    }),
    ("Taken out of sight", || reviewed(guarded(class(Audience::Everyone), Guard::OutOfSight))),
    ("Taken out of sight, and its review is overdue", || {
        overdue(guarded(class(Audience::Everyone), Guard::OutOfSight))
    }),
    ("Mark of an unsafe pair", || guarded(class(Audience::Team), Guard::UnsafePair)),
    ("On the crisis page: safety agreement, who holds it, whom to ring, next meeting", || Class {
        is_crisis: true,
        ..class(Audience::PersonAndTeam)
    }),
    ("What tells of an emergency access, told to the person or not yet", || Class {
        is_emergency: true,
        ..class(Audience::Team)
    }),
    ("The crisis page, but withheld", || Class {
        is_crisis: true,
        ..reviewed(guarded(class(Audience::PersonAndTeam), Guard::Withheld))
    }),
];

fn has(who: &mut Standing, duty: Duty) {
    who.duties = Duties::default().with(duty);
}

fn reviewed(class: Class) -> Class {
    Class { reviewer: Some(practitioner(2)), ..class }
}

fn overdue(class: Class) -> Class {
    Class { is_overdue: true, ..reviewed(class) }
}

fn said_in(era: u32, class: Class) -> Class {
    Class { era: Some(era), ..class }
}

/// Only members have a view that can be narrowed.
fn view(who: &Standing, view: View) -> View {
    if matches!(who.role, Role::Person | Role::Member) { view } else { View::Full }
}

/// Voice 2 must stay hidden, if whoever reads is a member.
fn hide(who: &mut Standing) {
    if matches!(who.role, Role::Person | Role::Member) {
        who.hidden.insert(voice(2));
    }
}

fn concerning(class: Class) -> Class {
    Class { concerns: [voice(2)].into(), ..class }
}

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
        Deed::Look => "See who has looked (a member once they have spoken: who of the service, since then)",
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

/// Two tables for practitioners who are not with the network but have a duty.
fn duties(page: &mut String, strict: &Strict) {
    let names = DUTIES.iter().map(|(name, _)| format!(" {name} |")).collect::<String>();
    let rules = ":-:|".repeat(DUTIES.len());
    let asks = |change: fn(&mut Standing)| {
        let mut who = standing(Role::OtherPractitioner);
        change(&mut who);
        who
    };
    write!(
        page,
        "\n## Reading by duty, without being with the network\n\n| the entry |{names}\n|---|{rules}\n"
    )
    .unwrap();
    for (label, what) in BY_DUTY {
        let answers = DUTIES.iter().map(|(_, change)| {
            let (who, mut what) = (asks(*change), what());
            if who.reviews && what.reviewer.is_some() {
                what.reviewer = who.practitioner;
            }
            strict.read(&who, &what)
        });
        row(page, label, answers);
    }
    write!(page, "\n## Acting by duty, without being with the network\n\n| the act |{names}\n|---|{rules}\n")
        .unwrap();
    for act in Deed::ALL {
        row(page, says(act), DUTIES.iter().map(|(_, change)| strict.act(&asks(*change), act)));
    }
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
    duties(&mut page, &strict);
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
