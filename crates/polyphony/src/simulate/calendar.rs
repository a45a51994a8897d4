//! Hours on the wall: when people meet, and the night when an hour comes twice.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Time, Weekday},
    tz::TimeZone,
};

/// The zone of the service.
pub(super) struct Calendar(TimeZone);

impl Calendar {
    pub(super) fn new() -> Self {
        Self(TimeZone::get(super::ZONE).unwrap_or(TimeZone::UTC))
    }
    pub(super) fn wall(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(at)
    }
    pub(super) fn instant(&self, wall: DateTime, or: Timestamp) -> Timestamp {
        self.0.to_ambiguous_timestamp(wall).compatible().unwrap_or(or)
    }

    /// The quarter of an hour nearest to that moment at which a team can be at somebody's door:
    /// a night becomes the evening before it or the morning after it, whichever is nearer.
    /// Never before `not_before`: then the next such quarter.
    pub(super) fn sensible(&self, at: Timestamp, not_before: Timestamp) -> Timestamp {
        let wall = quarter(self.wall(at));
        let nearest = match wall.time() {
            small if small < Time::constant(2, 15, 0, 0) => day(wall, -1).to_datetime(EVENING),
            early if early < MORNING => wall.date().to_datetime(MORNING),
            late if late > EVENING => wall.date().to_datetime(EVENING),
            time => wall.date().to_datetime(time),
        };
        let instant = self.instant(nearest, at);
        if instant > not_before {
            return instant;
        }
        let wall = quarter(self.wall(not_before)).checked_add(15.minutes()).unwrap_or(nearest);
        let next = match wall.time() {
            early if early < MORNING => wall.date().to_datetime(MORNING),
            late if late > EVENING => day(wall, 1).to_datetime(MORNING),
            time => wall.date().to_datetime(time),
        };
        self.instant(next, not_before)
    }

    /// Half past one in the night of the last Sunday in October, the first time it comes, on or after a moment.
    pub(super) fn hour_that_comes_twice(&self, after: Timestamp) -> Option<Timestamp> {
        let year = self.wall(after).year();
        (year..=year.saturating_add(1)).find_map(|year| {
            let last = Date::new(year, 10, 31).ok()?;
            let back = i64::from(last.weekday().since(Weekday::Sunday));
            let night = last.checked_sub(back.days()).ok()?.to_datetime(Time::constant(1, 30, 0, 0));
            Some(self.instant(night, after)).filter(|at| *at >= after)
        })
    }
}

const MORNING: Time = Time::constant(8, 30, 0, 0);
const EVENING: Time = Time::constant(20, 0, 0, 0);

/// The quarter of an hour that has begun.
fn quarter(wall: DateTime) -> DateTime {
    let time = wall.time().with().minute(wall.minute() / 15 * 15).second(0).subsec_nanosecond(0).build();
    wall.date().to_datetime(time.unwrap_or(MORNING))
}

/// So many days later.
fn day(wall: DateTime, later: i64) -> Date {
    wall.date().checked_add(later.days()).unwrap_or(wall.date())
}
