//! One voice's own words of one meeting, on one page: for the screen in the room, for paper,
//! and for the voice itself. It agrees, says it differently, or says nothing; all three are well.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MeetingId, NetworkId, Told, Who,
    meeting::Meeting,
    read_back::WordsAgreed,
    words::{Kind, Passage},
};

use super::{
    back::{own_state_line, state_line},
    href, read, when,
};
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind as Trouble, Problem},
        show, show_again,
    },
    show::{Known, passage::Shown},
};

type Place = Path<(NetworkId, MeetingId, String)>;

/// A passage, and where it can be said differently; empty where this viewer may not write.
struct Given {
    passage: Shown,
    otherwise: String,
}

#[derive(Template)]
#[template(path = "features/record/voice.html")]
struct VoicePage {
    page: Page,
    known: Known,
    form: Form,
    name: String,
    role: String,
    when: String,
    back: String,
    here: String,
    state: String,
    /// Whether it is the viewer's own voice.
    is_own: bool,
    /// Whether the viewer may write what this voice says.
    may_write: bool,
    /// Whether the voice itself has agreed.
    has_agreed: bool,
    words: Vec<Given>,
    also: Vec<String>,
    others: Vec<Given>,
}

/// A voice's page in a meeting that has closed, for its team and for the voice itself.
pub(super) struct Opened {
    pub(super) known: Known,
    pub(super) meeting: Meeting,
    pub(super) who: Who,
    pub(super) is_own: bool,
    pub(super) may_write: bool,
}

/// Opens it; for everybody else there is no such page.
pub(super) async fn open(
    visit: &Visit,
    network: NetworkId,
    meeting: MeetingId,
    who: &str,
) -> Result<Opened, Problem> {
    let (known, meeting) = read(visit, network, meeting).await?;
    let who: Who = who.parse().map_err(|_| Problem::new(Trouble::NotFound))?;
    let is_own = known.standing.voice == Some(who);
    if !meeting.is_held() || !meeting.was_present(who) || !(is_own || known.is_team()) {
        return Err(Problem::not_found());
    }
    let may_write = is_own || (known.is_team() && who.member().is_some());
    Ok(Opened { known, meeting, who, is_own, may_write })
}

impl Opened {
    /// Whether this voice may say something about a passage of the meeting: about its own always,
    /// about another's where this voice could read it.
    pub(super) fn may_speak_of(&self, passage: &Passage) -> bool {
        let told = &passage.spoken.entry.told;
        let readable = match self.known.network.audience_of(&passage.spoken.entry) {
            Audience::Everyone => true,
            Audience::Present(meeting) => meeting == self.meeting.id,
            _ => self.is_own,
        };
        let is_of_meeting = told.meeting == Some(self.meeting.id) && passage.spoken.kind != Kind::Left;
        self.may_write && is_of_meeting && (passage.voice() == Some(self.who) || readable)
    }

    pub(super) fn href(&self, below: &str) -> String {
        href(&self.known, &self.meeting, &format!("read-back/{}{below}", self.who))
    }

    fn given(&self, passage: &Passage) -> Given {
        let otherwise = if self.may_speak_of(passage) {
            self.href(&format!("/words/{}", passage.spoken.words))
        } else {
            String::new()
        };
        Given { passage: self.known.show(passage), otherwise }
    }

    /// What else stands in this voice's name: questions, stances, promises.
    fn also(&self) -> Vec<String> {
        let (known, t) = (&self.known, self.known.t);
        let here = |entry: &dialogue::Entry| {
            entry.told.meeting == Some(self.meeting.id) && entry.told.voice == Some(self.who)
        };
        let network = &known.network;
        let questions = network.questions.values().filter(|q| here(&q.opened.entry));
        let questions = questions.map(|q| t.say_with("record-also-question", [("words", &q.opened.text)]));
        let stances = network.decisions.values().flat_map(|d| {
            let own = d.stances.get(&self.who).into_iter().flatten().filter(|s| here(&s.entry));
            own.map(|s| t.say_with("record-also-stance", [("about", &d.opened.about), ("words", &s.words)]))
        });
        let promises = network.promises.values().filter(|p| here(&p.made.entry));
        let promises = promises.map(|p| t.say_with("record-also-promise", [("words", &p.made.what)]));
        questions.chain(stances).chain(promises).collect()
    }
}

fn shown(visit: &Visit, opened: Opened, form: Form) -> VoicePage {
    let (known, meeting, who) = (&opened.known, &opened.meeting, opened.who);
    let said: Vec<_> =
        known.network.words_in(meeting.id).into_iter().filter(|p| p.spoken.kind != Kind::Left).collect();
    let (own, others): (Vec<_>, Vec<_>) = said.into_iter().partition(|p| p.voice() == Some(who));
    let back = meeting.read_back.get(&who);
    let from = if known.is_team() { "read-back" } else { "record" };
    VoicePage {
        page: visit.page(visit.t.say("record-voice-title")),
        form,
        name: known.name(who),
        role: known.role(who),
        when: when(known, meeting),
        back: href(known, meeting, from),
        here: opened.href(""),
        state: if opened.is_own { own_state_line(known, back) } else { state_line(known, back) },
        has_agreed: back.is_some_and(|b| b.agreed.iter().any(|a| a.entry.told.scribe.is_none())),
        is_own: opened.is_own,
        may_write: opened.may_write,
        words: own.iter().map(|p| opened.given(p)).collect(),
        also: opened.also(),
        others: others.iter().filter(|p| opened.may_speak_of(p)).map(|p| opened.given(p)).collect(),
        known: opened.known,
    }
}

/// The page of one voice's words.
pub async fn page(visit: Visit, Path((network, meeting, who)): Place) -> Result<Response, Problem> {
    let opened = open(&visit, network, meeting, &who).await?;
    Ok(show(shown(&visit, opened, Form::fresh())))
}

/// The voice agrees, or its agreement is noted by another hand.
pub async fn agree(
    visit: Visit,
    Path((network, meeting, who)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = open(&visit, network, meeting, &who).await?;
    if !opened.may_write {
        return Err(Problem::not_found());
    }
    let act = Act::AgreeWords(WordsAgreed { meeting, who: opened.who });
    match visit.act(network, &form, Told { voice: Some(opened.who), ..Told::default() }, act).await? {
        Ok(()) if form.value("from") == "list" => {
            let list = href(&opened.known, &opened.meeting, "read-back");
            Ok(see(format!("{list}#{}", opened.who)))
        }
        Ok(()) => Ok(see(opened.href(""))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(shown(&visit, opened, form)))
        }
    }
}
