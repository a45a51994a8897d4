//! What a fact holds, whatever its kind: its texts and the identities it speaks of,
//! read from its stored form. So a fact that is new tomorrow is looked through as well.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use crate::fact::Fact;

/// The texts and identities in a fact.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Leaves {
    /// Everything that is text and no identity.
    pub texts: Vec<String>,
    /// Every identity.
    pub ids: BTreeSet<Uuid>,
}

impl Leaves {
    /// Of a fact.
    pub fn of(fact: &Fact) -> Self {
        let mut leaves = Self::default();
        leaves.take(&content(fact));
        leaves
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::String(text) => match text.parse::<Uuid>() {
                Ok(id) => drop(self.ids.insert(id)),
                Err(_) => self.texts.push(text.clone()),
            },
            Value::Array(all) => all.iter().for_each(|one| self.take(one)),
            Value::Object(all) => all.iter().for_each(|(name, one)| {
                // Identities may also be the names of values.
                self.ids.extend(name.parse::<Uuid>());
                self.take(one);
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// The stored content of a fact, without its stored name.
pub fn content(fact: &Fact) -> Value {
    match serde_json::to_value(fact) {
        Ok(Value::Object(named)) => named.into_iter().next().map_or(Value::Null, |(_, content)| content),
        _ => Value::Null,
    }
}
