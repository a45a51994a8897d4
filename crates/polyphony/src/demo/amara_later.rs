//! Amara, later: the third and fourth meetings, a call in confidence, and the meeting of today.

use dialogue::{
    Act, Audience, MeetingId,
    confidence::Reviewed,
    guard::Ground,
    meeting::{Next, Presence},
    plan::{Coming, Place},
    promise::Became,
    question::Move,
    read_back::Given,
    request::{Answer, CallHeard},
    sharing::SaidHow,
    words::Kind::{self, HowToUseTime},
};
use jiff::civil::DateTime;

use super::{
    amara::{Home, InTheAir},
    teller::{Call, Plan, Teller},
};

/// From the third meeting to now.
pub(super) fn tell(t: &mut Teller<'_>, home: &Home, air: &InTheAir) {
    brother_rings(t, home);
    let fourth = third_meeting(t, home, air);
    let today = fourth_meeting(t, home, air, fourth);
    before_today(t, home, today);
}

/// The brother rings, and does not want it told.
fn brother_rings(t: &mut Teller<'_>, home: &Home) {
    let team = home.team;
    let words = "I'm not asking anything. I saw the thing with the beach, it's all over the place, \
                 somebody at work showed me, he said look at this mad teacher, and it was my sister. Is \
                 she all right. You can't tell me, fine. Don't say I rang. If you say I rang she'll feel \
                 she has to do something about it. I've got his radio. I took it from the house. You can \
                 write that down but you can't tell her that.";
    let call = Call {
        tie: "brother, for what it's worth",
        reach: "07700 900613, not at work",
        words,
        person_knows: Answer::No,
        may_know: Answer::No,
        safe_now: Answer::Yes,
        ..Call::default()
    };
    t.outside().day(2).at("12:20").hand(team.hazel);
    let request = t.call(home.amara, home.emeka, call);
    t.at("12:50").hand(team.tunde).tend(Act::HearCall(CallHeard { request }));
}

fn third_meeting(t: &mut Teller<'_>, home: &Home, air: &InTheAir) -> MeetingId {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    let meeting = air.third;
    t.day(2).begin(meeting, &[amara, dan, ngozi, kit, team.tunde, team.delphine]);
    t.hand(team.tunde).says(amara, HowToUseTime, "Quietly.");
    third_talk(t, home, air);
    let school = t.weigh(
        "What the school is told",
        &["Everything, from Amara", "\"Family reasons\", from Dan", "Nothing until Monday"],
    );
    t.option(school, kit, "Just say she was right about the worksheet");
    t.stance(school, amara, "Not everything. They're ironed.");
    t.stance(school, kit, "If they say a word like breakdown I'm changing schools.");
    t.agreed(
        school,
        "Dan rings the head: family reasons, back when she's back. No words that anybody can put in an \
         e-mail.",
    );
    t.promises(dan, "Ring the head before registers", Some(-1));
    t.promises(ngozi, "At the weekend Kit comes to mine, and there's jollof whatever happens", None);
    let together = t.shares(
        "We are all tired and nobody is in trouble. We'd rather do this together, at home, for now.",
        &[amara, dan, ngozi, kit],
    );
    for one in [amara, dan, ngozi, kit] {
        t.stands(together, one);
    }
    let when = t.stage.wall(1, "17:00");
    let fourth = plan(t, home, when);
    t.close(Next::Meeting(fourth), 80);
    t.outside().at("22:00").steps_out(together, kit);
    t.only_for(Audience::Present(meeting)).writes(
        kit,
        Kind::Left,
        "I took my name off the together thing. I don't want to do it at home. I live there. Can't it be \
         somewhere with a car park",
    );
    t.gives_back(meeting, &[amara, dan, ngozi, kit, team.tunde, team.delphine], Given::OwnView);
    t.agrees(meeting, ngozi, ngozi);
    fourth
}

