//! Every fact the record can hold, by its stored name and version.
//!
//! Stored names are a contract: they are never renamed, and a change of shape is a new version
//! beside the old one. `facts/` keeps one stored example of each; a test reads them all.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    advance::*, appointment::*, audience::*, belonging::*, candour::*, capacity::*, case::*, child::*,
    circle::*, confidence::*, correction::*, cover::*, death::*, decision::*, disclosure::*, duty::*,
    emergency::*, ending::*, entry::Entry, file::*, filing::*, guard::*, hold::*, invitation_wish::*,
    line::*, meeting::*, network::Network, out_of_sight::*, people::*, plan::*, promise::*, question::*,
    reach::*, read_back::*, request::*, retention::*, safety::*, scribe::*, service::*, shared::*,
    sharing::*, stay::*, team::*, unsafe_pair::*, view::*, words::*,
};

/// What a fact does to the network as a viewer knows it. It cannot fail: a fact that speaks of
/// something this viewer may not read leaves no trace of it.
pub(crate) trait Folds {
    /// Takes the fact into the fold.
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>);
}

macro_rules! facts {
    ($($stored:literal $name:ident,)*) => {
        /// A fact, in the past tense. The stored form is `{"name/version": {…}}`.
        /// It is kept once: the entry and every fold that notes it share it.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        pub enum Fact {
            $(#[doc = concat!("Stored as `", $stored, "`.")] #[serde(rename = $stored)] $name(Arc<$name>),)*
        }

        impl Fact {
            /// The stored names of all facts that this program knows.
            pub const NAMES: &[&str] = &[$($stored),*];

            /// The stored name of this fact.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => $stored,)* }
            }

            pub(crate) fn fold(&self, network: &mut Network, entry: &Arc<Entry>) {
                match self { $(Self::$name(fact) => fact.fold(network, entry),)* }
            }
        }

        $(impl From<$name> for Fact {
            fn from(fact: $name) -> Self { Self::$name(Arc::new(fact)) }
        })*
    };
}

facts! {
    "help-asked/1" HelpAsked,
    "call-heard/1" CallHeard,
    "confidence-answered/1" ConfidenceAnswered,
    "clock-corrected/1" ClockCorrected,
    "help-offered/1" HelpOffered,
    "offer-answered/1" OfferAnswered,
    "safety-spoken/1" SafetySpoken,
    "held-by/1" HeldBy,
    "team-joined/1" TeamJoined,
    "team-left/1" TeamLeft,
    "member-named/1" MemberNamed,
    "member-described/1" MemberDescribed,
    "tie-told/1" TieTold,
    "wish-told/1" WishTold,
    "known-as/1" KnownAs,
    "circumstance-told/1" CircumstanceTold,
    "unsafe-pair-marked/1" UnsafePairMarked,
    "unsafe-pair-lifted/1" UnsafePairLifted,
    "circle-named/1" CircleNamed,
    "asking-changed/1" AskingChanged,
    "stay-began/1" StayBegan,
    "stay-told/1" StayTold,
    "stay-ended/1" StayEnded,
    "meeting-planned/1" MeetingPlanned,
    "meeting-called-off/1" MeetingCalledOff,
    "invitation-given/1" InvitationGiven,
    "invitation-answered/1" InvitationAnswered,
    "invitation-wished/1" InvitationWished,
    "came/1" Came,
    "came-corrected/1" CameCorrected,
    "scribe-named/1" ScribeNamed,
    "next-said/1" NextSaid,
    "meeting-closed/1" MeetingClosed,
    "words-spoken/1" WordsSpoken,
    "words-reworded/1" WordsReworded,
    "words-read/1" WordsRead,
    "shared-words-offered/1" SharedWordsOffered,
    "shared-words-answered/1" SharedWordsAnswered,
    "question-opened/1" QuestionOpened,
    "question-moved/1" QuestionMoved,
    "decision-opened/1" DecisionOpened,
    "option-named/1" OptionNamed,
    "stance-taken/1" StanceTaken,
    "decision-came-out/1" DecisionCameOut,
    "promise-made/1" PromiseMade,
    "promise-settled/1" PromiseSettled,
    "safety-agreed/1" SafetyAgreed,
    "words-offered/1" WordsOffered,
    "words-agreed/1" WordsAgreed,
    "words-amended/1" WordsAmended,
    "seen-differently/1" SeenDifferently,
    "meeting-filed/1" MeetingFiled,
    "file-attached/1" FileAttached,
    "entry-held-back/1" EntryHeldBack,
    "entry-withheld/1" EntryWithheldV1,
    "entry-withheld/2" EntryWithheld,
    "withholding-ended/1" WithholdingEnded,
    "taken-out-of-sight/1" TakenOutOfSight,
    "put-back/1" PutBack,
    "kept-out-of-sight/1" KeptOutOfSight,
    "audience-changed/1" AudienceChanged,
    "confidence-reviewed/1" ConfidenceReviewed,
    "member-left/1" MemberLeft,
    "member-returned/1" MemberReturned,
    "view-set/1" ViewSet,
    "reach-told/1" ReachTold,
    "cover-given/1" CoverGiven,
    "cover-ended/1" CoverEnded,
    "emergency-opened/1" EmergencyOpened,
    "emergency-closed/1" EmergencyClosed,
    "emergency-telling-deferred/1" EmergencyTellingDeferred,
    "emergency-reviewed/1" EmergencyReviewed,
    "appointment-made/1" AppointmentMade,
    "appointment-ended/1" AppointmentEnded,
    "access-asked/1" AccessAsked,
    "access-answered/1" AccessAnswered,
    "line-decided/1" LineDecided,
    "harm-opinion-given/1" HarmOpinionGiven,
    "candour-noted/1" CandourNoted,
    "candour-told/1" CandourTold,
    "legal-hold/1" LegalHold,
    "legal-hold-lifted/1" LegalHoldLifted,
    "sharing-agreed/1" SharingAgreed,
    "sharing-withdrawn/1" SharingWithdrawn,
    "note-shared/1" NoteShared,
    "advance-statement-made/1" AdvanceStatementMade,
    "capacity-assessed/1" CapacityAssessed,
    "best-interests-talked/1" BestInterestsTalked,
    "child-decides/1" ChildDecides,
    "disclosed-without-consent/1" DisclosedWithoutConsent,
    "death-noted/1" DeathNoted,
    "death-taken-back/1" DeathTakenBack,
    "reading-decided/1" ReadingDecided,
    "network-ended/1" NetworkEnded,
    "network-reopened/1" NetworkReopened,
    "correction-asked/1" CorrectionAsked,
    "correction-answered/1" CorrectionAnswered,
    "service-named/1" ServiceNamed,
    "practitioner-joined/1" PractitionerJoined,
    "practitioner-left/1" PractitionerLeft,
    "duty-given/1" DutyGiven,
    "duty-ended/1" DutyEnded,
    "retention-rules/1" RetentionRules,
    "destruction-proposed/1" DestructionProposed,
    "destruction-dropped/1" DestructionDropped,
}
