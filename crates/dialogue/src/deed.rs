//! Deeds: the kinds of what somebody does to a network, as the policies know them.

/// What somebody does to a network: a closed set, each an action of the policies' schema.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Deed {
    /// Take a call for help: any practitioner of the service may, for anybody.
    Call,
    /// The team's work: people, planning, noting for others, closing, filing.
    Tend,
    /// Speak in one's own voice.
    Speak,
    /// Answer for oneself: an invitation, the read-back, shared words.
    Answer,
    /// See who has looked.
    Look,
    /// Decide on an entry that is kept back or out of sight, or on an emergency access: each as its reviewer or by duty.
    Review,
    /// Open a record in an emergency.
    BreakGlass,
    /// Prepare and answer a request for access.
    Prepare,
}

impl Deed {
    /// Every deed there is.
    pub const ALL: [Self; 8] = [
        Self::Call,
        Self::Tend,
        Self::Speak,
        Self::Answer,
        Self::Look,
        Self::Review,
        Self::BreakGlass,
        Self::Prepare,
    ];

    /// Its name in `policies/schema.cedarschema`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Tend => "tend",
            Self::Speak => "speak",
            Self::Answer => "answer",
            Self::Look => "look",
            Self::Review => "review",
            Self::BreakGlass => "break-glass",
            Self::Prepare => "prepare",
        }
    }
}
