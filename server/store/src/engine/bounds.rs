//! Bounds of key ranges. Invariant: an inverted or empty range is simply empty, never a panic.
use std::ops::Bound;

/// The smallest key above every key that starts with `prefix`; `None` when there is no such key
/// (a prefix of 0xFF bytes only), which means an unbounded end.
#[must_use]
pub fn prefix_end(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|&byte| byte < u8::MAX)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

/// Whether no key can lie between the bounds.
pub(crate) fn is_empty(lo: Bound<&[u8]>, hi: Bound<&[u8]>) -> bool {
    match (lo, hi) {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
        (Bound::Included(lo), Bound::Included(hi)) => lo > hi,
        (Bound::Included(lo) | Bound::Excluded(lo), Bound::Included(hi) | Bound::Excluded(hi)) => {
            lo >= hi
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_before_the_next_sibling() {
        assert_eq!(prefix_end(b"ab"), Some(b"ac".to_vec()));
        assert_eq!(prefix_end(&[1, 255, 255]), Some(vec![2]));
        assert_eq!(prefix_end(&[255, 255]), None);
        assert_eq!(prefix_end(b""), None);
    }

    #[test]
    fn a_range_that_can_hold_nothing_is_empty() {
        let (a, b): (&[u8], &[u8]) = (b"a", b"b");
        assert!(is_empty(Bound::Included(b), Bound::Included(a)));
        assert!(is_empty(Bound::Excluded(a), Bound::Included(a)));
        assert!(!is_empty(Bound::Included(a), Bound::Included(a)));
        assert!(!is_empty(Bound::Excluded(a), Bound::Excluded(b)));
    }
}
