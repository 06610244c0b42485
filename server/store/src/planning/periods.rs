//! Periods of the plan in the store. Invariant: a month is closed while a closed period holds it.
use crate::engine::Reader;
use crate::error::StoreError;
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::Work;
use domain::period::Period;
use domain::planning::{ClosedMonths, CountingRule, PlanPeriod, RuleVersion};
use domain::time::Month;
use std::collections::BTreeMap;

impl Record for PlanPeriod {
    const KIND: Kind = Kind::PlanPeriod;
    fn number(&self) -> u64 {
        number(self.period)
    }
}

/// First month and length: a period has one record.
pub(crate) fn number(period: Period) -> u64 {
    let first = super::covered::month_number(period.first_month());
    first.unsigned_abs() << 8 | u64::from(period.length().months())
}

/// Which lines count in which month.
pub(crate) struct Rules(Vec<PlanPeriod>);

impl Rules {
    pub(crate) fn load(reader: &(impl Reader + ?Sized)) -> Result<Self, StoreError> {
        let mut periods: Vec<PlanPeriod> = records::load_all(reader)?;
        // The shortest period over a month says what counts in it.
        periods.sort_by_key(|period| (period.period.length().months(), period.period));
        Ok(Self(periods))
    }

    pub(crate) fn of(&self, month: Month) -> Option<&RuleVersion> {
        let over = |period: &&PlanPeriod| period.period.months().any(|one| one == month);
        self.0.iter().find(over).and_then(PlanPeriod::rule)
    }

    /// The rule of each month, the usual one where nothing else is said.
    pub(crate) fn of_months(
        &self,
        months: impl IntoIterator<Item = Month>,
    ) -> BTreeMap<Month, CountingRule> {
        let rule = |month| self.of(month).map(|version| version.rule.clone());
        let months = months.into_iter();
        months
            .map(|month| (month, rule(month).unwrap_or_default()))
            .collect()
    }

    pub(crate) fn closed(&self) -> ClosedMonths {
        let closed = self.0.iter().filter(|period| period.closed.is_some());
        closed.flat_map(|period| period.period.months()).collect()
    }
}

pub(crate) fn closed_months(reader: &(impl Reader + ?Sized)) -> Result<ClosedMonths, StoreError> {
    Ok(Rules::load(reader)?.closed())
}

impl Work<'_, '_> {
    pub(crate) fn closed(&self) -> Result<ClosedMonths, StoreError> {
        closed_months(&*self.overlay)
    }
}

impl Reading {
    /// The months that changes no more.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn closed_months(&self) -> Result<ClosedMonths, StoreError> {
        closed_months(&*self.snapshot)
    }
}
