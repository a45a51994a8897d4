//! Sofia: sixteen meetings in fourteen months, nearly finished; her dead grandmother is still part of it.

use dialogue::{
    Audience, DecisionId, MeetingId, PromiseId, QuestionId,
    meeting::Next,
    people::{Circumstance, Nearness, Wish},
    plan::{Coming, Place},
    promise::Became,
    question::Move,
    read_back::Given,
    request::{Answer, OfferAnswer},
    stay::Lawful,
    words::Kind,
};

use super::{
    sofia_meetings::{MEETINGS, Talk, Voice},
    stage::{One, Stage},
    team::Team,
    teller::{About, Call, Plan, Teller},
};

/// The people of this network.
#[derive(Clone, Copy)]
struct Home {
    team: Team,
    sofia: One,
    lurdes: One,
    pete: One,
    tash: One,
    okoro: One,
    graca: One,
}

/// What goes on from meeting to meeting.
struct Thread {
    table: QuestionId,
    sleep: DecisionId,
    open: Vec<(PromiseId, &'static str)>,
}

const CALL: Call = Call {
    tie: "her mother",
    reach: "07700 900811; nights I clean, so ring after two",
    words: "My daughter puts the table for my mother. Every meal. My mother is dead five weeks. Sofia \
            found her, in the chair, with the television. Now she puts the plate and she waits, and she \
            speaks to me only, Avó says this, Avó says that. And Avó is not kind to me, in these \
            sentences. I want to know if I take the plate away or if I leave the plate.",
    person_knows: Answer::Yes,
    may_know: Answer::Yes,
    who_else: "Pete, my husband. Tash, she is the friend. The boy is eight, I don't want him in it.",
    where_when: "At the table, no? Where else.",
    language: "English is fine, Portuguese is better when I am tired",
    needs: "",
    safe_now: Answer::Yes,
};

/// From the call to the meeting before the last.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let mut t = Teller::on(stage, 428, "14:20", team.ioana);
    t.headed("Sofia", "nearly finished: sixteen meetings over fourteen months");
    let home = arrives(&mut t, *team);
    let mut thread: Option<Thread> = None;
    for (nth, talk) in MEETINGS.iter().enumerate() {
        between(&mut t, &home, nth);
        let meeting = meets(&mut t, &home, talk);
        let going = thread.get_or_insert_with(|| opens(&mut t, &home));
        turns(&mut t, &home, going, nth);
        for (voice, what, kept) in talk.promises {
            let promise = t.promises(one(&home, *voice), what, None);
            going.open.push((promise, kept));
        }
        ends(&mut t, &home, talk, meeting, nth);
    }
    last_one(&mut t, &home);
    t.day(2).at("16:20").asks_for_the_record(
        home.sofia,
        "All of it, please, in one folder, before the last meeting. Not because anything is wrong. I want to \
         see how long it was.",
    );
    t.seat("sofia", home.sofia, "She is 19, and used to lay the table for her grandmother.");
    t.seat("lurdes", home.lurdes, "Her mother, who cleans at night and rang about a plate.");
    t.seat("pete", home.pete, "Her stepfather, who says little and builds shelves.");
    t.seat("tash", home.tash, "Her friend since the first day of school.");
}

fn arrives(t: &mut Teller<'_>, team: Team) -> Home {
    let sofia = t.cast("Sofia Moniz");
    let lurdes = t.cast("Lurdes Moniz-Pratt");
    let call = t.call(sofia, lurdes, CALL);
    t.offer(call, "This evening at six, at the table.");
    t.offer_answered(
        call,
        OfferAnswer::Accepted,
        "Sofia, through her mother",
        "Avó says they must eat something.",
    );
    t.name(lurdes);
    t.describe(
        lurdes,
        About {
            tie: "Mãe",
            brings: "Soup. Never once late.",
            reach: CALL.reach,
            language: "Portuguese when tired",
            ..About::default()
        },
    );
    let (pete, tash, okoro, graca) = others(t);
    t.tie(lurdes, graca, "They never finished an argument, they were saving it.");
    t.wish(tash, Wish::Wanted, "She'll come anyway.");
    t.weighs(Circumstance::Home, "The flat was in Avó's name. Nobody has told the council yet.");
    t.known_as("Sofia da Graça Moniz", 19, "999 000 0034", "Harbour Practice, Saltmere");
    t.join(&[team.ioana, team.delphine, team.hazel], "At the first meeting, at the table.");
    Home { team, sofia, lurdes, pete, tash, okoro, graca }
}

