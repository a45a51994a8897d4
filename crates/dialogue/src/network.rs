//! A network as one viewer knows it: the fold of exactly the entries they may read.

use std::{collections::BTreeMap, ops::Deref, sync::Arc};

use crate::{
    advance::AdvanceStatementMade,
    appointment::Appointment,
    audience::AudienceChanged,
    candour::Candour,
    capacity::{BestInterestsTalked, CapacityAssessed},
    case::AccessCase,
    child::ChildDecides,
    confidence::ConfidenceReviewed,
    correction::Correction,
    cover::Cover,
    death::ReadingDecided,
    decision::Decision,
    disclosure::DisclosedWithoutConsent,
    emergency::Emergency,
    ending::Ending,
    entry::Entry,
    fact::Fact,
    file::FileAttached,
    filing::Filings,
    guard::Withholdings,
    hold::Hold,
    ids::*,
    meeting::Meeting,
    out_of_sight::OutOfSight,
    people::People,
    promise::Promise,
    question::Question,
    request::Request,
    safety::SafetyAgreed,
    shared::SharedWords,
    sharing::Sharing,
    stay::Stay,
    team::Team,
    words::Passage,
};

/// A fact together with the entry that carries it: who said it, when, and who wrote it down.
#[derive(Clone, PartialEq, Debug)]
pub struct Noted<T> {
    /// The entry.
    pub entry: Arc<Entry>,
    /// What it says.
    pub fact: Arc<T>,
}

impl<T> Noted<T> {
    pub(crate) fn new(entry: &Arc<Entry>, fact: &Arc<T>) -> Self {
        Self { entry: entry.clone(), fact: fact.clone() }
    }
}

impl<T> Deref for Noted<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.fact
    }
}

/// One network as one viewer knows it.
#[derive(Clone, PartialEq, Debug)]
pub struct Network {
    /// Its identity.
    pub id: NetworkId,
    /// The person, the members, their ties and circumstances.
    pub people: People,
    /// Holder and core team, now and before.
    pub team: Team,
    /// Calls for help.
    pub requests: BTreeMap<RequestId, Request>,
    /// Meetings, planned and held.
    pub meetings: BTreeMap<MeetingId, Meeting>,
    /// Passages of words.
    pub words: BTreeMap<WordsId, Passage>,
    /// Words that several voices stand behind.
    pub shared: BTreeMap<WordsId, SharedWords>,
    /// Open questions.
    pub questions: BTreeMap<QuestionId, Question>,
    /// Decisions.
    pub decisions: BTreeMap<DecisionId, Decision>,
    /// Promises.
    pub promises: BTreeMap<PromiseId, Promise>,
    /// The safety agreement, each version after the one before.
    pub safety: Vec<Noted<SafetyAgreed>>,
    /// Stays on a ward or in a crisis house.
    pub stays: BTreeMap<StayId, Stay>,
    /// Pictures and papers.
    pub files: BTreeMap<FileId, Noted<FileAttached>>,
    /// Where meetings were filed.
    pub filings: Filings,
    /// What is kept from the person, on which ground.
    pub withholdings: Withholdings,
    /// What was taken out of everybody's sight.
    pub out_of_sight: BTreeMap<EntryId, OutOfSight>,
    /// Audiences chosen anew, by entry, the last one now.
    pub audiences: BTreeMap<EntryId, Vec<Noted<AudienceChanged>>>,
    /// Talks with those who told something in confidence, by entry, the last one now.
    pub confidences: BTreeMap<EntryId, Vec<Noted<ConfidenceReviewed>>>,
    /// Colleagues who cover or covered for the team.
    pub covers: Vec<Cover>,
    /// Openings in an emergency.
    pub emergencies: Vec<Emergency>,
    /// Attorneys, advocates, parents: who stands beside the person, and until when.
    pub appointments: Vec<Appointment>,
    /// Requests for access to the record.
    pub cases: Vec<AccessCase>,
    /// What went wrong, and how it was told.
    pub candours: Vec<Candour>,
    /// Legal holds, lifted ones included.
    pub holds: Vec<Hold>,
    /// What may be shared with whom, and what was.
    pub sharing: Sharing,
    /// Advance statements, the last one now.
    pub advance: Vec<Noted<AdvanceStatementMade>>,
    /// How it stood with deciding one thing on one day.
    pub capacity: Vec<Noted<CapacityAssessed>>,
    /// Talks about what is best in a decision.
    pub best_interests: Vec<Noted<BestInterestsTalked>>,
    /// What a child decides for themself.
    pub child_decides: Vec<Noted<ChildDecides>>,
    /// What was told without consent.
    pub disclosures: Vec<Noted<DisclosedWithoutConsent>>,
    /// Who may read after a death, the last one now.
    pub reading_decided: Vec<Noted<ReadingDecided>>,
    /// How the work ended, and began again.
    pub endings: Vec<Ending>,
    /// Requests to correct or erase.
    pub corrections: Vec<Correction>,
    /// Everything, in the order in which it was recorded.
    pub entries: Vec<Arc<Entry>>,
}

