//! The teller's words, and what is held, weighed, promised and agreed.

use dialogue::{
    Act, DecisionId, PromiseId, QuestionId, Told, Who, WordsId, decision::*, promise::*, question::*,
    safety::*, shared::*, words::*,
};

use super::{super::stage::One, Teller, voiced};

impl Teller<'_> {
    fn speak(&mut self, by: One, voice: One, kind: Kind, text: &str) -> WordsId {
        let words = WordsId(self.id());
        let told = self.told(voice);
        let (in_answer_to, thinking_of) = (self.in_answer_to.take(), self.thinking_of.take());
        let text = text.to_owned();
        let spoken = WordsSpoken { words, kind, text, in_answer_to, thinking_of };
        self.send(by.account, told, Act::Speak(spoken));
        words
    }
    /// A voice says something; the hand writes it down. (A practitioner's telling is written by themself.)
    pub(in crate::demo) fn says(&mut self, voice: One, kind: Kind, text: &str) -> WordsId {
        let own = matches!(voice.who, Who::Practitioner(_)) && kind != Kind::Reflection;
        self.speak(if own { voice } else { self.hand }, voice, kind, text)
    }
    pub(in crate::demo) fn tells(&mut self, voice: One, text: &str) -> WordsId {
        self.says(voice, Kind::Telling, text)
    }
    /// A voice writes for itself.
    pub(in crate::demo) fn writes(&mut self, voice: One, kind: Kind, text: &str) -> WordsId {
        self.speak(voice, voice, kind, text)
    }
    pub(in crate::demo) fn reflects(&mut self, voice: One, text: &str) -> WordsId {
        self.says(voice, Kind::Reflection, text)
    }
    pub(in crate::demo) fn responds(&mut self, voice: One, to: WordsId, text: &str) -> WordsId {
        self.answering(to).says(voice, Kind::Response, text)
    }
    pub(in crate::demo) fn closing(&mut self, voice: One, text: &str) -> WordsId {
        self.says(voice, Kind::Closing, text)
    }
    /// The hand has read words that were left.
    pub(in crate::demo) fn reads(&mut self, words: WordsId) {
        self.tend(Act::ReadWords(WordsRead { words }));
    }
    pub(in crate::demo) fn shares(&mut self, text: &str, voices: &[One]) -> WordsId {
        let words = WordsId(self.id());
        let told = Told { meeting: self.meeting, ..Told::default() };
        let voices = voices.iter().map(|v| v.who).collect();
        let offered = SharedWordsOffered { words, text: text.to_owned(), voices };
        self.send(self.hand.account, told, Act::OfferShared(offered));
        words
    }
    pub(in crate::demo) fn stands(&mut self, words: WordsId, one: One) {
        let act = Act::AnswerShared(SharedWordsAnswered { words, who: one.who, stands: true });
        self.send(self.hand.account, voiced(one), act);
    }
    /// Somebody steps out of shared words, by their own hand.
    pub(in crate::demo) fn steps_out(&mut self, words: WordsId, one: One) {
        let act = Act::AnswerShared(SharedWordsAnswered { words, who: one.who, stands: false });
        self.send(one.account, Told::default(), act);
    }

    pub(in crate::demo) fn asks(&mut self, voice: One, text: &str) -> QuestionId {
        let question = QuestionId(self.id());
        let told = self.told(voice);
        let opened = QuestionOpened { question, text: text.to_owned() };
        self.send(self.hand.account, told, Act::OpenQuestion(opened));
        question
    }
    pub(in crate::demo) fn moves(&mut self, question: QuestionId, to: Move, words: &str) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let moved = QuestionMoved { question, to, words: words.to_owned() };
        self.send(self.hand.account, told, Act::MoveQuestion(moved));
    }
    /// A decision is opened.
    pub(in crate::demo) fn weigh(&mut self, about: &str, options: &[&str]) -> DecisionId {
        self.open(about, options, false)
    }
    /// A decision about medicine: one like any other.
    pub(in crate::demo) fn weigh_medicine(&mut self, about: &str, options: &[&str]) -> DecisionId {
        self.open(about, options, true)
    }
    fn open(&mut self, about: &str, options: &[&str], is_medicine: bool) -> DecisionId {
        let decision = DecisionId(self.id());
        let told = Told { meeting: self.meeting, audience: self.audience.take(), ..Told::default() };
        let options = options.iter().map(|o| (*o).to_owned()).collect();
        let opened = DecisionOpened { decision, about: about.to_owned(), is_medicine, options };
        self.send(self.hand.account, told, Act::OpenDecision(opened));
        decision
    }
    pub(in crate::demo) fn option(&mut self, decision: DecisionId, voice: One, option: &str) {
        let told = Told { voice: Some(voice.who), meeting: self.meeting, ..Told::default() };
        let named = OptionNamed { decision, option: option.to_owned() };
        self.send(self.hand.account, told, Act::NameOption(named));
    }
    pub(in crate::demo) fn stance(&mut self, decision: DecisionId, voice: One, words: &str) {
        let told = Told { meeting: self.meeting, ..voiced(voice) };
        let by = if voice.who.practitioner().is_some() { voice } else { self.hand };
        let stance = StanceTaken { decision, who: voice.who, words: words.to_owned() };
        self.send(by.account, told, Act::TakeStance(stance));
    }
    pub(in crate::demo) fn agreed(&mut self, decision: DecisionId, words: &str) {
        self.comes_out(decision, Outcome::Agreed(words.to_owned()), Taken::InMeeting);
    }
    /// Left open on purpose, until that many days from now.
    pub(in crate::demo) fn left_open(&mut self, decision: DecisionId, days: i32, words: &str) {
        let until = Some(self.stage.day(-days));
        let outcome = Outcome::LeftOpen { until, words: words.to_owned() };
        self.comes_out(decision, outcome, Taken::InMeeting);
    }
    pub(in crate::demo) fn comes_out(&mut self, decision: DecisionId, outcome: Outcome, taken: Taken) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let out = DecisionCameOut { decision, outcome, taken };
        self.send(self.hand.account, told, Act::ComeOut(out));
    }
    /// Somebody promises something, by a day that many days ahead of today (negative: gone by).
    pub(in crate::demo) fn promises(&mut self, one: One, what: &str, in_days: Option<i32>) -> PromiseId {
        let promise = PromiseId(self.id());
        let told = self.told(one);
        let by = in_days.map(|days| self.stage.day(-days));
        let made = PromiseMade { promise, who: one.who, what: what.to_owned(), by };
        self.send(self.hand.account, told, Act::MakePromise(made));
        promise
    }
    pub(in crate::demo) fn settles(&mut self, promise: PromiseId, became: Became, words: &str) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let settled = PromiseSettled { promise, became, words: words.to_owned() };
        self.send(self.hand.account, told, Act::SettlePromise(settled));
    }
    pub(in crate::demo) fn keeps_safe(&mut self, notices: &str, calls: &str, helps: &str) {
        let told = Told { meeting: self.meeting, ..Told::default() };
        let (notices, calls, helps) = (notices.to_owned(), calls.to_owned(), helps.to_owned());
        self.send(self.hand.account, told, Act::AgreeSafety(SafetyAgreed { notices, calls, helps }));
    }
}
