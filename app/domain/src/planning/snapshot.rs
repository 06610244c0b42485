//! The plan of a group as it stood at a moment. Invariants: it holds everything below the group,
//! whatever was to be seen of it; its total comes from the sums kept by the store, not from its own
//! lines, so that either proves the other.
use super::category::Category;
use super::line::PlanLine;
use super::verdict::Offer;
use crate::deals::Status;
use crate::id::{GroupId, InstalmentId, PersonId, SheetId, SnapshotId};
use crate::lang::Lang;
use crate::money::{Currency, Money, Sums};
use crate::period::Period;
use crate::time::{Day, Moment};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    pub id: SnapshotId,
    pub group: GroupId,
    pub at: Moment,
    pub taken: Taken,
    /// In the order of ids.
    pub lines: Vec<Kept>,
    /// What is outstanding by the store's sums.
    #[serde(default)]
    pub total: Sums,
}

/// Why it was taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Taken {
    Daily,
    Submitted(SheetId),
    Agreed(SheetId),
    /// When its period was closed: from then on the period is shown as it stood, while overdue
    /// instalments live on in other months.
    Closed,
}

/// A line as it stood.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    pub id: InstalmentId,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub amount: Option<Money>,
    /// Of the same currency as the amount.
    #[serde(default)]
    pub received: i64,
    #[serde(default)]
    pub due: Option<Day>,
    pub category: Category,
    pub status: Status,
    /// By the rule of its moment.
    pub counts: bool,
    /// What the snapshot's group had agreed, if anything.
    #[serde(default)]
    pub agreed: Option<Promise>,
}

/// Agreed figures, of the line's currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    pub minor: i64,
    pub due: Day,
}

impl Taken {
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Daily => lang.pick("dzienny", "daily"),
            Self::Submitted(_) => lang.pick("przy złożeniu", "at submission"),
            Self::Agreed(_) => lang.pick("przy uzgodnieniu", "at agreement"),
            Self::Closed => lang.pick("przy zamknięciu okresu", "when the period was closed"),
        }
    }
}

impl Snapshot {
    /// Keeps these lines; `total` is what the store's sums say of them.
    #[must_use]
    pub fn take(
        id: SnapshotId,
        group: GroupId,
        (at, taken): (Moment, Taken),
        lines: impl IntoIterator<Item = Kept>,
        total: Sums,
    ) -> Self {
        let mut lines: Vec<Kept> = lines.into_iter().collect();
        lines.sort_by_key(|line| line.id);
        lines.dedup_by_key(|line| line.id);
        Self {
            id,
            group,
            at,
            taken,
            lines,
            total,
        }
    }
}

impl Kept {
    #[must_use]
    pub fn of(line: &PlanLine, counts: bool) -> Self {
        Self {
            id: line.id,
            owner: line.owner,
            group: line.group,
            amount: line.amount,
            received: line.received.map_or(0, |money| money.minor),
            due: line.due,
            category: line.category,
            status: line.status,
            counts,
            agreed: None,
        }
    }

    /// With the figures that the snapshot's group agreed.
    #[must_use]
    pub fn promising(self, offer: Offer) -> Self {
        let promise = |due| {
            let minor = offer.amount?.minor;
            Some(Promise { minor, due })
        };
        Self {
            agreed: offer.due.and_then(promise),
            ..self
        }
    }

    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.amount.map(|amount| amount.currency)
    }

    /// What was agreed for this period.
    #[must_use]
    pub fn promised_in(&self, period: Period, currency: Currency) -> Option<i64> {
        let agreed = self.agreed.filter(|agreed| period.contains(agreed.due));
        agreed
            .filter(|_| self.currency() == Some(currency))
            .map(|agreed| agreed.minor)
    }

    /// Still to come in; below zero when overpaid.
    #[must_use]
    pub fn outstanding(&self) -> Option<Money> {
        let amount = self.amount?;
        Some(Money::new(amount.minor - self.received, amount.currency))
    }
}
