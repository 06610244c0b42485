//! What kind of file it is. Invariant: a guess, made of all bytes for the encoding and of the first
//! 256 KiB for the rest; the user may change every part of it.
use super::encoding::Evidence;
use super::read::read;
use csv_core::{ReadRecordResult, ReaderBuilder};
use domain::exchange::{Delimiter, Dialect, Encoding, Limits, Unreadable, has_header};
use std::io::Read;

const HEAD: usize = 256 << 10;
/// Rows of the head that are weighed.
const ROWS: usize = 200;

/// Reads the whole source once and says how to cut it.
///
/// # Errors
/// Empty, over the size or the length of a line, or unreadable.
pub fn detect(mut source: impl Read, limits: &Limits) -> Result<Dialect, Unreadable> {
    let mut evidence = Evidence::new();
    let mut ruler = Ruler::default();
    let mut head = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        let read = source
            .read(&mut chunk)
            .map_err(|error| interrupted(&error))?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        evidence.weigh(bytes);
        head.extend(bytes.iter().take(HEAD - head.len()));
        ruler.measure(bytes, limits)?;
    }
    if ruler.total == 0 {
        return Err(Unreadable::Empty);
    }
    Ok(dialect(&head, evidence.encoding()))
}

/// Sizes while the bytes go by, so that a monstrous file is refused before it is read to its end.
#[derive(Default)]
struct Ruler {
    total: u64,
    lines: u64,
    in_line: usize,
}

impl Ruler {
    fn measure(&mut self, bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
        self.total += bytes.len() as u64;
        if self.total > limits.file_bytes {
            return Err(Unreadable::TooLarge {
                limit: limits.file_bytes,
            });
        }
        for &byte in bytes {
            self.in_line += 1;
            if byte == b'\n' || byte == b'\r' {
                self.in_line = 0;
                self.lines += u64::from(byte == b'\n');
            }
            // UTF-16 takes two bytes where UTF-8 takes one.
            if self.in_line > limits.line_bytes * 2 {
                return Err(Unreadable::LineTooLong {
                    line: self.lines + 1,
                    limit: limits.line_bytes as u64,
                });
            }
        }
        Ok(())
    }
}

fn dialect(head: &[u8], encoding: Encoding) -> Dialect {
    let text = head_text(head, encoding);
    let quote = quote(&text);
    let delimiter = told(&text).unwrap_or_else(|| delimiter(&text, quote));
    let mut dialect = Dialect {
        encoding: Encoding::Utf8,
        delimiter,
        quote,
        header: false,
    };
    // What is wrong with the head is said by the reading of the whole.
    let table = read(text.as_bytes(), dialect, &Limits::default());
    dialect.header = table.is_ok_and(|table| has_header(&table));
    dialect.encoding = encoding;
    dialect
}

/// The head in letters, up to its last whole line.
fn head_text(head: &[u8], encoding: Encoding) -> String {
    let mut text = String::with_capacity(head.len() * 3 + 17);
    let last = head.len() < HEAD;
    let _ = super::encoding::decoder(encoding).decode_to_string(head, &mut text, last);
    if !last && let Some(end) = text.rfind('\n') {
        text.truncate(end + 1);
    }
    text.push('\n');
    text
}

/// Excel's first line `sep=;`.
pub(super) fn told(text: &str) -> Option<Delimiter> {
    let line = text.lines().next()?;
    let sign = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and(line.get(4..))?;
    Delimiter::ALL
        .into_iter()
        .find(|known| sign.trim_matches('"') == known.sign().to_string())
}

/// An apostrophe only when cells are wrapped in it and none in `"`.
fn quote(text: &str) -> char {
    let signs = [',', ';', '\t', '|', '\n', '\r'];
    let wrapped = |sign: char| {
        text.split(signs)
            .filter(|cell| cell.len() > 1 && cell.starts_with(sign) && cell.ends_with(sign))
            .count()
    };
    if wrapped('\'') > 1 && !text.contains('"') {
        '\''
    } else {
        '"'
    }
}

/// The sign that cuts most rows into one number of cells, more than one. A comma comes last, as it
/// also stands in numbers and sentences.
fn delimiter(text: &str, quote: char) -> Delimiter {
    let order = [
        Delimiter::Tab,
        Delimiter::Semicolon,
        Delimiter::Pipe,
        Delimiter::Comma,
    ];
    let score = |delimiter: &Delimiter| agreement(&widths(text, *delimiter, quote));
    // `max_by_key` takes the last of equals, and the first is wanted.
    order
        .into_iter()
        .rev()
        .max_by_key(score)
        .filter(|best| score(best) > 0)
        .unwrap_or_default()
}

/// Rows in a thousand that have the commonest number of cells; 0 when that is one.
fn agreement(widths: &[usize]) -> usize {
    let count = |width: &usize| widths.iter().filter(|other| *other == width).count();
    let commonest = widths.iter().max_by_key(|width| (count(width), **width));
    commonest
        .filter(|width| **width > 1)
        .map_or(0, |width| count(width) * 1000 / widths.len())
}

/// Cells in each of the first rows.
fn widths(text: &str, delimiter: Delimiter, quote: char) -> Vec<usize> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter.sign() as u8)
        .quote(quote as u8)
        .build();
    let (mut cells, mut ends) = (vec![0; HEAD * 3 + 16], vec![0; HEAD * 3 + 16]);
    let mut rest = text.as_bytes();
    let mut widths = Vec::new();
    while widths.len() < ROWS {
        let (result, taken, _, width) = reader.read_record(rest, &mut cells, &mut ends);
        rest = rest.get(taken..).unwrap_or_default();
        // The text ends in a line break, so anything else is a row without an end.
        if result != ReadRecordResult::Record {
            break;
        }
        widths.push(width);
    }
    widths
}

pub(super) fn interrupted(error: &std::io::Error) -> Unreadable {
    Unreadable::Interrupted {
        reason: error.to_string(),
    }
}
