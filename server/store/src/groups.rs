//! Groups, pipelines, price list and settings in the store: the firm's own records.
//! Invariant: a group that still holds people, groups or records is never dissolved; moving a
//! group rewrites no record.
use crate::cells::Cell;
use crate::deals::families::Family;
use crate::engine::Space;
use crate::error::{Stopped, StoreError};
use crate::records;
use crate::tables::{self, Facet, Kind, Order};
use crate::work::Work;
use domain::access::{Lane, Preset};
use domain::calendar::CalendarChanges;
use domain::change::Change;
use domain::choices;
use domain::deals::ReasonEdit;
use domain::events::Event;
use domain::field::Field;
use domain::firm::{self, Firm as Settings, FirmChanges};
use domain::groups::{Group, GroupEvent, GroupRefusal, Groups, Holdings};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::lang::Lang;
use domain::pipelines::{Pipeline, StageDraft};
use domain::planning;
use domain::refusal::Refusal;
use domain::zone::Zone;
use std::ops::ControlFlow;

impl Work<'_, '_> {
    /// # Errors
    /// Not an administrator, or a bad name or parent.
    pub fn create_group(
        &mut self,
        name: &str,
        parent: Option<GroupId>,
    ) -> Result<GroupId, Stopped> {
        self.administer()?;
        let id = GroupId(self.new_id(Kind::Group)?);
        let (group, event) = Group::create(self.by, id, name, parent, &self.firm.groups)?;
        self.put_firm(&group, Event::Group(event))?;
        Ok(id)
    }

    /// # Errors
    /// Not an administrator, a bad name, or a dissolved group.
    pub fn rename_group(&mut self, id: GroupId, name: &str) -> Result<(), Stopped> {
        self.change_group(id, |group, work| {
            group.rename(work.by, name, &work.firm.groups)
        })
    }

    /// Hangs a group with everything below it elsewhere. No record changes.
    ///
    /// # Errors
    /// Not an administrator, or a place that makes no tree.
    pub fn move_group(&mut self, id: GroupId, parent: Option<GroupId>) -> Result<(), Stopped> {
        self.change_group(id, |group, work| {
            group.move_under(work.by, parent, &work.firm.groups)
        })
    }

    /// # Errors
    /// Not an administrator, an unknown or inactive person, or a head already.
    pub fn appoint_head(&mut self, id: GroupId, person: PersonId) -> Result<(), Stopped> {
        if !self
            .firm
            .people
            .get(&person)
            .is_some_and(|person| person.active)
        {
            return Err(Refusal::Unknown(domain::field::Field::Owner).into());
        }
        self.change_group(id, |group, work| group.appoint(work.by, person))
    }

    /// # Errors
    /// Not an administrator, or not a head.
    pub fn dismiss_head(&mut self, id: GroupId, person: PersonId) -> Result<(), Stopped> {
        self.change_group(id, |group, work| group.dismiss(work.by, person))
    }

    /// # Errors
    /// Not an administrator, or a group that still holds something.
    pub fn dissolve_group(&mut self, id: GroupId) -> Result<(), Stopped> {
        let holds = self.holdings(id)?;
        self.change_group(id, |group, work| group.dissolve(work.by, holds))
    }

    /// A new pipeline with its stages, in their order.
    ///
    /// # Errors
    /// Not an administrator, or stages that make no pipeline.
    pub fn create_pipeline(
        &mut self,
        name: &str,
        stages: Vec<StageDraft>,
    ) -> Result<PipelineId, Stopped> {
        self.administer()?;
        let id = PipelineId(self.new_id(Kind::Pipeline)?);
        let mut numbered = Vec::with_capacity(stages.len());
        for stage in stages {
            numbered.push((StageId(self.new_id(Kind::Stage)?), stage));
        }
        let (pipeline, event) = Pipeline::create(self.by, id, name, numbered)?;
        self.put_firm(&pipeline, Event::Pipeline(event))?;
        Ok(id)
    }

    /// The firm itself, once.
    ///
    /// # Errors
    /// Founded already, or a bad name.
    pub fn found_firm(&mut self, name: &str, lang: Lang) -> Result<(), Stopped> {
        self.administer()?;
        if self.firm.settings.is_some() {
            return Err(Refusal::Unchanged.into());
        }
        let (firm, event) = Settings::found(self.by, name, lang)?;
        Ok(self.put_firm(&firm, Event::Firm(event))?)
    }

    /// # Errors
    /// Not an administrator, a bad value, or a setting somebody else changed meanwhile.
    pub fn edit_firm(&mut self, changes: FirmChanges) -> Result<(), Stopped> {
        self.administer()?;
        let mut firm: Settings = self.found(1)?;
        let zone = firm.zone;
        let event: firm::Event = firm.edit(self.by, changes)?;
        self.put_firm(&firm, Event::Firm(event))?;
        if firm.zone == zone {
            return Ok(());
        }
        // A deal may have come into its stage on another day.
        Ok(self.begin_retiming()?)
    }

