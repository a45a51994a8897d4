//! The frame of the live page, for those who are there.

use std::{borrow::Borrow, collections::BTreeMap};

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{MeetingId, NetworkId, Who, meeting::Meeting, scribe::Pen};
use live::{Document, Part};

use super::{Place, scribe::Scribe};
use crate::{
    components::{Choice, ErrorSummary},
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::{Known, place_key},
    words::{Words, key},
};

/// A voice of the meeting, as the viewer finds it.
pub(super) struct Voice {
    pub(super) who: Who,
    pub(super) name: String,
    /// The name alone, also for the viewer: what others hear.
    pub(super) called: String,
    pub(super) role: String,
    pub(super) tone: u8,
    pub(super) document: String,
    pub(super) is_own: bool,
    pub(super) may_write: bool,
    pub(super) is_practitioner: bool,
    /// What stands above the field.
    pub(super) label: String,
    /// Whose hand writes for it; empty while it writes for itself.
    pub(super) written_by: String,
    pub(super) scribe: Scribe,
}

/// The page of a meeting that is open.
#[derive(Template)]
#[template(path = "features/live_page/page.html")]
pub(super) struct LivePage {
    page: Page,
    known: Known,
    summary: ErrorSummary,
    here: String,
    /// The forms that do the same without script; for the team alone.
    room: String,
    shared: String,
    /// What the script says, each under its name.
    words: String,
    zone: String,
    voices: Vec<Voice>,
    ways: Vec<Choice>,
    places: Vec<Choice>,
}

/// The page of a meeting that was closed or called off.
#[derive(Template)]
#[template(path = "features/live_page/closed.html")]
struct ClosedPage {
    page: Page,
    known: Known,
    record: String,
}

/// A meeting as one of those finds it who are there.
pub(super) struct There {
    pub(super) visit: Visit,
    pub(super) known: Known,
    pub(super) meeting: Meeting,
    pub(super) me: Who,
}

impl There {
    /// Opens the page for somebody of whom it was noted that they are there. For everybody else there is no such page.
    pub(super) async fn open(
        visit: Visit,
        (network, meeting): (NetworkId, MeetingId),
    ) -> Result<Self, Problem> {
        let known = visit.read(network).await?;
        let meeting = known.network.meeting(meeting).cloned().ok_or_else(Problem::not_found)?;
        let me =
            known.standing.voice.filter(|who| meeting.was_present(*who)).ok_or_else(Problem::not_found)?;
        Ok(Self { visit, known, meeting, me })
    }

    /// The address of the page.
    pub(super) fn here(&self) -> String {
        live_href(&self.known, self.meeting.id)
    }

    /// The voices that are there, the viewer's own first; none that this viewer must not come upon.
    pub(super) fn voices(&self) -> Vec<Who> {
        let mut all = self.known.present_voices(&self.meeting);
        all.retain(|who| !self.known.standing.hidden.contains(who));
        all.sort_by_key(|who| *who != self.me);
        all
    }

    fn voice(&self, who: Who, sent: Option<&Form>) -> Voice {
        let (known, t) = (&self.known, self.visit.t);
        let part = Part::Voice(who);
        let is_own = who == self.me;
        let called = known.name(who);
        let hand = self.meeting.scribe(who);
        let label =
            if is_own { t.say("live-own-words") } else { t.say_with("live-words-of", [("name", &called)]) };
        Voice {
            who,
            name: known.name_or_you(who),
            role: known.role(who),
            tone: known.tone(who),
            document: Document { meeting: self.meeting.id, part }.to_string(),
            is_own,
            may_write: self.meeting.pen(self.me, Some(who)) == Some(Pen::Write),
            is_practitioner: who.practitioner().is_some(),
            label,
            written_by: match hand {
                Some(hand) if hand == self.me => t.say_with("live-written-by-you", [("name", &called)]),
                Some(hand) => t.say_with("live-written-by", (("hand", &known.name(hand)), ("name", &called))),
                None => String::new(),
            },
            scribe: Scribe::of(self, who, sent),
            called,
        }
    }

