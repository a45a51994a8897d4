//! Drafts: what is being typed is saved as one goes, sealed, for nobody but the one who types.

use axum::{Router, extract::State, response::Response, routing::post};
use dialogue::{NetworkId, Seat};
use store::StoreError;

#[cfg(test)]
mod tests;

use crate::{
    form::Form,
    http::{App, Visit, visit},
    page::problem::{Kind, Problem},
};

/// The field that names the draft.
const KEY: &str = "draft-key";
/// The field that names the page it is written on.
const AT: &str = "draft-at";
/// The longest name of a draft, in bytes.
const LONGEST_KEY: usize = 200;

/// The routes of this feature.
pub fn routes() -> Router<App> {
    Router::new().route("/draft", post(save))
}

async fn save(State(app): State<App>, visit: Visit, form: Form) -> Result<Response, Problem> {
    let key = form.value(KEY);
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Problem::new(Kind::Incorrect));
    }
    let fields: Vec<_> = form.fields().iter().filter(|(name, _)| name != KEY && name != AT).collect();
    let text = serde_json::to_string(&fields).map_err(Problem::fault)?;
    let (store, network) = (app.store(), network(&visit, form.value(AT)));
    match store.save_draft(visit.account.id, key, network, text.as_bytes()).await {
        // A network that is not there is like none: nobody learns here which are.
        Err(StoreError::NotYours) => store.save_draft(visit.account.id, key, None, text.as_bytes()).await,
        saved => saved,
    }
    .map_err(visit::problem)?;
    Ok(visit::kept())
}

/// The network that a draft belongs to, whose key it is sealed with: a member's own, or the one whose
/// page a practitioner writes on. A call that is being taken has none yet.
fn network(visit: &Visit, page: &str) -> Option<NetworkId> {
    match visit.account.seat {
        Seat::Member(network, _) => Some(network),
        _ => page.strip_prefix("/network/")?.split('/').next()?.parse().ok(),
    }
}

impl Visit {
    /// The form as it was left, or this one when there is no draft of it.
    pub async fn draft_or(&self, key: &str, fresh: Form) -> Result<Form, Problem> {
        let draft = self.app.store().draft(self.account.id, key).await.map_err(visit::problem)?;
        let fields = draft.and_then(|text| serde_json::from_slice::<Vec<(String, String)>>(&text).ok());
        Ok(fields.map_or(fresh, |fields| {
            fields.into_iter().fold(Form::new(), |form, (name, value)| form.and(&name, value))
        }))
    }

    /// Forgets a draft whose form has become part of the record.
    pub async fn forget_draft(&self, key: &str) -> Result<(), Problem> {
        self.app.store().drop_draft(self.account.id, key).await.map_err(visit::problem)
    }
}
