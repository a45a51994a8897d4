//! Noting that something was shared: first with whom, then the agreement that covers it, or that none does.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use dialogue::{
    Act, AgreementId, Audience, MemberId, NetworkId, Told, Who,
    sharing::{Agreement, NoteShared, Recipient},
};
use serde::Deserialize;

use super::{others, recipient, until};
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::{
        problem::Problem,
        sheet::{Section, Sheet},
    },
    show::Known,
};

/// Whom it is about, in the address.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    to: String,
}

/// With whom: a member, or somebody outside.
#[derive(Clone, Copy)]
enum With {
    Member(MemberId),
    Outside,
}

fn with(known: &Known, asked: &Asked) -> Result<Option<With>, Problem> {
    match asked.to.as_str() {
        "" => Ok(None),
        "outside" => Ok(Some(With::Outside)),
        id => {
            let id = id
                .parse::<MemberId>()
                .ok()
                .filter(|id| known.network.people.members.get(id).is_some_and(|member| !member.is_person()));
            id.map(|id| Some(With::Member(id))).ok_or_else(Problem::not_found)
        }
    }
}

/// The agreements that hold with them.
fn agreements(known: &Known, with: With) -> Vec<&Agreement> {
    let is_with = |one: &&Agreement| match with {
        With::Member(id) => one.agreed.with.member() == Some(id),
        With::Outside => one.agreed.with.member().is_none(),
    };
    known.network.sharing.in_force(known.now).filter(is_with).collect()
}

/// First: with whom?
fn whom(visit: &Visit, known: &Known) -> Response {
    let t = visit.t;
    let to = |to: &str| known.href(&format!("sharing/note?to={to}"));
    let section = others(known)
        .into_iter()
        .fold(Section::new("whom", t.say("sharing-note-whom")), |section, (id, name)| {
            section.way(to(&id.to_string()), name)
        });
    Sheet::new(visit, known, t.say("sharing-note"))
        .back(known.href("sharing"), t.say("sharing-back"))
        .lead(t.say("sharing-note-first"))
        .section(section.way(to("outside"), t.say("sharing-outside")))
        .show()
}

fn choice(known: &Known, with: With, one: &Agreement) -> Choice {
    let until = until(known, one);
    let label = match with {
        With::Member(_) => one.agreed.topic.clone(),
        With::Outside => format!("{}: {}", recipient(known, &one.agreed.with), one.agreed.topic),
    };
    Choice::new(one.agreed.agreement, label).hint(format!("{until} · {}", known.told_by(&one.agreed)))
}

fn ask(visit: &Visit, known: &Known, with: With, form: &Form) -> Ask {
    let t = visit.t;
    let covering = agreements(known, with);
    let name = match with {
        With::Member(id) => known.name(Who::Member(id)),
        With::Outside => t.say("sharing-outside"),
    };
    let mut ask = Ask::new(visit, known, t.say("sharing-note"), form.clone())
        .about(name.clone())
        .back(known.href("sharing/note"), t.say("sharing-note-other"));
    if let With::Outside = with {
        let who = form.text("outside", t.say("sharing-outside-who")).hint(t.say("sharing-note-outside-hint"));
        ask = ask.field(who);
    }
    ask = if covering.is_empty() {
        ask.care(t.say_with("sharing-none-covers", [("name", &name), ("person", &known.person_name())]))
    } else {
        let mut choices: Vec<_> = covering.into_iter().map(|one| choice(known, with, one)).collect();
        choices.push(Choice::new("none", t.say("sharing-no-agreement")));
        ask.field(form.choice("agreement", t.say("sharing-which-covers"), &choices))
    };
    ask.link(t.say("sharing-always"), known.href("sharing#always"))
        .link(t.say("sharing-without-instead"), known.href("sharing/without-consent"))
        .field(form.area("what", t.say("sharing-what")).hint(t.say("sharing-what-hint")).rows(3))
        .field(form.text("how", t.say("sharing-note-how")).hint(t.say("sharing-note-how-hint")))
        .readers(known.audience(Audience::PersonAndTeam))
}

/// With whom, and then what.
pub(super) async fn page(
    visit: Visit,
    Path(network): Path<NetworkId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    match with(&known, &asked)? {
        None => Ok(whom(&visit, &known)),
        Some(with) => Ok(ask(&visit, &known, with, &Form::fresh()).show()),
    }
}

/// Who was told: the member, the one whom the agreement names, or the words typed.
fn to(known: &Known, with: With, agreement: Option<AgreementId>, form: &Form) -> Recipient {
    let named = agreement.and_then(|id| known.network.sharing.agreements.get(&id));
    match (with, named) {
        (With::Member(id), _) => Recipient::Member(id),
        (With::Outside, Some(one)) => one.agreed.with.clone(),
        (With::Outside, None) => Recipient::Outside(form.value("outside").to_owned()),
    }
}

/// Notes it.
pub(super) async fn send(
    visit: Visit,
    Path(network): Path<NetworkId>,
    Query(asked): Query<Asked>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let with = with(&known, &asked)?.ok_or_else(Problem::not_found)?;
    let agreement = form.id_of::<AgreementId>("agreement");
    if agreement.is_none() && form.value("agreement") != "none" && !agreements(&known, with).is_empty() {
        form.fail("agreement", visit.t.say("form-choose"));
    }
    let to = to(&known, with, agreement, &form);
    if let Recipient::Outside(words) = &to
        && words.trim().is_empty()
    {
        form.fail("outside", visit.t.say("refused-nobody-named"));
    }
    let (what, how) = (form.value("what").to_owned(), form.value("how").to_owned());
    let act = Act::NoteShared(NoteShared { agreement, to, what, how });
    if visit.carries_out(network, Told::default(), act, &mut form).await? {
        return Ok(see(known.href("sharing#shared")));
    }
    Ok(ask(&visit, &known, with, &form).again())
}
