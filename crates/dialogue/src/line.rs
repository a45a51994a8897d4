//! Lines: what a record holds about or by somebody who asked for it, one entry a line,
//! with the marks that ask for a decision, and what was decided (UK GDPR, article 15;
//! Data Protection Act 2018, Schedule 2, paragraph 16, and Schedule 3, Part 2).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    case::AccessCase,
    duty::Duty,
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    guard::Ground,
    ids::{EntryId, MemberId, PractitionerId},
    leaves::Leaves,
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// What becomes of one line in the bundle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Giving {
    /// It is given as it stands.
    Give,
    /// These words are given instead of it.
    GiveInPart(String),
    /// It is kept back, on this ground.
    KeepBack(Ground),
}

/// It was decided what becomes of a line. The last decision counts; all stay.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LineDecided {
    /// The request it belongs to.
    pub case: EntryId,
    /// The line.
    pub entry: EntryId,
    /// What becomes of it.
    pub decision: Giving,
    /// Why.
    pub words: String,
}

/// An appropriate health professional gave their opinion whether giving the record would be likely
/// to cause serious harm to anybody (Data Protection Act 2018, Schedule 3, paragraphs 5 and 6).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HarmOpinionGiven {
    /// The request it belongs to.
    pub case: EntryId,
    /// Who gave it.
    pub given_by: PractitionerId,
    /// On which day.
    pub on: Date,
    /// Whether serious harm is likely, should some of it be given.
    pub is_harm_likely: bool,
    /// In their words.
    pub words: String,
}

/// The decisions on several lines at once, each of which is written down by itself.
#[derive(Clone, PartialEq, Debug)]
pub struct DecideLines {
    /// The request they belong to.
    pub case: EntryId,
    /// The lines.
    pub lines: Vec<EntryId>,
    /// What becomes of each of them.
    pub decision: Giving,
    /// Why.
    pub words: String,
}

/// Why a line asks for a decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    /// Told in confidence: never given without a decision.
    Confidence,
    /// Kept back from the person.
    KeptBack,
    /// A mark that keeps two people apart.
    UnsafePair,
    /// The words of another member.
    OtherVoice,
    /// It names another member, or is about them.
    NamesOthers,
}

impl Mark {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confidence => "confidence",
            Self::KeptBack => "kept-back",
            Self::UnsafePair => "unsafe-pair",
            Self::OtherVoice => "other-voice",
            Self::NamesOthers => "names-others",
        }
    }
}

/// What becomes of a line as things stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Somebody must decide.
    Open,
    /// It is given.
    Given,
    /// These words are given instead.
    GivenInPart(String),
    /// It is not in the bundle; on this ground, or because it belongs to a line that is not.
    Kept(Option<Ground>),
}

/// One line.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// The entry.
    pub entry: Arc<Entry>,
    /// What asks for a decision.
    pub marks: BTreeSet<Mark>,
    /// What becomes of it.
    pub fate: Fate,
}

impl AccessCase {
    /// What was decided last about a line.
    pub fn decided(&self, entry: EntryId) -> Option<&Noted<LineDecided>> {
        self.lines.get(&entry).and_then(|decided| decided.last())
    }
    /// The opinion on serious harm that counts: the last one.
    pub fn opinion(&self) -> Option<&Noted<HarmOpinionGiven>> {
        self.opinions.last()
    }
}

impl Network {
    /// The lines of a request: everything that is about or by the one who asked, in the order in which
    /// it was recorded. For the person at the centre, the whole record is.
    pub fn lines(&self, case: &AccessCase) -> Vec<Line> {
        let asker = case.asked.member;
        let is_person = self.people.person().is_some_and(|person| person.id == asker);
        let names = Names::of(self, asker);
        let mut lines: Vec<Line> = Vec::new();
        let mut fates: BTreeMap<EntryId, Fate> = BTreeMap::new();
        for entry in &self.entries {
            let leaves = Leaves::of(&entry.told.fact);
            if is_about_keeping(&entry.told.fact) || !(is_person || names.is_theirs(entry, &leaves)) {
                continue;
            }
            let marks = self.marks(entry, asker, &names, &leaves);
            let belongs_to = self.first_of(&entry.told.fact).and_then(|first| fates.get(&first)).cloned();
            let fate = fate(case, entry.id, &marks, belongs_to);
            fates.insert(entry.id, fate.clone());
            lines.push(Line { entry: entry.clone(), marks, fate });
        }
        lines
    }

