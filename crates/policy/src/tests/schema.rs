//! The schema catches what a tired author misspells, and a policy that fails never opens anything.

use super::*;

/// What loading these extra policies says; `Ok` is the number of policies.
fn load(text: &'static str) -> Result<usize, PolicyError> {
    let schema = files::schema(files::SCHEMA)?;
    files::policies(&[("extra.cedar", text)], &schema).map(|set| set.policies().count())
}

#[test]
fn the_policies_keep_to_their_schema() {
    let policies = Policies::load().unwrap();
    let schema = files::schema(files::SCHEMA).unwrap();
    let said =
        cedar_policy::Validator::new(schema).validate(&policies.set, cedar_policy::ValidationMode::Strict);
    assert!(said.validation_passed_without_warnings(), "{said:?}");
}

#[test]
fn every_file_in_the_folder_is_in_the_program() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    let mut there: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".cedar"))
        .collect();
    there.sort();
    let mut known: Vec<_> = files::POLICIES.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(there, known);
}

#[test]
fn a_good_policy_is_taken() {
    let good = r#"@id("x") permit (principal, action == Action::"read", resource)
        when { resource.audience == Audience::"everyone" };"#;
    assert_eq!(load(good).unwrap(), 1);
}

#[test]
fn a_misspelling_is_caught() {
    for (what, text) in [
        (
            "attribute of the entry",
            r#"@id("x") permit (principal, action == Action::"read", resource)
                when { resource.audeince == Audience::"everyone" };"#,
        ),
        (
            "attribute of whoever asks",
            r#"@id("x") permit (principal, action == Action::"read", resource)
                when { principal.presents.isEmpty() };"#,
        ),
        ("role", r#"@id("x") permit (principal in Role::"teem", action, resource);"#),
        (
            "audience",
            r#"@id("x") permit (principal, action == Action::"read", resource)
                when { resource.audience == Audience::"everybody" };"#,
        ),
        (
            "guard",
            r#"@id("x") forbid (principal, action == Action::"read", resource)
                when { resource.guard == Guard::"witheld" };"#,
        ),
        ("action", r#"@id("x") permit (principal, action == Action::"raed", resource);"#),
        (
            "attribute that may be absent, not asked for first",
            r#"@id("x") permit (principal, action == Action::"read", resource)
                when { resource.draftedBy == principal };"#,
        ),
    ] {
        let said = load(text);
        assert!(matches!(said, Err(PolicyError::Invalid(_))), "{what}: {said:?}");
    }
}

#[test]
fn a_policy_without_a_name_or_with_another_ones_is_refused() {
    let nameless = r#"permit (principal in Role::"team", action, resource);"#;
    assert!(matches!(load(nameless), Err(PolicyError::Nameless(_))));
    let twice = r#"@id("x") permit (principal in Role::"team", action, resource);
        @id("x") permit (principal in Role::"person", action, resource);"#;
    assert!(matches!(load(twice), Err(PolicyError::Unreadable { .. })));
    let broken = "permit (principal, action resource);";
    assert!(matches!(load(broken), Err(PolicyError::Unreadable { .. })));
}

#[test]
fn a_policy_that_fails_closes_everything() {
    let mut policies = Policies::load().unwrap();
    let team = standing(Role::Team);
    let open = class(Audience::Everyone);
    assert!(policies.may_read(&team, &open));
    // It would have forbidden; Cedar alone would leave it out and let the permit stand.
    policies
        .set
        .add("forbid (principal, action, resource) when { resource.nothing };".parse().unwrap())
        .unwrap();
    assert!(!policies.may_read(&team, &open));
    assert!(!policies.asking(&team).may_read(&open));
    assert!(!policies.may(&team, Deed::Tend));
    assert!(matches!(policies.try_read(&team, &open), Err(PolicyError::Evaluation(_))));
}

#[test]
fn act_names_are_the_schemas_actions() {
    let schema = files::schema(files::SCHEMA).unwrap();
    let mut named: Vec<_> = schema.actions().map(|action| action.id().unescaped().to_owned()).collect();
    named.sort();
    let mut ours: Vec<_> = Deed::ALL.iter().map(|act| act.name().to_owned()).collect();
    ours.push("read".to_owned());
    ours.sort();
    assert_eq!(named, ours);
}
