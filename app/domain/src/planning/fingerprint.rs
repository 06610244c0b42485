//! What a judgement was based on, as one number. Invariant: the same facts give the same number in
//! every version and on every machine, as it is stored: FNV-1a of 128 bits over a tag and the facts
//! in a fixed order, each led by its kind and, for texts, by its length, so that no two lists of
//! facts run together. It guards against change, not against forgery.
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Written and read as 32 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(u128);

/// Not 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a fingerprint: 32 hexadecimal digits are needed")]
pub struct NotAFingerprint;

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// Facts being taken in.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub(super) struct Facts(u128);

impl Facts {
    /// The tag names what is fingerprinted and the version of its list of facts.
    pub(super) fn about(tag: &str) -> Self {
        Self(OFFSET).text(tag)
    }

    pub(super) fn number(self, number: i64) -> Self {
        self.bytes(b"n").bytes(&number.to_le_bytes())
    }

    pub(super) fn id(self, id: u64) -> Self {
        self.bytes(b"i").bytes(&id.to_le_bytes())
    }

    pub(super) fn text(self, text: &str) -> Self {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        self.bytes(b"t")
            .bytes(&length.to_le_bytes())
            .bytes(text.as_bytes())
    }

    pub(super) fn none(self) -> Self {
        self.bytes(b"-")
    }

    /// The fact, or that there is none.
    pub(super) fn maybe<T>(self, fact: Option<T>, take: impl FnOnce(Self, T) -> Self) -> Self {
        match fact {
            Some(fact) => take(self, fact),
            None => self.none(),
        }
    }

    pub(super) fn done(self) -> Fingerprint {
        Fingerprint(self.0)
    }

    fn bytes(self, bytes: &[u8]) -> Self {
        let step = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        Self(bytes.iter().fold(self.0, step))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let small = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 32 || !text.bytes().all(small) {
            return Err(NotAFingerprint);
        }
        u128::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| NotAFingerprint)
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = NotAFingerprint;

    fn try_from(text: String) -> Result<Self, NotAFingerprint> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a_of_128_bits() {
        let hash = |text: &str| Facts(OFFSET).bytes(text.as_bytes()).done().to_string();
        assert_eq!(hash(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(hash("a"), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(hash("foobar"), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn facts_do_not_run_together() {
        let two = |one: &str, other: &str| Facts::about("t").text(one).text(other).done();
        assert_ne!(two("ab", "c"), two("a", "bc"));
        let facts = Facts::about("t");
        assert_ne!(facts.none().number(1).done(), facts.number(1).none().done());
        assert_ne!(facts.number(1).done(), facts.id(1).done());
    }

    #[test]
    fn what_is_written_is_read_back() {
        let facts = Facts::about("t").number(-5).done();
        assert_eq!(facts.to_string().parse(), Ok(facts));
        for bad in ["", "AB", &"F".repeat(32), &"0".repeat(31)] {
            assert_eq!(bad.parse::<Fingerprint>(), Err(NotAFingerprint));
        }
    }
}
