//! What can go wrong with a policy. Every one of these means no.

/// A policy could not be read, checked or evaluated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// The schema is not a schema.
    #[error("the schema of the policies cannot be read: {0}")]
    Schema(String),
    /// A file of policies is not written in Cedar, or names two policies alike.
    #[error("the policies in {file} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        file: &'static str,
        /// What Cedar says.
        cause: String,
    },
    /// A policy has no `@id`, so nobody could say which one it was.
    #[error("a policy in {0} has no @id")]
    Nameless(&'static str),
    /// A policy asks about something that the schema does not name.
    #[error("the policies do not keep to their schema: {0}")]
    Invalid(String),
    /// Who asks, or what is asked for, could not be described to the policies.
    #[error("a question to the policies could not be put: {0}")]
    Question(String),
    /// A policy failed while it was evaluated.
    #[error("a policy failed: {0}")]
    Evaluation(String),
}

impl PolicyError {
    pub(crate) fn question(cause: &impl ToString) -> Self {
        Self::Question(cause.to_string())
    }
}