    fn marks(&self, entry: &Entry, asker: MemberId, names: &Names, leaves: &Leaves) -> BTreeSet<Mark> {
        let mut marks = BTreeSet::new();
        let told = &entry.told;
        let own = told.voice == Some(Who::Member(asker));
        let is_other = |who: Option<Who>| who.and_then(Who::member).is_some_and(|id| id != asker);
        let first = self.first_of(&told.fact);
        let told_to_team = told.audience == Audience::Team && is_other(told.voice);
        if matches!(told.audience, Audience::Confidence(_)) || told_to_team {
            marks.insert(Mark::Confidence);
        }
        let kept = |id: EntryId| self.withholdings.of(id).is_some();
        if kept(entry.id) || first.is_some_and(kept) {
            marks.insert(Mark::KeptBack);
        }
        if matches!(told.fact, Fact::UnsafePairMarked(_) | Fact::UnsafePairLifted(_)) {
            marks.insert(Mark::UnsafePair);
        }
        if is_other(told.voice) || is_other(told.spoken_by) {
            marks.insert(Mark::OtherVoice);
        }
        if !own && (is_other(told.to) || names.names_others(leaves)) {
            marks.insert(Mark::NamesOthers);
        }
        marks
    }
}

/// What was decided counts; a line that belongs to another one follows it; what is marked waits.
fn fate(case: &AccessCase, entry: EntryId, marks: &BTreeSet<Mark>, belongs_to: Option<Fate>) -> Fate {
    match case.decided(entry).map(|decided| &decided.decision) {
        Some(Giving::Give) => Fate::Given,
        Some(Giving::GiveInPart(words)) => Fate::GivenInPart(words.clone()),
        Some(Giving::KeepBack(ground)) => Fate::Kept(Some(*ground)),
        None => match belongs_to {
            Some(Fate::Kept(_) | Fate::GivenInPart(_)) => Fate::Kept(None),
            _ if marks.is_empty() => Fate::Given,
            _ => Fate::Open,
        },
    }
}

/// What is written down about keeping back, out of sight and about requests themselves is never a line:
/// it would tell of lines that are not given.
fn is_about_keeping(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::EntryHeldBack(_)
            | Fact::EntryWithheldV1(_)
            | Fact::EntryWithheld(_)
            | Fact::WithholdingEnded(_)
            | Fact::TakenOutOfSight(_)
            | Fact::PutBack(_)
            | Fact::KeptOutOfSight(_)
            | Fact::AudienceChanged(_)
            | Fact::AccessAnswered(_)
            | Fact::LineDecided(_)
            | Fact::HarmOpinionGiven(_)
    )
}

/// Who the one who asked is, and what everybody else of the network is called.
struct Names {
    asker: MemberId,
    own: Vec<String>,
    others: BTreeSet<MemberId>,
    called: BTreeSet<String>,
}

impl Names {
    fn of(network: &Network, asker: MemberId) -> Self {
        let names = |id: MemberId| {
            let member = network.people.members.get(&id);
            member.map(|m| m.names.iter().map(|n| n.name.clone()).collect::<Vec<_>>()).unwrap_or_default()
        };
        let others: BTreeSet<_> = network.people.members.keys().copied().filter(|id| *id != asker).collect();
        let own = parts(&names(asker));
        let callers = network.requests.values().filter(|r| r.asked.caller.member != Some(asker));
        let callers = callers.filter(|r| !r.asked.caller_is_person).map(|r| r.asked.caller.name.clone());
        let called = others.iter().flat_map(|id| names(*id)).chain(callers).collect::<Vec<_>>();
        // A name that both bear (a family name) does not tell of the other one.
        let called = parts(&called).into_iter().filter(|part| !own.contains(part)).collect();
        Self { asker, own, others, called }
    }

