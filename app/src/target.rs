//! Where a page may send the browser next. Invariant: only within this site.

/// The target, if it is a path of this site: `/deals?page=2` is, `//evil.example` is not.
#[must_use]
pub fn local(target: &str) -> Option<&str> {
    let mut bytes = target.bytes();
    let is_rooted = bytes.next() == Some(b'/') && !matches!(bytes.next(), Some(b'/' | b'\\'));
    // Browsers drop tabs and line breaks and read `\` as `/`, so none of them may stand anywhere.
    let is_plain = target
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_rooted && is_plain).then_some(target)
}

/// The text as one value of an address: everything but letters, digits and `-._~/` as `%XX`.
#[must_use]
pub fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let hex = |digit: u8| char::from(HEX.get(usize::from(digit)).copied().unwrap_or(b'0'));
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_target_outside_this_site_is_refused() {
        let corpus = [
            "",
            "deals",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/deals\r\nSet-Cookie: a=b",
            " /deals",
            "/a\\b",
            "/żółw",
        ];
        assert!(corpus.iter().all(|target| local(target).is_none()));
    }

    #[test]
    fn a_path_of_this_site_is_kept_whole() {
        for target in [
            "/",
            "/deals",
            "/deals/42?tab=notes#last",
            "/%2f%2fevil.example",
        ] {
            assert_eq!(Some(target), local(target));
        }
    }
}
