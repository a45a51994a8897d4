//! Kiran: on a ward under section 2, which he calls the aquarium; his core team kept going.

use dialogue::{
    Audience, MeetingId,
    appointment::Office,
    decision::{Outcome, Taken},
    meeting::{Next, Presence},
    people::{Circumstance, Nearness, Wish},
    plan::{Coming, Place},
    promise::Became,
    read_back::Given,
    request::{Answer, OfferAnswer},
    stay::Lawful,
    words::Kind::{self, HowItCameAbout, HowToUseTime},
};

use super::{
    stage::{One, Stage},
    team::Team,
    teller::{About, Call, Plan, Teller},
};

/// The people of this network.
#[derive(Clone, Copy)]
struct Home {
    team: Team,
    kiran: One,
    parminder: One,
    jas: One,
    lewis: One,
}

const CALL: Call = Call {
    tie: "his mum",
    reach: "07700 900731, or the shop, 01632 960733, ask for me not for Jas",
    words: "My son is sawing. He's a joiner, he's meant to saw, but it's the banister. He says the house \
            has to breathe. He's so gentle with it, that's what frightens me, he sweeps up after. He's \
            not eaten with us for a week. His brother wants to take the door off. I want somebody to \
            come who isn't his brother.",
    person_knows: Answer::Yes,
    may_know: Answer::Yes,
    who_else: "Jas, his brother. Lewis, he used to live with Lewis. I liked Lewis.",
    where_when: "After the shop shuts. Seven.",
    language: "English; Punjabi with my mother",
    needs: "",
    safe_now: Answer::Yes,
};

/// The call, two meetings at home, the stay, two meetings on the ward; the last is not closed yet.
pub(super) fn tell(stage: &mut Stage, team: &Team) {
    let mut t = Teller::on(stage, 24, "21:15", team.marged);
    t.headed("Kiran", "on a ward under section 2; the same team keeps meeting there");
    let home = arrives(&mut t, *team);
    at_home(&mut t, &home);
    let comfort = stay_begins(&mut t, &home);
    let rhian = first_on_ward(&mut t, &home, comfort);
    second_on_ward(&mut t, &home, comfort, rhian);
    t.seat("kiran", home.kiran, "He is 27, a joiner, detained on a ward that he calls the aquarium.");
    t.seat("parminder", home.parminder, "His mother, who rang, and who keeps the shop open.");
    t.seat("jas", home.jas, "His brother, who means well, loudly.");
    t.seat(
        "lewis",
        home.lewis,
        "He lived with Kiran for three years and is asked to come on other days than Jas.",
    );
    t.seat("comfort", comfort, "His named nurse on the ward, who has joined the network.");
}

fn arrives(t: &mut Teller<'_>, team: Team) -> Home {
    let kiran = t.cast("Kiran Dhaliwal");
    let parminder = t.cast("Parminder Dhaliwal");
    let call = t.call(kiran, parminder, CALL);
    t.hands_on(
        team.bartek,
        "I am away from tomorrow. Told his mother on the same call; she has Bartek's number too.",
    );
    t.hand(team.bartek).offer(call, "Tomorrow at seven, when the shop is shut.");
    t.offer_answered(
        call,
        OfferAnswer::Accepted,
        "his mother",
        "He says you may come if you take your shoes off.",
    );
    t.name(parminder);
    t.describe(
        parminder,
        About {
            tie: "Mum. She is the weather in our house",
            brings: "Food. The keys to everything.",
            reach: CALL.reach,
            ..About::default()
        },
    );
    let (jas, lewis) = others(t);
    t.wish(lewis, Wish::Wanted, "If he can stand it.");
    t.unsafe_pair(
        lewis,
        jas,
        "In the spring Jas broke Lewis's wrist outside the flat. There is a court order: Jas may not \
         come near Lewis until it ends. Lewis told us, and Jas told us too. Never on the same day, never \
         the same corridor.",
    );
    t.weighs(Circumstance::Home, "The banister, I know. I'll put it back. It was never load-bearing.");
    t.known_as("Kiran Singh Dhaliwal", 27, "999 000 0026", "Hill Road Medical Centre, Saltmere");
    t.join(&[team.bartek, team.callum, team.hazel], "Kiran, at the first meeting: \"three chairs, fine\".");
    Home { team, kiran, parminder, jas, lewis }
}

fn others(t: &mut Teller<'_>) -> (One, One) {
    let jas = t.meet(
        "Jas Dhaliwal",
        About {
            tie: "my brother. Big hands",
            brings: "Drives the van. Pays.",
            reach: "07700 900732",
            ..About::default()
        },
    );
    let lewis = t.meet(
        "Lewis Carrow",
        About {
            tie: "Lewis. I don't have the other word for it any more",
            nearness: Nearness::Away,
            brings: "Knows what I'm like when I'm well. Has my good chisels.",
            reach: "07700 900734, not by post",
            ..About::default()
        },
    );
    t.meet(
        "Biji",
        About {
            tie: "my grandmother upstairs",
            brings: "Prays for everybody, by name, aloud.",
            language: "Punjabi",
            ..About::default()
        },
    );
    (jas, lewis)
}

