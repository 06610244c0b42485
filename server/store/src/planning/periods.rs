//! Periods of the plan in the store. Invariant: a month is closed while a closed period holds it.
use crate::engine::Reader;
use crate::error::{Stopped, StoreError};
use crate::firm::Firm;
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::Work;
use domain::access::{Action, Denial, Lane, Missing, Principal, RecordType, Scope};
use domain::change::Change;
use domain::events;
use domain::field::Field;
use domain::period::Period;
use domain::planning::{
    ClosedMonths, CountingRule, Hand, PeriodRefusal, PlanLine, PlanPeriod, RuleVersion, Taken,
    period::Event,
};
use domain::refusal::Refusal;
use domain::time::{Day, Month};
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

    /// Of a period of the plan: that of its own record, else of its first month.
    fn version(&self, period: Period) -> Option<&RuleVersion> {
        let own = self.0.iter().find(|one| one.period == period);
        own.and_then(PlanPeriod::rule)
            .or_else(|| self.of(period.first_month()))
    }

    pub(crate) fn of_period(&self, period: Period) -> CountingRule {
        let version = self.version(period);
        version
            .map(|version| version.rule.clone())
            .unwrap_or_default()
    }

    /// 0 for the usual rule.
    pub(crate) fn version_of(&self, period: Period) -> u16 {
        self.version(period).map_or(0, |version| version.number)
    }

    /// Whether a line counts: by the rule of its month, by the usual one where it has none.
    pub(crate) fn counts(&self, line: &PlanLine) -> bool {
        let rule = line.due.and_then(|due| self.of(Month::of(due)));
        match rule {
            Some(version) => version.rule.counts(line),
            None => CountingRule::default().counts(line),
        }
    }

    /// Whether any month's rule asks for more than categories.
    pub(crate) fn ask_lines(&self) -> bool {
        let rules = self.0.iter().filter_map(PlanPeriod::rule);
        rules
            .into_iter()
            .any(|version| !version.rule.is_by_category())
    }

    pub(crate) fn closed(&self) -> ClosedMonths {
        let closed = self.0.iter().filter(|period| period.closed.is_some());
        closed.flat_map(|period| period.period.months()).collect()
    }
}

pub(crate) fn closed_months(reader: &(impl Reader + ?Sized)) -> Result<ClosedMonths, StoreError> {
    Ok(Rules::load(reader)?.closed())
}

/// The record of a period.
pub(crate) fn period_of(
    reader: &(impl Reader + ?Sized),
    period: Period,
) -> Result<Option<PlanPeriod>, StoreError> {
    records::load(reader, number(period))
}

impl Work<'_, '_> {
    pub(crate) fn closed(&self) -> Result<ClosedMonths, StoreError> {
        closed_months(&*self.overlay)
    }

    /// Says until when sheets of a period are due, and which lines count in it.
    ///
    /// # Errors
    /// Not somebody who plans the firm; closed; nothing changed.
    pub fn set_period(
        &mut self,
        period: Period,
        window: Option<Day>,
        rule: CountingRule,
    ) -> Result<(), Stopped> {
        self.plans_firm()?;
        let hand = Hand::own(self.by);
        let Some(mut known) = period_of(&*self.overlay, period)? else {
            let new = PlanPeriod::open(hand, period, window, rule);
            let told = match Change::between(None, window) {
                Some(change) => Event::WindowSet(change),
                None => Event::RuleSet { number: 1 },
            };
            return Ok(self.keep_period(&new, told)?);
        };
        let mut changed = false;
        if known.window != window {
            let event = known.set_window(hand, window)?;
            self.keep_period(&known, event)?;
            changed = true;
        }
        if known.rule().map(|version| &version.rule) != Some(&rule) {
            let event = known.set_rule(hand, rule)?;
            self.keep_period(&known, event)?;
            changed = true;
        }
        if changed {
            Ok(())
        } else {
            Err(Refusal::Unchanged.into())
        }
    }

    /// Closes a period that is over: nothing that lies in it changes any more. A snapshot of every
    /// top group is taken.
    ///
    /// # Errors
    /// Not somebody who plans the firm; closed already; not over yet.
    pub fn close_period(&mut self, period: Period) -> Result<(), Stopped> {
        self.plans_firm()?;
        let hand = Hand::own(self.by);
        let known = period_of(&*self.overlay, period)?;
        let mut known =
            known.unwrap_or_else(|| PlanPeriod::open(hand, period, None, CountingRule::default()));
        let today = self.today().ok_or(Refusal::NotYet(Field::Period))?;
        let event = known.close(hand, today)?;
        self.keep_period(&known, event)?;
        for group in super::snapshots::tops(&self.firm) {
            self.take_snapshot(group, Taken::Closed)?;
        }
        Ok(())
    }

    /// # Errors
    /// Whoever approves in no group; not closed; asked already; no reason.
    pub fn ask_period_reopening(&mut self, period: Period, reason: &str) -> Result<(), Stopped> {
        let mut groups = self.firm.groups.keys();
        if !groups.any(|group| self.approves_in(*group).is_ok()) {
            self.plans_firm()?;
        }
        self.alter_period(period, |known, hand| known.ask_reopening(hand, reason))
    }

    /// # Errors
    /// Not somebody who plans the firm; not closed; nobody asked; by whoever asked.
    pub fn reopen_period(&mut self, period: Period) -> Result<(), Stopped> {
        self.plans_firm()?;
        self.alter_period(period, PlanPeriod::reopen)
    }

    fn alter_period(
        &mut self,
        period: Period,
        change: impl FnOnce(&mut PlanPeriod, Hand) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let known = period_of(&*self.overlay, period)?;
        let mut known = known.ok_or(PeriodRefusal::NotClosed)?;
        let event = change(&mut known, Hand::own(self.by))?;
        Ok(self.keep_period(&known, event)?)
    }

    fn keep_period(&mut self, period: &PlanPeriod, event: Event) -> Result<(), StoreError> {
        records::save(self.overlay, period)?;
        let told = events::Event::from(event);
        self.tell(Kind::PlanPeriod, period.number(), told)
    }

    /// Refuses all but those who approve everywhere, the heads of every top group, and the person
    /// who agrees what nobody is above.
    fn plans_firm(&self) -> Result<(), Refusal> {
        if plans_firm(&self.firm, &self.who) {
            return Ok(());
        }
        let missing = Missing::Right(Action::Approve);
        Err(crate::work::denied(Denial::Forbidden(missing)))
    }
}

fn plans_firm(firm: &Firm, who: &Principal) -> bool {
    let scope = who
        .table
        .scope(RecordType::Instalment, Action::Approve, Lane::Normal);
    let named = firm.planning().approver == Some(who.id);
    let tops = super::snapshots::tops(firm);
    let heads = !tops.is_empty() && tops.iter().all(|group| who.heads.contains(group));
    who.active && (scope == Scope::All || named || heads)
}

impl Reading {
    /// Whether the reader opens and closes periods.
    #[must_use]
    pub fn may_plan_firm(&self) -> bool {
        plans_firm(&self.firm, &self.who)
    }

    /// The months that changes no more.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn closed_months(&self) -> Result<ClosedMonths, StoreError> {
        closed_months(&*self.snapshot)
    }

    /// Every period that somebody said something about, in their order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn plan_periods(&self) -> Result<Vec<PlanPeriod>, StoreError> {
        records::load_all(&*self.snapshot)
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn plan_period(&self, period: Period) -> Result<Option<PlanPeriod>, StoreError> {
        period_of(&*self.snapshot, period)
    }
}
