//! Texts that people type. Invariant: what is stored is trimmed, within its limit and free of
//! control characters and of marks that reverse the direction of reading.
mod fold;
mod sort;

pub use fold::fold;
pub use sort::sort_key;

use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

/// Names, titles, codes.
pub const LINE: usize = 200;
/// Notes and descriptions.
pub const NOTE: usize = 20_000;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    Empty {
        field: Field,
    },
    TooLong {
        field: Field,
        limit: usize,
        length: usize,
    },
    /// A control character, NUL, or a mark that hides or reverses text.
    Control {
        field: Field,
    },
    /// Not of the form this field needs, such as an e-mail address.
    Malformed {
        field: Field,
        typed: String,
    },
    OutOfRange {
        field: Field,
        from: i64,
        to: i64,
    },
    TooMany {
        field: Field,
        limit: usize,
    },
}

/// One line of at most `max` characters, trimmed; may be empty.
///
/// # Errors
/// Control characters (line ends too), or longer than `max`.
pub fn line(field: Field, raw: &str, max: usize) -> Result<String, Refusal> {
    bounded(field, raw, max, |_| false)
}

/// A text of several lines, of at most `max` characters, line ends normalised to "\n".
///
/// # Errors
/// Control characters other than tab and line end, or longer than `max`.
pub fn note(field: Field, raw: &str, max: usize) -> Result<String, Refusal> {
    let raw = if raw.contains('\r') {
        raw.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        raw.to_owned()
    };
    bounded(field, &raw, max, |c| matches!(c, '\n' | '\t'))
}

/// A line that must not be empty.
///
/// # Errors
/// As `line`, and `Refusal::Empty`.
pub fn required(field: Field, raw: &str, max: usize) -> Result<String, Refusal> {
    let text = line(field, raw, max)?;
    if text.is_empty() {
        Err(Refusal::Empty { field })
    } else {
        Ok(text)
    }
}

/// A line, or nothing when it is blank.
///
/// # Errors
/// As `line`.
pub fn optional(field: Field, raw: &str, max: usize) -> Result<Option<String>, Refusal> {
    Ok(Some(line(field, raw, max)?).filter(|text| !text.is_empty()))
}

/// An optional stored line, checked again when a command brings it.
pub(crate) fn optional_line(
    field: Field,
    raw: Option<&String>,
    max: usize,
) -> Result<Option<String>, Refusal> {
    raw.map_or(Ok(None), |raw| optional(field, raw, max))
}

/// An optional note, checked as `note`.
pub(crate) fn optional_note(
    field: Field,
    raw: Option<&String>,
    max: usize,
) -> Result<Option<String>, Refusal> {
    let Some(raw) = raw else { return Ok(None) };
    Ok(Some(note(field, raw, max)?).filter(|text| !text.is_empty()))
}

/// A whole number within its range.
///
/// # Errors
/// `Refusal::OutOfRange`.
pub(crate) fn within(field: Field, number: i64, from: i64, to: i64) -> Result<(), Refusal> {
    if (from..=to).contains(&number) {
        Ok(())
    } else {
        Err(Refusal::OutOfRange { field, from, to })
    }
}

/// What was typed, shortened and cleaned for quoting in a sentence.
pub fn quoted(raw: &str) -> String {
    let clean: String = raw
        .trim()
        .chars()
        .filter(|c| !is_hidden(*c))
        .take(41)
        .collect();
    match clean.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", clean.get(..end).unwrap_or_default()),
        None => clean,
    }
}

fn bounded(
    field: Field,
    raw: &str,
    max: usize,
    allowed: fn(char) -> bool,
) -> Result<String, Refusal> {
    let text = raw.trim();
    if text.chars().any(|c| is_hidden(c) && !allowed(c)) {
        return Err(Refusal::Control { field });
    }
    // A byte is never less than a quarter of a character, so most texts need no counting.
    if text.len() > max {
        let length = text.chars().count();
        if length > max {
            return Err(Refusal::TooLong {
                field,
                limit: max,
                length,
            });
        }
    }
    Ok(text.to_owned())
}

