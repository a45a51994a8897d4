//! The whole record of one network, on which commands are decided. No page can hold one:
//! the store never lets it out.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use jiff::Timestamp;

use crate::{
    act::Context,
    audience::Audience,
    belonging::Eras,
    class::{Class, Guard},
    effects::effects,
    emergency::Emergency,
    entry::Entry,
    fact::Fact,
    ids::{CircleId, CommandId, EntryId, MeetingId, NetworkId, PractitionerId},
    meeting::Meeting,
    network::Network,
    out_of_sight::OutOfSight,
    people::Member,
    sharing::Agreement,
    standing::{Role, Standing},
    view::View,
    who::{Seat, Who},
};

/// Everything of one network.
#[derive(Clone, Debug)]
pub struct Whole {
    pub(crate) network: Network,
    /// The commands that were carried out, each with the place of its first entry.
    commands: HashMap<CommandId, usize>,
    guards_version: u64,
    eras: Eras,
    spoken: BTreeSet<Who>,
}

impl Whole {
    /// The whole of a network that has no record yet.
    pub fn empty(id: NetworkId) -> Self {
        Self {
            network: Network::empty(id),
            commands: HashMap::new(),
            guards_version: 0,
            eras: Eras::default(),
            spoken: BTreeSet::new(),
        }
    }

    /// Takes one more entry.
    pub fn apply(&mut self, entry: Arc<Entry>) {
        self.commands.entry(entry.id.command).or_insert(self.network.entries.len());
        self.guards_version += u64::from(effects(&entry.told.fact).classes);
        self.eras.take(&entry);
        if let (Fact::WordsSpoken(_), Some(voice)) = (&entry.told.fact, entry.told.voice) {
            self.spoken.insert(voice);
        }
        self.network.apply(entry);
    }

    /// Whether nothing has been recorded.
    pub fn is_empty(&self) -> bool {
        self.network.entries.is_empty()
    }

