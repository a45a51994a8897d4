//! Everything of one network that is kept back, for its team: withheld, out of sight, asked to be corrected.

use askama::{Template, filters::HtmlSafe};
use axum::{extract::Path, response::Response};
use dialogue::{EntryId, NetworkId};

use super::{correction, hold::ground_name, take::why};
use crate::{
    features::matters::due,
    http::Visit,
    page::{Page, problem::Problem, show},
    show::Known,
    words::key,
};

/// A line of the list.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) about: String,
}

#[derive(Template)]
#[template(path = "features/guarding/kept.html")]
struct KeptPage {
    page: Page,
    known: Known,
    withheld: Vec<Line>,
    hidden: Vec<Line>,
    corrections: Vec<Line>,
    over: Vec<Line>,
}

/// "Three entries are withheld", for the story of the team; nothing for anybody else.
#[derive(Template)]
#[template(
    source = r#"{% if !words.is_empty() %}<p class="kept"><a href="{{ href }}">{{ words }}</a></p>{% endif %}"#,
    ext = "html"
)]
pub struct KeptLine {
    href: String,
    words: String,
}

impl HtmlSafe for KeptLine {}

/// How many entries are withheld, disclosed to the team alone; with the way to their list.
pub fn kept_line(known: &Known) -> KeptLine {
    let n = known.network.withholdings.now().count();
    let words = match (known.is_team(), n) {
        (false, _) => String::new(),
        (true, 0) => known.t.say("guarding-line-none"),
        (true, n) => known.t.say_with("guarding-line", (("n", &n), ("person", &known.person_name()))),
    };
    KeptLine { href: known.href("kept-back"), words }
}

/// Whose entry it is and when it was written, without its words; of what is out of sight nobody knows that.
fn of(known: &Known, id: EntryId) -> String {
    let entry = known.network.entries.iter().find(|entry| entry.id == id);
    let name = entry.and_then(|entry| entry.told.voice).map(|who| known.name(who));
    let when = entry.map(|entry| known.said_at(entry));
    [name, when].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn withheld(known: &Known) -> (Vec<Line>, Vec<Line>) {
    let (mut now, mut over) = (Vec::new(), Vec::new());
    for (id, one) in &known.network.withholdings.0 {
        let href = known.href(&format!("withheld/{id}"));
        let ground = one.ground().map(|ground| ground_name(known.t, ground)).unwrap_or_default();
        let about = of(known, *id);
        if let Some(ended) = &one.ended {
            let day = known.day(ended.entry.recorded_at);
            over.push(Line { href, words: known.t.say_with("guarding-list-opened", [("day", &day)]), about });
            continue;
        }
        let kind = if one.decided.is_empty() {
            dialogue::matter::Matter::Held
        } else {
            dialogue::matter::Matter::Withheld
        };
        let due = due::words(known.t, kind, one.due_at(), known.now, &known.zone);
        now.push((one.due_at(), Line { href, words: format!("{ground}. {due}"), about }));
    }
    now.sort_by_key(|(at, _)| *at);
    (now.into_iter().map(|(_, line)| line).collect(), over)
}

fn hidden(known: &Known) -> Vec<Line> {
    let mut all: Vec<_> = known.network.out_of_sight.iter().collect();
    all.sort_by_key(|(_, one)| (!one.is_open(), std::cmp::Reverse(one.taken.entry.recorded_at)));
    let line = |(id, one): (&EntryId, &dialogue::out_of_sight::OutOfSight)| {
        let matter = dialogue::matter::Matter::OutOfSight;
        let state = match one {
            one if !one.is_in_force() => known.t.say("guarding-list-back"),
            one if !one.is_open() => known.t.say("guarding-list-stays"),
            one => due::words(known.t, matter, one.due_at(), known.now, &known.zone),
        };
        let by = one.taken.entry.told.voice.map(|who| known.name(who)).unwrap_or_default();
        let at = known.at(one.taken.entry.recorded_at);
        Line {
            href: known.href(&format!("out-of-sight/{id}")),
            words: format!("{}. {state}", why(known.t, one.taken.why)),
            about: known.t.say_with(key("guarding-list-taken"), [("name", &by), ("at", &at)]),
        }
    };
    all.into_iter().map(line).collect()
}

/// The list.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let (withheld, over) = withheld(&known);
    Ok(show(KeptPage {
        page: visit.page(visit.t.say("guarding-kept-title")),
        withheld,
        over,
        hidden: hidden(&known),
        corrections: correction::lines(&known),
        known,
    }))
}
