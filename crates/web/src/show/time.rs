//! Times as people say them, in the service's own zone. Spans are real hours.

use dialogue::{clock::Stage, entry::When};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use crate::words::Words;

/// How urgent a clock looks; the words beside it say the same.
pub fn urgency(stage: Stage, left: SignedDuration) -> &'static str {
    match (stage, left.as_hours()) {
        (Stage::Met | Stage::Declined, _) => "",
        (_, ..=5) => "late",
        (_, ..=11) => "soon",
        _ => "",
    }
}

/// "Sunday 22 November 2026, 10:05".
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%A %-d %B %Y, %H:%M").to_string()
}

/// "Sunday 22 November 2026".
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%A %-d %B %Y").to_string()
}

/// "10:05".
pub fn hour(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M").to_string()
}

/// "22 November 2026".
pub fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// When something happened, as precisely as anybody knows.
pub fn when(when: &When, zone: &TimeZone) -> String {
    match when {
        When::At(at) => moment(*at, zone),
        When::On(on) => date(*on),
        When::About(words) => words.clone(),
    }
}

/// A span in words: "4 hours 50 minutes", "3 days 2 hours". Signs are left out.
pub fn span(t: Words, span: SignedDuration) -> String {
    let minutes = span.abs().as_mins();
    let (days, hours, minutes) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
    let say = |key: &'static str, n: i64| t.say_with(key, [("n", &n)]);
    let parts = if days > 0 {
        vec![say(crate::words::key("show-days"), days), say(crate::words::key("show-hours"), hours)]
    } else if hours > 0 {
        vec![say(crate::words::key("show-hours"), hours), say(crate::words::key("show-minutes"), minutes)]
    } else {
        vec![say(crate::words::key("show-minutes"), minutes)]
    };
    parts.join(" ")
}

/// How long ago: "5 hours 2 minutes ago", "just now".
pub fn ago(t: Words, at: Timestamp, now: Timestamp) -> String {
    let gone = now.duration_since(at);
    if gone.as_mins() < 1 {
        t.say("show-just-now")
    } else {
        t.say_with("show-ago", [("span", &span(t, gone))])
    }
}

/// How much of the day is left, or how long it has passed.
pub fn left(t: Words, left: SignedDuration) -> String {
    let words = span(t, left);
    if left.is_negative() {
        t.say_with("show-passed", [("span", &words)])
    } else {
        t.say_with("show-left", [("span", &words)])
    }
}
