//! A second opinion: the rules written once more in Rust, from the words of the design and not from the policies.

use proptest::{collection::btree_set, option, prelude::*, sample::select};

use dialogue::{Duties, Duty, View};

use super::*;

const LEADS: [Duty; 2] = [Duty::SafeguardingLead, Duty::CaldicottGuardian];
const REVIEWERS: [Duty; 3] = [Duty::Lead, Duty::SafeguardingLead, Duty::CaldicottGuardian];
const DECIDERS: [Duty; 2] = [Duty::HealthProfessional, Duty::Decider];

fn is_team(role: Role) -> bool {
    matches!(role, Role::Team | Role::Cover | Role::Emergency)
}

/// May somebody who stands like this read entries of this class?
fn reads(who: &Standing, what: &Class) -> bool {
    if who.role == Role::Administrator || who.view == View::Off || !who.hidden.is_disjoint(&what.concerns) {
        return false;
    }
    if what.audience == Audience::OnlyMe {
        let belongs = is_team(who.role) || matches!(who.role, Role::Person | Role::Member);
        return belongs
            && what.drafted_by == Some(who.account)
            && passes(who, what)
            && who.view == View::Full;
    }
    let basis = what.audience == Audience::Everyone && what.era.is_none() && what.reopened.is_none();
    let ahead = matches!(what.audience, Audience::Invited(meeting) if who.invited.contains(&meeting));
    if who.view == View::NextMeeting && !basis && !ahead {
        return false;
    }
    passes(who, what) && (chosen(who, what) || by_duty(who, what))
}

/// Is it their review, a matter for them to decide on, or overdue and they lead?
fn decides(who: &Standing, what: &Class) -> bool {
    let undecided = what.guard == Guard::Withheld && what.reviewer.is_none();
    (who.practitioner.is_some() && who.practitioner == what.reviewer)
        || (undecided && who.duties.has_any(&DECIDERS))
        || (what.is_overdue && who.duties.has_any(&LEADS))
}

/// Does the guard let them pass?
fn passes(who: &Standing, what: &Class) -> bool {
    let prepares = who.duties.has(Duty::RecordsOfficer) && who.is_case_open;
    match what.guard {
        Guard::None => true,
        Guard::UnderReview => is_team(who.role) || prepares,
        Guard::UnsafePair => is_team(who.role) || (who.voice.is_some() && who.voice == what.to),
        Guard::Withheld => is_team(who.role) || prepares || decides(who, what),
        Guard::OutOfSight => decides(who, what),
    }
}

/// Is it for them, by its audience or their voice?
fn chosen(who: &Standing, what: &Class) -> bool {
    let is_mine = |voice: Option<Who>| voice.is_some() && voice == who.voice;
    let then = (what.era.is_none() && what.reopened.is_none())
        || what.era.into_iter().chain(what.reopened).any(|era| who.eras.contains(&era));
    match who.role {
        Role::Team | Role::Cover | Role::Emergency => true,
        Role::Person | Role::Member if is_mine(what.voice) || is_mine(what.to) => true,
        Role::Person => what.audience != Audience::Team,
        Role::Member if who.is_appointed && what.audience != Audience::Team => true,
        Role::Member => match what.audience {
            Audience::Everyone => then,
            Audience::Present(meeting) => who.present.contains(&meeting),
            Audience::Invited(meeting) => who.invited.contains(&meeting),
            Audience::Circle(circle) => who.circles.contains(&circle) && then,
            _ => false,
        },
        Role::OtherPractitioner | Role::Administrator | Role::Stranger => false,
    }
}

/// Is it a matter of a duty of theirs?
fn by_duty(who: &Standing, what: &Class) -> bool {
    let guarded = matches!(what.guard, Guard::Withheld | Guard::OutOfSight);
    (guarded && decides(who, what))
        || (who.duties.has(Duty::RecordsOfficer) && who.is_case_open)
        || (who.duties.has_any(&REVIEWERS) && what.is_emergency && what.guard == Guard::None)
        || (who.duties.has(Duty::OnCall) && what.is_crisis && what.guard == Guard::None)
}

