//! Unsafe pairs: two members who must not be brought together or learn of each other (R20).
//! The one at risk sees and steers the mark; the other sees neither it nor what it hides.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    audience::Audience,
    entry::{Draft, Entry},
    fact::{Fact, Folds},
    ids::MemberId,
    network::{Network, Noted},
    people,
    refusal::{Refusal, Why},
    text,
    who::Who,
    whole::Whole,
};

/// Two members must not be brought together (violence, an injunction).
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnsafePairMarked {
    /// One.
    pub one: MemberId,
    /// The other.
    pub other: MemberId,
    /// Why.
    pub words: String,
    /// Who of the two is at risk; without one, both are kept from knowing of each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_risk: Option<MemberId>,
}

/// The mark was lifted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnsafePairLifted {
    /// One.
    pub one: MemberId,
    /// The other.
    pub other: MemberId,
    /// Why, and who was asked.
    pub words: String,
}

impl UnsafePairMarked {
    /// Whether it is about these two, in either order.
    pub fn is_of(&self, one: MemberId, other: MemberId) -> bool {
        (self.one, self.other) == (one, other) || (self.one, self.other) == (other, one)
    }

    /// Who must stay hidden from a member because of this mark.
    fn hidden_from(&self, viewer: MemberId) -> Option<MemberId> {
        let hidden = if viewer == self.one { self.other } else { self.one };
        let is_of_it = viewer == self.one || viewer == self.other;
        (is_of_it && self.at_risk.is_none_or(|at_risk| at_risk == hidden)).then_some(hidden)
    }
}

impl Folds for UnsafePairMarked {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        let pairs = &mut network.people.unsafe_pairs;
        pairs.retain(|mark| !mark.is_of(self.one, self.other));
        pairs.push(Noted::new(entry, self));
    }
}

impl Folds for UnsafePairLifted {
    fn fold(self: &Arc<Self>, network: &mut Network, _: &Arc<Entry>) {
        network.people.unsafe_pairs.retain(|mark| !mark.is_of(self.one, self.other));
    }
}

impl people::People {
    /// Who must stay hidden from a member. Where the person at the centre is one of the two, nothing is hidden
    /// by itself, from neither: a network without its person would tell everything, and a record that lost
    /// somebody overnight would tell the person that they were marked. A named practitioner narrows the pages
    /// of the two after a safety conversation ([`crate::view::ViewSet`]).
    pub fn hidden_from(&self, viewer: MemberId) -> BTreeSet<Who> {
        let person = self.person().map(|person| person.id);
        if person == Some(viewer) {
            return BTreeSet::new();
        }
        let hidden = self.unsafe_pairs.iter().filter_map(|mark| mark.hidden_from(viewer));
        hidden.filter(|hidden| Some(*hidden) != person).map(Who::Member).collect()
    }

    /// Whether somebody is one of an unsafe pair.
    pub(crate) fn is_of_unsafe_pair(&self, who: Who) -> bool {
        who.member().is_some_and(|id| self.unsafe_pairs.iter().any(|mark| mark.one == id || mark.other == id))
    }

    /// The mark between two, if there is one.
    pub fn unsafe_pair(&self, one: MemberId, other: MemberId) -> Option<&Noted<UnsafePairMarked>> {
        self.unsafe_pairs.iter().find(|mark| mark.is_of(one, other))
    }

    /// The mark that keeps somebody from being asked together with any of these.
    pub fn kept_from(
        &self,
        member: MemberId,
        others: &BTreeSet<MemberId>,
    ) -> Option<&Noted<UnsafePairMarked>> {
        let is_between = |mark: &&Noted<UnsafePairMarked>| others.iter().any(|one| mark.is_of(member, *one));
        self.unsafe_pairs.iter().find(is_between)
    }
}

impl Whole {
    /// The members of unsafe pairs whom an entry is from, to or about, or whose it says more of.
    pub(crate) fn concerned(&self, entry: &Entry) -> BTreeSet<Who> {
        let people = &self.network.people;
        if people.unsafe_pairs.is_empty() {
            return BTreeSet::new();
        }
        let mut concerned = BTreeSet::new();
        let mut next = Some(entry);
        // What hangs on what hangs on something ends soon; the bound is for what nobody has thought of.
        for _ in 0..4 {
            let Some(entry) = next else { break };
            let told = &entry.told;
            let header = [told.voice, told.spoken_by, told.scribe, told.to];
            let all = header.into_iter().chain(about(&told.fact)).flatten();
            concerned.extend(all.filter(|who| people.is_of_unsafe_pair(*who)));
            next = self.hangs_on(&told.fact);
        }
        concerned
    }

