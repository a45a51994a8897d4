//! Rights: what the person agrees to have told, what they want in a crisis, who stands beside them.

use dialogue::{
    Act, AgreementId,
    advance::AdvanceStatementMade,
    appointment::{AppointmentMade, Office, Reads},
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
}
