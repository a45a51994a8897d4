//! What somebody wants to do to a network: a closed set, each an action of the schema.

/// What somebody wants to do to a network.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Act {
    /// The team's work: people, planning, noting for others, closing, filing.
    Tend,
    /// Say one's own words, take a stance, rate, promise for oneself.
    Speak,
    /// Answer an invitation, a read-back or shared words, for oneself.
    Answer,
    /// Leave words for the next meeting.
    Leave,
    /// Take or hand on holding.
    Join,
    /// See who has looked.
    Look,
}

impl Act {
    /// Every act there is.
    pub const ALL: [Self; 6] = [Self::Tend, Self::Speak, Self::Answer, Self::Leave, Self::Join, Self::Look];

    /// Its name in `policies/schema.cedarschema`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tend => "tend",
            Self::Speak => "speak",
            Self::Answer => "answer",
            Self::Leave => "leave",
            Self::Join => "join",
            Self::Look => "look",
        }
    }
}
