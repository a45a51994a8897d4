//! Wilf: one call of more than twenty years ago, from a record that was on paper then. Its time has come.

use dialogue::request::{Answer, OfferAnswer};

use super::{
    stage::Stage,
    team::Team,
    teller::{Call, Teller},
};

/// So many days before today: twenty-one years and some weeks.
const LONG_AGO: i32 = 7_720;

/// Called, answered by himself, ended with an open door. Nobody of this network signs in.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let mut t = Teller::on(stage, LONG_AGO, "10:40", team.hazel);
    let wilf = t.cast("Wilf Ashdown");
    let nell = t.cast("Nell Ashdown");
    let call = Call {
        tie: "my dad",
        words: "He's stopped the clocks. All of them, and he had eleven. He says he isn't ill, he's listening.",
        person_knows: Answer::Yes,
        may_know: Answer::Yes,
        safe_now: Answer::Yes,
        ..Call::default()
    };
    let request = t.call(wilf, nell, call);
    t.known_as("Wilfred Ashdown", 63, "999 000 0042", "The surgery on Quay Street");
    t.at("14:10").offer(request, "Tomorrow at four, at his, with the kettle on.");
    t.offer_answered(
        request,
        OfferAnswer::Declined,
        "Wilf",
        "That's kind. It was her mother's birthday. They're going again now, bar the cuckoo.",
    );
    t.day(LONG_AGO - 30)
        .at("09:30")
        .says_goodbye("Nell rang to say that the cuckoo goes too.", "Ring us any day; ask for Hazel.");
}
