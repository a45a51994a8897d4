//! Amara: in daily meetings, four so far, much open; how it began, and the first two meetings.

use dialogue::{
    Audience, DecisionId, MeetingId, PromiseId, QuestionId, WordsId,
    meeting::{Next, Presence},
    people::{Circumstance, Nearness, Wish},
    plan::{Coming, Place},
    read_back::Given,
    request::{Answer, OfferAnswer},
    words::Kind::{self, HowItCameAbout, HowToUseTime},
};

use super::{
    amara_later,
    stage::{One, Stage},
    team::Team,
    teller::{About, Call, Plan, Teller},
};

/// The people of this network, and what goes on from one meeting to the next.
pub(super) struct Home {
    pub(super) team: Team,
    pub(super) amara: One,
    pub(super) dan: One,
    pub(super) ngozi: One,
    pub(super) kit: One,
    pub(super) beryl: One,
    pub(super) emeka: One,
    pub(super) father: One,
    /// Amara, Ngozi and Dan.
    pub(super) grown_ups: Audience,
}

/// What is still in the air after the second meeting.
pub(super) struct InTheAir {
    pub(super) medicine: DecisionId,
    pub(super) nights: QuestionId,
    pub(super) mattress: PromiseId,
    /// The next meeting.
    pub(super) third: MeetingId,
}

const CALL: Call = Call {
    tie: "husband. Eleven years",
    reach: "07700 900611, any time, I'm not sleeping either",
    words: "She took her class to the beach. That's it, that's what happened. Twenty-six \
            seven-year-olds, through the town in twos, holding hands, and nobody had said she could. \
            They had a lovely time. She hasn't slept since Friday, not properly, and she says her dad's \
            radio is on in the wall. Her dad's dead. I'm not saying she's mad. I'm saying I've got to \
            drive a van at five in the morning and I'm frightened to leave her and Kit.",
    person_knows: Answer::Yes,
    may_know: Answer::Yes,
    who_else: "Her sister Ngozi. Our lad's fourteen, he hears everything. There's a brother, but no.",
    where_when: "At home. The front room's warm.",
    language: "English. Igbo for shouting.",
    needs: "",
    safe_now: Answer::NotSure,
};

/// The whole story, up to the meeting of today.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let mut t = Teller::on(stage, 5, "19:40", team.tunde);
    t.headed("Amara", "daily meetings, four so far, the next one today");
    let home = arrives(&mut t, *team);
    let first = first_meeting(&mut t, &home);
    let air = second_meeting(&mut t, &home, first);
    amara_later::tell(&mut t, &home, &air);
    t.seat(
        "amara",
        home.amara,
        "She is 34, teaches seven-year-olds, and hears her father's radio in the wall.",
    );
    t.seat("dan", home.dan, "Her husband, who rang, and who drives a van at five in the morning.");
    t.seat("ngozi", home.ngozi, "Her sister, who also thinks aloud for the brother nobody rings.");
    t.seat("kit", home.kit, "Her son, 14, who hears everything and leaves words when nobody is looking.");
    t.seat("beryl", home.beryl, "The neighbour through the wall, 79, who came once and does not read much.");
}

fn arrives(t: &mut Teller<'_>, team: Team) -> Home {
    let amara = t.cast("Amara Bell");
    let dan = t.cast("Dan Bell");
    let call = t.call(amara, dan, CALL);
    t.at("20:05").spoke_of_safety(
        call,
        "Amara took the telephone out of Dan's hand to talk to me. She is not thinking of dying; she is \
         thinking of not missing the programme. Dan stays home tomorrow. Both know the night number.",
    );
    t.offer(call, "Tomorrow at eleven, at home, three of us.");
    t.offer_answered(call, OfferAnswer::Accepted, "Amara", "Yes. But I'm not tidying.");
    t.name(dan);
    t.describe(
        dan,
        About {
            tie: "my husband. Cries at adverts",
            brings: "Drives. Makes the tea. Stays.",
            reach: CALL.reach,
            ..About::default()
        },
    );
    let (ngozi, kit) = family(t);
    let (beryl, emeka, father) = others(t);
    t.tie(
        ngozi,
        emeka,
        "They haven't spoken since the house was sold. She still knows his birthday, she went quiet on it.",
    );
    t.tie(kit, beryl, "He does her bins and she pretends not to see him smoke.");
    t.wish(emeka, Wish::NotNow, "Not now. Ask me when I've slept.");
    t.wish(ngozi, Wish::Wanted, "Obviously.");
    t.weighs(
        Circumstance::Work,
        "I'm signed off, they said. I didn't ask to be. There's an inspection coming, everybody's ironed.",
    );
    t.weighs(
        Circumstance::Money,
        "If Dan doesn't do the five o'clock run he doesn't get the five o'clock run.",
    );
    t.known_as("Amarachi Grace Bell", 34, "999 000 0018", "Quayside Surgery, Saltmere");
    t.join(&[team.tunde, team.delphine], "Amara and Dan, at the first meeting: the same faces, please.");
    let grown_ups = t.circle(amara, "Us three (not Kit)", &[amara, ngozi, dan]);
    Home { team, amara, dan, ngozi, kit, beryl, emeka, father, grown_ups }
}

