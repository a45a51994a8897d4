//! The bundle as a download, and the answer that closes the request.

use std::collections::BTreeMap;

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use dialogue::{Act, Told, case::AccessAnswered};

use super::{
    case,
    make::{Bundle, zipped},
    officer, purpose,
};
use crate::{
    form::Form,
    http::{
        Visit,
        visit::{problem, see},
    },
    page::problem::{Kind, Problem},
};

/// The bundle, once every line is decided.
pub async fn bundle(visit: Visit, Path(place): super::Place) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, place).await?;
    let not_yet = |why| Problem::new(Kind::Conflict).saying(visit.t.say("bundle-not-yet")).because(why);
    let bundle = Bundle::of(&known, &case).map_err(not_yet)?;
    let store = visit.app.store();
    let permit = store.permit(&visit.account, place.0, purpose(&known)).await.map_err(problem)?;
    let mut attached = BTreeMap::new();
    for file in bundle.attachments() {
        attached.insert(file, store.file(&permit, file).await.map_err(problem)?);
    }
    let fault = |cause: &dyn std::fmt::Display| {
        Problem::new(Kind::Fault).because(std::io::Error::other(cause.to_string()))
    };
    let files = bundle.files(&attached).map_err(|cause| fault(&cause))?;
    let zip = zipped(&files).map_err(|cause| fault(&cause))?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"bundle-{}.zip\"", bundle.id()));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, name.map_err(Problem::fault)?),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, zip).into_response())
}

/// Answers the request; from then on the records officer reads nothing here.
pub async fn send(visit: Visit, Path(place): super::Place, mut form: Form) -> Result<Response, Problem> {
    let (known, case) = officer(&visit, place).await?;
    let words = form.value("words").to_owned();
    let act = Act::AnswerAccess(AccessAnswered { asked: case.asked.entry.id, words });
    match visit.act(place.0, &form, Told::default(), act).await? {
        Ok(()) => Ok(see("/today")),
        Err(refusal) => {
            form.refused(&refusal);
            case::again(&visit, known, &case, form).await
        }
    }
}
