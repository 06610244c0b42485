//! A block copied from a spreadsheet: rows of cells, and the numbers in them. Invariant: a number is
//! never guessed; one of two readings is taken only as the other numbers of the block tell.
use crate::field::Field;
use crate::money::{self, Currency, Money};
use crate::refusal::Refusal as Refused;
use crate::text;

/// A cell that was not read; both are counted from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub row: usize,
    pub column: usize,
    pub why: Refused,
}

/// The rows, of which there are some and not too many.
///
/// # Errors
/// Nothing in it, or too large.
pub(super) fn cells(
    raw: &str,
    most_rows: usize,
    most_columns: usize,
) -> Result<Vec<Vec<String>>, Refused> {
    let field = Field::Pasted;
    let block = rows(raw);
    if block.is_empty() {
        return Err(text::Refusal::Empty { field }.into());
    }
    let wide = block.iter().map(Vec::len).max().unwrap_or_default();
    for (size, limit) in [(block.len(), most_rows), (wide, most_columns)] {
        if size > limit {
            return Err(text::Refusal::TooMany { field, limit }.into());
        }
    }
    Ok(block)
}

/// An amount in a block whose decimal mark is "." (`Some(true)`), "," or not known: "1,234" beside
/// "5,678.90" groups with its comma, too.
///
/// # Errors
/// Not a number, of two readings, too precise, or too large.
pub(super) fn money(
    field: Field,
    raw: &str,
    currency: Currency,
    point: Option<bool>,
) -> Result<Money, money::Refusal> {
    let ungrouped = match point {
        Some(true) => raw.replace(',', ""),
        Some(false) => raw.replace('.', ""),
        None => raw.to_owned(),
    };
    Money::parse(field, &ungrouped, currency)
}

/// Tells the decimal mark of a block by its cells that hold both marks; none or contradicting ones
/// tell nothing, and a number of two readings is refused.
pub(super) fn decimal_point<'a>(cells: impl Iterator<Item = &'a String>) -> Option<bool> {
    let mut told = cells.filter_map(|cell| match (cell.rfind(','), cell.rfind('.')) {
        (Some(comma), Some(point)) => Some(comma < point),
        _ => None,
    });
    let first = told.next()?;
    told.all(|other| other == first).then_some(first)
}

/// Rows of trimmed cells, without empty rows at the end. A spreadsheet sets a cell with a tab, a
/// line end or a quote in it into quotes and doubles the quotes within.
fn rows(raw: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut quoted = false;
    let mut chars = raw.chars().filter(|c| *c != '\r').peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' | '\n' if !quoted => {
                push(&mut rows, &mut cell);
                if c == '\n' {
                    rows.push(Vec::new());
                }
            }
            _ => cell.push(c),
        }
    }
    push(&mut rows, &mut cell);
    while rows
        .last()
        .is_some_and(|row| row.iter().all(String::is_empty))
    {
        rows.pop();
    }
    rows
}

fn push(rows: &mut [Vec<String>], cell: &mut String) {
    let text = std::mem::take(cell);
    if let Some(row) = rows.last_mut() {
        row.push(text.trim().to_owned());
    }
}