/// What was said the third time, some of it for the grown-ups alone.
fn third_talk(t: &mut Teller<'_>, home: &Home, air: &InTheAir) {
    let Home { team, amara, dan, ngozi, kit, emeka, grown_ups, .. } = *home;
    t.tells(
        dan,
        "Three hours. She did three hours, in the hall, with the light on. I sat and watched her like \
         the football.",
    );
    t.settles(air.mattress, Became::Kept, "It's in the hall. You have to climb over it to get to the loo.");
    t.moves(air.nights, Move::Dissolved, "Dan till two, Ngozi till six, and Kit doesn't do nights.");
    let not_nights = t.tells(kit, "I could do a night. I'm awake anyway.");
    t.answering(not_nights).tells(amara, "No. Thank you. You're off shift, that's your whole job.");
    t.only_for(grown_ups).thinking_of(emeka).tells(
        ngozi,
        "I'll say it for Emeka, because he isn't here and somebody should. I think he'd say: you two \
         sold my bedroom while I was still in it. I think he'd say nobody rang him from the hospital, \
         they rang him from the undertaker's. I don't know if he'd say it. It's what I'd say if I was \
         him.",
    );
    t.only_for(grown_ups).asks(ngozi, "Why did nobody ring Emeka, that night?");
    t.only_for(grown_ups).tells(
        amara,
        "Because I had the phone in my hand and I thought, five more minutes of it just being us.",
    );
    t.tells(team.tunde, "It was quiet here for some time, and nobody filled it.");
    let aloud = t.reflects(
        team.tunde,
        "I'm thinking about five people and one telephone. I have the feeling there's a silence in this \
         house that everybody's looking after very well, and I don't want to be the one who drops it.",
    );
    t.reflects(
        team.delphine,
        "And I'm thinking about the tea. Every time it gets near, somebody puts the kettle on. I'd miss \
         it if they stopped.",
    );
    t.responds(dan, aloud, "That's me. I'm the kettle.");
    t.responds(ngozi, aloud, "You can drop it a bit.");
}

/// The next meeting, in the front room like the ones before.
fn plan(t: &mut Teller<'_>, home: &Home, when: DateTime) -> MeetingId {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    t.plan(&Plan {
        when,
        place: Place::Home,
        at: "9 Tern Street. Kit asks: somewhere with a car park? To be talked about.",
        remote: "",
        invited: &[amara, dan, ngozi, kit],
        with: &[team.tunde, team.delphine, team.nasreen],
        wording: "",
    })
}

/// Yesterday: closed, not filed yet, and not every voice has its words back.
fn fourth_meeting(t: &mut Teller<'_>, home: &Home, air: &InTheAir, meeting: MeetingId) -> MeetingId {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    t.day(1).begin(meeting, &[amara, dan, team.tunde, team.delphine, team.nasreen]);
    t.hand(team.delphine).came(ngozi, Presence::Remote);
    t.came(kit, Presence::NotThere);
    t.says(amara, HowToUseTime, "I slept five hours. I'd like somebody to be pleased in a normal voice.");
    t.says(ngozi, HowToUseTime, "I'm parked outside Lidl. I can hear you all. Who's eating?");
    fourth_talk(t, home);
    t.stance(
        air.medicine,
        amara,
        "I'd take the sleeping one, once, to know it's in the cupboard. Dan keeps the key, and I don't \
         want watching.",
    );
    t.stance(air.medicine, dan, "In the cupboard. Yes. I can do cupboard.");
    t.stance(
        air.medicine,
        team.nasreen,
        "Five hours without anything is worth more to me than five with. I'll write it up for two \
         nights, to lie there. I'd still leave the other one alone for now.",
    );
    t.left_open(
        air.medicine,
        3,
        "Two sleeping tablets in the cupboard, hers to ask for. About anything more: talked about again, \
         not decided.",
    );
    t.keeps_safe(
        "Kit notices first, then Dan. Amara says: when I stop making jokes, and when I stop knocking.",
        "Amara knocks for Beryl. Dan rings Ngozi, any hour. Any of us rings the night number, 01632 960111.",
        "The hall light on. Toast. Beryl's wireless stays on. Not: \"calm down\". Not: everybody looking \
         at Kit.",
    );
    t.promises(
        team.delphine,
        "Ask Kit about somewhere with a car park, by text, no capital letters",
        Some(0),
    );
    t.only_for(Audience::PersonAndTeam).says(
        dan,
        Kind::Closing,
        "Not for the others. I can do this till about the end of the week. After that I don't know what \
         I am.",
    );
    t.closing(amara, "Tomorrow again. If he's there, he's there.");
    let when = t.stage.soon();
    let today = plan(t, home, when);
    t.close(Next::Meeting(today), 85);
    t.gives_back(meeting, &[amara, dan], Given::OnScreen);
    t.agrees(meeting, amara, team.delphine);
    today
}

