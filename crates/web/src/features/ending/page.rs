//! The team's page: how it ends, who has died, what is kept whatever its retention says.

use axum::{extract::Path, response::Response};
use dialogue::{NetworkId, Who};

use crate::{
    features::sharing::noted_line,
    http::Visit,
    page::{
        problem::Problem,
        sheet::{Item, Section, Sheet},
    },
    show::{Known, time},
};

/// The page.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let t = visit.t;
    let sheet = Sheet::new(&visit, &known, t.say("ending-title")).lead(t.say("ending-lead"));
    Ok(sheet.section(ending(&known)).section(deaths(&known)).section(holds(&known)).show())
}

fn ending(known: &Known) -> Section {
    let t = known.t;
    let items = known.network.endings.iter().rev().map(|one| {
        let goodbye = one.ended.goodbye.and_then(|id| known.network.meeting(id));
        let goodbye = goodbye.and_then(|meeting| meeting.starts_at()).map(|at| known.at(at));
        let again = one.reopened.as_ref().map(|again| {
            let at = known.said_at(&again.entry);
            format!("{at} {}", again.words)
        });
        Item::new(known.day(one.ended.entry.recorded_at))
            .line(t.say("ending-words"), one.ended.words.clone())
            .line(t.say("ending-goodbye"), goodbye.unwrap_or_default())
            .line(t.say("ending-open-door"), one.ended.open_door.clone())
            .line(t.say("ending-reopened"), again.unwrap_or_default())
            .by(noted_line(known, &one.ended))
    });
    let section = Section::new("end", t.say("ending-end")).items(items, t.say("ending-none"));
    if known.network.is_ended() {
        section.text(t.say("ending-is-ended")).button(known.href("ending/reopen"), t.say("ending-reopen"))
    } else {
        section.text(t.say("ending-what")).button(known.href("ending/new"), t.say("ending-new"))
    }
}

fn deaths(known: &Known) -> Section {
    let t = known.t;
    let members = known.network.people.members.values();
    let items: Vec<_> = members
        .filter_map(|member| member.death().map(|death| (member, death)))
        .map(|(member, death)| {
            Item::new(known.name(Who::Member(member.id)))
                .line(t.say("ending-died-on"), time::when(&death.on, &known.zone))
                .line(t.say("ending-died-words"), death.words.clone())
                .line(t.say("ending-died-readers"), known.audience(death.entry.told.audience))
                .by(noted_line(known, death))
                .way(known.href(&format!("death/{}/taken-back", member.id)), t.say("ending-died-back"))
        })
        .collect();
    let has_died = !items.is_empty();
    let decided = known.network.reading_decided.iter().rev().map(|one| {
        let from = time::date(one.from);
        Item::new(t.say_with("ending-reading-from", [("day", &from)]))
            .line(t.say("ending-reading"), one.words.clone())
            .by(noted_line(known, one))
    });
    let section = Section::new("death", t.say("ending-death"))
        .text(t.say("ending-death-what"))
        .items(items.into_iter().chain(decided), t.say("ending-death-none"))
        .way(known.href("death/new"), t.say("ending-death-new"));
    if has_died { section.way(known.href("death/reading"), t.say("ending-reading-new")) } else { section }
}

fn holds(known: &Known) -> Section {
    let t = known.t;
    let items = known.network.holds.iter().rev().map(|hold| {
        let lifted = hold.lifted.as_ref().map(|lifted| {
            let by = noted_line(known, lifted);
            format!("{} ({by})", lifted.words)
        });
        let is_laid = lifted.is_none();
        let item = Item::new(t.say(if is_laid {
            crate::words::key("ending-hold-now")
        } else {
            crate::words::key("ending-hold-was")
        }))
        .line(t.say("ending-hold-words"), hold.laid.words.clone())
        .line(t.say("ending-hold-lifted"), lifted.unwrap_or_default())
        .by(noted_line(known, &hold.laid));
        let href = known.href(&format!("hold/{}/lift", hold.laid.entry.id));
        if is_laid { item.way(href, t.say("ending-hold-lift")) } else { item }
    });
    Section::new("hold", t.say("ending-hold"))
        .text(t.say("ending-hold-what"))
        .items(items, t.say("ending-hold-none"))
        .way(known.href("hold/new"), t.say("ending-hold-new"))
}