fn others(t: &mut Teller<'_>) -> (One, One, One, One) {
    let pete = t.meet(
        "Pete Pratt",
        About {
            tie: "Pete. He never tried to be my dad, that's why he's nearly it",
            brings: "Drives. Fixes. Doesn't ask.",
            ..About::default()
        },
    );
    let tash = t.meet(
        "Tash Greenaway",
        About {
            tie: "Tash. Since the sandpit",
            brings: "Comes in without ringing. Can be told anything once.",
            reach: "07700 900814",
            ..About::default()
        },
    );
    let okoro = t.meet(
        "Mr Okoro",
        About {
            tie: "my tutor at the college kitchen",
            brings: "Keeps a place open, and an apron.",
            reach: "the college, 01632 960844",
            ..About::default()
        },
    );
    let graca = t.meet(
        "Graça Moniz",
        About {
            tie: "Avó. She brought me up while Mãe was working and she still does",
            nearness: Nearness::Dead,
            brings: "The bread. The songs with the rude verse left out. How to be stubborn.",
            ..About::default()
        },
    );
    t.meet(
        "Davi Pratt",
        About {
            tie: "my little brother",
            brings: "Knows all the flags.",
            needs: "To be told things in one sentence.",
            ..About::default()
        },
    );
    (pete, tash, okoro, graca)
}

fn one(home: &Home, voice: Voice) -> One {
    match voice {
        Voice::Sofia => home.sofia,
        Voice::Lurdes => home.lurdes,
        Voice::Pete => home.pete,
        Voice::Tash => home.tash,
        Voice::Okoro => home.okoro,
        Voice::Ioana => home.team.ioana,
        Voice::Delphine => home.team.delphine,
        Voice::Hazel => home.team.hazel,
        Voice::Bartek => home.team.bartek,
    }
}

/// One meeting of the list: planned two days before it, held, its words said.
fn meets(t: &mut Teller<'_>, home: &Home, talk: &Talk) -> MeetingId {
    let there: Vec<One> = talk.there.iter().map(|v| one(home, *v)).collect();
    let (with, invited): (Vec<One>, Vec<One>) = there.iter().partition(|o| o.who.practitioner().is_some());
    let before = if talk.day > 427 { talk.day } else { talk.day + 2 };
    t.outside().day(before).at("16:00");
    let when = t.stage.wall(talk.day, talk.time);
    let plan = Plan {
        when,
        place: talk.place,
        at: talk.at,
        remote: "",
        invited: &invited,
        with: &with,
        wording: "",
    };
    let meeting = t.plan(&plan);
    t.day(talk.day).begin(meeting, &there);
    let mut before = None;
    for (voice, kind, text) in talk.said {
        if let Some(aloud) = before.filter(|_| *kind == Kind::Response) {
            t.answering(aloud);
        }
        before = Some(t.says(one(home, *voice), *kind, text));
    }
    meeting
}

/// What the first meeting opens.
fn opens(t: &mut Teller<'_>, home: &Home) -> Thread {
    let table = t.asks(home.lurdes, "Does one take the plate away, or leave the plate?");
    let sleep = t.weigh_medicine(
        "Something for the nights",
        &["Nothing", "A small dose at night", "The light on and Tash on the telephone"],
    );
    t.stance(sleep, home.sofia, "Avó says no. I say maybe, later.");
    t.stance(sleep, home.pete, "Whatever lets her sleep. I'm not clever about it.");
    t.left_open(sleep, -420, "Left open. The light and Tash first.");
    t.keeps_safe(
        "Lurdes: when Sofia does not put salt. Tash: when she answers in one letter.",
        "Sofia rings Tash. Tash comes, or rings Pete. Anybody rings the night number, 01632 960111.",
        "Hands in dough. Pete in the next room with the door open. Not: clearing the table for her.",
    );
    Thread { table, sleep, open: Vec::new() }
}

