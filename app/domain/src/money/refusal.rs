//! Why an amount is not taken.
use super::Currency;
use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    NotANumber {
        field: Field,
        typed: String,
    },
    /// "1,234": a thousand or one and a bit.
    Ambiguous {
        field: Field,
        typed: String,
    },
    TooPrecise {
        field: Field,
        digits: u32,
    },
    TooLarge {
        field: Field,
    },
    Negative {
        field: Field,
    },
    UnknownCurrency {
        field: Field,
    },
    Mixed {
        one: Currency,
        other: Currency,
    },
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::NotANumber { field, .. }
            | Self::Ambiguous { field, .. }
            | Self::TooPrecise { field, .. }
            | Self::TooLarge { field }
            | Self::Negative { field }
            | Self::UnknownCurrency { field } => Some(*field),
            Self::Mixed { .. } => Some(Field::Amount),
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotANumber { typed, .. } => lang.pick(
                format!("„{typed}” nie jest kwotą. Wpisz liczbę, na przykład 12 345,50."),
                format!("“{typed}” is not an amount. Type a number, for example 12,345.50."),
            ),
            Self::Ambiguous { typed, .. } => lang.pick(
                format!("„{typed}” można odczytać na dwa sposoby. Wpisz na przykład 1234 albo 1,23."),
                format!("“{typed}” can be read in two ways. Type for example 1234 or 1.23."),
            ),
            Self::TooPrecise { digits, .. } => too_precise(*digits, lang),
            Self::TooLarge { .. } => lang.pick(
                "Kwota jest większa niż 100 miliardów. Sprawdź, czy nie ma zbędnych zer.".to_owned(),
                "The amount is over 100 billion. Check it for surplus zeros.".to_owned(),
            ),
            Self::Negative { .. } => lang.pick(
                "Kwota nie może być ujemna. Wpisz zero albo więcej.".to_owned(),
                "The amount cannot be negative. Type zero or more.".to_owned(),
            ),
            Self::UnknownCurrency { .. } => lang.pick(
                "Nieznana waluta. Wpisz trzyliterowy kod, na przykład PLN albo EUR.".to_owned(),
                "Unknown currency. Type its three-letter code, for example PLN or EUR.".to_owned(),
            ),
            Self::Mixed { one, other } => lang.pick(
                format!("Nie można łączyć kwot w różnych walutach ({one} i {other}). Wybierz jedną walutę."),
                format!("Amounts in different currencies ({one} and {other}) cannot be combined. Choose one currency."),
            ),
        }
    }
}

fn too_precise(digits: u32, lang: Lang) -> String {
    if digits == 0 {
        return lang.pick(
            "Ta waluta nie ma miejsc po przecinku. Wpisz liczbę całkowitą.".to_owned(),
            "This currency has no decimal places. Type a whole number.".to_owned(),
        );
    }
    lang.pick(
        format!("Za dużo miejsc po przecinku, ta waluta ma ich {digits}. Zaokrąglij kwotę."),
        format!("Too many decimal places, this currency has {digits}. Round the amount."),
    )
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    let field = Field::Amount;
    let typed = "abc".to_owned();
    let first = Refusal::NotANumber {
        field,
        typed: typed.clone(),
    };
    crate::refusal::chain(first, |refusal| match refusal {
        Refusal::NotANumber { .. } => Some(Refusal::Ambiguous {
            field,
            typed: typed.clone(),
        }),
        Refusal::Ambiguous { .. } => Some(Refusal::TooPrecise { field, digits: 0 }),
        Refusal::TooPrecise { digits: 0, .. } => Some(Refusal::TooPrecise { field, digits: 2 }),
        Refusal::TooPrecise { .. } => Some(Refusal::TooLarge { field }),
        Refusal::TooLarge { .. } => Some(Refusal::Negative { field }),
        Refusal::Negative { .. } => Some(Refusal::UnknownCurrency { field }),
        Refusal::UnknownCurrency { .. } => Some(Refusal::Mixed {
            one: Currency::PLN,
            other: Currency::EUR,
        }),
        Refusal::Mixed { .. } => None,
    })
}
