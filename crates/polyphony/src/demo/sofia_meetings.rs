//! Sofia's sixteen meetings, each as short as its record was.

use dialogue::{
    plan::Place,
    words::Kind::{self, Closing, HowItCameAbout, HowToUseTime, Reflection, Response, Telling},
};

/// Whose words.
#[derive(Clone, Copy)]
pub(super) enum Voice {
    Sofia,
    Lurdes,
    Pete,
    Tash,
    Okoro,
    Ioana,
    Delphine,
    Hazel,
    Bartek,
}
use Voice::{Bartek, Delphine, Hazel, Ioana, Lurdes, Okoro, Pete, Sofia, Tash};

/// One meeting.
pub(super) struct Talk {
    /// How many days before today.
    pub(super) day: i32,
    pub(super) time: &'static str,
    pub(super) minutes: u16,
    pub(super) place: Place,
    pub(super) at: &'static str,
    pub(super) there: &'static [Voice],
    pub(super) said: &'static [(Voice, Kind, &'static str)],
    /// Who promises what, and how it was kept by the next meeting.
    pub(super) promises: &'static [(Voice, &'static str, &'static str)],
    /// "We will call", and when; none: "you call".
    pub(super) next: Option<&'static str>,
}

const TABLE: &str = "At the table, 3 Net Loft Row";

/// A meeting at the table; the others say where.
const fn talk(
    day: i32,
    minutes: u16,
    there: &'static [Voice],
    said: &'static [(Voice, Kind, &'static str)],
) -> Talk {
    let promises = &[];
    Talk {
        day,
        time: "18:00",
        minutes,
        place: Place::Home,
        at: TABLE,
        there,
        said,
        promises,
        next: Some("in a week or two, on a Thursday"),
    }
}

