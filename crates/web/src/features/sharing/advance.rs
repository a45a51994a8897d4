//! The advance statement: whom to tell, who speaks for me, what helps and what does not. It stands first
//! where people look in a crisis.

use askama::Template;
use axum::{extract::Path, response::Response};
use dialogue::{Act, Audience, NetworkId, Noted, Told, advance::AdvanceStatementMade};

use super::noted_line;
use crate::{
    form::Form,
    http::{Visit, visit::see},
    page::{Page, problem::Problem, show, show_again},
    show::Known,
    words::Words,
};

/// An advance statement, ready to be shown: `features/sharing/advance_parts.html` has the macro `advance`.
#[derive(Clone, Debug)]
pub struct AdvanceShown {
    /// Whose it is, as a heading.
    pub heading: String,
    /// What it is about, and the person's words.
    pub lines: Vec<(String, String)>,
    /// Who wrote it down, and when.
    pub by: String,
    /// Who reads it, in a sentence.
    pub readers: String,
}

impl Known {
    /// The advance statement as it stands, for a page that people open in a crisis; none where there is none,
    /// or where this viewer may not read it.
    pub fn advance_statement(&self) -> Option<AdvanceShown> {
        self.network.advance.last().map(|now| shown_one(self, now)).filter(|now| !now.lines.is_empty())
    }
}

/// What a statement is about, and the person's words; nothing for what they left empty.
pub fn lines(t: Words, made: &AdvanceStatementMade) -> Vec<(String, String)> {
    let lines = [
        (t.say("advance-tell"), made.tell.clone()),
        (t.say("advance-speaks"), made.speaks.clone()),
        (t.say("advance-helps"), made.helps.clone()),
        (t.say("advance-helps-not"), made.helps_not.clone()),
    ];
    lines.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn shown_one(known: &Known, made: &Noted<AdvanceStatementMade>) -> AdvanceShown {
    let t = known.t;
    AdvanceShown {
        heading: t.say_with("advance-heading", [("person", &known.person_name())]),
        lines: lines(t, made),
        by: noted_line(known, made),
        readers: known.audience(made.entry.told.audience),
    }
}

#[derive(Template)]
#[template(path = "features/sharing/advance.html")]
struct AdvancePage {
    page: Page,
    known: Known,
    form: Form,
    now: Option<AdvanceShown>,
    before: Vec<AdvanceShown>,
    may_state: bool,
    readers: String,
}

/// The person, the team, and whoever reads for the person.
async fn opened(visit: &Visit, network: NetworkId) -> Result<Known, Problem> {
    let known = visit.read(network).await?;
    let reads = known.is_team() || known.is_person() || known.standing.is_appointed;
    if reads { Ok(known) } else { Err(Problem::not_found()) }
}

fn shown(visit: &Visit, known: Known, form: Form) -> AdvancePage {
    let mut before: Vec<_> = known.network.advance.iter().map(|made| shown_one(&known, made)).collect();
    before.pop();
    before.reverse();
    AdvancePage {
        page: visit.page(visit.t.say("advance-title")),
        now: known.advance_statement(),
        before,
        may_state: known.is_team() || known.is_person(),
        readers: known.audience(Audience::PersonAndTeam),
        known,
        form,
    }
}

/// The statement of now, and those before.
pub(super) async fn page(visit: Visit, Path(network): Path<NetworkId>) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    let form = match known.network.advance.last() {
        Some(now) => Form::fresh()
            .with("tell", &now.tell)
            .with("speaks", &now.speaks)
            .with("helps", &now.helps)
            .with("helps-not", &now.helps_not),
        None => Form::fresh(),
    };
    let form = form.with("seen", known.network.advance.len());
    Ok(show(shown(&visit, known, form)))
}

/// States it anew, in the person's voice; what was stated before stays.
pub(super) async fn state(
    visit: Visit,
    Path(network): Path<NetworkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = opened(&visit, network).await?;
    if !(known.is_team() || known.is_person()) {
        return Err(Problem::not_found());
    }
    let text = |name: &str| form.value(name).to_owned();
    let made = AdvanceStatementMade {
        tell: text("tell"),
        speaks: text("speaks"),
        helps: text("helps"),
        helps_not: text("helps-not"),
    };
    let changed = form.told_since("tell", known.network.advance.iter().map(|made| &made.entry.id));
    if !changed && visit.carries_out(network, Told::default(), Act::StateInAdvance(made), &mut form).await? {
        return Ok(see(known.href("advance")));
    }
    Ok(show_again(shown(&visit, known, form)))
}