    /// Changes when the firm works. What is counted in working days follows: open deals are timed
    /// anew, the first of them with this commit, the others by [`Work::retime`].
    ///
    /// # Errors
    /// Not an administrator, bad hours, no working day, or a part somebody else changed meanwhile.
    pub fn change_calendar(&mut self, changes: CalendarChanges) -> Result<(), Stopped> {
        self.administer()?;
        let mut firm: Settings = self.found(1)?;
        let event: firm::Event = firm.change_calendar(self.by, changes)?;
        self.put_firm(&firm, Event::Firm(event))?;
        Ok(self.begin_retiming()?)
    }

    /// Changes how the firm plans: its basis and rate, and who agrees what nobody is above. Lines
    /// follow as deals do when the calendar changes.
    ///
    /// # Errors
    /// Not an administrator, an unknown approver, nothing changed, or changed meanwhile.
    pub fn change_planning(&mut self, change: Change<planning::Settings>) -> Result<(), Stopped> {
        self.administer()?;
        let active = |id: &PersonId| self.firm.people.get(id).is_some_and(|person| person.active);
        if change.is.approver != change.was.approver
            && change.is.approver.as_ref().is_some_and(|id| !active(id))
        {
            return Err(Refusal::Unknown(Field::Approver).into());
        }
        let mut firm: Settings = self.found(1)?;
        let event: firm::Event = firm.change_planning(self.by, change)?;
        self.put_firm(&firm, Event::Firm(event))?;
        Ok(self.begin_retiming()?)
    }

    /// Changes which reasons of losing are offered; lost deals keep theirs.
    ///
    /// # Errors
    /// Not an administrator, a bad name, too many or none, no such reason, or nothing changed.
    pub fn edit_lost_reasons(&mut self, edit: &ReasonEdit) -> Result<(), Stopped> {
        self.administer()?;
        let mut firm: Settings = self.found(1)?;
        let event: firm::Event = firm.edit_lost_reasons(self.by, edit)?;
        Ok(self.put_firm(&firm, Event::Firm(event))?)
    }

    /// Changes which sources of deals are offered; deals keep theirs.
    ///
    /// # Errors
    /// Not an administrator, a bad name, too many, no such source, or nothing changed.
    pub fn edit_sources(&mut self, edit: &choices::Edit) -> Result<(), Stopped> {
        self.administer()?;
        let mut firm: Settings = self.found(1)?;
        let event: firm::Event = firm.edit_sources(self.by, edit)?;
        Ok(self.put_firm(&firm, Event::Firm(event))?)
    }

    /// Puts other access rules in force, from this commit on.
    ///
    /// # Errors
    /// As [`Work::edit_firm`].
    pub fn choose_preset(&mut self, was: Preset, is: Preset) -> Result<(), Stopped> {
        self.edit_firm(FirmChanges {
            preset: Some(Change::new(was, is)),
            ..FirmChanges::default()
        })
    }

    /// Lets days and hours be those of another zone.
    ///
    /// # Errors
    /// As [`Work::edit_firm`].
    pub fn choose_zone(&mut self, was: Zone, is: Zone) -> Result<(), Stopped> {
        self.edit_firm(FirmChanges {
            zone: Some(Change::new(was, is)),
            ..FirmChanges::default()
        })
    }

    fn change_group(
        &mut self,
        id: GroupId,
        change: impl FnOnce(&mut Group, &Self) -> Result<GroupEvent, GroupRefusal>,
    ) -> Result<(), Stopped> {
        self.administer()?;
        let mut group: Group = self.found(id.0)?;
        let event = change(&mut group, self)?;
        Ok(self.put_firm(&group, Event::Group(event))?)
    }

    fn holdings(&self, id: GroupId) -> Result<Holdings, StoreError> {
        let groups: &Groups = &self.firm.groups;
        let members = self
            .firm
            .people
            .values()
            .filter(|person| person.active && person.groups.contains(&id));
        let children = groups
            .values()
            .filter(|group| group.parent == Some(id) && !group.archived);
        let mut records = self.holds_tasks(id)?;
        for lane in Lane::EVERY {
            records |= self.counted(&Family::Group(lane, id).prefix().done())? > 0;
            for kind in [Kind::Company, Kind::Contact] {
                let prefix = tables::list(kind, Order::Newest, Facet::Group(id), lane, 1);
                records::scan_prefix(&*self.overlay, Space::Idx, &prefix, |_, _| {
                    records = true;
                    ControlFlow::Break(())
                })?;
            }
        }
        Ok(Holdings {
            members: members.count() as u64,
            children: children.count() as u64,
            records,
        })
    }

    fn counted(&self, prefix: &[u8]) -> Result<u64, StoreError> {
        let mut count = 0;
        records::scan_prefix(&*self.overlay, Space::Cell, prefix, |_, value| {
            count += Cell::decode(value).map_or(0, |cell| cell.count.unsigned_abs());
            ControlFlow::Continue(())
        })?;
        Ok(count)
    }
}
