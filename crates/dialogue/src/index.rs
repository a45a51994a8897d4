//! Index rows: what pages across networks need, computed from the whole of each network.
//! They hold times, ids and counts, never anybody's words, and can be rebuilt at any time.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    clock::{Clock, Stage},
    effects::effects,
    fact::Fact,
    ids::{MeetingId, MemberId, PractitionerId},
    matter::MatterRow,
    text,
    whole::Whole,
};

/// One row a network.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NetworkRow {
    /// Who holds it.
    pub holder: Option<PractitionerId>,
    /// The call whose clock runs, or the last one.
    pub called_at: Option<Timestamp>,
    /// When a meeting was offered for it.
    pub offered_at: Option<Timestamp>,
    /// When an offer was declined or put off.
    pub declined_at: Option<Timestamp>,
    /// When they met.
    pub met_at: Option<Timestamp>,
    /// Whether somebody said they are not safe, or not sure, and nobody has spoken with them yet.
    pub is_safety_open: bool,
    /// When the next meeting begins.
    pub next_meeting_at: Option<Timestamp>,
    /// When the last meeting began.
    pub last_meeting_at: Option<Timestamp>,
}

impl NetworkRow {
    /// The clock of the call, if there has been one.
    pub fn clock(&self) -> Option<Clock> {
        Some(Clock {
            called_at: self.called_at?,
            offered_at: self.offered_at,
            declined_at: self.declined_at,
            met_at: self.met_at,
        })
    }
}

/// Who stands in the network.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SeatRow {
    /// A practitioner who is with it.
    Practitioner(PractitionerId),
    /// A member.
    Member(MemberId),
    /// A practitioner who stands in for the team, or will; whether today, the record says.
    Cover(PractitionerId),
}

/// One row a meeting.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MeetingRow {
    /// The meeting.
    pub meeting: MeetingId,
    /// When it begins or began.
    pub starts_at: Timestamp,
    /// Whether it is still ahead.
    pub is_ahead: bool,
}

/// All rows of one network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Index {
    /// The network's own row.
    pub network: NetworkRow,
    /// Who stands in it.
    pub seats: BTreeSet<SeatRow>,
    /// Its meetings.
    pub meetings: BTreeSet<MeetingRow>,
    /// What waits for somebody.
    pub matters: BTreeSet<MatterRow>,
    /// Normalised name parts and telephone numbers, to be hashed with a key by the store.
    pub look_up: BTreeSet<String>,
}

/// The index rows of a network: a pure function of its whole record.
pub fn rows(whole: &Whole) -> Index {
    let network = &whole.network;
    let last = || network.live_requests().map(|r| (r, network.clock(r))).max_by_key(|(_, c)| c.called_at);
    let clock = network.running_clock().or_else(last).map(|(_, clock)| clock);
    let held = network.meetings.values().filter(|m| m.is_held()).filter_map(|m| m.starts_at());
    let mut seats: BTreeSet<_> = network.people.members.keys().copied().map(SeatRow::Member).collect();
    let with = network.team.core.keys().copied().chain(network.team.holder());
    seats.extend(with.chain(network.guests()).map(SeatRow::Practitioner));
    let covers = network.covers.iter().filter(|cover| cover.ended_at.is_none());
    seats.extend(covers.map(|cover| SeatRow::Cover(cover.given.practitioner)));
    let meetings = network.meetings.values().filter(|m| m.called_off.is_none()).filter_map(|m| {
        Some(MeetingRow { meeting: m.id, starts_at: m.starts_at()?, is_ahead: m.is_ahead() })
    });
    Index {
        network: NetworkRow {
            holder: network.team.holder(),
            called_at: clock.map(|c| c.called_at),
            offered_at: clock.and_then(|c| c.offered_at),
            declined_at: clock.filter(|c| c.stage() == Stage::Declined).and_then(|c| c.declined_at),
            met_at: clock.and_then(|c| c.met_at),
            is_safety_open: network.safety_open().next().is_some(),
            next_meeting_at: network.next_meeting().and_then(|m| m.starts_at()),
            last_meeting_at: held.max(),
        },
        seats,
        meetings: meetings.collect(),
        matters: network.matters().collect(),
        look_up: look_up(whole),
    }
}

