//! What the story tells beside the talk, in plain words: who may be told, what is wanted in a crisis, who stands in,
//! who opened the record, what went wrong, a death, a goodbye. Of a death it says what was noted, and announces nothing.

use dialogue::{
    Entry, Who,
    capacity::Able,
    emergency::Emergency,
    sharing::{Agreement, Recipient},
    story::Right,
};

use super::happening::{Texts, plain};
use crate::{
    features::{appointment, sharing},
    show::{Known, time},
    words::key,
};

/// Whom it is of, where it is nobody's words.
pub(super) fn of(right: Right<'_>) -> Option<Who> {
    Some(match right {
        Right::StandsBeside(made) => Who::Member(made.member),
        Right::StandsBesideNoLonger(ended) => Who::Member(ended.member),
        Right::StandsIn(given) => Who::Practitioner(given.practitioner),
        Right::StandsInNoLonger(ended) => Who::Practitioner(ended.practitioner),
        Right::Opened(opened) => Who::Practitioner(opened.practitioner),
        Right::Closed(one) => Who::Practitioner(one.opened.practitioner),
        Right::Died(noted) => Who::Member(noted.member),
        Right::DeathTakenBack(back) => Who::Member(back.member),
        _ => return None,
    })
}

/// When it was; of a death, when it was noted: the day itself stands in the words.
pub(super) fn time(known: &Known, right: Right<'_>, entry: &Entry) -> String {
    let day = match right {
        Right::WithoutConsent(one) => one.on,
        Right::Capacity(_, one) => Some(one.on),
        Right::BestInterests(_, one) => Some(one.on),
        Right::ChildDecides(one) => Some(one.on),
        Right::WentWrong(noted) => Some(noted.on),
        Right::WentWrongTold(_, told) => Some(told.on),
        _ => None,
    };
    day.map_or_else(|| known.said_at(entry), time::date)
}

/// Where more of it stands, for those who may go there.
pub(super) fn further(known: &Known, right: Right<'_>) -> Option<(String, &'static str)> {
    let is_close = known.is_team() || known.is_person();
    let (below, key, is_open) = match right {
        Right::MayBeTold(_) | Right::TakenBack(..) | Right::Shared(_) | Right::WithoutConsent(_) => {
            ("sharing".to_owned(), key("sharing-title"), is_close)
        }
        Right::InAdvance(_) => ("advance".to_owned(), key("advance-title"), is_close),
        Right::Capacity(decision, _) | Right::BestInterests(decision, _) => {
            (format!("decision/{}/capacity", decision.opened.decision), key("capacity-title"), is_close)
        }
        Right::ChildDecides(_) | Right::StandsBeside(_) | Right::StandsBesideNoLonger(_) => {
            ("appointments".to_owned(), key("appointment-title"), is_close)
        }
        Right::WentWrong(_) | Right::WentWrongTold(..) => {
            ("candour".to_owned(), key("candour-title"), known.is_team())
        }
        Right::Died(_) | Right::DeathTakenBack(_) | Right::Reading(_) | Right::Ended(_) => {
            ("ending".to_owned(), key("ending-title"), known.is_team())
        }
        _ => return None,
    };
    is_open.then_some((below, key))
}

/// What it is, and what it says.
pub(super) fn head_and_texts(known: &Known, right: Right<'_>) -> (String, Texts) {
    let t = known.t;
    match right {
        Right::MayBeTold(_) | Right::TakenBack(..) | Right::Shared(_) | Right::WithoutConsent(_) => {
            of_sharing(known, right)
        }
        Right::InAdvance(made) => (
            t.say_with("advance-heading", [("person", &known.person_name())]),
            vec![
                (t.say("advance-tell"), made.tell.clone()),
                (t.say("advance-speaks"), made.speaks.clone()),
                (t.say("advance-helps"), made.helps.clone()),
                (t.say("advance-helps-not"), made.helps_not.clone()),
            ],
        ),
        Right::Capacity(..) | Right::BestInterests(..) | Right::ChildDecides(_) => of_deciding(known, right),
        Right::WentWrong(noted) => (t.say("story-went-wrong"), plain(&noted.what)),
        Right::WentWrongTold(one, told) => (
            t.say("story-went-wrong-told"),
            vec![(t.say("story-the-decision"), one.noted.what.clone()), (String::new(), told.words.clone())],
        ),
        Right::Died(_) | Right::DeathTakenBack(_) | Right::Reading(_) => of_death(known, right),
        Right::Ended(ended) => (
            t.say("story-goodbye"),
            vec![(String::new(), ended.words.clone()), (t.say("ending-open-door"), ended.open_door.clone())],
        ),
        Right::BegunAgain(again) => (t.say("ending-reopened"), plain(&again.words)),
        _ => of_access(known, right),
    }
}

fn recipient(known: &Known, recipient: &Recipient) -> String {
    match recipient {
        Recipient::Member(id) => known.name_or_you(Who::Member(*id)),
        Recipient::Outside(words) => words.clone(),
    }
}

