//! Receipts copied from a spreadsheet or a bank's page: day, amount, payer, title, one a row.
//! Invariants: what cannot be read is told with its row and column and stops nothing else; nothing
//! is recorded by reading.
use super::block::{self, Problem};
use super::refusal::ReceiptRefusal;
use crate::dates;
use crate::field::Field;
use crate::money::{Currency, Money};
use crate::refusal::Refusal as Refused;
use crate::time::Day;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PastedReceipts {
    pub rows: Vec<PastedReceipt>,
    pub problems: Vec<Problem>,
}

/// One row; who the payer is, the caller finds out by the name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PastedReceipt {
    /// Counted from 1, in the block.
    pub row: usize,
    pub on: Day,
    pub amount: Money,
    pub payer: String,
    pub document: String,
}

/// Most rows of a block, and columns of one.
const MOST: usize = 1000;
const COLUMNS: usize = 20;

impl PastedReceipts {
    /// A first row without a day is a heading. Further columns are left alone.
    ///
    /// # Errors
    /// Nothing in it, or too large.
    pub fn read(raw: &str, currency: Currency) -> Result<Self, Refused> {
        let block = block::cells(raw, MOST, COLUMNS)?;
        let point = block::decimal_point(block.iter().filter_map(|row| row.get(1)));
        let headed = block.first().is_some_and(|row| {
            !row.iter()
                .any(|cell| cell.contains(|c: char| c.is_ascii_digit()))
        });
        let mut pasted = Self::default();
        for (row, cells) in (1..).zip(&block).skip(usize::from(headed)) {
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
            let on = dates::parse_day(Field::ReceivedOn, &cell(0)).map_err(Refused::from);
            let amount = block::money(Field::Amount, &cell(1), currency, point);
            let amount = amount.map_err(Refused::from).and_then(positive);
            match (on, amount) {
                (Ok(on), Ok(amount)) => pasted.rows.push(PastedReceipt {
                    row,
                    on,
                    amount,
                    payer: cell(2),
                    document: cell(3),
                }),
                (on, amount) => {
                    let told = [(1, on.err()), (2, amount.err())].into_iter();
                    let told = told.filter_map(|(column, why)| Some((column, why?)));
                    let told = told.map(|(column, why)| Problem { row, column, why });
                    pasted.problems.extend(told);
                }
            }
        }
        Ok(pasted)
    }
}

fn positive(amount: Money) -> Result<Money, Refused> {
    if amount.minor > 0 {
        Ok(amount)
    } else {
        Err(ReceiptRefusal::NotPositive.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::tests::examples::{on, pln};

    #[test]
    fn a_row_is_a_day_an_amount_a_payer_and_a_title() {
        let raw = "Data\tKwota\tKto\tTytuł\n20.11.2026\t1 234,50\tStocznia\tFV 1\n\n2026-11-21\t5 EUR\t\t\n";
        let pasted = PastedReceipts::read(raw, Currency::PLN).unwrap();
        let first = PastedReceipt {
            row: 2,
            on: on(11, 20),
            amount: pln(123_450),
            payer: "Stocznia".to_owned(),
            document: "FV 1".to_owned(),
        };
        assert_eq!((&pasted.rows[0], pasted.problems.len()), (&first, 0));
        assert_eq!(pasted.rows[1].amount, Money::new(500, Currency::EUR));
    }

    #[test]
    fn every_bad_cell_is_told_and_good_rows_are_read() {
        let raw = "2026-11-20\t5\n2026-13-01\tx\n2026-11-22\t-5\n";
        let pasted = PastedReceipts::read(raw, Currency::PLN).unwrap();
        let places: Vec<_> = pasted
            .problems
            .iter()
            .map(|one| (one.row, one.column))
            .collect();
        assert_eq!(
            (pasted.rows.len(), places),
            (1, vec![(2, 1), (2, 2), (3, 2)])
        );
        assert!(PastedReceipts::read("", Currency::PLN).is_err());
    }
}
