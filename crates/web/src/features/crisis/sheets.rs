//! The sheets of all networks: one page to print, or a directory of files for the hour when nothing works.

use askama::Template;
use dialogue::{Duty, Seat};
use store::{Store, StoreError};

use super::sheet::{Desk, Sheet};
use crate::{http::app::zone, words::Words};

/// One file of the sheets.
pub struct Written {
    /// Its name.
    pub name: String,
    /// The page, whole in itself.
    pub html: String,
}

/// Why there are no sheets.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A page could not be made.
    #[error(transparent)]
    Page(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "features/crisis/file.html")]
struct File {
    t: Words,
    title: String,
    sheets: Vec<Sheet>,
}

#[derive(Template)]
#[template(path = "features/crisis/index.html")]
struct Index {
    t: Words,
    made: String,
    lines: Vec<(String, String, String)>,
}

/// The sheet of every network, by the person's name. One that cannot be read is bare, and keeps no other away.
pub async fn all(desk: &Desk<'_>) -> Result<Vec<Sheet>, StoreError> {
    let mut sheets = Vec::new();
    for listed in desk.store.networks_on_call(&desk.account).await? {
        sheets.push(match desk.sheet(listed.network).await {
            Ok(sheet) => sheet,
            Err(StoreError::NotYours) => continue,
            Err(error) => {
                tracing::error!(%error, network = %listed.network, "a crisis sheet is bare: its record cannot be read");
                desk.bare(&listed)
            }
        });
    }
    sheets.sort_by_key(|sheet| sheet.person.to_lowercase());
    Ok(sheets)
}

/// The sheets as files with an index, in the name of somebody who is on call: each is a look of theirs.
/// Nothing where nobody who is on call has an account.
///
/// # Errors
/// What the store says, or that a page could not be made.
pub async fn write(store: &Store) -> Result<Option<Vec<Written>>, NotWritten> {
    let service = store.service().await?;
    let accounts = store.accounts().await?;
    let on_call = accounts.into_iter().map(|profile| profile.account).find(|account| match account.seat {
        Seat::Practitioner(id) => {
            service.duties(id).has(Duty::OnCall)
                && service.practitioners.get(&id).is_some_and(|p| !p.has_left)
        }
        _ => false,
    });
    let Some(account) = on_call else { return Ok(None) };
    let (t, zone, now) = (Words::default(), zone(&service.is.zone), store.now());
    let desk = Desk { store, account, service, t, zone, now };
    let sheets = all(&desk).await?;
    let mut files = Vec::with_capacity(sheets.len() + 1);
    let mut lines = Vec::new();
    let made = crate::show::time::moment(now, &desk.zone);
    for sheet in sheets {
        let name = format!("{}.html", sheet.network);
        let holder = sheet.team.iter().find(|one| one.is_holder).map(|one| one.name.clone());
        lines.push((name.clone(), sheet.person.clone(), holder.unwrap_or_default()));
        let file = File { t, title: sheet.person.clone(), sheets: vec![sheet] };
        files.push(Written { name, html: rendered(&file)? });
    }
    files.push(Written { name: "index.html".to_owned(), html: rendered(&Index { t, made, lines })? });
    Ok(Some(files))
}

fn rendered(template: &impl Template) -> Result<String, NotWritten> {
    Ok(template.render()?)
}
