//! All meetings of a network: those ahead, those held, those called off.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{NetworkId, meeting::Meeting, service::LegalRecord};

use super::{href, when};
use crate::{
    features::story::happening::place_line,
    http::Visit,
    page::{Page, problem::Problem, show},
    show::Known,
};

struct Line {
    href: String,
    when: String,
    place: String,
    about: Vec<String>,
}

#[derive(Template)]
#[template(path = "features/record/meetings.html")]
struct MeetingsPage {
    page: Page,
    known: Known,
    ahead: Vec<Line>,
    /// Their time has come, and nobody has closed them.
    begun: Vec<Line>,
    held: Vec<Line>,
    called_off: Vec<Line>,
}

fn line(known: &Known, meeting: &Meeting) -> Line {
    let t = known.t;
    let mut about = Vec::new();
    if meeting.is_held() {
        about.push(known.names(known.present_voices(meeting)));
    } else if let Some(plan) = meeting.plan().filter(|_| meeting.is_ahead()) {
        let team = plan.practitioners.iter().copied().map(dialogue::Who::Practitioner);
        about.push(known.names(team));
    }
    if let Some(off) = &meeting.called_off {
        about.push(off.reason.clone());
    }
    if known.is_team() && meeting.is_held() {
        if meeting.is_read_back() {
            about.push(t.say("record-is-read-back"));
        }
        let files = known.service.is.legal_record == LegalRecord::Organisation;
        if files && !known.network.filings.contains_key(&meeting.id) {
            about.push(t.say("record-not-filed"));
        }
    }
    about.retain(|part| !part.is_empty());
    Line {
        href: href(known, meeting, if meeting.is_held() { "record" } else { "" }),
        when: when(known, meeting),
        place: place_line(known, meeting),
        about,
    }
}

/// The list, for everybody who may read the network.
pub async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let network = known.network.clone();
    let all = network.meetings_in_time();
    let lines = |is: &dyn Fn(&Meeting) -> bool| -> Vec<Line> {
        all.iter().filter(|m| is(m)).map(|m| line(&known, m)).collect()
    };
    let has_begun = |m: &Meeting| m.starts_at().is_some_and(|at| at <= known.now);
    let latest_first = |mut lines: Vec<Line>| {
        lines.reverse();
        lines
    };
    Ok(show(MeetingsPage {
        page: visit.page(visit.t.say("record-meetings-title")),
        ahead: lines(&|m| m.is_ahead() && !has_begun(m)),
        begun: latest_first(lines(&|m| m.is_ahead() && has_begun(m))),
        held: latest_first(lines(&Meeting::is_held)),
        called_off: latest_first(lines(&|m| m.called_off.is_some())),
        known,
    }))
}