fn family(t: &mut Teller<'_>) -> (One, One) {
    let ngozi = t.meet(
        "Ngozi Nwosu",
        About {
            tie: "my sister. Older by eleven months and never lets it lie",
            brings: "Cooks for nine. Takes Kit on Saturdays. Sleeps on the sofa and says it's comfortable.",
            reach: "07700 900612",
            ..About::default()
        },
    );
    let kit = t.meet(
        "Kit Bell",
        About {
            tie: "my son",
            brings: "Notices. Turns the volume down on things.",
            needs: "Not to be looked at while he talks. Not to be called brave.",
            ..About::default()
        },
    );
    (ngozi, kit)
}

/// The neighbour, the brother who is not in touch, the father who has died.
fn others(t: &mut Teller<'_>) -> (One, One, One) {
    let beryl = t.meet(
        "Beryl Stott",
        About {
            tie: "next door, the wall side. She gives Kit a pound for the bins",
            brings: "Is in. Is always in. Has our spare key.",
            reach: "knock, or 01632 960618, let it ring a long time",
            needs: "Paper, not a screen; large letters; better still, read it to her. She never got on \
                    with reading.",
            ..About::default()
        },
    );
    let emeka = t.meet(
        "Emeka Nwosu",
        About {
            tie: "my brother. Not since the funeral",
            nearness: Nearness::Estranged,
            brings: "He could fix that radio. He could fix anything.",
            ..About::default()
        },
    );
    let father = t.meet(
        "Obinna Nwosu",
        About {
            tie: "our father. The World Service, all night, very low",
            nearness: Nearness::Dead,
            brings: "How to be late with dignity.",
            ..About::default()
        },
    );
    (beryl, emeka, father)
}

/// The day after the call, at home, fifteen hours after it.
fn first_meeting(t: &mut Teller<'_>, home: &Home) -> MeetingId {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    let when = t.stage.wall(4, "11:00");
    let meeting = t.plan(&Plan {
        when,
        place: Place::Home,
        at: "9 Tern Street. Mind the bicycle.",
        remote: "",
        invited: &[amara, dan, ngozi, kit],
        with: &[team.tunde, team.delphine],
        wording: "Come and talk at ours. Tunde and Delphine will be there. There will be toast.",
    });
    t.answers(meeting, ngozi, ngozi, Coming::Coming, "I'm already in the car.");
    t.answers(meeting, kit, team.tunde, Coming::Coming, "whatever");
    t.day(4).begin(meeting, &[amara, dan, ngozi, kit, team.tunde, team.delphine]);
    let beach = first_talk(t, home);
    first_ends(t, home, meeting, beach)
}

/// How it ended, was given back and led to the next.
fn first_ends(t: &mut Teller<'_>, home: &Home, meeting: MeetingId, beach: WordsId) -> MeetingId {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    t.keeps_safe(
        "Kit notices first, then Dan. Amara says: when I stop making jokes.",
        "Amara knocks on the wall of whoever is nearest. Dan rings Ngozi, any hour. Any of us rings the \
         night number, 01632 960111.",
        "The hall light on. Toast. Somebody in the room who is doing something else. Not: \"calm down\".",
    );
    t.only_for(Audience::PersonAndTeam).says(
        amara,
        Kind::Closing,
        "Just for you two, not for the others: I'm more scared than I'm letting on. It's him, but it's \
         also the kettle now.",
    );
    t.closing(ngozi, "I'm staying till Sunday. It's not a discussion.");
    let when = t.stage.wall(3, "16:30");
    let next = t.plan(&Plan {
        when,
        place: Place::Home,
        at: "9 Tern Street",
        remote: "",
        invited: &[amara, dan, ngozi, kit, home.beryl],
        with: &[team.tunde, team.delphine, team.nasreen],
        wording: "Amara would like Beryl to come too, because of the wall.",
    });
    t.close(Next::Meeting(next), 95);
    t.file(meeting, "progress note, 13:10");
    t.gives_back(meeting, &[amara, dan, ngozi, kit], Given::OnScreen);
    t.gives_back(meeting, &[team.tunde, team.delphine], Given::OwnView);
    t.agrees(meeting, amara, amara);
    t.agrees(meeting, dan, dan);
    t.amends(
        meeting,
        beach,
        amara,
        "Three streets. I counted. And I did leave a note on the board, it said GONE TO THE COAST.",
    );
    t.outside().at("20:30").invite(next, home.beryl, "told at the door, and a page in large letters");
    t.answers(next, home.beryl, team.delphine, Coming::Coming, "I'll come the once, love. I'm no talker.");
    t.answers(next, kit, kit, Coming::Coming, "after maths club so maybe late");
    next
}

