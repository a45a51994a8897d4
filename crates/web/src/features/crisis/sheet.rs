//! What stands on the crisis page, taken from nothing but what belongs there.

use dialogue::{
    Account, NetworkId, Who,
    people::{Member, Nearness},
    service::CrisisContact,
};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::Arc;
use store::{ListedNetwork, Purpose, Store, StoreError};

use crate::{
    features::mine::{
        answer::{Ahead, ahead},
        ring::Ring,
    },
    features::sharing::AdvanceShown,
    show::{Known, time},
    words::Words,
};

/// Somebody of the network.
pub struct Near {
    /// Their name.
    pub name: String,
    /// The tie, in the person's words.
    pub tie: String,
    /// How to reach them.
    pub reach: String,
    /// What they bring, and what they need.
    pub about: Vec<String>,
}

/// How to keep safe, as it was agreed last.
pub struct Safe {
    /// Who notices what.
    pub notices: String,
    /// Who calls whom.
    pub calls: String,
    /// What helps, and what does not.
    pub helps: String,
    /// Who told it and when.
    pub told: String,
}

/// Where the person is staying.
pub struct Stays {
    /// Where.
    pub place: String,
    /// What the person calls it.
    pub own_word: String,
    /// Since when.
    pub since: String,
}

/// The page's parts.
pub struct Sheet {
    /// Of which network.
    pub network: NetworkId,
    /// What the person is called.
    pub person: String,
    /// The person's own telephone and place, as told.
    pub reach: String,
    /// The holder first, then the core team.
    pub team: Vec<Ring>,
    /// Whom to ring in danger.
    pub crisis: Vec<CrisisContact>,
    /// The service's own number.
    pub phone: String,
    /// What the person wants in a crisis: whom to tell, who speaks for them, what helps, in their words.
    pub advance: Option<AdvanceShown>,
    /// How to keep safe.
    pub safe: Option<Safe>,
    /// Who is near.
    pub near: Vec<Near>,
    /// Where the person is staying now.
    pub stays: Option<Stays>,
    /// The next meeting.
    pub next: Option<Ahead>,
    /// Whether the whole record could be read.
    pub is_whole: bool,
    /// When this was made.
    pub made: String,
}

/// What a sheet is made with.
pub struct Desk<'a> {
    /// The store.
    pub store: &'a Store,
    /// In whose name it is looked at.
    pub account: Account,
    /// The service.
    pub service: Arc<dialogue::Service>,
    /// The words.
    pub t: Words,
    /// The service's zone.
    pub zone: TimeZone,
    /// Now.
    pub now: Timestamp,
}

impl Desk<'_> {
    /// The sheet of a network: the look is written down first where that can be done, and never waited
    /// for in vain (promise 7).
    pub async fn sheet(&self, network: NetworkId) -> Result<Sheet, StoreError> {
        crate::http::permits::asked("safety");
        let permit = self.store.permit(&self.account, network, Purpose::Safety).await?;
        let crisis = self.store.crisis(&permit).await?;
        let known = Known {
            network: Arc::new(crisis.network),
            service: self.service.clone(),
            standing: crisis.standing,
            account: self.account,
            t: self.t,
            zone: self.zone.clone(),
            now: self.now,
        };
        Ok(sheet(&known.by_name(), crisis.is_whole))
    }

    /// What remains where nothing of the record can be read: whom to ring.
    pub fn bare(&self, listed: &ListedNetwork) -> Sheet {
        let is = &self.service.is;
        let holder = listed.row.holder.and_then(|id| self.service.practitioners.get(&id));
        let ring = holder.map(|p| Ring {
            name: p.is.name.clone(),
            role: p.is.role.clone(),
            line: String::new(),
            phone: if p.is.phone.is_empty() { is.phone.clone() } else { p.is.phone.clone() },
            is_holder: true,
        });
        Sheet {
            network: listed.network,
            person: self.t.say("crisis-unread"),
            reach: String::new(),
            team: ring.into_iter().collect(),
            crisis: is.crisis.clone(),
            phone: is.phone.clone(),
            advance: None,
            safe: None,
            near: Vec::new(),
            stays: None,
            next: None,
            is_whole: false,
            made: time::moment(self.now, &self.zone),
        }
    }
}

fn sheet(known: &Known, is_whole: bool) -> Sheet {
    let network = &known.network;
    let ring = known.ring_now();
    let person = network.people.person();
    Sheet {
        network: known.id(),
        person: known.person_name(),
        reach: person.map(|p| p.reach().to_owned()).unwrap_or_default(),
        team: ring.people,
        crisis: ring.crisis,
        phone: ring.phone,
        advance: known.advance_statement(),
        safe: network.safety.last().map(|noted| Safe {
            notices: noted.notices.clone(),
            calls: noted.calls.clone(),
            helps: noted.helps.clone(),
            told: format!("{} · {}", known.said_at(&noted.entry), known.told_by(noted)),
        }),
        near: near(known),
        stays: network.current_stay().map(|stay| Stays {
            place: stay.began.place.clone(),
            own_word: stay.own_word().to_owned(),
            since: time::date(stay.began.began),
        }),
        next: ahead(known).into_iter().next(),
        is_whole,
        made: known.at(known.now),
    }
}

/// Those who are near, by name. Nobody who left, and nobody who is estranged, far away or dead.
fn near(known: &Known) -> Vec<Near> {
    let is_near =
        |m: &&Member| !m.is_person() && !m.has_left() && m.now().is_none_or(|d| d.nearness == Nearness::Near);
    let mut members: Vec<_> = known.network.people.members.values().filter(is_near).collect();
    members.sort_by_key(|m| m.name().to_lowercase());
    members.into_iter().map(|m| one(known, m)).collect()
}

fn one(known: &Known, member: &Member) -> Near {
    let described = member.now();
    let about = described.map(|d| [&d.brings, &d.language, &d.needs]).into_iter().flatten();
    Near {
        name: known.name(Who::Member(member.id)),
        tie: known.role(Who::Member(member.id)),
        reach: member.reach().to_owned(),
        about: about.filter(|words| !words.is_empty()).cloned().collect(),
    }
}
