//! Files attached to records. Invariants: a file's content is named by its digest and kept once; its
//! type is told by its content, never by its name; whoever may read the record and its Internal
//! fields may read the file.
mod digest;
mod media;
mod refusal;

pub use digest::Digest;
pub use media::Media;
pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;

use crate::by::{Actor, By};
use crate::field::Field;
use crate::id::FileId;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What a record knows of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attachment {
    pub id: FileId,
    pub digest: Digest,
    pub name: String,
    pub bytes: u64,
    pub media: Media,
    pub added: Moment,
    pub added_by: Actor,
}

/// Content that was put into the store of files, before it is attached. It crosses no wire: whoever
/// could name a digest could read what they never had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Upload {
    pub name: String,
    pub digest: Digest,
    pub bytes: u64,
    pub media: Media,
}

/// Longest name of a file.
const NAME: usize = 200;

impl Attachment {
    /// # Errors
    /// A bad name, or an empty file.
    pub fn new(by: By, id: FileId, upload: Upload) -> Result<Self, Refused> {
        if upload.bytes == 0 {
            return Err(Refusal::Empty.into());
        }
        Ok(Self {
            id,
            digest: upload.digest,
            name: text::required(Field::File, base(&upload.name), NAME)?,
            bytes: upload.bytes,
            media: upload.media,
            added: by.now,
            added_by: by.actor,
        })
    }
}

/// The name without folders, whichever system they came from.
fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