/// What was said the first time.
fn first_talk(t: &mut Teller<'_>, home: &Home) -> WordsId {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    t.hand(team.tunde).says(
        dan,
        HowItCameAbout,
        "I rang. I stood in the yard so she wouldn't hear and she opened the window and said, tell them \
         it's medium wave.",
    );
    t.says(amara, HowToUseTime, "I'd like somebody to listen to the wall before they listen to me.");
    t.says(ngozi, HowToUseTime, "I want to know who's sleeping and who's pretending.");
    t.says(kit, HowToUseTime, "I don't mind.");
    t.tells(
        amara,
        "We stood by the wall, all of us, about two minutes. I was so grateful. It's the shipping \
         forecast and under that it's him, clearing his throat. He never said much. He'd clear his \
         throat and you knew.",
    );
    t.tells(dan, "I heard a fridge. But I want you to know I did listen.");
    let beach = t.tells(
        amara,
        "Everybody's being very kind about the beach. I wasn't ill at the beach. They'd been doing \
         coasts for three weeks off a worksheet. There's one two streets away.",
    );
    t.answering(beach).tells(
        kit,
        "It was on somebody's story. They looked happy, the little kids. Everyone at school's seen it.",
    );
    t.tells(
        ngozi,
        "When Daddy was ill she did the nights and I did the forms. Nobody did the crying. I've thought \
         for two years, that bill's still coming.",
    );
    let aloud = t.reflects(
        team.delphine,
        "I'm looking at Tunde now and not at you, for a minute. I keep thinking about standing at that \
         wall. I felt a bit of a fool and then I didn't. I wondered whether anybody has kept that man \
         company since he died, and whether that's a job somebody in this family has had.",
    );
    t.reflects(
        team.tunde,
        "I noticed Kit knows how to turn a room down. I don't know if that's a good thing to know at \
         fourteen. I may be quite wrong about it.",
    );
    t.responds(amara, aloud, "Yes. It's the night shift. I never clocked off.");
    let radio = t.responds(kit, aloud, "You can't say somebody's got a job if they're dead.");
    t.answering(radio).says(dan, Kind::Response, "No. Fair enough, mate.");
    beach
}

/// With the neighbour from the other side of the wall, who came this once.
fn second_meeting(t: &mut Teller<'_>, home: &Home, meeting: MeetingId) -> InTheAir {
    let Home { team, amara, dan, ngozi, kit, beryl, .. } = *home;
    t.day(3).begin(meeting, &[amara, dan, ngozi, beryl, team.tunde, team.delphine, team.nasreen]);
    t.hand(team.delphine).came(kit, Presence::LeftEarly);
    let said = second_talk(t, home);
    t.asks(amara, "Whose radio is it?");
    let nights = t.asks(dan, "Who sleeps when?");
    let medicine = medicine(t, home);
    let mattress = t.promises(dan, "Put the big mattress in the hall, so nobody's behind a door", Some(-2));
    t.promises(beryl, "Knock once on the wall if I'm up as well, so she knows it's only me", None);
    t.promises(team.tunde, "Ring Quayside Surgery and say we are meeting every day", Some(-1));
    t.only_for(Audience::Everyone)
        .closing(beryl, "You know where I am. Three foot to the left of your telly.");
    t.closing(ngozi, "I liked her uncle and the gate.");
    let when = t.stage.wall(2, "17:00");
    let third = t.plan(&Plan {
        when,
        place: Place::Home,
        at: "9 Tern Street",
        remote: "",
        invited: &[amara, dan, ngozi, kit],
        with: &[team.tunde, team.delphine],
        wording: "",
    });
    t.close(Next::Meeting(third), 100);
    t.file(meeting, "progress note, 18:40");
    reads_back_the_second(t, home, meeting, said);
    t.outside();
    t.join(&[team.nasreen], "Amara: \"she can come again, she says when she doesn't know\".");
    InTheAir { medicine, nights, mattress, third }
}

