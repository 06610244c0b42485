//! Lines cut into cells. Invariant: a row never outgrows its fixed buffers; what does is refused
//! with the line it began in.
use super::detect::told;
use super::lines::Lines;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use domain::exchange::{Dialect, Limits, Table, Unreadable};
use std::io::Read;

/// Reads the whole source by the dialect. Quoted cells may hold line breaks; blank lines are passed
/// over.
///
/// # Errors
/// Beyond the limits, not text, not in that encoding, or a quotation mark never closed.
pub fn read(source: impl Read, dialect: Dialect, limits: &Limits) -> Result<Table, Unreadable> {
    let mut lines = Lines::new(source, dialect.encoding, limits);
    let mut cutter = Cutter::new(dialect, limits);
    let mut is_first = true;
    while let Some((number, line)) = lines.next()? {
        let is_directive = std::mem::take(&mut is_first) && told(line).is_some();
        if !is_directive {
            cutter.cut(number, line)?;
        }
    }
    let mut table = cutter.finish()?;
    if dialect.header {
        table.promote_header();
    }
    if table.is_empty() {
        Err(Unreadable::Empty)
    } else {
        Ok(table)
    }
}

struct Cutter<'l> {
    reader: Reader,
    limits: &'l Limits,
    table: Table,
    /// Letters and ends of cells of the row being cut.
    letters: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    cells: usize,
    /// The line that the row began in, while it is not complete.
    began: Option<u64>,
}

impl<'l> Cutter<'l> {
    fn new(dialect: Dialect, limits: &'l Limits) -> Self {
        let mut builder = ReaderBuilder::new();
        // Both signs are ASCII.
        builder
            .delimiter(dialect.delimiter.sign() as u8)
            .quote(dialect.quote as u8);
        Self {
            reader: builder.build(),
            limits,
            table: Table::default(),
            // One more, as the cutter asks for room before it knows that the row ends.
            letters: vec![0; limits.line_bytes + 1],
            ends: vec![0; limits.columns + 1],
            filled: 0,
            cells: 0,
            began: None,
        }
    }

    fn cut(&mut self, number: u64, line: &str) -> Result<(), Unreadable> {
        if self.began.is_none() {
            if line.is_empty() {
                return Ok(());
            }
            self.began = Some(number);
        }
        self.feed(line.as_bytes())?;
        self.feed(b"\n")
    }

    fn feed(&mut self, mut input: &[u8]) -> Result<(), Unreadable> {
        let began = self.began.unwrap_or_default();
        while !input.is_empty() {
            let letters = self.letters.get_mut(self.filled..).unwrap_or_default();
            let ends = self.ends.get_mut(self.cells..).unwrap_or_default();
            let (result, taken, filled, cells) = self.reader.read_record(input, letters, ends);
            input = input.get(taken..).unwrap_or_default();
            self.filled += filled;
            self.cells += cells;
            match result {
                ReadRecordResult::Record => self.take_row(began)?,
                ReadRecordResult::OutputFull => return Err(self.too_long(began)),
                ReadRecordResult::OutputEndsFull => {
                    return Err(Unreadable::TooManyColumns {
                        line: began,
                        limit: self.limits.columns as u64,
                    });
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
            }
        }
        Ok(())
    }

    fn take_row(&mut self, began: u64) -> Result<(), Unreadable> {
        if self.filled > self.limits.line_bytes {
            return Err(self.too_long(began));
        }
        // The letters came from a string and were cut at ASCII signs, so they are whole.
        let letters = std::str::from_utf8(self.letters.get(..self.filled).unwrap_or_default())
            .unwrap_or_default();
        let ends = self.ends.get(..self.cells).unwrap_or_default();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let cells = starts
            .zip(ends)
            .map(|(start, &end)| letters.get(start..end).unwrap_or_default());
        self.table
            .push(u32::try_from(began).unwrap_or(u32::MAX), cells, self.limits)?;
        (self.filled, self.cells, self.began) = (0, 0, None);
        Ok(())
    }

    fn too_long(&self, line: u64) -> Unreadable {
        Unreadable::RowTooLong {
            line,
            limit: self.limits.line_bytes as u64,
        }
    }

    fn finish(self) -> Result<Table, Unreadable> {
        match self.began {
            Some(line) => Err(Unreadable::QuoteNeverClosed { line }),
            None => Ok(self.table),
        }
    }
}
