//! Numbers in cells: which sign is the decimal one, and the canonical reading.
//! Invariant: a number is never read by a guess of its own; the column's sign decides, and what
//! does not fit that sign is refused rather than shifted by a thousand.
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// The sign between whole and fraction; the other one may group thousands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum DecimalSign {
    #[default]
    Comma,
    Point,
}

/// What a column's numbers say about its decimal sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DecimalGuess {
    pub sign: DecimalSign,
    /// Cells that allow only this sign.
    pub decided_by: u64,
    /// Cells that allow only the other one; they will be refused.
    pub against: u64,
    /// Cells that both signs allow, with different values: `1.234`.
    pub ambiguous: u64,
}

impl DecimalGuess {
    /// Whether the file alone cannot tell: the user should look.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous > 0 && self.decided_by == 0 || self.against > 0
    }
}

/// Reads a cell by the column's sign into `-1234.5` form: an optional minus, digits, and a point
/// with at least one digit where there is a fraction. `None` when it is not a number by that sign.
/// Currency marks (`zł`, `PLN`, `€`, `$`) and thousands grouped by spaces or the other sign are
/// accepted; `(12)` is −12.
#[must_use]
pub fn read_decimal(cell: &str, sign: DecimalSign) -> Option<String> {
    let (negative, body) = unsigned(strip_marks(cell.trim()))?;
    let (decimal, grouping) = signs(sign);
    let (whole, fraction) = match body.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body, None),
    };
    let digits = ungroup(whole, grouping)?;
    if fraction.is_some_and(|f| f.is_empty() || !f.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let fraction = fraction.map(|f| format!(".{f}")).unwrap_or_default();
    Some(format!(
        "{}{digits}{fraction}",
        if negative { "-" } else { "" }
    ))
}

/// Weighs all cells of a column; cells that are no numbers under either sign are passed over.
#[must_use]
pub fn guess_decimal<'a>(cells: impl Iterator<Item = &'a str>) -> DecimalGuess {
    let (mut comma, mut point, mut ambiguous) = (0_u64, 0_u64, 0_u64);
    for cell in cells {
        match (
            read_decimal(cell, DecimalSign::Comma),
            read_decimal(cell, DecimalSign::Point),
        ) {
            (Some(_), None) => comma += 1,
            (None, Some(_)) => point += 1,
            (Some(one), Some(other)) if one != other => ambiguous += 1,
            _ => {}
        }
    }
    // Undecided: Polish files write a comma.
    if point > comma {
        DecimalGuess {
            sign: DecimalSign::Point,
            decided_by: point,
            against: comma,
            ambiguous,
        }
    } else {
        DecimalGuess {
            sign: DecimalSign::Comma,
            decided_by: comma,
            against: point,
            ambiguous,
        }
    }
}

/// The currency that the cell itself names, by sign or code.
#[must_use]
pub(super) fn currency_mark(cell: &str) -> Option<Currency> {
    let bare = cell
        .trim()
        .trim_start_matches(['-', '−', '–', '('])
        .trim_end_matches(')')
        .trim();
    let code = MARKS
        .iter()
        .find(|(mark, _)| bare.starts_with(mark) || bare.ends_with(mark))?
        .1;
    code.parse().ok()
}

/// Minor units of a canonical number times ten to the power. `None` when it has more decimals than
/// the unit, or passes 18 digits.
#[must_use]
pub(super) fn minor_units(number: &str, power: u32, digits: u32) -> Option<i64> {
    let (negative, body) = number
        .strip_prefix('-')
        .map_or((false, number), |rest| (true, rest));
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let fraction = fraction.trim_end_matches('0');
    let gap = ((power + digits) as usize).checked_sub(fraction.len())?;
    let all = format!("{whole}{fraction}{}", "0".repeat(gap));
    let all = all.trim_start_matches('0');
    if all.len() > 18 {
        return None;
    }
    let minor: i64 = if all.is_empty() { 0 } else { all.parse().ok()? };
    Some(if negative { -minor } else { minor })
}

fn signs(sign: DecimalSign) -> (char, char) {
    match sign {
        DecimalSign::Comma => (',', '.'),
        DecimalSign::Point => ('.', ','),
    }
}

const MARKS: [(&str, &str); 10] = [
    ("zł", "PLN"),
    ("PLN", "PLN"),
    ("EUR", "EUR"),
    ("USD", "USD"),
    ("GBP", "GBP"),
    ("CZK", "CZK"),
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("Kč", "CZK"),
];

