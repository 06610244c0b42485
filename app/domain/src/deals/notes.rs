//! Notes, calls and meetings of a deal. Invariants: they leave the deal itself as it is, so its
//! version stays, too; only who wrote one changes or removes it.
use super::{Deal, Event};
use crate::access::Action;
use crate::by::By;
use crate::field::Field;
use crate::id::NoteId;
use crate::notes::{Activity, Note, Subject};
use crate::refusal::Refusal as Refused;

impl Deal {
    /// Writes a note about the deal. The deal itself stays as it is, so its version does too.
    ///
    /// # Errors
    /// Deleted, or a bad text.
    pub fn note(&self, by: By, id: NoteId, raw: &str) -> Result<(Note, Event), Refused> {
        self.is_here()?;
        let note = Note::write(by, id, Subject::Deal(self.id), raw)?;
        Ok((note, Event::Noted { note: id }))
    }

    /// Logs a call or meeting about the deal, with what was said. As a note, it leaves the deal.
    ///
    /// # Errors
    /// Deleted, a bad text, or a bad moment or length.
    pub fn log(
        &self,
        by: By,
        id: NoteId,
        activity: Activity,
        raw: &str,
    ) -> Result<(Note, Event), Refused> {
        self.is_here()?;
        let knows = |id| self.contacts.iter().any(|part| part.contact == id);
        if activity.with.is_some_and(|contact| !knows(contact)) {
            return Err(Refused::Unknown(Field::Contact));
        }
        let note = Note::log(by, id, Subject::Deal(self.id), activity, raw)?;
        let (kind, at) = (activity.kind, activity.at);
        Ok((note, Event::Logged { note: id, kind, at }))
    }

    /// # Errors
    /// Deleted, not of this deal or not theirs, a bad text, or nothing changed.
    pub fn rewrite_note(&self, by: By, note: &mut Note, raw: &str) -> Result<Event, Refused> {
        self.own(by, note)?;
        note.rewrite(by, raw)?;
        Ok(Event::NoteChanged { note: note.id })
    }

    /// # Errors
    /// Deleted, not of this deal, or not theirs.
    pub fn delete_note(&self, by: By, note: &mut Note) -> Result<Event, Refused> {
        self.own(by, note)?;
        note.delete(by)?;
        Ok(Event::NoteRemoved { note: note.id })
    }

    fn own(&self, by: By, note: &Note) -> Result<(), Refused> {
        self.is_here()?;
        if note.about != Subject::Deal(self.id) {
            return Err(Refused::Invisible);
        }
        match note.author == by.actor {
            true => Ok(()),
            false => Err(Refused::Forbidden(Action::Edit)),
        }
    }
}
