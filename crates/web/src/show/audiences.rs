//! Who reads an entry, said beside it; and the audiences that somebody may choose from.

use dialogue::{Audience, Entry, MeetingId, Who, people::Nearness};

use super::Known;
use crate::{components::Choice, words::key};

/// Who reads something, how its voice chose that anew, and where they may choose.
#[derive(Default)]
pub struct Readers {
    /// Who reads it now, in a sentence.
    pub now: String,
    /// What was chosen when, the first choice first; empty where nothing was chosen anew.
    pub before: Vec<String>,
    /// Where it may be chosen anew; empty for those who may not.
    pub href: String,
}

impl Known {
    /// Who reads it, in a sentence.
    pub fn audience(&self, audience: impl std::borrow::Borrow<Audience>) -> String {
        let audience = *audience.borrow();
        let person = self.person_name();
        let said = |key: &'static str| self.t.say_with(key, [("person", &person)]);
        match audience {
            Audience::Everyone => self.t.say("audience-everyone"),
            Audience::Present(_) => said(key("audience-present")),
            Audience::Invited(_) => said(key("audience-invited")),
            Audience::Circle(id) => {
                let circle = self.network.people.circles.get(&id).map(|c| c.name.clone());
                self.t.say_with("audience-circle", [("circle", &circle.unwrap_or_default())])
            }
            Audience::PersonAndTeam => said(key("audience-person-and-team")),
            Audience::Confidence(id) => {
                let open = self.network.requests.get(&id).is_some_and(|r| r.is_released());
                said(if open { key("audience-person-and-team") } else { key("audience-confidence") })
            }
            Audience::Team => self.t.say("audience-team"),
            Audience::OnlyMe => self.t.say("audience-only-me"),
        }
    }

    /// Who reads an entry now, as its voice chose last; what was told in confidence is named so.
    pub fn audience_of(&self, entry: &Entry) -> String {
        self.audience_said(entry, self.network.audience_of(entry))
    }

    fn audience_said(&self, entry: &Entry, audience: Audience) -> String {
        let is_own = entry.told.voice.is_some() && entry.told.voice == self.standing.voice;
        match audience {
            Audience::Team => {
                let key = match (is_own, self.network.was_confidence(entry)) {
                    (true, true) => key("audience-confidence-own"),
                    (true, false) => key("audience-team-own"),
                    (false, true) => key("audience-confidence-told"),
                    (false, false) => key("audience-team"),
                };
                self.t.say(key)
            }
            audience => self.audience(audience),
        }
    }

    /// Who reads an entry, with every choice of its voice and where to choose anew.
    pub fn readers(&self, entry: &Entry) -> Readers {
        let changes = self.network.audiences.get(&entry.id).into_iter().flatten();
        let later = changes.map(|change| (&*change.entry, change.audience));
        let all: Vec<_> = std::iter::once((entry, entry.told.audience)).chain(later).collect();
        let line = |(chosen, audience): &(&Entry, Audience)| {
            let (at, said) = (self.at(chosen.recorded_at), self.audience_said(entry, *audience));
            match chosen.told.scribe {
                Some(hand) => {
                    let names = (("at", &at), ("audience", &said), ("name", &self.name(hand)));
                    self.t.say_with("audience-chosen-noted", names)
                }
                None => self.t.say_with("audience-chosen", [("at", &at), ("audience", &said)]),
            }
        };
        Readers {
            now: self.audience_of(entry),
            before: if all.len() > 1 { all.iter().map(line).collect() } else { Vec::new() },
            href: if self.may_choose(entry) {
                self.href(&format!("readers/{}", entry.id))
            } else {
                String::new()
            },
        }
    }

    /// Whether this viewer chooses anew who reads it: its own voice, or the team for a member who asked.
    pub fn may_choose(&self, entry: &Entry) -> bool {
        let voice = entry.told.voice;
        let is_own = voice.is_some() && voice == self.standing.voice;
        let notes = self.is_team() && matches!(voice, Some(Who::Member(_)));
        (is_own || notes) && self.network.may_choose_anew(entry)
    }

