//! The Polish tax number. Invariant: ten digits whose checksum is right.
use crate::field::Field;
use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Nip(String);

/// Weights of the first nine digits; the sum modulo 11 is the tenth digit, and 10 is no number.
const WEIGHTS: [u32; 9] = [6, 5, 7, 2, 3, 4, 5, 6, 7];

impl Nip {
    /// Takes the number with or without "PL", dashes and spaces.
    ///
    /// # Errors
    /// Not ten digits: malformed. Ten digits with a wrong checksum: `super::Refusal::NipChecksum`.
    pub fn parse(raw: &str) -> Result<Self, crate::refusal::Refusal> {
        let bare: String = raw
            .chars()
            .filter(|c| !c.is_whitespace() && !"-–.".contains(*c))
            .collect();
        let upper = bare.to_ascii_uppercase();
        let digits = upper.strip_prefix("PL").unwrap_or(&upper);
        let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
        if values.len() != 10 || digits.len() != 10 {
            let typed = text::quoted(raw);
            return Err(text::Refusal::Malformed {
                field: Field::Nip,
                typed,
            }
            .into());
        }
        if checksum(&values) == values.last().copied() {
            Ok(Self(digits.to_owned()))
        } else {
            Err(super::Refusal::NipChecksum {
                typed: text::quoted(raw),
            }
            .into())
        }
    }

    /// The number made of nine digits and their checksum; `None` for the one in eleven that has
    /// no checksum digit. For demo data.
    #[must_use]
    pub fn of_nine(nine: [u8; 9]) -> Option<Self> {
        let values = nine.map(|digit| u32::from(digit % 10));
        let check = checksum(&values)?;
        let mut digits: String = values
            .iter()
            .filter_map(|digit| char::from_digit(*digit, 10))
            .collect();
        digits.extend(char::from_digit(check, 10));
        Some(Self(digits))
    }

    /// Ten digits, as searched and compared.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// The check digit of the first nine values; `None` when there is none.
fn checksum(values: &[u32]) -> Option<u32> {
    let sum: u32 = WEIGHTS
        .iter()
        .zip(values)
        .map(|(weight, digit)| weight * digit)
        .sum();
    Some(sum % 11).filter(|check| *check < 10)
}

impl fmt::Display for Nip {
    /// "123-456-32-18".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.chars().enumerate() {
            if matches!(at, 3 | 6 | 8) {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Nip;
    use proptest::prelude::*;

    #[test]
    fn a_nip_is_taken_in_any_spelling_and_written_in_one() {
        for raw in [
            "1234563218",
            "PL1234563218",
            "pl 123-456-32-18",
            " 123 456 32 18 ",
        ] {
            assert_eq!(Nip::parse(raw).unwrap().to_string(), "123-456-32-18");
        }
    }

    #[test]
    fn a_wrong_checksum_and_a_wrong_length_are_refused() {
        for raw in [
            "1234563217",
            "123456321",
            "12345632188",
            "",
            "abc",
            "１２３４５６３２１８",
            "DE1234563218",
        ] {
            assert!(Nip::parse(raw).is_err(), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_is_taken_and_what_has_no_check_digit_is_not_made(nine in prop::array::uniform9(0..10_u8)) {
            let first: String = nine.iter().map(ToString::to_string).collect();
            let taken = (0..10).filter(|check| Nip::parse(&format!("{first}{check}")).is_ok()).count();
            match Nip::of_nine(nine) {
                Some(nip) => {
                    prop_assert_eq!(taken, 1);
                    prop_assert_eq!(Nip::parse(&nip.to_string()).unwrap(), nip);
                }
                None => prop_assert_eq!(taken, 0),
            }
        }
    }
}
