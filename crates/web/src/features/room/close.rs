//! Closing: when the talk began and how long it lasted. Who came and what comes next must have been said.

use axum::{extract::Path, response::Response};
use dialogue::{Refusal, meeting::MeetingClosed};
use jiff::Timestamp;
use store::ActError;

use super::{
    Place,
    sheets::{Sheet, Sheets, draft_key},
    talk::{From, Talk},
};
use crate::{
    form::Form,
    http::{
        Visit,
        visit::{problem, see},
    },
    live,
    page::problem::Problem,
    words::key,
};

/// The section.
pub(super) struct Part {
    /// What is still needed, with the section that it is said in.
    pub(super) needs: Vec<(&'static str, String)>,
    /// The planned time in words; empty when it has not come yet.
    pub(super) planned: String,
    /// The question when it began, beside the planned time if that has come.
    pub(super) began: String,
    /// Who has written on the live page, in a sentence; empty if nobody has.
    pub(super) live: String,
    pub(super) sheet: Sheet,
}

/// Who has written on the live page.
fn live_sentence(talk: &Talk) -> String {
    let (t, named) = (talk.visit.t, |who| talk.known.name_or_you(who));
    let names: Vec<String> = talk.written_live.iter().flatten().map(|who| named(*who)).collect();
    match (talk.written_live.is_empty(), names.is_empty()) {
        (true, _) => String::new(),
        (false, true) => t.say("room-close-live-together"),
        (false, false) => t.say_with("room-close-live", [("names", &names.join(", "))]),
    }
}

fn planned(talk: &Talk) -> Option<Timestamp> {
    talk.meeting.plan().and_then(|plan| plan.when.instant())
}

impl Part {
    pub(super) fn of(talk: &Talk, sheets: &Sheets) -> Self {
        let t = talk.visit.t;
        let mut needs = Vec::new();
        if talk.meeting.present().next().is_none() {
            needs.push(("came", t.say("refused-nobody-came")));
        }
        if talk.meeting.next.is_none() {
            needs.push(("next", t.say("refused-nothing-next")));
        }
        let planned = planned(talk).filter(|at| *at <= talk.visit.now);
        let began = if planned.is_some() { key("room-close-began-else") } else { key("room-close-began") };
        Self {
            needs,
            began: t.say(began),
            planned: planned.map(|at| talk.known.at(at)).unwrap_or_default(),
            live: live_sentence(talk),
            sheet: sheets.sheet("close", |form| form),
        }
    }
}

/// When it began: as planned, or as typed. Mistakes are noted.
fn began_at(talk: &Talk, form: &mut Form) -> Option<Timestamp> {
    if form.ticked("as-planned", "yes") {
        return planned(talk);
    }
    let fields = ["began-at-day", "began-at-month", "began-at-year", "began-at-hour"];
    if fields.iter().all(|field| form.filled(field).is_none()) {
        form.fail_date("began-at", talk.visit.t.say("room-close-began-needed"));
        return None;
    }
    form.instant("began-at", talk.visit.t, &talk.visit.zone)
}

/// Closes the meeting with everything that was written at it live. Closed already, it stays as it was closed.
async fn carry_out(talk: &Talk, closed: MeetingClosed) -> Result<Result<(), Refusal>, Problem> {
    let visit = &talk.visit;
    match live::close(visit.app.live(), &visit.account, talk.known.id(), talk.noted(), closed).await {
        Ok(_) => Ok(Ok(())),
        Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
        Err(ActError::Store(error)) => Err(problem(error)),
    }
}

/// Closes the meeting and goes on to the read-back and the entry for the record.
pub(super) async fn close(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let mut form = form.scoped("close");
    let from = From::new("close", "close");
    let began_at = began_at(&talk, &mut form);
    let minutes = form.filled("minutes").map(str::parse::<u16>);
    if minutes.as_ref().is_some_and(Result::is_err) {
        form.fail("minutes", talk.visit.t.say("room-close-minutes-wrong"));
    }
    if let Some(began_at) = began_at.filter(|_| form.is_ok()) {
        let minutes = minutes.and_then(Result::ok);
        let closed = MeetingClosed { meeting: talk.meeting.id, began_at, minutes };
        match carry_out(&talk, closed).await? {
            Ok(()) => {
                talk.visit.forget_draft(&draft_key(talk.meeting.id, "close")).await?;
                return Ok(see(talk.known.href(&format!("meeting/{}/record", talk.meeting.id))));
            }
            // Who came and what comes next are said in sections of their own.
            Err(refusal) if matches!(refusal.field, Some("came" | "next")) => {
                let section = refusal.field.unwrap_or_default();
                form.fail_to(section, section, talk.visit.t.say(&format!("refused-{}", refusal.why)));
            }
            Err(refusal) if refusal.field == Some("began-at") => {
                form.fail_date("began-at", talk.visit.t.say("refused-in-the-future"));
            }
            Err(refusal) => form.refused(&refusal),
        }
    }
    talk.again(from, form).await
}
