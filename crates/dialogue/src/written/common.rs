//! What was written together: topics, questions, decisions, and the plan of a next meeting.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::{DecisionWritten, MANY, NextWritten, QuestionWritten, SharedPage, Taking, lines};
use crate::{
    decision::{DecisionOpened, OptionNamed},
    ids::{DecisionId, MeetingId, QuestionId},
    plan::{MeetingPlanned, Place, Planned},
    question::QuestionOpened,
};

impl Taking<'_> {
    pub(super) fn takes_shared(&mut self, page: &SharedPage) {
        // Nobody's own words: everybody present may stand behind the list, or not.
        self.shares(&lines(page.topics.iter().map(String::as_str)));
        page.questions.iter().take(MANY).for_each(|question| self.takes_question(question));
        page.decisions.iter().take(MANY).for_each(|decision| self.takes_decision(decision));
        let questions = page.questions.iter().skip(MANY).map(|question| question.text.as_str());
        let decisions = page.decisions.iter().skip(MANY).flat_map(texts);
        let strays = page.strays.iter().map(String::as_str);
        self.shares(&lines(questions.chain(decisions).chain(strays)));
    }

    fn takes_question(&mut self, written: &QuestionWritten) {
        let text = written.text.trim();
        if self.whole.network.questions.values().any(|q| is(written, q.opened.question, &q.opened.text)) {
            return;
        }
        let id =
            self.id_or_new(&written.id, |whole, id| whole.network.questions.contains_key(&QuestionId(id)));
        let opened = QuestionOpened { question: QuestionId(id), text: text.to_owned() };
        let (told, ctx) = (self.together(), *self.ctx);
        if !self.takes(&opened, &told, &ctx, None) {
            self.shares(text);
        }
    }

    fn takes_decision(&mut self, written: &DecisionWritten) {
        let (told, ctx) = (self.together(), *self.ctx);
        let known = written.id.trim().parse().ok().map(DecisionId);
        if let Some(known) = known.and_then(|id| self.whole.network.decisions.get(&id)) {
            // Talked about before: what is new about it is added.
            let decision = known.opened.decision;
            let options: BTreeSet<String> = known.all_options().map(str::to_owned).collect();
            let about = known.opened.about.clone();
            for option in written.options.iter().filter(|option| !options.contains(option.trim())) {
                if !self.takes(&OptionNamed { decision, option: option.clone() }, &told, &ctx, None) {
                    self.shares(option);
                }
            }
            if about != written.text.trim() {
                self.shares(&written.text);
            }
            return;
        }
        let id =
            self.id_or_new(&written.id, |whole, id| whole.network.decisions.contains_key(&DecisionId(id)));
        let opened = DecisionOpened {
            decision: DecisionId(id),
            about: written.text.clone(),
            is_medicine: false,
            options: written.options.clone(),
        };
        if !self.takes(&opened, &told, &ctx, None) {
            self.shares(&lines(texts(written)));
        }
    }

    /// Plans the next meeting with the same people, if that can be read and may be.
    pub(super) fn plans(&mut self, next: &NextWritten) -> Option<MeetingId> {
        let at = time(&next.when)?;
        let meeting = MeetingId(self.id());
        let before = self.whole.network.meeting(self.meeting).and_then(|m| m.plan()).cloned();
        let place = place(&next.place);
        let planned = MeetingPlanned {
            meeting,
            when: Planned { at, zone: next.zone.trim().to_owned() },
            place: place.unwrap_or(Place::Elsewhere),
            place_words: if place.is_some() { String::new() } else { next.place.clone() },
            remote: String::new(),
            invited: before.as_ref().map(|plan| plan.invited.clone()).unwrap_or_default(),
            practitioners: before.map(|plan| plan.practitioners).unwrap_or_default(),
            wording: String::new(),
            reason: String::new(),
        };
        let ctx = *self.ctx;
        let told = crate::act::Told::default();
        self.takes(&planned, &told, &ctx, None).then_some(meeting)
    }
}

fn is(written: &QuestionWritten, id: QuestionId, text: &str) -> bool {
    written.id.trim().parse().ok() == Some(id) && written.text.trim() == text
}

fn texts(decision: &DecisionWritten) -> impl Iterator<Item = &str> {
    std::iter::once(decision.text.as_str()).chain(decision.options.iter().map(String::as_str))
}

fn time(written: &str) -> Option<DateTime> {
    written.trim().parse().ok()
}

/// A kind of place by its stable name.
fn place(written: &str) -> Option<Place> {
    Some(match written.trim() {
        "home" => Place::Home,
        "ward" => Place::Ward,
        "clinic" => Place::Clinic,
        "elsewhere" => Place::Elsewhere,
        "video" => Place::Video,
        "phone" => Place::Phone,
        _ => return None,
    })
}
