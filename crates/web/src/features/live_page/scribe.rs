//! Whose hand writes for a voice: somebody only speaks, and another writes it down.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Told, Who, scribe::ScribeNamed};

use super::{Place, page::There};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{problem::Problem, show_again},
};

/// What the viewer may do about the hand of a voice.
pub(super) struct Scribe {
    /// A small form of its own for each voice.
    pub(super) form: Form,
    /// For the viewer's own voice: the others who are there.
    pub(super) hands: Vec<Choice>,
    /// For somebody of the team, at a member's voice: they may write it down.
    pub(super) may_take: bool,
    /// The viewer writes for it and can give the pen back; or it is their own and they can take it back.
    pub(super) may_give_back: bool,
    /// The voice and the viewer, as the form names them.
    pub(super) voice: String,
    pub(super) me: String,
}

impl Scribe {
    pub(super) fn of(there: &There, voice: Who, sent: Option<&Form>) -> Self {
        let is_own = voice == there.me;
        let scribe = there.meeting.scribe(voice);
        let is_team = there.me.practitioner().is_some() && voice.member().is_some();
        let others = there.voices().into_iter().filter(|who| *who != there.me);
        let choice = |who: Who| Choice::new(who, there.known.name(who));
        let form = sent.filter(|form| form.who("voice") == Some(voice)).cloned();
        Self {
            form: form.unwrap_or_else(Form::fresh).scoped(&format!("scribe-{voice}")),
            hands: if is_own && scribe.is_none() { others.map(choice).collect() } else { Vec::new() },
            may_take: is_team && scribe != Some(there.me),
            may_give_back: scribe.is_some() && (is_own || (is_team && scribe == Some(there.me))),
            voice: voice.to_string(),
            me: there.me.to_string(),
        }
    }
}

/// Names the hand of a voice, and comes back to it.
pub(super) async fn name(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let there = There::open(visit, place).await?;
    if !there.meeting.is_ahead() {
        return Ok(see(there.here()));
    }
    let (voice, scribe) = (form.who("voice").unwrap_or(there.me), form.who("scribe"));
    let Some(scribe) = scribe else {
        form.fail_to("scribe", &format!("scribe-{voice}-scribe"), there.visit.t.say("live-scribe-choose"));
        return Ok(show_again(there.filled(Some(form))));
    };
    let named = ScribeNamed { meeting: there.meeting.id, voice, scribe };
    if there.visit.carries_out(there.known.id(), Told::default(), Act::NameScribe(named), &mut form).await? {
        return Ok(see(format!("{}#voice-{voice}", there.here())));
    }
    Ok(show_again(there.filled(Some(form))))
}

/// The address of the form, looked at instead of sent.
pub(super) async fn back(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    Ok(see(There::open(visit, place).await?.here()))
}