/// From the evening of the call to last month.
pub(super) const MEETINGS: [Talk; 16] = [
    Talk {
        next: Some("tomorrow"),
        ..talk(
            428,
            100,
            &[Sofia, Lurdes, Pete, Ioana, Delphine, Hazel],
            &[
                (Lurdes, HowItCameAbout, "I rang about a plate. I am ashamed, it sounds like nothing."),
                (Sofia, Telling, "Avó says you've put them on the wrong side. She sits there."),
                (Pete, Telling, "I just lay six now. It's easier than the look."),
                (
                    Delphine,
                    Reflection,
                    "I was wondering how it is to be the only one she'll talk to. Ioana, I'd be proud, I \
                     think, and very tired.",
                ),
                (Sofia, Response, "Avó says the tall one can stay."),
            ],
        )
    },
    Talk {
        next: Some("the day after tomorrow"),
        ..talk(
            427,
            80,
            &[Sofia, Lurdes, Ioana, Hazel],
            &[
                (Sofia, HowToUseTime, "Eating."),
                (Lurdes, Telling, "I found her shoes by the door this morning. Polished. My mother's shoes."),
                (Sofia, Telling, "She had somewhere to be."),
            ],
        )
    },
    Talk {
        promises: &[(
            Hazel,
            "Find out about the tenancy without saying why",
            "It can pass to Lurdes. The form is two pages and only one is rude.",
        )],
        ..talk(
            425,
            90,
            &[Sofia, Lurdes, Pete, Tash, Ioana, Delphine, Hazel],
            &[
                (
                    Tash,
                    Telling,
                    "She laid for me as well, at school, like in the sandpit, leaves for plates. It's \
                     what she does when someone's not coming back. She did it when her dad went to \
                     Jersey.",
                ),
                (Sofia, Telling, "I'd forgotten the leaves."),
                (Ioana, Reflection, "I'm thinking about leaves, and about who noticed then."),
                (Lurdes, Response, "My mother noticed. I was at work. I was always at work."),
            ],
        )
    },
    talk(
        419,
        85,
        &[Sofia, Lurdes, Tash, Ioana, Delphine],
        &[
            (
                Sofia,
                Telling,
                "I found her at seven and I turned the telly off and then I turned it back on so she \
                 wouldn't wake up to quiet. I've not told anybody about turning it back on.",
            ),
            (Tash, Telling, "I'd have turned it back on."),
        ],
    ),
    talk(
        398,
        90,
        &[Sofia, Lurdes, Pete, Ioana, Delphine],
        &[
            (Sofia, HowToUseTime, "About the nights. She's louder."),
            (Delphine, Telling, "Mine were loudest when I'd no other plans. I'm not saying that's you."),
            (Pete, Telling, "I'm next door. I hear you say sorry to her. I never know whether to come in."),
            (Sofia, Telling, "Come in."),
        ],
    ),
    Talk {
        place: Place::Ward,
        at: "Lantern House, the room with the piano",
        time: "15:00",
        ..talk(
            347,
            75,
            &[Sofia, Lurdes, Ioana, Hazel],
            &[
                (Sofia, Telling, "I asked to come here. I want that in. Nobody brought me."),
                (
                    Lurdes,
                    Telling,
                    "For six nights I put the plate myself. I don't know why. I talked to her a little.",
                ),
                (Sofia, Telling, "What did she say?"),
                (Lurdes, Telling, "She said the soup wanted salt."),
            ],
        )
    },
    Talk {
        promises: &[(
            Pete,
            "Put up a shelf for Avó's things, low enough to reach",
            "Oak. Two screws more than it needed.",
        )],
        ..talk(
            330,
            80,
            &[Sofia, Lurdes, Pete, Ioana, Delphine],
            &[
                (Sofia, Telling, "She's quieter when I bake. She doesn't like to interrupt dough."),
                (
                    Ioana,
                    Reflection,
                    "There's flour on everything I've written tonight, and I feel at home, and I don't \
                     quite know whose home.",
                ),
                (Lurdes, Response, "Ours. You are sitting in it."),
            ],
        )
    },
    talk(
        296,
        70,
        &[Sofia, Lurdes, Tash, Ioana, Hazel],
        &[
            (
                Tash,
                Telling,
                "She came out. We walked to the end of the pier and she said right, and we walked back.",
            ),
            (Sofia, Telling, "Avó didn't come. She'd have minded the gaps in the boards."),
            (Lurdes, Telling, "This is the first time you say, she didn't come."),
        ],
    ),
    Talk {
        promises: &[(
            Hazel,
            "Write down for Bartek what I would have liked to be told at the start",
            "One page. It says: sit where you're put, and eat.",
        )],
        ..talk(
            205,
            95,
            &[Sofia, Lurdes, Pete, Tash, Ioana, Delphine, Hazel, Bartek],
            &[
                (
                    Hazel,
                    Telling,
                    "I'm leaving, to look after my father. I wanted to say it here first, and I'd like \
                     to say thank you for the silences, which were good ones.",
                ),
                (Sofia, Telling, "People keep going, at this table."),
                (Bartek, Telling, "I can't be Hazel. I can wash up."),
                (Lurdes, Closing, "Take some soup for your father. It wants salt."),
            ],
        )
    },
    Talk {
        at: "The college kitchen, after hours",
        place: Place::Elsewhere,
        promises: &[(Okoro, "Keep Wednesdays open for her, no register", "Eleven Wednesdays so far.")],
        ..talk(
            182,
            60,
            &[Sofia, Okoro, Ioana, Bartek],
            &[
                (
                    Okoro,
                    Telling,
                    "I kept the apron. It's only an apron, I have forty. But I kept that one on the hook.",
                ),
                (
                    Sofia,
                    Telling,
                    "My hope is the bread. Hers, the flat one with garlic. To do it so she wouldn't say \
                     anything.",
                ),
            ],
        )
    },
    talk(
        154,
        75,
        &[Sofia, Lurdes, Pete, Ioana, Delphine],
        &[
            (
                Sofia,
                Telling,
                "I did it eleven times. Number nine she'd have said nothing, number ten I was showing off.",
            ),
            (Pete, Telling, "I ate all eleven."),
            (
                Delphine,
                Reflection,
                "I keep smiling at that. I was thinking, when she says \"she'd have said\", it's a \
                 different grammar from before. I might be making too much of it.",
            ),
            (Sofia, Response, "No, I heard it as well."),
        ],
    ),
    talk(
        126,
        70,
        &[Sofia, Lurdes, Ioana, Bartek],
        &[
            (
                Lurdes,
                Telling,
                "She asked me, not Avó, me, what her grandmother was like as a mother. I said, strict. I \
                 said, she was frightened of the sea and she never told you.",
            ),
            (Sofia, Telling, "She told me she loved it. She walked me along it every day."),
        ],
    ),
    talk(
        98,
        65,
        &[Sofia, Lurdes, Tash, Ioana, Delphine],
        &[
            (
                Sofia,
                Telling,
                "Sometimes I lay one too many and I say oh hello, and I take it off again. It isn't sad, \
                 it's like a wave from a bus.",
            ),
            (Tash, Telling, "I want that on a mug."),
        ],
    ),
    Talk {
        promises: &[(
            Sofia,
            "Teach Davi the bread, all of it, garlic as well",
            "He's eight and he's better than me at the turning.",
        )],
        ..talk(
            70,
            60,
            &[Sofia, Pete, Lurdes, Ioana, Bartek],
            &[
                (Sofia, HowToUseTime, "What happens when I'm all right and you lot stop coming?"),
                (
                    Ioana,
                    Reflection,
                    "I felt that question in my stomach. I'd like to know it too, for my own Thursdays.",
                ),
                (Pete, Response, "We'll still lay for you. Turn up or don't."),
            ],
        )
    },
    talk(
        49,
        70,
        &[Sofia, Lurdes, Pete, Tash, Ioana, Delphine, Bartek],
        &[
            (
                Sofia,
                Telling,
                "My strengths, you asked me at the start and I said none. Bread. Waiting. I can hear \
                 when a room's wrong. I can ask to go somewhere before I have to be taken.",
            ),
            (Lurdes, Telling, "Stubborn."),
            (Sofia, Telling, "That's the bread one again."),
            (
                Tash,
                Closing,
                "Ten out of ten for hope, from me. Pete says eight, he's keeping two for weather.",
            ),
        ],
    ),
    Talk {
        next: None,
        ..talk(
            28,
            60,
            &[Sofia, Lurdes, Pete, Ioana, Delphine, Bartek],
            &[
                (Sofia, HowToUseTime, "To read some of it back. From the beginning."),
                (
                    Lurdes,
                    Telling,
                    "I read what I said about the plate. I wanted somebody to tell me, take it or leave \
                     it. And you all just sat there! I was so angry. I went home in the same house.",
                ),
                (Ioana, Telling, "I didn't know either. I still wouldn't."),
                (Sofia, Closing, "She's dead, and she's fine. One more, and I'll cook."),
            ],
        )
    },
];
