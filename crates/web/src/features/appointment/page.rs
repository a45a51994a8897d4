//! The page: who stands beside the person. Everybody else reads on it what they are appointed for themselves.

use axum::{extract::Path, response::Response};
use dialogue::{
    NetworkId, Who,
    appointment::{Appointment, Office},
};

use super::{law_key, office_key, reads_key, state_key};
use crate::{
    features::sharing::noted_line,
    http::Visit,
    page::{
        problem::Problem,
        sheet::{Item, Section, Sheet},
    },
    show::{Known, time},
};

/// Who stands beside the person.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let (t, person) = (visit.t, known.person_name());
    let sheet = Sheet::new(&visit, &known, t.say("appointment-title"));
    let is_close = known.is_team() || known.is_person();
    if !is_close {
        let mine = section(&known, "mine", t.say("appointment-mine"), |_| true);
        return Ok(sheet
            .lead(t.say_with("appointment-lead-mine", [("person", &person)]))
            .section(mine)
            .show());
    }
    let is_parent = |one: &Appointment| one.made.office == Office::ParentalResponsibility;
    let others = section(&known, "beside", t.say("appointment-beside"), |one| !is_parent(one));
    let parents = section(&known, "parents", t.say("appointment-parents"), is_parent)
        .text(t.say("appointment-parents-what"));
    let (others, parents) = match known.is_team() {
        true => (
            others.button(known.href("appointment/new"), t.say("appointment-new")),
            parents
                .way(
                    known.href("appointment/new?office=parental-responsibility"),
                    t.say("appointment-parent-new"),
                )
                .way(known.href("child-decides/new"), t.say("appointment-child-new")),
        ),
        false => (others, parents),
    };
    let lead = match known.is_person() {
        true => t.say("appointment-lead-own"),
        false => t.say_with("appointment-lead", [("person", &person)]),
    };
    let sheet = sheet.lead(lead).section(others);
    if may_concern_a_child(&known) {
        return Ok(sheet.section(parents).section(child(&known)).show());
    }
    Ok(sheet.show())
}

/// Whether what is about children is shown: where something of it is noted, and to the team while the person
/// is not known to be grown up.
fn may_concern_a_child(known: &Known) -> bool {
    let network = &known.network;
    let parents = network.appointments.iter().any(|one| one.made.office == Office::ParentalResponsibility);
    let is_noted = parents || !network.child_decides.is_empty();
    is_noted || (known.is_team() && !network.is_at_least(18, known.now))
}

fn section(
    known: &Known,
    id: &'static str,
    heading: String,
    which: impl Fn(&Appointment) -> bool,
) -> Section {
    let mut all: Vec<_> = known.network.appointments.iter().filter(|one| which(one)).collect();
    if !(known.is_team() || known.is_person()) {
        all.retain(|one| Some(Who::Member(one.made.member)) == known.standing.voice);
    }
    all.sort_by_key(|one| (!known.network.is_in_force(one, known.now), one.made.from));
    Section::new(id, heading)
        .items(all.into_iter().map(|one| item(known, one)), known.t.say("appointment-none"))
}

fn item(known: &Known, one: &Appointment) -> Item {
    let t = known.t;
    let made = &one.made;
    let until = made.until.map_or_else(|| t.say("appointment-until-ended"), time::date);
    let state = match &one.ended {
        Some(ended) => {
            let line = t.say_with("appointment-ended-at", [("at", &known.said_at(&ended.entry))]);
            if ended.words.is_empty() { line } else { format!("{line} {}", ended.words) }
        }
        None => t.say(state_key(known, one)),
    };
    let name = known.name_or_you(Who::Member(made.member));
    let item = Item::new(format!("{name}: {}", t.say(office_key(made.office))))
        .line(t.say("appointment-state"), state)
        .line(t.say("appointment-reads"), t.say(reads_key(made.reads)))
        .line(t.say("appointment-from"), time::date(made.from))
        .line(t.say("appointment-until"), until)
        .line(t.say("appointment-words"), made.words.clone())
        .line(t.say("appointment-law"), t.say(law_key(made.office)))
        .by(noted_line(known, made));
    if known.is_team() && one.ended.is_none() {
        let href = format!("appointment/{}/{}/end", made.member, made.office.name());
        item.way(known.href(&href), t.say("appointment-end"))
    } else {
        item
    }
}

/// What a child decides for themself, the latest first.
fn child(known: &Known) -> Section {
    let t = known.t;
    let items = known.network.child_decides.iter().rev().map(|one| {
        Item::new(one.about.clone())
            .line(t.say("appointment-child-view"), one.view.clone())
            .line(t.say("appointment-child-judged"), one.judged_by.clone())
            .line(t.say("appointment-child-words"), one.words.clone())
            .line(t.say("appointment-child-on"), time::date(one.on))
            .by(noted_line(known, one))
    });
    Section::new("child", t.say("appointment-child")).items(items, t.say("appointment-child-none"))
}
