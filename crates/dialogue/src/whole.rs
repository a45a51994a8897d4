//! The whole record of one network, on which commands are decided. No page can hold one:
//! the store never lets it out.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use crate::{
    audience::Audience,
    class::{Class, Guard},
    entry::Entry,
    fact::Fact,
    ids::{CommandId, MeetingId, NetworkId},
    meeting::Meeting,
    network::Network,
    standing::{Role, Standing},
    who::{Account, Seat, Who},
};

/// Everything of one network.
#[derive(Clone, Debug)]
pub struct Whole {
    pub(crate) network: Network,
    commands: HashSet<CommandId>,
    guards_version: u64,
}

impl Whole {
    /// The whole of a network that has no record yet.
    pub fn empty(id: NetworkId) -> Self {
        Self { network: Network::empty(id), commands: HashSet::new(), guards_version: 0 }
    }

    /// Takes one more entry.
    pub fn apply(&mut self, entry: Arc<Entry>) {
        self.commands.insert(entry.id.command);
        // A call may open what was told with it before (the naming of its caller).
        let may_change_guards = matches!(
            entry.told.fact,
            Fact::HelpAsked(_)
                | Fact::ConfidenceAnswered(_)
                | Fact::EntryWithheld(_)
                | Fact::WithholdingEnded(_)
        );
        self.guards_version += u64::from(may_change_guards);
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
        self.commands.contains(&command)
    }

    /// Grows when the class of an older entry may have changed, so that what a viewer may read
    /// must be asked again from the beginning.
    pub fn guards_version(&self) -> u64 {
        self.guards_version
    }

    /// The class of an entry, after every later change of its guard.
    pub fn class(&self, entry: &Entry) -> Class {
        let told = &entry.told;
        let mut audience = told.audience;
        let mut guard = Guard::None;
        if let Audience::Confidence(request) = told.audience {
            if self.network.requests.get(&request).is_some_and(|r| r.is_released()) {
                audience = Audience::PersonAndTeam;
            } else {
                guard = Guard::UnderReview;
            }
        }
        if matches!(told.fact, Fact::UnsafePairMarked(_)) {
            guard = Guard::UnsafePair;
        } else if self.is_withheld(entry)
            || matches!(told.fact, Fact::EntryWithheld(_) | Fact::WithholdingEnded(_))
        {
            guard = Guard::Withheld;
        }
        let drafted_by = (audience == Audience::OnlyMe).then_some(told.by);
        Class { audience, voice: told.voice, to: told.to, drafted_by, guard }
    }

    /// Whether an entry is withheld, or says more of something that is: a new wording, an answer,
    /// a picture would tell of what it belongs to.
    fn is_withheld(&self, entry: &Entry) -> bool {
        let withheld = &self.network.withholdings;
        !withheld.now.is_empty()
            && (withheld.is_withheld(entry.id)
                || self.network.first_of(&entry.told.fact).is_some_and(|id| withheld.is_withheld(id)))
    }

    /// Where an account stands in this network.
    pub fn standing(&self, account: &Account) -> Standing {
        let network = &self.network;
        let (role, voice) = match account.seat {
            Seat::Administrator => (Role::Administrator, None),
            Seat::Practitioner(id) if network.is_with_team(id) => (Role::Team, account.voice()),
            Seat::Practitioner(_) => (Role::OtherPractitioner, None),
            Seat::Member(at, id) if at == network.id => match network.people.members.get(&id) {
                Some(member) if member.is_person() => (Role::Person, account.voice()),
                Some(_) => (Role::Member, account.voice()),
                None => (Role::Stranger, None),
            },
            Seat::Member(..) => (Role::Stranger, None),
        };
        Standing {
            account: account.id,
            role,
            voice,
            present: self.meetings_where(|m| voice.is_some_and(|v| m.was_present(v))),
            invited: self.meetings_where(|m| voice.is_some_and(|v| m.is_for(v))),
            circles: voice.and_then(Who::member).map(|m| network.people.circles_of(m)).unwrap_or_default(),
        }
    }

    fn meetings_where(&self, holds: impl Fn(&Meeting) -> bool) -> BTreeSet<MeetingId> {
        self.network.meetings.values().filter(|m| holds(m)).map(|m| m.id).collect()
    }
}
