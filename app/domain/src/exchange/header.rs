//! Whether the first row names the columns. Invariant: a guess only; the user's word wins.
use super::date::{DateOrder, read_day};
use super::field::Field;
use super::number::{DecimalSign, read_decimal};
use super::preview::is_email;
use super::table::Table;
use super::text;
use std::collections::HashSet;

/// Whether row 0 of a table without a header reads as one: no numbers, days or addresses in it, no
/// name twice, and not mostly gaps. A known column name settles it.
#[must_use]
pub fn has_header(table: &Table) -> bool {
    let Some(first) = table.row(0) else {
        return false;
    };
    let names: Vec<&str> = first
        .cells()
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let known = names
        .iter()
        .filter(|name| Field::named(name).is_some())
        .count();
    if known > 0 && known * 2 >= names.len() {
        return true;
    }
    if names.is_empty() || names.iter().any(|name| is_value(name)) {
        return false;
    }
    if known > 0 {
        return true;
    }
    let distinct: HashSet<String> = names.iter().map(|name| text::fold(name)).collect();
    distinct.len() == names.len() && names.len() * 2 >= first.len() && table.len() > 1
}

fn is_value(cell: &str) -> bool {
    is_email(cell)
        || DateOrder::ALL
            .iter()
            .any(|&order| read_day(cell, order).is_some())
        || [DecimalSign::Comma, DecimalSign::Point]
            .iter()
            .any(|&sign| read_decimal(cell, sign).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_values_is_no_header() {
        assert!(has_header(&Table::of(
            &[],
            &[&["Nazwa", "Kwota"], &["Ala", "5"]]
        )));
        assert!(has_header(&Table::of(
            &[],
            &[&["foo", "bar"], &["Ala", "5"]]
        )));
        assert!(!has_header(&Table::of(
            &[],
            &[&["Ala", "5"], &["Ola", "6"]]
        )));
        assert!(!has_header(&Table::of(
            &[],
            &[&["ala@firma.pl"], &["ola@firma.pl"]]
        )));
        assert!(!has_header(&Table::of(&[], &[&["x", "x"], &["Ola", "6"]])));
        assert!(!has_header(&Table::default()));
    }
}
