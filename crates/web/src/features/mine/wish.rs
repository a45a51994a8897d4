//! The person says whether they want somebody at the meetings, or would rather come alone for now.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, MemberId, NetworkId, Told, Who,
    people::{Nearness, Wish, WishTold},
};

use super::person::wish_key;
use crate::{
    components::Choice,
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
};

type Place = Path<(NetworkId, MemberId)>;

#[derive(Template)]
#[template(path = "features/mine/wish.html")]
struct WishPage {
    page: Page,
    form: Form,
    here: String,
    home: String,
    title: String,
    lead: String,
    choices: Vec<Choice>,
    earlier: Vec<String>,
}

/// The network, if the visitor is its person and the member is one whom they can wish for.
async fn opened(visit: &Visit, network: NetworkId, member: MemberId) -> Result<Known, Problem> {
    let known = visit.read(network).await?;
    let about = known.network.people.members.get(&member);
    let is_dead = about.and_then(|m| m.now()).is_some_and(|d| d.nearness == Nearness::Dead);
    if known.is_person() && about.is_some() && !is_dead { Ok(known) } else { Err(Problem::not_found()) }
}

fn name(wish: Wish) -> &'static str {
    match wish {
        Wish::Wanted => "wanted",
        Wish::NotNow => "not-now",
        Wish::NotWanted => "not-wanted",
    }
}

const ALL: [Wish; 3] = [Wish::Wanted, Wish::NotNow, Wish::NotWanted];

fn filled(visit: &Visit, known: &Known, id: MemberId, form: Form) -> WishPage {
    let t = visit.t;
    let member = known.network.people.members.get(&id);
    let is_person = member.is_some_and(|m| m.is_person());
    let who = known.name(Who::Member(id));
    let (title, lead) = if is_person {
        (t.say("mine-wish-title-alone"), t.say("mine-wish-lead-alone"))
    } else {
        (t.say_with("mine-wish-title", [("name", &who)]), t.say_with("mine-wish-lead", [("name", &who)]))
    };
    let earlier = member.map(|m| {
        let said = m.wishes.iter().rev();
        said.map(|w| {
            format!("{} · {} {}", known.at(w.entry.recorded_at), t.say(wish_key(w.wish, is_person)), w.words)
        })
        .collect()
    });
    WishPage {
        page: visit.page(t.say("mine-wish-page")),
        here: known.href(&format!("wish/{id}")),
        home: known.href(""),
        title,
        lead,
        choices: ALL.map(|wish| Choice::new(name(wish), t.say(wish_key(wish, is_person)))).to_vec(),
        earlier: earlier.unwrap_or_default(),
        form,
    }
}

/// The form, with the wish of now.
pub async fn page(visit: Visit, Path((network, member)): Place) -> Result<Response, Problem> {
    let known = opened(&visit, network, member).await?;
    let now = known.network.people.members.get(&member).and_then(|m| m.wish());
    let form = now.map_or(Form::fresh(), |wish| Form::fresh().with("wish", name(wish)));
    Ok(show(filled(&visit, &known, member, form)))
}

/// Takes the wish, in the person's own voice.
pub async fn send(visit: Visit, Path((network, member)): Place, mut form: Form) -> Result<Response, Problem> {
    let known = opened(&visit, network, member).await?;
    let wish = ALL.into_iter().find(|wish| name(*wish) == form.value("wish"));
    let Some(wish) = wish else {
        form.fail("wish", visit.t.say("form-choose"));
        return Ok(show_again(filled(&visit, &known, member, form)));
    };
    let told = WishTold { member, wish, words: form.value("words").to_owned() };
    match visit.act(network, &form, Told::default(), Act::TellWish(told)).await? {
        Ok(()) => Ok(see(format!("{}#people", known.href("")))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(show_again(filled(&visit, &known, member, form)))
        }
    }
}
