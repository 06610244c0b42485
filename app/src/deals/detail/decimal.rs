//! Quantities and discounts as people type them. Invariant: what is shown is read back the same.
use domain::lang::Lang;

/// A number not below 0, in 10^-places, with a comma or a point; `None` when it is none, is too
/// precise or too large.
#[cfg(any(test, feature = "ssr"))]
pub(crate) fn parse(raw: &str, places: usize) -> Option<i64> {
    let raw: String = raw
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let (whole, rest) = raw.split_once([',', '.']).unwrap_or((&raw, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 12
        || rest.len() > places
        || !digits(whole)
        || !digits(rest)
    {
        return None;
    }
    format!("{whole}{rest:0<places$}").parse().ok()
}

/// "2,5"; "2.5".
pub(crate) fn show(number: i64, places: usize, lang: Lang) -> String {
    let digits = format!("{:0width$}", number.unsigned_abs(), width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    match rest.trim_end_matches('0') {
        "" => whole.to_owned(),
        rest => format!("{whole}{}{rest}", lang.pick(',', '.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back() {
        for (number, places) in [
            (0, 3),
            (1, 3),
            (2500, 3),
            (1_000_000_000, 3),
            (1250, 2),
            (10_000, 2),
        ] {
            for lang in [Lang::Pl, Lang::En] {
                assert_eq!(parse(&show(number, places, lang), places), Some(number));
            }
        }
        assert_eq!(show(2500, 3, Lang::Pl), "2,5");
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for raw in [
            "",
            ",5",
            "-1",
            "1,2345",
            "1e3",
            "dwa",
            "1,2,3",
            "9999999999999",
        ] {
            assert_eq!(parse(raw, 3), None, "{raw}");
        }
    }
}
