//! The people of a simulated network, and what happens to be true of some of them.

use std::collections::BTreeSet;

use dialogue::{
    Act, Audience, CircleId, MemberId, Told,
    circle::CircleNamed,
    people::{Circumstance, CircumstanceTold, KnownAs, MemberDescribed, Nearness, TieTold, Wish, WishTold},
    unsafe_pair::UnsafePairMarked,
};
use jiff::civil::Date;

use super::{
    chance::Chance,
    life::Life,
    names::{BRINGS, FIRST, HELPERS, LAST, PRIVATE},
    phrases,
};

/// The share of networks with two who must not be brought together.
pub(super) const UNSAFE: f64 = 0.03;
/// The share in which somebody is called exactly as the person is.
pub(super) const NAMESAKE: f64 = 0.03;

/// What the person of the `n`th network is called; now and then as the person of the one before.
pub(super) fn person_name(seed: u64, n: u64) -> String {
    let mut chance = Chance::of(seed ^ 0x00a1_1a5e, n);
    if n > 0 && chance.happens(NAMESAKE) {
        return person_name(seed, n - 1);
    }
    full_name(&mut chance)
}

/// A name.
pub(super) fn full_name(chance: &mut Chance) -> String {
    format!("{} {}", chance.word(&FIRST), chance.word(&LAST))
}

/// Everybody else is named, some are described, ties are told.
pub(super) fn gather(life: &mut Life<'_>, caller: Option<(MemberId, String)>) {
    if let Some((member, name)) = caller {
        life.name(member, name);
        life.private.push(member);
    }
    let many = life.chance.between(4, 6);
    while life.private.len() < usize::try_from(many).unwrap_or(4) {
        let member = MemberId(life.new_id());
        let namesake = life.private.len() == 3 && life.chance.happens(NAMESAKE);
        let name = if namesake { person_name(life.seed, life.n) } else { full_name(&mut life.chance) };
        life.name(member, name);
        describe(life, member, &PRIVATE, Nearness::Near);
        life.private.push(member);
    }
    for _ in 0..4 {
        let member = MemberId(life.new_id());
        let name = full_name(&mut life.chance);
        life.name(member, name);
        describe(life, member, &HELPERS, Nearness::Near);
        life.helpers.push(member);
    }
    if life.chance.happens(0.15) {
        let member = MemberId(life.new_id());
        let name = full_name(&mut life.chance);
        life.name(member, name);
        describe(life, member, &PRIVATE, Nearness::Estranged);
        let words = "Not now.".to_owned();
        life.tend(Act::TellWish(WishTold { member, wish: Wish::NotNow, words }));
    }
    marks(life);
}

fn describe(life: &mut Life<'_>, member: MemberId, ties: &[&'static str], nearness: Nearness) {
    if life.chance.happens(0.3) && nearness == Nearness::Near {
        return;
    }
    let reach = if life.chance.happens(0.5) { phone(&mut life.chance) } else { String::new() };
    let described = MemberDescribed {
        member,
        tie: life.chance.word(ties).to_owned(),
        nearness,
        brings: life.chance.word(&BRINGS).to_owned(),
        reach,
        language: String::new(),
        needs: String::new(),
    };
    life.describe(described);
}

/// A mobile number of the range that Ofcom keeps for drama.
pub(super) fn phone(chance: &mut Chance) -> String {
    format!("07700 900{:03}", chance.between(0, 999))
}

/// What is true of some networks: a tie, a weight, an unsafe pair, a circle, a name by law.
fn marks(life: &mut Life<'_>) {
    let two = life.chance.some(&life.private, 2);
    if let [from, to] = two.as_slice() {
        let (from, to) = (*from, *to);
        if life.chance.happens(UNSAFE) {
            let words = "A court order until next year. Never on one day.".to_owned();
            life.tend(Act::MarkUnsafePair(UnsafePairMarked {
                one: from,
                other: to,
                words,
                at_risk: Some(from),
            }));
            life.unsafe_pair = Some((from, to));
        } else if life.chance.happens(0.5) {
            let words = "They talk most days.".to_owned();
            life.tend(Act::TellTie(TieTold { from, to, words }));
        }
        if life.chance.happens(0.2) {
            let circle = CircleId(life.new_id());
            let members = BTreeSet::from([life.person, from, to]);
            let named = CircleNamed { circle, name: "The three of us".to_owned(), members, instead_of: None };
            let by = life.account(life.person);
            life.send(by, Told::default(), Act::NameCircle(named));
            life.circle = Some(Audience::Circle(circle));
        }
    }
    if life.chance.happens(0.6) {
        let about = life.chance.pick(
            &[Circumstance::Home, Circumstance::Money, Circumstance::Work, Circumstance::Safety],
            Circumstance::Other,
        );
        let words = phrases::words(&mut life.chance, dialogue::words::Kind::Telling);
        life.tend(Act::TellCircumstance(CircumstanceTold { about, words }));
    }
    if life.chance.happens(0.6) {
        let known = known_as(life);
        life.tend(Act::NoteKnownAs(known));
    }
}

/// The name by law, a day of birth (mean age 35), and a number of the range that is never given out.
fn known_as(life: &mut Life<'_>) -> KnownAs {
    let age = life.chance.between(16, 44) + life.chance.between(0, 10);
    let year = i64::from(life.calendar.wall(life.start).year()) - age;
    let (month, day) = (life.chance.between(1, 12), life.chance.between(1, 28));
    let date = |y, m, d| Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    KnownAs {
        legal_name: person_name(life.seed, life.n),
        birth_date: date(year, month, day),
        nhs_number: nhs_number(&mut life.chance),
        gp: "Simulated Surgery".to_owned(),
    }
}

/// Ten digits beginning with 999, the last one making the sum right (NHS Data Dictionary, NHS NUMBER).
fn nhs_number(chance: &mut Chance) -> String {
    loop {
        let first = 999_000_000 + chance.between(0, 999_999);
        let mut rest = first;
        let mut sum = 0;
        for weight in 2..=10 {
            sum += rest % 10 * weight;
            rest /= 10;
        }
        let check = (11 - sum % 11) % 11;
        if check < 10 {
            return format!("{first}{check}");
        }
    }
}