/// What was said with the neighbour there; two passages that were seen differently afterwards.
fn second_talk(t: &mut Teller<'_>, home: &Home) -> (WordsId, WordsId) {
    let Home { team, amara, dan, ngozi, kit, beryl, father, .. } = *home;
    t.says(beryl, HowToUseTime, "I don't know. I was asked. I've brought a malt loaf.");
    t.says(amara, HowToUseTime, "I'd like Beryl to say what's on her side.");
    let wireless = t.tells(
        beryl,
        "Well it's me, isn't it. I have the wireless on. Since Len died. Low, I thought it was low. I \
         don't listen, I just don't like it quiet. I've been sat here feeling terrible.",
    );
    t.tells(
        team.delphine,
        "For whoever reads this later: she laughed here, and then she cried, and Beryl cut the malt loaf.",
    );
    t.answering(wireless).tells(
        amara,
        "Please don't turn it off. Please. I thought I was on my own in it. There were two of us up all \
         night, either side of eight inches of brick.",
    );
    let name = t.tells(
        amara,
        "But Beryl's wireless doesn't say my name. And his does. I'm sorry. I know you'd all like it to \
         be the wireless.",
    );
    t.answering(name).tells(dan, "I did, yeah. For about a minute I really did.");
    t.thinking_of(father).tells(
        ngozi,
        "If Daddy was saying her name he'd be saying it to get her to turn the immersion off. I'm not \
         joking. He'd be worried about the bill.",
    );
    t.tells(kit, "Can I go? I'm not being funny. I've got homework.");
    let aloud = t.reflects(
        team.nasreen,
        "I feel two things at once and I'd rather not choose yet. There's a real wireless in a real \
         wall. And Amara hasn't slept for five nights, and I know what that does to most of us, me \
         included. I wondered what it's like to be asked to pick.",
    );
    t.reflects(
        team.delphine,
        "When mine came I wanted everybody to hear them, and I also never wanted anybody to. I caught \
         myself wishing the malt loaf could be the answer.",
    );
    t.responds(
        beryl,
        aloud,
        "My mother heard her brother after the war. Nobody minded. He only ever said shut the gate.",
    );
    t.responds(amara, aloud, "I don't want to pick. I want to sleep and I don't want to miss it.");
    (wireless, name)
}

/// Medicine: options, doubts, and a decision not to decide yet.
fn medicine(t: &mut Teller<'_>, home: &Home) -> DecisionId {
    let Home { team, amara, dan, ngozi, .. } = *home;
    let medicine = t.weigh_medicine(
        "Something to sleep, or something more, or nothing yet",
        &[
            "Nothing for now: share the nights between us and see",
            "A tablet to sleep, a few nights only",
            "The medicine against voices that the surgery's letter speaks of, in a low dose",
        ],
    );
    t.stance(
        medicine,
        amara,
        "Not the third. I want to hear the end of what he's saying. Ask me about the second one when I'm \
         less cross.",
    );
    t.stance(medicine, dan, "The second. Tonight, if I'm honest. I'd take it myself if you'd let me.");
    t.stance(
        medicine,
        ngozi,
        "In our house medicine was what you got instead of being asked. So: doubts. But I've watched her \
         put the kettle in the fridge.",
    );
    t.stance(
        medicine,
        team.nasreen,
        "A tablet for three nights would very likely bring sleep and leaves little behind. About the \
         third I am unsure this early: it helps some people and flattens some. I would not want to start \
         it in a week like this one unless sleep doesn't come. I could be wrong, so I'd like to look at \
         it again in two days, with all of you.",
    );
    t.stance(
        medicine,
        team.delphine,
        "I took it at nineteen and was glad, and I took it for nine years too long. Both are true.",
    );
    t.left_open(medicine, -1, "Left open until the meeting after next. Two nights in shifts first.");
    medicine
}

fn reads_back_the_second(t: &mut Teller<'_>, home: &Home, meeting: MeetingId, of: (WordsId, WordsId)) {
    let Home { team, amara, dan, ngozi, kit, beryl, .. } = *home;
    let (wireless, name) = of;
    t.gives_back(meeting, &[amara, dan, ngozi, kit], Given::OwnView);
    t.gives_back(meeting, &[team.tunde, team.delphine, team.nasreen], Given::OwnView);
    t.at("19:30").gives_back(meeting, &[beryl], Given::ReadAloud);
    t.gives_back(meeting, &[beryl], Given::Paper);
    t.agrees(meeting, beryl, team.delphine);
    t.agrees(meeting, ngozi, ngozi);
    t.at("21:10").differs(
        meeting,
        name,
        dan,
        "I wouldn't say I'd like it to be the wireless. I'd like her to sleep. I don't actually mind \
         who's on the radio.",
    );
    t.differs(
        meeting,
        wireless,
        ngozi,
        "I think it was both of them up that kept her going, not what kept her ill. I'd hate Beryl to \
         think I blame her, and turn it off.",
    );
}
