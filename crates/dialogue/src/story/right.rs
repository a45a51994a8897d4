//! What the story tells beside the talk: who may be told what, what is wanted in a crisis, how it stood with deciding,
//! who stands beside or stands in, who opened the record in an emergency, what went wrong, a death, a goodbye.

use std::sync::Arc;

use jiff::civil::Date;

use super::Part;
use crate::{
    advance::AdvanceStatementMade,
    appointment::{AppointmentEnded, AppointmentMade},
    candour::{Candour, CandourNoted, CandourTold},
    capacity::{BestInterestsTalked, CapacityAssessed},
    child::ChildDecides,
    cover::{CoverEnded, CoverGiven},
    death::{DeathNoted, DeathTakenBack, ReadingDecided},
    decision::Decision,
    disclosure::DisclosedWithoutConsent,
    emergency::{Emergency, EmergencyOpened, EmergencyReviewed, EmergencyTellingDeferred},
    ending::{NetworkEnded, NetworkReopened},
    entry::{Entry, When},
    fact::Fact,
    network::Network,
    sharing::{Agreement, NoteShared, Recipient, SharingWithdrawn},
};

/// What happened beside the talk.
#[derive(Clone, Copy, Debug)]
pub enum Right<'n> {
    /// The person agreed that somebody may be told.
    MayBeTold(&'n Agreement),
    /// They took it back.
    TakenBack(&'n Agreement, &'n SharingWithdrawn),
    /// Something was told to somebody.
    Shared(&'n NoteShared),
    /// Something had to be told without consent.
    WithoutConsent(&'n DisclosedWithoutConsent),
    /// What the person wants in a crisis.
    InAdvance(&'n AdvanceStatementMade),
    /// How it stood with deciding this, that day.
    Capacity(&'n Decision, &'n CapacityAssessed),
    /// A talk about what is best.
    BestInterests(&'n Decision, &'n BestInterestsTalked),
    /// A child decides for themself.
    ChildDecides(&'n ChildDecides),
    /// Somebody stands beside the person.
    StandsBeside(&'n AppointmentMade),
    /// Somebody stands beside the person no longer.
    StandsBesideNoLonger(&'n AppointmentEnded),
    /// A colleague stands in.
    StandsIn(&'n CoverGiven),
    /// A colleague stands in no longer.
    StandsInNoLonger(&'n CoverEnded),
    /// Somebody opened the record in an emergency.
    Opened(&'n EmergencyOpened),
    /// They closed it.
    Closed(&'n Emergency),
    /// The person is told of it later.
    ToldLater(&'n Emergency, &'n EmergencyTellingDeferred),
    /// It was looked at again.
    Reviewed(&'n Emergency, &'n EmergencyReviewed),
    /// Something went wrong.
    WentWrong(&'n CandourNoted),
    /// It was told.
    WentWrongTold(&'n Candour, &'n CandourTold),
    /// A death was noted.
    Died(&'n DeathNoted),
    /// It was noted by mistake.
    DeathTakenBack(&'n DeathTakenBack),
    /// Who may read after it.
    Reading(&'n ReadingDecided),
    /// A goodbye.
    Ended(&'n NetworkEnded),
    /// The work began again.
    BegunAgain(&'n NetworkReopened),
}

impl<'n> Right<'n> {
    /// What an entry tells of this, as far as the viewer may read what it is about.
    pub(super) fn of(network: &'n Network, entry: &'n Arc<Entry>) -> Option<Self> {
        let agreement = |id| network.sharing.agreements.get(id);
        let decision = |id| network.decisions.get(id);
        Some(match &entry.told.fact {
            Fact::SharingAgreed(agreed) => Self::MayBeTold(agreement(&agreed.agreement)?),
            Fact::SharingWithdrawn(gone) => Self::TakenBack(agreement(&gone.agreement)?, gone),
            Fact::NoteShared(note) => Self::Shared(note),
            Fact::DisclosedWithoutConsent(one) => Self::WithoutConsent(one),
            Fact::AdvanceStatementMade(made) => Self::InAdvance(made),
            Fact::CapacityAssessed(one) => Self::Capacity(decision(&one.decision)?, one),
            Fact::BestInterestsTalked(one) => Self::BestInterests(decision(&one.decision)?, one),
            Fact::ChildDecides(one) => Self::ChildDecides(one),
            Fact::AppointmentMade(made) => Self::StandsBeside(made),
            Fact::AppointmentEnded(ended) => Self::StandsBesideNoLonger(ended),
            Fact::CoverGiven(given) => Self::StandsIn(given),
            Fact::CoverEnded(ended) => Self::StandsInNoLonger(ended),
            Fact::EmergencyOpened(opened) => Self::Opened(opened),
            Fact::EmergencyClosed(closed) => Self::Closed(network.emergency(closed.opened)?),
            Fact::EmergencyTellingDeferred(one) => Self::ToldLater(network.emergency(one.opened)?, one),
            Fact::EmergencyReviewed(one) => Self::Reviewed(network.emergency(one.opened)?, one),
            Fact::CandourNoted(noted) => Self::WentWrong(noted),
            Fact::CandourTold(told) => Self::WentWrongTold(network.candour(told.noted)?, told),
            Fact::DeathNoted(noted) => Self::Died(noted),
            Fact::DeathTakenBack(back) => Self::DeathTakenBack(back),
            Fact::ReadingDecided(one) => Self::Reading(one),
            Fact::NetworkEnded(ended) => Self::Ended(ended),
            Fact::NetworkReopened(again) => Self::BegunAgain(again),
            _ => return None,
        })
    }

    /// What kind of happening it is.
    pub(super) fn part(self) -> Part {
        match self {
            Self::MayBeTold(_) | Self::TakenBack(..) | Self::Shared(_) | Self::WithoutConsent(_) => {
                Part::Sharing
            }
            Self::InAdvance(_) => Part::Safety,
            Self::Capacity(..) | Self::BestInterests(..) | Self::ChildDecides(_) => Part::Decisions,
            Self::StandsBeside(_)
            | Self::StandsBesideNoLonger(_)
            | Self::StandsIn(_)
            | Self::StandsInNoLonger(_)
            | Self::Opened(_)
            | Self::Closed(_)
            | Self::ToldLater(..)
            | Self::Reviewed(..) => Part::Access,
            Self::WentWrong(_) | Self::WentWrongTold(..) => Part::Words,
            Self::Died(_) | Self::DeathTakenBack(_) | Self::Reading(_) => Part::People,
            Self::Ended(_) | Self::BegunAgain(_) => Part::People,
        }
    }

    /// Whether it is told in the words of a voice, and is not merely of somebody.
    pub(super) fn is_said(self) -> bool {
        !matches!(
            self,
            Self::StandsBeside(_)
                | Self::StandsBesideNoLonger(_)
                | Self::StandsIn(_)
                | Self::StandsInNoLonger(_)
                | Self::Opened(_)
                | Self::Closed(_)
                | Self::Died(_)
                | Self::DeathTakenBack(_)
        )
    }

    /// When it happened, where that was said.
    pub(super) fn on(self) -> Option<When> {
        let on = |day: Date| Some(When::On(day));
        match self {
            Self::WithoutConsent(one) => one.on.and_then(on),
            Self::Capacity(_, one) => on(one.on),
            Self::BestInterests(_, one) => on(one.on),
            Self::ChildDecides(one) => on(one.on),
            Self::WentWrong(noted) => on(noted.on),
            Self::WentWrongTold(_, told) => on(told.on),
            Self::Died(noted) => Some(noted.on.clone()),
            _ => None,
        }
    }

    /// Every text that can be read in it.
    pub(super) fn texts(self) -> Vec<&'n str> {
        match self {
            Self::MayBeTold(one) => {
                [&[one.agreed.fact.topic.as_str()], &named(&one.agreed.fact.with)[..]].concat()
            }
            Self::TakenBack(one, gone) => vec![&one.agreed.fact.topic, &gone.words],
            Self::Shared(note) => [&[note.what.as_str(), &note.how], &named(&note.to)[..]].concat(),
            Self::WithoutConsent(one) => {
                let more = [&one.risk, &one.at_risk, &one.asked, &one.decided_by, &one.why, &one.person_told];
                [&one.least, &one.told].into_iter().chain(more).map(String::as_str).collect()
            }
            Self::InAdvance(made) => vec![&made.tell, &made.speaks, &made.helps, &made.helps_not],
            Self::Capacity(decision, one) => {
                vec![&decision.opened.fact.about, &one.assessed_by, &one.helped, &one.words]
            }
            Self::BestInterests(decision, one) => {
                let heard = one.heard.iter().flat_map(|heard| [heard.who.as_str(), &heard.words]);
                let own = [&decision.opened.fact.about, &one.own_view, &one.not_heard, &one.came_to];
                own.into_iter().map(String::as_str).chain(heard).collect()
            }
            Self::ChildDecides(one) => vec![&one.about, &one.view, &one.judged_by, &one.words],
            Self::StandsBeside(made) => vec![&made.words],
            Self::StandsBesideNoLonger(ended) => vec![&ended.words],
            Self::StandsIn(given) => vec![&given.words],
            Self::Opened(opened) => vec![&opened.words],
            Self::ToldLater(_, one) => vec![&one.words],
            Self::Reviewed(_, one) => vec![&one.words],
            Self::WentWrong(noted) => vec![&noted.what],
            Self::WentWrongTold(one, told) => vec![&one.noted.fact.what, &told.words],
            Self::Died(noted) => vec![&noted.words],
            Self::DeathTakenBack(back) => vec![&back.words],
            Self::Reading(one) => vec![&one.words],
            Self::Ended(ended) => vec![&ended.words, &ended.open_door],
            Self::BegunAgain(again) => vec![&again.words],
            Self::StandsInNoLonger(_) | Self::Closed(_) => Vec::new(),
        }
    }
}

/// Somebody outside, as they were named.
fn named(recipient: &Recipient) -> Vec<&str> {
    match recipient {
        Recipient::Outside(words) => vec![words],
        Recipient::Member(_) => Vec::new(),
    }
}
