//! Lines of letters from bytes. Invariant: at most one chunk and one line are held; a line ends in
//! LF, CR or both.
use super::detect::interrupted;
use super::encoding::decoder;
use domain::exchange::{Encoding, Limits, Unreadable};
use encoding_rs::DecoderResult;
use std::io::Read;

const CHUNK: usize = 64 << 10;

pub(super) struct Lines<'l, R> {
    source: R,
    decoder: encoding_rs::Decoder,
    encoding: Encoding,
    limits: &'l Limits,
    bytes: Vec<u8>,
    /// Bytes not yet decoded.
    undecoded: std::ops::Range<usize>,
    letters: String,
    /// Letters of `letters` already given out.
    given: usize,
    line: String,
    number: u64,
    total: u64,
    is_last: bool,
    is_broken: bool,
    /// A CR ended the last line; an LF right after belongs to it.
    after_cr: bool,
}

impl<'l, R: Read> Lines<'l, R> {
    pub(super) fn new(source: R, encoding: Encoding, limits: &'l Limits) -> Self {
        Self {
            source,
            decoder: decoder(encoding),
            encoding,
            limits,
            bytes: vec![0; CHUNK],
            undecoded: 0..0,
            letters: String::with_capacity(CHUNK * 3 + 16),
            given: 0,
            line: String::new(),
            number: 0,
            total: 0,
            is_last: false,
            is_broken: false,
            after_cr: false,
        }
    }

    /// The next line without its end, and its number from 1.
    pub(super) fn next(&mut self) -> Result<Option<(u64, &str)>, Unreadable> {
        self.line.clear();
        loop {
            self.skip_lf();
            let rest = self.letters.get(self.given..).unwrap_or_default();
            let end = rest.find(['\n', '\r']);
            let part = &rest[..end.unwrap_or(rest.len())];
            if part.contains('\0') {
                return Err(Unreadable::NotText {
                    line: self.number + 1,
                });
            }
            if self.line.len() + part.len() > self.limits.line_bytes {
                return Err(Unreadable::LineTooLong {
                    line: self.number + 1,
                    limit: self.limits.line_bytes as u64,
                });
            }
            self.line.push_str(part);
            self.given += part.len();
            if end.is_some() {
                self.after_cr = self.letters.as_bytes().get(self.given) == Some(&b'\r');
                self.given += 1;
                break;
            }
            if !self.decode()? {
                if self.line.is_empty() {
                    return Ok(None);
                }
                break;
            }
        }
        self.number += 1;
        Ok(Some((self.number, &self.line)))
    }

    fn skip_lf(&mut self) {
        if let Some(next) = self.letters.as_bytes().get(self.given) {
            self.given += usize::from(self.after_cr && *next == b'\n');
            self.after_cr = false;
        }
    }

    /// Decodes some more; false at the end of the source.
    fn decode(&mut self) -> Result<bool, Unreadable> {
        if self.is_broken {
            return Err(Unreadable::BrokenEncoding {
                line: self.number + 1,
                encoding: self.encoding,
            });
        }
        if self.undecoded.is_empty() {
            if self.is_last {
                return Ok(false);
            }
            self.fill()?;
        }
        self.letters.clear();
        self.given = 0;
        let bytes = self.bytes.get(self.undecoded.clone()).unwrap_or_default();
        let (result, taken) = self.decoder.decode_to_string_without_replacement(
            bytes,
            &mut self.letters,
            self.is_last,
        );
        self.undecoded.start += taken;
        // The lines before the damage are given out first, so that its own line is known.
        self.is_broken = matches!(result, DecoderResult::Malformed(..));
        Ok(true)
    }

    fn fill(&mut self) -> Result<(), Unreadable> {
        let read = self
            .source
            .read(&mut self.bytes)
            .map_err(|error| interrupted(&error))?;
        self.undecoded = 0..read;
        self.is_last = read == 0;
        self.total += read as u64;
        if self.total > self.limits.file_bytes {
            return Err(Unreadable::TooLarge {
                limit: self.limits.file_bytes,
            });
        }
        Ok(())
    }
}
