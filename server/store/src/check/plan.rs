//! Lines of the plan and payments against the deals, schedules, receipts and verdicts they derive
//! from. Invariant: while deals are worked out anew, what is kept may be older than the settings.
use super::derived::Derived;
use crate::engine::Space;
use crate::error::StoreError;
use crate::firm::Firm;
use crate::planning::{
    Deriving, kept_lines, line_cells, line_entries, payment_rows, plan_rows, quota_rows,
};
use crate::records::each;
use crate::tables::{self, Kind};
use domain::deals::Deal;
use domain::id::DealId;
use domain::planning::Receipt;
use std::collections::BTreeMap;

impl Derived<'_, '_> {
    pub(super) fn payments(&mut self) -> Result<(), StoreError> {
        let mut rows: BTreeMap<u64, BTreeMap<Vec<u8>, Vec<u8>>> = BTreeMap::new();
        let read = each::<Receipt>(self.snapshot, |receipt| {
            rows.insert(receipt.id.0, payment_rows(&receipt));
            Ok(())
        });
        // One that cannot be read was told of already.
        if read.is_err() {
            return Ok(());
        }
        for (id, rows) in rows {
            self.rows_are_there((Kind::Receipt, id), rows)?;
        }
        Ok(())
    }

    pub(super) fn quotas(&mut self) -> Result<(), StoreError> {
        match quota_rows(self.snapshot) {
            Ok(rows) => self.rows_are_there((Kind::Quota, 0), rows),
            Err(_) => Ok(()),
        }
    }

    pub(super) fn sheets(&mut self) -> Result<(), StoreError> {
        match plan_rows(self.snapshot) {
            Ok(rows) => self.rows_are_there((Kind::Sheet, 0), rows),
            Err(_) => Ok(()),
        }
    }

    pub(super) fn lines(&mut self) -> Result<(), StoreError> {
        let firm = Firm::load(self.snapshot)?;
        let deriving = Deriving::of(&firm);
        let under_way = self.snapshot.get(Space::Meta, tables::RETIMED)?.is_some();
        let snapshot = self.snapshot;
        let mut deals = Vec::new();
        let read = each::<Deal>(snapshot, |deal| {
            deals.push(deal.id);
            Ok(())
        });
        if read.is_err() {
            return Ok(());
        }
        for id in deals {
            let kept = kept_lines(snapshot, id)?;
            let deal: Option<Deal> = crate::records::load(snapshot, id.0)?;
            let Some(deal) = deal else { continue };
            if !under_way && deriving.lines(snapshot, &deal)? != kept {
                self.report
                    .fault(|| format!("the lines of deal {id} are not what follows from it"));
            }
            self.rows_are_there((Kind::Line, id.0), line_entries(id, &kept))?;
            self.cells.add(line_cells(&kept));
        }
        Ok(())
    }

    pub(super) fn line_calls_for(&self, deal: u64, key: &[u8]) -> Result<bool, StoreError> {
        let id = DealId(deal);
        let kept = kept_lines(self.snapshot, id)?;
        Ok(line_entries(id, &kept).contains_key(key))
    }

    pub(super) fn payment_calls_for(&self, receipt: u64, key: &[u8]) -> Result<bool, StoreError> {
        let Ok(Some(receipt)) = crate::records::load::<Receipt>(self.snapshot, receipt) else {
            return Ok(false);
        };
        Ok(payment_rows(&receipt).contains_key(key))
    }
}
