//! An invitation as a letter: the person's wording, when and where, who will come,
//! what happens there, how to answer, and that one may say no.

use dialogue::{MemberId, Who, plan::MeetingPlanned};

use super::{one, place_line, when_line};
use crate::show::Known;

/// A part of a letter.
pub struct Part {
    /// Its heading; empty for the beginning.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// The letter to somebody, part by part. It names nobody of the network but the person
/// and the one who is invited: who else knows of it is theirs to tell.
pub fn letter(known: &Known, plan: &MeetingPlanned, to: MemberId) -> Vec<Part> {
    let t = known.t;
    let part = |heading: &str, lines: Vec<String>| Part { heading: t.say(heading), lines };
    let mut parts = vec![Part { heading: String::new(), lines: opening(known, plan, to) }];
    let mut place = vec![place_line(known, plan.place, &plan.place_words)];
    if !plan.remote.is_empty() {
        place.push(t.say_with("plan-remote-line", [("remote", &plan.remote)]));
    }
    parts.push(part(crate::words::key("plan-letter-when"), vec![when_line(plan)]));
    parts.push(part(crate::words::key("plan-letter-where"), place));
    let hosts: Vec<_> = one::hosts(known, plan).iter().map(host_line).collect();
    if !hosts.is_empty() {
        parts.push(part(crate::words::key("plan-letter-who"), hosts));
    }
    let happens = [
        crate::words::key("plan-happens-talk"),
        crate::words::key("plan-happens-reflect"),
        crate::words::key("plan-happens-decide"),
        crate::words::key("plan-happens-words"),
    ];
    parts.push(part(
        crate::words::key("plan-letter-happens"),
        happens.iter().map(|line| t.say(line)).collect(),
    ));
    parts.push(part(crate::words::key("plan-letter-answer"), answer(known)));
    parts.push(part(crate::words::key("plan-letter-no"), vec![t.say("plan-letter-no-words")]));
    let crisis: Vec<_> =
        known.service.is.crisis.iter().map(|one| format!("{}: {}", one.who, one.number)).collect();
    if !crisis.is_empty() {
        parts.push(part(crate::words::key("plan-letter-now"), crisis));
    }
    parts
}

fn opening(known: &Known, plan: &MeetingPlanned, to: MemberId) -> Vec<String> {
    let t = known.t;
    let members = &known.network.people.members;
    let name = members.get(&to).map_or("", |member| member.name());
    let person = known.network.people.person();
    let is_person = person.is_some_and(|person| person.id == to);
    let mut lines = vec![if name.is_empty() {
        t.say("plan-letter-hello")
    } else {
        t.say_with("plan-letter-dear", [("name", name)])
    }];
    lines.push(match person.map(|person| person.name()).filter(|name| !name.is_empty()) {
        _ if !plan.wording.is_empty() => plan.wording.clone(),
        _ if is_person => t.say("plan-letter-opening-person"),
        Some(name) => t.say_with("plan-letter-opening", [("person", name)]),
        None => t.say("plan-letter-opening-nameless"),
    });
    lines
}

fn host_line(host: &one::Host) -> String {
    let mut line = host.name.clone();
    if !host.role.is_empty() {
        line = format!("{line}, {}", host.role);
    }
    if host.line.is_empty() { line } else { format!("{line}: “{}”", host.line) }
}

fn answer(known: &Known) -> Vec<String> {
    let t = known.t;
    let service = &known.service.is;
    let mut lines = Vec::new();
    if let Some(holder) = known.holder() {
        let (name, phone) = (known.name(Who::Practitioner(holder)), known.phone(holder));
        if !phone.is_empty() {
            lines.push(t.say_with("plan-letter-ring", [("name", &name), ("phone", &phone)]));
        }
    }
    if !service.phone.is_empty() {
        lines.push(
            t.say_with("plan-letter-ring-service", [("name", &service.name), ("phone", &service.phone)]),
        );
    }
    lines.push(t.say("plan-letter-any-road"));
    lines
}

/// The letter as plain text, to be copied into a message.
pub fn text(parts: &[Part]) -> String {
    let part = |part: &Part| {
        let mut lines = part.lines.clone();
        if !part.heading.is_empty() {
            lines.insert(0, part.heading.clone());
            return lines.join("\n");
        }
        lines.join("\n\n")
    };
    parts.iter().map(part).collect::<Vec<_>>().join("\n\n")
}

/// Whether what somebody needs asks for large letters.
pub fn wants_large(needs: &str) -> bool {
    let needs = needs.to_lowercase();
    ["large print", "large letter", "large type", "big print", "big letter", "bigger", "larger"]
        .iter()
        .any(|sign| needs.contains(sign))
}
