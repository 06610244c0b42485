//! Which encoding bytes are in. Invariant: decided by every byte of the file, not by its start.
//!
//! A byte-order mark decides. Else whole UTF-8 sequences do, as other encodings hardly ever form
//! them by chance; a file that is UTF-8 but for a few bytes stays UTF-8, so that it is refused with
//! the line of the damage rather than garbled. What remains is Windows-1250 or ISO-8859-2, which
//! differ in Ą ą Ś ś Ź ź: each byte that is one of these letters in one encoding and hardly a sign
//! of Polish text in the other counts for the first. Bytes 80–9F are letters and quotation marks in
//! Windows-1250 and nothing in ISO-8859-2. A draw goes to Windows-1250, which Excel writes.
use domain::exchange::Encoding;

/// Ą ą Ś ś Ź ź.
const CP1250: [u8; 6] = [0xa5, 0xb9, 0x8c, 0x9c, 0x8f, 0x9f];
const ISO_8859_2: [u8; 6] = [0xa1, 0xb1, 0xa6, 0xb6, 0xac, 0xbc];
/// Whole sequences for each broken one that still make a file damaged UTF-8.
const DAMAGED: u64 = 8;

/// What the bytes seen so far say.
pub(super) struct Evidence {
    start: Vec<u8>,
    seen: [u64; 256],
    /// Continuation bytes still due.
    due: u8,
    whole: u64,
    broken: u64,
}

impl Evidence {
    pub(super) fn new() -> Self {
        Self {
            start: Vec::with_capacity(3),
            seen: [0; 256],
            due: 0,
            whole: 0,
            broken: 0,
        }
    }

    pub(super) fn weigh(&mut self, bytes: &[u8]) {
        self.start.extend(bytes.iter().take(3 - self.start.len()));
        for &byte in bytes {
            self.seen[usize::from(byte)] += 1;
            self.follow(byte);
        }
    }

    pub(super) fn encoding(&self) -> Encoding {
        match self.start.as_slice() {
            [0xef, 0xbb, 0xbf] => return Encoding::Utf8,
            [0xff, 0xfe, ..] => return Encoding::Utf16Le,
            [0xfe, 0xff, ..] => return Encoding::Utf16Be,
            _ => {}
        }
        let broken = self.broken + u64::from(self.due > 0);
        if broken == 0 || self.whole >= broken * DAMAGED {
            return Encoding::Utf8;
        }
        let count = |letters: &[u8]| {
            letters
                .iter()
                .map(|&letter| self.seen[usize::from(letter)])
                .sum::<u64>()
        };
        let controls = self.seen[0x80..0xa0].iter().sum::<u64>();
        if count(&ISO_8859_2) > count(&CP1250) + controls {
            Encoding::Iso8859_2
        } else {
            Encoding::Cp1250
        }
    }

    /// Follows the shape of UTF-8; the decoder later checks it to the letter.
    fn follow(&mut self, byte: u8) {
        let is_continuation = (0x80..0xc0).contains(&byte);
        if self.due > 0 && is_continuation {
            self.due -= 1;
            self.whole += u64::from(self.due == 0);
            return;
        }
        self.broken += u64::from(self.due > 0 || is_continuation);
        self.due = match byte {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => 0,
        };
        self.broken += u64::from(matches!(byte, 0xc0 | 0xc1 | 0xf5..));
    }
}

pub(super) fn decoder(encoding: Encoding) -> encoding_rs::Decoder {
    let encoding = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Cp1250 => encoding_rs::WINDOWS_1250,
        Encoding::Iso8859_2 => encoding_rs::ISO_8859_2,
    };
    encoding.new_decoder_with_bom_removal()
}
