//! Who stands in, and who opens a record in an emergency.

use dialogue::{
    Act, CommandId, EntryId, Told,
    cover::CoverGiven,
    emergency::{EmergencyClosed, EmergencyOpened, EmergencyReviewed},
};

use super::Teller;
use crate::demo::stage::One;

impl Teller<'_> {
    /// A colleague stands in from now on, until so many days from today.
    pub(in crate::demo) fn stands_in(&mut self, colleague: One, until: i32, words: &str) {
        let until = self.stage.instant(self.stage.wall(-until, "23:59"));
        let given = CoverGiven {
            practitioner: colleague.practitioner(),
            words: words.to_owned(),
            from: self.clock,
            until,
        };
        self.tend(Act::GiveCover(given));
    }

    /// Somebody who is not with the network opens its record, with a reason.
    pub(in crate::demo) fn opens(&mut self, by: One, words: &str) -> EntryId {
        let opened =
            EmergencyOpened { practitioner: by.practitioner(), words: words.to_owned(), until: self.clock };
        entry(self.send(by.account, Told::default(), Act::OpenInEmergency(opened)))
    }

    /// They close it before its time.
    pub(in crate::demo) fn closes(&mut self, by: One, opened: EntryId) {
        self.send(by.account, Told::default(), Act::CloseEmergency(EmergencyClosed { opened }));
    }

    /// Somebody else reviews it.
    pub(in crate::demo) fn reviews(&mut self, by: One, opened: EntryId, words: &str) {
        let reviewed = EmergencyReviewed { opened, words: words.to_owned() };
        self.send(by.account, Told::default(), Act::ReviewEmergency(reviewed));
    }
}

fn entry(command: CommandId) -> EntryId {
    EntryId { command, nth: 0 }
}