fn at_home(t: &mut Teller<'_>, home: &Home) {
    let Home { team, kiran, parminder, jas, .. } = *home;
    let first = meeting(
        t,
        (23, "19:00"),
        Place::Home,
        "Over the shop, 112 Hill Road",
        &[kiran, parminder, jas],
        &[team.bartek, team.callum],
    );
    t.day(23).begin(first, &[kiran, parminder, jas, team.bartek, team.callum]);
    t.hand(team.bartek).says(parminder, HowItCameAbout, "I rang because of the quiet way he was doing it.");
    let breathe = t.tells(
        kiran,
        "A house is a lung. I know it's not a lung. But if you'd planed as many doors as me you would \
         know they swell at night.",
    );
    t.answering(breathe).tells(jas, "It's a banister, bro. Biji uses that banister.");
    t.answering(breathe).tells(
        team.bartek,
        "Doors do swell at night. I'd like to see what you did. Is it all right if I hold the other end?",
    );
    let aloud = t.reflects(
        team.callum,
        "I'm thinking of how careful the sweeping up was. When I was at my worst I was very tidy. I \
         don't know if that's the same thing.",
    );
    t.responds(kiran, aloud, "It's so nobody gets a splinter.");
    t.asks(parminder, "What has to breathe?");
    t.closing(jas, "I'll make a rope for Biji. But I'm not happy.");
    t.close(Next::WeWillCall("in two days, after seven".to_owned()), 90);
    all_filed(t, first, "progress note, 21:05", &[kiran, parminder, jas, team.bartek, team.callum]);
    let second = meeting(
        t,
        (18, "19:00"),
        Place::Home,
        "Over the shop, 112 Hill Road",
        &[kiran, parminder],
        &[team.bartek, team.callum, team.hazel],
    );
    t.day(18).begin(second, &[kiran, parminder, team.bartek, team.callum, team.hazel]);
    t.says(kiran, HowToUseTime, "Faster, please.");
    t.tells(kiran, "I've taken the windows out at the back. In summer you would all thank me.");
    t.tells(parminder, "It's not summer. I slept in my coat. I'm not complaining to him, I'm telling you.");
    let rail = t.promises(
        team.bartek,
        "Come on Thursday with a rail for the stairs, and fit it with Kiran",
        Some(-15),
    );
    t.promises(kiran, "Leave the front of the house as it is until then", None);
    t.keeps_safe(
        "Mum: when he stops sweeping up. Kiran: when I can hear the joists.",
        "Mum rings the night number, 01632 960111. Not Jas first.",
        "Wood in his hands. Cold water. Somebody who asks how it's made. Not: taking the tools away in \
         front of people.",
    );
    t.close(Next::WeWillCall("every evening at eight, and come when it's needed".to_owned()), 75);
    all_filed(t, second, "progress note, 20:40", &[kiran, parminder, team.bartek, team.callum, team.hazel]);
    t.outside().day(15).at("16:00").settles(rail, Became::Kept, "Fitted. He countersunk every screw.");
}

/// Detained; the law and the hour did not wait for a meeting, and both are said.
fn stay_begins(t: &mut Teller<'_>, home: &Home) -> One {
    let Home { team, kiran, jas, .. } = *home;
    t.outside().day(9).at("23:40").hand(team.hazel);
    let going = t.weigh(
        "Going to hospital",
        &["Stay at home with one of us there every night", "The crisis house", "The ward"],
    );
    t.stance(going, jas, "Ward. He was on the roof. I'm not sorry I rang the police and I'm sorry.");
    t.comes_out(
        going,
        Outcome::Agreed("To Juniper ward tonight.".to_owned()),
        Taken::Outside(
            "Mental Health Act 1983, section 2: by the duty approved mental health professional and two \
             doctors, at 23:10, after he was brought down from the roof. No meeting could be held first; \
             his mother was rung before."
                .to_owned(),
        ),
    );
    let lawful = Lawful {
        detained: Some(true),
        section: "2".to_owned(),
        rights: "Read to him at 01:00. He said: \"later\".".to_owned(),
        ..Lawful::default()
    };
    let stay = t.stay("Juniper ward, Saltmere General", "the aquarium", lawful);
    night_desk(t, &team);
    duty_entry(t, &team);
    first_night(t);
    t.at("11:00");
    let comfort = t.meet(
        "Comfort Asante-Ward",
        About {
            tie: "the one who knocks before she looks in",
            brings: "Is on days. Knows who has the workshop key.",
            reach: "Juniper ward, 01632 960780",
            ..About::default()
        },
    );
    t.more_of_stay(
        stay,
        "the aquarium",
        Lawful {
            detained: Some(true),
            section: "2".to_owned(),
            rights: "Explained again by Comfort in the morning, with tea. Understood; he wishes to appeal."
                .to_owned(),
            leave: "Section 17: one hour a day in the grounds, with somebody of the ward or of our team."
                .to_owned(),
            advocate: "Rhian Mostyn, independent mental health advocate, 01632 960790".to_owned(),
            tribunal: Some(t.stage.day(-5)),
        },
    );
    t.wish(comfort, Wish::Wanted, "She can come. She asks first.");
    t.tie(kiran, comfort, "She lent me a pencil. You're not supposed to lend me a pencil.");
    comfort
}

