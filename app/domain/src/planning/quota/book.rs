//! Quotas of many holders and months. Invariants: a split sums to what was split, a sum is of one
//! currency, and a mismatch between a group and those below it is told, never repaired by itself.
use super::{Holder, Quota, QuotaDraft};
use crate::groups::OrgTree;
use crate::id::GroupId;
use crate::lang::{Lang, Say};
use crate::money::{self, Currency, Money, Sum};
use crate::period::Period;
use crate::planning::refusal::QuotaRefusal;
use crate::planning::split::split;
use crate::refusal::Refusal as Refused;
use crate::time::Month;
use std::collections::BTreeMap;

/// What is in force, in one currency: that of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuotaBook {
    pub currency: Currency,
    cells: BTreeMap<(Holder, Month), i64>,
}

/// A group's own quota beside those of its groups and members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mismatch {
    pub own: Money,
    pub below: Money,
}

impl QuotaBook {
    #[must_use]
    pub fn new(currency: Currency) -> Self {
        let cells = BTreeMap::new();
        Self { currency, cells }
    }

    /// Takes in the quotas of its currency; others are another book's.
    #[must_use]
    pub fn of<'a>(currency: Currency, quotas: impl IntoIterator<Item = &'a Quota>) -> Self {
        let mut book = Self::new(currency);
        for quota in quotas {
            if let Some(amount) = quota.amount() {
                book.put(quota.holder, quota.month, amount);
            }
        }
        book
    }

    pub fn put(&mut self, holder: Holder, month: Month, amount: Money) {
        if amount.currency == self.currency {
            self.cells.insert((holder, month), amount.minor);
        }
    }

    #[must_use]
    pub fn month(&self, holder: Holder, month: Month) -> Option<Money> {
        let minor = self.cells.get(&(holder, month))?;
        Some(Money::new(*minor, self.currency))
    }

    /// The sum of the months; `None` where no month has a quota.
    #[must_use]
    pub fn sum(&self, holder: Holder, period: Period) -> Option<Money> {
        let months = period
            .months()
            .filter_map(|month| self.month(holder, month));
        let mut sum = Sum::default();
        months.for_each(|part| {
            sum.count += 1;
            sum.minor = sum.minor.saturating_add(part.minor);
        });
        (sum.count > 0).then(|| Money::new(sum.minor, self.currency))
    }

    /// Who stands directly below a group and has a quota in the period.
    pub fn below(&self, tree: &OrgTree, group: GroupId, period: Period) -> Vec<Holder> {
        let inside = |holder: &Holder| match *holder {
            Holder::Group(other) => tree.parent(other) == Some(group),
            Holder::Person { group: of, .. } => of == group,
        };
        let months = self.cells.keys().filter(|(_, month)| holds(period, *month));
        let mut holders: Vec<Holder> = months.map(|(holder, _)| *holder).filter(inside).collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// `None` when both are equal, or nobody below has a quota yet.
    #[must_use]
    pub fn mismatch(&self, tree: &OrgTree, group: GroupId, period: Period) -> Option<Mismatch> {
        let holders = self.below(tree, group, period);
        let parts = holders
            .iter()
            .filter_map(|holder| self.sum(*holder, period));
        let below = Money::new(parts.map(|part| part.minor).sum(), self.currency);
        let own = self.sum(Holder::Group(group), period);
        let own = own.unwrap_or(Money::zero(self.currency));
        (own != below && !holders.is_empty()).then_some(Mismatch { own, below })
    }

    /// Divides a group's quota of each month among those below by weights: what they had so far,
    /// equal parts, or last year's receipts. Each month sums to the group's.
    ///
    /// # Errors
    /// The group has no quota in the period, or there is nobody to divide it among.
    pub fn split_down(
        &self,
        group: GroupId,
        period: Period,
        among: &[(Holder, u64)],
    ) -> Result<Vec<QuotaDraft>, Refused> {
        let weights: Vec<u64> = among.iter().map(|(_, weight)| *weight).collect();
        let mut drafts = Vec::new();
        for month in period.months() {
            let Some(whole) = self.month(Holder::Group(group), month) else {
                continue;
            };
            let parts = split(whole, &weights);
            drafts.extend(
                among
                    .iter()
                    .zip(parts)
                    .map(|((holder, _), part)| draft(*holder, month, part)),
            );
        }
        some(drafts)
    }

    /// Divides an amount over the months of a period by weights, such as last year's course.
    ///
    /// # Errors
    /// Beyond the limit of amounts, or another currency than the plan's.
    pub fn over_months(
        &self,
        holder: Holder,
        period: Period,
        whole: Money,
        weights: &[u64],
    ) -> Result<Vec<QuotaDraft>, Refused> {
        let whole = whole.plus(Money::zero(self.currency))?;
        let months: Vec<Month> = period.months().collect();
        let weight = |at| weights.get(at).copied().unwrap_or_default();
        let weights: Vec<u64> = (0..months.len()).map(weight).collect();
        let parts = months.into_iter().zip(split(whole, &weights));
        Ok(parts
            .map(|(month, part)| draft(holder, month, part))
            .collect())
    }

    /// The quotas of one period carried into another, month by month, changed by so many per cent.
    ///
    /// # Errors
    /// Nothing to copy, a percentage out of range, or beyond the limit of amounts.
    pub fn copied(
        &self,
        from: Period,
        to: Period,
        percent: i64,
    ) -> Result<Vec<QuotaDraft>, Refused> {
        if !(-100..=1000).contains(&percent) {
            return Err(QuotaRefusal::PercentRange.into());
        }
        let targets: BTreeMap<Month, Month> = from.months().zip(to.months()).collect();
        let cells = self.cells.iter();
        let copied = cells.filter_map(|((holder, month), minor)| {
            let month = *targets.get(month)?;
            let amount = Money::new(*minor, self.currency).share(100 + percent, 100);
            Some(amount.map(|amount| draft(*holder, month, amount)))
        });
        some(copied.collect::<Result<_, money::Refusal>>()?)
    }
}

fn holds(period: Period, month: Month) -> bool {
    period.months().any(|one| one == month)
}

fn draft(holder: Holder, month: Month, amount: Money) -> QuotaDraft {
    QuotaDraft {
        holder,
        month,
        amount: Some(amount),
        reason: None,
    }
}

fn some(drafts: Vec<QuotaDraft>) -> Result<Vec<QuotaDraft>, Refused> {
    if drafts.is_empty() {
        Err(QuotaRefusal::Nothing.into())
    } else {
        Ok(drafts)
    }
}

impl Mismatch {
    /// Above zero: the group has more than those below it.
    #[must_use]
    pub fn difference(self) -> Money {
        Money::new(self.own.minor - self.below.minor, self.own.currency)
    }
}

impl Say for Mismatch {
    fn say(&self, lang: Lang) -> String {
        let [own, below] = [self.own, self.below].map(|money| money.format(lang));
        let difference = self.difference();
        let by = Money::new(difference.minor.abs(), difference.currency).format(lang);
        if difference.minor > 0 {
            lang.pick(
                format!("Cel grupy to {own}, a suma celów w grupie {below}: do rozdzielenia zostało {by}."),
                format!("The group’s quota is {own} and those within it make {below}: {by} is left to assign."),
            )
        } else {
            lang.pick(
                format!("Cel grupy to {own}, a suma celów w grupie {below}: rozdzielono o {by} za dużo."),
                format!("The group’s quota is {own} and those within it make {below}: {by} is assigned too much."),
            )
        }
    }
}
