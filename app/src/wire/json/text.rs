//! Strings of JSON.
use super::{Read, Reader, Unreadable};
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// A string; borrowed where nothing in it is escaped.
    pub(super) fn string(&mut self) -> Read<Cow<'a, str>> {
        self.pass("\"")?;
        let plain = self.plain()?;
        if self.skip("\"") {
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        while !self.skip("\"") {
            text.push(self.escaped()?);
            text.push_str(self.plain()?);
        }
        Ok(Cow::Owned(text))
    }

    /// What stands before the next quote or escape.
    fn plain(&mut self) -> Read<&'a str> {
        let ends = |byte: &u8| matches!(byte, b'"' | b'\\');
        let length = self.rest().iter().position(ends).ok_or(Unreadable)?;
        let plain = self.text.get(self.at..self.at + length);
        self.at += length;
        plain.ok_or(Unreadable)
    }

    fn escaped(&mut self) -> Read<char> {
        self.pass("\\")?;
        let sign = self.peek();
        self.at += 1;
        Ok(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                char::from_u32(unit).ok_or(Unreadable)?
            }
            _ => return Err(Unreadable),
        })
    }

    /// Four digits of base sixteen. Our server writes only control characters so, never halves of a
    /// character.
    fn unit(&mut self) -> Read<u32> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unreadable)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }
}
