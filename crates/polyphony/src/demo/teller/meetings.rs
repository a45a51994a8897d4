//! The teller's meetings: planned, answered, held, closed, filed and read back.

use dialogue::{
    Act, EntryId, MeetingId, Told, WordsId, filing::*, guard::*, meeting::*, plan::*, read_back::*,
};
use jiff::SignedDuration;

use super::{
    super::stage::{One, ZONE},
    Plan, Teller, voiced,
};

impl Teller<'_> {
    pub(in crate::demo) fn plan(&mut self, plan: &Plan<'_>) -> MeetingId {
        let meeting = MeetingId(self.id());
        self.tend(Act::PlanMeeting(MeetingPlanned {
            meeting,
            when: Planned { at: plan.when, zone: ZONE.to_owned() },
            place: plan.place,
            place_words: plan.at.to_owned(),
            remote: plan.remote.to_owned(),
            invited: plan.invited.iter().map(|m| m.member()).collect(),
            practitioners: plan.with.iter().map(|p| p.practitioner()).collect(),
            wording: plan.wording.to_owned(),
            reason: String::new(),
        }));
        let then = self.stage.instant(plan.when);
        self.planned.insert(meeting, then);
        meeting
    }
    pub(in crate::demo) fn invite(&mut self, meeting: MeetingId, member: One, how: &str) {
        let member = member.member();
        self.tend(Act::GiveInvitation(InvitationGiven { meeting, member, how: how.to_owned() }));
    }
    /// Somebody answers an invitation; by their own hand, or told to whoever holds the pen.
    pub(in crate::demo) fn answers(
        &mut self,
        meeting: MeetingId,
        one: One,
        by: One,
        answer: Coming,
        words: &str,
    ) {
        let (member, words) = (one.member(), words.to_owned());
        let told = Told { voice: Some(one.who), ..Told::default() };
        let act = Act::AnswerInvitation(InvitationAnswered { meeting, member, answer, words });
        self.send(by.account, told, act);
    }
    /// A meeting begins, at its planned time, with these in the room.
    pub(in crate::demo) fn begin(&mut self, meeting: MeetingId, there: &[One]) {
        if let Some(then) = self.planned.get(&meeting) {
            self.to(*then);
        }
        self.meeting = Some(meeting);
        for one in there {
            self.came(*one, Presence::There);
        }
    }
    pub(in crate::demo) fn came(&mut self, one: One, presence: Presence) {
        if let Some(meeting) = self.meeting {
            self.tend(Act::NoteCame(Came { meeting, who: one.who, presence, called: one.name.to_owned() }));
        }
    }
    /// Says what comes next and closes the meeting; the read-back begins.
    pub(in crate::demo) fn close(&mut self, next: Next, minutes: u16) {
        let Some(meeting) = self.meeting else { return };
        let began_at = self.planned.get(&meeting).copied().unwrap_or(self.clock);
        let length = SignedDuration::from_mins(i64::from(minutes));
        let end = began_at.checked_add(length).unwrap_or(began_at);
        self.to(end);
        self.tend(Act::SayNext(NextSaid { meeting, next }));
        self.tend(Act::CloseMeeting(MeetingClosed { meeting, began_at, minutes: Some(minutes) }));
    }
    /// The room is empty; what is said now is said between meetings.
    pub(in crate::demo) fn outside(&mut self) -> &mut Self {
        self.meeting = None;
        self
    }
    pub(in crate::demo) fn file(&mut self, meeting: MeetingId, filed_as: &str) {
        self.tend(Act::FileMeeting(MeetingFiled { meeting, filed_as: filed_as.to_owned() }));
    }

    /// The words go back to these voices.
    pub(in crate::demo) fn gives_back(&mut self, meeting: MeetingId, to: &[One], how: Given) {
        for one in to {
            self.tend(Act::OfferWords(WordsOffered { meeting, who: one.who, how }));
        }
    }
    /// A voice agrees, by its own hand or by that of somebody who noted it.
    pub(in crate::demo) fn agrees(&mut self, meeting: MeetingId, one: One, by: One) {
        let act = Act::AgreeWords(WordsAgreed { meeting, who: one.who });
        self.send(by.account, voiced(one), act);
    }
    pub(in crate::demo) fn amends(&mut self, meeting: MeetingId, words: WordsId, one: One, text: &str) {
        let act = Act::AmendWords(WordsAmended { words, meeting, text: text.to_owned() });
        self.send(one.account, Told::default(), act);
    }
    pub(in crate::demo) fn differs(&mut self, meeting: MeetingId, words: WordsId, one: One, text: &str) {
        let act = Act::SeeDifferently(SeenDifferently { words, meeting, text: text.to_owned() });
        self.send(one.account, Told::default(), act);
    }
    /// What was said last is held back from the person until somebody decides.
    pub(in crate::demo) fn holds_back(&mut self, ground: Ground, words: &str) {
        let Some(command) = self.last else { return };
        let entry = EntryId { command, nth: 0 };
        self.tend(Act::HoldBack(EntryHeldBack { entry, ground, words: words.to_owned() }));
    }
    /// What was said last is held back, and then withheld from the person, to be reviewed that many days ahead
    /// of today (negative: gone by).
    pub(in crate::demo) fn withholds(&mut self, words: &str, reviewer: One, in_days: i32) {
        let Some(command) = self.last else { return };
        let entry = EntryId { command, nth: 0 };
        self.holds_back(Ground::ThirdParty, words);
        let (reviewer, review_by) = (reviewer.practitioner(), self.stage.day(-in_days));
        self.tend(Act::Withhold(EntryWithheld {
            entry,
            ground: Ground::ThirdParty,
            words: words.to_owned(),
            reviewer,
            review_by,
        }));
    }
}
