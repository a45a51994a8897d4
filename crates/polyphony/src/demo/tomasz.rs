//! Tomasz: he rang himself; the first meeting is planned at home, and answers come by every road.

use dialogue::{
    Audience,
    people::{Nearness, Wish},
    plan::{Coming, Place},
    promise::Became,
    request::{Answer, OfferAnswer},
    words::Kind,
};

use super::{
    stage::{One, Stage},
    team::Team,
    teller::{About, Call, Plan, Teller},
};

const CALL: Call = Call {
    tie: "it's me",
    reach: "07700 900455, texts are easier than talking",
    words: "I don't really know what to say. I count things. It was fine, it was good even, in the \
            warehouse it is good if you count. Now I count and it has to come out even or somebody in my \
            family dies. I know how it sounds. I have been standing in the shower since, I don't know, \
            until the neighbours knocked. Ellie wrote your number on my arm.",
    person_knows: Answer::Yes,
    may_know: Answer::Yes,
    who_else: "Ellie, we share the flat. My mum, but she's in Bydgoszcz and she'd get on a plane. The coach.",
    where_when: "At ours. Not the kitchen, it has too many tiles.",
    language: "English. Polish when I'm tired.",
    needs: "",
    safe_now: Answer::Yes,
};

const WORDING: &str = "Tomasz would like you to come and talk with him, at home. Nobody has to be \
                       clever. It takes about an hour and a half and you can leave whenever you want. \
                       Three of us from Saltmere Open Dialogue will be there. Bring whatever you would \
                       bring to a friend who has flu.";

/// Waits for the first meeting, today or tomorrow, at home.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let when = stage.next_usual();
    let mut t = Teller::ago(stage, 6, 50, team.ioana);
    t.headed("Tomasz", "waiting for the first meeting, at home");
    let tomasz = t.cast("Tomasz Wilk");
    let request = t.call(tomasz, tomasz, CALL);
    t.back(6, 30)
        .offer(request, "As soon as you like: in an hour at the service, or at home in the next days.");
    t.offer_answered(
        request,
        OfferAnswer::Accepted,
        "Tomasz",
        "At home. Not in an hour. I need to sleep and Ellie needs to hoover.",
    );
    let promise =
        t.promises(team.ioana, "Find an interpreter who can be there by video for his mother", Some(0));
    let (ellie, danuta, ola, desmond) = people(&mut t);
    t.wish(ola, Wish::NotNow, "She'd be on the phone to everybody before it was over.");
    t.back(5, 40);
    let meeting = t.plan(&Plan {
        when,
        place: Place::Home,
        at: "Flat 6, Chandlers Court. The bell says PATEL, that was before us.",
        remote: "His mother joins by video, with an interpreter",
        invited: &[tomasz, ellie, danuta, ola, desmond],
        with: &[team.ioana, team.bartek, team.callum],
        wording: WORDING,
    });
    t.join(
        &[team.ioana, team.bartek, team.callum],
        "Asked Tomasz on the telephone: \"three is a good number\".",
    );
    t.invite(meeting, tomasz, "text");
    t.invite(meeting, ellie, "a link, by text");
    t.invite(meeting, danuta, "rung, in Polish, by Bartek");
    t.invite(meeting, ola, "a link, by e-mail");
    t.invite(meeting, desmond, "a letter through the club house door");
    answered(&mut t, meeting, [tomasz, ellie, danuta, ola, desmond], team);
    t.settles(promise, Became::Kept, "Mrs Anders can; she will ring from her own kitchen.");
    t.seat("tomasz", tomasz, "He is 24, works nights in a warehouse, counts, and rang himself.");
    t.seat("ellie", ellie, "His flatmate, who wrote the number on his arm.");
    t.seat("danuta", danuta, "His mother in Poland, who will join by video with an interpreter.");
    t.seat("desmond", desmond, "His football coach, who cannot come and writes a letter instead.");
}

fn people(t: &mut Teller<'_>) -> (One, One, One, One) {
    let ellie = t.meet(
        "Ellie Marsh",
        About {
            tie: "we share a flat, a fridge and one good pan",
            brings: "Is up at night anyway, she's revising. Can sit outside the bathroom door.",
            reach: "07700 900456",
            ..About::default()
        },
    );
    let danuta = t.meet(
        "Danuta Wilk",
        About {
            tie: "mama",
            nearness: Nearness::Away,
            brings: "Knows the uncle who was the same. Nobody talks about the uncle.",
            language: "Polish",
            needs: "An interpreter, and somebody to press the buttons at her end: her neighbour's boy will.",
            ..About::default()
        },
    );
    let ola = t.meet(
        "Ola Wilk",
        About {
            tie: "my big sister in Leeds, the organised one",
            brings: "Pays my phone.",
            ..About::default()
        },
    );
    let desmond = t.meet(
        "Desmond Achebe-Poole",
        About {
            tie: "the coach. He has never once asked me what's wrong, that's why",
            brings: "Keeps my shirt on the peg.",
            reach: "the club house; he doesn't do mobiles",
            ..About::default()
        },
    );
    (ellie, danuta, ola, desmond)
}

/// By the link, by text, by telephone, by letter.
fn answered(t: &mut Teller<'_>, meeting: dialogue::MeetingId, all: [One; 5], team: &Team) {
    let [tomasz, ellie, danuta, ola, desmond] = all;
    t.back(4, 50).answers(meeting, tomasz, team.ioana, Coming::Coming, "ok. i live here so");
    t.back(4, 20).answers(meeting, ellie, ellie, Coming::Coming, "I'll move my revision off the sofa.");
    t.back(3, 45).answers(
        meeting,
        danuta,
        team.bartek,
        Coming::Remote,
        "I'll wear a good blouse. Tell him I'm not crying.",
    );
    t.back(2, 30).answers(
        meeting,
        ola,
        ola,
        Coming::Cannot,
        "I'm at work until eight and they've said one more time off and that's it. I hate this. Ring me \
         after? Properly, not a text.",
    );
    t.back(1, 15).answers(
        meeting,
        desmond,
        team.callum,
        Coming::SendsWords,
        "I am no good in a room. I have written him a letter instead.",
    );
    t.only_for(Audience::Everyone).hand(team.callum).says(
        desmond,
        Kind::Left,
        "Dear Tomasz. I am no good in a room. On Saturday we lost four nil and you'd have liked it, \
         everybody blamed the pitch. When I was your age I had to touch every gatepost between home and \
         school, both ways, for about two years, and my gran used to walk with me so I'd only be a bit \
         late. Your shirt's on the peg. It is number eight, that's even, I checked. Mr Achebe-Poole \
         (Coach)",
    );
    t.back(0, 50).writes(
        ellie,
        Kind::Left,
        "This bit is just for you and him: he's sleeping. First time since Monday. I put a sock over the \
         doorbell, so ring my phone when you're downstairs.",
    );
    t.hand(team.ioana);
}
