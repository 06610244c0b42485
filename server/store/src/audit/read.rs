//! Reading the audit log. Invariant: a page costs its rows whatever is filtered by, and only auditors
//! and administrators get one.
use super::{Head, entry_key, head, listed, parts};
use crate::engine::{Direction, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::{Key, trailing_id};
use crate::reading::Reading;
use crate::values;
use domain::audit::{Entry, Filter};
use domain::refusal::Refusal;
use domain::time::Moment;
use std::ops::Bound;

/// An entry with its place in the chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditRow {
    pub number: u64,
    pub entry: Entry,
    pub hash: super::AuditHash,
}

/// Some entries, the newest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AuditPage {
    pub rows: Vec<AuditRow>,
    /// What to ask before, for older and for newer ones; `u64::MAX` asks from the top.
    pub older: Option<u64>,
    pub newer: Option<u64>,
}

impl Reading {
    /// The latest entries numbered below `before`, at most `limit`.
    ///
    /// # Errors
    /// Invisible to whoever neither audits nor administers.
    pub fn audit(
        &self,
        filter: &Filter,
        before: Option<u64>,
        limit: usize,
    ) -> Result<AuditPage, Stopped> {
        if !self.who.audits() && !self.who.administers() {
            return Err(Refusal::Invisible.into());
        }
        Ok(self.audit_page(filter, before.unwrap_or(u64::MAX), limit)?)
    }

    fn audit_page(
        &self,
        filter: &Filter,
        before: u64,
        limit: usize,
    ) -> Result<AuditPage, StoreError> {
        let last = head(&*self.snapshot)?;
        let from = self.first_since(last, filter.from)?;
        let until = match filter.until {
            None => u64::MAX,
            until => self.first_since(last, until)?,
        };
        let list = listed(filter.person, filter.theme);
        let walk = |lo: u64, hi: u64, direction, most| {
            self.audit_numbers(&list, (lo, hi), direction, most)
        };
        let top = before.min(until);
        let mut numbers = walk(from, top, Direction::Backward, limit + 1)?;
        let more = numbers.len() > limit;
        numbers.truncate(limit);
        let above = match numbers.first() {
            Some(first) => walk(first + 1, until, Direction::Forward, limit)?,
            None => Vec::new(),
        };
        let newer = above.last().map(|last| match above.len() < limit {
            true => u64::MAX,
            false => last + 1,
        });
        Ok(AuditPage {
            older: numbers.last().copied().filter(|_| more),
            newer,
            rows: self.audit_rows(&numbers)?,
        })
    }

    /// Numbers from `lo` to below `hi` in a list of entries.
    fn audit_numbers(
        &self,
        list: &Key,
        (lo, hi): (u64, u64),
        direction: Direction,
        most: usize,
    ) -> Result<Vec<u64>, StoreError> {
        let [lo, hi] = [lo, hi].map(|number| list.clone().id(number).done());
        let rows = self.snapshot.range(
            Space::Audit,
            Bound::Included(&lo),
            Bound::Excluded(&hi),
            direction,
            most,
        )?;
        Ok(rows
            .iter()
            .filter_map(|(key, _)| trailing_id(key))
            .collect())
    }

    fn audit_rows(&self, numbers: &[u64]) -> Result<Vec<AuditRow>, StoreError> {
        let keys: Vec<Vec<u8>> = numbers.iter().map(|number| entry_key(*number)).collect();
        let keys: Vec<&[u8]> = keys.iter().map(Vec::as_slice).collect();
        let found = self.snapshot.get_many(Space::Audit, &keys)?;
        let rows = numbers.iter().zip(found);
        rows.filter_map(|(number, value)| Some((*number, value?)))
            .map(|(number, value)| row(number, &value))
            .collect()
    }

    /// The first entry of this moment or later, found by halving: time never runs back in the log.
    fn first_since(&self, last: Head, moment: Option<Moment>) -> Result<u64, StoreError> {
        let Some(moment) = moment else { return Ok(0) };
        let (mut low, mut high) = (1, last.number + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            let found = self.audit_rows(&[middle])?;
            match found.first().is_some_and(|row| row.entry.at < moment) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        Ok(low)
    }
}

fn row(number: u64, value: &[u8]) -> Result<AuditRow, StoreError> {
    let (hash, body) = parts(value)
        .ok_or_else(|| StoreError::Codec(format!("entry {number} of the audit log")))?;
    Ok(AuditRow {
        number,
        entry: values::decode(body)?,
        hash,
    })
}
