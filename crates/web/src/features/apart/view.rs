//! How much somebody sees online, as the team sets it.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, MemberId, NetworkId, Told, Who, people::Member, view::ViewSet};

use super::{view_key, view_of, views};
use crate::{
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, MemberId)>;

fn ask(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let t = visit.t;
    let name = known.name(Who::Member(member.id));
    let now = t.say_with("apart-view-now", (("name", &name), ("view", &t.say(view_key(member.view())))));
    let wider = member.wishes_wider().map(|wish| {
        let view = t.say(view_key(wish.view));
        t.say_with("apart-view-wish", (("name", &name), ("view", &view), ("at", &known.said_at(&wish.entry))))
    });
    let words = form.area("words", t.say("apart-view-words")).hint(t.say("apart-view-words-hint"));
    let mut ask = Ask::new(visit, known, t.say("apart-view-title"), form.clone())
        .about(name)
        .back(known.href(&format!("people/{}", member.id)), t.say("apart-view-back"))
        .text(t.say("apart-view-what"))
        .text(now)
        .care(wider.unwrap_or_default())
        .field(form.choice("view", t.say("apart-view-legend"), &views(known)))
        .field(words.rows(3))
        .text(t.say("apart-view-no-trace"));
    for set in member.views.iter().rev() {
        let label = t.say(view_key(set.view));
        let by = format!("{} · {}", known.told_by(set), known.said_at(&set.entry));
        let words = if set.words.is_empty() { t.say("apart-view-no-words") } else { set.words.clone() };
        ask = ask.words(label, words, by);
    }
    ask.readers(known.audience(Audience::Team)).send(t.say("apart-view-send"))
}

async fn opened(visit: &Visit, (network, member): (NetworkId, MemberId)) -> Result<(Known, Member), Problem> {
    let known = visit.read_as_team(network).await?;
    let member = known.network.people.members.get(&member).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, member))
}

/// How much somebody sees now, and the form to change it.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    Ok(ask(&visit, &known, &member, Form::fresh()).show())
}

/// Sets it.
pub(super) async fn set(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let words = form.value("words").trim().to_owned();
    let Some(view) = view_of(form.value("view")) else {
        form.fail("view", visit.t.say("form-choose"));
        return Ok(ask(&visit, &known, &member, form).again());
    };
    if words.is_empty() {
        // Wider or narrower: whoever comes after must be able to read after which conversation.
        form.fail("words", visit.t.say("refused-empty"));
        return Ok(ask(&visit, &known, &member, form).again());
    }
    let act = Act::SetView(ViewSet { member: member.id, view, words });
    match visit.act(place.0, &form, Told::default(), act).await? {
        Ok(()) => Ok(see(known.href(&format!("people/{}", member.id)))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask(&visit, &known, &member, form).again())
        }
    }
}
