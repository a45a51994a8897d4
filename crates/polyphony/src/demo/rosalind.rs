//! Rosalind: a neighbour rang a few minutes ago, in confidence. She does not know of it yet.

use dialogue::request::Answer;

use super::{
    stage::Stage,
    team::Team,
    teller::{Call, Teller},
};

/// A call of eleven minutes ago; whether she is safe is not known, and nobody has spoken with her yet.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let mut t = Teller::ago(stage, 0, 11, team.callum);
    t.headed("Rosalind", "a neighbour rang in confidence a few minutes ago");
    let rosalind = t.cast("Rosalind Tey");
    let keith = t.cast("Keith Dobbs");
    let call = Call {
        tie: "I live under her. Nineteen years. I would not say friends. Well. I water her tomatoes.",
        reach: "07700 900341, I keep it in my apron",
        words: "She has been carrying her furniture about since Sunday. I hear it over my head, the \
                wardrobe and that. Last night the water came through my kitchen ceiling and when I went \
                up she opened on the chain and said there's no tap running, Keith, it's the tide. And \
                then she said sorry, ever so politely, and shut the door. I didn't know who you ring. I \
                don't want the police going in. I don't want her to think I've told on her, we've to \
                live with each other.",
        person_knows: Answer::No,
        may_know: Answer::No,
        who_else: "There's a niece, Fern or Verne, in Hull. She sends a big card at Christmas.",
        where_when: "Her landing, if she'll open. She's up early, she sweeps the stairs at six.",
        language: "",
        needs: "Four flights and the lift's broken again.",
        safe_now: Answer::NotSure,
    };
    t.call(rosalind, keith, call);
    t.seat(
        "rosalind",
        rosalind,
        "She is 71 and knows nothing of the call; all she can see is who would come.",
    );
    t.seat("keith", keith, "The neighbour below, who rang in confidence and wants to stay a good neighbour.");
}
