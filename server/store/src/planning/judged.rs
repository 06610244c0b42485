//! Verdicts in the store: one record per line holds those of every level. Invariant: a verdict
//! outlives what it was given on; whether it counts is worked out, never kept.
use super::covered::packed;
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::records::{Record, scan_prefix};
use crate::tables::Kind;
use crate::values;
use domain::id::{DealId, InstalmentId};
use domain::planning::Verdict;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The verdicts of one line, one per level.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Judged {
    pub(crate) line: InstalmentId,
    pub(crate) verdicts: Vec<Verdict>,
}

impl Record for Judged {
    const KIND: Kind = Kind::Judged;
    fn number(&self) -> u64 {
        packed(self.line)
    }
}

/// By the numbers of the deal's instalments.
pub(crate) fn verdicts_of(
    reader: &(impl Reader + ?Sized),
    deal: DealId,
) -> Result<BTreeMap<u16, Vec<Verdict>>, StoreError> {
    // A deal's numbers share all but the last two bytes.
    let first = packed(InstalmentId { deal, number: 0 }).to_be_bytes();
    let mut prefix = vec![Kind::Judged as u8];
    prefix.extend_from_slice(first.get(..6).unwrap_or_default());
    let mut all = BTreeMap::new();
    let mut failed = None;
    scan_prefix(
        reader,
        Space::Rec,
        &prefix,
        |_, value| match values::decode::<Judged>(value) {
            Ok(judged) => {
                all.insert(judged.line.number, judged.verdicts);
                ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        },
    )?;
    failed.map_or(Ok(all), Err)
}

/// Whether there is any verdict at all.
pub(crate) fn any_judged(reader: &(impl Reader + ?Sized)) -> Result<bool, StoreError> {
    let mut any = false;
    scan_prefix(reader, Space::Rec, &[Kind::Judged as u8], |_, _| {
        any = true;
        ControlFlow::Break(())
    })?;
    Ok(any)
}
