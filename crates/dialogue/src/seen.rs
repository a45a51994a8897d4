//! What a viewer may read, folded. Of what they may read, whoever and whatever they do not know of is left
//! out, so that a plan that names a hidden member is, for this viewer, a plan that never named one (promise 4).

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    entry::Entry,
    fact::Fact,
    ids::{MeetingId, MemberId},
    meeting::Next,
    network::Network,
    who::Who,
};

/// Whom and which meetings a viewer knows of.
struct Known<'n> {
    network: &'n Network,
    members: BTreeSet<MemberId>,
    meetings: BTreeSet<MeetingId>,
}

impl Known<'_> {
    fn member(&self, id: MemberId) -> bool {
        self.members.contains(&id) || self.network.people.members.contains_key(&id)
    }

    fn who(&self, who: Who) -> bool {
        who.member().is_none_or(|id| self.member(id))
    }

    fn meeting(&self, id: MeetingId) -> bool {
        self.meetings.contains(&id) || self.network.meetings.contains_key(&id)
    }

    /// The fact as this viewer may know it: none where nothing would be left, the same where nothing is missing.
    fn shown(&self, fact: &Fact) -> Shown {
        match fact {
            Fact::MeetingPlanned(plan) if !plan.invited.iter().all(|id| self.member(*id)) => {
                let mut plan = crate::plan::MeetingPlanned::clone(plan);
                plan.invited.retain(|id| self.member(*id));
                Shown::As(plan.into())
            }
            Fact::CircleNamed(circle) if !circle.members.iter().all(|id| self.member(*id)) => {
                let mut circle = crate::circle::CircleNamed::clone(circle);
                circle.members.retain(|id| self.member(*id));
                Shown::As(circle.into())
            }
            Fact::SharedWordsOffered(shared) if !shared.voices.iter().all(|who| self.who(*who)) => {
                let mut shared = crate::shared::SharedWordsOffered::clone(shared);
                shared.voices.retain(|who| self.who(*who));
                Shown::As(shared.into())
            }
            Fact::WordsSpoken(spoken) => {
                let thinking_of = spoken.thinking_of.filter(|id| self.member(*id));
                let in_answer_to = spoken.in_answer_to.filter(|id| self.network.words.contains_key(id));
                if (thinking_of, in_answer_to) == (spoken.thinking_of, spoken.in_answer_to) {
                    return Shown::Whole;
                }
                Shown::As(
                    crate::words::WordsSpoken {
                        thinking_of,
                        in_answer_to,
                        ..crate::words::WordsSpoken::clone(spoken)
                    }
                    .into(),
                )
            }
            // That there is a next meeting is told to those who are asked to it.
            Fact::NextSaid(said) => match said.next {
                Next::Meeting(id) if !self.meeting(id) => Shown::Nothing,
                _ => Shown::Whole,
            },
            Fact::ScribeNamed(named) if !(self.who(named.voice) && self.who(named.scribe)) => Shown::Nothing,
            Fact::InvitationWished(wished) if !wished.member.is_none_or(|id| self.member(id)) => {
                Shown::Nothing
            }
            _ => Shown::Whole,
        }
    }
}

enum Shown {
    Whole,
    As(Fact),
    Nothing,
}

impl Network {
    /// Takes in those of a record's further entries that a viewer may read.
    pub fn take_readable(&mut self, further: &[Arc<Entry>], mut may_read: impl FnMut(&Entry) -> bool) {
        let readable: Vec<&Arc<Entry>> = further.iter().filter(|entry| may_read(entry)).collect();
        // Somebody may be named, and a meeting planned, after something that speaks of them.
        let (mut members, mut meetings) = (BTreeSet::new(), BTreeSet::new());
        for entry in &readable {
            match &entry.told.fact {
                Fact::MemberNamed(named) => drop(members.insert(named.member)),
                Fact::MeetingPlanned(plan) => drop(meetings.insert(plan.meeting)),
                _ => {}
            }
        }
        for entry in readable {
            let known = Known { network: self, members, meetings };
            let shown = known.shown(&entry.told.fact);
            Known { members, meetings, .. } = known;
            match shown {
                Shown::Whole => self.apply(entry.clone()),
                Shown::As(fact) => {
                    let mut entry = Entry::clone(entry);
                    entry.told.fact = fact;
                    self.apply(Arc::new(entry));
                }
                Shown::Nothing => {}
            }
        }
    }
}
