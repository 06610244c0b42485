//! The key codec. Invariant: bytes compare exactly as the values they were made from.
//!
//! Numbers are big-endian with the sign bit flipped, optional parts start with 0 (absent) or 1,
//! strings are escaped (`00` becomes `00 FF`) and end with `00 00`, so that a key can be cut into
//! parts again and a shorter string sorts before a longer one.

/// A key being built, part after part.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Key(Vec<u8>);

impl Key {
    pub(crate) fn new() -> Self {
        Self(Vec::with_capacity(48))
    }

    pub(crate) fn tag(mut self, tag: u8) -> Self {
        self.0.push(tag);
        self
    }

    pub(crate) fn id(mut self, id: u64) -> Self {
        self.0.extend_from_slice(&id.to_be_bytes());
        self
    }

    pub(crate) fn int(mut self, value: i64) -> Self {
        self.0.extend_from_slice(&flip(value).to_be_bytes());
        self
    }

    pub(crate) fn optional_int(self, value: Option<i64>) -> Self {
        match value {
            None => self.tag(0),
            Some(value) => self.tag(1).int(value),
        }
    }

    /// A string that more parts may follow.
    pub(crate) fn text(mut self, text: &[u8]) -> Self {
        for &byte in text {
            self.0.push(byte);
            if byte == 0 {
                self.0.push(0xFF);
            }
        }
        self.0.extend_from_slice(&[0, 0]);
        self
    }

    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    pub(crate) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// The first key after every key that starts with `prefix`; `None` when there is none.
pub(crate) fn after_prefix(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|&byte| byte != 0xFF)?;
    let mut end = prefix.get(..=last)?.to_vec();
    if let Some(byte) = end.last_mut() {
        *byte += 1;
    }
    Some(end)
}

/// The id that ends a key.
pub(crate) fn trailing_id(key: &[u8]) -> Option<u64> {
    key.last_chunk::<8>()
        .map(|bytes| u64::from_be_bytes(*bytes))
}

/// The id at `at`, for keys with a known layout.
pub(crate) fn id_at(key: &[u8], at: usize) -> Option<u64> {
    let bytes = key.get(at..at + 8)?;
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

fn flip(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_sort_as_their_bytes(a: i64, b: i64) {
            prop_assert_eq!(a.cmp(&b), Key::new().int(a).cmp(&Key::new().int(b)));
        }

        #[test]
        fn strings_sort_as_their_bytes_whatever_follows(a: Vec<u8>, b: Vec<u8>, x: u64, y: u64) {
            let order = (&a, x).cmp(&(&b, y));
            prop_assert_eq!(order, Key::new().text(&a).id(x).cmp(&Key::new().text(&b).id(y)));
        }

        #[test]
        fn the_end_of_a_prefix_bounds_exactly_its_keys(prefix in prop::collection::vec(any::<u8>(), 0..4), key in prop::collection::vec(any::<u8>(), 0..6)) {
            let inside = key >= prefix && after_prefix(&prefix).is_none_or(|end| key < end);
            prop_assert_eq!(inside, key.starts_with(&prefix));
        }
    }

    #[test]
    fn an_absent_value_sorts_before_every_present_one() {
        assert!(Key::new().optional_int(None) < Key::new().optional_int(Some(i64::MIN)));
    }
}
