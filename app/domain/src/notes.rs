//! Notes about records. Invariant: a note belongs to one record for ever; whoever may read the
//! record and its Internal fields may read the note.
use crate::by::{Actor, By};
use crate::field::Field;
use crate::id::{CompanyId, ContactId, DealId, NoteId};
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What a note is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    Deal(DealId),
    Company(CompanyId),
    Contact(ContactId),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    pub id: NoteId,
    pub about: Subject,
    pub text: String,
    pub author: Actor,
    pub stamp: Stamp,
    #[serde(default)]
    pub deleted: Option<Moment>,
}

impl Note {
    /// # Errors
    /// Empty, too long, or with control characters.
    pub fn write(by: By, id: NoteId, about: Subject, raw: &str) -> Result<Self, Refusal> {
        let text = checked(raw)?;
        Ok(Self {
            id,
            about,
            text,
            author: by.actor,
            stamp: Stamp::new(by),
            deleted: None,
        })
    }

    /// # Errors
    /// Deleted, a bad text, or nothing changed.
    pub fn rewrite(&mut self, by: By, raw: &str) -> Result<(), Refusal> {
        self.is_here()?;
        let text = checked(raw)?;
        if text == self.text {
            return Err(Refusal::Unchanged);
        }
        self.text = text;
        self.stamp.touch(by);
        Ok(())
    }

    /// # Errors
    /// Deleted already.
    pub fn delete(&mut self, by: By) -> Result<(), Refusal> {
        self.is_here()?;
        self.deleted = Some(by.now);
        self.stamp.touch(by);
        Ok(())
    }

    fn is_here(&self) -> Result<(), Refusal> {
        if self.deleted.is_none() {
            Ok(())
        } else {
            Err(Refusal::Deleted)
        }
    }
}

fn checked(raw: &str) -> Result<String, Refusal> {
    let text = text::note(Field::Note, raw, text::NOTE)?;
    if text.is_empty() {
        Err(text::Refusal::Empty { field: Field::Note }.into())
    } else {
        Ok(text)
    }
}
