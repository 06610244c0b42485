//! A block of quotas copied from a spreadsheet: people and groups down, months across. Invariants: a
//! number is never guessed; what cannot be read is told with its row and column and stops nothing
//! else; nothing is set by reading.
use super::block::{self, Problem};
use crate::dates;
use crate::field::Field;
use crate::lang::Lang;
use crate::money::{Currency, Money};
use crate::period::Period;
use crate::refusal::Refusal as Refused;
use crate::text::{self, fold};
use crate::time::Month;

/// What was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pasted {
    pub rows: Vec<PastedRow>,
    pub problems: Vec<Problem>,
}

/// A row by the name it was given; whose it is, the caller finds out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PastedRow {
    /// Counted from 1, in the block.
    pub row: usize,
    pub name: String,
    /// Only cells that hold something; blank ones leave a quota as it is.
    pub cells: Vec<(Month, Money)>,
}

/// Most rows and columns of a block: a thousand people, and the months of three years.
const MOST_ROWS: usize = 1000;
const MOST_COLUMNS: usize = 37;

impl Pasted {
    /// Reads a block whose first row may name months ("2026-11", "11.2026", "listopad 2026", "Nov
    /// 2026"); without such a row the columns are the months of `period` in their order.
    ///
    /// # Errors
    /// Nothing in it, or too large.
    pub fn read(raw: &str, period: Period, currency: Currency) -> Result<Self, Refused> {
        let block = block::cells(raw, MOST_ROWS, MOST_COLUMNS)?;
        let mut pasted = Self::default();
        let headed = block.first().is_some_and(|row| is_header(row));
        let months: Vec<Option<Month>> = match block.first() {
            Some(header) if headed => pasted.header(header),
            _ => period.months().map(Some).collect(),
        };
        let reader = Reader {
            months: &months,
            currency,
            point: block::decimal_point(block.iter().flat_map(|row| row.iter().skip(1))),
        };
        for (row, cells) in (1..).zip(&block).skip(usize::from(headed)) {
            pasted.row(&reader, row, cells);
        }
        Ok(pasted)
    }

    fn header(&mut self, header: &[String]) -> Vec<Option<Month>> {
        let named = (2..).zip(header.iter().skip(1));
        let months = named.map(|(column, name)| {
            let month = month(name);
            if month.is_none() && !name.is_empty() {
                let typed = text::quoted(name);
                let field = Field::Period;
                let why = text::Refusal::Malformed { field, typed }.into();
                self.problems.push(Problem {
                    row: 1,
                    column,
                    why,
                });
            }
            month
        });
        months.collect()
    }

    fn row(&mut self, reader: &Reader<'_>, row: usize, cells: &[String]) {
        let name = cells.first().cloned().unwrap_or_default();
        let mut read = PastedRow {
            row,
            name,
            cells: Vec::new(),
        };
        for (column, raw) in (2..).zip(cells.iter().skip(1)) {
            if raw.is_empty() || raw == "-" || raw == "–" {
                continue;
            }
            match reader.cell(column - 2, raw) {
                Ok(Some(cell)) => read.cells.push(cell),
                // A column whose heading is told already, or left blank.
                Ok(None) => {}
                Err(why) => self.problems.push(Problem { row, column, why }),
            }
        }
        if read.name.is_empty() && !read.cells.is_empty() {
            let field = Field::Name;
            let why = text::Refusal::Empty { field }.into();
            self.problems.push(Problem {
                row,
                column: 1,
                why,
            });
        } else if !read.cells.is_empty() {
            self.rows.push(read);
        }
    }
}

/// What the block says of its columns and its numbers.
struct Reader<'a> {
    months: &'a [Option<Month>],
    currency: Currency,
    /// Whether "." is the decimal mark: told by the other numbers of the block.
    point: Option<bool>,
}

impl Reader<'_> {
    fn cell(&self, at: usize, raw: &str) -> Result<Option<(Month, Money)>, Refused> {
        let Some(month) = self.months.get(at) else {
            let typed = text::quoted(raw);
            let field = Field::Period;
            return Err(text::Refusal::Malformed { field, typed }.into());
        };
        let Some(month) = *month else {
            return Ok(None);
        };
        let amount = block::money(Field::Quota, raw, self.currency, self.point)?;
        // Another currency than the plan's.
        amount.plus(Money::zero(self.currency))?;
        if amount.minor < 0 {
            return Err(super::refusal::QuotaRefusal::Negative.into());
        }
        Ok(Some((month, amount)))
    }
}

/// The first row names months if any of its cells does and none is an amount alone.
fn is_header(row: &[String]) -> bool {
    row.iter().skip(1).any(|cell| month(cell).is_some())
}

