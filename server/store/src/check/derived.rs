//! Indexes, cells and unique values against the records they derive from.
//! Invariant: memory grows with the number of cells and unique values, not of index rows.
use super::CheckReport;
use crate::cells::{Cell, Deltas};
use crate::companies::shown_name_of;
use crate::engine::{Snapshot, Space};
use crate::error::StoreError;
use crate::imports::ImportRun;
use crate::keys::trailing_id;
use crate::listed::{Listed, entries};
use crate::mappings::KeptMapping;
use crate::planning::{Judged, KeptPart, KeptQuota, SnapshotHead, plan_rows, quota_rows};
use crate::records::{Record, load, scan_prefix};
use crate::tables::{self, Kind, Unique};
use crate::values;
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::firm::Firm;
use domain::groups::Group;
use domain::notes::Note;
use domain::people::Person;
use domain::pipelines::Pipeline;
use domain::planning::{Adjustment, PlanPeriod, Receipt, Schedule, Sheet, Template};
use domain::products::Product;
use domain::tasks::Assignment;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

pub(super) fn check(snapshot: &dyn Snapshot, report: &mut CheckReport) -> Result<(), StoreError> {
    let mut derived = Derived {
        snapshot,
        report,
        cells: Deltas::default(),
        rows: 0,
        unique: BTreeMap::new(),
    };
    derived.listed::<Deal>()?;
    derived.listed::<Company>()?;
    derived.listed::<Contact>()?;
    derived.listed::<Assignment>()?;
    derived.plain::<Firm>(|_, _| {})?;
    derived.plain::<Group>(|_, _| {})?;
    derived.plain::<Pipeline>(|_, _| {})?;
    derived.plain::<Product>(|_, _| {})?;
    derived.plain::<Note>(|_, _| {})?;
    derived.plain::<ImportRun>(|_, _| {})?;
    derived.plain::<KeptMapping>(|_, _| {})?;
    derived.listed::<Receipt>()?;
    derived.payments()?;
    derived.lines()?;
    derived.plain::<Schedule>(|_, _| {})?;
    derived.plain::<Template>(|_, _| {})?;
    derived.plain::<Sheet>(|_, _| {})?;
    derived.plain::<Adjustment>(|_, _| {})?;
    derived.plain::<SnapshotHead>(|_, _| {})?;
    derived.plain::<KeptPart>(|_, _| {})?;
    derived.sheets()?;
    derived.plain::<KeptQuota>(|_, _| {})?;
    derived.quotas()?;
    derived.plain::<PlanPeriod>(|_, _| {})?;
    derived.plain::<Judged>(|_, _| {})?;
    derived.plain::<Person>(|derived, person| {
        if let Some(email) = &person.email {
            let key = tables::unique(Unique::Email, email.as_str());
            derived.bears(key, person.id.0, || format!("the address {email}"));
        }
    })?;
    derived.strange_rows()?;
    derived.counted_cells()?;
    derived.unique_values()
}

pub(super) struct Derived<'s, 'r> {
    pub(super) snapshot: &'s dyn Snapshot,
    pub(super) report: &'r mut CheckReport,
    pub(super) cells: Deltas,
    /// Index rows that the records call for.
    rows: u64,
    unique: BTreeMap<Vec<u8>, u64>,
}

impl Derived<'_, '_> {
    /// Every record of a type, its id and its number checked.
    fn plain<T: Record>(&mut self, mut look: impl FnMut(&mut Self, T)) -> Result<(), StoreError> {
        let (snapshot, prefix) = (self.snapshot, [T::KIND as u8]);
        let mut highest = 0;
        scan_prefix(snapshot, Space::Rec, &prefix, |key, value| {
            self.report.records += 1;
            let id = trailing_id(key).unwrap_or_default();
            highest = highest.max(id);
            match values::decode::<T>(value) {
                Ok(record) if record.number() == id => look(self, record),
                Ok(record) => self
                    .report
                    .fault(|| format!("{:?} {id} says its number is {}", T::KIND, record.number())),
                Err(error) => self
                    .report
                    .fault(|| format!("{:?} {id} cannot be read: {error}", T::KIND)),
            }
            ControlFlow::Continue(())
        })?;
        let last = snapshot.get(Space::Meta, &tables::last_id(T::KIND))?;
        let last = last.and_then(|bytes| trailing_id(&bytes)).unwrap_or(0);
        // The firm has one record, and some are numbered by what they belong to.
        let unnumbered = [
            Kind::Firm,
            Kind::Schedule,
            Kind::PlanPeriod,
            Kind::Judged,
            Kind::Kept,
        ];
        if highest > last && !unnumbered.contains(&T::KIND) {
            self.report
                .fault(|| format!("{:?} {highest} is beyond the last number {last}", T::KIND));
        }
        Ok(())
    }

    fn listed<T: Listed>(&mut self) -> Result<(), StoreError> {
        let mut failed = None;
        self.plain::<T>(|derived, record| {
            if let Err(error) = derived.rows_of(&record) {
                failed = Some(error);
            }
        })?;
        failed.map_or(Ok(()), Err)
    }

