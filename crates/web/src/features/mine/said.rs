//! What was said and agreed, as somebody of the network may read it: own words first.

use dialogue::{
    Audience, Who,
    decision::{Decision, Outcome},
    meeting::Meeting,
    promise::Promise,
    read_back::{ReadBack, State},
};

use crate::{
    show::{Known, passage::Shown, time},
    words::key,
};

/// How many of my latest passages stand on the page; the story has the others.
const OWN_SHOWN: usize = 3;
/// How many meetings and agreed decisions stand on the page.
const LATEST: usize = 3;

/// Something to look at, with what is to be known about it.
pub struct Line {
    /// Where it leads; empty when nowhere.
    pub href: String,
    /// What it is.
    pub words: String,
    /// Whose, when, how it stands.
    pub about: String,
}

/// My latest words, the newest first, drafts left out.
pub fn own(known: &Known) -> Vec<Shown> {
    let Some(me) = known.standing.voice else { return Vec::new() };
    let is_said = |p: &&dialogue::words::Passage| {
        p.voice() == Some(me) && p.spoken.entry.told.audience != Audience::OnlyMe
    };
    let mut own: Vec<_> = known.network.words.values().filter(is_said).collect();
    own.sort_by_key(|p| std::cmp::Reverse((p.spoken.entry.recorded_at, p.spoken.words)));
    own.into_iter().take(OWN_SHOWN).map(|p| known.show(p)).collect()
}

fn state_key(back: &ReadBack) -> &'static str {
    match back.state() {
        State::NotOffered | State::Offered => key("mine-back-offered"),
        State::Agreed => key("mine-back-agreed"),
        State::AgreedNoted => key("mine-back-agreed-noted"),
        State::Amended => key("mine-back-amended"),
        State::Differs => key("mine-back-differs"),
    }
}

/// The meetings whose words were offered back to me. Looking at them is never asked for.
pub fn read_backs(known: &Known) -> Vec<Line> {
    let Some(me) = known.standing.voice else { return Vec::new() };
    let offered = |m: &&Meeting| m.read_back.get(&me).is_some_and(ReadBack::is_offered);
    let mut lines: Vec<_> = held(known).into_iter().filter(offered).collect();
    lines.truncate(LATEST);
    lines.into_iter().filter_map(|m| read_back(known, m, me)).collect()
}

fn read_back(known: &Known, meeting: &Meeting, me: Who) -> Option<Line> {
    let back = meeting.read_back.get(&me)?;
    Some(Line {
        href: known.href(&format!("meeting/{}/read-back/{me}", meeting.id)),
        words: known.t.say_with("mine-back", [("day", &day(known, meeting))]),
        about: known.t.say(state_key(back)),
    })
}

/// The meetings held, the latest first.
fn held(known: &Known) -> Vec<&Meeting> {
    known.network.meetings_in_time().into_iter().rev().filter(|m| m.is_held()).collect()
}

fn day(known: &Known, meeting: &Meeting) -> String {
    meeting.starts_at().map(|at| known.day(at)).unwrap_or_default()
}

/// The latest meetings of which there is something to read: one was there, or words of it are open to one.
pub fn meetings(known: &Known) -> Vec<Line> {
    let network = &known.network;
    let to_read = |m: &&Meeting| {
        known.is_person()
            || known.standing.voice.is_some_and(|me| m.was_present(me))
            || !network.words_in(m.id).is_empty()
    };
    let mut lines: Vec<_> = held(known).into_iter().filter(to_read).collect();
    lines.truncate(LATEST);
    lines
        .into_iter()
        .map(|m| Line {
            href: known.href(&format!("meeting/{}/record", m.id)),
            words: known.t.say_with("mine-meeting", [("day", &day(known, m))]),
            about: known.names(m.present().map(|c| c.who)),
        })
        .collect()
}

/// The open questions, the latest first.
pub fn questions(known: &Known) -> Vec<Line> {
    let mut open: Vec<_> = known.network.questions.values().filter(|q| q.is_open()).collect();
    open.sort_by_key(|q| std::cmp::Reverse((q.opened.entry.recorded_at, q.opened.question)));
    open.into_iter()
        .map(|q| Line {
            href: known.href(&format!("question/{}", q.opened.question)),
            words: q.opened.text.clone(),
            about: known.told_by(&q.opened),
        })
        .collect()
}

fn outcome(known: &Known, decision: &Decision) -> String {
    let t = known.t;
    match decision.outcome() {
        None => t.say("mine-decision-open"),
        Some(Outcome::Agreed(words)) => t.say_with("mine-decision-agreed", [("words", words)]),
        Some(Outcome::LeftOpen { until, words }) => {
            let until = until.map(time::date).unwrap_or_default();
            match (until.is_empty(), words.is_empty()) {
                (true, true) => t.say("mine-decision-left-open"),
                (true, false) => t.say_with("mine-decision-left-open-words", [("words", words)]),
                (false, true) => t.say_with("mine-decision-left-open-until", [("until", &until)]),
                (false, false) => {
                    t.say_with("mine-decision-left-open-until-words", (("until", &until), ("words", words)))
                }
            }
        }
    }
}

/// Decisions: the open ones, then the latest that were agreed.
pub fn decisions(known: &Known) -> Vec<Line> {
    let mut all: Vec<_> = known.network.decisions.values().collect();
    all.sort_by_key(|d| {
        let last = d.outcomes.last().map_or(d.opened.entry.recorded_at, |o| o.entry.recorded_at);
        (!d.is_open(), std::cmp::Reverse(last))
    });
    let open = all.iter().filter(|d| d.is_open()).count();
    all.into_iter()
        .take(open + LATEST)
        .map(|d| Line {
            href: known.href(&format!("decision/{}", d.opened.decision)),
            words: d.opened.about.clone(),
            about: outcome(known, d),
        })
        .collect()
}

/// Open promises, my own first. A day that has passed is only a day: a family is never chased.
pub fn promises(known: &Known) -> Vec<Line> {
    let me = known.standing.voice;
    let mut open: Vec<_> = known.network.promises.values().filter(|p| p.is_open()).collect();
    open.sort_by_key(|p| (Some(p.made.who) != me, p.made.by.is_none(), p.made.by, p.made.promise));
    open.into_iter().map(|p| promise(known, p)).collect()
}

fn promise(known: &Known, promise: &Promise) -> Line {
    let name = known.name_or_you(promise.made.who);
    let about = match promise.made.by {
        Some(by) => known.t.say_with("mine-promise-by", [("name", &name), ("day", &time::date(by))]),
        None => name,
    };
    Line {
        href: known.href(&format!("promise/{}", promise.made.promise)),
        words: promise.made.what.clone(),
        about,
    }
}
