//! How the record is shown: names, roles, times and passages, always from what this viewer may read.

pub mod audiences;
pub mod came;
pub mod kept;
pub mod passage;
pub mod time;

use std::{borrow::Borrow, sync::Arc};

use dialogue::{
    Account, Network, NetworkId, PractitionerId, Role, Service, Standing, Who, meeting::Meeting, plan::Place,
};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    components::Choice,
    words::{Words, key},
};

/// One network as the signed-in viewer knows it, with all that is needed to show it.
/// Cheap to clone.
#[derive(Clone)]
pub struct Known {
    /// The network, folded from what this viewer may read.
    pub network: Arc<Network>,
    /// The service and its practitioners.
    pub service: Arc<Service>,
    /// Where the viewer stands in it.
    pub standing: Standing,
    /// Who views.
    pub account: Account,
    /// The words on screen.
    pub t: Words,
    /// The service's zone.
    pub zone: TimeZone,
    /// The moment of the request.
    pub now: Timestamp,
}

impl Known {
    /// The network's identity, for addresses.
    pub fn id(&self) -> NetworkId {
        self.network.id
    }
    /// Its address, with what stands below it: `known.href("story")`.
    pub fn href(&self, below: &str) -> String {
        if below.is_empty() {
            format!("/network/{}", self.id())
        } else {
            format!("/network/{}/{below}", self.id())
        }
    }
    /// Whether the viewer is of the network's team.
    pub fn is_team(&self) -> bool {
        matches!(self.standing.role, Role::Team | Role::Cover | Role::Emergency)
    }
    /// Whether the viewer is the person at the centre.
    pub fn is_person(&self) -> bool {
        self.standing.role == Role::Person
    }
    /// Where the way back to the network leads, in words for this viewer.
    pub fn way_back(&self) -> String {
        if self.is_team() {
            self.t.say_with("network-back", [("person", &self.person_name())])
        } else {
            self.t.say("show-back-own")
        }
    }
    /// What the person is called, or words that stand in while nobody knows.
    pub fn person_name(&self) -> String {
        match self.network.people.person().map(|p| p.name()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => self.t.say("show-person-unknown"),
        }
    }
    /// What somebody is called; those whose name this viewer may not read are "somebody".
    pub fn name(&self, who: impl Borrow<Who>) -> String {
        let who = *who.borrow();
        let name = match who {
            Who::Practitioner(id) => self.service.name(id).to_owned(),
            Who::Member(id) => {
                let named = self.network.people.members.get(&id).map(|m| m.name().to_owned());
                named
                    .filter(|name| !name.is_empty())
                    .or_else(|| self.called_at_a_meeting(who))
                    .unwrap_or_default()
            }
        };
        if name.is_empty() {
            let is_person = self.network.people.person().is_some_and(|p| Who::Member(p.id) == who);
            self.t.say(if is_person { key("show-person-unknown") } else { key("show-somebody") })
        } else {
            name
        }
    }
    fn called_at_a_meeting(&self, who: Who) -> Option<String> {
        let called = self.network.meetings.values().filter_map(|m| m.came.get(&who));
        called.map(|c| c.called.clone()).rfind(|name| !name.is_empty())
    }
    /// What somebody is: a practitioner's role, or a member's tie in the person's words.
    pub fn role(&self, who: impl Borrow<Who>) -> String {
        let who = *who.borrow();
        match who {
            Who::Practitioner(id) => {
                self.service.practitioners.get(&id).map(|p| p.is.role.clone()).unwrap_or_default()
            }
            Who::Member(id) => match self.network.people.members.get(&id) {
                Some(member) if member.is_person() => String::new(),
                Some(member) => member.now().map(|d| d.tie.clone()).unwrap_or_default(),
                None => String::new(),
            },
        }
    }
    /// The name with "you" for the viewer's own voice.
    pub fn name_or_you(&self, who: impl Borrow<Who>) -> String {
        let who = *who.borrow();
        if self.standing.voice == Some(who) {
            self.t.say_with("show-you", [("name", &self.name(who))])
        } else {
            self.name(who)
        }
    }
    /// The same for paper, which others read too: every voice by its name, nobody as "you".
    pub fn by_name(&self) -> Self {
        Self { standing: Standing { voice: None, ..self.standing.clone() }, ..self.clone() }
    }
    /// One of eight tones, always the same for one voice; never the only sign of it.
    pub fn tone(&self, who: impl Borrow<Who>) -> u8 {
        let who = *who.borrow();
        let id = match who {
            Who::Member(id) => id.0,
            Who::Practitioner(id) => id.0,
        };
        let members = self.network.people.members.keys().position(|m| Who::Member(*m) == who);
        let at =
            members.unwrap_or_else(|| usize::from(id.as_bytes().iter().fold(3u8, |a, b| a.wrapping_add(*b))));
        u8::try_from(at % 8).unwrap_or(0) + 1
    }
    /// Several names in one line.
    pub fn names(&self, who: impl IntoIterator<Item = Who>) -> String {
        who.into_iter().map(|w| self.name(w)).collect::<Vec<_>>().join(", ")
    }
    /// Who holds the network, with their number: for anybody who must reach somebody.
    pub fn holder(&self) -> Option<PractitionerId> {
        self.network.team.holder()
    }
    /// The number of a practitioner, or the service's own.
    pub fn phone(&self, id: impl Borrow<PractitionerId>) -> String {
        let id = *id.borrow();
        let own = self.service.practitioners.get(&id).map(|p| p.is.phone.clone());
        own.filter(|phone| !phone.is_empty()).unwrap_or_else(|| self.service.is.phone.clone())
    }
    /// Members as answers to choose from, the person first, without those who have left.
    pub fn member_choices(&self) -> Vec<Choice> {
        let has_left = |choice: &Choice| {
            let id = choice.value.parse().ok();
            id.and_then(|id| self.network.people.members.get(&id)).is_some_and(|member| member.has_left())
        };
        self.every_member_choices().into_iter().filter(|choice| !has_left(choice)).collect()
    }
    /// The same with those who have left, for what is true of them all the same.
    pub fn every_member_choices(&self) -> Vec<Choice> {
        let mut members: Vec<_> = self.network.people.members.values().collect();
        members.sort_by_key(|m| (!m.is_person(), m.name().to_lowercase()));
        members.into_iter().map(|m| Choice::new(m.id, self.name(Who::Member(m.id)))).collect()
    }
    /// The service's practitioners as answers to choose from, the core team first.
    pub fn practitioner_choices(&self) -> Vec<Choice> {
        let mut here = self.service.working();
        here.sort_by_key(|p| !self.network.team.core.contains_key(&p.practitioner));
        let core = |id| self.network.team.core.contains_key(&id);
        here.into_iter()
            .map(|p| {
                let hint = if core(p.practitioner) {
                    self.t.say_with("show-core-member", [("role", &p.role)])
                } else {
                    p.role.clone()
                };
                Choice::new(p.practitioner, p.name.clone()).hint(hint)
            })
            .collect()
    }
    /// Every voice that was present at a meeting, the person first, as answers to choose from.
    pub fn present_choices(&self, meeting: &Meeting) -> Vec<Choice> {
        self.present_voices(meeting).into_iter().map(|who| Choice::new(who, self.name(who))).collect()
    }
    /// Every voice that was present at a meeting, the person first, members before practitioners.
    pub fn present_voices(&self, meeting: &Meeting) -> Vec<Who> {
        let person = self.network.people.person().map(|p| Who::Member(p.id));
        let mut present: Vec<_> = meeting.present().map(|c| c.who).collect();
        present.sort_by_key(|who| (Some(*who) != person, who.practitioner().is_some(), self.name(*who)));
        present
    }
    /// An instant in the service's zone: "Sunday 22 November 2026, 10:05".
    pub fn at(&self, at: impl Borrow<Timestamp>) -> String {
        let at = *at.borrow();
        time::moment(at, &self.zone)
    }
    /// A day in the service's zone: "Sunday 22 November 2026".
    pub fn day(&self, at: impl Borrow<Timestamp>) -> String {
        let at = *at.borrow();
        time::day(at, &self.zone)
    }
    /// The hour in the service's zone: "10:05".
    pub fn hour(&self, at: impl Borrow<Timestamp>) -> String {
        let at = *at.borrow();
        time::hour(at, &self.zone)
    }
}

/// The name of a kind of place, on screen.
pub fn place_key(place: Place) -> &'static str {
    match place {
        Place::Home => key("place-home"),
        Place::Ward => key("place-ward"),
        Place::Clinic => key("place-clinic"),
        Place::Elsewhere => key("place-elsewhere"),
        Place::Video => key("place-video"),
        Place::Phone => key("place-phone"),
    }
}

/// A number as a telephone dials it (RFC 3966): "111, then press 2" dials 111.
pub fn dial(number: &str) -> String {
    let before = number.split(',').next().unwrap_or_default();
    before.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
