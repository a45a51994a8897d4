//! Acts: what somebody asks the record to take. `decide` turns an act into facts, or refuses it.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

pub use crate::deed::Deed;
use crate::{
    advance::*,
    appointment::*,
    audience::*,
    belonging::*,
    candour::*,
    capacity::*,
    case::*,
    child::*,
    circle::*,
    confidence::*,
    correction::*,
    cover::*,
    death::*,
    decision::*,
    disclosure::*,
    duty::Duties,
    emergency::*,
    ending::*,
    entry::{Draft, When},
    fact::Fact,
    file::*,
    filing::*,
    guard::*,
    hold::*,
    ids::{CommandId, EntryId, MeetingId, PractitionerId},
    invitation_wish::*,
    late::TakeLate,
    line::*,
    meet::*,
    meeting::*,
    out_of_sight::*,
    people::*,
    plan::*,
    promise::*,
    question::*,
    reach::*,
    read_back::*,
    refusal::{Refusal, Why},
    request::*,
    safety::*,
    scribe::*,
    shared::*,
    sharing::*,
    stay::*,
    team::*,
    unsafe_pair::*,
    view::*,
    who::{Account, Seat, Who},
    whole::Whole,
    words::*,
    written::CloseWritten,
};

/// Whose words an act carries and how they came to be written: the header of its entries.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Told {
    /// Whose words they are; without one, the sender's own.
    pub voice: Option<Who>,
    /// Who said them, where that was somebody else (an interpreter, a friend reading a letter).
    pub spoken_by: Option<Who>,
    /// Whom they are addressed to, beside the audience.
    pub to: Option<Who>,
    /// The meeting they were said in.
    pub meeting: Option<MeetingId>,
    /// Who may read them; without one, the usual audience of the act.
    pub audience: Option<Audience>,
    /// When it happened, where that is not now.
    pub occurred_at: Option<When>,
    /// Held back from the person from its first moment, on this ground and for this reason.
    pub hold: Option<(Ground, String)>,
}

impl Told {
    /// Told in a meeting by a voice.
    pub fn in_meeting(meeting: MeetingId, voice: Who) -> Self {
        Self { voice: Some(voice), meeting: Some(meeting), ..Self::default() }
    }

    /// The voice of the words: the one named, or the sender's own.
    pub fn voice_or(&self, account: &Account) -> Option<Who> {
        self.voice.or_else(|| account.voice())
    }

    /// The same in the sender's own voice, whatever the form says.
    pub(crate) fn own(&self, ctx: &Context) -> Self {
        Self { voice: ctx.account.voice(), ..self.clone() }
    }

    /// The same in the sender's own voice and for the usual audience, whatever the form says:
    /// what is decided about an entry or about the record itself.
    pub(crate) fn decided(&self, ctx: &Context) -> Self {
        Self { audience: None, ..self.own(ctx) }
    }

    /// An entry of this header. Whoever sends words that are not their own is their scribe.
    pub(crate) fn draft(&self, ctx: &Context, usual: Audience, fact: impl Into<Fact>) -> Draft {
        let voice = self.voice_or(&ctx.account);
        Draft {
            occurred_at: self.occurred_at.clone(),
            by: ctx.account.id,
            voice,
            spoken_by: self.spoken_by,
            scribe: ctx.account.voice().filter(|hand| Some(*hand) != voice),
            to: self.to,
            meeting: self.meeting,
            audience: self.audience.unwrap_or(usual),
            fact: fact.into(),
        }
    }

    /// What was said in a meeting is for those present; what was said otherwise, for `usual`.
    pub(crate) fn usual_or(&self, usual: Audience) -> Audience {
        self.meeting.map_or(usual, Audience::Present)
    }
}

/// One sending of one form.
#[derive(Clone, PartialEq, Debug)]
pub struct Command {
    /// The idempotency key: the same command twice is done once.
    pub id: CommandId,
    /// The header of the entries it makes.
    pub told: Told,
    /// What is asked.
    pub act: Act,
}

/// The world, as a parameter: nothing here reads a clock or a session.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Context {
    /// Now.
    pub now: Timestamp,
    /// The account that sent the command.
    pub account: Account,
    /// What the service named them for.
    pub duties: Duties,
}

impl Context {
    /// Somebody without duties, now.
    pub fn new(now: Timestamp, account: Account) -> Self {
        Self { now, account, duties: Duties::default() }
    }

