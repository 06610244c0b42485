//! Files of a deal. Invariant: a file is named by its own number, so that taking one away never
//! takes another of the same content.
use super::{Deal, Event};
use crate::by::By;
use crate::field::Field;
use crate::files::{self, Attachment, Upload};
use crate::id::FileId;
use crate::refusal::Refusal as Refused;
use crate::text;

/// Most files of one deal.
const MOST: usize = 100;

impl Deal {
    /// # Errors
    /// Deleted, a bad name, an empty file, or too many files.
    pub fn attach(&mut self, by: By, id: FileId, upload: Upload) -> Result<Event, Refused> {
        self.is_here()?;
        if self.files.len() >= MOST {
            let field = Field::File;
            return Err(text::Refusal::TooMany { field, limit: MOST }.into());
        }
        let file = Attachment::new(by, id, upload)?;
        let name = file.name.clone();
        self.files.push(file);
        Ok(self.done(by, Event::FileAttached { file: id, name }))
    }

    /// # Errors
    /// Deleted, or no such file.
    pub fn detach(&mut self, by: By, id: FileId) -> Result<Event, Refused> {
        self.is_here()?;
        let at = self.files.iter().position(|file| file.id == id);
        let file = self.files.remove(at.ok_or(files::Refusal::Gone)?);
        let name = file.name;
        Ok(self.done(by, Event::FileRemoved { file: id, name }))
    }
}
