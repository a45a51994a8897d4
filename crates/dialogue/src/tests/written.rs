//! What was written live becomes facts when the meeting closes, every word of it; and what comes late, an amendment.

use super::*;
use crate::{
    late::{TAKEN_FOR, TakeLate},
    written::*,
};

/// Asha closes the first meeting with these pages.
fn closing(record: &Record, voices: Vec<(Who, VoicePage)>, shared: SharedPage) -> Command {
    let closed = MeetingClosed { meeting: FIRST, began_at: record.now, minutes: None };
    let act = Act::CloseWritten(CloseWritten { closed, voices: voices.into_iter().collect(), shared });
    Command { id: closing_of(FIRST), told: Told::default(), act }
}

fn page(words: &str) -> VoicePage {
    VoicePage { words: words.into(), ..VoicePage::default() }
}

fn next_words(words: &str) -> NextWritten {
    NextWritten { words: words.into(), ..NextWritten::default() }
}

/// Every text of the record, as one.
fn everything(entries: &[Arc<Entry>]) -> String {
    entries
        .iter()
        .map(|entry| serde_json::to_string(&entry.told.fact).unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn words_are_their_voices_written_down_by_the_scribe_that_it_named_for_those_who_were_there() {
    let mut record = Record::meeting();
    record.does(practitioner(ASHA), next(FIRST));
    let scribe = ScribeNamed { meeting: FIRST, voice: member(ROBIN), scribe: member(MIRA) };
    record.does(member(ROBIN), Act::NameScribe(scribe));
    let voices = vec![(member(ROBIN), page("I slept.")), (member(MIRA), page("He did."))];
    let close = closing(&record, voices, SharedPage::default());
    let made = record.sends(practitioner(ASHA), &close).unwrap();
    let network = record.network();
    let said: Vec<_> = network.words_in(FIRST);
    let of = |who| *said.iter().find(|p| p.voice() == Some(who)).unwrap();
    assert_eq!((of(member(ROBIN)).text(), of(member(ROBIN)).scribe()), ("I slept.", Some(member(MIRA))));
    assert_eq!((of(member(MIRA)).text(), of(member(MIRA)).scribe()), ("He did.", None));
    assert!(said.iter().all(|p| p.spoken.entry.told.audience == Audience::Present(FIRST)));
    assert!(said.iter().all(|p| p.spoken.entry.told.by == account(practitioner(ASHA)).id));
    assert!(matches!(made.last().unwrap().told.fact, Fact::MeetingClosed(_)), "the closing comes last");
    // Whoever presses the button second finds it done, whatever they had read.
    let again = closing(&record, vec![(member(TOMAS), page("Something else."))], SharedPage::default());
    assert!(record.sends(practitioner(COLM), &again).unwrap().is_empty());
}

#[test]
fn what_was_thought_aloud_asked_decided_and_promised_becomes_what_it_is() {
    let mut record = Record::meeting();
    let (question, decision, promise) = (n(900).to_string(), n(901).to_string(), n(902).to_string());
    let asha = VoicePage { reflection: "I wonder about the night.".into(), ..VoicePage::default() };
    let robin = VoicePage {
        answers: vec![(practitioner(ASHA).to_string(), "So do I.".into())],
        stances: vec![StanceWritten {
            decision: decision.clone(),
            stance: "against".into(),
            words: "Not yet.".into(),
        }],
        promises: vec![PromiseWritten {
            id: promise.clone(),
            words: "I ring Tomas.".into(),
            by: "2026-03-20".into(),
        }],
        ..VoicePage::default()
    };
    let shared = SharedPage {
        topics: vec!["Sleep".into(), "School".into()],
        questions: vec![QuestionWritten { id: question, text: "What woke him?".into() }],
        decisions: vec![DecisionWritten {
            id: decision,
            text: "Medicine at night".into(),
            options: vec!["Now".into(), "After the weekend".into()],
        }],
        next: NextWritten {
            when: "2026-03-17T18:30".into(),
            zone: "Europe/London".into(),
            place: "home".into(),
            words: String::new(),
        },
        strays: Vec::new(),
    };
    let close = closing(&record, vec![(practitioner(ASHA), asha), (member(ROBIN), robin)], shared);
    record.sends(practitioner(ASHA), &close).unwrap();
    let network = record.network();
    let said = network.words_in(FIRST);
    let reflection = said.iter().find(|p| p.spoken.kind == Kind::Reflection).unwrap();
    let answer = said.iter().find(|p| p.spoken.kind == Kind::Response).unwrap();
    assert_eq!(reflection.voice(), Some(practitioner(ASHA)));
    assert_eq!(answer.spoken.in_answer_to, Some(reflection.spoken.words));
    assert_eq!(network.questions[&QuestionId(n(900))].opened.text, "What woke him?");
    let decided = &network.decisions[&DecisionId(n(901))];
    assert_eq!(decided.all_options().collect::<Vec<_>>(), ["Now", "After the weekend"]);
    assert_eq!(decided.stances[&member(ROBIN)][0].words, "against: Not yet.");
    let made = &network.promises[&PromiseId(n(902))].made;
    assert_eq!((made.who, made.by), (member(ROBIN), Some(day("2026-03-20"))));
    let topics = network.shared.values().next().unwrap();
    assert_eq!(topics.offered.text, "Sleep\nSchool");
    assert_eq!(topics.offered.voices, [member(ROBIN), member(MIRA), practitioner(ASHA)].into());
    let meeting = network.meeting(FIRST).unwrap();
    let Next::Meeting(next) = meeting.next.as_ref().unwrap().next else { panic!("no next meeting") };
    let plan = network.meeting(next).unwrap().plan().unwrap();
    assert_eq!((plan.place, plan.when.zone.as_str()), (Place::Home, "Europe/London"));
    assert_eq!(plan.invited, BTreeSet::from([ROBIN, MIRA]));
}

#[test]
fn what_a_rule_refuses_stays_as_words_of_its_voice_or_of_the_meeting() {
    let mut record = Record::meeting();
    record.does(practitioner(ASHA), Act::MarkUnsafePair(unsafe_pair()));
    let long = "sleep ".repeat(8_000);
    let robin = VoicePage {
        words: long.clone(),
        reflection: "Robin thinks aloud.".into(),
        answers: vec![("nobody".into(), "To whom it may concern.".into())],
        stances: vec![StanceWritten {
            decision: "none".into(),
            stance: "for".into(),
            words: "Going home.".into(),
        }],
        promises: vec![
            PromiseWritten { id: "1".into(), words: String::new(), by: "when it snows".into() },
            PromiseWritten { id: String::new(), words: "I water the plants.".into(), by: "soon".into() },
            PromiseWritten { id: String::new(), words: "I water the plants.".into(), by: "soon".into() },
        ],
    };
    let shared = SharedPage {
        topics: Vec::new(),
        questions: vec![QuestionWritten { id: "?".into(), text: "Why now?".into() }],
        decisions: vec![DecisionWritten {
            id: String::new(),
            text: String::new(),
            options: vec!["An option alone".into()],
        }],
        next: NextWritten {
            when: "2026-03-17T18:30".into(),
            zone: "Europe/Nowhere".into(),
            place: "the bench".into(),
            words: "if it is dry".into(),
        },
        strays: vec!["A stray text".into()],
    };
    let close = closing(&record, vec![(member(ROBIN), robin)], shared);
    let made = record.sends(practitioner(ASHA), &close).unwrap();
    let text = everything(&made);
    for kept in [
        "Robin thinks aloud.",
        "To whom it may concern.",
        "for: Going home.",
        "when it snows",
        "I water the plants. (soon)",
        "Why now?",
        "An option alone",
        "2026-03-17T18:30",
        "the bench",
        "if it is dry",
        "A stray text",
    ] {
        assert!(text.contains(kept), "{kept:?} is lost in:\n{text}");
    }
    assert_eq!(text.matches("I water the plants.").count(), 2, "said twice, kept twice");
    let told: Vec<_> = record.network().words_in(FIRST).iter().map(|p| p.text().to_owned()).collect();
    assert!(told.iter().all(|text| text.chars().count() <= text::LONGEST));
    let words: usize = told.iter().map(|text| text.matches("sleep").count()).sum();
    assert_eq!(words, 8_000, "a long page is several passages");
}

fn unsafe_pair() -> UnsafePairMarked {
    UnsafePairMarked { one: ROBIN, other: TOMAS, words: "He waits at the door.".into(), at_risk: None }
}

#[test]
fn who_came_and_what_comes_next_are_needed_here_too_and_nothing_is_kept_by_halves() {
    let mut record = Record::planned();
    let voices = vec![(member(ROBIN), page("I slept."))];
    let close = closing(&record, voices.clone(), SharedPage::default());
    assert_eq!(record.sends(practitioner(ASHA), &close).unwrap_err().why, Why::NobodyCame);
    record.does(practitioner(ASHA), came(FIRST, member(ROBIN)));
    assert_eq!(record.sends(practitioner(ASHA), &close).unwrap_err().why, Why::NothingNext);
    assert!(record.network().words_in(FIRST).is_empty());
    let shared = SharedPage { next: next_words("We ring on Monday."), ..SharedPage::default() };
    let close = closing(&record, voices, shared);
    record.sends(practitioner(ASHA), &close).unwrap();
    let said = record.network().meeting(FIRST).unwrap().next.clone().unwrap();
    assert_eq!(said.next, Next::WeWillCall("We ring on Monday.".into()));
}

#[test]
fn each_way_on_that_the_page_offers_is_said_as_such() {
    for (when, words, said) in [
        ("we-call", "on Thursday", Some(Next::WeWillCall("on Thursday".into()))),
        ("we-call", "", Some(Next::WeWillCall(String::new()))),
        ("you-call", "", Some(Next::YouCall)),
        ("enough", "", Some(Next::Enough)),
        // No day, or no hour: it is not made up.
        ("2026-03-17T", "", Some(Next::WeWillCall("2026-03-17".into()))),
        ("meeting", "on the bench", Some(Next::WeWillCall("on the bench".into()))),
        ("meeting", "", None),
        ("", "", None),
    ] {
        let mut record = Record::meeting();
        let next = NextWritten { when: when.into(), ..next_words(words) };
        let shared = SharedPage { next, ..SharedPage::default() };
        let close = closing(&record, Vec::new(), shared);
        let closed = record.sends(practitioner(ASHA), &close);
        let now = record.network().meeting(FIRST).unwrap().next.clone().map(|noted| noted.next.clone());
        assert_eq!(now, said, "{when} {words}");
        match said {
            Some(_) => assert!(record.network().shared.is_empty(), "a mark is nobody's words: {when}"),
            None => assert_eq!(closed.unwrap_err().why, Why::NothingNext),
        }
    }
}

#[test]
fn what_a_form_has_said_of_what_comes_next_stands_and_the_page_is_kept_beside_it() {
    let mut record = Record::meeting();
    record.does(practitioner(ASHA), next(FIRST));
    let shared = SharedPage { next: next_words("Or on Monday?"), ..SharedPage::default() };
    let close = closing(&record, Vec::new(), shared);
    record.sends(practitioner(ASHA), &close).unwrap();
    let meeting = record.network().meeting(FIRST).unwrap();
    assert_eq!(meeting.next.as_ref().unwrap().next, Next::WeWillCall("on Friday".into()));
    assert_eq!(record.network().shared.values().next().unwrap().offered.text, "Or on Monday?");
}

#[test]
fn only_the_team_closes_with_what_was_written() {
    let mut record = Record::meeting();
    record.does(practitioner(ASHA), next(FIRST));
    let close = closing(&record, vec![(member(MIRA), page("Mine."))], SharedPage::default());
    assert_eq!(record.sends(member(ROBIN), &close).unwrap_err().why, Why::NotYourVoice);
    assert_eq!(close.deed(&account(member(ROBIN))), Deed::Tend);
}

#[test]
fn what_was_written_without_signal_is_one_amendment_of_its_voice_at_the_time_it_was_written() {
    let mut record = Record::meeting();
    record.does(practitioner(ASHA), next(FIRST));
    let close = closing(&record, vec![(member(ROBIN), page("I slept."))], SharedPage::default());
    record.sends(practitioner(ASHA), &close).unwrap();
    let written = When::At(at("2026-03-10T19:00:00Z"));
    let told = Told { occurred_at: Some(written.clone()), ..Told::in_meeting(FIRST, member(ROBIN)) };
    let late = TakeLate { meeting: FIRST, voice: member(ROBIN), text: "And I dreamt.".into() };
    let made = record.does_told(member(ROBIN), told, Act::TakeLate(late));
    assert_eq!(made.len(), 1);
    let passage = record.network().words_in(FIRST)[0].clone();
    assert_eq!(passage.text(), "I slept.", "what stood at the closing stands");
    assert_eq!(passage.amendments[0].text, "And I dreamt.");
    assert_eq!(passage.amendments[0].entry.told.occurred_at, Some(written));
    // A voice that had said nothing has nothing to amend: the team finds its words.
    let told = Told::in_meeting(FIRST, member(MIRA));
    let late = TakeLate { meeting: FIRST, voice: member(MIRA), text: "I was on the train.".into() };
    record.does_told(member(MIRA), told, Act::TakeLate(late));
    let left = record.network().unread_words().next().unwrap();
    assert_eq!((left.text(), left.voice()), ("I was on the train.", Some(member(MIRA))));
    assert_eq!(left.spoken.entry.told.audience, Audience::Present(FIRST));
    // Never in somebody else's voice.
    let told = Told::in_meeting(FIRST, member(ROBIN));
    let forged = TakeLate { meeting: FIRST, voice: member(ROBIN), text: "I did not.".into() };
    assert_eq!(record.refused_told(member(MIRA), told, Act::TakeLate(forged)).why, Why::NotYourVoice);
}

#[test]
fn the_difference_is_what_was_added_or_the_whole_where_it_was_changed_inside() {
    let frozen = VoicePage { reflection: "Hm.".into(), ..page("I slept.") };
    let late = |words: &str| VoicePage { words: words.into(), ..frozen.clone() }.late(&frozen);
    assert_eq!(late("I slept."), None);
    assert_eq!(late("I slept. Badly.").as_deref(), Some("Badly."));
    assert_eq!(late("Last night I slept.").as_deref(), Some("Last night"));
    assert_eq!(late("I never slept.").as_deref(), Some("I never slept."));
    assert_eq!(late("").as_deref(), Some("—"), "taking everything back is said too");
    let more = VoicePage {
        promises: vec![PromiseWritten { words: "I ring.".into(), ..PromiseWritten::default() }],
        ..frozen.clone()
    };
    assert_eq!(more.late(&frozen).as_deref(), Some("I ring."));
    assert_eq!(more.late(&more), None);
}

#[test]
fn for_a_month_only_those_whose_pen_it_was_may_still_hand_in() {
    let mut record = Record::closed();
    let meeting = record.network().meeting(FIRST).unwrap().clone();
    let now = record.now;
    let pen = |who, voice, now| meeting.late_pen(who, voice, now);
    assert_eq!(pen(member(ROBIN), member(ROBIN), now), Some(Pen::Write));
    assert_eq!(pen(member(MIRA), member(ROBIN), now), None);
    assert_eq!(pen(member(TOMAS), member(TOMAS), now), None, "he was not there");
    let closed = meeting.closed.as_ref().unwrap().entry.recorded_at;
    assert_eq!(pen(member(ROBIN), member(ROBIN), closed.checked_add(TAKEN_FOR).unwrap()), None);
    let open = Record::meeting();
    assert_eq!(open.network().meeting(FIRST).unwrap().late_pen(member(ROBIN), member(ROBIN), now), None);
    record.now += SignedDuration::from_mins(1);
}
