//! Sums of deals by stage and by owner, for the head's home.
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
use domain::deals::Status;
use domain::id::{GroupId, PersonId, StageId};
use domain::money::Currency;
use domain::time::{Day, Month};
use std::collections::BTreeMap;

/// Sums by stage and currency; `None` holds deals without an amount, or with a hidden one.
pub type StageSums = BTreeMap<(StageId, Option<Currency>), Cell>;

/// Sums by group, owner, stage and currency.
pub type OwnerSums = BTreeMap<(GroupId, PersonId, StageId, Option<Currency>), Cell>;

impl Reading {
    /// Sums by stage of all deals, or of those that count in the given months: closed ones by
    /// their closing, open ones by their expected close.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn stage_sums(&self, months: Option<&[Month]>) -> Result<StageSums, StoreError> {
        let mut sums = StageSums::new();
        let months = months.map(|months| months.iter().copied().map(Some).collect::<Vec<_>>());
        self.sweep(&every(), months.as_deref(), false, |part, amount| {
            let key = (part.tail.stage, part.tail.currency.filter(|_| amount));
            sums.entry(key).or_default().add(shown(part.cell, amount));
        })?;
        sums.retain(|_, cell| !cell.is_empty());
        Ok(sums)
    }

    /// Sums by group and owner of the deals that count in the given months.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn owner_sums(&self, months: &[Month]) -> Result<OwnerSums, StoreError> {
        let mut sums = OwnerSums::new();
        let months: Vec<_> = months.iter().copied().map(Some).collect();
        self.sweep(&every(), Some(&months), true, |part, amount| {
            if let (Some(group), Some(owner)) = (part.group, part.owner) {
                let key = (
                    group,
                    owner,
                    part.tail.stage,
                    part.tail.currency.filter(|_| amount),
                );
                sums.entry(key).or_default().add(shown(part.cell, amount));
            }
        })?;
        sums.retain(|_, cell| !cell.is_empty());
        Ok(sums)
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

    /// Shows each part once for its count, with its amount where the reader sees it.
    pub(super) fn sweep(
        &self,
        narrow: &Narrow,
        months: Option<&[Option<Month>]>,
        detailed: bool,
        mut show: impl FnMut(Part, bool),
    ) -> Result<(), StoreError> {
        let viewer = self.viewer(Kind::Deal, RecordType::Deal);
        let sweep = |action| Sweep {
            viewer,
            action,
            narrow,
            months,
            stuck: None,
            detailed,
        };
        if self.hidden_amounts() != Hidden::Anywhere {
            return sweep(Action::Read).run(&mut |part| show(part, part.amount));
        }
        // Amounts reach less far than reading: what both see comes with its amount, and the
        // rest of the count without.
        sweep(AMOUNT).run(&mut |part| {
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
        sweep(Action::Read).run(&mut |part| show(part, false))
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
