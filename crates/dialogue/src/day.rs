//! Days as instants: when a day is over, and a month after it.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

/// The moment when a day is over, in UTC: a review date is a day, not an hour.
pub fn end_of(day: Date) -> Timestamp {
    let next = day.tomorrow().and_then(|next| next.to_zoned(TimeZone::UTC));
    next.map_or(Timestamp::MAX, |next| next.timestamp())
}

/// The end of the day one month later: by when a request under the UK GDPR is answered (article 12(3)).
pub(crate) fn end_of_month_from(day: Date) -> Timestamp {
    day.checked_add(Span::new().months(1)).map_or(Timestamp::MAX, end_of)
}