    /// The entries, in their order.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.network.entries
    }

    /// Whether a command has already been carried out.
    pub fn has_seen(&self, command: CommandId) -> bool {
        self.commands.contains_key(&command)
    }

    /// Grows when the class of an older entry may have changed, so that what a viewer may read
    /// must be asked again from the beginning.
    pub fn guards_version(&self) -> u64 {
        self.guards_version
    }

    /// Grows when a date passes by which the class of an entry changes: a review that falls overdue,
    /// an emergency access of which the person may read from then on.
    pub fn dates_passed(&self, at: Timestamp) -> usize {
        let network = &self.network;
        let reviews = network.withholdings.now().map(|(_, one)| one.due_at());
        let hidden = network.out_of_sight.values().filter(|one| one.is_open()).map(OutOfSight::due_at);
        let told = network.emergencies.iter().map(Emergency::told_at);
        let agreed = network.sharing.agreements.values().filter_map(Agreement::lapses_at);
        reviews.chain(hidden).chain(told).chain(agreed).filter(|due| *due <= at).count()
    }

    /// Whether a look by this practitioner at that moment was in an emergency of which the person is told later.
    pub fn is_told_later(&self, id: PractitionerId, looked_at: Timestamp, now: Timestamp) -> bool {
        let emergencies = &self.network.emergencies;
        emergencies.iter().any(|one| one.covers(id, looked_at) && one.told_at() > now)
    }

    /// Who belonged when.
    pub(crate) fn eras(&self) -> &Eras {
        &self.eras
    }

    /// A named entry.
    pub fn entry(&self, id: EntryId) -> Option<&Arc<Entry>> {
        let entries = &self.network.entries;
        let first = self.commands.get(&id.command)?;
        let place = first.saturating_add(usize::from(id.nth));
        // The entries of one command follow each other, unless the record is damaged.
        entries
            .get(place)
            .filter(|entry| entry.id == id)
            .or_else(|| entries.iter().find(|entry| entry.id == id))
    }

    /// The class of an entry at a moment, after every later change.
    pub fn class(&self, entry: &Entry, at: Timestamp) -> Class {
        let network = &self.network;
        let told = &entry.told;
        // An answer, a picture, a new wording, a new audience is read by whoever reads what it belongs to.
        let first = network.first_of(&told.fact);
        let mut class = Class {
            audience: network.audience_after(entry, first),
            voice: told.voice,
            to: self.addressed(entry, at),
            drafted_by: None,
            guard: Guard::None,
            era: None,
            reopened: None,
            concerns: self.concerned(entry),
            reviewer: None,
            is_overdue: false,
            is_crisis: is_crisis(&told.fact),
            is_emergency: is_emergency(&told.fact),
        };
        class.audience = self.opened(class.audience, &told.fact, entry.id, at);
        if network.is_reach_of_before(entry) {
            class.audience = Audience::Team;
            class.is_crisis = false;
        }
        if let Audience::Confidence(request) = class.audience {
            match network.requests.get(&request).is_some_and(|call| call.is_released()) {
                true => class.audience = Audience::PersonAndTeam,
                false => class.guard = Guard::UnderReview,
            }
        }
        if matches!(class.audience, Audience::Everyone | Audience::Circle(_)) && !is_basis(&entry.told.fact) {
            class.era = Some(self.eras.at(entry.recorded_at));
            let chosen = network.chosen_anew(entry.id, first);
            class.reopened = chosen.map(|chosen| self.eras.at(chosen.entry.recorded_at));
            if self.is_safety_of_now(entry) {
                class.reopened = Some(self.eras.now());
            }
        }
        class.drafted_by = (class.audience == Audience::OnlyMe).then_some(told.by);
        self.guard(&mut class, entry, first, at);
        class
    }

    /// Whom an entry is addressed to. Who may be told something reads the agreement for as long as it holds.
    fn addressed(&self, entry: &Entry, at: Timestamp) -> Option<Who> {
        match &entry.told.fact {
            Fact::SharingAgreed(agreed) => {
                let one = self.network.sharing.agreements.get(&agreed.agreement);
                entry.told.to.filter(|_| one.is_none_or(|one| one.is_in_force(at)))
            }
            _ => entry.told.to,
        }
    }

    /// What is stronger than an audience, the strongest last.
    fn guard(&self, class: &mut Class, entry: &Entry, first: Option<EntryId>, at: Timestamp) {
        let network = &self.network;
        if matches!(entry.told.fact, Fact::UnsafePairMarked(_) | Fact::UnsafePairLifted(_)) {
            class.guard = Guard::UnsafePair;
        }
        if network.withholdings.0.is_empty() && network.out_of_sight.is_empty() {
            return;
        }
        let about = about_guard(&entry.told.fact);
        let withheld = |id| network.withholdings.of(id);
        if let Some(one) = about.and_then(|id| network.withholdings.0.get(&id)) {
            class.guard = Guard::Withheld;
            class.reviewer = one.decided_by();
        }
        if let Some(one) = withheld(entry.id).or_else(|| withheld(first?)).or_else(|| withheld(about?)) {
            class.guard = Guard::Withheld;
            class.reviewer = one.reviewer();
            class.is_overdue = one.due_at() <= at;
        }
        // That something was taken out of sight is for the team, and for its reviewer wherever they are.
        if let Some(one) = about_hidden(&entry.told.fact).and_then(|id| network.out_of_sight.get(&id)) {
            class.guard = Guard::Withheld;
            class.reviewer = Some(one.taken.reviewer);
            class.is_overdue = one.is_overdue(at);
        }
        let hidden = |id| network.out_of_sight.get(&id).filter(|one| one.is_in_force());
        if let Some(one) = hidden(entry.id).or_else(|| hidden(first?)) {
            class.guard = Guard::OutOfSight;
            class.reviewer = Some(one.taken.reviewer);
            class.is_overdue = one.is_overdue(at);
        }
    }

    /// An emergency access is told to the person at once, or on the day to which that was deferred.
    fn opened(&self, chosen: Audience, fact: &Fact, id: EntryId, at: Timestamp) -> Audience {
        let opened = match fact {
            Fact::EmergencyOpened(_) => id,
            Fact::EmergencyClosed(more) => more.opened,
            Fact::EmergencyTellingDeferred(more) => more.opened,
            Fact::EmergencyReviewed(more) => more.opened,
            _ => return chosen,
        };
        let is_told = self.network.emergency(opened).is_some_and(|one| one.told_at() <= at);
        if is_told { Audience::PersonAndTeam } else { Audience::Team }
    }

    /// The safety agreement as it stands is for everyone of now (promise 7), whenever it was made.
    fn is_safety_of_now(&self, entry: &Entry) -> bool {
        matches!(entry.told.fact, Fact::SafetyAgreed(_))
            && self.network.safety.last().is_some_and(|now| now.entry.id == entry.id)
    }

    /// Where somebody stands in this network at a moment.
    pub fn standing(&self, ctx: &Context) -> Standing {
        let network = &self.network;
        let account = ctx.account;
        let mut standing = Standing { duties: ctx.duties, ..Standing::nobody(account.id, Role::Stranger) };
        match account.seat {
            Seat::Administrator => standing.role = Role::Administrator,
            Seat::Practitioner(id) => {
                standing.role = self.practitioner(id, ctx.now);
                standing.voice = account.voice().filter(|_| standing.role != Role::OtherPractitioner);
                standing.practitioner = Some(id);
                standing.is_case_open = network.is_case_open();
                standing.reviews = self.waits_for(id);
                standing.present = self.meetings_where(|m| standing.voice.is_some_and(|v| m.was_present(v)));
                standing.invited = self.meetings_where(|m| standing.voice.is_some_and(|v| m.is_for(v)));
            }
            Seat::Member(at, id) if at == network.id => {
                if let Some(member) = network.people.members.get(&id) {
                    self.member(&mut standing, member, ctx.now);
                }
            }
            Seat::Member(..) => {}
        }
        standing
    }

    fn practitioner(&self, id: PractitionerId, at: Timestamp) -> Role {
        match &self.network {
            network if network.is_with_team(id) => Role::Team,
            network if network.is_covered_by(id, at) => Role::Cover,
            network if network.is_open_in_emergency(id, at) => Role::Emergency,
            _ => Role::OtherPractitioner,
        }
    }

    fn member(&self, standing: &mut Standing, member: &Member, at: Timestamp) {
        let network = &self.network;
        standing.hidden = network.people.hidden_from(member.id);
        // The account of somebody dead is closed: whoever holds their telephone is a stranger.
        if member.death().is_some() {
            return;
        }
        let voice = Who::Member(member.id);
        let ahead = |m: &Meeting| m.is_for(voice) && (!member.has_left() || m.was_present(voice));
        standing.role = if member.is_person() { Role::Person } else { Role::Member };
        standing.voice = Some(voice);
        standing.present = self.meetings_where(|m| m.was_present(voice));
        standing.invited = self.meetings_where(ahead);
        standing.eras = self.eras.of(member.id);
        standing.circles = network.people.circles_of(member.id);
        // A circle named by somebody who must stay hidden might as well never have been named.
        let named_by =
            |id: &CircleId| network.people.circles.get(id).and_then(|circle| circle.entry.told.voice);
        let hidden = &standing.hidden;
        standing.circles.retain(|id| named_by(id).is_none_or(|who| !hidden.contains(&who)));
        standing.view = member.view();
        standing.has_spoken = self.spoken.contains(&voice);
        standing.is_appointed = network.reads_as_person(member.id, at);
        if standing.view == View::NextMeeting {
            standing.present = BTreeSet::new();
            standing.invited = self.meetings_where(|m| m.is_ahead() && ahead(m));
        }
    }

    /// Whether something waits for this practitioner's review by name.
    fn waits_for(&self, id: PractitionerId) -> bool {
        let network = &self.network;
        network.withholdings.now().any(|(_, one)| one.reviewer() == Some(id))
            || network.out_of_sight.values().any(|one| one.is_in_force() && one.taken.reviewer == id)
    }

    fn meetings_where(&self, holds: impl Fn(&Meeting) -> bool) -> BTreeSet<MeetingId> {
        self.network.meetings.values().filter(|m| holds(m)).map(|m| m.id).collect()
    }
}

