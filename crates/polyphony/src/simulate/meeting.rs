//! Meetings, one after the other: who comes, what comes next, the read-back, and a stay in between.

use std::collections::BTreeSet;

use dialogue::{
    Act, MeetingId, MemberId, PractitionerId, StayId, Who, WordsId,
    filing::MeetingFiled,
    meeting::{Came, MeetingClosed, Next, NextSaid, Presence},
    people::{MemberDescribed, Nearness},
    plan::{Coming, InvitationAnswered, InvitationGiven, MeetingCalledOff, MeetingPlanned, Place, Planned},
    read_back::{Given, SeenDifferently, WordsAgreed, WordsAmended, WordsOffered},
    stay::{Lawful, StayBegan, StayEnded},
    words::Kind,
};
use jiff::Timestamp;

use super::{
    life::{Life, after},
    phrases, staff, talk,
};

const DAY: i64 = 24 * 60;
/// The share of meetings with somebody who was invited and does not come.
pub(super) const MISSED: f64 = 0.28;
/// The share of networks with a stay: some are told no further than before it.
const STAYS: f64 = 0.20;
/// The share of networks in which somebody dies.
pub(super) const DEATHS: f64 = 0.04;
/// The share of networks that finish in a year.
const FINISH: f64 = 0.35;
/// How many are there in all, from three upwards, of a hundred meetings: mean 5.6, four to seven in ninety.
const THERE: [u32; 7] = [4, 16, 28, 26, 20, 4, 2];
/// How likely the private network is there, by how many are there in all.
const PRIVATE: [f64; 7] = [0.0, 0.35, 0.50, 0.60, 0.75, 1.0, 1.0];

/// A meeting that is planned.
struct Ahead {
    meeting: MeetingId,
    at: Timestamp,
    staff: Vec<PractitionerId>,
    members: Vec<MemberId>,
    missing: Vec<MemberId>,
}

/// A stay that will be.
struct Stay {
    from: Timestamp,
    until: Timestamp,
    id: Option<StayId>,
    has_ended: bool,
}

/// All meetings, until it is enough or the time has come at which the service is looked at.
pub(super) fn all(life: &mut Life<'_>) {
    let first_at = life.calendar.sensible(life.first_at, after(life.now(), 20));
    let mut stay = stay(life, first_at);
    let dies = if life.chance.happens(DEATHS) { life.chance.between(3, 9) } else { -1 };
    let firsts = life.chance.between(3, 5);
    let mut at = first_at;
    let mut nth = 0;
    let mut planned = None;
    while !life.is_over() {
        stays(life, stay.as_mut(), at);
        let on_ward = stay.as_ref().is_some_and(|s| s.from <= at && at < s.until);
        let ahead = match planned.take() {
            Some(ahead) => ahead,
            None => plan(life, at, on_ward),
        };
        let ahead = kept_or_moved(life, ahead, on_ward);
        invited(life, &ahead, nth);
        life.to(ahead.at);
        let gap = gap(life, nth, firsts);
        let enough = nth + 1 >= firsts && life.chance.happens(FINISH * (gap as f64) / (365 * DAY) as f64);
        at = life.calendar.sensible(after(ahead.at, gap), after(ahead.at, 12 * 60));
        let will_be_on_ward = stay.as_ref().is_some_and(|s| s.from <= at && at < s.until);
        planned = hold(life, &ahead, nth, (!enough).then_some((at, will_be_on_ward)));
        if enough {
            return;
        }
        talk::left(life);
        if planned.is_none() {
            let days = life.chance.between(1, 2) * DAY;
            life.to(after(ahead.at, days.min(gap / 2)));
        }
        if nth == dies {
            somebody_dies(life);
        }
        nth += 1;
    }
}

/// Minutes until the next: three to five meetings in the first fortnight, then two to six weeks.
fn gap(life: &mut Life<'_>, nth: i64, firsts: i64) -> i64 {
    if nth + 1 < firsts {
        let longest = 13 * DAY / (firsts - 1);
        life.chance.between(longest / 2, longest - 6 * 60)
    } else {
        life.chance.between(15 * DAY, 42 * DAY)
    }
}

// ── Who comes ──

