//! A counterexample in words: who asks, what for, and which policies answer.

use cedar_policy::{Entities, EntityUid, EvalResult};

use crate::prover::{Counterexample, Verdict};

/// Lines that say why a statement is not proven; none where it is.
pub(crate) fn explain(verdict: &Verdict) -> Vec<String> {
    match verdict {
        Verdict::Holds => Vec::new(),
        Verdict::Empty => vec!["It says nothing: nothing that is ever asked is what it speaks about.".into()],
        Verdict::Fails(found) => tell(found),
    }
}

fn tell(found: &Counterexample) -> Vec<String> {
    let Counterexample { env, permitted, because } = found;
    let request = &env.request;
    let asks = request.principal().map(|who| entity(who, &env.entities)).unwrap_or_default();
    let what = request.resource().map(|what| entity(what, &env.entities)).unwrap_or_default();
    let does = request.action().map(|action| action.id().unescaped().to_owned()).unwrap_or_default();
    let may = if *permitted { "may" } else { "may not" };
    let why = match (because.is_empty(), permitted) {
        (true, _) => "no policy permits it".to_owned(),
        (false, true) => format!("permitted by {}", because.join(", ")),
        (false, false) => format!("forbidden by {}", because.join(", ")),
    };
    vec![format!("who:  {asks}"), format!("{may} {does}:  {what}"), format!("why:  {why}")]
}

/// An entity with its groups and all that is known of it.
fn entity(uid: &EntityUid, known: &Entities) -> String {
    let mut said = name(uid);
    let mut groups: Vec<_> = known.ancestors(uid).into_iter().flatten().map(name).collect();
    groups.sort();
    match groups.is_empty() {
        true => {}
        false => said.push_str(&format!(" in {}", groups.join(" and "))),
    }
    let mut attributes: Vec<_> = known
        .get(uid)
        .into_iter()
        .flat_map(|entity| entity.attrs())
        .filter_map(|(key, it)| Some(format!("{key}: {}", value(&it.ok()?))))
        .collect();
    attributes.sort();
    if !attributes.is_empty() {
        said.push_str(&format!("; {}", attributes.join(", ")));
    }
    said
}

fn value(it: &EvalResult) -> String {
    match it {
        EvalResult::EntityUid(uid) => name(uid),
        EvalResult::Set(all) if all.iter().next().is_none() => "none".to_owned(),
        EvalResult::Set(all) => all.iter().map(value).collect::<Vec<_>>().join(" and "),
        other => other.to_string(),
    }
}

/// `Role::"member"` is “role member”; names that the solver made up are kept as they are.
fn name(uid: &EntityUid) -> String {
    format!("{} “{}”", uid.type_name().to_string().to_lowercase(), uid.id().unescaped())
}
