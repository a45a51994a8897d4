//! What is said in a simulated meeting, and what comes of it: questions, decisions, promises, safety.

use dialogue::{
    Act, Audience, DecisionId, MeetingId, MemberId, PractitionerId, PromiseId, QuestionId, Told, Who,
    WordsId,
    decision::{DecisionCameOut, DecisionOpened, Outcome, StanceTaken, Taken},
    promise::{Became, PromiseMade, PromiseSettled},
    question::{Move, QuestionMoved, QuestionOpened},
    safety::SafetyAgreed,
    shared::{SharedWordsAnswered, SharedWordsOffered},
    words::{Kind, WordsRead, WordsSpoken},
};
use jiff::ToSpan;

use super::{life::Life, phrases};

/// The members' passages, for the read-back. Eight to twenty are said in all.
pub(super) fn all(
    life: &mut Life<'_>,
    meeting: MeetingId,
    nth: i64,
    members: &[MemberId],
    staff: &[PractitionerId],
) -> Vec<(WordsId, MemberId)> {
    let many = life.chance.between(8, 20);
    let reflections = life.chance.between(1, 3);
    let closings = life.chance.between(0, 2);
    let openings = life.chance.between(1, 3);
    let tellings = (many - reflections * 2 - closings - openings).max(1);
    let mut said = Vec::new();
    for opening in 0..openings {
        let kind = if nth == 0 && opening == 0 { Kind::HowItCameAbout } else { Kind::HowToUseTime };
        tells(life, meeting, members, kind, &mut said);
    }
    for _ in 0..tellings {
        if life.chance.happens(0.06) {
            let voice = Who::Practitioner(life.chance.pick(staff, life.holder));
            speak(life, meeting, voice, Kind::Telling, None);
        } else {
            tells(life, meeting, members, Kind::Telling, &mut said);
        }
    }
    for _ in 0..reflections {
        let voice = Who::Practitioner(life.chance.pick(staff, life.holder));
        let aloud = speak(life, meeting, voice, Kind::Reflection, None);
        let answers = life.chance.pick(members, life.person);
        let words = speak(life, meeting, Who::Member(answers), Kind::Response, Some(aloud));
        said.push((words, answers));
    }
    comes_of_it(life, meeting, nth, members, staff);
    for _ in 0..closings {
        tells(life, meeting, members, Kind::Closing, &mut said);
    }
    said
}

/// A member says something; the person more often than any other.
fn tells(
    life: &mut Life<'_>,
    meeting: MeetingId,
    members: &[MemberId],
    kind: Kind,
    said: &mut Vec<(WordsId, MemberId)>,
) {
    let person = life.person;
    let is_person = members.contains(&person) && life.chance.happens(0.3);
    let member = if is_person { person } else { life.chance.pick(members, person) };
    let before = said.last().map(|(words, _)| *words).filter(|_| kind == Kind::Telling);
    let answers = before.filter(|_| life.chance.happens(0.2));
    said.push((speak(life, meeting, Who::Member(member), kind, answers), member));
}

fn speak(
    life: &mut Life<'_>,
    meeting: MeetingId,
    voice: Who,
    kind: Kind,
    in_answer_to: Option<WordsId>,
) -> WordsId {
    let words = WordsId(life.new_id());
    let by = life.hand(voice, 0.12);
    let audience = match life.chance.weighted(&[88, 6, 4, 2]) {
        1 if voice.member().is_some() => Some(Audience::PersonAndTeam),
        2 => Some(Audience::Everyone),
        3 => life.circle.filter(|_| voice.member().is_some()),
        _ => None,
    };
    let absent = life.private.last().copied().filter(|one| Some(*one) != voice.member());
    let thinking_of = absent.filter(|_| kind == Kind::Telling && life.chance.happens(0.02));
    let text = phrases::words(&mut life.chance, kind);
    let told = Told { audience, ..Told::in_meeting(meeting, voice) };
    life.send(by, told, Act::Speak(WordsSpoken { words, kind, text, in_answer_to, thinking_of }));
    words
}

/// Between meetings somebody leaves words, by their own hand; mostly the holder reads them.
pub(super) fn left(life: &mut Life<'_>) {
    if !life.chance.happens(0.2) {
        return;
    }
    let is_person = life.chance.happens(0.5);
    let member = if is_person { life.person } else { life.chance.pick(&life.private, life.person) };
    let words = WordsId(life.new_id());
    let text = phrases::words(&mut life.chance, Kind::Left);
    let spoken = WordsSpoken { words, kind: Kind::Left, text, in_answer_to: None, thinking_of: None };
    life.send(life.account(member), Told::default(), Act::Speak(spoken));
    if life.chance.happens(0.8) {
        let minutes = life.chance.between(20, 600);
        life.pass(minutes);
        life.tend(Act::ReadWords(WordsRead { words }));
    }
}

/// What is opened, moved, weighed, promised and agreed.
fn comes_of_it(
    life: &mut Life<'_>,
    meeting: MeetingId,
    nth: i64,
    members: &[MemberId],
    staff: &[PractitionerId],
) {
    let told = Told { meeting: Some(meeting), ..Told::default() };
    if nth == 0 || life.chance.happens(0.06) {
        let notices = phrases::sentence(&mut life.chance, &["My sister, when I %d.", "%w, before I do."]);
        let (calls, helps) = ("Ring the night number, any hour.".to_owned(), "The light on. Tea.".to_owned());
        tend_in(life, &told, Act::AgreeSafety(SafetyAgreed { notices, calls, helps }));
    }
    questions(life, &told, members);
    decisions(life, &told, members, staff);
    promises(life, &told, members, staff);
    if life.chance.happens(0.08) {
        shared(life, &told, members);
    }
}