/// Who will be there, and who is invited and will not be.
fn attendance(life: &mut Life<'_>) -> (Vec<PractitionerId>, Vec<MemberId>, Vec<MemberId>) {
    let lot = life.chance.weighted(&THERE);
    let total = lot + 3;
    let three = total > 4 && life.chance.happens(0.5);
    let mut staff = life.chance.some(&life.core.clone(), if three { 3 } else { 2 });
    if life.chance.happens(0.1)
        && let (Some(other), Some(last)) = (life.helper_out(), staff.last_mut())
    {
        *last = other;
    }
    let person_comes = total == 3 || life.chance.happens(0.93);
    let mut members = if person_comes { vec![life.person] } else { Vec::new() };
    let rest = total.saturating_sub(staff.len() + members.len());
    let chance_of_private = PRIVATE.get(lot).copied().unwrap_or(1.0);
    let mut private = 0;
    if rest > 0 && life.chance.happens(chance_of_private) {
        private = 1 + (1..rest).filter(|_| life.chance.happens(0.6)).count();
    }
    private = private.max(rest.saturating_sub(life.helpers.len())).min(life.private.len());
    let family = life.chance.some(&life.private.clone(), private + 2);
    let helpers = life.chance.some(&life.helpers.clone(), rest - private.min(rest));
    members.extend(family.iter().take(private));
    members.extend(helpers);
    let mut missing = Vec::new();
    if life.chance.happens(MISSED) {
        let many = if life.chance.happens(0.2) { 2 } else { 1 };
        missing.extend(family.iter().skip(private).take(many));
        if missing.is_empty() {
            missing.extend(life.helpers.iter().copied().find(|one| !members.contains(one)));
        }
    }
    apart(life, &mut members, &mut missing);
    (staff, members, missing)
}

/// Two who must not be brought together are not asked to one meeting; another comes instead.
fn apart(life: &Life<'_>, members: &mut [MemberId], missing: &mut Vec<MemberId>) {
    let Some((one, other)) = life.unsafe_pair else { return };
    let asked = |who: MemberId, members: &[MemberId], missing: &[MemberId]| {
        members.contains(&who) || missing.contains(&who)
    };
    if !(asked(one, members, missing) && asked(other, members, missing)) {
        return;
    }
    missing.retain(|m| *m != other);
    let pool = life.helpers.iter().chain(&life.private);
    let instead = pool.copied().find(|m| !asked(*m, members, missing) && *m != other);
    if let (Some(instead), Some(place)) = (instead, members.iter_mut().find(|m| **m == other)) {
        *place = instead;
    }
}

// ── Before ──

fn plan(life: &mut Life<'_>, at: Timestamp, on_ward: bool) -> Ahead {
    if life.core.is_empty() {
        life.agrees_team();
    }
    life.renews_team();
    let (staff, members, missing) = attendance(life);
    let place = if on_ward {
        Place::Ward
    } else {
        let places = [Place::Home, Place::Clinic, Place::Elsewhere, Place::Video, Place::Phone];
        let lot = life.chance.weighted(&[60, 22, 8, 7, 3]);
        places.get(lot).copied().unwrap_or(Place::Home)
    };
    let meeting = life.new_meeting();
    // Nearly everybody who comes was invited.
    let asked = members.iter().chain(&missing).copied();
    let mut invited: BTreeSet<MemberId> = asked.collect();
    if life.chance.happens(0.05) && members.len() > 2 {
        invited.retain(|m| Some(m) != members.last());
    }
    life.tend(Act::PlanMeeting(MeetingPlanned {
        meeting,
        when: Planned { at: life.calendar.wall(at), zone: super::ZONE.to_owned() },
        place,
        place_words: String::new(),
        remote: String::new(),
        invited,
        practitioners: staff.iter().copied().collect(),
        wording: String::new(),
        reason: String::new(),
    }));
    Ahead { meeting, at, staff, members, missing }
}

/// Now and then a meeting is called off, and another planned some days later.
fn kept_or_moved(life: &mut Life<'_>, ahead: Ahead, on_ward: bool) -> Ahead {
    if !life.chance.happens(0.03) || ahead.at <= after(life.now(), 180) {
        return ahead;
    }
    life.to(after(ahead.at, -120));
    let reason = "Rang to say not today.".to_owned();
    life.tend(Act::CallOff(MeetingCalledOff { meeting: ahead.meeting, reason }));
    let later = after(ahead.at, life.chance.between(DAY / 2, 2 * DAY));
    let at = life.calendar.sensible(later, after(life.now(), 60));
    plan(life, at, on_ward)
}

