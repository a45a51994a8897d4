//! Taking an entry out of sight: one tap leads here, the second says why and it is gone.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Duty, EntryId, NetworkId, PractitionerId, Told,
    out_of_sight::{Misplaced, TakenOutOfSight},
};

use super::words;
use crate::{
    components::Choice,
    features::story::happening::Happening,
    form::Form,
    http::{Visit, asked::Named, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::Words,
};

type Place = Path<(NetworkId, Named)>;

#[derive(Template)]
#[template(path = "features/guarding/take.html")]
struct TakePage {
    page: Page,
    known: Known,
    form: Form,
    entry: Option<Happening>,
    reasons: Vec<(&'static str, String)>,
    reviewers: Vec<Choice>,
}

/// Why, in words.
pub(super) fn why(t: Words, why: Misplaced) -> String {
    t.say(&format!("guarding-why-{}", why.name()))
}

/// The safeguarding lead, or the holder while the service has named none.
fn usual_reviewer(known: &Known) -> Option<PractitionerId> {
    let leads = |id: &PractitionerId| known.service.duties(*id).has(Duty::SafeguardingLead);
    let lead = known.service.working().into_iter().map(|p| p.practitioner).find(leads);
    lead.or(known.holder())
}

fn filled(visit: &Visit, known: Known, entry: EntryId, form: Form) -> TakePage {
    TakePage {
        page: visit.page(visit.t.say("guarding-take-title")),
        entry: words::told(&known, entry),
        reasons: Misplaced::ALL.into_iter().map(|one| (one.name(), why(visit.t, one))).collect(),
        reviewers: known.practitioner_choices(),
        form,
        known,
    }
}

/// The network as its team knows it, with an entry that they may read.
async fn open(visit: &Visit, network: NetworkId, entry: EntryId) -> Result<Known, Problem> {
    let known = visit.read_as_team(network).await?;
    words::entry(&known, entry).ok_or_else(Problem::not_found)?;
    Ok(known)
}

/// The page with its four buttons.
pub(super) async fn page(visit: Visit, Path((network, Named(entry))): Place) -> Result<Response, Problem> {
    let known = visit.read_as_team(network).await?;
    if known.network.out_of_sight.get(&entry).is_some_and(|one| one.is_in_force()) {
        return Ok(see(known.href(&format!("out-of-sight/{entry}"))));
    }
    words::entry(&known, entry).ok_or_else(Problem::not_found)?;
    let reviewer = usual_reviewer(&known).map(|id| id.to_string()).unwrap_or_default();
    Ok(show(filled(&visit, known, entry, Form::fresh().with("reviewer", reviewer))))
}

/// Takes it out of everybody's sight.
pub(super) async fn take(
    visit: Visit,
    Path((network, Named(entry))): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = open(&visit, network, entry).await?;
    let why = Misplaced::ALL.into_iter().find(|why| why.name() == form.value("why"));
    let reviewer = form.id_of("reviewer").filter(|id| known.service.practitioners.contains_key(id));
    if why.is_none() {
        form.fail("why", visit.t.say("guarding-needs-why"));
    }
    if reviewer.is_none() {
        form.fail("reviewer", visit.t.say("refused-nobody-named"));
    }
    if let (Some(why), Some(reviewer)) = (why, reviewer) {
        let words = form.value("words").to_owned();
        let act = Act::TakeOutOfSight(TakenOutOfSight { entry, why, words, reviewer });
        match visit.act(network, &form, Told::default(), act).await? {
            Ok(()) => return Ok(see(known.href(&format!("out-of-sight/{entry}")))),
            Err(refusal) => form.refused(&refusal),
        }
    }
    Ok(show_again(filled(&visit, known, entry, form)))
}
