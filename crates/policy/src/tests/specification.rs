//! A second opinion: the rules written once more in Rust, from the words of the design and not from the policies.

use proptest::{collection::btree_set, option, prelude::*, sample::select};

use super::*;

/// May somebody who stands like this read entries of this class?
fn reads(who: &Standing, class: &Class) -> bool {
    let belongs = matches!(who.role, Role::Person | Role::Member | Role::Team);
    if !belongs {
        return false;
    }
    if class.audience == Audience::OnlyMe && class.drafted_by != Some(who.account) {
        return false;
    }
    if who.role == Role::Team {
        return true;
    }
    if class.guard != Guard::None {
        return false;
    }
    let is_mine = |voice: Option<Who>| voice.is_some() && voice == who.voice;
    let own = is_mine(class.voice) || is_mine(class.to);
    let person = who.role == Role::Person;
    match class.audience {
        Audience::OnlyMe | Audience::Everyone => true,
        Audience::Present(meeting) => person || own || who.present.contains(&meeting),
        Audience::Invited(meeting) => person || own || who.invited.contains(&meeting),
        Audience::Circle(circle) => person || own || who.circles.contains(&circle),
        Audience::PersonAndTeam | Audience::Confidence(_) => person || own,
        Audience::Team => own,
    }
}

/// May somebody in this role do this?
fn acts(role: Role, deed: Deed) -> bool {
    match role {
        Role::Team => true,
        Role::Person => matches!(deed, Deed::Speak | Deed::Answer | Deed::Look),
        Role::Member => matches!(deed, Deed::Speak | Deed::Answer),
        Role::OtherPractitioner => deed == Deed::Call,
        Role::Administrator | Role::Stranger => false,
    }
}

fn audiences() -> impl Strategy<Value = Audience> {
    prop_oneof![
        Just(Audience::Everyone),
        (0..3u128).prop_map(|n| Audience::Present(meeting(n))),
        (0..3u128).prop_map(|n| Audience::Invited(meeting(n))),
        (0..3u128).prop_map(|n| Audience::Circle(circle(n))),
        Just(Audience::PersonAndTeam),
        (0..3u128).prop_map(|n| Audience::Confidence(request(n))),
        Just(Audience::Team),
        Just(Audience::OnlyMe),
    ]
}

fn guards() -> impl Strategy<Value = Guard> {
    prop_oneof![
        3 => Just(Guard::None),
        1 => Just(Guard::UnderReview),
        1 => Just(Guard::Withheld),
        1 => Just(Guard::UnsafePair),
    ]
}

prop_compose! {
    pub(super) fn classes()(
        audience in audiences(),
        speaker in option::of((0..3u128).prop_map(voice)),
        to in option::of((0..3u128).prop_map(voice)),
        drafted_by in option::of((0..3u128).prop_map(account)),
        guard in guards(),
    ) -> Class {
        Class { audience, voice: speaker, to, drafted_by, guard }
    }
}

prop_compose! {
    pub(super) fn standings()(
        id in (0..3u128).prop_map(account),
        role in select(ROLES.to_vec()),
        own in option::of((0..3u128).prop_map(voice)),
        present in btree_set((0..3u128).prop_map(meeting), 0..3),
        invited in btree_set((0..3u128).prop_map(meeting), 0..3),
        circles in btree_set((0..3u128).prop_map(circle), 0..3),
    ) -> Standing {
        Standing { account: id, role, voice: own, present, invited, circles }
    }
}

#[test]
fn the_policies_say_what_the_specification_says() {
    let strict = Strict::load();
    let policies = &strict.policies;
    let config = ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(who in standings(), what in classes(), other in classes())| {
        let expected = reads(&who, &what);
        prop_assert_eq!(strict.read(&who, &what), expected);
        prop_assert_eq!(policies.may_read(&who, &what), expected);
        prop_assert_eq!(
            policies.may_read_each(&who, [&other, &what]),
            [reads(&who, &other), expected]
        );
    });
}

#[test]
fn acting_is_what_the_specification_says() {
    let strict = Strict::load();
    let policies = &strict.policies;
    for role in ROLES {
        for act in Deed::ALL {
            let who = standing(role);
            let expected = acts(role, act);
            assert_eq!(strict.act(&who, act), expected, "{role:?} {act:?}");
            assert_eq!(policies.may(&who, act), expected, "{role:?} {act:?}");
        }
    }
}