/// Medicine, decided at night on the ward, and for the next meeting to talk about.
/// Whoever was on call opened the record that night; the lead has looked at it since.
fn night_desk(t: &mut Teller<'_>, team: &Team) {
    t.day(8).at("01:10");
    let opened = t.opens(
        team.marged,
        "The doctor on Juniper asks what he takes and who may be rung. Nobody of his team picks up.",
    );
    t.at("01:50");
    t.closes(team.marged, opened);
    t.at("02:30");
    t.reviews(
        team.tunde,
        opened,
        "Rang Marged and read her reason. It was needed: forty minutes, the ward told what it asked for. \
         Since then the ward rings the crisis page first.",
    );
}

fn first_night(t: &mut Teller<'_>) {
    t.day(8).at("03:20");
    let night = t.weigh_medicine(
        "Medicine on the first night",
        &["Nothing, with somebody beside him", "A tablet to calm, offered", "An injection"],
    );
    t.comes_out(
        night,
        Outcome::Agreed("One tablet to calm, which he took; no injection.".to_owned()),
        Taken::Outside(
            "On the ward at night, by the duty doctor, because he had not slept for four nights and had \
             begun on the door frame. To be talked about at the next meeting."
                .to_owned(),
        ),
    );
}

fn first_on_ward(t: &mut Teller<'_>, home: &Home, comfort: One) -> One {
    let Home { team, kiran, parminder, jas, .. } = *home;
    let rhian = t.meet(
        "Rhian Mostyn",
        About {
            tie: "my advocate. Not on anybody's side but mine, she says. We'll see",
            reach: "01632 960790",
            ..About::default()
        },
    );
    t.stands_beside(
        rhian,
        Office::Advocate,
        "Kiran asked for her on the second day. She showed her card to Callum.",
    );
    let ward = meeting(
        t,
        (7, "15:00"),
        Place::Ward,
        "Juniper ward, the room with the fish poster",
        &[kiran, parminder, jas, comfort, rhian],
        &[team.bartek, team.callum],
    );
    t.answers(ward, rhian, team.hazel, Coming::Coming, "Yes. After handover, so quarter past.");
    t.day(7).begin(ward, &[kiran, parminder, comfort, rhian, team.bartek, team.callum]);
    t.hand(team.callum).came(jas, Presence::LeftEarly);
    ward_talk(t, home, comfort, rhian);
    t.promises(comfort, "Ask about an hour in the workshop, with somebody", None);
    t.asks(jas, "Could we have got him down without police?");
    t.close(Next::WeWillCall("when the ward round has been; then here again".to_owned()), 70);
    all_filed(
        t,
        ward,
        "progress note, 16:30",
        &[kiran, parminder, jas, comfort, rhian, team.bartek, team.callum],
    );
    kept_back(t, home);
    rhian
}

fn ward_talk(t: &mut Teller<'_>, home: &Home, comfort: One, rhian: One) {
    let Home { team, kiran, parminder, jas, .. } = *home;
    t.says(
        kiran,
        HowToUseTime,
        "To say it's a good tank, but it's a tank. People come and look and tap on the glass.",
    );
    let tap = t.tells(
        comfort,
        "I try not to tap. We have to look in every fifteen minutes, and I hate it too. I could say my \
         name through the door first.",
    );
    t.answering(tap).tells(kiran, "Say it's Comfort. Then I'll know it is comfort.");
    t.tells(
        jas,
        "Everyone's laughing. You were on the roof. I can't laugh yet, I'm going to wait in the van.",
    );
    t.tells(
        parminder,
        "They were both on a roof once before, they were nine and six, after a ball. I shouted at the \
         wrong one.",
    );
    let aloud = t.reflects(
        team.bartek,
        "I was thinking about the two on the roof, and who gets shouted at, and who waits in the van. I \
         don't have any end to that thought.",
    );
    t.responds(parminder, aloud, "He's been waiting in that van since he was nine.");
    t.tells(
        rhian,
        "For the tribunal I only need to know what Kiran wants said. He can tell me here or alone.",
    );
    t.only_for(Audience::PersonAndTeam).tells(
        kiran,
        "Alone. But I'll say this much here: I came down off the roof because Mum was holding a torch \
         for me. Not on me, for me.",
    );
}