/// Invitations and answers, by every road.
fn invited(life: &mut Life<'_>, ahead: &Ahead, nth: i64) {
    let meeting = ahead.meeting;
    let asked = ahead.members.iter().chain(&ahead.missing);
    for member in asked.copied().collect::<Vec<_>>() {
        if nth == 0 || life.chance.happens(0.2) {
            let how =
                life.chance.word(&["rung", "a link, by text", "a letter", "told at the door"]).to_owned();
            life.tend(Act::GiveInvitation(InvitationGiven { meeting, member, how }));
        }
        let comes = !ahead.missing.contains(&member);
        if !life.chance.happens(0.5) {
            continue;
        }
        let answer = match (comes, life.chance.weighted(&[70, 15, 15])) {
            (true, 2) => Coming::Remote,
            (true, _) => Coming::Coming,
            (false, 0) => Coming::Cannot,
            (false, 1) => Coming::SendsWords,
            (false, _) => Coming::Coming,
        };
        let words = if comes { String::new() } else { "At work until eight.".to_owned() };
        let by = life.hand(Who::Member(member), 0.4);
        let told = dialogue::Told { voice: Some(Who::Member(member)), ..Default::default() };
        life.send(by, told, Act::AnswerInvitation(InvitationAnswered { meeting, member, answer, words }));
    }
}

// ── The meeting itself ──

/// Holds a meeting; gives the next one if it was planned before people parted.
fn hold(life: &mut Life<'_>, ahead: &Ahead, nth: i64, next: Option<(Timestamp, bool)>) -> Option<Ahead> {
    let meeting = ahead.meeting;
    let staff = still_here(life, &ahead.staff);
    life.pen = staff.iter().copied().find(|one| life.core.contains(one));
    came(life, meeting, &staff, ahead);
    let minutes = (life.chance.between(60, 120) + life.chance.between(60, 120)) / 2;
    life.to(after(ahead.at, minutes - 12));
    let said = talk::all(life, meeting, nth, &ahead.members, &staff);
    life.to(after(ahead.at, minutes));
    let planned = match next {
        Some((at, on_ward)) if life.chance.happens(0.7) => Some(plan(life, at, on_ward)),
        _ => None,
    };
    let next = match (&planned, next) {
        (Some(planned), _) => Next::Meeting(planned.meeting),
        (None, Some(_)) if life.chance.happens(0.8) => Next::WeWillCall("in a few days".to_owned()),
        (None, Some(_)) => Next::YouCall,
        (None, None) => Next::Enough,
    };
    life.tend(Act::SayNext(NextSaid { meeting, next }));
    let minutes = u16::try_from(minutes).ok();
    life.tend(Act::CloseMeeting(MeetingClosed { meeting, began_at: ahead.at, minutes }));
    life.pen = None;
    read_back(life, ahead, &staff, &said);
    if life.chance.happens(0.92) {
        let filed_as = "progress note, the same day".to_owned();
        life.tend(Act::FileMeeting(MeetingFiled { meeting, filed_as }));
    }
    planned
}

/// Whoever was to come and has left the service since: somebody of the team comes instead.
fn still_here(life: &mut Life<'_>, planned: &[PractitionerId]) -> Vec<PractitionerId> {
    let before = life.core.clone();
    life.renews_team();
    let mut here = planned.to_vec();
    let came: Vec<_> = life.core.iter().copied().filter(|one| !before.contains(one)).collect();
    for (gone, new) in before.iter().filter(|one| !life.core.contains(one)).zip(came) {
        here.iter_mut().filter(|one| *one == gone).for_each(|one| *one = new);
    }
    here
}

