//! Notes, calls and meetings of deals in the store. Invariant: writing one takes the right to edit
//! the deal, reading one the right to its Internal fields.
use crate::changes::Happened;
use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::Work;
use domain::access::{Action, View};
use domain::by::By;
use domain::deals::{Deal, Event};
use domain::events;
use domain::id::{DealId, NoteId};
use domain::notes::{Activity, Note};
use domain::refusal::Refusal;

impl Record for Note {
    const KIND: Kind = Kind::Note;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Work<'_, '_> {
    /// Writes a note about a deal that the actor may edit.
    ///
    /// # Errors
    /// Invisible or forbidden, deleted, or a bad text.
    pub fn note_deal(&mut self, id: DealId, text: &str) -> Result<NoteId, Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Edit)?;
        let note = NoteId(self.new_id(Kind::Note)?);
        let (note, event) = deal.note(self.by, note, text)?;
        records::save(self.overlay, &note)?;
        self.tell(Kind::Deal, id.0, events::Event::Deal(event))?;
        Ok(note.id)
    }

    /// Logs a call or meeting about a deal that the actor may edit.
    ///
    /// # Errors
    /// Invisible or forbidden, deleted, or a bad text, moment or length.
    pub fn log_activity(
        &mut self,
        id: DealId,
        activity: Activity,
        text: &str,
    ) -> Result<NoteId, Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Edit)?;
        let note = NoteId(self.new_id(Kind::Note)?);
        let (note, event) = deal.log(self.by, note, activity, text)?;
        records::save(self.overlay, &note)?;
        self.tell(Kind::Deal, id.0, events::Event::Deal(event))?;
        Ok(note.id)
    }

    /// Changes the text of a note that the actor wrote about a deal they may edit.
    ///
    /// # Errors
    /// Invisible or forbidden, deleted, a bad text, or nothing changed.
    pub fn rewrite_note(&mut self, id: DealId, note: NoteId, text: &str) -> Result<(), Stopped> {
        self.change_note(id, note, |deal, by, note| deal.rewrite_note(by, note, text))
    }

    /// Removes a note that the actor wrote about a deal they may edit.
    ///
    /// # Errors
    /// Invisible or forbidden, or deleted.
    pub fn delete_note(&mut self, id: DealId, note: NoteId) -> Result<(), Stopped> {
        self.change_note(id, note, Deal::delete_note)
    }

    fn change_note(
        &mut self,
        id: DealId,
        note: NoteId,
        change: impl FnOnce(&Deal, By, &mut Note) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Edit)?;
        let found = records::load::<Note>(self.overlay, note.0)?;
        let mut note = found.ok_or(Refusal::Invisible)?;
        let event = change(&deal, self.by, &mut note)?;
        records::save(self.overlay, &note)?;
        self.tell(Kind::Deal, id.0, events::Event::Deal(event))?;
        Ok(())
    }
}

impl Reading {
    /// The notes named by a deal's timeline that are still there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_notes(
        &self,
        deal: &View<Deal>,
        timeline: &[Happened],
    ) -> Result<Vec<Note>, StoreError> {
        use domain::access::FieldClass;
        if !deal.may(Action::Field(FieldClass::Internal)) {
            return Ok(Vec::new());
        }
        let named = timeline
            .iter()
            .filter_map(|happened| match &happened.event {
                events::Event::Deal(Event::Noted { note } | Event::Logged { note, .. }) => {
                    Some(note.0)
                }
                _ => None,
            });
        let notes = named.map(|id| records::load::<Note>(&*self.snapshot, id));
        let notes = notes.filter_map(Result::transpose);
        let here = |note: &Result<Note, _>| !matches!(note, Ok(note) if note.deleted.is_some());
        notes.filter(here).collect()
    }
}
