//! The two languages of the interface. Invariant: every sentence exists in both.
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    Pl,
    En,
}

/// Something that can be said to a user.
pub trait Say {
    /// One or two plain sentences: what happened, why, what next.
    fn say(&self, lang: Lang) -> String;
}

impl Lang {
    /// Chooses between the two texts.
    #[must_use]
    pub fn pick<T>(self, pl: T, en: T) -> T {
        match self {
            Self::Pl => pl,
            Self::En => en,
        }
    }

    /// The value of the `lang` attribute.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.pick("pl", "en")
    }

    /// The form of a noun that goes with a whole number, by CLDR's plural rules:
    /// Polish one 1; few 2–4, 22–24, …; many the rest. English one 1; `many` otherwise.
    #[must_use]
    pub fn plural<'a>(self, n: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
        match self {
            _ if n == 1 => one,
            Self::Pl if (2..=4).contains(&(n % 10)) && !(12..=14).contains(&(n % 100)) => few,
            _ => many,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn twenty_one_is_many_in_polish_and_twenty_two_is_few() {
        let form = |n| Lang::Pl.plural(n, "szansa", "szanse", "szans");
        assert_eq!(
            ["szans", "szansa", "szanse", "szans"],
            [0, 1, 4, 5].map(form)
        );
        assert_eq!(
            ["szans", "szanse", "szans", "szanse"],
            [21, 22, 112, 102].map(form)
        );
    }
}
