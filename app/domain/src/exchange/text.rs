//! Cells as text: cleaning and keys for matching. Invariant: keys are for comparing only and are
//! never shown or stored in place of what the file says.
pub use crate::text::fold;
use std::borrow::Cow;

/// The cell without outer spaces (of any kind) and with control and direction-changing characters
/// turned into spaces, line breaks kept: what the records' own checks accept.
#[must_use]
pub fn tidy(cell: &str) -> Cow<'_, str> {
    let inner = cell.trim_matches(|c: char| c.is_whitespace() || is_hidden(c));
    let hidden = |c: char| is_hidden(c) && c != '\n';
    if inner.chars().any(hidden) {
        return Cow::Owned(
            inner
                .chars()
                .map(|c| if hidden(c) { ' ' } else { c })
                .collect(),
        );
    }
    Cow::Borrowed(inner)
}

/// As [`tidy`], on one line.
#[must_use]
pub(super) fn one_line(cell: &str) -> String {
    let tidied = tidy(cell);
    if tidied.contains('\n') {
        tidied
            .split('\n')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        tidied.into_owned()
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The key that ignores everything but letters and digits: `GTXPro` and `GTX Pro` are one.
#[must_use]
pub fn loose(text: &str) -> String {
    let mut key = fold(text);
    key.retain(char::is_alphanumeric);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loose_key_ignores_spaces_signs_and_case() {
        assert_eq!(loose("GTX Pro"), loose("gtx-PRO"));
        assert_ne!(fold("GTX Pro"), fold("GTXPro"));
    }

    #[test]
    fn tidying_keeps_line_breaks_and_drops_other_controls() {
        assert_eq!(tidy("\u{feff} a\u{7}b\nc\u{a0}"), "a b\nc");
    }
}
