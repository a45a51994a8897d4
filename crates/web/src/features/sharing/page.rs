//! The page: what holds now, what was shared, what may always be done. Whoever is no more than a member
//! reads on it what they may be told, and nothing else.

use axum::{extract::Path, response::Response};
use dialogue::{NetworkId, Noted, Who, disclosure::DisclosedWithoutConsent, sharing::Agreement};

use super::{how_key, noted_line, recipient, until};
use crate::{
    http::Visit,
    page::{
        problem::Problem,
        sheet::{Item, Section, Sheet},
    },
    show::{Known, time},
    words::key,
};

/// What may be shared.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let t = visit.t;
    let sheet = Sheet::new(&visit, &known, t.say("sharing-title"));
    if !(may_note(&known) || known.standing.is_appointed) {
        return Ok(as_told(&known, sheet).section(always(&known)).show());
    }
    let lead = if known.is_person() { t.say("sharing-lead-person") } else { t.say("sharing-lead-team") };
    let mut sheet =
        sheet.lead(lead).section(in_force(&known)).section(always(&known)).section(shared(&known));
    if known.is_team() || !known.network.disclosures.is_empty() {
        sheet = sheet.section(without_consent(&known));
    }
    Ok(sheet.section(ended(&known)).show())
}

/// Whether the viewer notes agreements: the person themself, or the team for them.
fn may_note(known: &Known) -> bool {
    known.is_team() || known.is_person()
}

/// What a member may be told: what the person has said they may, in the person's words.
fn as_told(known: &Known, sheet: Sheet) -> Sheet {
    let (t, person) = (known.t, known.person_name());
    let me = known.standing.voice.and_then(Who::member);
    let agreements = known.network.sharing.in_force(known.now);
    let mine = agreements.filter(|one| me.is_some() && one.agreed.with.member() == me);
    let items = mine.map(|one| item(known, one, one.agreed.topic.clone()));
    let section = Section::new("told", t.say("sharing-told"));
    sheet
        .lead(t.say_with("sharing-lead-told", [("person", &person)]))
        .section(section.items(items, t.say("sharing-told-none")))
}

fn item(known: &Known, one: &Agreement, heading: String) -> Item {
    let t = known.t;
    Item::new(heading)
        .line(t.say("sharing-until"), until(known, one))
        .line(t.say("sharing-how"), t.say(how_key(one.agreed.how)))
        .by(noted_line(known, &one.agreed))
}

fn of_person(known: &Known, one: &Agreement) -> Item {
    let t = known.t;
    item(known, one, recipient(known, &one.agreed.with))
        .line(t.say("sharing-topic"), one.agreed.topic.clone())
}

fn in_force(known: &Known) -> Section {
    let t = known.t;
    let agreements = known.network.sharing.in_force(known.now);
    let items = agreements.map(|one| {
        let href = known.href(&format!("sharing/{}/withdraw", one.agreed.agreement));
        let item = of_person(known, one);
        if may_note(known) { item.way(href, t.say("sharing-withdraw")) } else { item }
    });
    let none = if known.is_person() { key("sharing-now-none-own") } else { key("sharing-now-none") };
    let section = Section::new("now", t.say("sharing-now")).items(items, t.say(none));
    let section = match may_note(known) {
        true => section.button(known.href("sharing/new"), t.say("sharing-agree")),
        false => section,
    };
    section
        .way(known.href("advance"), t.say("sharing-advance"))
        .way(known.href("appointments"), t.say("sharing-appointments"))
}

/// What needs nobody's consent (Tees, Esk and Wear Valleys NHS Trust: sharing information with carers).
fn always(known: &Known) -> Section {
    let t = known.t;
    Section::new("always", t.say("sharing-always")).text(t.say("sharing-always-what")).points([
        t.say("sharing-always-listen"),
        t.say("sharing-always-known"),
        t.say("sharing-always-general"),
        t.say("sharing-always-support"),
        t.say("sharing-always-danger"),
    ])
}

fn shared(known: &Known) -> Section {
    let t = known.t;
    let notes = known.network.sharing.notes.iter().rev();
    let items = notes.map(|note| {
        let agreement = note.agreement.and_then(|id| known.network.sharing.agreements.get(&id));
        let covered = match agreement {
            Some(one) => t.say_with("sharing-covered", [("topic", &one.agreed.topic)]),
            None => t.say("sharing-not-covered"),
        };
        Item::new(recipient(known, &note.to))
            .line(t.say("sharing-what"), note.what.clone())
            .line(t.say("sharing-note-how"), note.how.clone())
            .line(t.say("sharing-covers"), covered)
            .by(noted_line(known, note))
    });
    let section = Section::new("shared", t.say("sharing-shared")).items(items, t.say("sharing-shared-none"));
    if known.is_team() { section.button(known.href("sharing/note"), t.say("sharing-note")) } else { section }
}

fn without_consent(known: &Known) -> Section {
    let t = known.t;
    let items = known.network.disclosures.iter().rev().map(|one| disclosure(known, one));
    let section =
        Section::new("without", t.say("sharing-without")).items(items, t.say("sharing-without-none"));
    if known.is_team() {
        section.way(known.href("sharing/without-consent"), t.say("sharing-without-note"))
    } else {
        section
    }
}

fn disclosure(known: &Known, one: &Noted<DisclosedWithoutConsent>) -> Item {
    let t = known.t;
    let is_held = known.network.withholdings.of(one.entry.id).is_some();
    Item::new(one.told.clone())
        .line(t.say("sharing-without-least"), one.least.clone())
        .line(t.say("sharing-without-risk"), one.risk.clone())
        .line(t.say("sharing-without-at-risk"), one.at_risk.clone())
        .line(t.say("sharing-without-asked"), one.asked.clone())
        .line(t.say("sharing-without-decided"), one.decided_by.clone())
        .line(t.say("sharing-without-why"), one.why.clone())
        .line(t.say("sharing-without-on"), one.on.map(time::date).unwrap_or_default())
        .line(t.say("sharing-without-person"), one.person_told.clone())
        .line(
            t.say("sharing-without-held"),
            if is_held { t.say("sharing-without-held-now") } else { String::new() },
        )
        .by(noted_line(known, one))
}

fn ended(known: &Known) -> Section {
    let t = known.t;
    let all = known.network.sharing.agreements.values().rev().filter(|one| !one.is_in_force(known.now));
    let items = all.map(|one| {
        let how = match &one.withdrawn {
            Some(gone) => {
                let at = known.said_at(&gone.entry);
                let line = t.say_with("sharing-withdrawn-at", [("at", &at)]);
                if gone.words.is_empty() { line } else { format!("{line} “{}”", gone.words) }
            }
            None => t.say("sharing-lapsed"),
        };
        of_person(known, one).line(t.say("sharing-ended"), how)
    });
    Section::new("before", t.say("sharing-before")).items(items, t.say("sharing-before-none"))
}
