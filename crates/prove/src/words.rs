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
    let (request, known) = (&env.request, &env.entities);
    let mut names = Names::default();
    let who = request.principal().map(|who| names.entity(who, known)).unwrap_or_default();
    let does = request.action().map(|action| action.id().unescaped().to_owned()).unwrap_or_default();
    let what = request.resource().map(|what| names.entity(what, known)).unwrap_or_default();
    let may = if *permitted { "may" } else { "may not" };
    let why = match (because.is_empty(), permitted) {
        (true, _) => "no policy permits it".to_owned(),
        (false, true) => format!("permitted by {}", because.join(", ")),
        (false, false) => format!("forbidden by {}", because.join(", ")),
    };
    vec![who, format!("{may} {does}"), what, format!("({why})")]
}

/// Numbers for what the solver made up: voice 1, voice 2.
#[derive(Default)]
struct Names {
    seen: Vec<EntityUid>,
}

impl Names {
    /// An entity with its groups and all that is known of it.
    fn entity(&mut self, uid: &EntityUid, known: &Entities) -> String {
        let name = self.name(uid);
        let mut said: Vec<_> = known.ancestors(uid).into_iter().flatten().map(|one| self.name(one)).collect();
        said.sort();
        let mut attributes: Vec<_> = known
            .get(uid)
            .into_iter()
            .flat_map(|entity| entity.attrs())
            .filter_map(|(key, it)| Some((key, it.ok()?)))
            .collect();
        attributes.sort();
        said.extend(attributes.iter().map(|(key, it)| self.attribute(key, it)));
        format!("{name}: {}", said.join(", "))
    }

    /// `guard “withheld”`, `present: none`, `to: voice 1`.
    fn attribute(&mut self, key: &str, it: &EvalResult) -> String {
        let value = self.value(it);
        let has_it = value.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
        if has_it { value } else { format!("{key}: {value}") }
    }

    fn value(&mut self, it: &EvalResult) -> String {
        match it {
            EvalResult::EntityUid(uid) => self.name(uid),
            EvalResult::Set(all) => {
                let all: Vec<_> = all.iter().map(|one| self.value(one)).collect();
                if all.is_empty() { "none".to_owned() } else { all.join(" and ") }
            }
            other => other.to_string(),
        }
    }

    /// Words of the schema are shown as they are; what the solver made up is not a word.
    fn name(&mut self, uid: &EntityUid) -> String {
        let kind = uid.type_name().to_string().to_lowercase();
        let id = uid.id().unescaped();
        if id.len() > 2 && id.chars().all(|one| one.is_ascii_lowercase() || one == '-') {
            return format!("{kind} “{id}”");
        }
        if !self.seen.contains(uid) {
            self.seen.push(uid.clone());
        }
        let alike = self.seen.iter().filter(|one| one.type_name() == uid.type_name());
        let number = alike.take_while(|one| *one != uid).count() + 1;
        format!("{kind} {number}")
    }
}
