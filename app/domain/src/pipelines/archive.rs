//! Taking stages and pipelines out of use. Invariant: no deal is lost: deals stay where they are,
//! and what is archived is shown as archived and takes no deal in.
use super::{Event, Pipeline, Refusal};
use crate::by::By;
use crate::change::Change;
use crate::id::StageId;
use crate::refusal::Refusal as Refused;

impl Pipeline {
    /// Takes a stage out of the choices; its deals stay in it until they are moved.
    ///
    /// # Errors
    /// An unknown stage, archived already, or the last of its kind.
    pub fn archive_stage(&mut self, by: By, id: StageId) -> Result<Event, Refused> {
        self.set_stage_archived(by, id, true, Event::StageArchived { stage: id })
    }

    /// # Errors
    /// An unknown stage, not archived, its name taken meanwhile, or too many stages.
    pub fn unarchive_stage(&mut self, by: By, id: StageId) -> Result<Event, Refused> {
        self.set_stage_archived(by, id, false, Event::StageUnarchived { stage: id })
    }

    /// Takes the pipeline out of the choices; its deals stay.
    ///
    /// # Errors
    /// Archived already.
    pub fn archive(&mut self, by: By) -> Result<Event, Refused> {
        self.set_archived(by, true, Event::Archived)
    }

    /// # Errors
    /// Not archived.
    pub fn unarchive(&mut self, by: By) -> Result<Event, Refused> {
        self.set_archived(by, false, Event::Unarchived)
    }

    /// Puts the pipeline at a place among the others.
    ///
    /// # Errors
    /// There already.
    pub fn put_at(&mut self, by: By, place: u16) -> Result<Event, Refused> {
        let was = std::mem::replace(&mut self.place, place);
        let change = Change::between(was, place).ok_or(Refused::Unchanged)?;
        self.stamp.touch(by);
        Ok(Event::Placed(change))
    }

    fn set_stage_archived(
        &mut self,
        by: By,
        id: StageId,
        archived: bool,
        event: Event,
    ) -> Result<Event, Refused> {
        let mut stages = self.stages.clone();
        let stage = stages
            .iter_mut()
            .find(|stage| stage.id == id)
            .ok_or(Refusal::UnknownStage)?;
        if stage.archived == archived {
            return Err(Refused::Unchanged);
        }
        stage.archived = archived;
        self.arrange(by, stages, event)
    }

    fn set_archived(&mut self, by: By, archived: bool, event: Event) -> Result<Event, Refused> {
        if self.archived == archived {
            return Err(Refused::Unchanged);
        }
        self.archived = archived;
        self.stamp.touch(by);
        Ok(event)
    }
}
