//! Today: what a practitioner needs to see first. Who is not safe, who waits and for how long,
//! which meetings are today, what was promised. From the networks they are with; of others only
//! that somebody waits and who holds it.

use askama::Template;
use axum::{Router, response::Response, routing::get};
use dialogue::{Card, Duty, NetworkId, PractitionerId, matter::Matter, service::LegalRecord};
use jiff::civil::Date;

use crate::{
    features::request::stage_key,
    http::{
        App, Visit,
        visit::{Cards, problem},
    },
    page::{Page, problem::Problem, show},
    show::{place_key, time},
};

#[cfg(test)]
mod tests;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/today", get(page))
}

/// A call whose clock runs.
struct Waiting {
    href: String,
    person: String,
    stage: String,
    left: String,
    state: &'static str,
    holder: String,
    is_mine: bool,
}

/// A meeting of today.
struct Meeting {
    href: String,
    person: String,
    hour: String,
    place: String,
    practitioners: String,
}

/// Something that asks to be looked at, in words, with where it leads.
struct Line {
    href: String,
    words: String,
}

#[derive(Template)]
#[template(path = "features/today/page.html")]
struct TodayPage {
    page: Page,
    day: String,
    damaged: Vec<String>,
    not_safe: Vec<Line>,
    matters: String,
    waiting: Vec<Waiting>,
    meetings: Vec<Meeting>,
    lines: Vec<Line>,
    promises: Vec<Line>,
    elsewhere: Vec<Waiting>,
    emergencies: Vec<Line>,
    on_call: bool,
}

struct Today<'a> {
    visit: &'a Visit,
    me: PractitionerId,
    day: Date,
    cards: Vec<Card>,
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    let me = visit.practitioner()?;
    let Cards { mut cards, damaged } = visit.cards().await?;
    if visit.service.is.legal_record == LegalRecord::Polyphony {
        // What is in the legal record already waits for no filing elsewhere.
        cards.iter_mut().for_each(|card| card.unfiled.clear());
    }
    let day = visit.now.to_zoned(visit.zone.clone()).date();
    let elsewhere = elsewhere(&visit, &cards).await?;
    let today = Today { visit: &visit, me, day, cards };
    Ok(show(TodayPage {
        page: visit.page_at(visit.t.say("today-title"), "/today"),
        day: time::day(visit.now, &visit.zone),
        damaged,
        not_safe: today.not_safe(),
        matters: crate::features::matters::line(&visit).await?,
        waiting: today.waiting(),
        meetings: today.meetings(),
        lines: today.lines(),
        promises: today.promises(),
        elsewhere,
        emergencies: emergencies(&visit).await?,
        on_call: visit.service.duties(me).has(Duty::OnCall),
    }))
}

