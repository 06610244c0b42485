//! The cells of a file, kept flat. Invariant: one text and one list of ends, so a million rows
//! cost their letters and four bytes a cell, not a heap block each.
use super::shape::{Limits, Unreadable};

/// Rows of cells with the line each began in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    header: Vec<String>,
    text: String,
    /// Where each cell ends in `text`.
    ends: Vec<u32>,
    /// Where each row ends in `ends`.
    rows: Vec<u32>,
    lines: Vec<u32>,
    widest: usize,
}

/// One row; cells beyond its end read as empty.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    index: usize,
}

impl Table {
    /// A table from rows already in memory, the first of them the header. Lines count from 1.
    #[must_use]
    pub fn of(header: &[&str], rows: &[&[&str]]) -> Self {
        let mut table = Self {
            header: header.iter().map(|&name| name.into()).collect(),
            ..Self::default()
        };
        for (index, row) in rows.iter().enumerate() {
            let line = u32::try_from(index + 2).unwrap_or(u32::MAX);
            // Rows written in a program are within the bounds of files.
            let _ = table.push(line, row.iter().copied(), &Limits::default());
        }
        table
    }

    /// Adds a row. Refused when the table would pass the bounds; the row is then not added.
    pub fn push<'c>(
        &mut self,
        line: u32,
        cells: impl Iterator<Item = &'c str>,
        limits: &Limits,
    ) -> Result<(), Unreadable> {
        let (ends, text) = (self.ends.len(), self.text.len());
        for cell in cells {
            self.text.push_str(cell);
            // Bounds are far below 4 GiB: 256 MiB of file, three times that at most in UTF-8.
            self.ends
                .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
        if let Err(refused) = self.fits(ends, line, limits) {
            self.ends.truncate(ends);
            self.text.truncate(text);
            return Err(refused);
        }
        self.widest = self.widest.max(self.ends.len() - ends);
        self.rows
            .push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        self.lines.push(line);
        Ok(())
    }

    /// Names the columns by the first row, which stops being a row of data.
    pub fn promote_header(&mut self) {
        let Some(first) = self.row(0) else { return };
        let header = first
            .cells()
            .map(|cell| super::text::tidy(cell).into_owned())
            .collect();
        self.header = header;
        let cells = self.rows.remove(0);
        self.lines.remove(0);
        let cut = self
            .ends
            .get((cells as usize).wrapping_sub(1))
            .copied()
            .unwrap_or(0);
        self.text.drain(..cut as usize);
        self.ends.drain(..cells as usize);
        self.ends.iter_mut().for_each(|end| *end -= cut);
        self.rows.iter_mut().for_each(|end| *end -= cells);
    }

    /// Names of the columns; empty when the file has none.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Columns of the widest row or of the header.
    #[must_use]
    pub fn width(&self) -> usize {
        self.widest.max(self.header.len())
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        (index < self.rows.len()).then_some(Row { table: self, index })
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| Row { table: self, index })
    }

    /// The filled cells of one column, trimmed.
    pub fn column(&self, index: usize) -> impl Iterator<Item = &str> {
        self.rows()
            .map(move |row| row.cell(index).trim())
            .filter(|cell| !cell.is_empty())
    }

    /// Where a column of that name stands; letter case, accents and spaces do not matter.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        let wanted = super::text::loose(name);
        self.header
            .iter()
            .position(|known| super::text::loose(known) == wanted)
    }

    fn fits(&self, before: usize, line: u32, limits: &Limits) -> Result<(), Unreadable> {
        if self.ends.len() - before > limits.columns {
            return Err(Unreadable::TooManyColumns {
                line: line.into(),
                limit: limits.columns as u64,
            });
        }
        if self.ends.len() > limits.cells {
            return Err(Unreadable::TooManyCells {
                limit: limits.cells as u64,
            });
        }
        if self.rows.len() > limits.rows {
            // One more than the bound, for the header.
            return Err(Unreadable::TooManyRows {
                limit: limits.rows as u64,
            });
        }
        Ok(())
    }
}

impl<'a> Row<'a> {
    /// The line of the file that the row began in, counted from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.table.lines.get(self.index).copied().unwrap_or(0)
    }

    /// The cell as it stands; empty beyond the row's end.
    #[must_use]
    pub fn cell(self, column: usize) -> &'a str {
        let (from, to) = self.span();
        let at = from + column;
        if at >= to {
            return "";
        }
        let start = if at == 0 {
            0
        } else {
            self.table.ends[at - 1] as usize
        };
        self.table
            .text
            .get(start..self.table.ends[at] as usize)
            .unwrap_or("")
    }

    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.cell(column))
    }

    #[must_use]
    pub fn len(self) -> usize {
        let (from, to) = self.span();
        to - from
    }

    /// Whether no cell holds anything but spaces.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.cells().all(|cell| cell.trim().is_empty())
    }

    fn span(self) -> (usize, usize) {
        let from = if self.index == 0 {
            0
        } else {
            self.table.rows[self.index - 1] as usize
        };
        (from, self.table.rows[self.index] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promoting_the_header_keeps_every_other_cell_in_its_place() {
        let mut table = Table::of(&[], &[&["Nazwa", "NIP"], &["Ala", ""], &["", "7", "x"]]);
        table.promote_header();
        assert_eq!(table.header(), ["Nazwa", "NIP"]);
        let rows: Vec<Vec<&str>> = table.rows().map(|row| row.cells().collect()).collect();
        assert_eq!(rows, [vec!["Ala", ""], vec!["", "7", "x"]]);
        assert_eq!((table.width(), table.row(1).map(Row::line)), (3, Some(4)));
        assert_eq!(table.row(0).map(|row| row.cell(9)), Some(""));
    }

    #[test]
    fn a_row_beyond_the_bounds_leaves_the_table_as_it_was() {
        let limits = Limits {
            columns: 2,
            ..Limits::default()
        };
        let mut table = Table::default();
        let refused = table.push(7, ["a", "b", "c"].into_iter(), &limits);
        assert_eq!(
            refused,
            Err(Unreadable::TooManyColumns { line: 7, limit: 2 })
        );
        assert_eq!(table, Table::default());
    }
}
