//! What is open in a network: questions held without answer, decisions, promises.

use dialogue::decision::{Decision, Outcome};

use super::told;
use crate::show::{Known, time};

/// One line of a list: what it is, what stands beside it, and where it leads.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) about: String,
    /// Something to take care of, in words.
    pub(super) care: String,
}

impl Line {
    pub(super) fn new(href: String, words: String) -> Self {
        Self { href, words, about: String::new(), care: String::new() }
    }
}

/// Open questions, as they were opened.
pub(super) fn questions(known: &Known) -> Vec<Line> {
    let open = known.network.questions.values().filter(|question| question.is_open());
    open.map(|question| {
        let href = known.href(&format!("question/{}", question.opened.question));
        let mut line = Line::new(href, question.opened.text.clone());
        line.about = told(known, &question.opened);
        line
    })
    .collect()
}

fn decision(known: &Known, decision: &Decision) -> Line {
    let t = known.t;
    let href = known.href(&format!("decision/{}", decision.opened.decision));
    let mut line = Line::new(href, decision.opened.about.clone());
    line.about = match decision.outcome() {
        Some(Outcome::Agreed(words)) => t.say_with("network-decision-agreed", [("words", words)]),
        Some(Outcome::LeftOpen { until, words }) => {
            let day = until.map(time::date).unwrap_or_default();
            let until = [day.as_str(), words].into_iter().filter(|part| !part.is_empty());
            t.say_with("network-decision-left-open", [("until", &until.collect::<Vec<_>>().join(", "))])
        }
        None => t.say("network-decision-no-outcome"),
    };
    if decision.waits_for_meeting() {
        line.care = t.say("network-decision-outside");
    }
    line
}

/// Decisions that are open, or were left open.
pub(super) fn decisions_open(known: &Known) -> Vec<Line> {
    let decisions = known.network.decisions.values().filter(|d| d.is_open());
    decisions.map(|d| decision(known, d)).collect()
}

/// Decisions that were agreed, the latest first.
pub(super) fn decisions_agreed(known: &Known) -> Vec<Line> {
    let mut agreed: Vec<_> = known.network.decisions.values().filter(|d| !d.is_open()).collect();
    agreed.sort_by_key(|d| std::cmp::Reverse(d.outcomes.last().map(|o| o.entry.recorded_at)));
    agreed.into_iter().map(|d| decision(known, d)).collect()
}

/// Open promises, the earliest day first. Only the service's own are ever called overdue.
pub(super) fn promises(known: &Known) -> Vec<Line> {
    let t = known.t;
    let today = known.now.to_zoned(known.zone.clone()).date();
    let mut open: Vec<_> = known.network.promises.values().filter(|p| p.is_open()).collect();
    open.sort_by_key(|p| (p.made.by.is_none(), p.made.by, p.made.entry.recorded_at));
    let line = |p: &dialogue::promise::Promise| {
        let href = known.href(&format!("promise/{}", p.made.promise));
        let mut line = Line::new(href, p.made.what.clone());
        let who = known.name(p.made.who);
        line.about = match p.made.by {
            Some(by) => t.say_with("network-promise-by", [("who", &who), ("day", &time::date(by))]),
            None => who,
        };
        if known.network.is_overdue(p, today) {
            line.care = t.say("network-promise-overdue");
        }
        line
    };
    open.into_iter().map(line).collect()
}
