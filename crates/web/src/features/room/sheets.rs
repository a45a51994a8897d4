//! The small forms of the page: the one just sent, those begun and not sent, and fresh ones.

use std::collections::BTreeMap;

use dialogue::MeetingId;

use super::talk::Talk;
use crate::{form::Form, http::visit::problem, page::problem::Problem};

/// The fields that people write into; a draft without any of them is no draft.
const WRITTEN: [&str; 18] = [
    "text",
    "about",
    "options",
    "option",
    "words",
    "outcome",
    "what",
    "notices",
    "calls",
    "helps",
    "name",
    "tie",
    "shows",
    "about-when",
    "place-words",
    "when-hour",
    "began-at-hour",
    "minutes",
];

/// The name under which a form of a meeting is kept while it is being written.
pub(super) fn draft_key(meeting: MeetingId, sheet: &str) -> String {
    format!("room-{meeting}-{sheet}")
}

/// All small forms of one page.
pub(super) struct Sheets {
    meeting: MeetingId,
    sent: Option<(String, Form)>,
    drafts: BTreeMap<String, Form>,
}

/// One small form.
pub(super) struct Sheet {
    /// What it holds.
    pub(super) form: Form,
    /// Its draft's name.
    pub(super) draft: String,
    /// Whether it stands open: something in it is to be put right, or was begun.
    pub(super) is_open: bool,
    /// Whether it was sent and has come back.
    pub(super) came_back: bool,
}

impl Sheets {
    /// The forms of a meeting, with the one that was sent and came back.
    pub(super) async fn of(talk: &Talk, sent: Option<(String, Form)>) -> Result<Self, Problem> {
        let (visit, meeting) = (&talk.visit, talk.meeting.id);
        let prefix = draft_key(meeting, "");
        let kept = visit.app.store().drafts(visit.account.id).await.map_err(problem)?;
        let mut drafts = BTreeMap::new();
        for key in kept.into_iter().map(|kept| kept.form).filter(|key| key.starts_with(&prefix)) {
            let form = visit.draft_or(&key, Form::new()).await?;
            if WRITTEN.iter().any(|field| form.filled(field).is_some()) && form.filled("id").is_some() {
                drafts.insert(key, form);
            }
        }
        Ok(Self { meeting, sent, drafts })
    }

    /// One form by its own word: as it came back, as it was begun, or fresh.
    pub(super) fn sheet(&self, word: &str, fresh: impl FnOnce(Form) -> Form) -> Sheet {
        let draft = draft_key(self.meeting, word);
        let came_back = self.sent.as_ref().filter(|(sheet, _)| sheet == word).map(|(_, form)| form.clone());
        let is_back = came_back.is_some();
        let begun = came_back.or_else(|| self.drafts.get(&draft).cloned());
        let is_open = begun.is_some();
        let form = begun.unwrap_or_else(|| fresh(Form::fresh())).scoped(word);
        Sheet { form, draft, is_open, came_back: is_back }
    }

    /// The form that came back, for the summary on top of the page.
    pub(super) fn summary(&self) -> Form {
        self.sent.as_ref().map(|(_, form)| form.clone()).unwrap_or_default()
    }
}
