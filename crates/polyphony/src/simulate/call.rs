//! The call: who rings, what is offered, what is answered, and how long it takes until they meet.

use dialogue::{
    Act, MemberId, RequestId,
    request::{
        Answer, Caller, ConfidenceAnswered, HelpAsked, HelpOffered, OfferAnswer, OfferAnswered, SafetySpoken,
        TakeCall,
    },
};

use super::{
    life::{Life, after},
    people::{self, full_name, person_name, phone},
    phrases,
};

/// The median from call to first meeting, in hours.
#[cfg(test)]
pub(super) const MEDIAN_HOURS: f64 = 20.0;
/// What is drawn for it, and the spread of its logarithm: nights and second thoughts make it longer.
const DRAWN_HOURS: f64 = 17.0;
const SPREAD: f64 = 0.95;
/// The longest wait, in hours: nine days.
pub(super) const LONGEST_HOURS: f64 = 216.0;
/// The share of calls that are still waiting for an offer.
const WAITING: f64 = 0.03;
/// Of a hundred offers: accepted, put off, declined.
const ANSWERS: [u32; 3] = [88, 6, 6];

/// A call comes, and what follows it. Says whether they will meet; the clock then stands at the plan's making.
pub(super) fn comes(life: &mut Life<'_>) -> bool {
    let (request, caller, may_know) = take(life);
    let hours = life.chance.log_normal(DRAWN_HOURS, SPREAD).clamp(1.5, LONGEST_HOURS);
    let minutes = (hours * 60.0) as i64;
    if may_know == Answer::NotAsked || may_know == Answer::NotSure {
        life.pass(minutes / 5);
        if life.chance.happens(0.6) {
            let may_know = if life.chance.happens(0.8) { Answer::Yes } else { Answer::No };
            let words = "Asked when they were rung back.".to_owned();
            life.tend(Act::AnswerConfidence(ConfidenceAnswered { request, may_know, words }));
        }
    }
    if life.chance.happens(WAITING) {
        return false;
    }
    life.to(after(life.called_at, minutes / 3));
    let offer = "The next days, at home or wherever is good.".to_owned();
    life.tend(Act::OfferHelp(HelpOffered { request, offer }));
    let answer = match life.chance.weighted(&ANSWERS) {
        0 => OfferAnswer::Accepted,
        1 => OfferAnswer::Postponed,
        _ => OfferAnswer::Declined,
    };
    let by = "whoever rang".to_owned();
    let words = if answer == OfferAnswer::Accepted { "Yes, please." } else { "Not now." }.to_owned();
    life.tend(Act::AnswerOffer(OfferAnswered { request, answer, by, words }));
    people::gather(life, caller);
    let wait = if answer == OfferAnswer::Postponed { minutes * 2 } else { minutes };
    life.to(after(life.called_at, minutes / 2));
    let longest = (LONGEST_HOURS * 60.0) as i64;
    life.first_at = after(life.called_at, wait.min(longest));
    answer != OfferAnswer::Declined
}

fn take(life: &mut Life<'_>) -> (RequestId, Option<(MemberId, String)>, Answer) {
    let request = RequestId(life.new_id());
    let member = MemberId(life.new_id());
    let caller_is_person = life.chance.happens(0.3);
    let name = if caller_is_person { person_name(life.seed, life.n) } else { full_name(&mut life.chance) };
    let may_know = match life.chance.weighted(&[75, 10, 5, 10]) {
        0 => Answer::Yes,
        1 => Answer::No,
        2 => Answer::NotSure,
        _ => Answer::NotAsked,
    };
    let may_know = if caller_is_person { Answer::Yes } else { may_know };
    let safe_now = match life.chance.weighted(&[70, 15, 5, 10]) {
        0 => Answer::Yes,
        1 => Answer::NotSure,
        2 => Answer::No,
        _ => Answer::NotAsked,
    };
    let asked = HelpAsked {
        request,
        called_at: life.called_at,
        taken_by: life.holder,
        caller: Caller {
            name: name.clone(),
            tie: String::new(),
            reach: phone(&mut life.chance),
            member: (!caller_is_person).then_some(member),
        },
        caller_is_person,
        own_words: phrases::sentence(&mut life.chance, &phrases::CALLED),
        person_knows: if caller_is_person { Answer::Yes } else { Answer::NotSure },
        may_know,
        who_else: String::new(),
        where_when: "At home, in the evening.".to_owned(),
        language: String::new(),
        needs: String::new(),
        safe_now,
    };
    let person_name = person_name(life.seed, life.n);
    let taken = TakeCall { asked, person: life.person, person_name, caller_member: member };
    life.tend(Act::TakeCall(taken));
    if matches!(safe_now, Answer::No | Answer::NotSure) {
        let minutes = life.chance.between(10, 50);
        life.pass(minutes);
        let words = "Spoke with them on the telephone; somebody stays tonight.".to_owned();
        let practitioner = life.holder;
        life.tend(Act::SpeakOfSafety(SafetySpoken { request, practitioner, words }));
    }
    (request, (!caller_is_person).then_some((member, name)), may_know)
}
