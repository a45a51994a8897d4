//! Agreeing, and withdrawing: by the person at once, or noted by the team in the person's voice.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, AgreementId, Audience, NetworkId, Told,
    sharing::{Agreement, SaidHow, SharingAgreed, SharingWithdrawn},
};

use super::{chosen, how_key, read_with_person, recipient, recipient_choices};
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

fn hows(known: &Known) -> Vec<Choice> {
    let all = SaidHow::ALL.into_iter().filter(|how| *how != SaidHow::Online);
    all.map(|how| Choice::new(how.name(), known.t.say(how_key(how)))).collect()
}

fn ask(visit: &Visit, known: &Known, form: &Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let with = form.choice("with", t.say("sharing-with"), &recipient_choices(known, form));
    let topic = form.area("topic", t.say("sharing-topic")).hint(t.say("sharing-topic-hint")).rows(3);
    let until = form.date("until", t.say("sharing-until")).hint(t.say("sharing-until-hint"));
    let ask = Ask::new(visit, known, t.say("sharing-agree"), form.clone())
        .back(known.href("sharing"), t.say("sharing-back"))
        .text(t.say_with("sharing-agree-what", [("person", &person)]))
        .field(with)
        .field(topic)
        .field(until);
    let ask = match known.is_person() {
        true => ask,
        false => {
            ask.field(form.choice("how", t.say_with("sharing-how-said", [("person", &person)]), &hows(known)))
        }
    };
    ask.readers(t.say_with("sharing-readers", [("person", &person)]))
}

/// The form for an agreement.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = read_with_person(&visit, network).await?;
    Ok(ask(&visit, &known, &Form::fresh().with("made", fresh_id())).show())
}

/// Keeps it, in the person's voice.
pub(super) async fn agree(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = read_with_person(&visit, network).await?;
    let agreement = form.id_of::<AgreementId>("made").ok_or_else(Problem::not_found)?;
    let with = chosen(&form, "with");
    let how = if known.is_person() { Some(SaidHow::Online) } else { SaidHow::named(form.value("how")) };
    let until = form.maybe_date("until", visit.t);
    if with.is_none() {
        form.fail("with", visit.t.say("form-choose"));
    }
    if how.is_none() {
        form.fail("how", visit.t.say("form-choose"));
    }
    let topic = form.value("topic").to_owned();
    let act = with
        .zip(how)
        .map(|(with, how)| Act::AgreeSharing(SharingAgreed { agreement, with, topic, until, how }));
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("sharing")));
    }
    Ok(ask(&visit, &known, &form).again())
}

async fn opened(
    visit: &Visit,
    (network, agreement): (NetworkId, AgreementId),
) -> Result<(Known, Agreement), Problem> {
    let known = read_with_person(visit, network).await?;
    let one = known.network.sharing.agreements.get(&agreement).cloned().ok_or_else(Problem::not_found)?;
    Ok((known, one))
}

fn ask_withdraw(visit: &Visit, known: &Known, one: &Agreement, form: &Form) -> Ask {
    let t = visit.t;
    let words = form.area("words", t.say("sharing-withdraw-words")).hint(t.say("sharing-withdraw-hint"));
    Ask::new(visit, known, t.say("sharing-withdraw"), form.clone())
        .about(recipient(known, &one.agreed.with))
        .back(known.href("sharing"), t.say("sharing-back"))
        .words(t.say("sharing-topic"), one.agreed.topic.clone(), String::new())
        .text(t.say("sharing-withdraw-what"))
        .field(words.rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
        .send(t.say("sharing-withdraw"))
}

/// The form for withdrawing.
pub(super) async fn withdraw_page(
    visit: Visit,
    Path(place): Path<(NetworkId, AgreementId)>,
) -> Result<Response, Problem> {
    let (known, one) = opened(&visit, place).await?;
    Ok(ask_withdraw(&visit, &known, &one, &Form::fresh()).show())
}

/// Withdraws it at once.
pub(super) async fn withdraw(
    visit: Visit,
    Path(place): Path<(NetworkId, AgreementId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, one) = opened(&visit, place).await?;
    let words = form.value("words").to_owned();
    let act = Act::WithdrawSharing(SharingWithdrawn { agreement: place.1, words });
    if visit.carries_out(place.0, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("sharing")));
    }
    Ok(ask_withdraw(&visit, &known, &one, &form).again())
}