    /// Whether an entry is by, to or about the one who asked.
    fn is_theirs(&self, entry: &Entry, leaves: &Leaves) -> bool {
        let me = Some(Who::Member(self.asker));
        let told = &entry.told;
        [told.voice, told.spoken_by, told.to].contains(&me)
            || leaves.ids.contains(&self.asker.0)
            || leaves.texts.iter().any(|text| has_any(text, |part| self.own.contains(part)))
    }

    fn names_others(&self, leaves: &Leaves) -> bool {
        leaves.ids.iter().any(|id| self.others.contains(&MemberId(*id)))
            || leaves.texts.iter().any(|text| has_any(text, |part| self.called.contains(part)))
    }
}

fn parts(names: &[String]) -> Vec<String> {
    names.iter().flat_map(|name| crate::index::name_parts(name)).collect()
}

fn has_any(text: &str, is: impl Fn(&String) -> bool) -> bool {
    crate::index::name_parts(text).any(|part| is(&part))
}

impl Folds for LineDecided {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(case) = network.cases.iter_mut().find(|case| case.asked.entry.id == self.case) {
            case.lines.entry(self.entry).or_default().push(Noted::new(entry, self));
        }
    }
}

impl Folds for HarmOpinionGiven {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(case) = network.cases.iter_mut().find(|case| case.asked.entry.id == self.case) {
            case.opinions.push(Noted::new(entry, self));
        }
    }
}

fn open_case(whole: &Whole, asked: EntryId) -> Result<&AccessCase, Refusal> {
    let case = whole.network.case(asked).filter(|case| case.answered.is_none());
    case.ok_or_else(|| Refusal::of(Why::NotHere))
}

impl Decides for DecideLines {
    const DEED: Deed = Deed::Prepare;
    /// By the records officer; serious harm only after an appropriate health professional has called it likely.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let case = open_case(whole, self.case)?;
        if !ctx.duties.has(Duty::RecordsOfficer) {
            return Err(Refusal::of(Why::NotYoursToDecide));
        }
        let words = match self.decision {
            Giving::Give => text::kept("words", &self.words)?,
            Giving::GiveInPart(_) | Giving::KeepBack(_) => text::needed("words", &self.words)?,
        };
        let decision = match &self.decision {
            Giving::GiveInPart(part) => Giving::GiveInPart(text::needed("part", part)?),
            other => other.clone(),
        };
        let is_likely = || case.opinion().is_some_and(|opinion| opinion.is_harm_likely);
        if decision == Giving::KeepBack(Ground::SeriousHarm) && !is_likely() {
            return Err(Refusal::at("ground", Why::NeedsOpinion));
        }
        let lines: BTreeSet<_> = whole.network.lines(case).into_iter().map(|line| line.entry.id).collect();
        if !self.lines.iter().all(|line| lines.contains(line)) {
            return Err(Refusal::of(Why::NotHere));
        }
        let told = told.decided(ctx);
        let decided = |entry: &EntryId| {
            let (case, entry, decision) = (self.case, *entry, decision.clone());
            told.draft(ctx, Audience::Team, LineDecided { case, entry, decision, words: words.clone() })
        };
        Ok(self.lines.iter().map(decided).collect())
    }
}

impl Decides for HarmOpinionGiven {
    const DEED: Deed = Deed::Prepare;
    /// Noted by the records officer in the voice of whoever gave it.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        open_case(whole, self.case)?;
        if ctx.is_practitioner(self.given_by) && !ctx.duties.has(Duty::HealthProfessional) {
            return Err(Refusal::at("given-by", Why::NotYoursToDecide));
        }
        ctx.has_come("on", self.on)?;
        let given = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = Told { voice: Some(Who::Practitioner(self.given_by)), audience: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, given)])
    }
}