    /// The names of those who would read it today, as far as this viewer knows them.
    pub fn names_of(&self, audience: Audience) -> String {
        let people = &self.network.people;
        let person: Vec<_> = people.person().map(|person| Who::Member(person.id)).into_iter().collect();
        let living = |id: &dialogue::MemberId| {
            let member = people.members.get(id);
            member.is_some_and(|m| !m.has_left() && m.now().is_none_or(|d| d.nearness != Nearness::Dead))
        };
        let mut readers: Vec<Who> = match audience {
            Audience::Everyone => {
                people.members.keys().filter(|id| living(id)).map(|id| Who::Member(*id)).collect()
            }
            Audience::Circle(id) => {
                let members = people.circles.get(&id).into_iter().flat_map(|circle| &circle.members);
                members.filter(|id| living(id)).map(|id| Who::Member(*id)).collect()
            }
            Audience::Present(id) => {
                let meeting = self.network.meeting(id);
                let voices = meeting.map(|meeting| self.present_voices(meeting)).unwrap_or_default();
                voices.into_iter().filter(|who| who.member().is_some()).collect()
            }
            _ => Vec::new(),
        };
        if !matches!(audience, Audience::Team | Audience::OnlyMe) {
            readers.extend(person.iter().filter(|who| !readers.contains(who)).copied().collect::<Vec<_>>());
        }
        readers.sort_by_cached_key(|who| (!person.contains(who), self.name(*who).to_lowercase()));
        let (members, team) = (self.names(readers), self.names(self.team()));
        let team = self.t.say_with("audience-names-team", [("team", &team)]);
        if members.is_empty() { team } else { format!("{members}; {team}") }
    }

    /// The practitioners who read as this network's team, as far as this viewer knows.
    fn team(&self) -> Vec<Who> {
        let here = self.service.working().into_iter().map(|p| p.practitioner);
        here.filter(|id| self.network.is_with_team(*id)).map(Who::Practitioner).collect()
    }

    /// The audiences to choose from, the usual one first: `form.choice("audience", …)`, each with who
    /// would read it. `meeting` for words of a meeting. Read the answer with [`Known::audience_from`];
    /// put `who::note` of `show/readers.html` beneath.
    pub fn audience_choices(&self, meeting: Option<MeetingId>) -> Vec<Choice> {
        let choice = |value: String, audience: Audience| {
            Choice::new(value, self.audience(audience)).hint(self.names_of(audience))
        };
        let mut choices = Vec::new();
        if let Some(id) = meeting {
            choices.push(choice("present".into(), Audience::Present(id)));
        }
        choices.push(choice("person-and-team".into(), Audience::PersonAndTeam));
        let today =
            self.t.say_with("audience-everyone-hint", [("names", &self.names_of(Audience::Everyone))]);
        choices.push(Choice::new("everyone", self.audience(Audience::Everyone)).hint(today));
        for circle in self.network.people.circles_now() {
            let audience = Audience::Circle(circle.circle);
            choices.push(choice(format!("circle-{}", circle.circle), audience));
        }
        // What the person tells the team is for the two of them: there is nobody to keep it from.
        if !self.is_person() {
            let hint = if self.is_team() { key("audience-team-hint") } else { key("audience-team-hint-own") };
            let names = [("person", self.person_name()), ("team", self.names_of(Audience::Team))];
            choices.push(
                Choice::new("team", self.t.say("audience-team-choice")).hint(self.t.say_with(hint, names)),
            );
        }
        choices.push(
            Choice::new("only-me", self.audience(Audience::OnlyMe)).hint(self.t.say("audience-only-me-hint")),
        );
        choices
    }

    /// The audience chosen; none means the usual one.
    pub fn audience_from(&self, value: &str, meeting: Option<MeetingId>) -> Option<Audience> {
        match value {
            "present" => meeting.map(Audience::Present),
            "person-and-team" => Some(Audience::PersonAndTeam),
            "everyone" => Some(Audience::Everyone),
            "team" => Some(Audience::Team),
            "only-me" => Some(Audience::OnlyMe),
            circle => {
                let id = circle.strip_prefix("circle-")?.parse().ok()?;
                self.network.people.circles.contains_key(&id).then_some(Audience::Circle(id))
            }
        }
    }
}

/// What an audience is called in a form; empty for those that nobody chooses.
pub fn audience_value(audience: Audience) -> String {
    match audience {
        Audience::Everyone => "everyone".into(),
        Audience::Present(_) => "present".into(),
        Audience::Circle(id) => format!("circle-{id}"),
        Audience::PersonAndTeam => "person-and-team".into(),
        Audience::Team => "team".into(),
        Audience::OnlyMe => "only-me".into(),
        Audience::Invited(_) | Audience::Confidence(_) => String::new(),
    }
}