fn of_sharing(known: &Known, right: Right<'_>) -> (String, Texts) {
    let t = known.t;
    let head = |key: &'static str, who: &Recipient| t.say_with(key, [("name", &recipient(known, who))]);
    let topic = |one: &Agreement| (t.say("sharing-topic"), one.agreed.topic.clone());
    match right {
        Right::MayBeTold(one) => {
            let until = (t.say("sharing-until"), sharing::until(known, one));
            let how = (t.say("sharing-how"), t.say(sharing::how_key(one.agreed.how)));
            (head(key("story-may-be-told"), &one.agreed.with), vec![topic(one), until, how])
        }
        Right::TakenBack(one, gone) => (
            head(key("story-taken-back"), &one.agreed.with),
            vec![topic(one), (String::new(), gone.words.clone())],
        ),
        Right::Shared(note) => (
            head(key("story-was-told"), &note.to),
            vec![(String::new(), note.what.clone()), (t.say("sharing-note-how"), note.how.clone())],
        ),
        Right::WithoutConsent(one) => (
            t.say("sharing-without"),
            vec![
                (t.say("sharing-without-least"), one.least.clone()),
                (t.say("sharing-without-told"), one.told.clone()),
                (t.say("sharing-without-risk"), one.risk.clone()),
                (t.say("sharing-without-at-risk"), one.at_risk.clone()),
                (t.say("sharing-without-asked"), one.asked.clone()),
                (t.say("sharing-without-decided"), one.decided_by.clone()),
                (t.say("sharing-without-why"), one.why.clone()),
                (t.say("sharing-without-person"), one.person_told.clone()),
            ],
        ),
        _ => Default::default(),
    }
}

/// How it stood with deciding one thing: never a word about the person.
fn of_deciding(known: &Known, right: Right<'_>) -> (String, Texts) {
    let (t, person) = (known.t, known.person_name());
    let about = |about: &str| (t.say("story-the-decision"), about.to_owned());
    match right {
        Right::Capacity(decision, one) => {
            let head = match one.able {
                Able::Decides => key("capacity-may-decide"),
                Able::NotThatDay => key("capacity-could-not"),
            };
            let texts = vec![
                about(&decision.opened.about),
                (t.say("capacity-helped"), one.helped.clone()),
                (t.say("capacity-words"), one.words.clone()),
                (t.say("capacity-by"), one.assessed_by.clone()),
            ];
            (t.say_with(head, [("person", &person)]), texts)
        }
        Right::BestInterests(decision, one) => {
            let own = (t.say_with("capacity-own-view", [("person", &person)]), one.own_view.clone());
            let mut texts = vec![about(&decision.opened.about), own];
            texts.extend(one.heard.iter().map(|heard| (heard.who.clone(), heard.words.clone())));
            texts.push((t.say("capacity-not-heard"), one.not_heard.clone()));
            texts.push((t.say("capacity-came-to"), one.came_to.clone()));
            (t.say("capacity-talks"), texts)
        }
        Right::ChildDecides(one) => (
            t.say("appointment-child"),
            vec![
                about(&one.about),
                (t.say("appointment-child-view"), one.view.clone()),
                (t.say("appointment-child-judged"), one.judged_by.clone()),
                (t.say("appointment-child-words"), one.words.clone()),
            ],
        ),
        _ => Default::default(),
    }
}

/// A death as it was noted, quietly, under the name of whoever died.
fn of_death(known: &Known, right: Right<'_>) -> (String, Texts) {
    let t = known.t;
    match right {
        Right::Died(noted) => {
            let on = time::when(&noted.on, &known.zone);
            (t.say("story-death"), vec![(t.say("story-died-on"), on), (String::new(), noted.words.clone())])
        }
        Right::DeathTakenBack(back) => (t.say("story-death-taken-back"), plain(&back.words)),
        Right::Reading(one) => {
            (t.say_with("ending-reading-from", [("day", &time::date(one.from))]), plain(&one.words))
        }
        _ => Default::default(),
    }
}

/// Who stands beside or in, and who opened the record.
fn of_access(known: &Known, right: Right<'_>) -> (String, Texts) {
    let t = known.t;
    match right {
        Right::StandsBeside(made) => (
            t.say(appointment::office_key(made.office)),
            vec![
                (t.say("appointment-reads"), t.say(appointment::reads_key(made.reads))),
                (t.say("appointment-words"), made.words.clone()),
            ],
        ),
        Right::StandsBesideNoLonger(ended) => {
            let office = t.say(appointment::office_key(ended.office));
            (t.say_with("story-stands-beside-no-longer", [("office", &office)]), plain(&ended.words))
        }
        Right::StandsIn(given) => {
            let until = known.at(given.until);
            (t.say_with("story-stands-in", [("until", &until)]), plain(&given.words))
        }
        Right::StandsInNoLonger(_) => (t.say("story-stands-in-no-longer"), Vec::new()),
        Right::Opened(opened) => (t.say("story-emergency"), plain(&opened.words)),
        Right::Closed(_) => (t.say("story-emergency-closed"), Vec::new()),
        Right::ToldLater(opened, one) => {
            let (name, day) = (opener(known, opened), time::date(one.until));
            (t.say_with("story-emergency-later", (("name", &name), ("day", &day))), plain(&one.words))
        }
        Right::Reviewed(opened, one) => {
            (t.say_with("story-emergency-reviewed", [("name", &opener(known, opened))]), plain(&one.words))
        }
        _ => Default::default(),
    }
}

fn opener(known: &Known, one: &Emergency) -> String {
    known.name_or_you(Who::Practitioner(one.opened.practitioner))
}
