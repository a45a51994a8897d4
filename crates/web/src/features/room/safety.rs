//! The safety agreement: the one that holds, and agreeing anew.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Refusal, Why, safety::SafetyAgreed};

use super::{
    Place,
    sheets::{Sheet, Sheets},
    talk::{From, Talk},
};
use crate::{form::Form, http::Visit, page::problem::Problem, words::key};

const SECTION: &str = "safety";

/// The section.
pub(super) struct Part {
    pub(super) now: Option<SafetyAgreed>,
    pub(super) at: String,
    /// What the form is for: to agree for the first time, or anew.
    pub(super) invite: String,
    pub(super) sheet: Sheet,
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let last = talk.known.network.safety.last();
        let sheet = sheets.sheet("safety", |form| {
            let form = form.with("seen", talk.known.network.safety.len());
            match last {
                Some(now) => {
                    form.with("notices", &now.notices).with("calls", &now.calls).with("helps", &now.helps)
                }
                None => form,
            }
        });
        let invite = if last.is_some() { key("room-safety-agree") } else { key("room-safety-make") };
        Self {
            invite: talk.visit.t.say(invite),
            now: last.map(|noted| SafetyAgreed::clone(noted)),
            at: last.map(|noted| talk.known.at(noted.entry.recorded_at)).unwrap_or_default(),
            sheet,
        }
    }
}

/// Agrees anew. If somebody else has agreed on something since this page was opened, both are shown first.
pub(super) async fn agree(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let text = |name: &str| form.value(name).to_owned();
    let agreed = SafetyAgreed { notices: text("notices"), calls: text("calls"), helps: text("helps") };
    let mut form = form.scoped("safety");
    let now = &talk.known.network.safety;
    let is_same = now.last().is_some_and(|noted| **noted == agreed);
    if form.value("seen") != now.len().to_string() && !is_same {
        form.refused(&Refusal::at("notices", Why::Changed));
        form = form.with("seen", now.len());
    }
    let told = talk.noted();
    talk.send(From::new("safety", SECTION), form, vec![(told, Act::AgreeSafety(agreed))]).await
}
