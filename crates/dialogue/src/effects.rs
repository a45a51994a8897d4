//! What a fact may change beside what it says: the class of an entry that was there before it, and a row of
//! the index. Each fact is named here, so that whoever adds one is asked by the compiler.

use crate::fact::Fact;

/// What a fact may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Effects {
    /// The class of an entry that was there before it.
    pub(crate) classes: bool,
    /// A row of the index.
    pub(crate) rows: bool,
}

macro_rules! effects {
    ($({ classes: $classes:literal, rows: $rows:literal } $($name:ident)*;)*) => {
        /// What a fact may change. In doubt, more: what is asked again for nothing costs a little time; a class
        /// that changes unseen shows an entry to somebody who may no longer read it.
        pub(crate) fn effects(fact: &Fact) -> Effects {
            match fact {
                $($(Fact::$name(_))|* => Effects { classes: $classes, rows: $rows },)*
            }
        }
    };
}

effects! {
    { classes: false, rows: false }
    TieTold WishTold CircumstanceTold InvitationGiven InvitationAnswered NextSaid WordsSpoken
    WordsReworded WordsRead SharedWordsOffered SharedWordsAnswered QuestionOpened QuestionMoved
    DecisionOpened OptionNamed StanceTaken DecisionCameOut PromiseMade PromiseSettled WordsOffered
    WordsAgreed WordsAmended SeenDifferently MeetingFiled FileAttached;

    // The agreement that stands is for everyone of now.
    { classes: true, rows: false }
    SafetyAgreed;

    { classes: false, rows: true }
    CallHeard ClockCorrected HelpOffered OfferAnswered SafetySpoken HeldBy TeamJoined TeamLeft
    MemberDescribed KnownAs CircleNamed AskingChanged StayBegan StayTold StayEnded MeetingPlanned
    MeetingCalledOff InvitationWished Came CameCorrected ScribeNamed MeetingClosed ConfidenceReviewed
    ViewSet CoverGiven CoverEnded EmergencyOpened EmergencyClosed EmergencyReviewed AppointmentMade
    AppointmentEnded AccessAsked AccessAnswered LineDecided HarmOpinionGiven CandourNoted CandourTold
    LegalHold LegalHoldLifted SharingAgreed NoteShared AdvanceStatementMade CapacityAssessed
    BestInterestsTalked ChildDecides DisclosedWithoutConsent DeathNoted DeathTakenBack ReadingDecided
    NetworkEnded NetworkReopened CorrectionAsked CorrectionAnswered ServiceNamed PractitionerJoined
    PractitionerLeft DutyGiven DutyEnded RetentionRules DestructionProposed DestructionDropped;

    // A call may open what was told with it before (the naming of its caller). Whoever joins reads the safety
    // agreement that stands. How to reach somebody replaces what was told before.
    { classes: true, rows: true }
    HelpAsked ConfidenceAnswered MemberNamed UnsafePairMarked UnsafePairLifted EntryHeldBack
    EntryWithheldV1 EntryWithheld WithholdingEnded TakenOutOfSight PutBack KeptOutOfSight AudienceChanged
    MemberLeft MemberReturned ReachTold EmergencyTellingDeferred SharingWithdrawn;
}