    fn rows_of<T: Listed>(&mut self, record: &T) -> Result<(), StoreError> {
        let company = shown_name_of(self.snapshot, record.company())?;
        let rows = entries(record, company.as_deref());
        self.rows_are_there((T::KIND, record.number()), rows)?;
        if let Some(key) = record.unique() {
            let said = || format!("what {:?} {} bears", T::KIND, record.number());
            self.bears(key, record.number(), said);
        }
        if record.is_listed() {
            self.cells.add(record.cells());
        }
        Ok(())
    }

    pub(super) fn rows_are_there(
        &mut self,
        (kind, id): (Kind, u64),
        rows: BTreeMap<Vec<u8>, Vec<u8>>,
    ) -> Result<(), StoreError> {
        for (key, value) in rows {
            self.rows += 1;
            let found = self.snapshot.get(Space::Idx, &key)?;
            if found.as_ref() != Some(&value) {
                let what = if found.is_none() {
                    "lacks"
                } else {
                    "differs from"
                };
                self.report
                    .fault(|| format!("{kind:?} {id} {what} its index row {}", hex(&key)));
            }
        }
        Ok(())
    }

    /// What only one record may bear.
    fn bears(&mut self, key: Vec<u8>, id: u64, said: impl FnOnce() -> String) {
        if self.unique.insert(key, id).is_some() {
            self.report
                .fault(|| format!("{} belongs to two records", said()));
        }
    }

    /// Rows of lists that no record calls for. Only when there are more than called for is each
    /// looked at.
    fn strange_rows(&mut self) -> Result<(), StoreError> {
        let mut found = 0;
        scan_prefix(self.snapshot, Space::Idx, &[tables::LIST], |_, _| {
            found += 1;
            ControlFlow::Continue(())
        })?;
        self.report.index_rows += found;
        if found == self.rows && self.report.is_clean() {
            return Ok(());
        }
        let mut keys = Vec::new();
        scan_prefix(self.snapshot, Space::Idx, &[tables::LIST], |key, _| {
            keys.push(key.to_vec());
            ControlFlow::Continue(())
        })?;
        for key in keys {
            let id = trailing_id(&key).unwrap_or_default();
            let wanted = match key.get(1) {
                Some(kind) if *kind == Kind::Deal as u8 => self.calls_for::<Deal>(id, &key)?,
                Some(kind) if *kind == Kind::Company as u8 => {
                    self.calls_for::<Company>(id, &key)?
                }
                Some(kind) if *kind == Kind::Contact as u8 => {
                    self.calls_for::<Contact>(id, &key)?
                }
                Some(kind) if *kind == Kind::Receipt as u8 => {
                    self.calls_for::<Receipt>(id, &key)?
                }
                Some(kind) if *kind == Kind::Line as u8 => self.line_calls_for(id >> 16, &key)?,
                Some(&tables::LINES) => self.line_calls_for(id, &key)?,
                Some(&tables::SHEETS | &tables::SNAPSHOTS) => {
                    plan_rows(self.snapshot)?.contains_key(&key)
                }
                Some(&tables::QUOTAS) => quota_rows(self.snapshot)?.contains_key(&key),
                Some(&tables::PAYMENTS) => self.payment_calls_for(id, &key)?,
                Some(kind) if *kind == Kind::Assignment as u8 => {
                    self.calls_for::<Assignment>(id, &key)?
                }
                _ => false,
            };
            if !wanted {
                self.report
                    .fault(|| format!("no record calls for the index row {}", hex(&key)));
            }
        }
        Ok(())
    }

    fn calls_for<T: Listed>(&self, id: u64, key: &[u8]) -> Result<bool, StoreError> {
        // A record that cannot be read was told of already.
        let Ok(Some(record)) = load::<T>(self.snapshot, id) else {
            return Ok(false);
        };
        let company = shown_name_of(self.snapshot, record.company())?;
        Ok(entries(&record, company.as_deref()).contains_key(key))
    }

    fn counted_cells(&mut self) -> Result<(), StoreError> {
        let cells = std::mem::take(&mut self.cells);
        let mut wanted: BTreeMap<Vec<u8>, Cell> = cells.into_changes().collect();
        scan_prefix(self.snapshot, Space::Cell, &[], |key, value| {
            self.report.cells += 1;
            let (found, wanted) = (Cell::decode(value), wanted.remove(key));
            if found != wanted {
                self.report
                    .fault(|| format!("cell {} is {found:?}, counted {wanted:?}", hex(key)));
            }
            ControlFlow::Continue(())
        })?;
        for (key, cell) in wanted {
            self.report
                .fault(|| format!("cell {} is missing, counted {cell:?}", hex(&key)));
        }
        Ok(())
    }

    fn unique_values(&mut self) -> Result<(), StoreError> {
        let mut wanted = std::mem::take(&mut self.unique);
        scan_prefix(self.snapshot, Space::Uniq, &[], |key, value| {
            self.report.unique_values += 1;
            let (found, wanted) = (trailing_id(value), wanted.remove(key));
            if found != wanted {
                let key = hex(key);
                self.report
                    .fault(|| format!("unique {key} belongs to {found:?}, counted {wanted:?}"));
            }
            ControlFlow::Continue(())
        })?;
        for (key, id) in wanted {
            self.report
                .fault(|| format!("the unique value {} of record {id} is not kept", hex(&key)));
        }
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
