//! CSV going out. Invariant: no text that leaves can start a formula in a spreadsheet; numbers
//! leave as numbers, so a negative one is never mistaken for a formula.
use super::problem::Problems;
use crate::lang::{Lang, Say};
use std::borrow::Cow;
use std::fmt::Write;

/// A value with its type: only text can be dangerous, and only text is guarded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cell<'a> {
    Text(&'a str),
    Whole(i64),
    /// Minor units and their decimal places, written with the language's decimal sign.
    Amount {
        minor: i64,
        digits: u32,
    },
    Empty,
}

/// A CSV as spreadsheets of that language open it: UTF-8 with a mark, `;` and decimal comma in
/// Polish, `,` and point in English, CRLF.
#[derive(Clone, Debug)]
pub struct OutCsv {
    lang: Lang,
    text: String,
}

impl OutCsv {
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            text: "\u{feff}".into(),
        }
    }

    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.text.push(self.lang.pick(';', ','));
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn cell(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Empty => {}
            // Writing to a string cannot fail.
            Cell::Whole(number) => drop(write!(self.text, "{number}")),
            Cell::Amount { minor, digits } => self.amount(minor, digits),
            Cell::Text(text) => self.text_cell(&guard(text)),
        }
    }

    fn amount(&mut self, minor: i64, digits: u32) {
        let scale = 10_u64.pow(digits);
        let (whole, rest) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
        let sign = if minor < 0 { "-" } else { "" };
        let fraction = if digits == 0 {
            String::new()
        } else {
            format!(
                "{}{rest:0width$}",
                self.lang.pick(',', '.'),
                width = digits as usize
            )
        };
        let number = format!("{sign}{whole}{fraction}");
        // In no language is the decimal sign also the delimiter, so no quotes are needed.
        self.text.push_str(&number);
    }

    fn text_cell(&mut self, text: &str) {
        let bare = !text.contains([',', ';', '\t', '|', '"', '\r', '\n']) && text.trim() == text;
        if bare {
            self.text.push_str(text);
        } else {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        }
    }
}

/// Prefixes `'` when a spreadsheet could take the text for a formula: when its first sign, after
/// spaces and invisible characters, is `= + - @` or a full-width form of one.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let first = text.chars().find(|&c| !invisible(c));
    match first {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

impl Problems {
    /// The kept problems as a file to mend the rows by.
    #[must_use]
    pub fn to_csv(&self, lang: Lang) -> String {
        let mut out = OutCsv::new(lang);
        let head = lang.pick(
            [
                "Plik",
                "Linia",
                "Kolumna",
                "Wartość",
                "Wiersz",
                "Co jest nie tak",
                "Co dalej",
            ],
            [
                "File",
                "Line",
                "Column",
                "Value",
                "Row",
                "What is wrong",
                "What next",
            ],
        );
        out.row(head.map(Cell::Text));
        for problem in self.kept() {
            out.row([
                Cell::Text(&problem.file),
                if problem.line == 0 {
                    Cell::Empty
                } else {
                    Cell::Whole(problem.line.into())
                },
                Cell::Text(&problem.column),
                Cell::Text(&problem.value),
                Cell::Text(problem.severity.label(lang)),
                Cell::Text(&problem.fault.what(lang)),
                Cell::Text(problem.fault.next(lang)),
            ]);
        }
        let (kept, all) = (
            self.kept().len() as u64,
            self.tallies().iter().map(|tally| tally.count).sum::<u64>(),
        );
        if kept < all {
            for tally in self.tallies() {
                out.row([
                    Cell::Text(&tally.file),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Text(tally.severity.label(lang)),
                    Cell::Text(&tally.say(lang)),
                ]);
            }
        }
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_known_formula_gets_out_bare() {
        let corpus = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\u{a0}=1",
            "＝1",
            "\r=1",
            " \n@x",
            "\u{feff}=1",
            "\u{200b}-2+3",
            "\0=1",
            "＋1",
            "－1",
            "＠x",
        ];
        for text in corpus {
            assert!(guard(text).starts_with('\''), "{text:?}");
        }
        for harmless in ["", "a=b", "5-3", "Jan @ firma", "'=1", "żółw"] {
            assert_eq!(guard(harmless), harmless);
        }
    }

    #[test]
    fn a_negative_number_goes_out_as_a_number() {
        let mut out = OutCsv::new(Lang::Pl);
        out.row([
            Cell::Whole(-5),
            Cell::Amount {
                minor: -1205,
                digits: 2,
            },
            Cell::Amount {
                minor: 7,
                digits: 0,
            },
            Cell::Text("-5"),
            Cell::Empty,
            Cell::Text("a;\"b\""),
        ]);
        assert_eq!(out.finish(), "\u{feff}-5;-12,05;7;'-5;;\"a;\"\"b\"\"\"\r\n");
    }

    proptest! {
        #[test]
        fn the_first_visible_sign_is_never_a_formulas(text in "[ \t\r\u{a0}\u{200b}\u{feff}\0]{0,4}[=+@a-]{0,2}.{0,8}") {
            let guarded = guard(&text);
            let first = guarded.chars().find(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}'));
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')));
        }
    }
}
