//! Whom the person wants at the meetings, and who does not want to be asked again: each in their own words.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Audience, MemberId, NetworkId, Told,
    people::{AskingChanged, Member, Wish, WishTold},
};

use super::{
    ask::Ask,
    member::opened,
    people::{is_in_confidence, readers, somebody, wish_key},
};
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, MemberId)>;

fn ask_wish(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let (t, person, one) = (visit.t, known.person_name(), somebody(known, member));
    let choices = [("wanted", Wish::Wanted), ("not-now", Wish::NotNow), ("not-wanted", Wish::NotWanted)].map(
        |(value, wish)| {
            Choice::new(value, t.say_with(wish_key(member.is_person(), wish), [("person", &person)]))
        },
    );
    let (title, legend) = if member.is_person() {
        (t.say("network-alone-title"), t.say_with("network-alone-legend", [("person", &person)]))
    } else {
        let values = [("person", &person), ("name", &one.name)];
        (t.say("network-wish-title"), t.say_with("network-wish-legend", values))
    };
    let words = t.say_with("network-in-words-of", [("name", &person)]);
    Ask::new(visit, known, title, form.clone())
        .about(one.name.clone())
        .back(one.href, t.say_with("network-back", [("person", &one.name)]))
        .text(t.say_with("network-wish-whose", [("person", &person)]))
        .field(form.choice("wish", legend, &choices))
        .field(form.area("words", words).hint(t.say("network-may-be-empty")).rows(3))
        .readers(known.audience(Audience::PersonAndTeam))
}

/// The person would be told of somebody whom they do not know of yet.
fn may_be_wished(known: &Known, member: &Member) -> Result<(), Problem> {
    if is_in_confidence(known, member) { Err(Problem::not_found()) } else { Ok(()) }
}

/// The form for a wish.
pub(super) async fn page(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    may_be_wished(&known, &member)?;
    Ok(ask_wish(&visit, &known, &member, Form::fresh()).show())
}

/// Notes what the person wishes, in the person's voice.
pub(super) async fn tell(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    may_be_wished(&known, &member)?;
    let wish = match form.value("wish") {
        "wanted" => Some(Wish::Wanted),
        "not-now" => Some(Wish::NotNow),
        "not-wanted" => Some(Wish::NotWanted),
        _ => None,
    };
    match wish {
        None => form.fail("wish", visit.t.say("form-choose")),
        Some(wish) => {
            let words = form.value("words").to_owned();
            let act = Act::TellWish(WishTold { member: member.id, wish, words });
            match visit.act(place.0, &form, Told::default(), act).await? {
                Ok(()) => return Ok(see(known.href(&format!("people/{}", member.id)))),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    Ok(ask_wish(&visit, &known, &member, form).again())
}

fn ask_asking(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let (t, one) = (visit.t, somebody(known, member));
    let choices = [Choice::new("no", t.say("network-not-asked")), Choice::new("yes", t.say("network-asked"))];
    Ask::new(visit, known, t.say("network-asking-title"), form.clone())
        .about(one.name.clone())
        .back(one.href, t.say_with("network-back", [("person", &one.name)]))
        .text(t.say("network-asking-what"))
        .field(form.choice("asking", t.say_with("network-asking-legend", [("name", &one.name)]), &choices))
        .field(
            form.area("words", t.say_with("network-in-words-of", [("name", &one.name)]))
                .hint(t.say("network-may-be-empty"))
                .rows(3),
        )
        .readers(readers(known, member))
}

/// The form for somebody who does not want to be asked again, or may be.
pub(super) async fn asking(visit: Visit, Path(place): Place) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let may_be_asked = member.asking.last().is_none_or(|a| a.may_be_asked);
    let form = Form::fresh().with("asking", if may_be_asked { "no" } else { "yes" });
    Ok(ask_asking(&visit, &known, &member, form).show())
}

/// Notes it, in their own voice; there is always a way back.
pub(super) async fn change(visit: Visit, Path(place): Place, mut form: Form) -> Result<Response, Problem> {
    let (known, member) = opened(&visit, place).await?;
    let may_be_asked = match form.value("asking") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    match may_be_asked {
        None => form.fail("asking", visit.t.say("form-choose")),
        Some(may_be_asked) => {
            let words = form.value("words").to_owned();
            let act = Act::ChangeAsking(AskingChanged { member: member.id, may_be_asked, words });
            match visit.act(place.0, &form, Told::default(), act).await? {
                Ok(()) => return Ok(see(known.href(&format!("people/{}", member.id)))),
                Err(refusal) => form.refused(&refusal),
            }
        }
    }
    Ok(ask_asking(&visit, &known, &member, form).again())
}
