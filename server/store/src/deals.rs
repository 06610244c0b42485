//! Deals in the store: every command takes the path load → authorise → change → write with
//! indexes, cells and event.
mod board;
mod cursor;
pub(crate) mod families;
mod gates;
pub(crate) mod index;
mod list;
mod movement;
mod narrow;
mod notes;
mod order;
pub(crate) mod row;
mod segments;
mod stretch;
mod stuck;
pub(crate) mod sums;
mod totals;

pub use board::{Board, CARDS, Card, Column, ColumnSum};
pub(crate) use cursor::Cursor;
pub use list::{DealPage, Neighbour, PAGE, Totals};
pub use movement::{Flow, Movement, OutcomeBy, OutcomeKey, Outcomes};
pub use totals::{Attention, ClosedSums, StageSums};

use crate::changes::{Happened, Place};
use crate::custody;
use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::tables::Kind;
use crate::work::Work;
use domain::access::{Action, Lane, LaneSet, RecordType, View};
use domain::by::By;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::custody::Custody;
use domain::deals::{Deal, DealChanges, DealDraft, Event, LostReason, WinTerms};
use domain::events;
use domain::field::Field;
use domain::id::{DealId, StageId};
use domain::pipelines::Pipeline;
use domain::refusal::Refusal;
use domain::time::Day;

impl Work<'_, '_> {
    /// Opens a deal in the owner's name.
    ///
    /// # Errors
    /// A bad value, an unknown owner, group, company or pipeline, or no right to create it so.
    pub fn open_deal(&mut self, draft: DealDraft) -> Result<DealId, Stopped> {
        self.belongs(draft.owner, draft.group)?;
        let firm = self.firm.clone();
        let pipeline = firm
            .pipelines
            .get(&draft.pipeline)
            .ok_or(Refusal::Unknown(Field::Pipeline))?;
        let id = DealId(self.new_id(Kind::Deal)?);
        let (deal, event) = Deal::open(self.by, id, draft, pipeline)?;
        self.creates(&deal)?;
        self.enters(&deal)?;
        self.sourced(&deal, None)?;
        let deal = self.timed(deal);
        self.linked(None, &deal)?;
        let company = self.company_name(deal.company)?;
        self.put(
            (None, None),
            (&deal, company.as_deref()),
            events::Event::Deal(event),
        )?;
        Ok(id)
    }

    /// Changes a deal as `change` says, if the actor may do `action` with it.
    ///
    /// # Errors
    /// Invisible or forbidden, or the refusal of `change`.
    pub fn change_deal(
        &mut self,
        id: DealId,
        action: Action,
        change: impl FnOnce(&mut Deal, By) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let old: Deal = self.authorized(id.0, action)?;
        let mut new = old.clone();
        let event = change(&mut new, self.by)?;
        self.changed((&old, &new), action_of(&event), action)?;
        self.linked(Some(&old), &new)?;
        self.gated((&old, &new), &event)?;
        self.sourced(&new, Some(&old))?;
        let new = self.timed(new);
        let was = self.company_name(old.company)?;
        let is = if new.company == old.company {
            was.clone()
        } else {
            self.company_name(new.company)?
        };
        self.put(
            (Some(&old), was.as_deref()),
            (&new, is.as_deref()),
            events::Event::Deal(event),
        )?;
        Ok(())
    }

    /// Edits a deal, if the actor may read what they change.
    ///
    /// # Errors
    /// As [`Work::change_deal`].
    pub fn edit_deal(&mut self, id: DealId, changes: DealChanges) -> Result<(), Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Edit)?;
        if changes.is_commercial() {
            // Before the values are compared: the refusal must not tell a hidden one.
            self.permits(&deal, segments::AMOUNT)?;
        }
        self.change_deal(id, Action::Edit, |deal, by| deal.edit(by, changes))
    }

    /// # Errors
    /// As [`Work::change_deal`]; a stage of no pipeline.
    pub fn move_deal(&mut self, id: DealId, stage: StageId) -> Result<(), Stopped> {
        let firm = self.firm.clone();
        let (pipeline, _) = firm.stage(stage).ok_or(Refusal::Unknown(Field::Stage))?;
        self.change_deal(id, Action::Edit, |deal, by| {
            deal.move_to_stage(by, pipeline, stage)
        })
    }

    /// # Errors
    /// As [`Work::change_deal`].
    pub fn win_deal(&mut self, id: DealId, terms: WinTerms) -> Result<(), Stopped> {
        self.in_pipeline(id, |deal, by, pipeline| deal.win(by, pipeline, terms))
    }

    /// # Errors
    /// As [`Work::change_deal`]; no reason.
    pub fn lose_deal(&mut self, id: DealId, on: Day, reason: LostReason) -> Result<(), Stopped> {
        self.in_pipeline(id, |deal, by, pipeline| deal.lose(by, pipeline, on, reason))
    }

    /// # Errors
    /// As [`Work::change_deal`].
    pub fn reopen_deal(&mut self, id: DealId, stage: Option<StageId>) -> Result<(), Stopped> {
        self.in_pipeline(id, |deal, by, pipeline| deal.reopen(by, pipeline, stage))
    }

    fn in_pipeline(
        &mut self,
        id: DealId,
        change: impl FnOnce(&mut Deal, By, &Pipeline) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let firm = self.firm.clone();
        self.change_deal(id, Action::Edit, |deal, by| {
            let pipeline = firm
                .pipelines
                .get(&deal.pipeline)
                .ok_or(Refusal::Unknown(Field::Pipeline))?;
            change(deal, by, pipeline)
        })
    }

    /// Refuses new links to what the actor may not read; old links stay.
    fn linked(&self, old: Option<&Deal>, new: &Deal) -> Result<(), Stopped> {
        if let Some(company) = new
            .company
            .filter(|company| old.is_none_or(|old| old.company != Some(*company)))
        {
            self.readable::<Company>(company.0)?;
        }
        let known = |id| old.is_some_and(|old| old.contacts.iter().any(|part| part.contact == id));
        for part in new.contacts.iter().filter(|part| !known(part.contact)) {
            self.readable::<Contact>(part.contact.0)?;
        }
        Ok(())
    }
}