    /// The entry without which a fact would not have been written.
    fn hangs_on(&self, fact: &Fact) -> Option<&Entry> {
        let network = &self.network;
        let call = |id| network.requests.get(id).map(|request| &*request.asked.entry);
        match fact {
            Fact::CallHeard(more) => call(&more.request),
            Fact::ConfidenceAnswered(more) => call(&more.request),
            Fact::ClockCorrected(more) => call(&more.request),
            Fact::HelpOffered(more) => call(&more.request),
            Fact::OfferAnswered(more) => call(&more.request),
            Fact::SafetySpoken(more) => call(&more.request),
            Fact::AccessAnswered(more) => {
                network.cases.iter().map(|case| &*case.asked.entry).find(|asked| asked.id == more.asked)
            }
            Fact::AudienceChanged(more) => self.entry(more.entry).map(|entry| &**entry),
            _ => network.beginning(fact).map(|entry| &**entry),
        }
    }
}

/// Whom a fact is about. (A plan, a circle or shared words that name several are not about one of them:
/// `seen` leaves out who is not known.)
fn about(fact: &Fact) -> [Option<Who>; 2] {
    let one = |who: Who| [Some(who), None];
    let member = |id: &MemberId| one(Who::Member(*id));
    let both = |first: MemberId, second: MemberId| [Some(Who::Member(first)), Some(Who::Member(second))];
    let maybe = |id: Option<MemberId>| [id.map(Who::Member), None];
    match fact {
        Fact::MemberNamed(named) => member(&named.member),
        Fact::MemberDescribed(described) => member(&described.member),
        Fact::ReachTold(reach) => member(&reach.member),
        Fact::TieTold(tie) => both(tie.from, tie.to),
        Fact::WishTold(wish) => member(&wish.member),
        Fact::AskingChanged(asking) => member(&asking.member),
        Fact::MemberLeft(left) => member(&left.member),
        Fact::MemberReturned(back) => member(&back.member),
        // A mark made anew with the other one at risk: what was read before is read no more.
        Fact::UnsafePairMarked(mark) => both(mark.one, mark.other),
        Fact::UnsafePairLifted(lifted) => both(lifted.one, lifted.other),
        Fact::ViewSet(set) => member(&set.member),
        Fact::InvitationGiven(given) => member(&given.member),
        Fact::InvitationAnswered(answered) => member(&answered.member),
        Fact::InvitationWished(wished) => maybe(wished.member),
        Fact::ScribeNamed(named) => [Some(named.voice), Some(named.scribe)],
        Fact::Came(came) => one(came.who),
        Fact::CameCorrected(came) => one(came.who),
        Fact::WordsSpoken(spoken) => maybe(spoken.thinking_of),
        Fact::WordsOffered(offered) => one(offered.who),
        Fact::WordsAgreed(agreed) => one(agreed.who),
        Fact::SharedWordsAnswered(answered) => one(answered.who),
        Fact::StanceTaken(stance) => one(stance.who),
        Fact::PromiseMade(made) => one(made.who),
        Fact::AppointmentMade(made) => member(&made.member),
        Fact::AppointmentEnded(ended) => member(&ended.member),
        Fact::SharingAgreed(agreed) => maybe(agreed.with.member()),
        Fact::NoteShared(note) => maybe(note.to.member()),
        Fact::DeathNoted(noted) => member(&noted.member),
        Fact::DeathTakenBack(back) => member(&back.member),
        Fact::AccessAsked(asked) => member(&asked.member),
        Fact::CorrectionAsked(asked) => member(&asked.member),
        Fact::HelpAsked(asked) => maybe(asked.caller.member),
        _ => [None, None],
    }
}

impl Decides for UnsafePairMarked {
    const DEED: Deed = Deed::Tend;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        people::member(whole, "one", self.one)?;
        people::member(whole, "other", self.other)?;
        if self.one == self.other {
            return Err(Refusal::at("other", Why::Same));
        }
        if self.at_risk.is_some_and(|at_risk| at_risk != self.one && at_risk != self.other) {
            return Err(Refusal::at("at-risk", Why::NotHere));
        }
        let marked = Self { words: text::kept("words", &self.words)?, ..self.clone() };
        let to = self.at_risk.map(Who::Member);
        let told = Told { voice: ctx.account.voice(), to, audience: None, ..told.clone() };
        Ok(vec![told.draft(ctx, Audience::Team, marked)])
    }
}

impl Decides for UnsafePairLifted {
    const DEED: Deed = Deed::Answer;
    /// By the team, or by the one at risk: the other does not know that there is anything to lift.
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let marks = &whole.network.people.unsafe_pairs;
        let Some(mark) = marks.iter().find(|mark| mark.is_of(self.one, self.other)) else {
            return Err(Refusal::of(Why::NotHere));
        };
        let steers = ctx
            .account
            .voice()
            .is_none_or(|who| who.practitioner().is_some() || mark.at_risk.map(Who::Member) == Some(who));
        if !steers {
            return Err(Refusal::of(Why::NotHere));
        }
        let lifted = Self { words: text::needed("words", &self.words)?, ..self.clone() };
        let told = Told {
            voice: ctx.account.voice(),
            to: mark.at_risk.map(Who::Member),
            audience: None,
            ..told.clone()
        };
        Ok(vec![told.draft(ctx, Audience::Team, lifted)])
    }
}
