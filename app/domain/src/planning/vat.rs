//! Net and gross. Invariant: an amount keeps the form it was typed in; the other one is worked out
//! from it by its rate, never stored beside it, so that the two cannot disagree.
use crate::field::Field;
use crate::lang::Lang;
use crate::money::{self, Money};
use crate::text;
use serde::{Deserialize, Serialize};

/// Whether an amount holds the tax.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum VatBasis {
    #[default]
    Net,
    Gross,
}

/// The rate of the tax in basis points: 2300 is 23 %. An exempt sale has 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VatRate(u16);

const WHOLE: i64 = 10_000;

impl Default for VatRate {
    /// The usual Polish rate.
    fn default() -> Self {
        Self(2300)
    }
}

impl VatBasis {
    pub const ALL: [Self; 2] = [Self::Net, Self::Gross];

    /// The value in a form.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Net => lang.pick("netto", "net"),
            Self::Gross => lang.pick("brutto", "gross"),
        }
    }
}

impl VatRate {
    pub const NONE: Self = Self(0);

    /// # Errors
    /// Below 0 or above 100 %.
    pub fn of(basis_points: i64) -> Result<Self, text::Refusal> {
        text::within(Field::Vat, basis_points, 0, WHOLE)?;
        Ok(Self(u16::try_from(basis_points).unwrap_or_default()))
    }

    #[must_use]
    pub fn basis_points(self) -> u16 {
        self.0
    }

    /// The amount in the wanted form, rounded half away from zero.
    ///
    /// # Errors
    /// Beyond the limit of amounts.
    pub fn convert(
        self,
        amount: Money,
        from: VatBasis,
        to: VatBasis,
    ) -> Result<Money, money::Refusal> {
        let with = WHOLE + i64::from(self.0);
        match (from, to) {
            (VatBasis::Net, VatBasis::Gross) => amount.share(with, WHOLE),
            (VatBasis::Gross, VatBasis::Net) => amount.share(WHOLE, with),
            _ => Ok(amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn gross_is_net_with_the_tax_and_back_rounded_half_away_from_zero() {
        let rate = VatRate::default();
        let pln = |minor| Money::new(minor, Currency::PLN);
        let convert = |minor, from, to| rate.convert(pln(minor), from, to).unwrap().minor;
        assert_eq!(convert(10_000, VatBasis::Net, VatBasis::Gross), 12_300);
        assert_eq!(convert(12_300, VatBasis::Gross, VatBasis::Net), 10_000);
        assert_eq!(convert(50, VatBasis::Net, VatBasis::Gross), 62);
        assert_eq!(convert(7, VatBasis::Net, VatBasis::Net), 7);
        assert!(VatRate::of(10_001).is_err() && VatRate::of(-1).is_err());
    }
}
