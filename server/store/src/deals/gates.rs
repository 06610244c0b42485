//! Gates in the store. Invariant: every way into a stage but an administrator's emptying passes the
//! gate, as it is asked where all changes of deals go through.
use super::segments::AMOUNT;
use crate::changes;
use crate::engine::Reader;
use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::records;
use crate::tables::Kind;
use crate::work::Work;
use domain::access::{Action, View};
use domain::deals::{Deal, Event, Fill, Status, WinTerms, needs_between};
use domain::events;
use domain::field::Field;
use domain::id::{DealId, FileId, StageId};
use domain::pipelines::{Need, Needs};
use domain::refusal::Refusal;
use std::collections::BTreeSet;

/// Events looked through for a note since the deal came.
const LOOK: usize = 200;

impl Work<'_, '_> {
    /// Fills a deal in and moves it, both or neither.
    ///
    /// # Errors
    /// As the commands one by one; what the gate still lacks.
    pub fn fill_and_move(&mut self, id: DealId, to: StageId, fill: Fill) -> Result<(), Stopped> {
        self.fill(id, fill)?;
        self.move_deal(id, to)
    }

    /// Fills a deal in and wins it, both or neither.
    ///
    /// # Errors
    /// As [`Work::fill_and_move`].
    pub fn fill_and_win(&mut self, id: DealId, terms: WinTerms, fill: Fill) -> Result<(), Stopped> {
        self.fill(id, fill)?;
        self.win_deal(id, terms)
    }

    /// Refuses when a deal stands in neither of these stages any more: somebody else moved it.
    ///
    /// # Errors
    /// Invisible or forbidden; another stage.
    pub fn saw_stage(&self, id: DealId, was: StageId, is: StageId) -> Result<(), Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Edit)?;
        if deal.stage == was || deal.stage == is {
            Ok(())
        } else {
            Err(deal.stamp.stale(vec![Field::Stage]).into())
        }
    }

    fn fill(&mut self, id: DealId, fill: Fill) -> Result<(), Stopped> {
        if !fill.changes.fields().is_empty() {
            self.edit_deal(id, fill.changes)?;
        }
        if let Some(step) = fill.next_step {
            self.change_deal(id, Action::Edit, |deal, by| {
                deal.plan_next_step(by, Some(step))
            })?;
        }
        if !fill.lines.is_empty() {
            let deal: Deal = self.authorized(id.0, Action::Edit)?;
            self.permits(&deal, AMOUNT)?;
        }
        for line in fill.lines {
            self.change_deal(id, Action::Edit, |deal, by| {
                deal.add_line(by, deal.stamp.version, line, false)
            })?;
        }
        if let Some(upload) = fill.file {
            let file = FileId(self.new_id(Kind::File)?);
            self.change_deal(id, Action::Edit, |deal, by| deal.attach(by, file, upload))?;
        }
        if let Some(note) = fill.note {
            self.note_deal(id, &note)?;
        }
        Ok(())
    }

    /// Refuses a move through a gate that lacks something, and a reason the firm does not offer.
    pub(super) fn gated(&self, (old, new): (&Deal, &Deal), event: &Event) -> Result<(), Stopped> {
        if !matches!(
            event,
            Event::Moved { .. } | Event::Won { .. } | Event::Lost { .. }
        ) {
            return Ok(());
        }
        let offered = self.firm.settings.as_ref().map(|firm| &firm.lost_reasons);
        if let (Event::Lost { reason, .. }, Some(offered)) = (event, offered)
            && !offered.offers(reason)
        {
            return Err(Refusal::Unknown(Field::LostReason).into());
        }
        let pipeline = |deal: &Deal| self.firm.pipelines.get(&deal.pipeline);
        let (Some(from), Some(to)) = (pipeline(old), pipeline(new)) else {
            return Ok(());
        };
        let needs = needs_between((from, old.stage), (to, new.stage));
        let noted = needs.has(Need::Note) && self.noted(old)?;
        Ok(new.passes(needs, noted)?)
    }

    /// Refuses a new deal in a stage whose gate lacks something. What can only come later, a note
    /// or a file, is not asked for, and an import or a deal entered after the fact passes.
    pub(super) fn enters(&self, deal: &Deal) -> Result<(), Refusal> {
        let stage = self.firm.stage(deal.stage).map(|(_, stage)| stage);
        let Some(stage) = stage.filter(|_| deal.import.is_none() && deal.status == Status::Open)
        else {
            return Ok(());
        };
        let needs = stage.gate.enter.without(Need::Note).without(Need::File);
        deal.passes(needs, false)
    }

    /// Refuses a source that the firm does not offer. What an import brings is taken as it is.
    pub(super) fn sourced(&self, deal: &Deal, old: Option<&Deal>) -> Result<(), Refusal> {
        let (was, is) = (
            old.and_then(|old| old.source.as_deref()),
            deal.source.as_deref(),
        );
        let firm = self.firm.settings.as_ref();
        match firm.filter(|_| old.is_some() || deal.import.is_none()) {
            Some(firm) => firm.takes_source(was, is),
            None => Ok(()),
        }
    }

    /// The deal with its stage timed by the firm's calendar.
    pub(crate) fn timed(&self, mut deal: Deal) -> Deal {
        let stage = self.firm.stage(deal.stage).map(|(_, stage)| stage);
        deal.time(stage, self.firm.calendar());
        deal
    }

    fn noted(&self, deal: &Deal) -> Result<bool, StoreError> {
        noted(&*self.overlay, deal)
    }
}

impl Reading {
    /// What a deal lacks for going to each of these stages. A hidden amount counts as there: a gate
    /// tells whether it is, as moving would.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_lacks(
        &self,
        deal: &View<Deal>,
        stages: &[StageId],
    ) -> Result<Vec<Needs>, StoreError> {
        let Some(deal): Option<Deal> = records::load(&*self.snapshot, deal.id.0)? else {
            return Ok(vec![Needs::NONE; stages.len()]);
        };
        let noted = noted(&*self.snapshot, &deal)?;
        let from = self.firm.pipelines.get(&deal.pipeline);
        let lacks = |to: &StageId| match (from, self.firm.stage(*to)) {
            (Some(from), Some((pipeline, _))) => {
                let needs = needs_between((from, deal.stage), (pipeline, *to));
                deal.missing(needs, noted)
            }
            _ => Needs::NONE,
        };
        Ok(stages.iter().map(lacks).collect())
    }
}

/// Whether something was noted since the deal came into its stage.
fn noted(reader: &(impl Reader + ?Sized), deal: &Deal) -> Result<bool, StoreError> {
    let latest = changes::timeline(reader, (Kind::Deal, deal.id.0), None, LOOK)?;
    let mut since = latest
        .iter()
        .map(|(_, happened)| happened)
        .take_while(|happened| happened.at > deal.stage_since);
    let mut removed = BTreeSet::new();
    Ok(since.any(|happened| match &happened.event {
        events::Event::Deal(Event::NoteRemoved { note }) => {
            removed.insert(*note);
            false
        }
        events::Event::Deal(Event::Noted { note } | Event::Logged { note, .. }) => {
            !removed.contains(note)
        }
        _ => false,
    }))
}
