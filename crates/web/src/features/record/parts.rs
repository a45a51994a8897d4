//! The parts of a meeting's record, ready to be shown: who came, shared words, questions, decisions, promises.

use dialogue::{
    Entry, MeetingId, Noted, Who,
    decision::{Decision, Taken},
    meeting::{Came, Meeting, Next, Presence},
    plan::Coming,
    promise::Promise,
    question::{Move, Question},
    shared::SharedWords,
    words::{Kind, Passage},
};

use crate::{
    features::story::happening::{became_key, outcome_line},
    show::{Known, passage::Shown, time},
    words::key,
};

/// Somebody who came, or did not.
pub struct Guest {
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: String,
    /// How they were there, where that needs to be said.
    pub how: String,
}

/// A passage with what answers it beneath.
pub struct Answered {
    /// The passage.
    pub passage: Shown,
    /// Its answers.
    pub beneath: Vec<Shown>,
}

/// Words of a voice that are no passage.
pub struct Said {
    /// Whose.
    pub name: String,
    /// What they are.
    pub role: String,
    /// The words.
    pub text: String,
    /// Who wrote them down.
    pub scribe: String,
    /// The voice's tone.
    pub tone: u8,
}

/// Words that several voices may stand behind.
pub struct Shared {
    /// The text.
    pub text: String,
    /// Whether they stand, in words.
    pub standing: String,
    /// Where each voice stands.
    pub voices: Vec<String>,
    /// Who reads them.
    pub audience: String,
}

/// A question.
pub struct Asked {
    /// Its page.
    pub href: String,
    /// The question.
    pub text: String,
    /// Who asked, and what became of it in this meeting.
    pub about: Vec<String>,
}

/// A decision.
pub struct Decided {
    /// Its page.
    pub href: String,
    /// What it is about.
    pub about: String,
    /// Whether it is about medicine, in words.
    pub medicine: String,
    /// The options.
    pub options: Vec<String>,
    /// Each voice's stance.
    pub stances: Vec<Said>,
    /// What came out: what, in which words.
    pub outcomes: Vec<(String, String)>,
}

/// A promise.
pub struct Promised {
    /// Its page.
    pub href: String,
    /// Who.
    pub name: String,
    /// What.
    pub what: String,
    /// By when, what became of it, who wrote it down.
    pub about: Vec<String>,
}

/// How somebody was there, where that needs to be said.
pub fn presence(known: &Known, presence: Presence) -> String {
    match presence {
        Presence::There | Presence::NotThere => String::new(),
        Presence::Remote => known.t.say("record-came-remote"),
        Presence::LeftEarly => known.t.say("record-came-left-early"),
    }
}

fn guest(known: &Known, came: &Noted<Came>) -> Guest {
    Guest { name: known.name(came.who), role: known.role(came.who), how: presence(known, came.presence) }
}

/// Who came, the person first.
pub fn guests(known: &Known, meeting: &Meeting) -> Vec<Guest> {
    known
        .present_voices(meeting)
        .iter()
        .filter_map(|who| meeting.came.get(who))
        .map(|c| guest(known, c))
        .collect()
}

/// Who did not come, of those of whom it was noted.
pub fn absent(known: &Known, meeting: &Meeting) -> Vec<Guest> {
    let absent = meeting.came.values().filter(|c| c.presence == Presence::NotThere);
    absent.map(|c| guest(known, c)).collect()
}

fn said_in(entry: &Entry, meeting: MeetingId) -> bool {
    entry.told.meeting == Some(meeting)
}

fn noted_by(known: &Known, entry: &Entry) -> String {
    let hand = entry.told.scribe.map(|hand| known.name(hand));
    hand.map(|hand| known.t.say_with("passage-noted-by", [("name", &hand)])).unwrap_or_default()
}

/// Passages of some kinds, in the order in which they were written down.
pub fn passages(known: &Known, said: &[&Passage], kinds: &[Kind]) -> Vec<Shown> {
    said.iter().filter(|p| kinds.contains(&p.spoken.kind)).map(|p| known.show(p)).collect()
}

/// What was said, without what stands beneath a reflection.
pub fn tellings(known: &Known, said: &[&Passage]) -> Vec<Shown> {
    let told = said.iter().filter(|p| {
        matches!(p.spoken.kind, Kind::Telling | Kind::Response) && reflection_of(said, p).is_none()
    });
    told.map(|p| known.show(p)).collect()
}

