//! One row's cells as typed values. Invariant: a cell that cannot be read rejects the row with its
//! line, column and value; it never becomes an empty field.
use crate::exchange::date::read_day;
use crate::exchange::field::Field;
use crate::exchange::mapping::{Column, Mapping};
use crate::exchange::number::{currency_mark, minor_units, read_decimal};
use crate::exchange::preview::read_yes_no;
use crate::exchange::problem::{Fault, Problem, Severity};
use crate::exchange::table::{Row, Table};
use crate::exchange::text::{one_line, tidy};
use crate::money::{Currency, Money};
use crate::people::Email;
use crate::time::Day;

pub(in crate::exchange) struct Cells<'a> {
    pub(super) mapping: &'a Mapping,
    file: &'a str,
    row: Row<'a>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Cells<'a> {
    pub(in crate::exchange) fn new(
        file: &'a str,
        table: &'a Table,
        row: Row<'a>,
        mapping: &'a Mapping,
    ) -> Self {
        let mut cells = Self {
            mapping,
            file,
            row,
            problems: Vec::new(),
        };
        let named = table.header().len();
        if named > 0 && row.cells().skip(named).any(|cell| !cell.trim().is_empty()) {
            cells.fault(Severity::Rejected, None, Fault::CellsBeyondColumns);
        }
        cells
    }

    pub(in crate::exchange) fn line(&self) -> u32 {
        self.row.line()
    }

    pub(in crate::exchange) fn is_rejected(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Rejected)
    }

    pub(in crate::exchange) fn reject(&mut self, field: Field, fault: Fault) {
        self.fault(Severity::Rejected, Some(field), fault);
    }

    pub(in crate::exchange) fn remark(&mut self, field: Field, fault: Fault) {
        self.fault(Severity::Remark, Some(field), fault);
    }

    /// The cell with its correction, on one line; `None` when empty or not mapped.
    pub(in crate::exchange) fn text(&mut self, field: Field, limit: usize) -> Option<String> {
        let raw = one_line(self.raw(field)?);
        let text = match self.mapping.correction(field, &raw) {
            Some(known) => {
                let (from, to) = (known.from.clone(), known.to.clone());
                self.remark(
                    field,
                    Fault::Corrected {
                        from,
                        to: to.clone(),
                    },
                );
                to
            }
            None => raw,
        };
        self.within(field, text, limit)
    }

    /// The cell with its line breaks.
    pub(in crate::exchange) fn note(&mut self, field: Field, limit: usize) -> Option<String> {
        let text = tidy(self.raw(field)?).into_owned();
        self.within(field, text, limit)
    }

    pub(in crate::exchange) fn email(&mut self, field: Field) -> Option<Email> {
        let raw = one_line(self.raw(field)?);
        let email = Email::parse(crate::field::Field::Email, &raw).ok();
        if email.is_none() {
            self.reject(field, Fault::NotAnEmail);
        }
        email
    }

    pub(in crate::exchange) fn day(&mut self, field: Field) -> Option<Day> {
        let raw = self.raw(field)?;
        let order = self.column(field)?.dates;
        let day = read_day(raw, order);
        if day.is_none() {
            self.reject(field, Fault::NotADay { order });
        }
        day
    }

    /// The currency of the row: its own cell, or the file's.
    pub(in crate::exchange) fn currency(&mut self) -> Currency {
        let Some(raw) = self.raw(Field::Currency) else {
            return self.mapping.currency;
        };
        match raw.parse() {
            Ok(currency) => currency,
            Err(_) => {
                self.reject(Field::Currency, Fault::UnknownCurrency);
                self.mapping.currency
            }
        }
    }

    /// An amount in its own currency where the cell names one, else in the row's.
    pub(in crate::exchange) fn amount(&mut self, field: Field, row: Currency) -> Option<Money> {
        let raw = self.raw(field)?;
        let (decimal, power) = self
            .column(field)
            .map(|column| (column.decimal, column.power))?;
        let Some(number) = read_decimal(raw, decimal) else {
            self.reject(field, Fault::NotAnAmount);
            return None;
        };
        let currency = currency_mark(raw).unwrap_or(row);
        let money = minor_units(&number, power.into(), currency.digits())
            .map(|minor| Money::new(minor, currency));
        let money = money.filter(|money| (0..=Money::MAX_MINOR).contains(&money.minor));
        if money.is_none() {
            self.reject(
                field,
                if number.starts_with('-') {
                    Fault::NegativeAmount
                } else {
                    Fault::AmountTooLarge
                },
            );
        }
        money
    }

    pub(in crate::exchange) fn whole(&mut self, field: Field, from: i64, to: i64) -> Option<i64> {
        let raw = self.raw(field)?;
        let column = self.column(field)?;
        let percent = raw.strip_suffix('%').map_or(raw, str::trim_end);
        let number =
            read_decimal(percent, column.decimal).and_then(|number| minor_units(&number, 0, 0));
        let number = number.filter(|number| (from..=to).contains(number));
        if number.is_none() {
            self.reject(field, Fault::NotAWholeNumber { from, to });
        }
        number
    }

    pub(in crate::exchange) fn yes(&mut self, field: Field) -> bool {
        let Some(raw) = self.raw(field) else {
            return false;
        };
        let answer = read_yes_no(raw);
        if answer.is_none() {
            self.reject(field, Fault::NotYesOrNo);
        }
        answer == Some(true)
    }

    /// The name of a field's column in the file.
    pub(in crate::exchange) fn column_name(&self, field: Field) -> String {
        self.column(field)
            .map(|column| column.name.clone())
            .unwrap_or_default()
    }

    /// The trimmed cell as it stands.
    pub(in crate::exchange) fn raw(&self, field: Field) -> Option<&'a str> {
        let column = self.mapping.column(field)?;
        Some(self.row.cell(column).trim()).filter(|cell| !tidy(cell).is_empty())
    }

    fn within(&mut self, field: Field, text: String, limit: usize) -> Option<String> {
        // A byte is never less than a quarter of a letter, so most texts need no counting.
        if text.len() > limit && text.chars().count() > limit {
            self.reject(
                field,
                Fault::TooLong {
                    limit: u32::try_from(limit).unwrap_or(u32::MAX),
                },
            );
            return None;
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn column(&self, field: Field) -> Option<&'a Column> {
        self.mapping.columns.get(self.mapping.column(field)?)
    }

    fn fault(&mut self, severity: Severity, field: Option<Field>, fault: Fault) {
        let column = field.and_then(|field| self.mapping.column(field));
        let name = column
            .and_then(|column| self.mapping.columns.get(column))
            .map(|column| column.name.clone());
        self.problems.push(Problem {
            file: self.file.into(),
            line: self.row.line(),
            column: name.unwrap_or_default(),
            value: column
                .map(|column| self.row.cell(column).trim().into())
                .unwrap_or_default(),
            severity,
            fault,
        });
    }
}
