//! What the instalments make beside the deal's amount. Invariant: a difference is told to the last
//! minor unit and with its direction.
use super::Schedule;
use crate::lang::{Lang, Say};
use crate::money::Money;
use crate::planning::vat::VatBasis;
use crate::refusal::Refusal as Refused;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Balance {
    Even,
    /// The instalments make this much less than the deal.
    Short(Money),
    /// The instalments make this much more than the deal.
    Over(Money),
    /// The deal has no amount; the instalments make this much.
    NoAmount(Option<Money>),
    /// So many instalments have no amount yet; the others are so much below the deal.
    Unfinished {
        without: u16,
        left: Money,
    },
}

impl Schedule {
    /// Compares with the deal's amount, which is of the firm's basis.
    ///
    /// # Errors
    /// Another currency than the deal's, or beyond the limit of amounts.
    pub fn balance(&self, amount: Option<Money>, basis: VatBasis) -> Result<Balance, Refused> {
        let mut sum: Option<Money> = None;
        let mut without = 0_u16;
        for one in &self.instalments {
            match one.amount_in(basis)? {
                Some(part) => sum = Some(sum.map_or(Ok(part), |sum| sum.plus(part))?),
                None => without = without.saturating_add(1),
            }
        }
        let Some(amount) = amount else {
            return Ok(Balance::NoAmount(sum));
        };
        let left = amount.minus(sum.unwrap_or(Money::zero(amount.currency)))?;
        Ok(match left.minor {
            ..0 => Balance::Over(Money::new(-left.minor, left.currency)),
            _ if without > 0 => Balance::Unfinished { without, left },
            0 => Balance::Even,
            _ => Balance::Short(left),
        })
    }
}

impl Say for Balance {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Even => lang
                .pick(
                    "Raty sumują się do kwoty szansy.",
                    "The instalments sum to the deal’s amount.",
                )
                .to_owned(),
            Self::Short(money) => {
                let money = money.format(lang);
                lang.pick(
                    format!("Do kwoty szansy brakuje w ratach {money}."),
                    format!("The instalments are {money} below the deal’s amount."),
                )
            }
            Self::Over(money) => {
                let money = money.format(lang);
                lang.pick(
                    format!("Raty przekraczają kwotę szansy o {money}."),
                    format!("The instalments are {money} above the deal’s amount."),
                )
            }
            Self::NoAmount(sum) => {
                let sum = sum.map(|sum| sum.format(lang)).unwrap_or("0".to_owned());
                lang.pick(
                    format!("Szansa nie ma kwoty; suma rat: {sum}."),
                    format!("The deal has no amount; the instalments make {sum}."),
                )
            }
            Self::Unfinished { without, left } => {
                let left = left.format(lang);
                lang.pick(
                    format!("Raty bez kwoty: {without}; do podziału zostało {left}."),
                    format!("Instalments without an amount: {without}; {left} is left to divide."),
                )
            }
        }
    }
}
