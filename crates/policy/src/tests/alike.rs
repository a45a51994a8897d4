//! What `alike` rests on: no policy names anybody, and ids are only compared, never counted or ordered.

use std::str::FromStr;

use cedar_policy::PolicySet;

use super::*;
use crate::files;

/// The entity types whose ids a policy may name: words of the schema, never somebody or something of a record.
const WORDS: &[&str] = &["Action", "Audience", "Duty", "Guard", "Role", "View"];

/// Whether a part of a policy, as JSON, names an id or a number.
fn names(json: &str) -> Vec<String> {
    let literals = json.match_indices(r#""type":""#).filter_map(|(at, mark)| json.get(at + mark.len()..));
    let types = literals.filter_map(|rest| rest.split('"').next()).map(str::to_owned);
    let unknown = types.filter(|name| !WORDS.contains(&name.as_str()));
    let numbers = ["\"<\"", "\"<=\"", "\">\"", "\">=\"", "\"+\"", "\"-\"", "\"*\"", "\"like\""];
    let values = json.match_indices(r#""Value":"#).filter_map(|(at, mark)| json.get(at + mark.len()..));
    let counted =
        values.filter(|rest| rest.starts_with(|first: char| first == '-' || first.is_ascii_digit()));
    let numbers = numbers.iter().filter(|sign| json.contains(**sign)).map(ToString::to_string);
    unknown.chain(numbers).chain(counted.map(|_| "a number".to_owned())).collect()
}

fn as_json(text: &str) -> Vec<String> {
    let set = PolicySet::from_str(text).unwrap();
    set.policies().map(|policy| policy.to_json().unwrap().to_string()).collect()
}

#[test]
fn no_policy_names_somebody_or_orders_anything() {
    for (file, text) in files::POLICIES {
        for policy in as_json(text) {
            assert_eq!(names(&policy), Vec::<String>::new(), "{file}: {policy}");
        }
    }
}

#[test]
fn a_policy_that_names_somebody_would_be_found() {
    for condition in [r#"resource.voice == Voice::"m1""#, "resource.eras.contains(1)", "1 < 2"] {
        let text = format!("permit (principal, action, resource) when {{ {condition} }};");
        let found: Vec<_> = as_json(&text).iter().flat_map(|policy| names(policy)).collect();
        assert!(!found.is_empty(), "{condition}");
    }
}

#[test]
fn a_hundred_meetings_are_two_questions() {
    let policies = Policies::load().unwrap();
    let mut who = standing(Role::Member);
    who.present = (0..50).map(meeting).collect();
    let asking = policies.asking(&who);
    for n in 0..100 {
        let class = Class { voice: Some(voice(1000 + n)), ..class(Audience::Present(meeting(n))) };
        assert_eq!(asking.may_read(&class), n < 50, "meeting {n}");
    }
    assert_eq!(asking.asked(), 2, "one for those they were at, one for the others");
}
