//! Which instalments a receipt probably pays. Invariants: it only proposes; never more than is free
//! nor than is owed; each proposal says its reason, the surest first: the invoice's number stands in
//! the transfer's title, exactly this amount is owed by this payer, else their oldest debt.
use super::line::PlanLine;
use super::receipt::{Allocation, Receipt};
use crate::lang::Lang;
use crate::money::Money;
use crate::text::fold;
use crate::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Likeness {
    Invoice,
    Amount,
    Oldest,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proposal {
    pub allocation: Allocation,
    pub why: Likeness,
}

/// Shortest number of an invoice looked for in a title: "1" stands in every one.
const SHORTEST: usize = 4;

impl Likeness {
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Invoice => lang.pick("numer faktury w tytule", "invoice number in the title"),
            Self::Amount => lang.pick("ta sama kwota", "the same amount"),
            Self::Oldest => lang.pick("najstarsza należność", "the oldest debt"),
        }
    }
}

/// What to allocate of the receipt's free money.
#[must_use]
pub fn propose<'a>(
    receipt: &Receipt,
    lines: impl IntoIterator<Item = &'a PlanLine>,
) -> Vec<Proposal> {
    let free = receipt.free();
    let title = receipt.document.as_deref().map(bare).unwrap_or_default();
    let mut found: Vec<(Likeness, Day, &PlanLine, i64)> = Vec::new();
    for line in lines {
        let Some(owed) = line
            .owed()
            .filter(|owed| owed.currency == free.currency && owed.minor > 0)
        else {
            continue;
        };
        let payer = receipt.payer.is_some() && receipt.payer == line.payer;
        let named = line.invoice.as_deref().map(bare);
        let named = named.is_some_and(|number| number.len() >= SHORTEST && title.contains(&number));
        let why = match (named, payer, owed.minor == free.minor) {
            (true, ..) => Likeness::Invoice,
            (_, true, true) => Likeness::Amount,
            (_, true, false) => Likeness::Oldest,
            _ => continue,
        };
        found.push((why, line.due.unwrap_or(Day::MAX), line, owed.minor));
    }
    found.sort_by_key(|(why, due, line, _)| (*why, *due, line.id));
    let mut left = free.minor;
    let mut proposals = Vec::new();
    for (why, _, line, owed) in found {
        let part = owed.min(left);
        if part <= 0 {
            break;
        }
        left -= part;
        let amount = Money::new(part, free.currency);
        let allocation = Allocation {
            to: line.id,
            amount,
        };
        proposals.push(Proposal { allocation, why });
    }
    proposals
}

/// Letters and digits alone, as "FV 12/2026" and "fv12-2026" are one number.
fn bare(raw: &str) -> String {
    fold(raw).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Lane;
    use crate::id::{CompanyId, GroupId, PersonId, ReceiptId};
    use crate::planning::months::ClosedMonths;
    use crate::planning::receipt::ReceiptDraft;
    use crate::planning::tests::examples::{hand, line, on, pln};

    fn receipt(minor: i64, title: &str) -> Receipt {
        let draft = ReceiptDraft {
            on: on(11, 20),
            amount: pln(minor),
            payer: Some(CompanyId(1)),
            document: Some(title.to_owned()),
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

    /// Owed by company 1, due on this day of November.
    fn owed(deal: u64, minor: i64, day: u32) -> PlanLine {
        PlanLine {
            payer: Some(CompanyId(1)),
            due: Some(on(11, day)),
            ..line(deal, minor)
        }
    }

    fn proposed(receipt: &Receipt, lines: &[PlanLine]) -> Vec<(u64, i64, Likeness)> {
        let all = propose(receipt, lines).into_iter();
        all.map(|one| {
            (
                one.allocation.to.deal.0,
                one.allocation.amount.minor,
                one.why,
            )
        })
        .collect()
    }

    #[test]
    fn the_invoice_named_in_the_title_comes_first_then_the_amount_then_the_oldest() {
        let mut named = owed(3, 30, 9);
        named.invoice = Some("FV 12/2026".to_owned());
        let lines = [owed(1, 70, 1), owed(2, 100, 5), named];
        let with_title = proposed(&receipt(100, "zaplata fv12-2026"), &lines);
        assert_eq!(
            with_title,
            [(3, 30, Likeness::Invoice), (2, 70, Likeness::Amount)]
        );
        let without = proposed(&receipt(90, ""), &lines);
        assert_eq!(
            without,
            [(1, 70, Likeness::Oldest), (2, 20, Likeness::Oldest)]
        );
    }

    #[test]
    fn what_others_owe_what_is_paid_and_other_currencies_are_not_proposed() {
        let other = PlanLine {
            payer: Some(CompanyId(2)),
            ..owed(1, 100, 1)
        };
        let paid = PlanLine {
            paid: Some(pln(100)),
            ..owed(2, 100, 1)
        };
        let euro = crate::money::Money::new(100, crate::money::Currency::EUR);
        let euro = PlanLine {
            gross: Some(euro),
            ..owed(3, 100, 1)
        };
        assert_eq!(proposed(&receipt(100, ""), &[other, paid, euro]), []);
    }
}
