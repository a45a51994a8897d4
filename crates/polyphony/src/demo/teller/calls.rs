//! The teller's calls, holders, teams and stays.

use dialogue::{Act, MemberId, RequestId, StayId, request::*, stay::*, team::*};

use super::{super::stage::One, Call, Teller};

impl Teller<'_> {
    /// Takes a call, from the person or from somebody else.
    pub(in crate::demo) fn call(&mut self, person: One, caller: One, call: Call) -> RequestId {
        let request = RequestId(self.id());
        let is_person = person == caller;
        let (called_at, nobody) = (self.clock, MemberId(self.id()));
        let who = Caller {
            name: caller.name.to_owned(),
            tie: call.tie.to_owned(),
            reach: call.reach.to_owned(),
            member: (!is_person).then(|| caller.member()),
        };
        let asked = HelpAsked {
            request,
            called_at,
            taken_by: self.hand.practitioner(),
            caller: who,
            caller_is_person: is_person,
            own_words: call.words.to_owned(),
            person_knows: call.person_knows,
            may_know: call.may_know,
            who_else: call.who_else.to_owned(),
            where_when: call.where_when.to_owned(),
            language: call.language.to_owned(),
            needs: call.needs.to_owned(),
            safe_now: call.safe_now,
        };
        let person_name = person.name.to_owned();
        let taken = TakeCall { asked, person: person.member(), person_name, caller_member: nobody };
        self.tend(Act::TakeCall(taken));
        request
    }
    pub(in crate::demo) fn spoke_of_safety(&mut self, request: RequestId, words: &str) {
        let practitioner = self.hand.practitioner();
        self.tend(Act::SpeakOfSafety(SafetySpoken { request, practitioner, words: words.to_owned() }));
    }
    pub(in crate::demo) fn offer(&mut self, request: RequestId, offer: &str) {
        self.tend(Act::OfferHelp(HelpOffered { request, offer: offer.to_owned() }));
    }
    pub(in crate::demo) fn offer_answered(
        &mut self,
        request: RequestId,
        answer: OfferAnswer,
        by: &str,
        words: &str,
    ) {
        let (by, words) = (by.to_owned(), words.to_owned());
        self.tend(Act::AnswerOffer(OfferAnswered { request, answer, by, words }));
    }
    pub(in crate::demo) fn hands_on(&mut self, to: One, words: &str) {
        self.tend(Act::Hold(HeldBy { holder: to.practitioner(), words: words.to_owned() }));
    }
    pub(in crate::demo) fn join(&mut self, team: &[One], words: &str) {
        for one in team {
            let joined = TeamJoined { practitioner: one.practitioner(), words: words.to_owned() };
            self.tend(Act::JoinTeam(joined));
        }
    }
    pub(in crate::demo) fn leaves(&mut self, one: One, words: &str) {
        let left = TeamLeft { practitioner: one.practitioner(), words: words.to_owned() };
        self.tend(Act::LeaveTeam(left));
    }

    pub(in crate::demo) fn stay(&mut self, place: &str, own_word: &str, lawful: Lawful) -> StayId {
        let stay = StayId(self.id());
        let (place, own_word) = (place.to_owned(), own_word.to_owned());
        let began = self.stage.day(self.day);
        self.tend(Act::BeginStay(StayBegan { stay, place, own_word, began, lawful }));
        stay
    }
    pub(in crate::demo) fn more_of_stay(&mut self, stay: StayId, own_word: &str, lawful: Lawful) {
        self.tend(Act::TellStay(StayTold { stay, own_word: own_word.to_owned(), lawful }));
    }
    pub(in crate::demo) fn stay_ends(&mut self, stay: StayId, words: &str) {
        let ended = self.stage.day(self.day);
        self.tend(Act::EndStay(StayEnded { stay, ended, words: words.to_owned() }));
    }
}
