//! Pipelines administered. Invariant: no deal is lost: a stage is archived, never removed, and its
//! deals stay until somebody moves them.
use crate::error::Stopped;
use crate::records;
use crate::tables::{Facet, Kind, Order, list};
use crate::work::Work;
use domain::access::Lane;
use domain::by::By;
use domain::deals::{Deal, Status};
use domain::events::Event;
use domain::field::Field;
use domain::id::{PipelineId, StageId};
use domain::pipelines::{self, Pipeline, StageDraft};
use domain::refusal::Refusal;
use std::ops::ControlFlow;

impl Work<'_, '_> {
    /// # Errors
    /// Not an administrator, a bad name, or nothing changed.
    pub fn rename_pipeline(&mut self, id: PipelineId, name: &str) -> Result<(), Stopped> {
        self.change_pipeline(id, |pipeline, by| pipeline.rename(by, name))
    }

    /// Adds a stage at a place counted from 0.
    ///
    /// # Errors
    /// Not an administrator, a bad value, an equal name, or too many stages.
    pub fn add_stage(
        &mut self,
        id: PipelineId,
        at: usize,
        draft: StageDraft,
    ) -> Result<StageId, Stopped> {
        self.administer()?;
        let stage = StageId(self.new_id(Kind::Stage)?);
        self.change_pipeline(id, |pipeline, by| pipeline.add_stage(by, stage, at, draft))?;
        Ok(stage)
    }

    /// Changes a stage; other expected days time its open deals anew, another chance plans them anew.
    ///
    /// # Errors
    /// Not an administrator, an unknown stage, a bad value, another kind, or nothing changed.
    pub fn edit_stage(
        &mut self,
        id: PipelineId,
        stage: StageId,
        draft: StageDraft,
    ) -> Result<(), Stopped> {
        let followed = |work: &Self| {
            let stage = work.firm.stage(stage);
            stage.map(|(_, stage)| (stage.expected_days, stage.probability))
        };
        let before = followed(self);
        self.change_pipeline(id, |pipeline, by| pipeline.edit_stage(by, stage, draft))?;
        if followed(self) == before {
            Ok(())
        } else {
            Ok(self.begin_retiming()?)
        }
    }

    /// # Errors
    /// Not an administrator, an unknown stage, or there already.
    pub fn move_stage(&mut self, id: PipelineId, stage: StageId, to: usize) -> Result<(), Stopped> {
        self.change_pipeline(id, |pipeline, by| pipeline.move_stage(by, stage, to))
    }

    /// Takes a stage out of the choices. Its deals stay in it; [`Work::empty_stage`] moves them.
    ///
    /// # Errors
    /// Not an administrator, an unknown stage, archived already, or the last of its kind.
    pub fn archive_stage(&mut self, id: PipelineId, stage: StageId) -> Result<(), Stopped> {
        self.change_pipeline(id, |pipeline, by| pipeline.archive_stage(by, stage))
    }

    /// # Errors
    /// Not an administrator, an unknown stage, not archived, or its name taken meanwhile.
    pub fn unarchive_stage(&mut self, id: PipelineId, stage: StageId) -> Result<(), Stopped> {
        self.change_pipeline(id, |pipeline, by| pipeline.unarchive_stage(by, stage))
    }

    /// # Errors
    /// Not an administrator, the default pipeline, or archived already.
    pub fn archive_pipeline(&mut self, id: PipelineId) -> Result<(), Stopped> {
        let settings = self.firm.settings.as_ref();
        if settings.and_then(|settings| settings.default_pipeline) == Some(id) {
            self.administer()?;
            return Err(pipelines::Refusal::Default.into());
        }
        self.change_pipeline(id, Pipeline::archive)
    }

    /// # Errors
    /// Not an administrator, or not archived.
    pub fn unarchive_pipeline(&mut self, id: PipelineId) -> Result<(), Stopped> {
        self.change_pipeline(id, Pipeline::unarchive)
    }

    /// Puts the pipelines into this order; those not named follow in their old one.
    ///
    /// # Errors
    /// Not an administrator, an unknown pipeline, or the order it has.
    pub fn order_pipelines(&mut self, order: &[PipelineId]) -> Result<(), Stopped> {
        self.administer()?;
        let known = |id: &PipelineId| self.firm.pipelines.contains_key(id);
        if !order.iter().all(known) {
            return Err(Refusal::Unknown(Field::Pipeline).into());
        }
        let named = order.iter().copied();
        let mut wanted: Vec<PipelineId> = Vec::new();
        let others: Vec<_> = self.firm.boards().map(|pipeline| pipeline.id).collect();
        for id in named.chain(others) {
            if !wanted.contains(&id) {
                wanted.push(id);
            }
        }
        let mut moved = false;
        for (place, id) in (0..).zip(wanted) {
            let place_now = self.firm.pipelines.get(&id).map(|pipeline| pipeline.place);
            if place_now != Some(place) {
                self.change_pipeline(id, |pipeline, by| pipeline.put_at(by, place))?;
                moved = true;
            }
        }
        if moved {
            Ok(())
        } else {
            Err(Refusal::Unchanged.into())
        }
    }

    /// Moves the open deals of a stage to another, without its gates: an administrator asked for
    /// it. At most `most`; true when there are more.
    ///
    /// # Errors
    /// Not an administrator, an unknown stage, or one that is not open.
    pub fn empty_stage(
        &mut self,
        from: StageId,
        to: StageId,
        most: usize,
    ) -> Result<bool, Stopped> {
        self.administer()?;
        let firm = self.firm.clone();
        let (pipeline, _) = firm.stage(to).ok_or(Refusal::Unknown(Field::Stage))?;
        let mut deals = self.open_deals_in(from, most + 1)?;
        let more = deals.len() > most;
        deals.truncate(most);
        for id in deals {
            let Some(old) = records::load::<Deal>(&*self.overlay, id)? else {
                continue;
            };
            let mut new = old.clone();
            let event = new.move_to_stage(self.by, pipeline, to)?;
            let new = self.timed(new);
            let company = self.company_name(old.company)?;
            self.put(
                (Some(&old), company.as_deref()),
                (&new, company.as_deref()),
                Event::Deal(event),
            )?;
        }
        Ok(more)
    }

    fn open_deals_in(&self, stage: StageId, most: usize) -> Result<Vec<u64>, Stopped> {
        let part = crate::deals::index::part(Status::Open);
        let mut found = Vec::new();
        for lane in Lane::EVERY {
            let prefix = list(Kind::Deal, Order::Newest, Facet::Stage(stage), lane, part);
            let space = crate::engine::Space::Idx;
            records::scan_prefix(&*self.overlay, space, &prefix, |key, _| {
                if found.len() < most {
                    found.extend(crate::keys::trailing_id(key));
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            })?;
        }
        Ok(found)
    }

    fn change_pipeline(
        &mut self,
        id: PipelineId,
        change: impl FnOnce(&mut Pipeline, By) -> Result<pipelines::Event, Refusal>,
    ) -> Result<(), Stopped> {
        self.administer()?;
        let mut pipeline: Pipeline = self.found(id.0)?;
        let event = change(&mut pipeline, self.by)?;
        Ok(self.put_firm(&pipeline, Event::Pipeline(event))?)
    }
}
