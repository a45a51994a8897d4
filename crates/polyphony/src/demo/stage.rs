//! The stage: what all stories share: now, the calendar around it, and the next identity.

use dialogue::{
    Account, AccountId, CommandId, MemberId, PractitionerId, Seat, ServiceAct, ServiceCommand, Who,
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, civil::DateTime, civil::Time, tz::TimeZone};
use uuid::Uuid;

use super::{DemoNetwork, DemoPerson, MadeUp, ServiceStep, Step};

/// Where the service lives.
pub(super) const ZONE: &str = "Europe/London";

/// Everything that has been told so far, and the world in which it is told.
pub(super) struct Stage {
    pub(super) now: Timestamp,
    zone: TimeZone,
    turn: u64,
    made: MadeUp,
}

/// Somebody of the story: a voice and the account that belongs to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct One {
    pub(super) who: Who,
    pub(super) account: Account,
    pub(super) name: &'static str,
}

impl One {
    /// The member they are. (A practitioner is none: then nobody's identity, which every command refuses.)
    pub(super) fn member(self) -> MemberId {
        self.who.member().unwrap_or(MemberId(Uuid::nil()))
    }
    /// The practitioner they are, with the same care.
    pub(super) fn practitioner(self) -> PractitionerId {
        self.who.practitioner().unwrap_or(PractitionerId(Uuid::nil()))
    }
}

impl Stage {
    pub(super) fn new(now: Timestamp) -> Self {
        // The record keeps microseconds; the stories keep whole seconds.
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        let made =
            MadeUp { service: Vec::new(), networks: Vec::new(), people: Vec::new(), steps: Vec::new() };
        Self { now, zone, turn: 0, made }
    }

    /// The next identity: version 7, its time the story's, its chance a counter.
    pub(super) fn id(&mut self, at: Timestamp) -> Uuid {
        self.turn += 1;
        let mut chance = [0; 10];
        if let Some(tail) = chance.last_chunk_mut::<8>() {
            *tail = self.turn.to_be_bytes();
        }
        let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
    }

    /// The day on the wall, `ago` days before today (negative: ahead).
    pub(super) fn day(&self, ago: i32) -> Date {
        let today = self.now.to_zoned(self.zone.clone()).date();
        today.checked_sub(ago.days()).unwrap_or(today)
    }

    /// A day and an hour on the wall, such as `"17:30"`.
    pub(super) fn wall(&self, ago: i32, time: &str) -> DateTime {
        self.day(ago).to_datetime(time.parse().unwrap_or(Time::midnight()))
    }

    /// The instant of a time on the wall.
    pub(super) fn instant(&self, wall: DateTime) -> Timestamp {
        self.zone.to_ambiguous_timestamp(wall).compatible().unwrap_or(self.now)
    }

    /// That long before now.
    pub(super) fn ago(&self, hours: i64, minutes: i64) -> Timestamp {
        let before = SignedDuration::from_mins(hours * 60 + minutes);
        self.now.checked_sub(before).unwrap_or(self.now)
    }

    /// A time today that begins within the next hours, as sensible as the hour allows:
    /// in two hours by day, in twenty minutes in the evening, in the morning at night.
    pub(super) fn soon(&self) -> DateTime {
        let here = |minutes: i64| {
            let later = self.now.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(self.now);
            quarter(later.to_zoned(self.zone.clone()).datetime())
        };
        let today = self.day(0);
        let (by_day, evening) = (here(120), here(20));
        let morning = self.wall(0, "09:30");
        if here(0) < self.wall(0, "07:00") {
            morning
        } else if by_day <= self.wall(0, "20:30") {
            by_day
        } else if evening.date() == today {
            evening
        } else {
            self.wall(-1, "09:30")
        }
    }

    /// The first of the usual hours that is at least three hours away.
    pub(super) fn next_usual(&self) -> DateTime {
        let enough = self.ago(-3, 0);
        let today = ["10:00", "14:00", "17:30", "20:00"].map(|time| self.wall(0, time));
        let first = today.into_iter().find(|at| self.instant(*at) >= enough);
        first.unwrap_or_else(|| self.wall(-1, "10:00"))
    }

    pub(super) fn serve(&mut self, at: Timestamp, by: Account, act: ServiceAct) {
        let command = ServiceCommand { id: CommandId(self.id(at)), act };
        self.made.service.push(ServiceStep { at, by, command });
    }

    pub(super) fn step(&mut self, step: Step) {
        self.made.steps.push(step);
    }

    pub(super) fn network(&mut self, network: DemoNetwork) {
        self.made.networks.push(network);
    }

    pub(super) fn account(&mut self, at: Timestamp, seat: Seat) -> Account {
        Account { id: AccountId(self.id(at)), seat }
    }

    /// Lets somebody sign in.
    pub(super) fn seat(&mut self, person: DemoPerson) {
        self.made.people.push(person);
    }

    /// Everything, in the order of its times.
    pub(super) fn finish(mut self) -> MadeUp {
        self.made.steps.sort_by_key(|step| step.at);
        self.made
    }
}

/// The next quarter of an hour.
fn quarter(at: DateTime) -> DateTime {
    let over = i64::from(at.minute() % 15);
    let whole = at.time().with().second(0).subsec_nanosecond(0).build().unwrap_or(at.time());
    let add = if over == 0 && whole == at.time() { 0 } else { 15 - over };
    at.date().to_datetime(whole).checked_add(add.minutes()).unwrap_or(at)
}
