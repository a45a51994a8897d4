//! Who reads an entry, said beside it; and the audiences that somebody may choose from.

use dialogue::{Audience, MeetingId};

use super::Known;
use crate::{components::Choice, words::key};

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

    /// The audiences to choose from, the usual one first: `form.choice("audience", …)`.
    /// `meeting` for words of a meeting. Read the answer with [`Known::audience_from`].
    pub fn audience_choices(&self, meeting: Option<MeetingId>) -> Vec<Choice> {
        let mut choices = Vec::new();
        if let Some(id) = meeting {
            choices.push(Choice::new("present", self.audience(Audience::Present(id))));
        }
        choices.push(Choice::new("person-and-team", self.audience(Audience::PersonAndTeam)));
        choices.push(Choice::new("everyone", self.audience(Audience::Everyone)));
        for circle in self.network.people.circles.values() {
            let audience = Audience::Circle(circle.circle);
            choices.push(Choice::new(format!("circle-{}", circle.circle), self.audience(audience)));
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
            "only-me" => Some(Audience::OnlyMe),
            circle => {
                let id = circle.strip_prefix("circle-")?.parse().ok()?;
                self.network.people.circles.contains_key(&id).then_some(Audience::Circle(id))
            }
        }
    }
}
