//! The entry for the organisation's own record, as text: what duty needs and no more.
//! Members stand in it by what they are; their words stay out.

use dialogue::{Audience, Entry, Who, decision::Decision, meeting::Meeting};

use super::{
    parts::{self, presence},
    when,
};
use crate::{
    features::story::happening::{outcome_line, place_line},
    show::{Known, time},
};

#[cfg(test)]
mod tests;

/// The entry as text to copy.
pub fn entry(known: &Known, meeting: &Meeting) -> String {
    let mut text = Vec::new();
    text.push(known.t.say_with("record-entry-title", [("service", &known.service.is.name)]));
    text.extend(about_person(known));
    text.push(String::new());
    text.extend(about_meeting(known, meeting));
    text.push(String::new());
    text.extend(decisions(known, meeting));
    text.push(String::new());
    text.extend(safe(known, meeting));
    let (next, _) = parts::next(known, meeting);
    if !next.is_empty() {
        text.push(String::new());
        text.push(line(known, "record-next", &next));
    }
    text.join("\n")
}

fn line(known: &Known, key: &str, value: &str) -> String {
    format!("{}: {value}", known.t.say(key))
}

/// Ten digits as they are read aloud: "999 123 4567".
fn nhs_number(digits: &str) -> String {
    match (digits.get(..3), digits.get(3..6), digits.get(6..)) {
        (Some(first), Some(second), Some(third)) => format!("{first} {second} {third}"),
        _ => digits.to_owned(),
    }
}

fn about_person(known: &Known) -> Vec<String> {
    let known_as =
        known.network.people.known_as.last().map(|k| dialogue::people::KnownAs::clone(k)).unwrap_or_default();
    let not_known = known.t.say("record-entry-not-known");
    let or_not = |value: String| if value.is_empty() { not_known.clone() } else { value };
    let name = if known_as.legal_name.is_empty() { known.person_name() } else { known_as.legal_name };
    vec![
        line(known, "record-entry-nhs-number", &or_not(nhs_number(&known_as.nhs_number))),
        line(known, "record-entry-name", &name),
        line(known, "record-entry-born", &or_not(known_as.birth_date.map(time::date).unwrap_or_default())),
    ]
}

fn about_meeting(known: &Known, meeting: &Meeting) -> Vec<String> {
    let mut text = vec![line(known, "record-entry-met", &when(known, meeting))];
    if let Some(minutes) = meeting.closed.as_ref().and_then(|closed| closed.minutes) {
        text.push(line(known, "record-minutes", &known.t.say_with("show-minutes", [("n", &minutes)])));
    }
    text.push(line(known, "record-place", &place_line(known, meeting)));
    text.push(line(known, "record-came", ""));
    for who in known.present_voices(meeting) {
        let how = meeting.came.get(&who).map(|c| presence(known, c.presence)).unwrap_or_default();
        let how = if how.is_empty() { how } else { format!(" ({how})") };
        text.push(format!("- {}{how}", by_role(known, who)));
    }
    if let Some(last) = meeting.corrections.last() {
        let day = known.day(last.now.entry.recorded_at);
        text.push(known.t.say_with("record-entry-came-corrected", [("day", &day)]));
    }
    text
}

/// Practitioners by name and role; members by what they are.
fn by_role(known: &Known, who: Who) -> String {
    let t = known.t;
    match who {
        Who::Practitioner(_) => {
            let role = known.role(who);
            if role.is_empty() { known.name(who) } else { format!("{}, {role}", known.name(who)) }
        }
        Who::Member(id) => {
            let is_person = known.network.people.members.get(&id).is_some_and(|m| m.is_person());
            let tie = known.role(who);
            let role = role_in(&tie, &t.say("record-entry-possessives"));
            match (is_person, role.is_empty()) {
                (true, _) => t.say("record-entry-person"),
                (false, true) => t.say("record-entry-member"),
                (false, false) => role.to_owned(),
            }
        }
    }
}

/// The most words that can be a role rather than something said of somebody.
const ROLE_WORDS: usize = 3;

/// What somebody is, from the tie in the person's words: up to the first stop, without "my".
/// What the person says of them beyond that is not for another record: "my sister, the loud one" is "sister",
/// and "the one who knocks before she looks in" is no role.
fn role_in<'t>(tie: &'t str, possessives: &str) -> &'t str {
    let stops =
        |c: char| matches!(c, ',' | '.' | ';' | ':' | '(' | '!' | '?' | '–' | '—' | '…' | '\n' | '"' | '“');
    let first = tie.trim().split(stops).next().unwrap_or_default().trim();
    let bare = first
        .split_once(' ')
        .filter(|(word, _)| possessives.split_whitespace().any(|own| own.eq_ignore_ascii_case(word)));
    let role = bare.map_or(first, |(_, role)| role.trim());
    if role.split_whitespace().count() > ROLE_WORDS { "" } else { role }
}

/// Whether an entry may go into another record: told for the network, not in confidence,
/// not for a circle, not withheld.
fn may_leave(known: &Known, entry: &Entry) -> bool {
    let is_open =
        matches!(entry.told.audience, Audience::Everyone | Audience::Present(_) | Audience::PersonAndTeam);
    is_open && known.network.withholdings.of(entry.id).is_none()
}

fn decisions(known: &Known, meeting: &Meeting) -> Vec<String> {
    let t = known.t;
    let here = parts::here(known, meeting.id);
    let here: Vec<&Decision> = here.into_iter().filter(|d| may_leave(known, &d.opened.entry)).collect();
    if here.is_empty() {
        return vec![line(known, "record-decisions", &t.say("record-entry-no-decision"))];
    }
    let mut text = vec![line(known, "record-decisions", "")];
    for decision in here {
        let out = decision
            .outcomes
            .iter()
            .rfind(|o| o.entry.told.meeting == Some(meeting.id) && may_leave(known, &o.entry));
        let came_out = match out {
            Some(out) => {
                let (what, words) = outcome_line(t, out);
                if words.is_empty() { what } else { format!("{what}: {words}") }
            }
            None => t.say("record-not-yet"),
        };
        text.push(format!("- {}. {came_out}", decision.opened.about.trim_end_matches(['.', '?'])));
    }
    text
}

fn safe(known: &Known, meeting: &Meeting) -> Vec<String> {
    let t = known.t;
    let made_here = |entry: &Entry| entry.told.meeting == Some(meeting.id) && may_leave(known, entry);
    if let Some(agreed) = known.network.safety.iter().rfind(|s| made_here(&s.entry)) {
        let parts = [
            ("story-safety-notices", &agreed.notices),
            ("story-safety-calls", &agreed.calls),
            ("story-safety-helps", &agreed.helps),
        ];
        let mut text = vec![line(known, "record-safety", "")];
        text.extend(
            parts
                .iter()
                .filter(|(_, words)| !words.is_empty())
                .map(|(key, words)| format!("- {}", line(known, key, words))),
        );
        return text;
    }
    let stands = match known.network.safety.iter().rfind(|s| may_leave(known, &s.entry)) {
        Some(agreed) => {
            t.say_with("record-entry-safety-stands", [("day", &known.day(agreed.entry.recorded_at))])
        }
        None => t.say("record-entry-no-safety"),
    };
    vec![line(known, "record-safety", &stands)]
}
