//! Pictures and papers: attached to a passage, and shown to whoever may read that passage.

use axum::{
    extract::{
        Multipart, Path,
        multipart::{Field, MultipartRejection},
    },
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use dialogue::{
    Act, FileId, NetworkId, WordsId,
    file::{FileAttached, LARGEST},
};
use store::{Purpose, StoreError};

use super::{
    Place, reword,
    talk::{From, Talk, once},
};
use crate::{
    form::Form,
    http::{Visit, visit::problem},
    page::problem::{Kind, Problem},
};

/// The most that a field of text beside a file may hold, in bytes.
const MOST_TEXT: usize = 100_000;

/// What a file's first bytes say that it is, and how its name ends; the browser's word is not taken.
/// (PNG, JPEG and WebP as in the WHATWG MIME Sniffing Standard, section 6.1; PDF 32000-1, 7.5.2.)
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(("image/jpeg", "jpg")),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(("image/png", "png")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(("image/webp", "webp")),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(("application/pdf", "pdf")),
        _ => None,
    }
}

/// Attaches a picture or paper to a passage.
pub(super) async fn attach(
    visit: Visit,
    Path(place): Place,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let talk = Talk::open(visit, place).await?;
    let parts = parts.map_err(|cause| Problem::new(Kind::Unsupported).because(cause))?;
    let (form, bytes) = received(parts).await?;
    let words: WordsId = form.id_of("passage").ok_or_else(Problem::not_found)?;
    let passage = talk.known.network.words.get(&words).ok_or_else(Problem::not_found)?;
    let from = From::new(format!("file-{words}"), reword::section(passage));
    let mut form = form.with("hash", blake3::hash(&bytes)).scoped(&from.sheet);
    let is_small = u64::try_from(bytes.len()).is_ok_and(|size| size <= LARGEST);
    let Some((media_type, _)) = kind(&bytes).filter(|_| is_small) else {
        let why = if bytes.is_empty() { "room-file-none" } else { "refused-file" };
        form.fail("file", talk.visit.t.say(crate::words::key(why)));
        return talk.again(from, form).await;
    };
    if !talk.meeting.is_ahead() {
        form.fail("file", talk.visit.t.say("room-closed"));
        return talk.again(from, form).await;
    }
    let file = FileId(once(&form, "file"));
    let store = talk.visit.app.store();
    let permit = store.permit(&talk.visit.account, place.0, Purpose::Act).await.map_err(problem)?;
    store.put_file(&permit, file, &bytes).await.map_err(problem)?;
    let attached = FileAttached {
        file,
        words,
        media_type: media_type.to_owned(),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        shows: form.value("shows").to_owned(),
    };
    let told = talk.noted();
    let acted = talk.act(&form, vec![(told, Act::AttachFile(attached))]).await;
    if !matches!(acted, Ok(Ok(()))) {
        // Nothing names it, so nobody could ever open it.
        store.drop_file(&permit, file).await.map_err(problem)?;
    }
    match acted? {
        Ok(()) => talk.done(&from).await,
        Err(refusal) => {
            form.refused(&refusal);
            talk.again(from, form).await
        }
    }
}

/// The fields of text, and the file; of a file that is too large only as much as shows that.
async fn received(mut parts: Multipart) -> Result<(Form, Vec<u8>), Problem> {
    let incorrect = |cause| Problem::new(Kind::Incorrect).because(cause);
    let (mut form, mut file) = (Form::new(), Vec::new());
    while let Some(field) = parts.next_field().await.map_err(incorrect)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let most = usize::try_from(LARGEST).unwrap_or(usize::MAX).saturating_add(1);
            file = read(field, most).await?;
        } else {
            let text = String::from_utf8_lossy(&read(field, MOST_TEXT).await?).replace("\r\n", "\n");
            form = form.and(&name, text);
        }
    }
    Ok((form, file))
}

/// Reads a field to its end and keeps at most so many bytes.
async fn read(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut kept = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|e| Problem::new(Kind::Incorrect).because(e))? {
        let room = most.saturating_sub(kept.len()).min(chunk.len());
        kept.extend(chunk.iter().take(room));
    }
    Ok(kept)
}

/// The bytes of a file, for whoever reads it on a page of the record, or on one that was made for them to
/// review or decide by name or by duty.
async fn opened(visit: &Visit, network: NetworkId, file: FileId) -> Result<Vec<u8>, StoreError> {
    let (store, account) = (visit.app.store(), &visit.account);
    let purpose = match store.permit(account, network, Purpose::Read).await {
        Ok(permit) => match store.file(&permit, file).await {
            Err(StoreError::NotYours) => Purpose::Read,
            opened => return opened,
        },
        Err(StoreError::NotYours) => Purpose::Duty,
        Err(error) => return Err(error),
    };
    let permit = store.permit(account, network, purpose).await?;
    store.file_to_review(&permit, file).await
}

/// A picture or paper, for whoever may read the passage it belongs to. Its name says nothing of anybody,
/// and nothing inside it can run or call out (CSP `sandbox`, `nosniff`).
pub(super) async fn show(
    visit: Visit,
    Path((network, file)): Path<(NetworkId, FileId)>,
) -> Result<Response, Problem> {
    crate::http::permits::asked("read a file");
    let bytes = opened(&visit, network, file).await.map_err(problem)?;
    let (media_type, end) = kind(&bytes).ok_or_else(Problem::not_found)?;
    let how = if media_type.starts_with("image/") { "inline" } else { "attachment" };
    let disposition = HeaderValue::from_str(&format!("{how}; filename=\"paper.{end}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition.map_err(Problem::fault)?),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes).into_response())
}
