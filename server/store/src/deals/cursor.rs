//! Places between pages. Invariant: a cursor names a segment and a suffix in it, nothing the
//! reader may not know; text that makes no sense is no cursor.

/// A place in a list: segment and suffix.
pub(crate) type Place = (usize, Vec<u8>);

/// Where a page begins: behind a place, or before it.
pub(crate) struct Cursor {
    pub(crate) before: bool,
    pub(crate) place: Place,
}

impl Cursor {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (way, rest) = text.split_at_checked(1)?;
        let (segment, suffix) = rest.split_once('.')?;
        let digits = suffix
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok());
        let suffix = digits
            .map(|pair| u8::from_str_radix(pair?, 16).ok())
            .collect::<Option<Vec<u8>>>()?;
        Some(Self {
            before: way == "b",
            place: (segment.parse().ok()?, suffix),
        })
    }

    pub(crate) fn print(way: char, (segment, suffix): &Place) -> String {
        let hex: String = suffix.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{way}{segment}.{hex}")
    }
}
