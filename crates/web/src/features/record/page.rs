//! The record of one meeting, as its viewer may read it: on the screen and on paper.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{MeetingId, NetworkId, meeting::Meeting, safety::SafetyAgreed, words::Kind};

use super::{
    href,
    parts::{self, Answered, Asked, Decided, Guest, Promised, Said, Shared},
    read, when,
};
use crate::{
    features::story::happening::place_line,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show},
    show::{Known, passage::Shown},
};

#[derive(Template)]
#[template(path = "features/record/page.html")]
struct RecordPage {
    page: Page,
    known: Known,
    when: String,
    place: String,
    minutes: String,
    guests: Vec<Guest>,
    absent: Vec<Guest>,
    corrections: Vec<String>,
    /// Where who was there can be put right; empty for whoever may not.
    came: String,
    left: Vec<Shown>,
    sent: Vec<Said>,
    openings: Vec<Shown>,
    tellings: Vec<Shown>,
    reflections: Vec<Answered>,
    closings: Vec<Shown>,
    shared: Vec<Shared>,
    questions: Vec<Asked>,
    decisions: Vec<Decided>,
    promises: Vec<Promised>,
    safety: Vec<SafetyAgreed>,
    next: String,
    next_href: String,
    own_words: String,
    read_back: String,
    filing: String,
}

impl RecordPage {
    /// Whether nobody's words stand here for this viewer.
    fn is_quiet(&self) -> bool {
        let words = [&self.left, &self.openings, &self.tellings, &self.closings];
        words.iter().all(|w| w.is_empty())
            && self.sent.is_empty()
            && self.reflections.is_empty()
            && self.shared.is_empty()
    }
}

/// The record; a meeting that has not closed has its own page.
pub async fn page(
    visit: Visit,
    Path((network, meeting)): Path<(NetworkId, MeetingId)>,
) -> Result<Response, Problem> {
    let (known, meeting) = read(&visit, network, meeting).await?;
    if !meeting.is_held() {
        return Ok(see(href(&known, &meeting, "")));
    }
    Ok(show(record(&visit, &known, &meeting)))
}

fn record(visit: &Visit, viewer: &Known, meeting: &Meeting) -> RecordPage {
    // It goes to paper too: every voice by its name, nobody as "you".
    let known = viewer.by_name();
    let network = known.network.clone();
    let said = network.words_in(meeting.id);
    let (next, next_href) = parts::next(&known, meeting);
    let own = viewer.standing.voice.filter(|who| meeting.was_present(*who));
    let for_team = |below: &str| if known.is_team() { href(&known, meeting, below) } else { String::new() };
    let minutes = meeting.closed.as_ref().and_then(|closed| closed.minutes);
    RecordPage {
        page: visit.page(visit.t.say("record-title")),
        when: when(&known, meeting),
        place: place_line(&known, meeting),
        minutes: minutes.map(|n| visit.t.say_with("show-minutes", [("n", &n)])).unwrap_or_default(),
        guests: parts::guests(&known, meeting),
        absent: parts::absent(&known, meeting),
        corrections: known.corrections(meeting),
        came: for_team("came"),
        left: parts::passages(&known, &said, &[Kind::Left]),
        sent: parts::sent(&known, meeting),
        openings: parts::passages(&known, &said, &[Kind::HowItCameAbout, Kind::HowToUseTime]),
        tellings: parts::tellings(&known, &said),
        reflections: parts::reflections(&known, &said),
        closings: parts::passages(&known, &said, &[Kind::Closing]),
        shared: parts::shared(&known, meeting.id),
        questions: parts::questions(&known, meeting.id),
        decisions: parts::decisions(&known, meeting.id),
        promises: parts::promises(&known, meeting.id),
        safety: safety(&known, meeting.id),
        next,
        next_href,
        own_words: own.map(|who| href(&known, meeting, &format!("read-back/{who}"))).unwrap_or_default(),
        read_back: for_team("read-back"),
        filing: for_team("filing"),
        known,
    }
}

/// Safety agreements made in a meeting, the last one last.
fn safety(known: &Known, meeting: MeetingId) -> Vec<SafetyAgreed> {
    let here = known.network.safety.iter().filter(|s| s.entry.told.meeting == Some(meeting));
    here.map(|s| SafetyAgreed::clone(s)).collect()
}
