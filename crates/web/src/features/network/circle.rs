//! A circle: some of the members, by a name, as an audience that a voice may choose.

use axum::{extract::Path, response::Response};
use dialogue::{Act, NetworkId, Told, Who, people::CircleNamed};

use super::{ask::Ask, people::is_in_confidence};
use crate::{
    components::Choice,
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::problem::{Kind, Problem},
    show::Known,
};

/// Everybody but those whom the person may not know of yet.
fn members(known: &Known) -> Vec<Choice> {
    let people = &known.network.people;
    let open = |choice: &Choice| {
        let member = choice.value.parse().ok().and_then(|id| people.members.get(&id));
        member.is_some_and(|member| !is_in_confidence(known, member))
    };
    known.member_choices().into_iter().filter(open).collect()
}

fn ask(visit: &Visit, known: &Known, form: Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let whose = [
        Choice::new("person", t.say_with("network-circle-of-person", [("person", &person)])),
        Choice::new("mine", t.say("network-circle-of-mine")),
    ];
    Ask::new(visit, known, t.say("network-circle-title"), form.clone())
        .text(t.say_with("network-circle-what", [("person", &person)]))
        .field(form.text("name", t.say("network-circle-name")).hint(t.say("network-circle-name-hint")))
        .field(form.ticks("members", t.say("network-circle-members"), &members(known)))
        .field(form.choice("whose", t.say("network-circle-whose"), &whose))
        .readers(t.say_with("network-circle-readers", [("person", &person)]))
}

/// The form for a circle.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let form = Form::fresh().with("made", fresh_id()).with("whose", "person");
    Ok(ask(&visit, &known, form).show())
}

/// Names the circle. Whoever named it is the only one who can change who is in it.
pub(super) async fn name(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    let circle = form.id_of("made").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let person = known.network.people.person().map(|p| Who::Member(p.id));
    let voice = person.filter(|_| form.value("whose") != "mine");
    let named = CircleNamed {
        circle,
        name: form.value("name").to_owned(),
        members: form.ids_of("members").collect(),
    };
    let told = Told { voice, ..Told::default() };
    if visit.carries_out(network, told, Act::NameCircle(named), &mut form).await? {
        return Ok(see(format!("{}#people", known.href(""))));
    }
    Ok(ask(&visit, &known, form).again())
}
