//! A small grammar of things people say, our own writing, so that simulated passages have the lengths
//! and the sound of real ones and are nobody's.

use dialogue::words::Kind;

use super::chance::Chance;

/// Words of a kind: one to six sentences, mostly two or three.
pub(super) fn words(chance: &mut Chance, kind: Kind) -> String {
    let (first, more): (&[&str], &[&str]) = match kind {
        Kind::HowItCameAbout => (&CAME_ABOUT, &TOLD),
        Kind::HowToUseTime => (&USE_TIME, &AND_ALSO),
        Kind::Telling | Kind::Left | Kind::Duty => (&TOLD, &TOLD),
        Kind::Reflection => (&ALOUD, &ALOUD_MORE),
        Kind::Response => (&ANSWERED, &TOLD),
        Kind::Closing => (&CLOSING, &AND_ALSO),
    };
    let sentences = match kind {
        Kind::HowToUseTime | Kind::Closing | Kind::Response => chance.weighted(&[55, 35, 10]),
        _ => chance.weighted(&[18, 30, 26, 14, 8, 4]),
    };
    let mut text = String::with_capacity(64 * (sentences + 1));
    let template = chance.word(first);
    fill(chance, template, &mut text);
    for _ in 0..sentences {
        text.push(' ');
        let template = chance.word(more);
        fill(chance, template, &mut text);
    }
    text
}

/// One sentence from a list.
pub(super) fn sentence(chance: &mut Chance, from: &[&'static str]) -> String {
    let mut text = String::with_capacity(64);
    let template = chance.word(from);
    fill(chance, template, &mut text);
    text
}

/// Writes a template, each slot drawn from its list: `%w` who, `%p` place, `%t` thing, `%n` time, `%d` doing.
fn fill(chance: &mut Chance, template: &str, text: &mut String) {
    let begins = text.len();
    let mut parts = template.split('%');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let list: &[&'static str] = match part.chars().next() {
            Some('w') => &WHO,
            Some('p') => &PLACE,
            Some('t') => &THING,
            Some('n') => &TIME,
            _ => &DOING,
        };
        text.push_str(chance.word(list));
        text.push_str(part.get(1..).unwrap_or_default());
    }
    if let Some(letter) = text.get_mut(begins..=begins) {
        letter.make_ascii_uppercase();
    }
}

const WHO: [&str; 12] = [
    "my mum",
    "he",
    "she",
    "my brother",
    "the woman downstairs",
    "nobody",
    "my dad",
    "our Jo",
    "everyone",
    "the lad from work",
    "my gran",
    "the teacher",
];
const PLACE: [&str; 12] = [
    "in the kitchen",
    "on the stairs",
    "at the bus stop",
    "in the car outside",
    "in the shed",
    "at work",
    "in the big Tesco",
    "on the landing",
    "by the canal",
    "in the waiting room",
    "on the top deck",
    "behind the door",
];
const THING: [&str; 12] = [
    "the kettle",
    "the letter",
    "the dog",
    "the back door",
    "a bag of onions",
    "the telephone",
    "the radio",
    "his coat",
    "the bins",
    "the photograph",
    "the electric",
    "the rent",
];
const TIME: [&str; 10] = [
    "on Sunday",
    "at four in the morning",
    "since the summer",
    "the day after",
    "last night",
    "every time",
    "for about a week",
    "the year it snowed",
    "before any of this",
    "round teatime",
];
const DOING: [&str; 12] = [
    "stood there",
    "laughed",
    "went quiet",
    "kept counting",
    "made toast for no one",
    "walked to the sea and back",
    "slept in my clothes",
    "put the light on",
    "said it was nothing",
    "turned it all off",
    "sang",
    "waited",
];

