//! The outward shape of a file: encoding, delimiter, bounds, and why it could not be read.
//! Invariant: a file beyond [`Limits`] is refused with its line; it is never cut silently.
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

/// How bytes become letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Windows-1250: what Excel of a Polish Windows saves as "CSV".
    Cp1250,
    Iso8859_2,
}

/// What stands between two cells.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Delimiter {
    #[default]
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

/// Everything needed to cut a file into cells; detected, then the user's to change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Dialect {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    /// The sign around cells that hold a delimiter or a new line: `"` or `'`.
    pub quote: char,
    /// Whether the first row names the columns.
    pub header: bool,
}

/// Bounds of one file. The defaults are the documented ones; tests use smaller ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of the whole file, after any decompression: 256 MiB.
    pub file_bytes: u64,
    /// Bytes of one line, and of one row over several lines, once in UTF-8: 1 MiB.
    pub line_bytes: usize,
    /// 500.
    pub columns: usize,
    /// Rows without the header: 1,000,000.
    pub rows: usize,
    /// Cells of the whole file: 32 Mi. It bounds the memory of a file of nothing but delimiters.
    pub cells: usize,
}

/// Why a file was refused as a whole. Line numbers count from 1, as text editors do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Unreadable {
    Empty,
    TooLarge {
        limit: u64,
    },
    LineTooLong {
        line: u64,
        limit: u64,
    },
    RowTooLong {
        line: u64,
        limit: u64,
    },
    TooManyColumns {
        line: u64,
        limit: u64,
    },
    TooManyRows {
        limit: u64,
    },
    TooManyCells {
        limit: u64,
    },
    /// A NUL: a spreadsheet, an archive or another binary file under the name of a CSV.
    NotText {
        line: u64,
    },
    BrokenEncoding {
        line: u64,
        encoding: Encoding,
    },
    QuoteNeverClosed {
        line: u64,
    },
    /// The disk or the connection failed; the text is the system's.
    Interrupted {
        reason: String,
    },
}

impl Encoding {
    pub const ALL: [Self; 5] = [
        Self::Utf8,
        Self::Cp1250,
        Self::Iso8859_2,
        Self::Utf16Le,
        Self::Utf16Be,
    ];

    /// The name that users of spreadsheets know.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Cp1250 => "Windows-1250",
            Self::Iso8859_2 => "ISO-8859-2",
        }
    }
}

impl Delimiter {
    pub const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Pipe];

    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            line_bytes: 1 << 20,
            columns: 500,
            rows: 1_000_000,
            cells: 32 << 20,
        }
    }
}

impl Say for Unreadable {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang
                .pick(
                    "Plik jest pusty. Wybrać plik z co najmniej jednym wierszem danych.",
                    "The file is empty. Choose a file with at least one row of data.",
                )
                .into(),
            Self::NotText { line } => not_text(lang, *line),
            Self::BrokenEncoding { line, encoding } => broken(lang, *line, encoding.name()),
            Self::QuoteNeverClosed { line } => never_closed(lang, *line),
            Self::Interrupted { reason } => match lang {
                Lang::Pl => format!(
                    "Odczyt pliku został przerwany ({reason}). Nic nie zaimportowano; spróbować jeszcze raz."
                ),
                Lang::En => format!(
                    "Reading the file was interrupted ({reason}). Nothing was imported; try again."
                ),
            },
            _ => self.say_bound(lang),
        }
    }
}

impl Unreadable {
    fn say_bound(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::TooLarge { limit } => {
                let mib = limit >> 20;
                (
                    format!("Plik przekracza {mib} MiB"),
                    format!("The file exceeds {mib} MiB"),
                )
            }
            Self::LineTooLong { line, limit } => (
                format!("Linia {line} ma ponad {limit} bajtów"),
                format!("Line {line} is longer than {limit} bytes"),
            ),
            Self::RowTooLong { line, limit } => (
                format!(
                    "Wiersz od linii {line} ma ponad {limit} bajtów; być może brakuje w nim cudzysłowu zamykającego"
                ),
                format!(
                    "The row that starts in line {line} is longer than {limit} bytes; perhaps a closing quotation mark is missing"
                ),
            ),
            Self::TooManyColumns { line, limit } => (
                format!("Linia {line} ma ponad {limit} kolumn"),
                format!("Line {line} has more than {limit} columns"),
            ),
            Self::TooManyRows { limit } => (
                format!("Plik ma ponad {limit} wierszy"),
                format!("The file has more than {limit} rows"),
            ),
            Self::TooManyCells { limit } => (
                format!("Plik ma ponad {limit} komórek"),
                format!("The file has more than {limit} cells"),
            ),
            _ => (String::new(), String::new()),
        };
        lang.pick(
            format!("{pl}. Nic nie zaimportowano; sprawdzić plik albo podzielić go na mniejsze."),
            format!("{en}. Nothing was imported; check the file or split it into smaller ones."),
        )
    }
}

fn not_text(lang: Lang, line: u64) -> String {
    match lang {
        Lang::Pl => format!(
            "Plik nie jest tekstem: w linii {line} są znaki zerowe. W arkuszu wybrać „Zapisz jako” i „CSV UTF-8”."
        ),
        Lang::En => format!(
            "The file is not text: line {line} holds NUL characters. In the spreadsheet choose “Save as” and “CSV UTF-8”."
        ),
    }
}

fn broken(lang: Lang, line: u64, encoding: &str) -> String {
    match lang {
        Lang::Pl => format!(
            "Linia {line} nie jest poprawna w kodowaniu {encoding}. Wybrać inne kodowanie albo zapisać plik jako „CSV UTF-8”."
        ),
        Lang::En => format!(
            "Line {line} is not valid {encoding}. Choose another encoding, or save the file as “CSV UTF-8”."
        ),
    }
}

fn never_closed(lang: Lang, line: u64) -> String {
    match lang {
        Lang::Pl => format!(
            "Cudzysłów otwarty w wierszu od linii {line} nie jest zamknięty do końca pliku. Poprawić ten wiersz albo wybrać inny znak cudzysłowu."
        ),
        Lang::En => format!(
            "The quotation mark opened in the row that starts in line {line} is not closed before the end of the file. Mend that row or choose another quotation mark."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_a_file_says_what_to_do_in_both_languages() {
        let (line, limit, encoding) = (7, 9 << 20, Encoding::Utf8);
        let all = [
            Unreadable::Empty,
            Unreadable::TooLarge { limit },
            Unreadable::LineTooLong { line, limit },
            Unreadable::RowTooLong { line, limit },
            Unreadable::TooManyColumns { line, limit },
            Unreadable::TooManyRows { limit },
            Unreadable::TooManyCells { limit },
            Unreadable::NotText { line },
            Unreadable::BrokenEncoding { line, encoding },
            Unreadable::QuoteNeverClosed { line },
            Unreadable::Interrupted { reason: "x".into() },
        ];
        for refusal in all {
            let [pl, en] = [Lang::Pl, Lang::En].map(|lang| refusal.say(lang));
            assert!(
                pl != en && pl.len() > 40 && en.len() > 40,
                "{refusal:?}: {pl} {en}"
            );
            assert!(pl.ends_with('.') && en.ends_with('.') && !pl.starts_with('.'));
        }
    }
}
