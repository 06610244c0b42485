//! Money: whole minor units of one currency. Invariants: amounts of different currencies are never
//! added; an amount is at most 100 billion major units, so that nine hundred thousand of the
//! largest still fit a sum; `parse(format(x)) == x`.
mod format;
mod parse;
mod refusal;
mod sums;

pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;
pub use sums::{Sum, Sums};

use crate::field::Field;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// An ISO 4217 code: three ASCII capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// An amount in minor units (grosz, cent) of its currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Currency {
    pub const PLN: Self = Self(*b"PLN");
    pub const EUR: Self = Self(*b"EUR");
    pub const USD: Self = Self(*b"USD");
    pub const GBP: Self = Self(*b"GBP");
    pub const CZK: Self = Self(*b"CZK");

    /// The currencies offered first in a choice.
    pub const COMMON: [Self; 5] = [Self::PLN, Self::EUR, Self::USD, Self::GBP, Self::CZK];

    /// A code of three letters in either case.
    ///
    /// # Errors
    /// `Refusal::UnknownCurrency` when it is anything else.
    pub fn of(field: Field, code: &str) -> Result<Self, Refusal> {
        let letters = code.trim().to_ascii_uppercase();
        match *letters.as_bytes() {
            [a, b, c] if letters.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                Ok(Self([a, b, c]))
            }
            _ => Err(Refusal::UnknownCurrency { field }),
        }
    }

    #[must_use]
    pub fn code(&self) -> &str {
        // The bytes are ASCII capitals by construction; the fallback keeps the function total.
        std::str::from_utf8(&self.0).unwrap_or("PLN")
    }

    #[must_use]
    pub const fn bytes(self) -> [u8; 3] {
        self.0
    }

    /// Decimal places of the minor unit, by ISO 4217's table; 2 for codes not in it.
    #[must_use]
    pub fn digits(self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// Minor units in a major one.
    #[must_use]
    pub fn scale(self) -> i64 {
        10_i64.pow(self.digits())
    }
}

impl Money {
    /// 100 billion major units of a two-digit currency.
    pub const MAX_MINOR: i64 = 10_000_000_000_000;

    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// So many whole units (złoty, euro); saturates at the limit.
    #[must_use]
    pub fn major(major: i64, currency: Currency) -> Self {
        let minor = major.saturating_mul(currency.scale());
        Self {
            minor: minor.clamp(-Self::MAX_MINOR, Self::MAX_MINOR),
            currency,
        }
    }

    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// Reads what a person typed; the rules are in `money/parse.rs`.
    ///
    /// # Errors
    /// Not a number, ambiguous, too precise for the currency, or too large.
    pub fn parse(field: Field, raw: &str, default: Currency) -> Result<Self, Refusal> {
        parse::money(field, raw, default)
    }

    /// The amount within the limit, else a refusal at `field`.
    ///
    /// # Errors
    /// `Refusal::TooLarge`.
    pub fn bounded(self, field: Field) -> Result<Self, Refusal> {
        if self.minor.unsigned_abs() <= Self::MAX_MINOR.unsigned_abs() {
            Ok(self)
        } else {
            Err(Refusal::TooLarge { field })
        }
    }

    /// # Errors
    /// Another currency, or a sum beyond the limit.
    pub fn plus(self, other: Self) -> Result<Self, Refusal> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(TOO_LARGE)?;
        Self { minor, ..self }.bounded(Field::Amount)
    }

    /// # Errors
    /// Another currency, or a difference beyond the limit.
    pub fn minus(self, other: Self) -> Result<Self, Refusal> {
        self.plus(Self {
            minor: other.minor.checked_neg().ok_or(TOO_LARGE)?,
            ..other
        })
    }

    /// `self × numerator ÷ denominator`, rounded half away from zero.
    ///
    /// # Errors
    /// Beyond the limit, or a denominator of 0.
    pub fn share(self, numerator: i64, denominator: i64) -> Result<Self, Refusal> {
        if denominator == 0 {
            return Err(TOO_LARGE);
        }
        let product = i128::from(self.minor) * i128::from(numerator);
        let denominator = i128::from(denominator);
        let half = denominator.abs() / 2
            * if (product < 0) == (denominator < 0) {
                1
            } else {
                -1
            };
        let rounded = (product + half * denominator.signum()) / denominator;
        let minor = i64::try_from(rounded).map_err(|_| TOO_LARGE)?;
        Self { minor, ..self }.bounded(Field::Amount)
    }

    /// So many per cent of it, rounded half away from zero.
    #[must_use]
    pub fn percent(self, percent: u8) -> Self {
        self.share(i64::from(percent), 100).unwrap_or(self)
    }

    fn same_currency(self, other: Self) -> Result<(), Refusal> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(Refusal::Mixed {
                one: self.currency,
                other: other.currency,
            })
        }
    }
}

const TOO_LARGE: Refusal = Refusal::TooLarge {
    field: Field::Amount,
};

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = Refusal;
    fn from_str(code: &str) -> Result<Self, Refusal> {
        Self::of(Field::Currency, code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Code;
        impl de::Visitor<'_> for Code {
            type Value = Currency;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a currency code of three letters")
            }
            fn visit_str<E: de::Error>(self, code: &str) -> Result<Currency, E> {
                code.parse().map_err(|_| E::custom("not a currency code"))
            }
        }
        deserializer.deserialize_str(Code)
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Money, Refusal};

    #[test]
    fn different_currencies_are_never_added() {
        let sum = Money::major(1, Currency::PLN).plus(Money::major(1, Currency::EUR));
        assert_eq!(
            sum,
            Err(Refusal::Mixed {
                one: Currency::PLN,
                other: Currency::EUR
            })
        );
    }

    #[test]
    fn a_share_rounds_half_away_from_zero() {
        let share = |minor, n, d| Money::new(minor, Currency::PLN).share(n, d).unwrap().minor;
        assert_eq!(share(5, 1, 2), 3);
        assert_eq!(share(-5, 1, 2), -3);
        assert_eq!(share(5, -1, 2), -3);
        assert_eq!(share(5, 1, -2), -3);
        assert_eq!(share(-5, 1, -2), 3);
        assert_eq!(share(100, 1, 3), 33);
    }

    #[test]
    fn a_sum_beyond_the_limit_is_refused() {
        let most = Money::new(Money::MAX_MINOR, Currency::PLN);
        assert!(most.plus(Money::new(1, Currency::PLN)).is_err());
        assert!(most.minus(Money::new(1, Currency::PLN)).is_ok());
        assert!(Money::new(1, Currency::PLN).share(1, 0).is_err());
    }
}