/// The reflection that a passage answers, where it is one of this meeting.
fn reflection_of<'p>(said: &[&'p Passage], passage: &Passage) -> Option<&'p Passage> {
    let answered = passage.spoken.in_answer_to?;
    said.iter().find(|p| p.spoken.words == answered && p.spoken.kind == Kind::Reflection).copied()
}

/// Reflections, each with the network's answers beneath it.
pub fn reflections(known: &Known, said: &[&Passage]) -> Vec<Answered> {
    let reflections = said.iter().filter(|p| p.spoken.kind == Kind::Reflection);
    let beneath = |reflection: &Passage| {
        let answers = said.iter().filter(|p| {
            matches!(p.spoken.kind, Kind::Telling | Kind::Response)
                && p.spoken.in_answer_to == Some(reflection.spoken.words)
        });
        answers.map(|p| known.show(p)).collect()
    };
    reflections.map(|p| Answered { passage: known.show(p), beneath: beneath(p) }).collect()
}

/// Words that were sent instead of coming.
pub fn sent(known: &Known, meeting: &Meeting) -> Vec<Said> {
    let last = meeting.answers.values().filter_map(|answers| answers.last());
    last.filter(|a| a.answer == Coming::SendsWords && !a.words.is_empty())
        .map(|a| said(known, Who::Member(a.member), &a.words, &a.entry))
        .collect()
}

fn said(known: &Known, who: Who, text: &str, entry: &Entry) -> Said {
    Said {
        name: known.name_or_you(who),
        role: known.role(who),
        text: text.to_owned(),
        scribe: noted_by(known, entry),
        tone: known.tone(who),
    }
}

/// Shared words of the meeting: they stand only while each named voice says yes.
pub fn shared(known: &Known, meeting: MeetingId) -> Vec<Shared> {
    let mut all: Vec<_> =
        known.network.shared.values().filter(|s| said_in(&s.offered.entry, meeting)).collect();
    all.sort_by_key(|s| s.offered.entry.recorded_at);
    all.into_iter().map(|s| one_shared(known, s)).collect()
}

fn one_shared(known: &Known, shared: &SharedWords) -> Shared {
    let t = known.t;
    let standing = if shared.stand() { key("record-shared-stand") } else { key("record-shared-not") };
    let voice = |who: &Who| {
        let name = known.name_or_you(*who);
        match shared.answers.get(who) {
            Some(answer) => {
                let key = if answer.stands { key("record-shared-yes") } else { key("record-shared-out") };
                let said = t.say_with(key, [("name", &name)]);
                let noted = noted_by(known, &answer.entry);
                if noted.is_empty() { said } else { format!("{said} ({noted})") }
            }
            None => t.say_with("record-shared-open", [("name", &name)]),
        }
    };
    Shared {
        text: shared.offered.text.clone(),
        standing: t.say(standing),
        voices: shared.offered.voices.iter().map(voice).collect(),
        audience: known.audience_of(&shared.offered.entry),
    }
}

/// Questions that were opened or moved in the meeting.
pub fn questions(known: &Known, meeting: MeetingId) -> Vec<Asked> {
    let here = |q: &&Question| {
        said_in(&q.opened.entry, meeting) || q.moves.iter().any(|m| said_in(&m.entry, meeting))
    };
    let mut all: Vec<_> = known.network.questions.values().filter(here).collect();
    all.sort_by_key(|q| q.opened.entry.recorded_at);
    all.into_iter().map(|q| one_question(known, q, meeting)).collect()
}

fn one_question(known: &Known, question: &Question, meeting: MeetingId) -> Asked {
    let t = known.t;
    let mut about = vec![known.told_by(&question.opened)];
    for moved in question.moves.iter().filter(|m| said_in(&m.entry, meeting)) {
        let key = match moved.to {
            Move::Dissolved => key("record-question-dissolved"),
            Move::Reopened => key("record-question-reopened"),
        };
        about.push(t.say(key));
        about.push(moved.words.clone());
    }
    about.retain(|line| !line.is_empty());
    Asked {
        href: known.href(&format!("question/{}", question.opened.question)),
        text: question.opened.text.clone(),
        about,
    }
}