/// The least that the law asks to be written, as facts, open to Kiran like everything else.
fn duty_entry(t: &mut Teller<'_>, team: &Team) {
    t.outside().day(8).at("01:10").writes(
        team.bartek,
        Kind::Duty,
        "Section 2 (assessment, up to 28 days) began at 23:10. Papers seen: two doctors, one approved mental \
         health professional. Rights read at 01:00 by the ward. His mother was told by telephone at 22:45.",
    );
}

/// What belongs to his mother, for her to tell: kept from Kiran for now, with a reviewer and a date.
fn kept_back(t: &mut Teller<'_>, home: &Home) {
    let Home { team, parminder, lewis, .. } = *home;
    t.outside().day(6).at("10:30").hand(team.hazel).only_for(Audience::PersonAndTeam).tells(
        parminder,
        "They've found something in my breast and I have the test on Monday week. I want to tell the \
         boys myself, both at once, on a day when nobody's anywhere high up. You had to know why I \
         couldn't come at four.",
    );
    t.withholds(
        "It is his mother's own health, and she has asked to tell him herself. To be opened once she has.",
        team.ioana,
        8,
    );
    t.at("16:10").only_for(Audience::PersonAndTeam).tells(
        lewis,
        "I've put in for his bench. Not instead of him, beside him, the other one by the window. I want to \
         say it to his face on the ward and not have him read it off a screen.",
    );
    t.withholds(
        "It is Lewis's own news, and he wants to say it himself when he visits. Look again once he has been.",
        team.ioana,
        -2,
    );
}

/// Yesterday on the ward, with Lewis, and so without Jas. Nobody has closed it yet.
fn second_on_ward(t: &mut Teller<'_>, home: &Home, comfort: One, rhian: One) {
    let Home { team, kiran, parminder, lewis, .. } = *home;
    t.outside().day(2).at("16:40").hand(team.bartek).stands_in(
        team.delphine,
        3,
        "My sister is getting married in Poznań. Delphine sat with you on the ward last spring; you said \
         she could.",
    );
    let ward = meeting(
        t,
        (1, "14:00"),
        Place::Ward,
        "Juniper ward, the room with the fish poster",
        &[kiran, parminder, lewis, comfort, rhian],
        &[team.bartek, team.callum, team.hazel],
    );
    t.answers(
        ward,
        lewis,
        lewis,
        Coming::Coming,
        "Yes. Side entrance, please, and not the same afternoon as you know who.",
    );
    t.answers(
        ward,
        parminder,
        team.hazel,
        Coming::SendsWords,
        "Tell him the rope is still up and Biji likes it better.",
    );
    t.wants_in_a_crisis([
        "Mum, at once, and say I've eaten. Lewis. Not the joinery, I'll tell them myself.",
        "Mum. If she can't, Lewis. He knows what I mean when I say breathe.",
        "Something to plane. A window that opens. Somebody who says what the next half hour is.",
        "Taking my hands off things. Being asked what I'm building. Two people talking at the door.",
    ]);
    t.must_be_kept(
        "His solicitor asks on 3 Quay Row's letterhead: the tribunal will hear how the first night went.",
    );
    t.day(1).begin(ward, &[kiran, lewis, comfort, team.bartek, team.callum]);
    t.hand(team.callum).came(parminder, Presence::NotThere);
    t.says(kiran, HowToUseTime, "I'd like to be boring for an hour.");
    t.tells(
        lewis,
        "I brought the chisels to show you they're all right. They took them off me at the desk, \
         obviously. They gave me a receipt. I have a receipt for your chisels.",
    );
    let night = t.tells(
        kiran,
        "The tablet on the first night. Nobody asked me after. It was all right, it was like somebody \
         turning the plane over. But I'd like to have been asked after.",
    );
    t.answering(night).tells(comfort, "I'll put that to them in those words. Nobody asked me after.");
    t.reflects(
        team.callum,
        "I noticed the word \"after\". I always thought the trouble was nobody asked before.",
    );
}

fn meeting(
    t: &mut Teller<'_>,
    on: (i32, &str),
    place: Place,
    at: &'static str,
    invited: &[One],
    with: &[One],
) -> MeetingId {
    let when = t.stage.wall(on.0, on.1);
    t.outside();
    t.plan(&Plan { when, place, at, remote: "", invited, with, wording: "" })
}

fn all_filed(t: &mut Teller<'_>, meeting: MeetingId, filed_as: &str, there: &[One]) {
    t.file(meeting, filed_as);
    t.gives_back(meeting, there, Given::ReadAloud);
    t.outside();
}
