//! Who was there, put right after the closing. What was noted at the meeting stays beside it,
//! and who reads what was said to those present follows.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, MeetingId, NetworkId, Told, Who, meeting::CameCorrected, meeting::Meeting};

use super::{href, read_as_team, when};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::{Known, came},
};

type Place = Path<(NetworkId, MeetingId)>;

#[derive(Template)]
#[template(path = "features/record/came.html")]
struct CamePage {
    page: Page,
    form: Form,
    when: String,
    back: String,
    everybody: Vec<Choice>,
    ways: Vec<Choice>,
    corrections: Vec<String>,
    readers: String,
}

/// Whoever was noted, with how they were there; then everybody else.
fn everybody(known: &Known, meeting: &Meeting) -> Vec<Choice> {
    let t = known.t;
    let mut noted: Vec<Who> = meeting.came.keys().copied().collect();
    let person = known.network.people.person().map(|person| Who::Member(person.id));
    noted.sort_by_key(|who| (Some(*who) != person, who.practitioner().is_some(), known.name(*who)));
    let others = known.others_than(&noted);
    let named = |who: Who| {
        let how = meeting.came.get(&who).map(|c| t.say(came::presence_key(c.presence)));
        let how = how.unwrap_or_else(|| t.say("record-came-nothing-noted"));
        Choice::new(who, format!("{} ({how})", known.name_or_you(who)))
    };
    let choose = Choice::new("", t.say("record-came-choose"));
    std::iter::once(choose).chain(noted.into_iter().chain(others).map(named)).collect()
}

fn shown(visit: &Visit, known: &Known, meeting: &Meeting, form: Form) -> CamePage {
    CamePage {
        page: visit.page(visit.t.say("record-came-title")),
        form,
        when: when(known, meeting),
        back: href(known, meeting, "record"),
        everybody: everybody(known, meeting),
        ways: came::ways(visit.t),
        corrections: known.corrections(meeting),
        readers: visit.t.say("record-came-readers"),
    }
}

/// The form, with what has been put right so far.
pub async fn page(visit: Visit, Path((network, id)): Place) -> Result<Response, Problem> {
    let (known, meeting) = read_as_team(&visit, network, id).await?;
    if !meeting.is_held() {
        return Ok(see(href(&known, &meeting, "")));
    }
    Ok(show(shown(&visit, &known, &meeting, Form::fresh())))
}

/// Puts it right.
pub async fn send(visit: Visit, Path((network, id)): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, meeting) = read_as_team(&visit, network, id).await?;
    let (who, presence) = (form.who("who"), came::presence(form.value("presence")));
    if who.is_none() {
        form.fail("who", visit.t.say("refused-nobody-named"));
    }
    if presence.is_none() {
        form.fail("presence", visit.t.say("form-choose"));
    }
    let words = form.value("words").to_owned();
    let right = who.zip(presence).map(|(who, presence)| CameCorrected { meeting: id, who, presence, words });
    if visit.carries_out(network, Told::default(), right.map(Act::CorrectCame), &mut form).await? {
        return Ok(see(href(&known, &meeting, "came")));
    }
    Ok(show_again(shown(&visit, &known, &meeting, form)))
}