/// Controls, line and paragraph separators, and the marks of Unicode TR 9 that reorder text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Empty { field }
            | Self::TooLong { field, .. }
            | Self::Control { field }
            | Self::Malformed { field, .. }
            | Self::OutOfRange { field, .. }
            | Self::TooMany { field, .. } => Some(*field),
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let label = self.field().map_or("", |field| field.label(lang));
        match self {
            Self::Empty { .. } => lang.pick(
                format!("Pole „{label}” jest puste, a jest wymagane. Uzupełnij je."),
                format!("The field “{label}” is empty but required. Fill it in."),
            ),
            Self::TooLong { limit, length, .. } => lang.pick(
                format!("Pole „{label}” ma znaków: {length}, a mieści najwyżej {limit}. Skróć tekst."),
                format!("The field “{label}” has {length} characters and holds at most {limit}. Shorten the text."),
            ),
            Self::Control { .. } => lang.pick(
                format!("Pole „{label}” zawiera niewidoczne znaki sterujące. Wpisz tekst ręcznie."),
                format!("The field “{label}” contains invisible control characters. Type the text by hand."),
            ),
            Self::Malformed { typed, .. } => lang.pick(
                format!("„{typed}” nie pasuje do pola „{label}”. Popraw wartość."),
                format!("“{typed}” does not fit the field “{label}”. Correct the value."),
            ),
            Self::OutOfRange { from, to, .. } => lang.pick(
                format!("Pole „{label}” przyjmuje liczby od {from} do {to}. Popraw wartość."),
                format!("The field “{label}” takes numbers from {from} to {to}. Correct the value."),
            ),
            Self::TooMany { limit, .. } => lang.pick(
                format!("Pole „{label}” mieści najwyżej tyle wartości: {limit}. Usuń zbędne."),
                format!("The field “{label}” holds at most {limit} values. Remove some."),
            ),
        }
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    let field = Field::Title;
    crate::refusal::chain(Refusal::Empty { field }, |refusal| match refusal {
        Refusal::Empty { .. } => Some(Refusal::TooLong {
            field,
            limit: 200,
            length: 201,
        }),
        Refusal::TooLong { .. } => Some(Refusal::Control { field }),
        Refusal::Control { .. } => Some(Refusal::Malformed {
            field,
            typed: "x".to_owned(),
        }),
        Refusal::Malformed { .. } => Some(Refusal::OutOfRange {
            field,
            from: 0,
            to: 100,
        }),
        Refusal::OutOfRange { .. } => Some(Refusal::TooMany { field, limit: 20 }),
        Refusal::TooMany { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Field, Refusal, line, note, quoted};

    #[test]
    fn control_characters_are_refused_and_line_ends_only_kept_in_notes() {
        let field = Field::Title;
        for raw in ["a\u{0}b", "a\nb", "a\u{202e}b", "a\u{7f}b", "a\u{2028}b"] {
            assert_eq!(
                line(field, raw, 9),
                Err(Refusal::Control { field }),
                "{raw:?}"
            );
        }
        assert_eq!(
            note(field, " a\r\nb\rc\td ", 9),
            Ok("a\nb\nc\td".to_owned())
        );
        assert_eq!(note(field, "a\u{0}", 9), Err(Refusal::Control { field }));
    }

    #[test]
    fn the_limit_counts_characters_and_the_refusal_says_both_numbers() {
        assert_eq!(line(Field::Title, " żółw ", 4), Ok("żółw".to_owned()));
        let refused = Err(Refusal::TooLong {
            field: Field::Title,
            limit: 4,
            length: 5,
        });
        assert_eq!(line(Field::Title, "żółwi", 4), refused);
    }

    #[test]
    fn a_quotation_is_short_and_clean() {
        assert_eq!(quoted(" a\u{0}b "), "ab");
        assert_eq!(quoted(&"ż".repeat(41)), format!("{}…", "ż".repeat(40)));
    }
}