/// By whoever holds the pen.
fn tend_in(life: &mut Life<'_>, told: &Told, act: Act) {
    let by = super::account_of(life.pen.unwrap_or(life.holder));
    life.send(by, told.clone(), act);
}

fn questions(life: &mut Life<'_>, told: &Told, members: &[MemberId]) {
    if life.questions.len() > 1
        && life.chance.happens(0.25)
        && let Some(question) = life.questions.pop_front()
    {
        let (to, words) = (Move::Dissolved, "It went away by itself.".to_owned());
        tend_in(life, told, Act::MoveQuestion(QuestionMoved { question, to, words }));
    }
    if life.chance.happens(0.3) {
        let question = QuestionId(life.new_id());
        let voice = Who::Member(life.chance.pick(members, life.person));
        let text = phrases::sentence(&mut life.chance, &phrases::QUESTIONS);
        let told = Told { voice: Some(voice), ..told.clone() };
        tend_in(life, &told, Act::OpenQuestion(QuestionOpened { question, text }));
        life.questions.push_back(question);
    }
}

fn decisions(life: &mut Life<'_>, told: &Told, members: &[MemberId], staff: &[PractitionerId]) {
    let again = if life.chance.happens(0.3) { life.decisions.pop_front() } else { None };
    if let Some(decision) = again {
        weigh(life, told, decision, members, staff);
    } else if life.chance.happens(0.25) {
        let decision = DecisionId(life.new_id());
        let is_medicine = life.chance.happens(0.35);
        let list: &[&'static str] = if is_medicine { &phrases::MEDICINE } else { &phrases::DECISIONS };
        let about = phrases::sentence(&mut life.chance, list);
        let options = vec!["Now".to_owned(), "Later".to_owned(), "Not at all".to_owned()];
        tend_in(life, told, Act::OpenDecision(DecisionOpened { decision, about, is_medicine, options }));
        weigh(life, told, decision, members, staff);
    }
}

/// Some voices take a stance; it is agreed, left open on purpose, or nothing comes out yet.
fn weigh(
    life: &mut Life<'_>,
    told: &Told,
    decision: DecisionId,
    members: &[MemberId],
    staff: &[PractitionerId],
) {
    let voices = life.chance.some(members, 3).into_iter().map(Who::Member);
    for who in voices.chain(staff.first().copied().map(Who::Practitioner)).collect::<Vec<_>>() {
        let words = phrases::sentence(&mut life.chance, &phrases::STANCES);
        let by = life.hand(who, 0.1);
        let told = Told { voice: Some(who), ..told.clone() };
        life.send(by, told, Act::TakeStance(StanceTaken { decision, who, words }));
    }
    let taken = if life.chance.happens(0.05) {
        Taken::Outside("At night, by the duty doctor: it could not wait until morning.".to_owned())
    } else {
        Taken::InMeeting
    };
    let outcome = match life.chance.weighted(&[45, 40, 15]) {
        0 => Outcome::Agreed("As it was said last.".to_owned()),
        1 => {
            let today = life.calendar.wall(life.now()).date();
            let until = today.checked_add(life.chance.between(2, 40).days()).ok();
            life.decisions.push_back(decision);
            Outcome::LeftOpen { until, words: "Not yet.".to_owned() }
        }
        _ => return life.decisions.push_back(decision),
    };
    tend_in(life, told, Act::ComeOut(DecisionCameOut { decision, outcome, taken }));
}

fn promises(life: &mut Life<'_>, told: &Told, members: &[MemberId], staff: &[PractitionerId]) {
    while let Some(promise) = life.promises.pop_front() {
        let became = match life.chance.weighted(&[70, 10, 8, 12]) {
            0 => Became::Kept,
            1 => Became::NotKept,
            2 => Became::LetGo,
            // Nobody asked; it stays open.
            _ => continue,
        };
        let settled = PromiseSettled { promise, became, words: String::new() };
        tend_in(life, told, Act::SettlePromise(settled));
    }
    for _ in 0..life.chance.weighted(&[25, 45, 22, 8]) {
        let promise = PromiseId(life.new_id());
        let who = if life.chance.happens(0.55) {
            Who::Practitioner(life.chance.pick(staff, life.holder))
        } else {
            Who::Member(life.chance.pick(members, life.person))
        };
        let what = phrases::sentence(&mut life.chance, &phrases::PROMISES);
        let today = life.calendar.wall(life.now()).date();
        let by =
            today.checked_add(life.chance.between(1, 21).days()).ok().filter(|_| life.chance.happens(0.6));
        let told = Told { voice: Some(who), ..told.clone() };
        tend_in(life, &told, Act::MakePromise(PromiseMade { promise, who, what, by }));
        life.promises.push_back(promise);
    }
}

/// Words that several voices stand behind; now and then somebody steps out.
fn shared(life: &mut Life<'_>, told: &Told, members: &[MemberId]) {
    let words = WordsId(life.new_id());
    let text = phrases::words(&mut life.chance, Kind::Telling);
    let voices = members.iter().copied().map(Who::Member).collect();
    tend_in(life, told, Act::OfferShared(SharedWordsOffered { words, text, voices }));
    for member in members {
        let who = Who::Member(*member);
        let stands = !life.chance.happens(0.1);
        let told = Told { voice: Some(who), ..Told::default() };
        let by = life.hand(who, 0.2);
        life.send(by, told, Act::AnswerShared(SharedWordsAnswered { words, who, stands }));
    }
}
