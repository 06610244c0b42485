//! Reading amounts as Poles and the English write them. Invariant: money is never guessed.
//!
//! Spaces of any kind and the apostrophe group thousands. With both "," and "." the last one is the
//! decimal mark and the other must group by three; one that occurs several times groups by three.
//! A single mark with exactly three digits after and one to three (not "0") before it, as in
//! "1,234", is refused as ambiguous in a currency of two decimal places, groups in one of none, and
//! is the decimal mark in one of three and before a multiplier ("1,234 tys."). Surplus decimal
//! places must be zeros. A multiplier (tys., k, mln, m, mld, bn) and a code or sign of the currency
//! may stand around the number.
use super::{Currency, Money, Refusal};
use crate::field::Field;

pub(super) fn money(field: Field, raw: &str, default: Currency) -> Result<Money, Refusal> {
    let refused = || Refusal::NotANumber {
        field,
        typed: shortened(raw),
    };
    let (negative, rest) = sign(raw.trim());
    let (rest, prefix) = currency_before(rest);
    let (inner_negative, rest) = if prefix.is_some() {
        sign(rest)
    } else {
        (false, rest)
    };
    let (rest, suffix) = currency_after(rest);
    if (prefix.is_some() && suffix.is_some()) || (negative && inner_negative) {
        return Err(refused());
    }
    let currency = prefix.or(suffix).unwrap_or(default);
    let (number, power) = multiplier(rest);
    let spelled = Spelled {
        field,
        raw,
        digits: currency.digits(),
        power,
    };
    let (whole, decimals) = spelled.split(number.trim())?;
    let minor = spelled.minor(&whole, decimals)?;
    let minor = if negative || inner_negative {
        -minor
    } else {
        minor
    };
    Money { minor, currency }.bounded(field)
}

struct Spelled<'a> {
    field: Field,
    raw: &'a str,
    /// Decimal places of the currency.
    digits: u32,
    /// The multiplier, as a power of ten.
    power: u32,
}

impl Spelled<'_> {
    fn refused(&self) -> Refusal {
        Refusal::NotANumber {
            field: self.field,
            typed: shortened(self.raw),
        }
    }

    /// The digits before and after the decimal mark.
    fn split<'t>(&self, number: &'t str) -> Result<(String, &'t str), Refusal> {
        let Some(mark) = self.decimal_mark(number)? else {
            return Ok((self.ungrouped(number)?, ""));
        };
        let (whole, decimals) = number.rsplit_once(mark).unwrap_or((number, ""));
        if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(self.refused());
        }
        // "0,5" may be typed as ",5".
        let whole = if whole.is_empty() {
            "0".to_owned()
        } else {
            self.ungrouped(whole)?
        };
        Ok((whole, decimals))
    }

    fn decimal_mark(&self, number: &str) -> Result<Option<char>, Refusal> {
        let marks: Vec<(usize, char)> = number
            .char_indices()
            .filter(|(_, c)| matches!(c, ',' | '.'))
            .collect();
        let Some(&(at, last)) = marks.last() else {
            return Ok(None);
        };
        if marks.len() > 1 {
            let repeated = marks.iter().filter(|(_, mark)| *mark == last).count() > 1;
            return Ok((!repeated).then_some(last));
        }
        let (before, after) = (&number[..at], &number[at + 1..]);
        let three = after.len() == 3 && (1..=3).contains(&before.len()) && before != "0";
        match self.digits {
            _ if !three || self.power > 0 => Ok(Some(last)),
            0 => Ok(None),
            3 => Ok(Some(last)),
            _ => Err(Refusal::Ambiguous {
                field: self.field,
                typed: shortened(self.raw),
            }),
        }
    }

    /// Drops one kind of grouping, checking that groups have three digits.
    fn ungrouped(&self, whole: &str) -> Result<String, Refusal> {
        let unspaced: String = whole
            .chars()
            .map(|c| if groups(c) { ' ' } else { c })
            .collect();
        let marks: Vec<char> = unspaced.chars().filter(|c| !c.is_ascii_digit()).collect();
        let Some(&mark) = marks.first() else {
            return if whole.is_empty() {
                Err(self.refused())
            } else {
                Ok(unspaced)
            };
        };
        let mut parts = unspaced.split(mark);
        let head = parts.next().unwrap_or_default();
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let rest: Vec<&str> = parts.collect();
        let well_grouped = (1..=3).contains(&head.len())
            && digits(head)
            && rest.iter().all(|part| part.len() == 3 && digits(part));
        if !matches!(mark, ' ' | ',' | '.') || !well_grouped {
            return Err(self.refused());
        }
        Ok(format!("{head}{}", rest.concat()))
    }

    /// Whole minor units; refuses decimals the currency has no place for.
    fn minor(&self, whole: &str, decimals: &str) -> Result<i64, Refusal> {
        let places = usize::try_from(self.digits + self.power).unwrap_or(usize::MAX);
        let kept = decimals.trim_end_matches('0');
        if kept.len() > places {
            return Err(Refusal::TooPrecise {
                field: self.field,
                digits: self.digits,
            });
        }
        let digits = format!("{whole}{kept}{}", "0".repeat(places - kept.len()));
        let digits = digits.trim_start_matches('0');
        if digits.len() > 18 {
            return Err(Refusal::TooLarge { field: self.field });
        }
        if digits.is_empty() {
            Ok(0)
        } else {
            digits.parse().map_err(|_| self.refused())
        }
    }
}