/// What a network stands on is read by everyone in it, whenever they joined:
/// who is in it, who holds it, its team, and that the work has ended.
fn is_basis(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::MemberNamed(_)
            | Fact::HeldBy(_)
            | Fact::TeamJoined(_)
            | Fact::TeamLeft(_)
            | Fact::NetworkEnded(_)
            | Fact::NetworkReopened(_)
    )
}

/// The entry that a fact about keeping back is about.
fn about_guard(fact: &Fact) -> Option<EntryId> {
    match fact {
        Fact::EntryHeldBack(about) => Some(about.entry),
        Fact::EntryWithheldV1(about) => Some(about.entry),
        Fact::EntryWithheld(about) => Some(about.entry),
        Fact::WithholdingEnded(about) => Some(about.entry),
        _ => None,
    }
}

/// The entry that a fact about taking out of sight is about.
fn about_hidden(fact: &Fact) -> Option<EntryId> {
    match fact {
        Fact::TakenOutOfSight(about) => Some(about.entry),
        Fact::PutBack(about) => Some(about.entry),
        Fact::KeptOutOfSight(about) => Some(about.entry),
        _ => None,
    }
}

/// Whether a fact is about an emergency access.
fn is_emergency(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::EmergencyOpened(_)
            | Fact::EmergencyClosed(_)
            | Fact::EmergencyTellingDeferred(_)
            | Fact::EmergencyReviewed(_)
    )
}

impl Network {
    /// The same network as the crisis page shows it: folded from what belongs there and nothing else.
    pub fn in_a_crisis(&self) -> Self {
        let mut network = Self::empty(self.id);
        let entries = self.entries.iter().filter(|entry| is_crisis(&entry.told.fact));
        entries.for_each(|entry| network.apply(entry.clone()));
        network
    }
}

/// Whether a fact belongs on the page for the hour when nobody of the team can be reached.
fn is_crisis(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::SafetyAgreed(_)
            | Fact::AdvanceStatementMade(_)
            | Fact::HeldBy(_)
            | Fact::TeamJoined(_)
            | Fact::TeamLeft(_)
            | Fact::MemberNamed(_)
            | Fact::MemberDescribed(_)
            | Fact::ReachTold(_)
            | Fact::MeetingPlanned(_)
            | Fact::MeetingCalledOff(_)
            | Fact::MeetingClosed(_)
            | Fact::StayBegan(_)
            | Fact::StayEnded(_)
    )
}
