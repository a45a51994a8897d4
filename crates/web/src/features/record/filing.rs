//! Filing: one page with the entry for the organisation's own record, to copy and to print,
//! and where it was put.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MeetingId, NetworkId, Told, filing::MeetingFiled, meeting::Meeting, service::LegalRecord,
};

use super::{href, read_as_team, text, when};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

type Place = Path<(NetworkId, MeetingId)>;

#[derive(Template)]
#[template(path = "features/record/filing.html")]
struct FilingPage {
    page: Page,
    form: Form,
    when: String,
    back: String,
    entry: String,
    rows: usize,
    filed: Vec<String>,
    is_legal: bool,
    other_record: String,
}

fn filed(known: &Known, meeting: &Meeting) -> Vec<String> {
    let filings = known.network.filings.get(&meeting.id).into_iter().flatten();
    filings
        .map(|f| {
            let by = f.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
            let at = known.at(f.entry.recorded_at);
            known.t.say_with("record-filed", [("name", &by), ("at", &at), ("as", &f.filed_as)])
        })
        .collect()
}

fn shown(visit: &Visit, known: &Known, meeting: &Meeting, form: Form) -> FilingPage {
    let is = &known.service.is;
    let entry = text::entry(known, meeting);
    let other =
        if is.other_record.is_empty() { visit.t.say("record-other-record") } else { is.other_record.clone() };
    FilingPage {
        page: visit.page(visit.t.say("record-filing-title")),
        form,
        when: when(known, meeting),
        back: href(known, meeting, "record"),
        rows: entry.lines().count() + 2,
        entry,
        filed: filed(known, meeting),
        is_legal: is.legal_record == LegalRecord::Polyphony,
        other_record: other,
    }
}

/// The entry, and where it was filed.
pub async fn page(visit: Visit, Path((network, meeting)): Place) -> Result<Response, Problem> {
    let (known, meeting) = read_as_team(&visit, network, meeting).await?;
    if !meeting.is_held() {
        return Ok(see(href(&known, &meeting, "")));
    }
    Ok(show(shown(&visit, &known, &meeting, Form::fresh())))
}

/// It was put into the other record.
pub async fn send(visit: Visit, Path((network, id)): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, meeting) = read_as_team(&visit, network, id).await?;
    let act = Act::FileMeeting(MeetingFiled { meeting: id, filed_as: form.value("filed-as").to_owned() });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(href(&known, &meeting, "filing")));
    }
    Ok(show_again(shown(&visit, &known, &meeting, form)))
}
