//! Which money came in for which instalment. Invariant: the rows are a function of the receipts:
//! every allocation of every receipt that is not in the trash stands here once.
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::keys::{Key, trailing_id};
use crate::records::scan_prefix;
use crate::tables;
use chrono::Datelike;
use domain::id::{DealId, ReceiptId};
use domain::planning::{Payment, Receipt};
use domain::time::Day;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::covered::{put_money, take_money};

/// By the numbers of the deal's instalments, in the order of days.
pub(crate) fn payments_of(
    reader: &(impl Reader + ?Sized),
    deal: DealId,
) -> Result<BTreeMap<u16, Vec<Payment>>, StoreError> {
    let prefix = tables::payments(deal);
    let mut all: BTreeMap<u16, Vec<Payment>> = BTreeMap::new();
    scan_prefix(reader, Space::Idx, &prefix, |key, value| {
        let rest = key.get(prefix.len()..).unwrap_or_default();
        if let Some((number, payment)) = payment(rest, value) {
            all.entry(number).or_default().push(payment);
        }
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

fn payment(key: &[u8], value: &[u8]) -> Option<(u16, Payment)> {
    let (number, rest) = key.split_first_chunk::<2>()?;
    let day = i32::try_from(super::cells::number(rest)?).ok()?;
    let mut value = value;
    let payment = Payment {
        on: Day::from_num_days_from_ce_opt(day)?,
        receipt: ReceiptId(trailing_id(key)?),
        amount: take_money(&mut value)??,
    };
    Some((u16::from_be_bytes(*number), payment))
}

/// The rows of a receipt's allocations.
pub(crate) fn rows(receipt: &Receipt) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut rows = BTreeMap::new();
    if receipt.deleted.is_some() {
        return rows;
    }
    for one in &receipt.allocations {
        let key = Key::new()
            .bytes(&tables::payments(one.to.deal))
            .bytes(&one.to.number.to_be_bytes())
            .int(i64::from(receipt.on.num_days_from_ce()))
            .id(receipt.id.0);
        let mut value = Vec::with_capacity(8);
        put_money(&mut value, Some(one.amount));
        rows.insert(key.done(), value);
    }
    rows
}