/// What was said the fourth time.
fn fourth_talk(t: &mut Teller<'_>, home: &Home) {
    let Home { team, amara, dan, ngozi, kit, .. } = *home;
    let quiet = t.tells(
        amara,
        "He was fainter. I lay there with Beryl knocking once and me knocking once. And I thought, if I \
         sleep he'll go, and then I thought, he always did go, about four, and he always came back on.",
    );
    t.answering(quiet).tells(dan, "You talked in your sleep. You said \"mind the step\". There's no step.");
    t.tells(ngozi, "There was at the old house.");
    t.thinking_of(kit).tells(
        dan,
        "Kit's not here because he's got a car park to find. That's me being funny. I think he's had \
         enough of strangers on his settee, no offence.",
    );
    let aloud = t.reflects(
        team.nasreen,
        "I find I'm pleased, in a normal voice. And I notice we've begun to speak about Kit more the \
         less he's here. I wonder whether he'd prefer that or hate it.",
    );
    t.reflects(
        team.delphine,
        "A step that isn't there any more. I had one of those. I don't know that I want to do anything \
         with it except not tread on it too fast.",
    );
    t.responds(amara, aloud, "He'd hate it. Let's ask him about the car park and leave it at that.");
    t.responds(dan, aloud, "Can I say I'm pleased too. I didn't want to jinx it.");
}

/// Words left since, and who comes today.
fn before_today(t: &mut Teller<'_>, home: &Home, today: MeetingId) {
    let Home { team, dan, ngozi, kit, beryl, .. } = *home;
    t.outside().at("19:30").answers(today, ngozi, ngozi, Coming::Coming, "In person. With a casserole.");
    t.answers(today, dan, team.tunde, Coming::Coming, "I'll be there. I've swapped the run.");
    t.answers(today, kit, kit, Coming::SendsWords, "see what i wrote. delphine knows");
    let bins = t.only_for(Audience::Everyone).hand(team.delphine).says(
        beryl,
        Kind::Left,
        "You can put this down for me, Delphine. Tell her I knocked at four and she knocked back. Tell \
         the lad the bins are Thursday now, they've changed it.",
    );
    t.reads(bins);
    t.back(2, 40).writes(
        kit,
        Kind::Left,
        "this is for mum and you lot not dad. i do hear it. the radio. not the name just the radio. i \
         didnt say because then its two of us",
    );
    t.back(2, 30).hand(team.tunde).tells(
        ngozi,
        "The train was Emeka. The casserole dish was Emeka. He rings me from his car and says is she eating, \
         and I'm to say it's me. If she knew it was his money she'd post it back to him in coins.",
    );
    t.holds_back(
        Ground::ThirdParty,
        "It is her brother's, and he has asked us not to say that he rang. Amara would read it and know. \
         I told Ngozi that somebody else decides, and that I'd rather he told her.",
    );
    t.back(2, 30).only_for(Audience::Team).writes(
        ngozi,
        Kind::Left,
        "Just for you lot. Work thinks I'm ill. I'm not, I'm on her sofa every night, and if Amara hears that \
         she'll send me home. I'll tell her when she's slept.",
    );
    t.hand(team.tunde).talks_about(
        Reviewed::MayBeOpened,
        "Rung her back. She wants to say it herself, today if Amara has slept, and not to have it read out.",
    );
    t.back(2, 10).promises(
        team.tunde,
        "Bring the spare van seat, so that it can be at the harbour car park if Kit wants",
        Some(0),
    );
    t.went_wrong(
        "The message with the time of yesterday's meeting went to a number that Dan gave up in the spring. \
         Whoever has it now rang back and read it out to us. Dan sat on the stairs for an hour, waiting.",
    );
    t.lets_be_told(ngozi, "How the nights are, and when we meet. Not the radio.", 30, SaidHow::ByPhone);
}
