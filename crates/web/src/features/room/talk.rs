//! One meeting as somebody of the team finds it, and how a section of its page is sent.

use axum::response::Response;
use dialogue::{
    Act, Command, CommandId, MeetingId, NetworkId, Refusal, Told, Who,
    meeting::{Meeting, Presence},
};
use store::{ActError, Sent};
use uuid::Uuid;

use super::{
    page,
    sheets::{Sheets, draft_key},
};
use crate::{
    components::Choice,
    form::Form,
    http::{
        Visit,
        visit::{problem, see},
    },
    page::{
        problem::{Kind, Problem},
        show_again,
    },
    show::Known,
};

/// A meeting, with whoever writes it down.
pub(super) struct Talk {
    /// Who visits.
    pub(super) visit: Visit,
    /// The network as they know it.
    pub(super) known: Known,
    /// The meeting.
    pub(super) meeting: Meeting,
    /// Whose documents of its live page hold something; none for the one that is everybody's.
    pub(super) written_live: Vec<Option<Who>>,
}

/// Which form of the page was sent, and the section it comes back to.
pub(super) struct From {
    /// The form's own word, unlike any other form's of the page.
    pub(super) sheet: String,
    /// The section's anchor.
    pub(super) section: &'static str,
}

impl From {
    pub(super) fn new(sheet: impl Into<String>, section: &'static str) -> Self {
        Self { sheet: sheet.into(), section }
    }
}

impl Talk {
    /// Opens the room. Only the team writes here; for everybody else there is no such page.
    pub(super) async fn open(
        visit: Visit,
        (network, meeting): (NetworkId, MeetingId),
    ) -> Result<Self, Problem> {
        let known = visit.read_as_team(network).await?;
        let meeting = known.network.meeting(meeting).cloned().ok_or_else(Problem::not_found)?;
        let written_live = visit.app.store().live_places(meeting.id).await.map_err(problem)?;
        let written_live = written_live.into_iter().map(|place| place.voice).collect();
        Ok(Self { visit, known, meeting, written_live })
    }

    /// The address of the room, or of something below it.
    pub(super) fn here(&self) -> String {
        self.known.href(&format!("meeting/{}/room", self.meeting.id))
    }

    /// Carries out what a form asks for, all of it or nothing, and comes back to its section.
    pub(super) async fn send(
        self,
        from: From,
        mut form: Form,
        acts: Vec<(Told, Act)>,
    ) -> Result<Response, Problem> {
        if form.is_ok() {
            match self.act(&form, acts).await? {
                Ok(()) => return self.done(&from).await,
                Err(refusal) => form.refused(&refusal),
            }
        }
        self.again(from, form).await
    }

    /// Forgets the draft and looks at the section again.
    pub(super) async fn done(self, from: &From) -> Result<Response, Problem> {
        self.visit.forget_draft(&draft_key(self.meeting.id, &from.sheet)).await?;
        Ok(see(format!("{}#{}", self.here(), from.section)))
    }

    /// The page again, as it stands now, with everything typed still in its form.
    pub(super) async fn again(self, from: From, form: Form) -> Result<Response, Problem> {
        let place = (self.known.id(), self.meeting.id);
        let now = Self::open(self.visit, place).await?;
        let sheets = Sheets::of(&now, Some((from.sheet, form))).await?;
        Ok(show_again(page::filled(&now, &sheets)))
    }

    /// Carries out several acts in one commit. The outer error is a problem, the inner one a refusal.
    pub(super) async fn act(
        &self,
        form: &Form,
        acts: Vec<(Told, Act)>,
    ) -> Result<Result<(), Refusal>, Problem> {
        if form.id_of::<CommandId>("id").is_none() {
            return Err(Problem::new(Kind::Incorrect));
        }
        let store = self.visit.app.store();
        let sent: Vec<_> = acts
            .into_iter()
            .enumerate()
            .map(|(nth, (told, act))| {
                let id = CommandId(once(form, &format!("command {nth}")));
                Sent { account: self.visit.account, at: store.now(), command: Command { id, told, act } }
            })
            .collect();
        if sent.is_empty() {
            return Ok(Ok(()));
        }
        match store.act_all(self.known.id(), &sent).await {
            Ok(_) => Ok(Ok(())),
            Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
            Err(ActError::Store(error)) => Err(problem(error)),
        }
    }

    /// Told in this meeting by a voice.
    pub(super) fn told(&self, voice: Who) -> Told {
        Told::in_meeting(self.meeting.id, voice)
    }

    /// Noted in this meeting by whoever writes.
    pub(super) fn noted(&self) -> Told {
        Told { meeting: Some(self.meeting.id), ..Told::default() }
    }

    /// Everybody who was expected or came, the person first, members before practitioners.
    pub(super) fn everybody(&self) -> Vec<Who> {
        let plan = self.meeting.plan();
        let invited = plan.into_iter().flat_map(|p| p.invited.iter().copied().map(Who::Member));
        let team = plan.into_iter().flat_map(|p| p.practitioners.iter().copied().map(Who::Practitioner));
        let mut all: Vec<_> = invited.chain(team).chain(self.meeting.came.keys().copied()).collect();
        let person = self.known.network.people.person().map(|p| Who::Member(p.id));
        all.sort_by_key(|who| {
            (Some(*who) != person, who.practitioner().is_some(), self.known.name(*who), *who)
        });
        all.dedup();
        all
    }

    /// The voices of the room: all but those of whom it was noted that they were not there.
    pub(super) fn voices(&self) -> Vec<Who> {
        let absent = |who: &Who| self.meeting.came.get(who).is_some_and(|c| c.presence == Presence::NotThere);
        self.everybody().into_iter().filter(|who| !absent(who)).collect()
    }

    /// The voices that this hand may write down: members, and its own; never a colleague's.
    pub(super) fn writable(&self) -> Vec<Who> {
        let own = self.known.standing.voice;
        self.voices().into_iter().filter(|who| who.member().is_some() || Some(*who) == own).collect()
    }

    /// Voices as answers to choose from in a list, with "choose" before them.
    pub(super) fn picks(&self, voices: impl IntoIterator<Item = Who>) -> Vec<Choice> {
        let choose = Choice::new("", self.visit.t.say("room-choose"));
        let voices = voices.into_iter().map(|who| Choice::new(who, self.known.name_or_you(who)));
        std::iter::once(choose).chain(voices).collect()
    }

    /// The voice chosen in a form; choosing none is a mistake beside the field.
    pub(super) fn voice(&self, form: &mut Form) -> Option<Who> {
        let voice = form.who("voice");
        if voice.is_none() {
            form.fail("voice", self.visit.t.say("refused-nobody-named"));
        }
        voice
    }

    /// Whether this is the first meeting of the network.
    pub(super) fn is_first(&self) -> bool {
        !self.known.network.meetings.values().any(Meeting::is_held)
    }

    /// Whether an entry was made in this meeting.
    pub(super) fn is_here(&self, entry: &dialogue::Entry) -> bool {
        entry.told.meeting == Some(self.meeting.id)
    }
}

/// An identity that follows from a form's own id and everything in it: the same form sent twice
/// is one thing, and a form changed after going back is another, so that neither is lost.
pub(super) fn once(form: &Form, what: &str) -> Uuid {
    let mut hash = blake3::Hasher::new_derive_key("polyphony room: one form, sent once");
    for part in form.fields().iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]).chain([what]) {
        hash.update(part.as_bytes()).update(&[0]);
    }
    let mut bytes = [0; 16];
    hash.finalize_xof().fill(&mut bytes);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
