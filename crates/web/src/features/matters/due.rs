//! When something is due, in words: a day where a day was chosen, an hour where hours count.

use dialogue::matter::Matter;
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    show::time,
    words::{Words, key},
};

/// The moment by which, in words. A review date is over when its day is.
pub fn day(_: Words, matter: Matter, due_at: Timestamp, zone: &TimeZone) -> String {
    match matter {
        Matter::Withheld | Matter::Access | Matter::Correction => {
            let day = due_at.to_zoned(TimeZone::UTC).date().yesterday();
            day.map(|day| day.strftime("%A %-d %B %Y").to_string()).unwrap_or_default()
        }
        Matter::Held | Matter::OutOfSight | Matter::Emergency => time::moment(due_at, zone),
    }
}

/// "By Tuesday …", or "Overdue since Tuesday …".
pub fn words(t: Words, matter: Matter, due_at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let day = day(t, matter, due_at, zone);
    let key = match (due_at <= now, matter) {
        (false, _) => key("matters-by"),
        (true, Matter::Held | Matter::Withheld) => key("matters-overdue-closed"),
        (true, Matter::OutOfSight) => key("matters-overdue-sight"),
        (true, _) => key("matters-overdue"),
    };
    t.say_with(key, [("day", &day)])
}
