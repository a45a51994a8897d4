//! What is written down about the person, as they read it: people and wishes, circumstances, known-as, stays.

use dialogue::{
    Who,
    people::{Circumstance, Member, Nearness, Wish},
    stay::Stay,
};

use crate::{
    show::{Known, time},
    words::key,
};

/// Somebody of the network.
pub struct Someone {
    /// Their name.
    pub name: String,
    /// The tie, in the person's words.
    pub tie: String,
    /// What they bring, near or away, and the wish, a sentence each.
    pub about: Vec<String>,
    /// Whether they are the person at the centre.
    pub is_person: bool,
    /// Where the person says whether they want them there; empty for everybody else.
    pub wish_href: String,
}

/// The name of a wish about somebody, or about the person themself.
pub fn wish_key(wish: Wish, is_person: bool) -> &'static str {
    match (wish, is_person) {
        (Wish::Wanted, false) => key("mine-wish-wanted"),
        (Wish::NotNow, false) => key("mine-wish-not-now"),
        (Wish::NotWanted, false) => key("mine-wish-not-wanted"),
        (Wish::Wanted, true) => key("mine-wish-together"),
        (Wish::NotNow, true) => key("mine-wish-alone-now"),
        (Wish::NotWanted, true) => key("mine-wish-alone"),
    }
}

fn nearness_key(nearness: Nearness) -> Option<&'static str> {
    match nearness {
        Nearness::Near => None,
        Nearness::Away => Some(key("mine-away")),
        Nearness::Estranged => Some(key("mine-estranged")),
        Nearness::Dead => Some(key("mine-dead")),
    }
}

/// The people of the network, the person first, then by name; nobody whose name is not open to the viewer.
pub fn people(known: &Known) -> Vec<Someone> {
    let mut members: Vec<_> =
        known.network.people.members.values().filter(|m| !m.name().is_empty() && !m.has_left()).collect();
    members.sort_by_key(|m| (!m.is_person(), m.name().to_lowercase()));
    members.into_iter().map(|m| someone(known, m)).collect()
}

fn someone(known: &Known, member: &Member) -> Someone {
    let t = known.t;
    let described = member.now();
    let mut about = Vec::new();
    if let Some(key) = described.and_then(|d| nearness_key(d.nearness)) {
        about.push(t.say(key));
    }
    about.extend(described.map(|d| d.brings.clone()).filter(|brings| !brings.is_empty()));
    // What was once told in a description was for the team; what is told now, for whom its owner says.
    let reach = member.reaches.last().map(|told| told.reach.clone());
    about.extend(reach.filter(|reach| !reach.is_empty()));
    if let Some(wish) = member.wishes.last().filter(|_| known.is_person()) {
        let said = t.say(wish_key(wish.wish, member.is_person()));
        about.push(if wish.words.is_empty() { said } else { format!("{said} “{}”", wish.words) });
    }
    let may_wish = known.is_person() && !member.is_dead();
    Someone {
        name: known.name_or_you(Who::Member(member.id)),
        tie: known.role(Who::Member(member.id)),
        about,
        is_person: member.is_person(),
        wish_href: if may_wish { known.href(&format!("wish/{}", member.id)) } else { String::new() },
    }
}

/// Something that weighs, in somebody's own words.
pub struct Weighs {
    /// What it is about.
    pub about: String,
    /// The words.
    pub words: String,
    /// Whose, and when.
    pub told: String,
}

fn circumstance_key(about: Circumstance) -> &'static str {
    match about {
        Circumstance::Home => key("mine-weighs-home"),
        Circumstance::Money => key("mine-weighs-money"),
        Circumstance::Work => key("mine-weighs-work"),
        Circumstance::Safety => key("mine-weighs-safety"),
        Circumstance::Other => key("mine-weighs-other"),
    }
}

/// What weighs, the latest first.
pub fn weighs(known: &Known) -> Vec<Weighs> {
    let told = known.network.people.circumstances.iter().rev();
    told.map(|c| Weighs {
        about: known.t.say(circumstance_key(c.about)),
        words: c.words.clone(),
        told: format!("{} · {}", known.told_by(c), known.said_at(&c.entry)),
    })
    .collect()
}

/// How the organisation knows the person: each thing that is written down.
pub fn known_as(known: &Known) -> Vec<(String, String)> {
    let Some(is) = known.network.people.known_as.last() else { return Vec::new() };
    let rows = [
        (key("mine-known-name"), is.legal_name.clone()),
        (key("mine-known-birth"), is.birth_date.map(time::date).unwrap_or_default()),
        (key("mine-known-nhs"), grouped(&is.nhs_number)),
        (key("mine-known-gp"), is.gp.clone()),
    ];
    filled(known, rows)
}

/// As it is printed on letters: 3-3-4 (NHS Digital, NHS number format).
fn grouped(number: &str) -> String {
    match (number.get(..3), number.get(3..6), number.get(6..)) {
        (Some(one), Some(two), Some(three)) => format!("{one} {two} {three}"),
        _ => number.to_owned(),
    }
}

fn filled<const N: usize>(known: &Known, rows: [(&'static str, String); N]) -> Vec<(String, String)> {
    let written = rows.into_iter().filter(|(_, value)| !value.is_empty());
    written.map(|(key, value)| (known.t.say(key), value)).collect()
}

/// A stay, as it was noted.
pub struct Stayed {
    /// What the person calls it, or where it is.
    pub title: String,
    /// What is written down about it.
    pub rows: Vec<(String, String)>,
}

/// The stays, the one of now first.
pub fn stays(known: &Known) -> Vec<Stayed> {
    let mut all: Vec<_> = known.network.stays.values().collect();
    all.sort_by_key(|s| (s.ended.is_some(), std::cmp::Reverse(s.began.began)));
    all.into_iter().map(|s| stayed(known, s)).collect()
}

fn stayed(known: &Known, stay: &Stay) -> Stayed {
    let lawful = stay.lawful();
    let detained = match lawful.detained {
        Some(true) => known.t.say("mine-stay-detained"),
        Some(false) => known.t.say("mine-stay-informal"),
        None => String::new(),
    };
    let rows = [
        (key("mine-stay-place"), stay.began.place.clone()),
        (key("mine-stay-since"), time::date(stay.began.began)),
        (key("mine-stay-ended"), stay.ended.as_ref().map(|e| time::date(e.ended)).unwrap_or_default()),
        (key("mine-stay-after"), stay.ended.as_ref().map(|e| e.words.clone()).unwrap_or_default()),
        (key("mine-stay-lawful"), detained),
        (key("mine-stay-section"), lawful.section.clone()),
        (key("mine-stay-rights"), lawful.rights.clone()),
        (key("mine-stay-leave"), lawful.leave.clone()),
        (key("mine-stay-advocate"), lawful.advocate.clone()),
        (key("mine-stay-tribunal"), lawful.tribunal.map(time::date).unwrap_or_default()),
    ];
    let own_word = stay.own_word();
    let title = if own_word.is_empty() { stay.began.place.clone() } else { format!("“{own_word}”") };
    Stayed { title, rows: filled(known, rows) }
}
