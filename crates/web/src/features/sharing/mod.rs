//! Sharing: whom the person lets us tell, about what, until when; what staff may always do; what was told
//! without consent; and the advance statement, for a time when the person cannot say it.

mod advance;
mod agree;
mod note;
mod page;
mod without_consent;

#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use dialogue::{
    Noted, Who,
    sharing::{Agreement, Recipient, SaidHow},
};

use crate::{
    components::Choice,
    form::Form,
    http::{App, Visit},
    page::problem::Problem,
    show::{Known, time},
    words::key,
};

pub use advance::{AdvanceShown, lines as advance_lines};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/sharing", get(page::page))
        .route("/network/{network}/sharing/new", get(agree::page).post(agree::agree))
        .route("/network/{network}/sharing/note", get(note::page).post(note::send))
        .route(
            "/network/{network}/sharing/without-consent",
            get(without_consent::page).post(without_consent::send),
        )
        .route(
            "/network/{network}/sharing/{agreement}/withdraw",
            get(agree::withdraw_page).post(agree::withdraw),
        )
        .route("/network/{network}/advance", get(advance::page).post(advance::state))
}

/// The record of the person and the team; for every other member there is no such page.
pub(crate) async fn read_with_person(visit: &Visit, network: dialogue::NetworkId) -> Result<Known, Problem> {
    let known = visit.read(network).await?;
    if known.is_team() || known.is_person() { Ok(known) } else { Err(Problem::not_found()) }
}

/// Who noted it, and when: a quiet line.
pub(crate) fn noted_line<T>(known: &Known, noted: &Noted<T>) -> String {
    format!("{} · {}", known.told_by(noted), known.said_at(&noted.entry))
}

/// Who is told, by name or in words.
fn recipient(known: &Known, recipient: &Recipient) -> String {
    match recipient {
        Recipient::Member(id) => known.name(Who::Member(*id)),
        Recipient::Outside(words) => words.clone(),
    }
}

/// Until when it holds.
pub(crate) fn until(known: &Known, one: &Agreement) -> String {
    match one.agreed.until {
        Some(day) => known.t.say_with("sharing-until-day", [("day", &time::date(day))]),
        None => known.t.say("sharing-until-withdrawn"),
    }
}

/// How the person said it.
pub(crate) fn how_key(how: SaidHow) -> &'static str {
    match how {
        SaidHow::InTheMeeting => key("sharing-how-in-the-meeting"),
        SaidHow::InPerson => key("sharing-how-in-person"),
        SaidHow::OnPaper => key("sharing-how-on-paper"),
        SaidHow::ByPhone => key("sharing-how-by-phone"),
        SaidHow::Online => key("sharing-how-online"),
    }
}

/// The living members but the person, by name.
fn others(known: &Known) -> Vec<(dialogue::MemberId, String)> {
    let members = known.network.people.members.values();
    let mut others: Vec<_> = members
        .filter(|member| !member.is_person() && !member.is_dead())
        .map(|member| (member.id, known.name(Who::Member(member.id))))
        .collect();
    others.sort_by_key(|(_, name)| name.to_lowercase());
    others
}

/// The members, and somebody else in words.
fn recipient_choices(known: &Known, form: &Form) -> Vec<Choice> {
    let members =
        others(known).into_iter().map(|(id, name)| Choice::new(id, name).hint(known.role(Who::Member(id))));
    let outside = Choice::new("outside", known.t.say("sharing-outside")).reveal(
        form.text("outside", known.t.say("sharing-outside-who")).hint(known.t.say("sharing-outside-hint")),
    );
    members.chain([outside]).collect()
}

/// Who was chosen.
fn chosen(form: &Form, field: &str) -> Option<Recipient> {
    match form.value(field) {
        "outside" => Some(Recipient::Outside(form.value("outside").to_owned())),
        id => id.parse().ok().map(Recipient::Member),
    }
}
