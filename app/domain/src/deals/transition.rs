//! The way of a deal through its pipeline. Invariant: open → open by moving, open → won or lost
//! by their own commands with their terms, won or lost → open by reopening; nothing else.
use super::{Deal, Event, LostReason, Refusal, Status, WinTerms};
use crate::by::By;
use crate::change::Change;
use crate::id::StageId;
use crate::pipelines::{self, Pipeline, Stage, StageKind};
use crate::refusal::Refusal as Refused;
use crate::time::Day;

impl Deal {
    /// Moves an open deal to an open stage, of this pipeline or of another.
    ///
    /// # Errors
    /// Deleted or closed; a won or lost stage, which have their own commands; an unknown stage or
    /// archived pipeline; there already.
    pub fn move_to_stage(
        &mut self,
        by: By,
        to: &Pipeline,
        stage: StageId,
    ) -> Result<Event, Refused> {
        self.is_open()?;
        let stage = found(to, Some(stage), StageKind::Open)?;
        if (self.pipeline, self.stage) == (to.id, stage.id) {
            return Err(Refused::Unchanged);
        }
        if to.archived && self.pipeline != to.id {
            return Err(pipelines::Refusal::Archived.into());
        }
        let pipeline = Change::new(self.pipeline, to.id);
        self.pipeline = to.id;
        let stage = self.stand_in(by, stage);
        Ok(self.done(by, Event::Moved { pipeline, stage }))
    }

    /// # Errors
    /// Deleted or closed; a day in the future or before the opening; a bad amount; a stage that
    /// is not a won one of the deal's pipeline.
    pub fn win(&mut self, by: By, pipeline: &Pipeline, terms: WinTerms) -> Result<Event, Refused> {
        self.is_open()?;
        self.belongs_to(pipeline)?;
        let stage = found(pipeline, terms.stage, StageKind::Won)?;
        closing_day(by, self.opened, Some(terms.on))?;
        let is = super::draft::checked_amount(terms.amount.or(self.amount))?;
        super::lines::same_currency(&self.lines, is)?;
        let amount = Change::between(std::mem::replace(&mut self.amount, is), is);
        let stage = self.close(by, stage, terms.on);
        Ok(self.done(
            by,
            Event::Won {
                stage,
                on: terms.on,
                amount,
            },
        ))
    }

    /// # Errors
    /// Deleted or closed; no reason; a day in the future or before the opening.
    pub fn lose(
        &mut self,
        by: By,
        pipeline: &Pipeline,
        on: Day,
        reason: LostReason,
    ) -> Result<Event, Refused> {
        self.is_open()?;
        self.belongs_to(pipeline)?;
        let stage = found(pipeline, None, StageKind::Lost)?;
        let reason = reason.checked(false)?;
        closing_day(by, self.opened, Some(on))?;
        self.lost_reason = Some(reason.clone());
        let stage = self.close(by, stage, on);
        Ok(self.done(by, Event::Lost { stage, on, reason }))
    }

    /// Takes a closed deal up again: in the given open stage, else where it stood before.
    ///
    /// # Errors
    /// Deleted or still open; a stage that is not an open one of the deal's pipeline.
    pub fn reopen(
        &mut self,
        by: By,
        pipeline: &Pipeline,
        stage: Option<StageId>,
    ) -> Result<Event, Refused> {
        self.is_here()?;
        if self.status == Status::Open {
            return Err(Refusal::StillOpen.into());
        }
        self.belongs_to(pipeline)?;
        let before = self.open_stage.filter(|id| {
            pipeline
                .stage(*id)
                .is_some_and(|stage| stage.kind == StageKind::Open && !stage.archived)
        });
        let stage = found(pipeline, stage.or(before), StageKind::Open)?;
        let status = self.status;
        self.closed = None;
        self.lost_reason = None;
        self.open_stage = None;
        let stage = self.stand_in(by, stage);
        Ok(self.done(by, Event::Reopened { stage, status }))
    }

    fn close(&mut self, by: By, stage: &Stage, on: Day) -> Change<StageId> {
        self.open_stage = Some(self.stage);
        self.closed = Some(on);
        self.stand_in(by, stage)
    }

    fn stand_in(&mut self, by: By, stage: &Stage) -> Change<StageId> {
        self.tread(stage.id, by.now);
        self.status = stage.kind.into();
        self.snooze = None;
        self.stage_since = by.now;
        Change::new(std::mem::replace(&mut self.stage, stage.id), stage.id)
    }

    fn belongs_to(&self, pipeline: &Pipeline) -> Result<(), Refused> {
        if self.pipeline == pipeline.id {
            Ok(())
        } else {
            Err(Refusal::OtherPipeline.into())
        }
    }
}

/// The stage asked for, or the first of this kind; of this kind in any case.
fn found(pipeline: &Pipeline, id: Option<StageId>, kind: StageKind) -> Result<&Stage, Refused> {
    let stage = match id {
        Some(id) => pipeline.stage(id),
        None => pipeline.first_of(kind),
    };
    let stage = stage.ok_or(pipelines::Refusal::UnknownStage)?;
    if stage.archived {
        return Err(pipelines::Refusal::StageArchived.into());
    }
    if stage.kind == kind {
        Ok(stage)
    } else {
        Err(Refusal::wrong_kind(stage.kind).into())
    }
}

/// A closing day lies between the opening and tomorrow: the domain knows only UTC, and somewhere
/// east the next day has begun already.
pub(super) fn closing_day(by: By, opened: Option<Day>, closed: Option<Day>) -> Result<(), Refused> {
    let Some(closed) = closed else { return Ok(()) };
    let latest = by.now.day().and_then(|today| today.succ_opt());
    if latest.is_some_and(|latest| closed > latest) {
        return Err(Refusal::ClosedInFuture.into());
    }
    if opened.is_some_and(|opened| closed < opened) {
        return Err(Refusal::ClosedBeforeOpened.into());
    }
    Ok(())
}
