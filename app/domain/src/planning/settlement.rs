//! How far an instalment is paid, and what of it the plan counts. Invariants: receipts are gross; an
//! instalment that is paid in full counts exactly its amount, however many payments it took.
use super::vat::{VatBasis, VatRate};
use crate::id::ReceiptId;
use crate::lang::Lang;
use crate::money::{self, Money};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// An instalment as money settles it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settled {
    /// In the firm's basis.
    pub amount: Option<Money>,
    pub gross: Option<Money>,
    pub vat: VatRate,
    pub basis: VatBasis,
}

/// A payment towards an instalment, ordered by its day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Payment {
    pub on: Day,
    pub receipt: ReceiptId,
    pub amount: Money,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PaymentState {
    Unpaid,
    /// This much is missing.
    Partial(Money),
    Paid,
    /// This much came in too much.
    Overpaid(Money),
}

impl Settled {
    /// What so much gross money counts in the plan: its share of the amount, so that parts of it
    /// add up when taken as differences; by the rate alone where there is no amount.
    ///
    /// # Errors
    /// Beyond the limit of amounts, or another currency.
    pub fn counted(&self, paid: Money) -> Result<Money, money::Refusal> {
        match (self.amount, self.gross) {
            (Some(amount), Some(gross)) if gross.minor != 0 => {
                gross.plus(Money::zero(paid.currency))?;
                amount.share(paid.minor, gross.minor)
            }
            _ => self.vat.convert(paid, VatBasis::Gross, self.basis),
        }
    }

    /// What each payment adds to the plan, in the order of days; the parts sum to what all of it
    /// counts, to the last minor unit.
    ///
    /// # Errors
    /// Beyond the limit of amounts, or several currencies.
    pub fn parts(&self, mut payments: Vec<Payment>) -> Result<Vec<Payment>, money::Refusal> {
        payments.sort_by_key(|payment| (payment.on, payment.receipt));
        let mut before: Option<(Money, Money)> = None;
        for payment in &mut payments {
            let zero = Money::zero(payment.amount.currency);
            let (paid, counted) = before.unwrap_or((zero, self.counted(zero)?));
            let paid = paid.plus(payment.amount)?;
            let now = self.counted(paid)?;
            payment.amount = now.minus(counted)?;
            before = Some((paid, now));
        }
        Ok(payments)
    }

    /// # Errors
    /// Beyond the limit of amounts, or another currency.
    pub fn state(&self, paid: Money) -> Result<PaymentState, money::Refusal> {
        let Some(gross) = self.gross else {
            return Ok(match paid.minor {
                0 => PaymentState::Unpaid,
                _ => PaymentState::Overpaid(paid),
            });
        };
        let left = gross.minus(paid)?;
        Ok(match left.minor {
            ..0 => PaymentState::Overpaid(Money::new(-left.minor, left.currency)),
            0 => PaymentState::Paid,
            _ if paid.minor == 0 => PaymentState::Unpaid,
            _ => PaymentState::Partial(left),
        })
    }
}

impl PaymentState {
    /// "częściowo, brakuje 10,00 zł".
    #[must_use]
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::Unpaid => lang.pick("nieopłacona", "unpaid").to_owned(),
            Self::Paid => lang.pick("opłacona", "paid").to_owned(),
            Self::Partial(left) => format!(
                "{} {}",
                lang.pick("opłacona częściowo, brakuje", "paid in part, missing"),
                left.format(lang)
            ),
            Self::Overpaid(over) => format!(
                "{} {}",
                lang.pick("nadpłacona o", "overpaid by"),
                over.format(lang)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use proptest::prelude::*;

    fn pln(minor: i64) -> Money {
        Money::new(minor, Currency::PLN)
    }

    fn settled(net: i64) -> Settled {
        let vat = VatRate::default();
        Settled {
            amount: Some(pln(net)),
            gross: Some(
                vat.convert(pln(net), VatBasis::Net, VatBasis::Gross)
                    .unwrap(),
            ),
            vat,
            basis: VatBasis::Net,
        }
    }

    fn payments(amounts: &[i64]) -> Vec<Payment> {
        let all = amounts.iter().zip(1..).map(|(minor, receipt)| Payment {
            on: Day::from_ymd_opt(2026, 11, 1).unwrap(),
            receipt: ReceiptId(receipt),
            amount: pln(*minor),
        });
        all.collect()
    }

    #[test]
    fn three_thirds_of_the_gross_count_the_whole_net_and_not_a_grosz_less() {
        let parts = settled(10_000)
            .parts(payments(&[4_100, 4_100, 4_100]))
            .unwrap();
        let parts: Vec<i64> = parts.iter().map(|part| part.amount.minor).collect();
        assert_eq!(parts, [3_333, 3_334, 3_333]);
    }

    #[test]
    fn paid_in_part_in_full_and_too_much_are_told_apart() {
        let state = |paid| settled(10_000).state(pln(paid)).unwrap();
        assert_eq!(state(0), PaymentState::Unpaid);
        assert_eq!(state(12_299), PaymentState::Partial(pln(1)));
        assert_eq!(state(12_300), PaymentState::Paid);
        assert_eq!(state(12_301), PaymentState::Overpaid(pln(1)));
        assert!(settled(1).state(Money::new(1, Currency::EUR)).is_err());
    }

    proptest! {
        #[test]
        fn parts_sum_to_what_the_whole_counts(
            net in 1..=1_000_000_i64,
            amounts in prop::collection::vec(-50_000..=400_000_i64, 0..8),
        ) {
            let settled = settled(net);
            let paid = pln(amounts.iter().sum());
            let parts = settled.parts(payments(&amounts)).unwrap();
            let sum: i64 = parts.iter().map(|part| part.amount.minor).sum();
            prop_assert_eq!(pln(sum), settled.counted(paid).unwrap());
            let gross = settled.gross.unwrap();
            prop_assert_eq!(settled.counted(gross).unwrap(), settled.amount.unwrap());
        }
    }
}
