//! Rights: what the person agrees to have told, what they want in a crisis, who stands beside them.

use dialogue::{
    Act, AgreementId, Told,
    advance::AdvanceStatementMade,
    appointment::{AppointmentMade, Office, Reads},
    candour::CandourNoted,
    case::AccessAsked,
    ending::NetworkEnded,
    hold::LegalHold,
    sharing::{Recipient, SaidHow, SharingAgreed},
};

use super::{One, Teller};

impl Teller<'_> {
    /// The person agrees that somebody is told, for some days; whoever has the pen writes it down.
    pub(in crate::demo) fn lets_be_told(&mut self, with: One, topic: &str, days: i32, how: SaidHow) {
        let (with, until) = (Recipient::Member(with.member()), Some(self.stage.day(-days)));
        let agreement = AgreementId(self.id());
        self.tend(Act::AgreeSharing(SharingAgreed { agreement, with, topic: topic.to_owned(), until, how }));
    }

    /// The person says what they want in a crisis: whom to tell, who speaks for them, what helps, what does not.
    pub(in crate::demo) fn wants_in_a_crisis(&mut self, [tell, speaks, helps, helps_not]: [&str; 4]) {
        let (tell, speaks) = (tell.to_owned(), speaks.to_owned());
        let (helps, helps_not) = (helps.to_owned(), helps_not.to_owned());
        self.tend(Act::StateInAdvance(AdvanceStatementMade { tell, speaks, helps, helps_not }));
    }

    /// Somebody stands beside the person; it opens nothing more than they read as a member.
    pub(in crate::demo) fn stands_beside(&mut self, one: One, office: Office, words: &str) {
        let from = self.stage.day(self.day);
        let (member, reads, words) = (one.member(), Reads::AsMember, words.to_owned());
        self.tend(Act::Appoint(AppointmentMade { member, office, reads, from, until: None, words }));
    }

    /// Somebody asks for a copy of their record, by their own hand.
    pub(in crate::demo) fn asks_for_the_record(&mut self, by: One, words: &str) {
        let (member, on, words) = (by.member(), self.stage.day(self.day), words.to_owned());
        self.send(by.account, Told::default(), Act::AskAccess(AccessAsked { member, on, words }));
    }

    /// Something went wrong today; it is to be told in the next meeting.
    pub(in crate::demo) fn went_wrong(&mut self, what: &str) {
        let on = self.stage.day(self.day);
        self.tend(Act::NoteCandour(CandourNoted { what: what.to_owned(), on }));
    }

    /// Somebody may ask for the record in court: nothing of it is destroyed.
    pub(in crate::demo) fn must_be_kept(&mut self, words: &str) {
        self.tend(Act::LayHold(LegalHold { words: words.to_owned() }));
    }

    /// A goodbye, and an open door.
    pub(in crate::demo) fn says_goodbye(&mut self, words: &str, open_door: &str) {
        let (words, open_door) = (words.to_owned(), open_door.to_owned());
        self.tend(Act::EndNetwork(NetworkEnded { words, goodbye: None, open_door }));
    }
}
