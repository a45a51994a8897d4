//! Circles: some of the members, by a name, as an audience that a voice may choose. Other members are
//! another circle in its place: what was told to the first stays with those it was told to.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, CircleId, MemberId, NetworkId, Noted, Told, Who, circle::CircleNamed};

use crate::{
    components::Choice,
    features::network::{ask::Ask, people::is_in_confidence},
    form::{Form, fresh_id},
    http::{Visit, visit::see},
    page::{
        Page,
        problem::{Kind, Problem},
        show,
    },
    show::Known,
};

type Place = Path<(NetworkId, CircleId)>;

/// A circle in the list.
struct Listed {
    name: String,
    members: String,
    whose: String,
    href: String,
}

#[derive(Template)]
#[template(path = "features/audience/circles.html")]
struct CirclesPage {
    page: Page,
    circles: Vec<Listed>,
    known: Known,
}

/// The network, for whoever has a voice in it.
async fn opened(visit: &Visit, network: NetworkId) -> Result<Known, Problem> {
    let known = visit.read(network).await?;
    let has_voice = known.is_team() || known.standing.voice.is_some_and(|who| who.member().is_some());
    if has_voice { Ok(known) } else { Err(Problem::not_found()) }
}

/// Whether the one who visits may change a circle: whoever named it, and the team for a member.
fn may_change(known: &Known, circle: &Noted<CircleNamed>) -> bool {
    let voice = circle.entry.told.voice;
    voice == known.standing.voice || (known.is_team() && matches!(voice, Some(Who::Member(_))))
}

/// The circles that one knows of and may choose.
pub(super) async fn all(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let listed = |circle: &Noted<CircleNamed>| Listed {
        name: circle.name.clone(),
        members: known.names(circle.members.iter().map(|id| Who::Member(*id))),
        whose: known.told_by(circle),
        href: if may_change(&known, circle) {
            known.href(&format!("circle/{}", circle.circle))
        } else {
            String::new()
        },
    };
    let circles = known.network.people.circles_now().map(listed).collect();
    let page = visit.page(visit.t.say("audience-circles-title"));
    Ok(show(CirclesPage { page, circles, known: known.clone() }))
}

/// Everybody but those whom the person may not know of yet.
fn members(known: &Known) -> Vec<Choice> {
    let people = &known.network.people;
    let open = |choice: &Choice| {
        let member = choice.value.parse().ok().and_then(|id| people.members.get(&id));
        member.is_some_and(|member| !is_in_confidence(known, member))
    };
    known.member_choices().into_iter().filter(open).collect()
}

fn fields(ask: Ask, known: &Known, form: &Form) -> Ask {
    let t = known.t;
    ask.field(form.text("name", t.say("network-circle-name")).hint(t.say("network-circle-name-hint")))
        .field(form.ticks("members", t.say("network-circle-members"), &members(known)))
}

fn ask_new(visit: &Visit, known: &Known, form: Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let whose = [
        Choice::new("person", t.say_with("network-circle-of-person", [("person", &person)])),
        Choice::new("mine", t.say("network-circle-of-mine")),
    ];
    let ask = Ask::new(visit, known, t.say("network-circle-title"), form.clone())
        .text(t.say_with("network-circle-what", [("person", &person)]));
    let ask = fields(ask, known, &form);
    let ask = if known.is_team() {
        ask.field(form.choice("whose", t.say("network-circle-whose"), &whose))
    } else {
        ask
    };
    ask.readers(t.say_with("network-circle-readers", [("person", &person)]))
}

/// The form for a circle.
pub(super) async fn new(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let form = Form::fresh().with("made", fresh_id()).with("whose", "person");
    Ok(ask_new(&visit, &known, form).show())
}

fn named(form: &Form, circle: CircleId, instead_of: Option<CircleId>) -> CircleNamed {
    let members = form.ids_of("members").collect();
    CircleNamed { circle, name: form.value("name").to_owned(), members, instead_of }
}

/// Names the circle: one's own, or the person's, written down by the team.
pub(super) async fn name(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let circle = form.id_of("made").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    let person = known.network.people.person().map(|p| Who::Member(p.id));
    let voice = person.filter(|_| known.is_team() && form.value("whose") != "mine");
    let told = Told { voice, ..Told::default() };
    match visit.act(network, &form, told, Act::NameCircle(named(&form, circle, None))).await? {
        Ok(()) => Ok(see(known.href("circles"))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask_new(&visit, &known, form).again())
        }
    }
}

/// A circle that the one who visits may change and that no other has taken the place of.
fn changed(known: &Known, id: CircleId) -> Result<&Noted<CircleNamed>, Problem> {
    let mut circles = known.network.people.circles_now();
    circles.find(|c| c.circle == id && may_change(known, c)).ok_or_else(Problem::not_found)
}

fn ask_anew(visit: &Visit, known: &Known, form: Form) -> Ask {
    let (t, person) = (visit.t, known.person_name());
    let ask = Ask::new(visit, known, t.say("audience-circle-change-title"), form.clone())
        .back(known.href("circles"), t.say("audience-circles-back"))
        .care(t.say("audience-circle-change-what"));
    fields(ask, known, &form).readers(t.say_with("network-circle-readers", [("person", &person)]))
}

/// The form with who is in the circle now.
pub(super) async fn page(visit: Visit, Path((network, id)): Place) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let circle = changed(&known, id)?;
    let form = Form::fresh().with("made", fresh_id()).with("name", &circle.name);
    let form = circle.members.iter().fold(form, |form, id: &MemberId| form.and("members", id));
    Ok(ask_anew(&visit, &known, form).show())
}

/// With other members it is a new circle in the place of this one; with the same it has a new name.
pub(super) async fn change(
    visit: Visit,
    Path((network, id)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let made: CircleId = form.id_of("made").ok_or_else(|| Problem::new(Kind::Incorrect))?;
    // Sent twice, the circle in its place is there already.
    if known.network.people.circles.get(&made).is_some_and(|circle| circle.instead_of == Some(id)) {
        return Ok(see(known.href("circles")));
    }
    let before = changed(&known, id)?;
    let is_renamed = named(&form, id, None).members == before.members;
    let circle = if is_renamed { named(&form, id, None) } else { named(&form, made, Some(id)) };
    let told = Told { voice: before.entry.told.voice, ..Told::default() };
    match visit.act(network, &form, told, Act::NameCircle(circle)).await? {
        Ok(()) => Ok(see(known.href("circles"))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask_anew(&visit, &known, form).again())
        }
    }
}
