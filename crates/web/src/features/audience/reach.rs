//! How to reach somebody and where they live: for the team alone, unless its owner says otherwise.

use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, MemberId, NetworkId, Told, Who, people::Member, reach::ReachTold};

use super::{for_member, is_own};
use crate::{
    components::Choice,
    features::network::ask::Ask,
    form::Form,
    http::{Visit, visit::see},
    page::problem::Problem,
    show::Known,
};

type Place = Path<(NetworkId, MemberId)>;

/// The team first; a number is nobody's draft.
fn choices(known: &Known) -> Vec<Choice> {
    let team = Choice::new("team", known.audience(Audience::Team)).hint(known.names_of(Audience::Team));
    let others = known.audience_choices(None).into_iter();
    let others = others.filter(|choice| !["team", "only-me"].contains(&choice.value.as_str()));
    std::iter::once(team).chain(others).collect()
}

fn ask(visit: &Visit, known: &Known, member: &Member, form: Form) -> Ask {
    let (t, name) = (visit.t, known.name(Who::Member(member.id)));
    let own = is_own(known, member);
    let title = if own { t.say("audience-reach-own-title") } else { t.say("audience-reach-title") };
    let ask = Ask::new(visit, known, title.clone(), form.clone());
    let ask = if own {
        ask
    } else {
        let back = known.href(&format!("people/{}", member.id));
        ask.about(name.clone()).back(back, t.say_with("network-back", [("person", &name)]))
    };
    let ask = match member.reaches.last().filter(|now| !now.reach.is_empty()) {
        Some(now) => ask
            .words(t.say("network-stands-now"), now.reach.clone(), super::words::by(known, &now.entry))
            .audience(known.readers(&now.entry)),
        None => ask,
    };
    let label = if own { title } else { t.say("network-reach") };
    let ask = ask
        .text(if own { t.say("audience-reach-own-what") } else { t.say("audience-reach-what") })
        .field(form.area("reach", label).hint(t.say("network-reach-hint")).rows(2));
    if own {
        ask.field(form.choice("audience", t.say("audience-readers-legend"), &choices(known))).note()
    } else {
        ask.readers(known.audience(Audience::Team))
    }
}

/// The form; what was told before stands above it.
pub(super) async fn page(visit: Visit, Path((network, member)): Place) -> Result<Response, Problem> {
    let (known, member) = for_member(&visit, network, member).await?;
    let form = Form::fresh().with("audience", "team");
    let form = if is_own(&known, &member) || known.is_team() {
        let now = member.reaches.last().map(|told| told.reach.clone());
        let team = || if known.is_team() { member.reach().to_owned() } else { String::new() };
        form.with("reach", now.unwrap_or_else(team))
    } else {
        form
    };
    Ok(ask(&visit, &known, &member, form).show())
}

/// Takes it: for those whom its owner chooses, and from the team for the team alone.
pub(super) async fn tell(
    visit: Visit,
    Path((network, member)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, member) = for_member(&visit, network, member).await?;
    let own = is_own(&known, &member);
    let audience = known.audience_from(form.value("audience"), None).filter(|_| own);
    if own && audience.is_none() {
        form.fail("audience", visit.t.say("leave-audience-needed"));
        return Ok(ask(&visit, &known, &member, form).again());
    }
    let reach = ReachTold { member: member.id, reach: form.value("reach").to_owned() };
    let told = Told { audience, voice: Some(Who::Member(member.id)), ..Told::default() };
    match visit.act(network, &form, told, Act::TellReach(reach)).await? {
        Ok(()) if own => Ok(see(known.href(&format!("reach/{}", member.id)))),
        Ok(()) => Ok(see(known.href(&format!("people/{}", member.id)))),
        Err(refusal) => {
            form.refused(&refusal);
            Ok(ask(&visit, &known, &member, form).again())
        }
    }
}