impl Today<'_> {
    fn person(&self, card: &Card) -> String {
        self.visit.person_on(card)
    }

    fn not_safe(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for card in &self.cards {
            for request in &card.safety_open {
                let words = self.visit.t.say_with("today-not-safe", [("person", &self.person(card))]);
                lines.push(Line { href: format!("/network/{}/request/{request}", card.network), words });
            }
        }
        lines
    }

    fn waiting(&self) -> Vec<Waiting> {
        let mut waiting: Vec<_> = self.cards.iter().filter_map(|c| c.waiting.map(|w| (c, w))).collect();
        waiting.sort_by_key(|(_, (_, clock))| clock.called_at);
        waiting
            .into_iter()
            .map(|(card, (request, clock))| {
                let left = clock.left(self.visit.now);
                Waiting {
                    href: format!("/network/{}/request/{request}", card.network),
                    person: self.person(card),
                    stage: self.visit.t.say(stage_key(clock.stage())),
                    left: time::left(self.visit.t, left),
                    state: time::urgency(clock.stage(), left),
                    holder: card.holder.map(|id| self.visit.service.name(id).to_owned()).unwrap_or_default(),
                    is_mine: card.holder == Some(self.me),
                }
            })
            .collect()
    }

    fn meetings(&self) -> Vec<Meeting> {
        let mut meetings = Vec::new();
        for card in &self.cards {
            for meeting in card.on_day(self.day, &self.visit.zone) {
                let names: Vec<_> =
                    meeting.practitioners.iter().map(|id| self.visit.service.name(*id)).collect();
                meetings.push((
                    meeting.starts_at,
                    Meeting {
                        href: format!("/network/{}/meeting/{}", card.network, meeting.meeting),
                        person: self.person(card),
                        hour: time::hour(meeting.starts_at, &self.visit.zone),
                        place: meeting.place.map(|p| self.visit.t.say(place_key(p))).unwrap_or_default(),
                        practitioners: names.join(", "),
                    },
                ));
            }
        }
        meetings.sort_by_key(|(at, _)| *at);
        meetings.into_iter().map(|(_, meeting)| meeting).collect()
    }

    /// Calls not seen, words not read, meetings not filed.
    fn lines(&self) -> Vec<Line> {
        let t = self.visit.t;
        let mut lines = Vec::new();
        for card in &self.cards {
            let (person, network) = (self.person(card), card.network);
            let mut line = |href: String, key: &str| {
                lines.push(Line { href, words: t.say_with(key, [("person", &person)]) });
            };
            for request in card.unheard.iter().filter(|_| card.holder == Some(self.me)) {
                line(format!("/network/{network}/request/{request}"), crate::words::key("today-unheard"));
            }
            if card.unread > 0 {
                line(format!("/network/{network}/left"), crate::words::key("today-unread"));
            }
            for meeting in &card.unfiled {
                line(
                    format!("/network/{network}/meeting/{meeting}/filing"),
                    crate::words::key("today-unfiled"),
                );
            }
        }
        lines
    }

    /// Only the service's own promises are counted here; a family is never chased.
    fn promises(&self) -> Vec<Line> {
        let t = self.visit.t;
        let mut lines = Vec::new();
        for card in &self.cards {
            let mine: Vec<_> = card.promises.iter().filter(|(who, _)| *who == self.me).collect();
            if mine.is_empty() {
                continue;
            }
            let due = mine.iter().filter(|(_, by)| by.is_some_and(|by| by <= self.day)).count();
            let (person, n) = (self.person(card), mine.len());
            let words = t.say_with("today-promises", (("person", &person), ("n", &n), ("due", &due)));
            lines.push(Line { href: format!("/network/{}#promises", card.network), words });
        }
        lines
    }
}

/// Emergency accesses that wait for this practitioner's review: that there are some, and nothing of any network.
async fn emergencies(visit: &Visit) -> Result<Vec<Line>, Problem> {
    let matters = visit.app.store().matters_for(&visit.account).await.map_err(problem)?;
    let waiting = matters.into_iter().filter(|one| one.row.matter == Matter::Emergency);
    Ok(waiting
        .map(|one| Line {
            href: format!("/network/{}/emergency/{}", one.network, one.row.entry),
            words: visit.t.say_with("today-emergency", [("due", &time::moment(one.row.due_at, &visit.zone))]),
        })
        .collect())
}

/// Calls that wait in networks this practitioner is not with: how long, and who holds them.
async fn elsewhere(visit: &Visit, own: &[Card]) -> Result<Vec<Waiting>, Problem> {
    let t = visit.t;
    let is_own = |network: NetworkId| own.iter().any(|card| card.network == network);
    let board = visit.app.store().waiting(&visit.account).await.map_err(problem)?;
    let mut waiting = Vec::new();
    for row in board.into_iter().filter(|row| !is_own(row.network)) {
        let Some(clock) = row.row.clock() else { continue };
        waiting.push(Waiting {
            href: String::new(),
            person: t.say("today-somebody"),
            stage: t.say(stage_key(clock.stage())),
            left: time::left(t, clock.left(visit.now)),
            state: time::urgency(clock.stage(), clock.left(visit.now)),
            holder: row.row.holder.map(|id| visit.service.name(id).to_owned()).unwrap_or_default(),
            is_mine: false,
        });
    }
    Ok(waiting)
}
