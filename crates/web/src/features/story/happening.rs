//! One happening of the story, ready to be shown: whose words, what they are, when, who wrote them down,
//! who reads them; and where a search has found something.

use dialogue::{
    Entry, Who,
    decision::{DecisionCameOut, Outcome, Taken},
    meeting::Meeting,
    people::Circumstance,
    plan::Coming,
    promise::Became,
    question::Move,
    search::Sought,
    story::{Beat, What},
    words::Passage,
};

use super::right;
use crate::{
    show::{Known, kept::Way, place_key, time},
    words::{Words, key},
};

/// A piece of a text: what it says, and whether it is what somebody searches for.
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are marked.
    pub is_found: bool,
}

/// One text of a happening.
pub struct Line {
    /// What it is, where that must be said: "Amended", "Options".
    pub label: String,
    /// The text in pieces.
    pub pieces: Vec<Piece>,
}

/// A happening that is not shown as a passage, or is shown as found.
pub struct Happening {
    /// What happened: "A promise".
    pub head: String,
    /// Whose words, or who it is about; empty for what merely happened.
    pub name: String,
    /// What they are.
    pub role: String,
    /// When.
    pub time: String,
    /// What was said.
    pub lines: Vec<Line>,
    /// Who wrote it down, if another hand did.
    pub scribe: String,
    /// Who reads it; empty for what has no words.
    pub audience: String,
    /// That it is kept from the person, for those who may know that.
    pub kept: String,
    /// What its reader may do about it.
    pub ways: Vec<Way>,
    /// The voice's tone; 0 for what is nobody's words.
    pub tone: u8,
    /// Where more of it stands.
    pub href: String,
    /// What that link says.
    pub link: String,
}

/// A text in pieces, those that are sought apart.
fn pieces(text: &str, sought: Option<&Sought>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |from: usize, to: usize, is_found: bool| {
        let text = text.get(from..to).unwrap_or_default();
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), is_found });
        }
    };
    for place in sought.map(|s| s.places(text)).unwrap_or_default() {
        push(at, place.start, false);
        push(place.start, place.end, true);
        at = place.end;
    }
    push(at, text.len(), false);
    pieces
}

/// What the texts of a happening are, before they are searched: a label and the words.
pub(super) type Texts = Vec<(String, String)>;

pub(super) fn plain(text: &str) -> Texts {
    vec![(String::new(), text.to_owned())]
}

/// The name of a part of life that weighs.
fn circumstance_key(about: Circumstance) -> &'static str {
    match about {
        Circumstance::Home => key("story-weighs-home"),
        Circumstance::Money => key("story-weighs-money"),
        Circumstance::Work => key("story-weighs-work"),
        Circumstance::Safety => key("story-weighs-safety"),
        Circumstance::Other => key("story-weighs"),
    }
}

fn coming_key(answer: Coming) -> &'static str {
    match answer {
        Coming::Coming => key("story-answered-coming"),
        Coming::Remote => key("story-answered-remote"),
        Coming::Cannot => key("story-answered-cannot"),
        Coming::SendsWords => key("story-answered-sends-words"),
        Coming::NotAgain => key("story-answered-not-again"),
    }
}

/// The name of what became of a promise.
pub fn became_key(became: Became) -> &'static str {
    match became {
        Became::Kept => key("story-promise-kept"),
        Became::NotKept => key("story-promise-not-kept"),
        Became::LetGo => key("story-promise-let-go"),
        Became::OpenAgain => key("story-promise-open-again"),
    }
}