/// Spaces of every kind and the Swiss apostrophe.
fn groups(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’' | '\u{2060}')
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

const SIGNS: [(&str, Currency); 5] = [
    ("zł", Currency::PLN),
    ("€", Currency::EUR),
    ("$", Currency::USD),
    ("£", Currency::GBP),
    ("Kč", Currency::CZK),
];

fn currency_before(text: &str) -> (&str, Option<Currency>) {
    for (sign, currency) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (rest.trim_start(), Some(currency));
        }
    }
    match text.split_at_checked(3) {
        Some((code, rest)) if is_code(code) => {
            (rest.trim_start(), Currency::of(Field::Currency, code).ok())
        }
        _ => (text, None),
    }
}

fn currency_after(text: &str) -> (&str, Option<Currency>) {
    for (sign, currency) in SIGNS {
        if let Some(rest) = text.strip_suffix(sign) {
            return (rest.trim_end(), Some(currency));
        }
    }
    let at = text.len().saturating_sub(3);
    match text.split_at_checked(at) {
        // Multipliers are no currency codes.
        Some((rest, code)) if is_code(code) && !is_multiplier(code) && ends_a_number(rest) => {
            (rest.trim_end(), Currency::of(Field::Currency, code).ok())
        }
        _ => (text, None),
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_multiplier(text: &str) -> bool {
    ["tys", "mln", "mld"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

fn ends_a_number(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.')
}

/// The number without its multiplier, and the multiplier's power of ten.
fn multiplier(text: &str) -> (&str, u32) {
    let trimmed = text.trim_end();
    let lower = trimmed.to_ascii_lowercase();
    let words = [
        ("tys.", 3),
        ("tys", 3),
        ("k", 3),
        ("mln", 6),
        ("mld", 9),
        ("bn", 9),
        ("m", 6),
    ];
    for (word, power) in words {
        if lower.ends_with(word) {
            return (trimmed[..trimmed.len() - word.len()].trim_end(), power);
        }
    }
    (trimmed, 0)
}

fn shortened(raw: &str) -> String {
    crate::text::quoted(raw)
}

#[cfg(test)]
mod tests {
    use super::{Currency, Field, Money, Refusal};
    use crate::lang::Lang;
    use proptest::prelude::*;

    fn pln(raw: &str) -> Result<i64, Refusal> {
        Money::parse(Field::Amount, raw, Currency::PLN).map(|money| money.minor)
    }

    #[test]
    fn amounts_are_read_as_poles_and_the_english_write_them() {
        let cases = [
            ("12 345,5", 1_234_550),
            ("12345.50", 1_234_550),
            ("12\u{a0}345,50", 1_234_550),
            ("12\u{2009}345\u{202f}678,05", 1_234_567_805),
            ("12,5 tys.", 1_250_000),
            ("12,5tys", 1_250_000),
            ("1,234 tys.", 123_400),
            ("3k", 300_000),
            ("2 mln zł", 200_000_000),
            ("1.5 mld PLN", 150_000_000_000),
            ("1,234,567", 123_456_700),
            ("1.234.567,89", 123_456_789),
            ("1,234.50", 123_450),
            ("1'234.50", 123_450),
            ("−5", -500),
            ("-5", -500),
            ("–5,1", -510),
            ("0,500", 50),
            (",5", 50),
            ("10,000000", 1_000),
            ("zł 7", 700),
            ("007", 700),
        ];
        for (raw, minor) in cases {
            assert_eq!(pln(raw), Ok(minor), "{raw}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for raw in ["1,234", "1.234", "123,456", "-1,234"] {
            assert!(matches!(pln(raw), Err(Refusal::Ambiguous { .. })), "{raw}");
        }
        let yen = Money::parse(Field::Amount, "1,234", "JPY".parse().unwrap());
        assert_eq!(yen.map(|money| money.minor), Ok(1234));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        let wrong = [
            "",
            " ",
            "abc",
            "12 34",
            "1,23,4",
            "1.2.3",
            "--5",
            "5-",
            "1e5",
            "½",
            "１２",
            "5 zł zł",
            "1,",
            ",",
            "zł",
            "0x10",
            "NaN",
            "12,34.567,8",
            "1 234,567.8 9",
            "tys.",
            "PLN",
            "5\u{0}",
        ];
        for raw in wrong {
            assert!(
                matches!(pln(raw), Err(Refusal::NotANumber { .. })),
                "{raw}: {:?}",
                pln(raw)
            );
        }
        assert!(matches!(
            pln("1,2345"),
            Err(Refusal::TooPrecise { digits: 2, .. })
        ));
        assert!(matches!(
            pln("999999999999999999999"),
            Err(Refusal::TooLarge { .. })
        ));
        assert!(matches!(pln("101 mld"), Err(Refusal::TooLarge { .. })));
    }

    #[test]
    fn a_named_currency_wins_over_the_default() {
        let euro = Money::parse(Field::Amount, "1200 eur", Currency::PLN);
        assert_eq!(euro, Ok(Money::major(1200, Currency::EUR)));
        assert_eq!(
            Money::parse(Field::Amount, "-$5", Currency::PLN),
            Ok(Money::major(-5, Currency::USD))
        );
    }

    fn any_money() -> impl Strategy<Value = Money> {
        let codes =
            prop::sample::select(vec!["PLN", "EUR", "USD", "GBP", "CZK", "JPY", "KWD", "HUF"]);
        (-Money::MAX_MINOR..=Money::MAX_MINOR, 0..9_u32, codes).prop_map(|(minor, cut, code)| {
            Money::new(minor / 10_i64.pow(cut), code.parse().unwrap())
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(money in any_money()) {
            for lang in [Lang::Pl, Lang::En] {
                for text in [money.format(lang), money.column(lang)] {
                    prop_assert_eq!(Money::parse(Field::Amount, &text, Currency::PLN), Ok(money), "{}", text);
                }
                let input = Money::parse(Field::Amount, &money.input(lang), money.currency);
                prop_assert_eq!(input, Ok(money));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(raw in ".{0,40}") {
            let _ = pln(&raw);
        }
    }
}