fn strip_marks(cell: &str) -> &str {
    for (mark, _) in MARKS {
        let rest = cell.strip_suffix(mark).or_else(|| cell.strip_prefix(mark));
        if let Some(rest) = rest {
            return rest.trim();
        }
    }
    cell
}

fn unsigned(cell: &str) -> Option<(bool, &str)> {
    let inner = cell
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let (negative, body) = match (inner, cell.strip_prefix(['-', '−', '–'])) {
        (Some(inner), _) => (true, inner),
        (None, Some(rest)) => (true, rest),
        (None, None) => (false, cell.strip_prefix('+').unwrap_or(cell)),
    };
    // A mark may stand between the minus and the digits: -$5.
    let body = strip_marks(body.trim());
    body.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .then_some((negative, body))
}

/// The digits alone; groups, where there are any, must have three digits and one kind of sign.
fn ungroup(whole: &str, grouping: char) -> Option<String> {
    if whole.is_empty() {
        return Some("0".into());
    }
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark else {
        return Some(whole.into());
    };
    if mark != grouping && !is_space(mark) {
        return None;
    }
    let same = |c: char| {
        if is_space(mark) {
            is_space(c)
        } else {
            c == mark
        }
    };
    let mut groups = whole.split(same);
    let first = groups
        .next()
        .filter(|group| (1..=3).contains(&group.len()))?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    (digits(first) && rest.iter().all(|group| group.len() == 3 && digits(group)))
        .then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_columns_sign_decides_what_a_point_means() {
        let read = |cell| {
            (
                read_decimal(cell, DecimalSign::Comma),
                read_decimal(cell, DecimalSign::Point),
            )
        };
        assert_eq!(read("1.234"), (Some("1234".into()), Some("1.234".into())));
        assert_eq!(read("1234,5"), (Some("1234.5".into()), None));
        assert_eq!(read("12 345,50 zł").0.as_deref(), Some("12345.50"));
        assert_eq!(read("-$1,100.04").1.as_deref(), Some("-1100.04"));
        assert_eq!(read("(12)").0.as_deref(), Some("-12"));
        for none in ["", "abc", "12 34", "1,2,3", "1.2.3", "--5", "5,", "zł"] {
            assert_eq!(read(none), (None, None), "{none}");
        }
    }

    #[test]
    fn minor_units_are_exact_or_nothing() {
        assert_eq!(minor_units("1100.04", 6, 2), Some(110_004_000_000));
        assert_eq!(minor_units("-12.50", 0, 2), Some(-1250));
        assert_eq!(minor_units("12.505", 0, 2), None);
        assert_eq!(minor_units("12.000", 0, 0), Some(12));
        assert_eq!(minor_units("9999999999999999999", 0, 2), None);
        assert_eq!(minor_units("0.00", 0, 2), Some(0));
    }

    #[test]
    fn a_cell_that_names_its_currency_keeps_it() {
        let mark = |cell| currency_mark(cell).map(|currency| currency.to_string());
        assert_eq!(mark("1 200 EUR").as_deref(), Some("EUR"));
        assert_eq!(mark("-$5").as_deref(), Some("USD"));
        assert_eq!(mark("1200"), None);
    }

    #[test]
    fn a_column_of_thousands_alone_is_ambiguous() {
        let guess = guess_decimal(["1.234", "5.678"].into_iter());
        assert!(guess.is_ambiguous() && guess.ambiguous == 2 && guess.decided_by == 0);
        let decided = guess_decimal(["1.234", "5.6"].into_iter());
        assert_eq!(
            (decided.sign, decided.decided_by, decided.is_ambiguous()),
            (DecimalSign::Point, 1, false)
        );
    }

    proptest! {
        #[test]
        fn no_cell_breaks_the_reader(cell in ".{0,30}") {
            for sign in [DecimalSign::Comma, DecimalSign::Point] {
                if let Some(read) = read_decimal(&cell, sign) {
                    prop_assert!(read.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.'));
                }
            }
        }

        #[test]
        fn grouped_thousands_read_as_the_number(whole in 0_u32..1_000_000_000, cents in 0_u8..100) {
            let plain = whole.to_string();
            let mut grouped = String::new();
            for (index, digit) in plain.chars().enumerate() {
                if index > 0 && (plain.len() - index) % 3 == 0 {
                    grouped.push('\u{a0}');
                }
                grouped.push(digit);
            }
            let read = read_decimal(&format!("{grouped},{cents:02} zł"), DecimalSign::Comma);
            prop_assert_eq!(read, Some(format!("{whole}.{cents:02}")));
        }
    }
}
