//! A head's signed change to what a person or group will bring, with a reason. Invariants: it adds
//! to figures and edits nothing; both sides see it; it is bound to the figures it was made on and
//! counts no more when they move; nobody adjusts their own.
mod event;

pub use event::Event;

use super::fingerprint::{Facts, Fingerprint};
use super::hand::{Hand, Signed};
use super::months::ClosedMonths;
use super::quota::Holder;
use super::refusal::AdjustmentRefusal;
use crate::field::Field;
use crate::id::AdjustmentId;
use crate::money::{Money, Sums};
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::text;
use crate::time::Month;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Adjustment {
    pub id: AdjustmentId,
    pub holder: Holder,
    pub month: Month,
    /// Signed.
    pub delta: Money,
    pub reason: String,
    /// Of the agreed figures it was made on.
    pub basis: Fingerprint,
    pub signed: Signed,
    #[serde(default)]
    pub withdrawn: Option<Signed>,
    pub stamp: Stamp,
}

const LONGEST: usize = 2000;

/// What an adjustment is bound to: whose figures, which month, and what is agreed there.
#[must_use]
pub fn basis(holder: Holder, month: Month, agreed: &Sums) -> Fingerprint {
    let facts = Facts::about("adjustment/1");
    let facts = match holder {
        Holder::Group(group) => facts.text("group").id(group.0),
        Holder::Person { person, group } => facts.text("person").id(person.0).id(group.0),
    };
    let facts = facts
        .number(i64::from(month.year))
        .number(i64::from(month.month));
    // A currency whose amounts cancel out says the same as one that is not there.
    let there = agreed.iter().filter(|(_, sum)| sum.minor != 0);
    let add = |facts: Facts, (currency, sum): (crate::money::Currency, crate::money::Sum)| {
        facts.text(currency.code()).number(sum.minor)
    };
    there.fold(facts, add).done()
}

impl Adjustment {
    /// # Errors
    /// A closed month, one's own figures, zero, no reason, or beyond the limit of amounts.
    pub fn make(
        hand: Hand,
        id: AdjustmentId,
        (holder, month): (Holder, Month),
        (delta, reason): (Money, &str),
        agreed: &Sums,
        closed: &ClosedMonths,
    ) -> Result<(Self, Event), Refused> {
        closed.guard(month)?;
        if holder.person().is_some_and(|person| hand.is(person)) {
            return Err(AdjustmentRefusal::OwnFigures.into());
        }
        let delta = delta.bounded(Field::Adjustment)?;
        if delta.minor == 0 {
            return Err(AdjustmentRefusal::Zero.into());
        }
        let reason = text::required(Field::Reason, reason, LONGEST)?;
        let event = Event::Made {
            holder,
            month,
            delta: Some(delta),
            reason: reason.clone(),
            instead_of: hand.instead_of,
        };
        let adjustment = Self {
            id,
            holder,
            month,
            delta,
            reason,
            basis: basis(holder, month, agreed),
            signed: hand.sign(),
            withdrawn: None,
            stamp: Stamp::new(hand.by),
        };
        Ok((adjustment, event))
    }

    /// # Errors
    /// A closed month, one's own figures, or withdrawn already.
    pub fn withdraw(&mut self, hand: Hand, closed: &ClosedMonths) -> Result<Event, Refused> {
        closed.guard(self.month)?;
        if self.holder.person().is_some_and(|person| hand.is(person)) {
            return Err(AdjustmentRefusal::OwnFigures.into());
        }
        if self.withdrawn.is_some() {
            return Err(AdjustmentRefusal::Withdrawn.into());
        }
        self.withdrawn = Some(hand.sign());
        self.stamp.touch(hand.by);
        Ok(Event::Withdrawn {
            holder: self.holder,
            month: self.month,
            instead_of: hand.instead_of,
        })
    }

    /// Whether it still counts, on these agreed figures of its holder and month.
    #[must_use]
    pub fn counts(&self, agreed: &Sums) -> bool {
        self.withdrawn.is_none() && self.basis == basis(self.holder, self.month, agreed)
    }
}

/// Agreed figures with the adjustments that still count.
#[must_use]
pub fn adjusted<'a>(
    (holder, month): (Holder, Month),
    agreed: &Sums,
    adjustments: impl IntoIterator<Item = &'a Adjustment>,
) -> Sums {
    let mut sums = agreed.clone();
    for one in adjustments {
        if (one.holder, one.month) == (holder, month) && one.counts(agreed) {
            sums.add(one.delta);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{GroupId, PersonId};
    use crate::money::Currency;
    use crate::planning::tests::examples::{hand, pln};

    const HOLDER: Holder = Holder::Person {
        person: PersonId(5),
        group: GroupId(3),
    };
    const NOVEMBER: Month = Month {
        year: 2026,
        month: 11,
    };

    fn sums(minor: i64) -> Sums {
        [pln(minor)].into_iter().collect()
    }

    fn make(person: u64, minor: i64, reason: &str) -> Result<Adjustment, Refused> {
        let open = ClosedMonths::default();
        let made = Adjustment::make(
            hand(person),
            AdjustmentId(1),
            (HOLDER, NOVEMBER),
            (pln(minor), reason),
            &sums(100),
            &open,
        );
        made.map(|(adjustment, _)| adjustment)
    }

    #[test]
    fn an_adjustment_adds_its_signed_delta_until_the_basis_moves() {
        let adjustment = make(30, -20, "Klient zwleka").unwrap();
        let cell = (HOLDER, NOVEMBER);
        let total = |agreed: &Sums| {
            adjusted(cell, agreed, [&adjustment])
                .of(Currency::PLN)
                .minor
        };
        assert_eq!((total(&sums(100)), total(&sums(101))), (80, 101));
        let mut other = sums(100);
        other.add(Money::new(5, Currency::EUR));
        assert_eq!(total(&other), 100);
        let december = (
            HOLDER,
            Month {
                month: 12,
                ..NOVEMBER
            },
        );
        assert_eq!(adjusted(december, &sums(100), [&adjustment]), sums(100));
    }

    #[test]
    fn an_adjustment_has_a_reason_and_is_of_somebody_elses_figures() {
        assert!(make(30, 5, " ").is_err());
        assert_eq!(
            make(30, 0, "x").unwrap_err(),
            AdjustmentRefusal::Zero.into()
        );
        assert_eq!(
            make(5, 5, "x").unwrap_err(),
            AdjustmentRefusal::OwnFigures.into()
        );
    }

    #[test]
    fn a_withdrawn_adjustment_counts_no_more_and_stays_on_record() {
        let open = ClosedMonths::default();
        let mut adjustment = make(30, 5, "x").unwrap();
        let closed: ClosedMonths = [NOVEMBER].into_iter().collect();
        assert!(adjustment.withdraw(hand(30), &closed).is_err());
        adjustment.withdraw(hand(30), &open).unwrap();
        assert!(!adjustment.counts(&sums(100)));
        let again = adjustment.withdraw(hand(30), &open);
        assert_eq!(again, Err(AdjustmentRefusal::Withdrawn.into()));
    }
}
