//! What a file looks like before anything is imported. Invariant: a preview is derived from every
//! row, not from the first few; only the samples are few.
mod reading;

use super::date::{DateGuess, guess_dates};
use super::number::{DecimalGuess, guess_decimal};
use super::shape::Dialect;
use super::table::Table;
use super::{date, number};
use serde::{Deserialize, Serialize};

/// Rows shown in a preview.
const SAMPLE_ROWS: usize = 10;
/// Letters of a cell shown in a preview.
const SAMPLE_LETTERS: usize = 80;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Preview {
    pub dialect: Dialect,
    pub rows: u64,
    pub columns: Vec<ColumnProfile>,
    /// The first rows, cells cut to 80 letters.
    pub sample: Vec<Vec<String>>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// From the header, or the number of the column.
    pub name: String,
    pub filled: u64,
    pub empty: u64,
    pub what: ColumnType,
    /// What its numbers and days say, even where they are not most of it.
    pub decimals: DecimalGuess,
    pub dates: DateGuess,
    /// Filled cells that are not of that type.
    pub odd: u64,
}

/// What most filled cells of a column are (at least 90 in 100).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ColumnType {
    Empty,
    Text,
    Number(DecimalGuess),
    Date(DateGuess),
    Email,
    YesNo,
}

impl Preview {
    #[must_use]
    pub fn of(table: &Table, dialect: Dialect) -> Self {
        let cut = |cell: &str| cell.chars().take(SAMPLE_LETTERS).collect();
        Self {
            dialect,
            rows: table.len() as u64,
            columns: (0..table.width())
                .map(|at| ColumnProfile::of(table, at))
                .collect(),
            sample: table
                .rows()
                .take(SAMPLE_ROWS)
                .map(|row| row.cells().map(cut).collect())
                .collect(),
        }
    }
}

impl ColumnProfile {
    fn of(table: &Table, at: usize) -> Self {
        let name = table.header().get(at).filter(|name| !name.is_empty());
        let filled = table.column(at).count() as u64;
        let (decimals, dates) = (
            guess_decimal(table.column(at)),
            guess_dates(table.column(at)),
        );
        let (what, odd) = kind(table, at, filled, (decimals, dates));
        Self {
            name: name.cloned().unwrap_or_else(|| (at + 1).to_string()),
            filled,
            empty: table.len() as u64 - filled,
            what,
            decimals,
            dates,
            odd,
        }
    }
}

fn kind(
    table: &Table,
    at: usize,
    filled: u64,
    (decimals, dates): (DecimalGuess, DateGuess),
) -> (ColumnType, u64) {
    if filled == 0 {
        return (ColumnType::Empty, 0);
    }
    let count =
        |fits: &dyn Fn(&str) -> bool| table.column(at).filter(|cell| fits(cell)).count() as u64;
    let found = [
        (
            ColumnType::Date(dates),
            count(&|cell| date::read_day(cell, dates.order).is_some()),
        ),
        (
            ColumnType::Number(decimals),
            count(&|cell| number::read_decimal(cell, decimals.sign).is_some()),
        ),
        (ColumnType::Email, count(&is_email)),
        (
            ColumnType::YesNo,
            count(&|cell| read_yes_no(cell).is_some()),
        ),
    ];
    let most = filled - filled / 10;
    // A column of 0 and 1 is a number first; a word decides for yes and no.
    found
        .into_iter()
        .find(|(_, fit)| *fit >= most)
        .map_or((ColumnType::Text, 0), |(what, fit)| (what, filled - fit))
}

/// Looks like an address; whether it is one is for the domain's own check.
pub(super) fn is_email(cell: &str) -> bool {
    let Some((name, host)) = cell.trim().rsplit_once('@') else {
        return false;
    };
    let fits = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '@' | ',' | ';' | '<' | '>')
            })
    };
    fits(name) && fits(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// `tak`/`nie`, `yes`/`no`, `true`/`false`, `1`/`0`, `x`.
pub(super) fn read_yes_no(cell: &str) -> Option<bool> {
    match super::text::fold(cell).as_str() {
        "tak" | "t" | "yes" | "y" | "true" | "prawda" | "1" | "x" => Some(true),
        "nie" | "n" | "no" | "false" | "falsz" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{DateOrder, DecimalSign};

    #[test]
    fn every_column_tells_what_it_holds() {
        let table = Table::of(
            &["Klient", "Kwota", "Data", "E-mail", "Wygrana", ""],
            &[
                &["Żabka", "1 234,50", "23.11.2026", "a@b.pl", "tak", ""],
                &["Lewiatan", "", "1.2.2026", "c@d.pl", "nie", ""],
            ],
        );
        let preview = Preview::of(&table, Dialect::default());
        let kinds: Vec<ColumnType> = preview.columns.iter().map(|column| column.what).collect();
        assert!(matches!(kinds[0], ColumnType::Text));
        assert!(
            matches!(kinds[1], ColumnType::Number(guess) if guess.sign == DecimalSign::Comma && guess.decided_by == 1)
        );
        assert!(
            matches!(kinds[2], ColumnType::Date(guess) if guess.order == DateOrder::DayMonthYear && guess.decided_by == 1)
        );
        assert_eq!(
            kinds[3..],
            [ColumnType::Email, ColumnType::YesNo, ColumnType::Empty]
        );
        assert_eq!(
            (
                preview.columns[1].filled,
                preview.columns[1].empty,
                preview.columns[5].name.as_str()
            ),
            (1, 1, "6")
        );
    }
}
