//! The policies' text, built into the program, and its strict check against the schema.

use std::str::FromStr;

use cedar_policy::{PolicyId, PolicySet, Schema, ValidationMode, Validator};

use crate::PolicyError;

/// A file's name and its text.
pub(crate) type File = (&'static str, &'static str);

/// What a policy may ask about.
pub(crate) const SCHEMA: &str = include_str!("../../../policies/schema.cedarschema");

/// Every file of policies, in the order in which somebody would read them.
pub(crate) const POLICIES: &[File] = &[
    ("person.cedar", include_str!("../../../policies/person.cedar")),
    ("members.cedar", include_str!("../../../policies/members.cedar")),
    ("team.cedar", include_str!("../../../policies/team.cedar")),
    ("drafts.cedar", include_str!("../../../policies/drafts.cedar")),
    ("guards.cedar", include_str!("../../../policies/guards.cedar")),
    ("views.cedar", include_str!("../../../policies/views.cedar")),
    ("duties.cedar", include_str!("../../../policies/duties.cedar")),
    ("outside.cedar", include_str!("../../../policies/outside.cedar")),
    ("acting.cedar", include_str!("../../../policies/acting.cedar")),
];

/// Reads a schema.
pub(crate) fn schema(text: &str) -> Result<Schema, PolicyError> {
    Schema::from_cedarschema_str(text)
        .map(|(schema, _warnings)| schema)
        .map_err(|cause| PolicyError::Schema(cause.to_string()))
}

/// Reads policies, each by its `@id`, and holds them against the schema.
pub(crate) fn policies(files: &[File], schema: &Schema) -> Result<PolicySet, PolicyError> {
    let mut all = PolicySet::new();
    for &(file, text) in files {
        let unreadable = |cause: String| PolicyError::Unreadable { file, cause };
        let read = PolicySet::from_str(text).map_err(|cause| unreadable(cause.to_string()))?;
        for policy in read.policies() {
            let id = policy.annotation("id").map(PolicyId::new).ok_or(PolicyError::Nameless(file))?;
            all.add(policy.new_id(id)).map_err(|cause| unreadable(cause.to_string()))?;
        }
    }
    let checked = Validator::new(schema.clone()).validate(&all, ValidationMode::Strict);
    if checked.validation_passed_without_warnings() {
        return Ok(all);
    }
    let said: Vec<_> = checked
        .validation_errors()
        .map(ToString::to_string)
        .chain(checked.validation_warnings().map(ToString::to_string))
        .collect();
    Err(PolicyError::Invalid(said.join("; ")))
}
