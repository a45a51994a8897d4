//! A card: how a network stands in a list. It holds a name, times, ids and counts, nobody's words,
//! and is taken from what the viewer may read, like everything (promise 4).

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    clock::{Clock, Stage},
    ids::{MeetingId, NetworkId, PractitionerId, RequestId},
    meeting::Meeting,
    network::Network,
    plan::Place,
    who::Who,
};

/// A meeting in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeetingCard {
    /// Which.
    pub meeting: MeetingId,
    /// When it begins.
    pub starts_at: Timestamp,
    /// Where.
    pub place: Option<Place>,
    /// Who comes from the service.
    pub practitioners: Vec<PractitionerId>,
    /// Whether it is still ahead.
    pub is_ahead: bool,
    /// Who has been noted as there, as far as the viewer may know.
    pub there: Vec<Who>,
}

/// How a network stands in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    /// Which.
    pub network: NetworkId,
    /// What the person is called; empty while nobody knows.
    pub person: String,
    /// Who holds it.
    pub holder: Option<PractitionerId>,
    /// The core team.
    pub core: Vec<PractitionerId>,
    /// The call whose clock runs, with its clock.
    pub waiting: Option<(RequestId, Clock)>,
    /// Calls whose caller said that they are not safe, or not sure, and with whom nobody has spoken yet.
    pub safety_open: Vec<RequestId>,
    /// Further calls that the holder has not seen.
    pub unheard: Vec<RequestId>,
    /// How many passages were left for the team and not read by anybody of it.
    pub unread: usize,
    /// The meetings that are ahead, in their order.
    pub ahead: Vec<MeetingCard>,
    /// Meetings that were held and not filed.
    pub unfiled: Vec<MeetingId>,
    /// Meetings that were held and not read back to everybody who was there.
    pub not_read_back: Vec<MeetingId>,
    /// Open promises of the service, by whom and by when.
    pub promises: Vec<(PractitionerId, Option<Date>)>,
    /// When the last meeting began.
    pub last_met_at: Option<Timestamp>,
    /// Whether nothing waits for a next meeting: it has ended, or the person has died, and nobody has called since.
    pub rests: bool,
    /// Whether the person is on a ward or in a crisis house.
    pub has_stay: bool,
}

impl Card {
    /// The card of a network, as its viewer knows it.
    pub fn of(network: &Network) -> Self {
        let held = || network.meetings.values().filter(|m| m.is_held());
        let later_calls = || {
            network.live_requests().filter(|r| {
                r.heard.is_none() && network.first_call().is_some_and(|f| f.asked.request != r.asked.request)
            })
        };
        // What was still to be done when the person died reminds nobody any more.
        let after_stop = |m: &&Meeting| m.closed.as_ref().is_none_or(|c| !network.has_stopped(&c.entry));
        let open = network.promises.values().filter(|p| p.is_open());
        Self {
            network: network.id,
            person: network.people.person().map(|p| p.name().to_owned()).unwrap_or_default(),
            holder: network.team.holder(),
            core: network.team.core.keys().copied().collect(),
            waiting: network.running_clock().map(|(r, clock)| (r.asked.request, clock)),
            safety_open: network.safety_open().map(|r| r.asked.request).collect(),
            unheard: later_calls().map(|r| r.asked.request).collect(),
            unread: network.unread_words().count(),
            ahead: network
                .meetings_in_time()
                .into_iter()
                .filter(|m| m.is_ahead())
                .filter_map(meeting)
                .collect(),
            unfiled: network.unfiled().filter(after_stop).map(|m| m.id).collect(),
            not_read_back: held().filter(|m| !m.is_read_back()).filter(after_stop).map(|m| m.id).collect(),
            promises: open
                .filter(|p| !network.has_stopped(&p.made.entry))
                .filter_map(|p| match p.made.who {
                    Who::Practitioner(id) => Some((id, p.made.by)),
                    Who::Member(_) => None,
                })
                .collect(),
            last_met_at: held().filter_map(|m| m.starts_at()).max(),
            rests: network.rests(),
            has_stay: network.current_stay().is_some(),
        }
    }

    /// Where the running call stands.
    pub fn stage(&self) -> Option<Stage> {
        self.waiting.map(|(_, clock)| clock.stage())
    }

    /// The meetings that are ahead on a day of a zone.
    pub fn on_day(&self, day: Date, zone: &TimeZone) -> impl Iterator<Item = &MeetingCard> {
        self.ahead.iter().filter(move |m| m.starts_at.to_zoned(zone.clone()).date() == day)
    }
}

fn meeting(m: &Meeting) -> Option<MeetingCard> {
    let plan = m.plan();
    Some(MeetingCard {
        meeting: m.id,
        starts_at: m.starts_at()?,
        place: plan.map(|p| p.place),
        practitioners: plan.map(|p| p.practitioners.iter().copied().collect()).unwrap_or_default(),
        is_ahead: m.is_ahead(),
        there: m.present().map(|came| came.who).collect(),
    })
}
