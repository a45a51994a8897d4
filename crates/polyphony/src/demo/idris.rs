//! Idris: his daughter rang nineteen hours ago; somebody has spoken with him, nothing is planned yet.

use dialogue::{
    Audience,
    people::{Circumstance, Nearness, Wish},
    request::Answer,
    words::Kind,
};

use super::{
    stage::{One, Stage},
    team::Team,
    teller::{About, Call, Teller},
};

const CALL: Call = Call {
    tie: "his eldest, the one who signs for things",
    reach: "07700 900218, text first, I'm on a ward all day, I'm a healthcare assistant",
    words: "My dad drives the fourteen. On Tuesday he stopped the bus on the bridge with people in it \
            and switched the engine off and just sat. Twenty minutes. He said he could hear that the \
            bridge was tired. He's a man who has never been late in his life. They've sent him home and \
            now he sits in the hall in his uniform with the light off. My mum says leave him, he's \
            praying. I don't think he's praying.",
    person_knows: Answer::Yes,
    may_know: Answer::Yes,
    who_else: "My mum. Uncle Bashir, but he'll only tell him to be a man. His friend Terry from the \
               depot, they do the crossword together, Terry rings every day.",
    where_when: "At ours. After sunset prayer is best. Not Thursday.",
    language: "Dad's English is better than mine. My mum would want Somali.",
    needs: "A woman to interpret for my mum, and not our neighbour.",
    safe_now: Answer::NotSure,
};

/// A call of nineteen hours ago, with the clock running.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let mut t = Teller::ago(stage, 18, 52, team.marged);
    t.headed("Idris", "a call taken 19 hours ago, nothing planned yet");
    let idris = t.cast("Idris Warsame");
    let hodan = t.cast("Hodan Warsame");
    let request = t.call(idris, hodan, CALL);
    t.back(18, 10).spoke_of_safety(
        request,
        "Rang the house and asked for him. He came to the telephone himself. I asked was he thinking of \
         ending his life; he said no, and then, after a bit, \"but I have been thinking about the \
         bridge, and I don't want to drive over it.\" He is not driving; his keys are at the depot. \
         Hodan sleeps there tonight. He has our number on the back of his hand, his idea.",
    );
    let sahra = family(&mut t, hodan);
    t.back(2, 5).writes(
        idris,
        Kind::Left,
        "My daughter has shown me how to write here. I will meet you. Two things. I would like to sit \
         where I can see the door. And I don't want to be asked first, ask my wife first, she has been \
         waiting longer than me.",
    );
    t.only_for(Audience::Everyone).writes(
        hodan,
        Kind::Left,
        "Thank you for ringing him and not me. He told Mum about it at supper as if the Queen had phoned.",
    );
    t.seat("idris", idris, "He is 58, drives the number 14, and stopped on the bridge.");
    t.seat("hodan", hodan, "His daughter, who rang, and who works shifts on a ward herself.");
    t.seat("sahra", sahra, "His wife, who would like to be asked in Somali.");
}

/// Those around him, in his words; gives his wife.
fn family(t: &mut Teller<'_>, hodan: One) -> One {
    t.name(hodan);
    t.describe(
        hodan,
        About {
            tie: "my eldest. She reads the post before I do",
            brings: "Lives ten minutes away. Will stay the nights this week.",
            reach: CALL.reach,
            ..About::default()
        },
    );
    let sahra = t.meet(
        "Sahra Warsame",
        About {
            tie: "my wife, thirty-three years, thank God",
            brings: "She knows when I have not slept before I do.",
            language: "Somali",
            needs: "A woman to interpret; not somebody from our street.",
            ..About::default()
        },
    );
    let terry = t.meet(
        "Terry Blackett",
        About {
            tie: "the other half of the crossword",
            brings: "Rings every day at ten past four. Asks for seven across, nothing else.",
            reach: "through the depot, 01632 960277",
            ..About::default()
        },
    );
    t.wish(terry, Wish::NotNow, "Let him keep thinking I have a cold.");
    t.meet(
        "Bashir Warsame",
        About { tie: "my brother, the loud one", nearness: Nearness::Away, ..About::default() },
    );
    t.weighs(Circumstance::Work, "Off the road until the company doctor has seen him. Sick pay for now.");
    sahra
}
