//! Made-up people: Mira at the centre, her sister Ines who rings, and two practitioners.

use dialogue::{
    Account, AccountId, Act, Audience, Command, CommandId, MemberId, NetworkId, PractitionerId, RequestId,
    Seat, Told, WordsId,
    request::{Answer, Caller, ConfidenceAnswered, HelpAsked, TakeCall},
    words::{Kind, WordsSpoken},
};
use store::Store;
use uuid::Uuid;

use crate::world::World;

/// One network and the accounts around it.
#[derive(Clone, Copy)]
pub struct People {
    pub network: NetworkId,
    pub request: RequestId,
    pub tamsin: Account,
    pub joel: Account,
    pub mira: Account,
    pub ines: Account,
    pub keeper: Account,
}

impl People {
    pub fn new() -> Self {
        let network = NetworkId(Uuid::now_v7());
        let account = |seat| Account { id: AccountId(Uuid::now_v7()), seat };
        let member = || Seat::Member(network, MemberId(Uuid::now_v7()));
        let practitioner = || Seat::Practitioner(PractitionerId(Uuid::now_v7()));
        Self {
            network,
            request: RequestId(Uuid::now_v7()),
            tamsin: account(practitioner()),
            joel: account(practitioner()),
            mira: account(member()),
            ines: account(member()),
            keeper: account(Seat::Administrator),
        }
    }

    /// Ines rings about Mira; Tamsin takes the call and holds it from then on.
    pub fn call(&self, world: &World) -> Command {
        let member = |account: Account| account.voice().unwrap().member().unwrap();
        let caller = Caller {
            name: "Ines Castellan".into(),
            tie: "her sister".into(),
            reach: "07700 900123".into(),
            member: None,
        };
        let asked = HelpAsked {
            request: self.request,
            called_at: world.now(),
            taken_by: self.tamsin.voice().unwrap().practitioner().unwrap(),
            caller,
            caller_is_person: false,
            own_words: "She has not slept since Sunday and the radio speaks to her.".into(),
            person_knows: Answer::No,
            may_know: Answer::NotSure,
            who_else: String::new(),
            where_when: String::new(),
            language: String::new(),
            needs: String::new(),
            safe_now: Answer::Yes,
        };
        let call = TakeCall {
            asked,
            person: member(self.mira),
            person_name: "Mira Castellan".into(),
            caller_member: member(self.ines),
        };
        command(Told::default(), Act::TakeCall(call))
    }

    /// The network begins with the call.
    pub async fn begin(&self, world: &World, store: &Store) {
        let acted = store.start(&self.tamsin, self.network, self.call(world)).await.unwrap();
        assert!(!acted.entries.is_empty());
    }

    /// The caller says that Mira may know.
    pub fn release(&self) -> Command {
        let answered =
            ConfidenceAnswered { request: self.request, may_know: Answer::Yes, words: String::new() };
        command(Told::default(), Act::AnswerConfidence(answered))
    }
}

/// Words of the sender's own.
pub fn words(text: &str, audience: Audience) -> Command {
    let told = Told { audience: Some(audience), ..Told::default() };
    let spoken = WordsSpoken {
        words: WordsId(Uuid::now_v7()),
        kind: Kind::Left,
        text: text.into(),
        in_answer_to: None,
        thinking_of: None,
    };
    command(told, Act::Speak(spoken))
}

pub fn command(told: Told, act: Act) -> Command {
    Command { id: CommandId(Uuid::now_v7()), told, act }
}

/// The texts of the words in a viewer's network.
pub fn texts(network: &dialogue::Network) -> Vec<String> {
    let text = |passage: &dialogue::words::Passage| passage.spoken.fact.text.clone();
    let mut texts: Vec<_> = network.words.values().map(text).collect();
    texts.sort();
    texts
}
