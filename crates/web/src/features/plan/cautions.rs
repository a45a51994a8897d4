//! What a plan points out, in plain sentences for the team.

use dialogue::{Caution, MemberId, Who, plan::MeetingPlanned};

use crate::show::Known;

/// The sentences about a plan.
pub fn lines(known: &Known, plan: &MeetingPlanned) -> Vec<String> {
    known.network.cautions(plan).into_iter().map(|caution| line(known, caution)).collect()
}

/// The pairs among those who may be asked that carry a mark, before anybody is chosen.
pub fn pairs(known: &Known) -> Vec<String> {
    let people = &known.network.people;
    let may_meet = |id: &MemberId| people.members.get(id).is_some_and(|member| member.may_be_asked());
    let marked = people.unsafe_pairs.iter().filter(|pair| may_meet(&pair.one) && may_meet(&pair.other));
    let mut lines: Vec<_> = marked.map(|pair| pair_line(known, pair.one, pair.other)).collect();
    lines.dedup();
    lines
}

fn pair_line(known: &Known, one: MemberId, other: MemberId) -> String {
    let (a, b) = (known.name(Who::Member(one)), known.name(Who::Member(other)));
    let words =
        known.network.people.unsafe_pairs.iter().rfind(|pair| {
            (pair.one == one && pair.other == other) || (pair.one == other && pair.other == one)
        });
    let words = words.map(|pair| pair.words.clone()).unwrap_or_default();
    known.t.say_with("plan-caution-pair", [("one", &a), ("other", &b), ("words", &words)])
}

fn line(known: &Known, caution: Caution) -> String {
    let t = known.t;
    let person = known.person_name();
    let about = |key: &str, id: MemberId| {
        t.say_with(key, [("person", &person), ("name", &known.name(Who::Member(id)))])
    };
    match caution {
        Caution::UnsafePair(one, other) => pair_line(known, one, other),
        Caution::AgainstWish(id) => about(crate::words::key("plan-caution-wish"), id),
        Caution::FewerThanTwo => t.say("plan-caution-two"),
        Caution::NobodyOfCore => t.say("plan-caution-core"),
        Caution::NobodyPrivate => t.say_with("plan-caution-private", [("person", &person)]),
        Caution::VoiceMissing(id) => about(crate::words::key("plan-caution-missing"), id),
    }
}