/// May somebody in this role, without duties, do this?
fn acts(role: Role, deed: Deed) -> bool {
    match role {
        Role::Team | Role::Cover => !matches!(deed, Deed::Review | Deed::BreakGlass | Deed::Prepare),
        Role::Emergency => !matches!(deed, Deed::Review | Deed::Prepare),
        Role::Person => matches!(deed, Deed::Speak | Deed::Answer | Deed::Look),
        Role::Member => matches!(deed, Deed::Speak | Deed::Answer),
        Role::OtherPractitioner => matches!(deed, Deed::Call | Deed::BreakGlass),
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
        1 => Just(Guard::OutOfSight),
    ]
}

prop_compose! {
    pub(super) fn classes()(
        audience in audiences(),
        (speaker, to) in (option::of((0..3u128).prop_map(voice)), option::of((0..3u128).prop_map(voice))),
        drafted_by in option::of((0..3u128).prop_map(account)),
        guard in guards(),
        (era, reopened) in (option::of(0..3u32), option::weighted(0.2, 0..3u32)),
        concerns in btree_set((0..3u128).prop_map(voice), 0..2),
        reviewer in option::of((0..3u128).prop_map(practitioner)),
        (is_overdue, is_crisis, is_emergency) in any::<(bool, bool, bool)>(),
    ) -> Class {
        Class { audience, voice: speaker, to, drafted_by, guard, era, reopened, concerns, reviewer, is_overdue, is_crisis, is_emergency }
    }
}

prop_compose! {
    pub(super) fn standings()(
        id in (0..3u128).prop_map(account),
        role in select(ROLES.to_vec()),
        own in option::of((0..3u128).prop_map(voice)),
        (present, invited) in (btree_set((0..3u128).prop_map(meeting), 0..3), btree_set((0..3u128).prop_map(meeting), 0..3)),
        circles in btree_set((0..3u128).prop_map(circle), 0..3),
        eras in btree_set(0..3u32, 0..3),
        hidden in btree_set((0..3u128).prop_map(voice), 0..2),
        named in option::weighted(0.7, (0..3u128).prop_map(practitioner)),
        duties in btree_set(select(Duty::ALL.to_vec()), 0..2),
        view in prop_oneof![4 => Just(View::Full), 1 => Just(View::NextMeeting), 1 => Just(View::Off)],
        (is_appointed, is_case_open, reviews, has_spoken) in any::<(bool, bool, bool, bool)>(),
    ) -> Standing {
        possible(Standing {
            account: id,
            role,
            voice: own,
            present,
            invited,
            circles,
            eras,
            hidden,
            practitioner: named,
            duties: duties.into_iter().fold(Duties::default(), Duties::with),
            view,
            is_appointed,
            is_case_open,
            reviews,
            has_spoken,
        })
    }
}

/// Without what the program never tells: nobody but a practitioner has duties,
/// and nobody but a member a narrowed view, an appointment or somebody hidden from them.
fn possible(who: Standing) -> Standing {
    let of_the_service = is_team(who.role) || who.role == Role::OtherPractitioner;
    let practitioner = who.practitioner.filter(|_| of_the_service);
    let duties = if practitioner.is_some() { who.duties } else { Duties::default() };
    let reviews = who.reviews && practitioner.is_some();
    let who = Standing { practitioner, duties, reviews, ..who };
    if matches!(who.role, Role::Person | Role::Member) {
        return who;
    }
    Standing { view: View::Full, is_appointed: false, hidden: BTreeSet::new(), ..who }
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
        let asking = policies.asking(&who);
        prop_assert_eq!([&other, &what].map(|class| asking.may_read(class)), [reads(&who, &other), expected]);
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
            // A member who has spoken also sees who has looked, unless their view is narrowed.
            let spoke = Standing { has_spoken: true, ..who };
            let expected = expected || (role == Role::Member && act == Deed::Look);
            assert_eq!(policies.may(&spoke, act), expected, "{role:?} {act:?}");
            let narrowed = Standing { view: View::NextMeeting, ..spoke };
            assert_eq!(policies.may(&narrowed, act), acts(role, act), "{role:?} {act:?}");
        }
    }
}