/// What happens to questions, decisions and promises in the later meetings.
fn turns(t: &mut Teller<'_>, home: &Home, thread: &mut Thread, nth: usize) {
    for (promise, words) in thread.open.drain(..) {
        t.settles(promise, Became::Kept, words);
    }
    match nth {
        4 => {
            t.stance(
                thread.sleep,
                home.sofia,
                "Yes now. Small. And I want to be the one who says when it stops.",
            );
            t.stance(
                thread.sleep,
                home.team.delphine,
                "I would put the stopping in the diary on the same day as the starting.",
            );
            t.agreed(
                thread.sleep,
                "The small dose at night, from Harbour Practice, and looked at every second meeting.",
            );
        }
        8 => {
            t.moves(
                thread.table,
                Move::Dissolved,
                "Sofia put the plate in the cupboard herself, with the others. Nobody decided it.",
            );
            t.asks(home.lurdes, "Will I ever hear my mother say something kind?");
        }
        11 => {
            t.stance(thread.sleep, home.sofia, "I've been forgetting it for a week and sleeping. So.");
            t.agreed(thread.sleep, "Stopped, as Sofia said. The practice knows.");
        }
        14 => {
            let end = t.weigh(
                "When we stop meeting",
                &["After the summer show", "When Sofia says", "Once more in a year, whatever happens"],
            );
            t.stance(end, home.sofia, "One more. Then you ring me in the spring and I say what I've baked.");
            t.stance(end, home.lurdes, "I will miss the Thursdays. You ate very little, all of you.");
            t.agreed(end, "One more meeting, then a telephone call in the spring.");
        }
        _ => {}
    }
}

fn ends(t: &mut Teller<'_>, home: &Home, talk: &Talk, meeting: MeetingId, nth: usize) {
    let next = talk.next.map_or(Next::YouCall, |words| Next::WeWillCall(words.to_owned()));
    t.close(next, talk.minutes);
    t.file(meeting, "progress note, the same day");
    let there: Vec<One> = talk.there.iter().map(|v| one(home, *v)).collect();
    t.gives_back(meeting, &there, if nth < 3 { Given::ReadAloud } else { Given::OwnView });
    if nth > 6 {
        t.agrees(meeting, home.sofia, home.sofia);
    } else {
        t.agrees(meeting, home.sofia, home.team.ioana);
    }
    t.outside();
}

/// What happens between meetings: a week in the crisis house, and a practitioner who leaves.
fn between(t: &mut Teller<'_>, home: &Home, nth: usize) {
    let team = home.team;
    match nth {
        5 => {
            let stay = t.day(352).at("18:00").hand(team.ioana).stay(
                "Lantern House, the crisis house",
                "the lantern",
                Lawful::default(),
            );
            t.day(346).at("11:00").stay_ends(stay, "Home, with a loaf.");
        }
        9 => {
            t.day(200).at("09:30").hand(team.hazel);
            t.leaves(team.hazel, "Goes to look after her father. Told at the table, and said goodbye there.");
            t.hand(team.ioana)
                .join(&[team.bartek], "Met at Hazel's last meeting. Sofia: \"he can wash up\".");
        }
        12 => {
            t.day(110).at("20:15").only_for(Audience::PersonAndTeam).writes(
                home.lurdes,
                Kind::Left,
                "I write this at work, at two in the morning. I was jealous of a dead woman for a year. \
                 You can know it now, and Sofia.",
            );
        }
        _ => {
            t.hand(team.ioana);
        }
    }
}

/// The last meeting is planned; words have been left for it.
fn last_one(t: &mut Teller<'_>, home: &Home) {
    let Home { team, sofia, lurdes, pete, tash, okoro, .. } = *home;
    t.outside().day(4).at("15:10").hand(team.ioana);
    let when = t.stage.wall(-9, "18:00");
    let last = t.plan(&Plan {
        when,
        place: Place::Elsewhere,
        at: "The college kitchen. Sofia cooks. Wear something you can sit on a flour sack in.",
        remote: "",
        invited: &[sofia, lurdes, pete, tash, okoro],
        with: &[team.ioana, team.delphine, team.bartek],
        wording: "Last one. There'll be bread. Come hungry. Sofia",
    });
    t.answers(last, tash, tash, Coming::Coming, "try and stop me");
    t.answers(last, okoro, team.bartek, Coming::Coming, "I'll be holding the fire blanket.");
    t.answers(last, lurdes, lurdes, Coming::Coming, "");
    t.thinking_of(home.graca).only_for(Audience::Everyone).writes(
        sofia,
        Kind::Left,
        "For the last one. I've been thinking what Avó would say about you lot and I think: they sat \
         down properly. That's about the most she ever said about anybody.",
    );
}
