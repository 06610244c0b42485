//! Correcting what was typed about a receipt. Invariants: it never falls below what is allocated and
//! given back; what is allocated keeps its currency; neither its old nor its new month is closed.
use super::{Event, Receipt, ReceiptDraft};
use crate::by::By;
use crate::change::Change;
use crate::field::Field;
use crate::id::CompanyId;
use crate::money::Money;
use crate::planning::months::ClosedMonths;
use crate::planning::refusal::ReceiptRefusal;
use crate::refusal::Refusal as Refused;
use crate::text;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// What a person or a bank says about a receipt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReceiptFacts {
    pub on: Day,
    /// Empty where the reader may not see amounts, never in a command.
    #[serde(default)]
    pub amount: Option<Money>,
    #[serde(default)]
    pub payer: Option<CompanyId>,
    #[serde(default)]
    pub document: Option<String>,
}

impl ReceiptFacts {
    #[must_use]
    pub fn of(receipt: &Receipt) -> Self {
        Self {
            on: receipt.on,
            amount: Some(receipt.amount),
            payer: receipt.payer,
            document: receipt.document.clone(),
        }
    }
}

impl From<&ReceiptDraft> for ReceiptFacts {
    fn from(draft: &ReceiptDraft) -> Self {
        Self {
            on: draft.on,
            amount: Some(draft.amount),
            payer: draft.payer,
            document: draft.document.clone(),
        }
    }
}

impl Receipt {
    /// # Errors
    /// Stale or deleted; a closed month, old or new; a day in the future; below what is used of it;
    /// another currency than what is allocated; a bad title; nothing changed.
    pub fn correct(
        &mut self,
        by: By,
        seen: u64,
        facts: ReceiptFacts,
        closed: &ClosedMonths,
    ) -> Result<Event, Refused> {
        self.may_change(closed)?;
        self.stamp.seen(seen)?;
        closed.guard_day(Some(facts.on))?;
        super::not_in_future(by, facts.on)?;
        let amount = super::positive(facts.amount.unwrap_or(self.amount))?;
        let used = self.amount.minus(self.free())?;
        if used.minor > 0 && amount.minus(used)?.minor < 0 {
            return Err(ReceiptRefusal::StillAllocated.into());
        }
        let is = ReceiptFacts {
            amount: Some(amount),
            document: text::optional_line(Field::Document, facts.document.as_ref(), super::TITLE)?,
            ..facts
        };
        let change = Change::between(ReceiptFacts::of(self), is).ok_or(Refused::Unchanged)?;
        self.on = change.is.on;
        self.amount = amount;
        self.payer = change.is.payer;
        self.document.clone_from(&change.is.document);
        Ok(self.done(by, Event::Corrected(Box::new(change))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Lane;
    use crate::id::{DealId, GroupId, InstalmentId, PersonId, ReceiptId};
    use crate::money::Currency;
    use crate::planning::tests::examples::{hand, on, pln};
    use crate::time::Month;

    fn receipt() -> Receipt {
        let draft = ReceiptDraft {
            on: on(11, 20),
            amount: pln(100),
            payer: None,
            document: None,
            owner: PersonId(5),
            group: GroupId(3),
            lane: Lane::Normal,
            import: None,
        };
        let open = ClosedMonths::default();
        Receipt::record(hand(5).by, ReceiptId(1), draft, &open)
            .unwrap()
            .0
    }

    fn correct(receipt: &mut Receipt, amount: Money, day: u32) -> Result<Event, Refused> {
        let facts = ReceiptFacts {
            on: on(11, day),
            amount: Some(amount),
            ..ReceiptFacts::of(receipt)
        };
        let seen = receipt.stamp.version;
        receipt.correct(hand(5).by, seen, facts, &ClosedMonths::default())
    }

    #[test]
    fn a_receipt_is_corrected_but_never_below_what_is_used_of_it() {
        let mut receipt = receipt();
        correct(&mut receipt, Money::new(90, Currency::EUR), 19).unwrap();
        correct(&mut receipt, pln(90), 19).unwrap();
        let to = InstalmentId {
            deal: DealId(1),
            number: 1,
        };
        receipt
            .allocate(hand(5).by, to, None, pln(60), &ClosedMonths::default())
            .unwrap();
        assert_eq!(
            correct(&mut receipt, pln(59), 19),
            Err(ReceiptRefusal::StillAllocated.into())
        );
        assert!(correct(&mut receipt, Money::new(90, Currency::EUR), 19).is_err());
        correct(&mut receipt, pln(60), 19).unwrap();
        assert_eq!((receipt.free(), receipt.on), (pln(0), on(11, 19)));
        assert_eq!(correct(&mut receipt, pln(60), 19), Err(Refused::Unchanged));
        assert!(correct(&mut receipt, pln(60), 25).is_err());
    }

    #[test]
    fn a_receipt_is_not_moved_out_of_or_into_a_closed_month() {
        let (mut receipt, october) = (receipt(), on(10, 31));
        let closed: ClosedMonths = [Month::of(october)].into_iter().collect();
        let facts = ReceiptFacts {
            on: october,
            ..ReceiptFacts::of(&receipt)
        };
        assert!(
            receipt
                .correct(hand(5).by, 1, facts.clone(), &closed)
                .is_err()
        );
        receipt
            .correct(hand(5).by, 1, facts, &ClosedMonths::default())
            .unwrap();
        let back = ReceiptFacts {
            on: on(11, 2),
            ..ReceiptFacts::of(&receipt)
        };
        assert!(receipt.correct(hand(5).by, 2, back, &closed).is_err());
    }
}