/// Where a meeting was, and how.
pub fn place_line(known: &Known, meeting: &Meeting) -> String {
    let Some(plan) = meeting.plan() else { return String::new() };
    let parts = [known.t.say(place_key(plan.place)), plan.place_words.clone(), plan.remote.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What came out of a decision, in a line.
pub fn outcome_line(t: Words, out: &DecisionCameOut) -> (String, String) {
    match &out.outcome {
        Outcome::Agreed(words) => (t.say("story-agreed"), words.clone()),
        Outcome::LeftOpen { until: Some(day), words } => {
            (t.say_with("story-left-open-until", [("day", &time::date(*day))]), words.clone())
        }
        Outcome::LeftOpen { until: None, words } => (t.say("story-left-open"), words.clone()),
    }
}

/// Makes happenings of beats, for one viewer.
pub struct Teller<'k> {
    known: &'k Known,
    sought: Option<Sought>,
}

impl<'k> Teller<'k> {
    /// Tells the story to a viewer; what is sought is marked.
    pub fn new(known: &'k Known, sought: Option<Sought>) -> Self {
        Self { known, sought }
    }

    /// One happening, ready to be shown.
    pub fn tell(&self, beat: &Beat<'_>) -> Happening {
        let known = self.known;
        let (head, texts) = self.head_and_texts(beat);
        let (name, role) = self.name_and_role(beat);
        let (href, link) = self.further(beat);
        let is_met = matches!(beat.what, What::Met(_));
        let has_words = !is_met && texts.iter().any(|(_, text)| !text.is_empty());
        let line =
            |(label, text): (String, String)| Line { label, pieces: pieces(&text, self.sought.as_ref()) };
        Happening {
            head,
            name,
            role,
            time: self.time(beat),
            lines: texts.into_iter().filter(|(_, text)| !text.is_empty()).map(line).collect(),
            scribe: self.scribe(beat),
            audience: if has_words { known.audience_of(beat.entry) } else { String::new() },
            kept: known.kept(beat.entry.id),
            ways: if has_words { known.ways(beat.entry) } else { Vec::new() },
            tone: beat.voice().map_or(0, |who| known.tone(who)),
            href,
            link,
        }
    }

    /// Who wrote it down. A call is "as heard by" its taker, as a passage is until it is read back.
    fn scribe(&self, beat: &Beat<'_>) -> String {
        let (is_call, key) = match beat.what {
            What::Said(passage) => return self.known.show(passage).scribe,
            What::Called(_) => (true, key("passage-as-heard-by")),
            _ => (false, key("passage-noted-by")),
        };
        let hand = beat.entry.told.scribe.filter(|_| is_call || beat.voice().is_some());
        let hand = hand.map(|hand| self.known.name(hand));
        hand.map(|hand| self.known.t.say_with(key, [("name", &hand)])).unwrap_or_default()
    }

    fn time(&self, beat: &Beat<'_>) -> String {
        let known = self.known;
        match beat.what {
            What::Called(call) => known.at(call.called_at()),
            What::Met(meeting) => meeting.starts_at().map(|at| known.at(at)).unwrap_or_default(),
            What::StayBegan(stay) => time::date(stay.began.began),
            What::StayEnded(_, ended) => time::date(ended.ended),
            What::Beside(right) => right::time(known, right, beat.entry),
            _ => known.said_at(beat.entry),
        }
    }

    fn name_and_role(&self, beat: &Beat<'_>) -> (String, String) {
        let known = self.known;
        let of = |who: Who| (known.name_or_you(who), known.role(who));
        match beat.what {
            What::Held(held) => of(Who::Practitioner(held.holder)),
            What::TeamJoined(joined) => of(Who::Practitioner(joined.practitioner)),
            What::TeamLeft(left) => of(Who::Practitioner(left.practitioner)),
            What::Joined(named) => of(Who::Member(named.member)),
            What::Beside(right) => right::of(right).or(beat.voice()).map(of).unwrap_or_default(),
            What::Called(call) if beat.voice().is_none() => {
                (call.asked.caller.name.clone(), call.asked.caller.tie.clone())
            }
            _ => beat.voice().map(of).unwrap_or_default(),
        }
    }

    /// Where more of it stands, for those who may go there.
    fn further(&self, beat: &Beat<'_>) -> (String, String) {
        let known = self.known;
        let link = |below: String, key: &'static str| (known.href(&below), known.t.say(key));
        match beat.what {
            What::Met(meeting) => link(format!("meeting/{}/record", meeting.id), key("story-to-record")),
            What::Asked(q) | What::Moved(q, _) => {
                link(format!("question/{}", q.opened.question), key("story-to-question"))
            }
            What::Opened(d) | What::Stance(d, _) | What::CameOut(d, _) => {
                link(format!("decision/{}", d.opened.decision), key("story-to-decision"))
            }
            What::Promised(p) | What::Settled(p, _) => {
                link(format!("promise/{}", p.made.promise), key("story-to-promise"))
            }
            What::Beside(right) => {
                right::further(known, right).map_or_else(Default::default, |(below, key)| link(below, key))
            }
            _ => Default::default(),
        }
    }

    fn head_and_texts(&self, beat: &Beat<'_>) -> (String, Texts) {
        let known = self.known;
        let t = known.t;
        match beat.what {
            What::Said(passage) => {
                (t.say(crate::show::passage::kind_key(passage.spoken.kind)), self.wordings(passage))
            }
            What::Called(call) => {
                let asked = &call.asked.fact;
                let own = (String::new(), asked.own_words.clone());
                let else_ = (t.say("story-who-else"), asked.who_else.clone());
                let where_ = (t.say("story-where-when"), asked.where_when.clone());
                (t.say("story-called"), vec![own, else_, where_])
            }
            What::Joined(_) => (t.say("story-joined"), Vec::new()),
            What::Held(held) => (t.say("story-held"), plain(&held.words)),
            What::TeamJoined(joined) => (t.say("story-team-joined"), plain(&joined.words)),
            What::TeamLeft(left) => (t.say("story-team-left"), plain(&left.words)),
            What::Met(meeting) => (t.say("story-met"), self.met(meeting)),
            What::CalledOff(_, why) => (t.say("story-called-off"), plain(why)),
            What::Answered(answer) => (t.say(coming_key(answer.answer)), plain(&answer.words)),
            What::Shared(shared) => {
                let stand = if shared.stand() { key("story-shared-stand") } else { key("story-shared") };
                let voices = known.names(shared.offered.voices.iter().copied());
                (
                    t.say(stand),
                    vec![(t.say("story-shared-of"), voices), (String::new(), shared.offered.text.clone())],
                )
            }
            What::Weighs(told) => (t.say(circumstance_key(told.about)), plain(&told.words)),
            What::Opened(_) | What::Stance(..) | What::CameOut(..) => self.of_decision(beat),
            What::Beside(right) => right::head_and_texts(known, right),
            _ => self.of_the_rest(beat),
        }
    }

    /// Questions, promises, safety agreements and stays.
    fn of_the_rest(&self, beat: &Beat<'_>) -> (String, Texts) {
        let t = self.known.t;
        match beat.what {
            What::Asked(question) => (t.say("story-question"), plain(&question.opened.text)),
            What::Moved(question, moved) => {
                let head = match moved.to {
                    Move::Dissolved => key("story-question-dissolved"),
                    Move::Reopened => key("story-question-reopened"),
                };
                (
                    t.say(head),
                    vec![
                        (t.say("story-the-question"), question.opened.text.clone()),
                        (String::new(), moved.words.clone()),
                    ],
                )
            }
            What::Promised(promise) => {
                let by =
                    promise.made.by.map(|day| t.say_with("story-promise-by", [("day", &time::date(day))]));
                (by.unwrap_or_else(|| t.say("story-promise")), plain(&promise.made.what))
            }
            What::Settled(promise, settled) => {
                let words = (String::new(), settled.words.clone());
                (
                    t.say(became_key(settled.became)),
                    vec![(t.say("story-the-promise"), promise.made.what.clone()), words],
                )
            }
            What::Safety(agreed) => {
                let notices = (t.say("story-safety-notices"), agreed.notices.clone());
                let calls = (t.say("story-safety-calls"), agreed.calls.clone());
                (
                    t.say("story-safety"),
                    vec![notices, calls, (t.say("story-safety-helps"), agreed.helps.clone())],
                )
            }
            What::StayBegan(stay) => {
                let called = (t.say("story-stay-called"), stay.began.own_word.clone());
                (t.say("story-stay-began"), vec![(String::new(), stay.began.place.clone()), called])
            }
            What::StayEnded(stay, ended) => {
                let words = (String::new(), ended.words.clone());
                (t.say("story-stay-ended"), vec![(String::new(), stay.began.place.clone()), words])
            }
            _ => Default::default(),
        }
    }

    fn met(&self, meeting: &Meeting) -> Texts {
        let (known, t) = (self.known, self.known.t);
        let came = known.names(known.present_voices(meeting));
        let mut texts = vec![(String::new(), place_line(known, meeting)), (t.say("story-came"), came)];
        texts
            .extend(known.corrections(meeting).into_iter().map(|line| (t.say("story-came-put-right"), line)));
        texts
    }

    fn of_decision(&self, beat: &Beat<'_>) -> (String, Texts) {
        let t = self.known.t;
        let about = |about: &str| (t.say("story-the-decision"), about.to_owned());
        match beat.what {
            What::Stance(decision, stance) => (
                t.say("story-stance"),
                vec![about(&decision.opened.about), (String::new(), stance.words.clone())],
            ),
            What::CameOut(decision, out) => {
                let (head, words) = outcome_line(t, out);
                let mut texts = vec![about(&decision.opened.about), (String::new(), words)];
                if let Taken::Outside(why) = &out.taken {
                    texts.push((t.say("story-outside"), why.clone()));
                }
                (head, texts)
            }
            What::Opened(decision) => {
                let options = decision.all_options().collect::<Vec<_>>().join("\n");
                (
                    t.say("story-decision"),
                    vec![(String::new(), decision.opened.about.clone()), (t.say("story-options"), options)],
                )
            }
            _ => Default::default(),
        }
    }

    /// A passage with everything that stands beside it, each with whose it is.
    fn wordings(&self, passage: &Passage) -> Texts {
        let t = self.known.t;
        let by = |label: &'static str, entry: &Entry| {
            let name = entry.told.voice.map(|w| self.known.name_or_you(w)).unwrap_or_default();
            format!("{} · {name}", t.say(label))
        };
        let mut texts = plain(passage.text());
        let amended = passage.amendments.iter().map(|a| (by("passage-amended", &a.entry), a.text.clone()));
        texts.extend(amended);
        let differs = passage.differences.iter().map(|d| (by("passage-differs", &d.entry), d.text.clone()));
        texts.extend(differs);
        let mut earlier = vec![passage.spoken.text.as_str()];
        earlier.extend(passage.rewordings.iter().map(|r| r.text.as_str()));
        earlier.pop();
        texts.extend(earlier.into_iter().map(|text| (t.say("passage-earlier"), text.to_owned())));
        texts
    }
}