    /// Whether it is this practitioner who asks.
    pub fn is_practitioner(&self, id: PractitionerId) -> bool {
        self.account.seat == Seat::Practitioner(id)
    }

    /// Refuses a day that has not come yet, in whichever zone: what is told of has happened.
    pub(crate) fn has_come(&self, field: &'static str, day: Date) -> Result<(), Refusal> {
        // The earliest zone is 14 hours before UTC.
        let today = self
            .now
            .saturating_add(SignedDuration::from_hours(14))
            .map_or(Date::MAX, |first| first.to_zoned(TimeZone::UTC).date());
        if day <= today { Ok(()) } else { Err(Refusal::at(field, Why::InTheFuture)) }
    }
}

/// How an act becomes facts.
pub(crate) trait Decides {
    /// The kind of deed when its voice is the sender's own; for somebody else's voice it is always `Tend`.
    const DEED: Deed;
    /// The facts that follow, or why not. Pure.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal>;
}

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident($payload:ty),)*) => {
        /// What is asked, in the imperative.
        #[derive(Clone, PartialEq, Debug)]
        #[allow(clippy::large_enum_variant, reason = "an act lives for one request")]
        pub enum Act { $($(#[$doc])* $name($payload),)* }

        impl Act {
            fn own_deed(&self) -> Deed {
                match self { $(Self::$name(_) => <$payload as Decides>::DEED,)* }
            }
            fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
                match self { $(Self::$name(act) => act.decide(whole, told, ctx),)* }
            }
        }
    };
}

acts! {
    /// Take a call for help, as the first of a network or a further one.
    TakeCall(TakeCall),
    /// Note that the holder has seen a further call.
    HearCall(CallHeard),
    /// Note the caller's answer: may the person know?
    AnswerConfidence(ConfidenceAnswered),
    /// Correct the moment of the call; both times stay.
    CorrectClock(ClockCorrected),
    /// Note that a meeting was offered.
    OfferHelp(HelpOffered),
    /// Note what was answered to an offer.
    AnswerOffer(OfferAnswered),
    /// Note that a practitioner has spoken with them about being safe now.
    SpeakOfSafety(SafetySpoken),
    /// Take or hand on the holding.
    Hold(HeldBy),
    /// Join the core team.
    JoinTeam(TeamJoined),
    /// Leave the core team.
    LeaveTeam(TeamLeft),
    /// Name somebody of the network.
    NameMember(MemberNamed),
    /// Name and describe somebody of the network in one sending.
    MeetMember(MeetMember),
    /// Describe somebody of the network.
    DescribeMember(MemberDescribed),
    /// Tell of a tie between two members.
    TellTie(TieTold),
    /// Tell whether somebody is wanted at the meetings.
    TellWish(WishTold),
    /// Note how the organisation knows the person.
    NoteKnownAs(KnownAs),
    /// Tell of a circumstance that weighs.
    TellCircumstance(CircumstanceTold),
    /// Mark two who must not be brought together.
    MarkUnsafePair(UnsafePairMarked),
    /// Name a circle.
    NameCircle(CircleNamed),
    /// Note that somebody does not want to be asked again, or may be.
    ChangeAsking(AskingChanged),
    /// Begin a stay.
    BeginStay(StayBegan),
    /// Tell more of a stay: its lawful side, leave, advocate.
    TellStay(StayTold),
    /// End a stay.
    EndStay(StayEnded),
    /// Plan a meeting, or plan it anew.
    PlanMeeting(MeetingPlanned),
    /// Call a meeting off.
    CallOff(MeetingCalledOff),
    /// Note that an invitation was given.
    GiveInvitation(InvitationGiven),
    /// Answer an invitation.
    AnswerInvitation(InvitationAnswered),
    /// Wish that somebody come to a meeting.
    WishInvitation(InvitationWished),
    /// Note who came.
    NoteCame(Came),
    /// Put right, after the closing, who was there.
    CorrectCame(CameCorrected),
    /// Say who writes for a voice at the meeting.
    NameScribe(ScribeNamed),
    /// Say what comes next.
    SayNext(NextSaid),
    /// Close the meeting.
    CloseMeeting(MeetingClosed),
    /// Close the meeting with everything that was written at it live.
    CloseWritten(CloseWritten),
    /// Take what was written without signal when the meeting was closed.
    TakeLate(TakeLate),
    /// Speak words.
    Speak(WordsSpoken),
    /// Reword one's words while the meeting is open.
    Reword(WordsReworded),
    /// Note that words left for the team have been read.
    ReadWords(WordsRead),
    /// Offer shared words.
    OfferShared(SharedWordsOffered),
    /// Stand behind shared words, or step out.
    AnswerShared(SharedWordsAnswered),
    /// Open a question.
    OpenQuestion(QuestionOpened),
    /// Dissolve or reopen a question.
    MoveQuestion(QuestionMoved),
    /// Open a decision.
    OpenDecision(DecisionOpened),
    /// Name a further option.
    NameOption(OptionNamed),
    /// Take a stance.
    TakeStance(StanceTaken),
    /// Say what came out: agreed, or left open until.
    ComeOut(DecisionCameOut),
    /// Make a promise.
    MakePromise(PromiseMade),
    /// Say what became of a promise.
    SettlePromise(PromiseSettled),
    /// Agree how to keep safe.
    AgreeSafety(SafetyAgreed),
    /// Note that a voice was offered its words.
    OfferWords(WordsOffered),
    /// Agree to one's words.
    AgreeWords(WordsAgreed),
    /// Amend one's words.
    AmendWords(WordsAmended),
    /// See it differently.
    SeeDifferently(SeenDifferently),
    /// Note where the meeting was filed.
    FileMeeting(MeetingFiled),
    /// Attach a picture or paper.
    AttachFile(FileAttached),
    /// Hold an entry back until it is decided.
    HoldBack(EntryHeldBack),
    /// Withhold an entry from the person.
    Withhold(EntryWithheld),
    /// End a withholding.
    EndWithholding(WithholdingEnded),
    /// Take an entry out of everybody's sight.
    TakeOutOfSight(TakenOutOfSight),
    /// Put an entry back.
    PutBack(PutBack),
    /// Leave an entry out of sight after its review.
    KeepOutOfSight(KeptOutOfSight),
    /// Choose anew who may read one's words.
    ChangeAudience(AudienceChanged),
    /// Note a talk about what was told in confidence.
    ReviewConfidence(ConfidenceReviewed),
    /// Leave the network.
    LeaveNetwork(MemberLeft),
    /// Come back into the network.
    ReturnToNetwork(MemberReturned),
    /// Set how much somebody gets online.
    SetView(ViewSet),
    /// Tell how to reach somebody.
    TellReach(ReachTold),
    /// Lift the mark of an unsafe pair.
    LiftUnsafePair(UnsafePairLifted),
    /// Give cover.
    GiveCover(CoverGiven),
    /// End a cover before its time.
    EndCover(CoverEnded),
    /// Open the record in an emergency.
    OpenInEmergency(EmergencyOpened),
    /// Close it again.
    CloseEmergency(EmergencyClosed),
    /// Tell the person of it later.
    DeferTelling(EmergencyTellingDeferred),
    /// Review it.
    ReviewEmergency(EmergencyReviewed),
    /// Appoint somebody, or tell of an appointment.
    Appoint(AppointmentMade),
    /// End an appointment.
    EndAppointment(AppointmentEnded),
    /// Ask for access to the record.
    AskAccess(AccessAsked),
    /// Answer a request for access.
    AnswerAccess(AccessAnswered),
    /// Decide on lines of a request for access.
    DecideLines(DecideLines),
    /// Note an opinion on serious harm.
    GiveHarmOpinion(HarmOpinionGiven),
    /// Note that something went wrong.
    NoteCandour(CandourNoted),
    /// Note that it was told.
    TellCandour(CandourTold),
    /// Put the record on legal hold.
    LayHold(LegalHold),
    /// Lift a legal hold.
    LiftHold(LegalHoldLifted),
    /// Agree that somebody may be told something.
    AgreeSharing(SharingAgreed),
    /// Withdraw that.
    WithdrawSharing(SharingWithdrawn),
    /// Note that something was shared.
    NoteShared(NoteShared),
    /// Make an advance statement.
    StateInAdvance(AdvanceStatementMade),
    /// Note how it stood with deciding one thing on one day.
    AssessCapacity(CapacityAssessed),
    /// Note a talk about what is best.
    TalkBestInterests(BestInterestsTalked),
    /// Note that a child decides for themself.
    JudgeChildDecides(ChildDecides),
    /// Note what was told without consent.
    DiscloseWithoutConsent(DisclosedWithoutConsent),
    /// Note a death.
    NoteDeath(DeathNoted),
    /// Take back a death noted in error.
    TakeBackDeath(DeathTakenBack),
    /// Decide who may read after a death.
    DecideReading(ReadingDecided),
    /// End the work with a network.
    EndNetwork(NetworkEnded),
    /// Begin it again.
    ReopenNetwork(NetworkReopened),
    /// Ask to correct or erase.
    AskCorrection(CorrectionAsked),
    /// Answer a request to correct or erase.
    AnswerCorrection(CorrectionAnswered),
}

impl Command {
    /// What kind of deed this is for this account: writing in somebody else's voice is the team's work.
    pub fn deed(&self, account: &Account) -> Deed {
        match self.act.own_deed() {
            deed @ (Deed::Speak | Deed::Answer) if self.told.voice_or(account) == account.voice() => deed,
            deed @ (Deed::Call | Deed::Review | Deed::BreakGlass | Deed::Prepare) => deed,
            _ => Deed::Tend,
        }
    }
}

/// Decides on the whole record: the facts that follow from a command, or why not.
/// The same command again follows to nothing: it is already done.
pub fn decide(whole: &Whole, command: &Command, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
    if whole.has_seen(command.id) {
        return Ok(Vec::new());
    }
    let begins = matches!(command.act, Act::TakeCall(_));
    if !begins {
        stands_on_record(whole, command)?;
    }
    let facts = command.act.decide(whole, &command.told, ctx)?;
    let facts = held_back(whole, command, ctx, facts)?;
    if facts.iter().any(|fact| is_hidden_note(&fact.fact, fact.voice, fact.audience)) {
        return Err(Refusal::at("audience", Why::OpenToThePerson));
    }
    match ctx.account.seat {
        // A member writes in no voice but their own, whatever the form says (promise 2).
        Seat::Member(..) if facts.iter().any(|fact| fact.voice != ctx.account.voice()) => {
            Err(Refusal::at("voice", Why::NotYourVoice))
        }
        _ => Ok(facts),
    }
}

/// What the team writes and holds back in one sending is never open in between.
fn held_back(
    whole: &Whole,
    command: &Command,
    ctx: &Context,
    mut facts: Vec<Draft>,
) -> Result<Vec<Draft>, Refusal> {
    if let Some((ground, words)) = &command.told.hold {
        let words = crate::text::needed("hold-words", words)?;
        let hold = EntryHeldBack { entry: EntryId { command: command.id, nth: 0 }, ground: *ground, words };
        if whole.is_empty() || ctx.account.voice().is_none_or(|who| who.practitioner().is_none()) {
            return Err(Refusal::neutral());
        }
        facts.push(command.told.decided(ctx).draft(ctx, Audience::Team, hold));
    }
    Ok(facts)
}

/// A record begins with a call and so with a holder (promise 5); what comes after speaks of
/// voices and meetings that are in it.
fn stands_on_record(whole: &Whole, command: &Command) -> Result<(), Refusal> {
    if whole.is_empty() {
        return Err(Refusal::of(Why::NotHere));
    }
    if let Some(Who::Member(voice)) = command.told.voice {
        crate::people::member(whole, "voice", voice)?;
    }
    let makes_its_own = matches!(command.act, Act::PlanMeeting(_));
    let known = |meeting| whole.network.meeting(meeting).is_some();
    match command.told.meeting {
        Some(meeting) if !makes_its_own && !known(meeting) => Err(Refusal::of(Why::NotHere)),
        // What was said at a meeting is complete when it closes; what comes later is not said there.
        Some(meeting) if is_said_there(&command.act) => crate::plan::open(whole, meeting).map(|_| ()),
        _ => Ok(()),
    }
}

/// Whether an act that names a meeting puts something into what was talked about there.
/// (Words, who came and what comes next ask for themselves.)
fn is_said_there(act: &Act) -> bool {
    matches!(
        act,
        Act::OfferShared(_)
            | Act::OpenQuestion(_)
            | Act::MoveQuestion(_)
            | Act::OpenDecision(_)
            | Act::NameOption(_)
            | Act::TakeStance(_)
            | Act::ComeOut(_)
            | Act::MakePromise(_)
            | Act::SettlePromise(_)
            | Act::AgreeSafety(_)
    )
}