impl Network {
    /// A network of which nothing is known yet.
    pub fn empty(id: NetworkId) -> Self {
        Self {
            id,
            people: People::default(),
            team: Team::default(),
            requests: BTreeMap::new(),
            meetings: BTreeMap::new(),
            words: BTreeMap::new(),
            shared: BTreeMap::new(),
            questions: BTreeMap::new(),
            decisions: BTreeMap::new(),
            promises: BTreeMap::new(),
            safety: Vec::new(),
            stays: BTreeMap::new(),
            files: BTreeMap::new(),
            filings: Filings::default(),
            withholdings: Withholdings::default(),
            out_of_sight: BTreeMap::new(),
            audiences: BTreeMap::new(),
            confidences: BTreeMap::new(),
            covers: Vec::new(),
            emergencies: Vec::new(),
            appointments: Vec::new(),
            cases: Vec::new(),
            candours: Vec::new(),
            holds: Vec::new(),
            sharing: Sharing::default(),
            advance: Vec::new(),
            capacity: Vec::new(),
            best_interests: Vec::new(),
            child_decides: Vec::new(),
            disclosures: Vec::new(),
            reading_decided: Vec::new(),
            endings: Vec::new(),
            corrections: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Takes one more entry into the fold. Never fails: a reference to something
    /// that this viewer may not read leaves no trace.
    pub fn apply(&mut self, entry: Arc<Entry>) {
        entry.told.fact.fold(self, &entry);
        self.entries.push(entry);
    }

    /// The entry that began what a fact says more of.
    pub(crate) fn first_of(&self, fact: &Fact) -> Option<EntryId> {
        match fact {
            Fact::AudienceChanged(more) => Some(more.entry),
            Fact::LegalHoldLifted(more) => Some(more.hold),
            Fact::CandourTold(more) => Some(more.noted),
            Fact::ConfidenceReviewed(more) => Some(more.entry),
            _ => self.beginning(fact).map(|entry| entry.id),
        }
    }

    /// The same entry itself, where the fact names what it belongs to and not the entry.
    pub(crate) fn beginning(&self, fact: &Fact) -> Option<&Arc<Entry>> {
        let words = |id: &WordsId| self.words.get(id).map(|passage| &passage.spoken.entry);
        let decision = |id: &DecisionId| self.decisions.get(id).map(|decision| &decision.opened.entry);
        let stay = |id: &StayId| self.stays.get(id).map(|stay| &stay.began.entry);
        match fact {
            Fact::WordsReworded(more) => words(&more.words),
            Fact::WordsRead(more) => words(&more.words),
            Fact::WordsAmended(more) => words(&more.words),
            Fact::SeenDifferently(more) => words(&more.words),
            Fact::FileAttached(more) => words(&more.words),
            Fact::SharedWordsAnswered(more) => self.shared.get(&more.words).map(|s| &s.offered.entry),
            Fact::QuestionMoved(more) => self.questions.get(&more.question).map(|q| &q.opened.entry),
            Fact::OptionNamed(more) => decision(&more.decision),
            Fact::StanceTaken(more) => decision(&more.decision),
            Fact::DecisionCameOut(more) => decision(&more.decision),
            Fact::PromiseSettled(more) => self.promises.get(&more.promise).map(|p| &p.made.entry),
            Fact::StayTold(more) => stay(&more.stay),
            Fact::StayEnded(more) => stay(&more.stay),
            Fact::CapacityAssessed(more) => decision(&more.decision),
            Fact::BestInterestsTalked(more) => decision(&more.decision),
            Fact::SharingWithdrawn(more) => {
                self.sharing.agreements.get(&more.agreement).map(|one| &one.agreed.entry)
            }
            _ => None,
        }
    }

    /// The meeting, if this viewer knows of it.
    pub fn meeting(&self, id: MeetingId) -> Option<&Meeting> {
        self.meetings.get(&id)
    }

    /// The meeting to fold into: without a plan that this viewer may read, there is none.
    pub(crate) fn meeting_mut(&mut self, id: MeetingId) -> Option<&mut Meeting> {
        self.meetings.get_mut(&id)
    }
}