fn came(life: &mut Life<'_>, meeting: MeetingId, staff: &[PractitionerId], ahead: &Ahead) {
    for one in staff {
        let called = staff::name_of(*one);
        let who = Who::Practitioner(*one);
        life.tend(Act::NoteCame(Came { meeting, who, presence: Presence::There, called }));
    }
    for member in &ahead.members {
        let presence = match life.chance.weighted(&[88, 8, 4]) {
            0 => Presence::There,
            1 => Presence::Remote,
            _ => Presence::LeftEarly,
        };
        let came = Came { meeting, who: Who::Member(*member), presence, called: String::new() };
        life.tend(Act::NoteCame(came));
    }
    for member in &ahead.missing {
        let who = Who::Member(*member);
        let presence = Presence::NotThere;
        life.tend(Act::NoteCame(Came { meeting, who, presence, called: String::new() }));
    }
}

/// Most voices get their words back; some answer, and silence is not agreement.
fn read_back(life: &mut Life<'_>, ahead: &Ahead, staff: &[PractitionerId], said: &[(WordsId, MemberId)]) {
    let meeting = ahead.meeting;
    if !life.chance.happens(0.85) {
        return;
    }
    let roads = [Given::OnScreen, Given::OwnView, Given::Paper, Given::ReadAloud];
    let how = life.chance.pick(&roads, Given::OwnView);
    let members = ahead.members.iter().copied().map(Who::Member);
    for who in members.chain(staff.iter().copied().map(Who::Practitioner)) {
        life.tend(Act::OfferWords(WordsOffered { meeting, who, how }));
    }
    for member in ahead.members.clone() {
        let who = Who::Member(member);
        let own = said.iter().find(|(_, voice)| *voice == member).map(|(words, _)| *words);
        let other = said.iter().find(|(_, voice)| *voice != member).map(|(words, _)| *words);
        let text = phrases::sentence(
            &mut life.chance,
            &["It was later than that.", "I'd say it was funnier.", "Not %t, the other one."],
        );
        let act = match (life.chance.weighted(&[52, 40, 4, 4]), own, other) {
            (1, ..) => Act::AgreeWords(WordsAgreed { meeting, who }),
            (2, Some(words), _) => Act::AmendWords(WordsAmended { words, meeting, text }),
            (3, _, Some(words)) => Act::SeeDifferently(SeenDifferently { words, meeting, text }),
            _ => continue,
        };
        let by = life.hand(who, 0.6);
        life.send(by, dialogue::Told { voice: Some(who), ..Default::default() }, act);
    }
}

// ── What happens in between ──

fn stay(life: &mut Life<'_>, first_at: Timestamp) -> Option<Stay> {
    let has_one = life.chance.happens(STAYS);
    let from = after(first_at, life.chance.between(DAY, 150 * DAY));
    let until = after(from, life.chance.between(8 * DAY, 40 * DAY));
    has_one.then_some(Stay { from, until, id: None, has_ended: false })
}

/// Begins or ends the stay, if that lies before the meeting at `at`.
fn stays(life: &mut Life<'_>, stay: Option<&mut Stay>, at: Timestamp) {
    let Some(stay) = stay else { return };
    if stay.id.is_none() && stay.from <= at {
        life.to(stay.from);
        let id = StayId(life.new_id());
        let detained = life.chance.happens(0.5);
        let section = if detained { "2" } else { "" }.to_owned();
        let lawful = Lawful { detained: Some(detained), section, ..Lawful::default() };
        let began = life.calendar.wall(life.now()).date();
        let (place, own_word) = ("The ward".to_owned(), "in there".to_owned());
        life.tend(Act::BeginStay(StayBegan { stay: id, place, own_word, began, lawful }));
        stay.id = Some(id);
    }
    if let Some(id) = stay.id.filter(|_| !stay.has_ended && stay.until <= at) {
        life.to(stay.until);
        let ended = life.calendar.wall(life.now()).date();
        let words = "Home.".to_owned();
        life.tend(Act::EndStay(StayEnded { stay: id, ended, words }));
        stay.has_ended = true;
    }
}

/// Somebody of the network dies, and stays part of the story.
fn somebody_dies(life: &mut Life<'_>) {
    if let Some(member) = life.private.pop() {
        let brings = phrases::words(&mut life.chance, Kind::Closing);
        life.describe(MemberDescribed {
            member,
            tie: String::new(),
            nearness: Nearness::Dead,
            brings,
            reach: String::new(),
            language: String::new(),
            needs: String::new(),
        });
    }
}
