//! Sums of deals by stage and by owner, and what needs attention, for the head's home.
//!
//! Invariant: every number equals the list behind it, for exactly what the reader may see.
use super::Hidden;
use super::index;
use super::row;
use super::segments::AMOUNT;
use super::sums::{Part, Sweep};
use crate::cells::Cell;
use crate::engine::Direction;
use crate::error::StoreError;
use crate::lists::Narrow;
use crate::reading::Reading;
use crate::tables::{Kind, Order};
use domain::access::{Action, RecordType};
use domain::deals::{AttentionKind, Status};
use domain::id::{GroupId, PersonId, StageId};
use domain::money::Currency;
use domain::time::{Day, Month};
use std::collections::BTreeMap;

/// Sums by stage and currency; `None` holds deals without an amount, or with a hidden one.
pub type StageSums = BTreeMap<(StageId, Option<Currency>), Cell>;

/// Sums by group, owner, outcome and currency.
pub type ClosedSums = BTreeMap<(GroupId, PersonId, Status, Option<Currency>), Cell>;

/// How many open deals need what; a deal may need several things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Attention {
    pub no_next_step: u64,
    pub late_step: u64,
    pub past_close: u64,
}

impl Reading {
    /// Sums by stage of all deals, or of those that count in the given months: closed ones by
    /// their closing, open ones by their expected close.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stage_sums(&self, months: Option<&[Month]>) -> Result<StageSums, StoreError> {
        let mut sums = StageSums::new();
        let months = months.map(|months| months.iter().copied().map(Some).collect::<Vec<_>>());
        let mut take = |part: Part, amount: bool| {
            let key = (part.tail.stage, part.tail.currency.filter(|_| amount));
            sums.entry(key).or_default().add(shown(part.cell, amount));
        };
        let run = |sweep: &Sweep<'_>, show: &mut dyn FnMut(Part)| sweep.run(show);
        self.apart_from_amounts(&every(), months.as_deref(), &mut take, run)?;
        sums.retain(|_, cell| !cell.is_empty());
        Ok(sums)
    }

    /// Sums by group, owner and outcome of the deals that were closed in the given months.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn closed_sums(&self, months: &[Month]) -> Result<ClosedSums, StoreError> {
        let mut sums = ClosedSums::new();
        let some: Vec<_> = months.iter().copied().map(Some).collect();
        let mut take = |part: Part, amount: bool| {
            let of_stage = || self.firm().stage(part.tail.stage);
            let status = part
                .status
                .or_else(|| of_stage().map(|(_, stage)| stage.kind.into()));
            if let (Some(group), Some(owner), Some(status)) = (part.group, part.owner, status)
                && status != Status::Open
            {
                let key = (group, owner, status, part.tail.currency.filter(|_| amount));
                sums.entry(key).or_default().add(shown(part.cell, amount));
            }
        };
        self.apart_from_amounts(&every(), Some(&some), &mut take, |sweep, show| {
            sweep.closed(months, show)
        })?;
        sums.retain(|_, cell| !cell.is_empty());
        Ok(sums)
    }

    /// How many open deals need something on this day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn attention(&self, today: Day) -> Result<Attention, StoreError> {
        let viewer = self.viewer(Kind::Deal, RecordType::Deal);
        let narrow = Narrow {
            parts: vec![index::part(Status::Open)],
            ..Narrow::default()
        };
        let mut counts = Attention::default();
        Sweep::of_reading(viewer, &narrow).due(today, &mut |kind, count| match kind {
            AttentionKind::NoNextStep => counts.no_next_step += count,
            AttentionKind::LateStep => counts.late_step += count,
            AttentionKind::PastClose => counts.past_close += count,
        })?;
        Ok(counts)
    }

    /// The day on which the last of the visible deals was closed: the latest period with data.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_closing(&self) -> Result<Option<Day>, StoreError> {
        let viewer = self.viewer(Kind::Deal, RecordType::Deal);
        let parts = [Status::Won, Status::Lost].map(index::part).to_vec();
        let narrow = Narrow {
            parts,
            ..Narrow::default()
        };
        let mut walk = viewer.walk(Order::Close, narrow, None, Direction::Backward)?;
        Ok(walk
            .next()?
            .and_then(|entry| row::day_of_key(&entry.suffix)))
    }

    /// Shows every part of the sum once for its count, with its amount where the reader sees it.
    pub(super) fn sweep(
        &self,
        narrow: &Narrow,
        mut show: impl FnMut(Part, bool),
    ) -> Result<(), StoreError> {
        self.apart_from_amounts(narrow, None, &mut show, |sweep, show| sweep.run(show))
    }

    fn apart_from_amounts(
        &self,
        narrow: &Narrow,
        months: Option<&[Option<Month>]>,
        show: &mut dyn FnMut(Part, bool),
        run: impl Fn(&Sweep<'_>, &mut dyn FnMut(Part)) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let viewer = self.viewer(Kind::Deal, RecordType::Deal);
        let sweep = |action| Sweep {
            viewer,
            action,
            narrow,
            months,
            stuck: None,
        };
        if self.hidden_amounts() != Hidden::Anywhere {
            return run(&sweep(Action::Read), &mut |part| show(part, part.amount));
        }
        // Amounts reach less far than reading: what both see comes with its amount, and the
        // rest of the count without.
        run(&sweep(AMOUNT), &mut |part| {
            show(part, true);
            let uncounted = Part {
                cell: Cell {
                    count: -part.cell.count,
                    ..Cell::default()
                },
                ..part
            };
            show(uncounted, false);
        })?;
        run(&sweep(Action::Read), &mut |part| show(part, false))
    }
}

fn every() -> Narrow {
    Narrow {
        parts: Status::ALL.map(index::part).to_vec(),
        ..Narrow::default()
    }
}

pub(super) fn shown(cell: Cell, amount: bool) -> Cell {
    if amount {
        cell
    } else {
        Cell {
            count: cell.count,
            ..Cell::default()
        }
    }
}
