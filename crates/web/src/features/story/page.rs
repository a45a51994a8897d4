//! The story page: fifty happenings at a time, the latest first to be seen, read in their order.

use askama::Template;
use axum::{
    extract::{Path, RawQuery},
    response::Response,
};
use dialogue::{
    NetworkId, Who,
    story::{Beat, Part, What, story},
};

use super::happening::{Happening, Teller};
use crate::{
    components::Choice,
    form::Form,
    http::Visit,
    page::{Page, problem::Problem, show},
    show::{Known, passage::Shown},
    words::key,
};

/// How many happenings one page holds.
pub const AT_ONCE: usize = 50;

/// A happening on the page, as a passage or otherwise.
enum Item {
    Passage(Box<Shown>),
    Other(Box<Happening>),
}

/// A happening with its place in the viewer's own story, counted from its beginning.
struct Placed {
    nth: usize,
    item: Item,
}

struct Day {
    name: String,
    items: Vec<Placed>,
}

#[derive(Template)]
#[template(path = "features/story/page.html")]
struct StoryPage {
    page: Page,
    known: Known,
    filter: Form,
    search: Form,
    voices: Vec<Choice>,
    parts: Vec<Choice>,
    is_filtered: bool,
    days: Vec<Day>,
    /// Where the happenings before and after these stand; empty when there are none.
    earlier: String,
    later: String,
    /// Everything on one page, for paper; empty when it is already so.
    whole: String,
}

/// The name of a part, on screen.
fn part_key(part: Part) -> &'static str {
    match part {
        Part::Words => key("story-part-words"),
        Part::Reflections => key("story-part-reflections"),
        Part::Meetings => key("story-part-meetings"),
        Part::Calls => key("story-part-calls"),
        Part::Questions => key("story-part-questions"),
        Part::Decisions => key("story-part-decisions"),
        Part::Promises => key("story-part-promises"),
        Part::Safety => key("story-part-safety"),
        Part::Stays => key("story-part-stays"),
        Part::People => key("story-part-people"),
        Part::Sharing => key("story-part-sharing"),
        Part::Access => key("story-part-access"),
    }
}

/// The voices of this viewer's own story, the person first, then members, then practitioners.
fn voices(known: &Known, beats: &[Beat<'_>]) -> Vec<Choice> {
    let person = known.network.people.person().map(|p| Who::Member(p.id));
    let mut voices: Vec<_> = beats.iter().filter_map(Beat::voice).collect();
    voices.sort_unstable();
    voices.dedup();
    voices.sort_by_cached_key(|who| (Some(*who) != person, who.practitioner().is_some(), known.name(*who)));
    let everyone = Choice::new("", known.t.say("story-every-voice"));
    let named = voices.into_iter().map(|who| Choice::new(who, known.name(who)));
    std::iter::once(everyone).chain(named).collect()
}

fn parts(known: &Known) -> Vec<Choice> {
    let everything = Choice::new("", known.t.say("story-every-part"));
    let named = Part::ALL.into_iter().map(|part| Choice::new(part.name(), known.t.say(part_key(part))));
    std::iter::once(everything).chain(named).collect()
}

/// The address of the story with the same choice and another place in it.
fn address(known: &Known, filter: &Form, more: &[(&str, String)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in ["voice", "kind"] {
        if let Some(value) = filter.filled(name) {
            query.append_pair(name, value);
        }
    }
    query.extend_pairs(more.iter().map(|(name, value)| (*name, value.as_str())));
    let query = query.finish();
    let path = known.href("story");
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

fn placed(known: &Known, teller: &Teller<'_>, nth: usize, beat: &Beat<'_>) -> Placed {
    let item = match beat.what {
        What::Said(passage) => Item::Passage(Box::new(known.show(passage))),
        _ => Item::Other(Box::new(teller.tell(beat))),
    };
    Placed { nth, item }
}

fn days(known: &Known, shown: &[(usize, &Beat<'_>)]) -> Vec<Day> {
    let teller = Teller::new(known, None);
    let mut days: Vec<Day> = Vec::new();
    for (nth, beat) in shown {
        let name = known.day(beat.at);
        let item = placed(known, &teller, *nth, beat);
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.items.push(item),
            None => days.push(Day { name, items: vec![item] }),
        }
    }
    days
}

/// The story as this viewer may read it.
pub async fn page(
    visit: Visit,
    Path(network): Path<NetworkId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let known = visit.read(network).await?;
    let filter = Form::parse(query.unwrap_or_default().as_bytes());
    Ok(show(story_page(&visit, known, filter)))
}

fn story_page(visit: &Visit, known: Known, filter: Form) -> StoryPage {
    let network = known.network.clone();
    let beats = story(&network, &known.zone);
    let (voice, part) = (filter.who("voice"), Part::named(filter.value("kind")));
    let chosen: Vec<_> = beats
        .iter()
        .enumerate()
        .filter(|(_, beat)| voice.is_none_or(|who| beat.is_of(who)) && part.is_none_or(|p| beat.part() == p))
        .collect();
    let whole = filter.value("whole") == "yes";
    let total = chosen.len();
    // The whole is for paper, which others read too.
    let teller = if whole { known.by_name() } else { known.clone() };
    let end = filter.id_of("before").unwrap_or(total).min(total);
    let (start, end) = if whole { (0, total) } else { (end.saturating_sub(AT_ONCE), end) };
    let at = |before: usize| address(&known, &filter, &[("before", before.to_string())]);
    let later = match (end + AT_ONCE).min(total) {
        _ if end == total => String::new(),
        last if last == total => address(&known, &filter, &[]),
        next => at(next),
    };
    StoryPage {
        page: visit.page_at(visit.t.say("story-title"), &known.href("story")),
        search: Form::new().spoken(visit.t),
        voices: voices(&known, &beats),
        parts: parts(&known),
        is_filtered: voice.is_some() || part.is_some(),
        days: days(&teller, chosen.get(start..end).unwrap_or_default()),
        earlier: if start == 0 { String::new() } else { at(start) },
        later,
        whole: if start == 0 && end == total {
            String::new()
        } else {
            address(&known, &filter, &[("whole", "yes".to_owned())])
        },
        filter,
        known,
    }
}
