//! Two entries whose people, meetings and dates the asker stands to in the same way get the same answer.
//!
//! No policy names anybody: ids are only compared with each other and with what is the asker's own (a test
//! holds the policies' text to that). So an answer does not change when ids are exchanged for others that
//! the asker stands to in the same way, each for another. A record of years has hundreds of classes by
//! its ids and some twenty by how they stand to one asker, and only those are asked of Cedar.

use dialogue::{
    AccountId, Audience, CircleId, Class, MeetingId, MemberId, PractitionerId, RequestId, Standing, Who,
};
use uuid::Uuid;

/// Ids of one kind, each with the one that stands for it.
struct StandIns<'s, T> {
    /// How the asker stands to an id: 0 is not at all.
    how: Box<dyn Fn(&T) -> u8 + 's>,
    /// The ids to which the asker stands in some way.
    own: Vec<T>,
    /// The ids of nobody, as many as needed.
    nobodys: fn(u32) -> T,
    given: Vec<(T, T)>,
}

impl<'s, T: Copy + PartialEq> StandIns<'s, T> {
    fn new(own: impl IntoIterator<Item = T>, nobodys: fn(u32) -> T, how: impl Fn(&T) -> u8 + 's) -> Self {
        Self { how: Box::new(how), own: own.into_iter().collect(), nobodys, given: Vec::new() }
    }

    /// What stands for an id: the same for the same, another for another.
    fn of(&mut self, id: T) -> T {
        if let Some((_, other)) = self.given.iter().find(|(one, _)| *one == id) {
            return *other;
        }
        let how = (self.how)(&id);
        let is_free = |one: &T| (self.how)(one) == how && !self.given.iter().any(|(_, taken)| taken == one);
        let other = match how {
            0 => (0..).map(self.nobodys).find(is_free),
            _ => self.own.iter().copied().find(is_free),
        };
        let other = other.unwrap_or(id);
        self.given.push((id, other));
        other
    }
}

fn nobody(nth: u32) -> Uuid {
    Uuid::from_u128(nth.into())
}

/// The class as far as it differs, for this asker, from others.
pub(crate) fn alike(standing: &Standing, class: &Class) -> Class {
    let who = standing;
    let mut voices = StandIns::new(
        who.voice.into_iter().chain(who.hidden.iter().copied()),
        |nth| Who::Member(MemberId(nobody(nth))),
        |one| u8::from(who.voice == Some(*one)) + 2 * u8::from(who.hidden.contains(one)),
    );
    let mut meetings = StandIns::new(
        who.present.union(&who.invited).copied(),
        |nth| MeetingId(nobody(nth)),
        |one| u8::from(who.present.contains(one)) + 2 * u8::from(who.invited.contains(one)),
    );
    let mut circles = StandIns::new(
        who.circles.iter().copied(),
        |nth| CircleId(nobody(nth)),
        |one| u8::from(who.circles.contains(one)),
    );
    let mut eras = StandIns::new(who.eras.iter().copied(), |nth| nth, |one| u8::from(who.eras.contains(one)));
    let mut accounts =
        StandIns::new([who.account], |nth| AccountId(nobody(nth)), |one| u8::from(who.account == *one));
    let mut practitioners = StandIns::new(
        who.practitioner,
        |nth| PractitionerId(nobody(nth)),
        |one| u8::from(who.practitioner == Some(*one)),
    );
    Class {
        audience: match class.audience {
            Audience::Present(id) => Audience::Present(meetings.of(id)),
            Audience::Invited(id) => Audience::Invited(meetings.of(id)),
            Audience::Circle(id) => Audience::Circle(circles.of(id)),
            // Policies are not told of which call.
            Audience::Confidence(_) => Audience::Confidence(RequestId(nobody(0))),
            Audience::Everyone | Audience::PersonAndTeam | Audience::Team | Audience::OnlyMe => {
                class.audience
            }
        },
        voice: class.voice.map(|id| voices.of(id)),
        to: class.to.map(|id| voices.of(id)),
        concerns: class.concerns.iter().map(|id| voices.of(*id)).collect(),
        drafted_by: class.drafted_by.map(|id| accounts.of(id)),
        reviewer: class.reviewer.map(|id| practitioners.of(id)),
        era: class.era.map(|era| eras.of(era)),
        reopened: class.reopened.map(|era| eras.of(era)),
        guard: class.guard,
        is_overdue: class.is_overdue,
        is_crisis: class.is_crisis,
        is_emergency: class.is_emergency,
    }
}