const CAME_ABOUT: [&str; 6] = [
    "I rang because %w %d %n and I'd run out of ideas.",
    "It was %w who said somebody should be asked.",
    "I found the number %p and I looked at it %n.",
    "We talked about it %p, and then we didn't, and then I rang.",
    "I didn't want this meeting, I said I'd come and I've come.",
    "%n I thought, this is more than one person's job.",
];
const USE_TIME: [&str; 8] = [
    "I'd like to talk about %t, and what it's standing in for.",
    "To hear what %w thinks, for once, to the end of the sentence.",
    "I don't mind. Somebody else first.",
    "I want to leave here knowing who is coming tonight.",
    "Slowly, please.",
    "To say the thing I nearly said %n.",
    "About sleep.",
    "I'd like it if nobody was clever today.",
];
const AND_ALSO: [&str; 6] = [
    "That's all.",
    "And %t, if there's time.",
    "And I'd like the window open.",
    "I might change my mind.",
    "If that's all right with %w.",
    "No hurry.",
];
const TOLD: [&str; 26] = [
    "%n I %d %p and it felt like the most sensible thing anybody had done all day.",
    "I could hear %t %p.",
    "People say \"a bit better\" and I look at %t and I don't know.",
    "When %w %d, I thought: that's it, that's what it's like.",
    "It isn't sad exactly.",
    "I was so tired that %t had a kind of face.",
    "And %w %d, and nobody said anything, and we all had tea.",
    "I'm not saying it's anybody's fault.",
    "It was fine %p, it's after that it isn't.",
    "I keep thinking about %t.",
    "You'd have had to be there, %n, with %w.",
    "I don't know what you'd call it and I'd like not to call it anything yet.",
    "We never talk about %t in our family, we talk about the weather.",
    "%w told me it would pass and it did, and then it came back with luggage.",
    "I %d. That's all I did.",
    "I've got a system: I look at %t and if it stays where it is I go out.",
    "It's quieter %p.",
    "Sometimes I think I'm the only one who remembers it %n.",
    "I laughed, which I hadn't for a while.",
    "He didn't shout. I'd have known what to do with shouting.",
    "I went %p and came back, and I count that.",
    "It's easier to say when I'm not looking at anyone.",
    "My hands know what to do, it's only me that doesn't.",
    "If I'm honest I was relieved.",
    "And then %t, of all things.",
    "I'd do it again.",
];
const ALOUD: [&str; 8] = [
    "I noticed that when %t was mentioned the room got smaller, and I may have imagined it.",
    "I'm wondering about the two different ways this has been told, and I like that both are still here.",
    "I felt sad and then hungry, and I don't know which of those belongs to me.",
    "I was struck by how often somebody here gets up and opens a window.",
    "I'd like to ask you something and I hope they don't mind overhearing: did you hear the word \"again\"?",
    "Perhaps I'm quite wrong.",
    "I found myself thinking of whoever isn't here today.",
    "I had a picture of somebody standing %p, holding everybody's coats.",
];
const ALOUD_MORE: [&str; 5] = [
    "I don't want to do anything with that yet.",
    "What was it like for you?",
    "I could be making it up.",
    "It stays with me.",
    "I'd be glad to be told I've got it wrong.",
];
const ANSWERED: [&str; 8] = [
    "Yes, that.",
    "No, it wasn't like that at all, it was funnier.",
    "I hadn't thought of the coats.",
    "It's strange, hearing it from over there.",
    "You're nearly right.",
    "I'd rather you'd asked me straight.",
    "That's my mother, that is.",
    "I'll have to think about that on the bus.",
];
const CLOSING: [&str; 8] = [
    "I'm going home to sleep.",
    "It was all right. I'd come again.",
    "I'm taking the bit about %t.",
    "Nothing to add.",
    "I feel lighter and I don't trust it.",
    "Thank you for not hurrying.",
    "Who's driving?",
    "I'll ring %w tonight.",
];

/// What somebody rings with.
pub(super) const CALLED: [&str; 8] = [
    "I don't know if you're the right people. %w hasn't slept %n and now it's %t.",
    "It's my son. He %d %p and he won't say why.",
    "It's me I'm ringing about. I %d, and I'm not like that.",
    "She says %t is talking about her. I don't know what to say back.",
    "He's not been to work %n. He sits %p.",
    "I'm a neighbour. I don't want to make trouble, but %w %d and there was a child there.",
    "We've been told to wait, and we've waited, and %n she %d.",
    "I think I'm frightening people and I don't mean to.",
];
/// What nobody knows yet.
pub(super) const QUESTIONS: [&str; 8] = [
    "What was it that happened %n?",
    "Who is %t for?",
    "Does %w know?",
    "How will we notice in time?",
    "Whose turn is it to be the worried one?",
    "What would it be like if nothing changed?",
    "Why does it stop %p?",
    "Who could say it to %w?",
];
/// What can be decided, or not yet.
pub(super) const DECISIONS: [&str; 6] = [
    "Who stays the night",
    "What the school is told",
    "Whether to go back to work, and for how many hours",
    "Where to live for now",
    "Who holds the money this month",
    "Whether %w is asked to come",
];
/// About medicine.
pub(super) const MEDICINE: [&str; 4] = [
    "Something to sleep, or not yet",
    "Whether to go down to half the tablet",
    "Whether to begin with anything at all",
    "Whether to change what makes the hands shake",
];
/// A stance, in words.
pub(super) const STANCES: [&str; 8] = [
    "I'd wait.",
    "For it, but not on my own.",
    "Against, for now. Ask me again %n.",
    "I don't know. I'd like to hear what %w thinks.",
    "Yes.",
    "I have doubts and I'd still try it.",
    "It's easier for me to say yes than to live with it.",
    "Only if it can be stopped.",
];
/// What is promised.
pub(super) const PROMISES: [&str; 8] = [
    "Ring %w",
    "Bring %t round",
    "Write to the housing office",
    "Be there on the first morning",
    "Ask the surgery about the prescription",
    "Sort out %t",
    "Leave the light on",
    "Come along and wait outside",
];
