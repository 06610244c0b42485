//! Alphabetical order as Poles expect it, without ICU. Invariant: comparing keys byte by byte
//! orders texts a ą b c ć d e ę … z ź ż, whatever the case.
use super::fold::{is_combining, plain};

/// Longest key. Texts alike in their first 32 weights tie, and the record's id decides.
const LONGEST: usize = 32;

/// The key of a text for an index: spaces and other signs, then digits one by one ("10" before
/// "9"), then Latin letters in the Polish order (foreign accents as plain letters, ß as ss), then
/// other scripts by code point. Holds no zero byte.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(LONGEST);
    let mut letters = text.trim().chars().flat_map(char::to_lowercase).peekable();
    while let Some(letter) = letters.next() {
        let composed = letters.peek().and_then(|mark| compose(letter, *mark));
        if composed.is_some() {
            letters.next();
        }
        let start = key.len();
        push(composed.unwrap_or(letter), &mut key);
        if key.len() > LONGEST {
            // Never half a character: what follows would order by a cut code point.
            key.truncate(start);
            break;
        }
    }
    key
}

const SPACE: u8 = 1;
const SIGN: u8 = 2;
const DIGIT: u8 = 0x10;
const LETTER: u8 = 0x20;
const OTHER_SCRIPT: u8 = 0xf0;

/// The order of letters, the Polish alphabet with q, v and x in their places.
const ALPHABET: &str = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż";

fn push(c: char, key: &mut Vec<u8>) {
    if is_combining(c) {
        return;
    }
    if c.is_whitespace() {
        key.push(SPACE);
    } else if let Some(digit) = c.to_digit(10) {
        key.push(DIGIT + u8::try_from(digit).unwrap_or(0));
    } else if let Some(weight) = letter_weight(c) {
        key.push(weight);
    } else if let Some(letters) = plain(c) {
        key.extend(letters.chars().filter_map(letter_weight));
    } else if c.is_alphanumeric() {
        let [_, high, middle, low] = u32::from(c).to_be_bytes();
        // Seven bits a byte, the top bit set, so that no byte is zero.
        let point = (u32::from(high) << 16) | (u32::from(middle) << 8) | u32::from(low);
        key.push(OTHER_SCRIPT);
        key.extend(
            [14, 7, 0].map(|shift| 0x80 | u8::try_from((point >> shift) & 0x7f).unwrap_or(0)),
        );
    } else {
        key.push(SIGN);
    }
}

fn letter_weight(c: char) -> Option<u8> {
    let place = ALPHABET.chars().position(|letter| letter == c)?;
    u8::try_from(place).ok().map(|place| LETTER + place)
}

/// A Polish letter from its base and combining mark, as macOS writes file names.
fn compose(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('a', '\u{328}') => 'ą',
        ('e', '\u{328}') => 'ę',
        ('c', '\u{301}') => 'ć',
        ('n', '\u{301}') => 'ń',
        ('o', '\u{301}') => 'ó',
        ('s', '\u{301}') => 'ś',
        ('z', '\u{301}') => 'ź',
        ('z', '\u{307}') => 'ż',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, sort_key};
    use proptest::prelude::*;

    #[test]
    fn polish_names_sort_as_in_a_polish_dictionary() {
        let sorted = [
            "",
            "10 groszy",
            "9 groszy",
            "a b",
            "ab",
            "Cacko",
            "Ćma",
            "Lublin",
            "Łódź",
            "Müller",
            "Mulley",
            "osa",
            "ósmy",
            "Zabrze",
            "Źródło",
            "Żory",
            "Київ",
        ];
        for pair in sorted.windows(2) {
            assert!(
                sort_key(pair[0]) < sort_key(pair[1]),
                "{} < {}",
                pair[0],
                pair[1]
            );
        }
    }

    #[test]
    fn case_and_composition_do_not_matter() {
        assert_eq!(sort_key("ŻÓŁW"), sort_key("z\u{307}o\u{301}łw"));
    }

    proptest! {
        #[test]
        fn a_key_is_bounded_and_holds_no_zero(text in ".{0,60}") {
            let key = sort_key(&text);
            prop_assert!(key.len() <= LONGEST);
            prop_assert!(!key.contains(&0));
        }
    }
}
