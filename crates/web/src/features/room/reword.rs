//! Rewording one's own words, or those one wrote down, while the meeting is open.

use axum::{extract::Path, response::Response};
use dialogue::{
    Act, Why, WordsId,
    words::{Kind, Passage, WordsReworded},
};

use super::{
    Place,
    talk::{From, Talk},
};
use crate::{form::Form, http::Visit, page::problem::Problem};

/// The section in which a passage stands.
pub(super) fn section(passage: &Passage) -> &'static str {
    match passage.spoken.kind {
        Kind::HowItCameAbout | Kind::HowToUseTime => "openings",
        Kind::Reflection => "reflections",
        _ => "words",
    }
}

/// Rewords a passage. If it was reworded since this page was opened, both wordings are shown first.
pub(super) async fn reword(visit: Visit, Path(place): Place, form: Form) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let words: WordsId = form.id_of("passage").ok_or_else(Problem::not_found)?;
    let passage = talk.known.network.words.get(&words).ok_or_else(Problem::not_found)?;
    let from = From::new(format!("reword-{words}"), section(passage));
    let mut form = form.scoped(&from.sheet);
    let seen = form.value("seen").parse().unwrap_or_default();
    let act = Act::Reword(WordsReworded { words, text: form.value("text").to_owned(), seen });
    match talk.act(&form, vec![(talk.noted(), act)]).await? {
        Ok(()) => talk.done(&from).await,
        Err(refusal) => {
            form.refused(&refusal);
            if refusal.why == Why::Changed {
                let now = Talk::open(talk.visit.clone(), place).await?;
                let count = now.known.network.words.get(&words).map_or(0, |p| p.rewordings.len());
                form = form.with("seen", count);
            }
            talk.again(from, form).await
        }
    }
}