/// "2026-11", "11.2026", "11/2026", "listopad 2026", "lis 2026", "November 2026", "Nov 2026".
fn month(raw: &str) -> Option<Month> {
    let folded = fold(raw);
    let parts: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let &[one, other] = parts.as_slice() else {
        return None;
    };
    let (year, month) = if one.len() == 4 && digits(one) {
        (one, other)
    } else {
        (other, one)
    };
    let year = Some(year).filter(|year| year.len() == 4 && digits(year))?;
    let year = year
        .parse()
        .ok()
        .filter(|year| dates::YEARS.contains(year))?;
    let month = if digits(month) && month.len() <= 2 {
        month.parse().ok()?
    } else {
        named(month)?
    };
    (1..=12).contains(&month).then_some(Month { year, month })
}

/// By the first letters of its name in either language, three at least.
fn named(word: &str) -> Option<u8> {
    (1..=12).find(|&month| {
        [Lang::Pl, Lang::En].into_iter().any(|lang| {
            let name = fold(&dates::month(Month { year: 2000, month }, lang));
            word.chars().count() >= 3 && name.starts_with(word)
        })
    })
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::{FiscalStart, Length};
    use crate::planning::tests::examples::{on, pln};

    fn read(raw: &str) -> Pasted {
        let quarter = Period::of(on(11, 1), Length::Quarter, FiscalStart::default());
        Pasted::read(raw, quarter, Currency::PLN).unwrap()
    }

    fn at(month: u8) -> Month {
        Month { year: 2026, month }
    }

    fn amounts(pasted: &Pasted) -> Vec<i64> {
        let rows = pasted.rows.iter();
        rows.flat_map(|row| &row.cells)
            .map(|(_, amount)| amount.minor)
            .collect()
    }

    #[test]
    fn a_block_has_names_down_and_months_across() {
        let pasted = read(
            "Kto\tlistopad 2026\t2026-12\r\nAnna Nowak\t1 234,50\t\r\nZespół Gdańsk\t10 tys.\t5000 zł\r\n",
        );
        assert_eq!(pasted.problems, []);
        let anna = PastedRow {
            row: 2,
            name: "Anna Nowak".to_owned(),
            cells: vec![(at(11), pln(123_450))],
        };
        assert_eq!(pasted.rows[0], anna);
        assert_eq!(
            pasted.rows[1].cells,
            [(at(11), pln(1_000_000)), (at(12), pln(500_000))]
        );
    }

    #[test]
    fn without_a_heading_the_columns_are_the_months_of_the_period() {
        let pasted = read("Anna\t1\t2\t3\nJan\t4\t5\t6\t7");
        assert_eq!(
            pasted.rows[0]
                .cells
                .iter()
                .map(|cell| cell.0)
                .collect::<Vec<_>>(),
            [10, 11, 12].map(at)
        );
        assert_eq!(
            (
                pasted.problems.len(),
                pasted.problems[0].row,
                pasted.problems[0].column
            ),
            (1, 2, 5)
        );
    }

    #[test]
    fn a_number_of_two_readings_is_refused_unless_the_block_tells_its_marks() {
        let alone = read("Anna\t1,234");
        assert_eq!((alone.rows.len(), alone.problems.len()), (0, 1));
        assert_eq!(amounts(&read("Anna\t1,234\t5,678.90")), [123_400, 567_890]);
        assert_eq!(amounts(&read("Anna\t1.234\t5.678,90")), [123_400, 567_890]);
        let contradicting = read("Anna\t1,234\t5,678.90\t5.678,90");
        assert_eq!(
            (amounts(&contradicting).len(), contradicting.problems.len()),
            (2, 1)
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place_and_stops_nothing_else() {
        let pasted = read("x\t11.2026\tsuma\nAnna\tabc\t9\nJan\t7\n\t8\nEwa\t-5\nOla\t3 EUR");
        assert_eq!(amounts(&pasted), [700]);
        let places: Vec<_> = pasted
            .problems
            .iter()
            .map(|problem| (problem.row, problem.column))
            .collect();
        assert_eq!(places, [(1, 3), (2, 2), (4, 1), (5, 2), (6, 2)]);
    }

    #[test]
    fn quoted_cells_are_read_as_a_spreadsheet_writes_them() {
        let pasted = read("\"Zespół \"\"A\"\"\nGdańsk\"\t5");
        assert_eq!(pasted.rows[0].name, "Zespół \"A\"\nGdańsk");
    }

    #[test]
    fn months_are_read_in_both_languages() {
        for name in [
            "listopad 2026",
            "lis 2026",
            "Nov 2026",
            "November 2026",
            "2026-11",
            "11.2026",
            "11/2026",
        ] {
            assert_eq!(month(name), Some(at(11)), "{name}");
        }
        assert_eq!(month("październik 2026"), Some(at(10)));
        for name in ["", "2026", "13.2026", "no 2026", "x 2026", "11.11.2026"] {
            assert_eq!(month(name), None, "{name}");
        }
        let quarter = Period::of(on(11, 1), Length::Quarter, FiscalStart::default());
        assert!(Pasted::read(" \n", quarter, Currency::PLN).is_err());
    }
}
