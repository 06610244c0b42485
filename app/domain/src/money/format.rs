//! Writing amounts by the rules of CLDR. Invariant: what is written here is read back the same.
use super::{Currency, Money};
use crate::lang::Lang;

/// Keeps a number and its unit on one line.
pub(crate) const NBSP: char = '\u{a0}';

/// From how many digits on groups of three are set apart in Polish prose
/// (CLDR `minimumGroupingDigits` = 2: "1234,50 zł" but "12 345,50 zł").
const POLISH_GROUPS_FROM: usize = 5;

impl Money {
    /// For prose: "1234,50 zł", "12 345,50 zł"; "PLN 1,234.50".
    #[must_use]
    pub fn format(self, lang: Lang) -> String {
        with_unit(
            self.figure(lang, lang.pick(POLISH_GROUPS_FROM, 4)),
            self.currency,
            lang,
        )
    }

    /// For columns: always grouped, else the digits misalign: "1 234,50 zł".
    #[must_use]
    pub fn column(self, lang: Lang) -> String {
        with_unit(self.figure(lang, 4), self.currency, lang)
    }

    /// The number alone, for an input beside a choice of currency: "1234,50", "1234.50".
    #[must_use]
    pub fn input(self, lang: Lang) -> String {
        self.figure(lang, usize::MAX)
    }

    /// Shortened for charts: "12,5 tys. zł", "1,2 mln zł"; rounded down towards zero to a tenth.
    #[must_use]
    pub fn compact(self, lang: Lang) -> String {
        let major = self.minor / self.currency.scale();
        let (unit, pl, en) = match major.unsigned_abs() {
            0..1_000 => return with_unit(grouped(major, lang, 4), self.currency, lang),
            1_000..1_000_000 => (1_000, "\u{a0}tys.", "k"),
            1_000_000..1_000_000_000 => (1_000_000, "\u{a0}mln", "m"),
            _ => (1_000_000_000, "\u{a0}mld", "bn"),
        };
        let tenths = major.unsigned_abs() / (unit / 10);
        let minus = if major < 0 { "−" } else { "" };
        let rest = match tenths % 10 {
            0 => String::new(),
            tenth => format!("{}{tenth}", lang.pick(',', '.')),
        };
        let text = format!("{minus}{}{rest}{}", tenths / 10, lang.pick(pl, en));
        with_unit(text, self.currency, lang)
    }

    fn figure(self, lang: Lang, group_from: usize) -> String {
        let digits = self.currency.digits();
        let scale = self.currency.scale().unsigned_abs();
        let minor = self.minor.unsigned_abs();
        let minus = if self.minor < 0 { "−" } else { "" };
        let whole = group(&(minor / scale).to_string(), lang, group_from);
        if digits == 0 {
            return format!("{minus}{whole}");
        }
        let width = usize::try_from(digits).unwrap_or(2);
        format!(
            "{minus}{whole}{}{:0width$}",
            lang.pick(',', '.'),
            minor % scale
        )
    }
}

/// A whole number for prose or (`group_from` 4) for columns.
pub(crate) fn grouped(number: i64, lang: Lang, group_from: usize) -> String {
    let minus = if number < 0 { "−" } else { "" };
    format!(
        "{minus}{}",
        group(&number.unsigned_abs().to_string(), lang, group_from)
    )
}

/// A count of things, for prose: "1234", "12 345"; "1,234".
#[must_use]
pub(crate) fn group(digits: &str, lang: Lang, group_from: usize) -> String {
    if digits.len() < group_from {
        return digits.to_owned();
    }
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(lang.pick(NBSP, ','));
        }
        text.push(digit);
    }
    text
}

fn with_unit(figure: String, currency: Currency, lang: Lang) -> String {
    let symbol = match currency.code() {
        "PLN" if lang == Lang::Pl => "zł",
        "EUR" => "€",
        "GBP" => "£",
        "USD" if lang == Lang::En => "$",
        code => code,
    };
    match lang {
        Lang::Pl => format!("{figure}{NBSP}{symbol}"),
        Lang::En if symbol.is_ascii() && symbol.len() == 3 => format!("{symbol}{NBSP}{figure}"),
        Lang::En => match figure.strip_prefix('−') {
            Some(rest) => format!("−{symbol}{rest}"),
            None => format!("{symbol}{figure}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, Lang, Money};

    const fn pln(minor: i64) -> Money {
        Money::new(minor, Currency::PLN)
    }

    #[test]
    fn polish_prose_groups_from_five_digits_and_columns_always() {
        assert_eq!(pln(123_450).format(Lang::Pl), "1234,50\u{a0}zł");
        assert_eq!(pln(123_450).column(Lang::Pl), "1\u{a0}234,50\u{a0}zł");
        assert_eq!(pln(1_234_550).format(Lang::Pl), "12\u{a0}345,50\u{a0}zł");
        assert_eq!(pln(-5).format(Lang::Pl), "−0,05\u{a0}zł");
    }

    #[test]
    fn english_puts_the_unit_first() {
        assert_eq!(pln(123_450).format(Lang::En), "PLN\u{a0}1,234.50");
        assert_eq!(
            Money::new(-123_450, Currency::EUR).format(Lang::En),
            "−€1,234.50"
        );
        assert_eq!(
            Money::new(1_234_567, "JPY".parse().unwrap()).format(Lang::En),
            "JPY\u{a0}1,234,567"
        );
    }

    #[test]
    fn charts_get_a_short_form() {
        assert_eq!(pln(1_250_000).compact(Lang::Pl), "12,5\u{a0}tys.\u{a0}zł");
        assert_eq!(pln(100_000_000).compact(Lang::Pl), "1\u{a0}mln\u{a0}zł");
        assert_eq!(pln(99_900).compact(Lang::Pl), "999\u{a0}zł");
        assert_eq!(
            Money::major(1_234_567, Currency::USD).compact(Lang::En),
            "$1.2m"
        );
    }
}
