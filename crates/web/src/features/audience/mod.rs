//! Who may read what: audiences chosen anew, circles, belonging, confidences, duty entries, how to reach somebody.

mod belonging;
mod circle;
mod confidence;
mod duty;
mod reach;
mod readers;
mod words;

#[cfg(test)]
mod tests;

use axum::{Router, routing::get};
use dialogue::{MemberId, Who, people::Member};

pub use belonging::lines as belonging_lines;

use crate::{http::App, http::Visit, page::problem::Problem, show::Known};

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/network/{network}/readers/{voiced}", get(readers::page).post(readers::choose))
        .route("/network/{network}/circles", get(circle::all))
        .route("/network/{network}/circle/new", get(circle::new).post(circle::name))
        .route("/network/{network}/circle/{circle}", get(circle::page).post(circle::change))
        .route("/network/{network}/confidences", get(confidence::all))
        .route("/network/{network}/confidence/{confided}", get(confidence::page).post(confidence::review))
        .route("/network/{network}/duty-entry/new", get(duty::page).post(duty::write))
        .route("/network/{network}/reach/{member}", get(reach::page).post(reach::tell))
        .route("/network/{network}/belonging/{member}", get(belonging::page).post(belonging::change))
}

/// What somebody of the network decides about themselves and their words.
pub struct Ways {
    /// That they have left, and when; empty while they belong.
    pub left: String,
    /// Where it is done.
    pub links: Vec<(String, String)>,
}

/// The ways on one's own page.
pub fn ways(known: &Known) -> Ways {
    let t = known.t;
    let me = known.standing.voice.and_then(Who::member);
    let member = me.and_then(|id| known.network.people.members.get(&id));
    let mut links = vec![(t.say("audience-circles-link"), known.href("circles"))];
    if let Some(id) = me {
        links.push((t.say("audience-reach-own-link"), known.href(&format!("reach/{id}"))));
    }
    if let Some(member) = member.filter(|member| !member.is_person() && !member.has_left()) {
        links.push((t.say("audience-leave-link"), known.href(&format!("belonging/{}", member.id))));
    }
    let has_left = member.is_some_and(Member::has_left);
    Ways { left: if has_left { t.say("audience-left-own") } else { String::new() }, links }
}

/// What the team notes for a member, on the member's page.
pub fn ways_of(known: &Known, member: &Member) -> Vec<(String, String)> {
    let t = known.t;
    let mut links = vec![(t.say("audience-reach-link"), known.href(&format!("reach/{}", member.id)))];
    if !member.is_person() {
        let words = if member.has_left() { t.say("audience-back-link") } else { t.say("audience-left-link") };
        links.push((words, known.href(&format!("belonging/{}", member.id))));
    }
    links
}

/// The network with one of its members, for its team or for that member.
/// Anybody else learns nothing, not even that the member exists.
async fn for_member(
    visit: &Visit,
    network: dialogue::NetworkId,
    member: MemberId,
) -> Result<(Known, Member), Problem> {
    let known = visit.read(network).await?;
    let is_own = known.standing.voice == Some(Who::Member(member));
    let found = known.network.people.members.get(&member).cloned();
    let found = found.filter(|_| is_own || known.is_team()).ok_or_else(Problem::not_found)?;
    Ok((known, found))
}

/// Whether the one who visits is this member.
fn is_own(known: &Known, member: &Member) -> bool {
    known.standing.voice == Some(Who::Member(member.id))
}