    /// The page, with a form that was sent and came back.
    pub(super) fn filled(&self, sent: Option<Form>) -> LivePage {
        let t = self.visit.t;
        let shared = Document { meeting: self.meeting.id, part: Part::Shared };
        let room = self.known.href(&format!("meeting/{}/room", self.meeting.id));
        LivePage {
            page: self.visit.page(t.say("live-title")),
            here: self.here(),
            room: if self.known.is_team() { room } else { String::new() },
            shared: shared.to_string(),
            words: said(t),
            zone: self.visit.service.is.zone.clone(),
            voices: self.voices().into_iter().map(|who| self.voice(who, sent.as_ref())).collect(),
            ways: ways(t),
            places: places(t),
            summary: sent.unwrap_or_default().summary(),
            known: self.known.clone(),
        }
    }
}

/// The address of a meeting's live page.
pub fn live_href(known: &Known, meeting: MeetingId) -> String {
    known.href(&format!("meeting/{meeting}/live"))
}

impl Known {
    /// The address of a meeting's live page, for those who are there while it is open.
    pub fn live(&self, meeting: impl Borrow<MeetingId>) -> Option<String> {
        let meeting = *meeting.borrow();
        let me = self.standing.voice?;
        self.network.meeting(meeting)?.pen(me, None)?;
        Some(live_href(self, meeting))
    }
}

/// How people may go on, with the names that stand in the document.
fn ways(t: Words) -> Vec<Choice> {
    vec![
        Choice::new("meeting", t.say("live-next-meeting")),
        Choice::new("we-call", t.say("live-next-we-call")),
        Choice::new("you-call", t.say("live-next-you-call")),
        Choice::new("enough", t.say("live-next-enough")),
    ]
}

fn places(t: Words) -> Vec<Choice> {
    use dialogue::plan::Place::{Clinic, Elsewhere, Home, Phone, Video, Ward};
    let all = [
        ("home", Home),
        ("ward", Ward),
        ("clinic", Clinic),
        ("elsewhere", Elsewhere),
        ("video", Video),
        ("phone", Phone),
    ];
    let choose = Choice::new("", t.say("room-choose"));
    std::iter::once(choose)
        .chain(all.map(|(name, place)| Choice::new(name, t.say(place_key(place)))))
        .collect()
}

/// What the script says, as it is written in the words on screen. A name or number in it stands in braces.
fn said(t: Words) -> String {
    let all = [
        ("opening", key("live-opening")),
        ("saved", key("live-saved")),
        ("unsaved-one", key("live-unsaved-one")),
        ("no-signal", key("live-no-signal")),
        ("no-signal-one", key("live-no-signal-one")),
        ("here-alone", key("live-here-alone")),
        ("show", key("live-show")),
        ("hide", key("live-hide")),
        ("is-shown", key("live-is-shown")),
        ("is-hidden", key("live-is-hidden")),
        ("shared-changed", key("live-shared-changed")),
        ("for", key("live-stance-for")),
        ("against", key("live-stance-against")),
        ("doubts", key("live-stance-doubts")),
        ("not-saved", key("live-not-saved")),
        ("handing-in", key("live-handing-in")),
        ("lost-shared", key("live-lost-shared")),
    ];
    let filled = [
        ("unsaved-many", key("live-unsaved-many"), "n"),
        ("no-signal-many", key("live-no-signal-many"), "n"),
        ("here", key("live-here"), "names"),
        ("wrote", key("live-wrote"), "names"),
        ("shows", key("live-shows"), "names"),
        ("by", key("live-promise-by-said"), "day"),
    ];
    let plain = all.into_iter().map(|(name, key)| (name, t.say(key)));
    let filled = filled.into_iter().map(|(name, key, value)| {
        let place = format!("{{{value}}}");
        (name, t.say_with(key, [(value, &place)]))
    });
    let words: BTreeMap<&str, String> = plain.chain(filled).collect();
    serde_json::to_string(&words).unwrap_or_default()
}

/// The live page. A meeting that is closed is read on the page of its record.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let there = There::open(visit, place).await?;
    if there.meeting.called_off.is_some() {
        return Ok(see(there.known.href(&format!("meeting/{}", there.meeting.id))));
    }
    if there.meeting.closed.is_some() {
        return Ok(show(ClosedPage {
            page: there.visit.page(there.visit.t.say("live-title")),
            record: there.known.href(&format!("meeting/{}/record", there.meeting.id)),
            known: there.known,
        }));
    }
    Ok(show(there.filled(None)))
}