/// Decisions that were opened, spoken of or came out in the meeting.
pub fn decisions(known: &Known, meeting: MeetingId) -> Vec<Decided> {
    here(known, meeting).into_iter().map(|d| one_decision(known, d, meeting)).collect()
}

/// The decisions of a meeting, by when they were opened.
pub fn here(known: &Known, meeting: MeetingId) -> Vec<&Decision> {
    let here = |d: &&Decision| {
        said_in(&d.opened.entry, meeting)
            || d.options.iter().any(|o| said_in(&o.entry, meeting))
            || d.stances.values().flatten().any(|s| said_in(&s.entry, meeting))
            || d.outcomes.iter().any(|o| said_in(&o.entry, meeting))
    };
    let mut all: Vec<_> = known.network.decisions.values().filter(here).collect();
    all.sort_by_key(|d| d.opened.entry.recorded_at);
    all
}

fn one_decision(known: &Known, decision: &Decision, meeting: MeetingId) -> Decided {
    let t = known.t;
    let stances = decision.stances.values().flatten().filter(|s| said_in(&s.entry, meeting));
    let mut stances: Vec<_> = stances.collect();
    stances.sort_by_key(|s| s.entry.recorded_at);
    let outcomes = decision.outcomes.iter().filter(|o| said_in(&o.entry, meeting)).map(|o| {
        let (what, words) = outcome_line(t, o);
        match &o.taken {
            Taken::InMeeting => (what, words),
            Taken::Outside(why) => (what, format!("{words}\n{}: {why}", t.say("story-outside"))),
        }
    });
    Decided {
        href: known.href(&format!("decision/{}", decision.opened.decision)),
        about: decision.opened.about.clone(),
        medicine: if decision.opened.is_medicine { t.say("record-medicine") } else { String::new() },
        options: decision.all_options().map(str::to_owned).collect(),
        stances: stances.into_iter().map(|s| said(known, s.who, &s.words, &s.entry)).collect(),
        outcomes: outcomes.collect(),
    }
}

/// Promises that were made or settled in the meeting.
pub fn promises(known: &Known, meeting: MeetingId) -> Vec<Promised> {
    let here = |p: &&Promise| {
        said_in(&p.made.entry, meeting) || p.settled.iter().any(|s| said_in(&s.entry, meeting))
    };
    let mut all: Vec<_> = known.network.promises.values().filter(here).collect();
    all.sort_by_key(|p| p.made.entry.recorded_at);
    all.into_iter().map(|p| one_promise(known, p, meeting)).collect()
}

fn one_promise(known: &Known, promise: &Promise, meeting: MeetingId) -> Promised {
    let t = known.t;
    let mut about = Vec::new();
    about.extend(promise.made.by.map(|day| t.say_with("record-promise-by", [("day", &time::date(day))])));
    for settled in promise.settled.iter().filter(|s| said_in(&s.entry, meeting)) {
        about.push(t.say(became_key(settled.became)));
        about.push(settled.words.clone());
    }
    about.push(noted_by(known, &promise.made.entry));
    about.retain(|line| !line.is_empty());
    Promised {
        href: known.href(&format!("promise/{}", promise.made.promise)),
        name: known.name_or_you(promise.made.who),
        what: promise.made.what.clone(),
        about,
    }
}

/// What comes next, in a sentence, and where it leads.
pub fn next(known: &Known, meeting: &Meeting) -> (String, String) {
    let t = known.t;
    match meeting.next.as_ref().map(|n| &n.next) {
        Some(Next::Meeting(id)) => {
            let at = known.network.meeting(*id).and_then(Meeting::starts_at).map(|at| known.at(at));
            let line = at.map(|at| t.say_with("record-next-meeting", [("at", &at)]));
            let line = line.unwrap_or_else(|| t.say("record-next-meeting-somewhen"));
            (line, known.href(&format!("meeting/{id}")))
        }
        Some(Next::WeWillCall(when)) if when.is_empty() => (t.say("record-next-call"), String::new()),
        Some(Next::WeWillCall(when)) => {
            (t.say_with("record-next-call-when", [("when", when)]), String::new())
        }
        Some(Next::YouCall) => (t.say("record-next-you-call"), String::new()),
        Some(Next::Enough) => (t.say("record-next-enough"), String::new()),
        None => Default::default(),
    }
}