impl Reading {
    /// A deal the reader may see, deleted ones too (the page offers to restore them).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal(&self, id: DealId) -> Result<Option<View<Deal>>, StoreError> {
        self.open(id.0)
    }

    /// Where the deals stand that the reader sees without their amounts.
    pub(crate) fn hidden_amounts(&self) -> Hidden {
        let viewer = self.viewer(Kind::Deal, RecordType::Deal);
        let (read, amounts) = (viewer.plan(Action::Read), viewer.plan(segments::AMOUNT));
        let lanes = || {
            Lane::EVERY
                .into_iter()
                .map(|lane| (read.lane(lane), amounts.lane(lane)))
        };
        if lanes().any(|(read, amounts)| narrower(read, amounts)) {
            Hidden::Anywhere
        } else if lanes().all(|(read, amounts)| read.all && amounts.all) {
            Hidden::Nowhere
        } else {
            Hidden::Shared
        }
    }

    /// The latest events of a deal the reader may see before a place, newest first, without what
    /// they may not know; at most `limit`, and where still older ones begin.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deal_timeline(
        &self,
        deal: &View<Deal>,
        before: Option<Place>,
        limit: usize,
    ) -> Result<(Vec<Happened>, Option<Place>), StoreError> {
        let fields = domain::access::FieldMask::of(deal.rights());
        let mut all = self.timeline((Kind::Deal, deal.id.0), before, limit.saturating_add(1))?;
        let more = all.len() > limit;
        all.truncate(limit);
        let older = all.last().filter(|_| more).map(|(place, _)| *place);
        // With whom a record is shared is the business of those who may share it.
        let told = |happened: &Happened| match &happened.event {
            events::Event::Deal(Event::Custody(Custody::Shared(share))) => self.reaches(share.to),
            events::Event::Deal(Event::Custody(Custody::Unshared(to))) => self.reaches(*to),
            _ => true,
        };
        let shown = all
            .into_iter()
            .map(|(_, happened)| happened)
            .filter(|happened| deal.may(Action::Share) || told(happened));
        Ok((
            shown.map(|happened| happened.masked(fields)).collect(),
            older,
        ))
    }
}

/// What a change takes.
fn action_of(event: &Event) -> Action {
    match event {
        Event::Custody(custody) => custody::action_of(custody),
        Event::Deleted | Event::Restored => Action::Delete,
        Event::Opened { .. }
        | Event::Edited { .. }
        | Event::Moved { .. }
        | Event::Won { .. }
        | Event::Lost { .. }
        | Event::Reopened { .. }
        | Event::NextStepPlanned(_)
        | Event::LineAdded { .. }
        | Event::LineChanged { .. }
        | Event::LineRemoved { .. }
        | Event::Noted { .. }
        | Event::Logged { .. }
        | Event::NoteChanged { .. }
        | Event::NoteRemoved { .. }
        | Event::Snoozed(_)
        | Event::FileAttached { .. }
        | Event::FileRemoved { .. } => Action::Edit,
    }
}

/// Where a reader may meet deals without their amounts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hidden {
    Nowhere,
    /// Only among what shares open: a share may leave the amount out.
    Shared,
    /// The policy itself shows amounts less far than deals.
    Anywhere,
}

fn narrower(read: &LaneSet, amounts: &LaneSet) -> bool {
    let missing = read
        .groups
        .iter()
        .any(|group| !amounts.groups.contains(group));
    let owners = read
        .owners
        .iter()
        .any(|owner| !amounts.owners.contains(owner));
    !amounts.all && (read.all || (read.own && !amounts.own) || missing || owners)
}
