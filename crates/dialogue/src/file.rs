//! Pictures and papers: a drawing, a page somebody wrote by hand, attached to a passage.
//! The bytes lie sealed beside the record; the fact says what they are.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    act::{Context, Decides, Deed, Told},
    entry::{Draft, Entry},
    fact::Folds,
    ids::{FileId, WordsId},
    network::{Network, Noted},
    refusal::{Refusal, Why},
    text,
    whole::Whole,
    words,
};

/// The largest file, in bytes: a photographed page at full size.
pub const LARGEST: u64 = 12 * 1024 * 1024;

/// Media types that are kept (RFC 6838 names).
pub const KINDS: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

/// A picture or paper was attached to a passage.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FileAttached {
    /// The file.
    pub file: FileId,
    /// The passage it belongs to.
    pub words: WordsId,
    /// Its media type, one of [`KINDS`].
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// What it shows, for those who cannot see it.
    pub shows: String,
}

impl Folds for FileAttached {
    fn fold(self: &Arc<Self>, network: &mut Network, entry: &Arc<Entry>) {
        if let Some(passage) = network.words.get_mut(&self.words) {
            passage.files.insert(self.file);
            network.files.insert(self.file, Noted::new(entry, self));
        }
    }
}

impl Decides for FileAttached {
    const DEED: Deed = Deed::Speak;
    fn decide(&self, whole: &Whole, told: &Told, ctx: &Context) -> Result<Vec<Draft>, Refusal> {
        let passage = words::passage(whole, self.words)?;
        if self.bytes == 0 || self.bytes > LARGEST || !KINDS.contains(&self.media_type.as_str()) {
            return Err(Refusal::at("file", Why::File));
        }
        words::own_or_scribe(whole, passage.voice(), ctx)?;
        let attached = Self { shows: text::kept("shows", &self.shows)?, ..self.clone() };
        let header = words::in_voice_of(whole, passage, told);
        Ok(vec![header.draft(ctx, passage.spoken.entry.told.audience, attached)])
    }
}