/// Whether a fact may change a row. Most of what is said does not.
pub fn may_change(fact: &Fact) -> bool {
    effects(fact).rows
}

fn look_up(whole: &Whole) -> BTreeSet<String> {
    let people = &whole.network.people;
    let mut parts = BTreeSet::new();
    if let Some(person) = people.person() {
        person.names.iter().for_each(|n| parts.extend(name_parts(&n.name)));
        person.described.iter().for_each(|d| parts.extend(phone_numbers(&d.reach)));
        person.reaches.iter().for_each(|r| parts.extend(phone_numbers(&r.reach)));
    }
    let own_calls = whole.network.requests.values().filter(|r| r.asked.caller_is_person);
    own_calls.for_each(|r| parts.extend(phone_numbers(&r.asked.caller.reach)));
    people.known_as.iter().for_each(|k| {
        parts.extend(name_parts(&k.legal_name));
        if !k.nhs_number.is_empty() {
            parts.insert(k.nhs_number.clone());
        }
    });
    parts
}

/// What to look up for what somebody typed: name parts, telephone numbers, an NHS number.
pub fn looked_for(typed: &str) -> BTreeSet<String> {
    let nhs_number = text::nhs_number("q", typed).ok().filter(|number| !number.is_empty());
    name_parts(typed)
        .filter(|part| !part.chars().all(|c| c.is_ascii_digit()))
        .chain(phone_numbers(typed))
        .chain(nhs_number)
        .collect()
}

/// The parts of a name in lower case, without accents, apostrophes and punctuation: whoever takes a
/// call spells by ear. Single Latin letters (initials) are left out.
pub fn name_parts(name: &str) -> impl Iterator<Item = String> {
    let plain: String = name
        .chars()
        .filter(|c| !is_left_out(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_left_out(*c))
        .fold(String::new(), |mut plain, c| {
            match without_accent(c) {
                Some(base) => plain.push_str(base),
                None => plain.push(c),
            }
            plain
        });
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.chars().count() > 1 || !part.is_ascii())
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Apostrophes within names, and accents written as characters of their own (Unicode decomposed form).
pub(crate) fn is_left_out(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{300}'..='\u{36f}')
}

/// The Latin letter under an accent (Unicode Latin-1 Supplement and Latin Extended-A, and the letters
/// of Romanian, Vietnamese and Yoruba that stand elsewhere), in lower case.
pub(crate) fn without_accent(c: char) -> Option<&'static str> {
    const LETTERS: [(&str, &str); 23] = [
        ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
        ("ae", "æ"),
        ("c", "çćĉċč"),
        ("d", "ďđð"),
        ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
        ("g", "ĝğġģ"),
        ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįıǐịỉ"),
        ("j", "ĵ"),
        ("k", "ķ"),
        ("l", "ĺļľŀł"),
        ("n", "ñńņňŋ"),
        ("o", "òóôõöøōŏőơọỏốồổỗộớờởỡợǒ"),
        ("oe", "œ"),
        ("r", "ŕŗř"),
        ("s", "śŝşšșṣ"),
        ("ss", "ß"),
        ("t", "ţťŧț"),
        ("th", "þ"),
        ("u", "ùúûüũūŭůűųưụủứừửữựǔ"),
        ("w", "ŵẁẃẅ"),
        ("y", "ýÿŷỳỵỷỹ"),
        ("z", "źżž"),
    ];
    LETTERS.iter().find(|(_, accented)| !c.is_ascii() && accented.contains(c)).map(|(base, _)| *base)
}

/// The telephone numbers in a text: runs of at least seven digits, the last nine of each
/// (so that `+44 7700 900123` and `07700 900123` are one number). Lines are kept apart.
pub fn phone_numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_ascii_digit() || is_within_number(c)))
        .map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|digits| digits.len() >= 7)
        .map(|digits| digits.chars().skip(digits.len().saturating_sub(9)).collect())
        .collect::<Vec<_>>()
        .into_iter()
}

/// What people and their telephones put between the digits: blanks of every width, dashes, brackets,
/// dots, and the marks of writing direction that come along when a number is copied.
fn is_within_number(c: char) -> bool {
    let blank = c.is_whitespace() && !matches!(c, '\n' | '\r');
    blank
        || matches!(c, '+' | '-' | '(' | ')' | '.' | '\u{2010}'..='\u{2015}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
}
