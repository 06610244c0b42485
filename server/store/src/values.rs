//! The value codec: domain types through serde as CBOR maps with field names.
//!
//! Invariant: the first byte is the record's major version. A field added later carries
//! `#[serde(default)]` and needs none; a real break gets a new number and an upgrade on read.
use crate::error::StoreError;
use serde::{Serialize, de::DeserializeOwned};

const VERSION: u8 = 1;

pub(crate) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreError> {
    let mut bytes = vec![VERSION];
    let body =
        minicbor_serde::to_vec(value).map_err(|error| StoreError::Codec(error.to_string()))?;
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    match bytes.split_first() {
        Some((&VERSION, body)) => {
            minicbor_serde::from_slice(body).map_err(|error| StoreError::Codec(error.to_string()))
        }
        Some((version, _)) => Err(StoreError::Codec(format!(
            "record version {version} is newer than this program"
        ))),
        None => Err(StoreError::Codec("empty record".to_owned())),
    }
}

/// Compact numbers for covering rows and cells, where every byte is read a million times.
pub(crate) mod compact {
    /// Appends an unsigned number, seven bits a byte, least first.
    pub(crate) fn put(out: &mut Vec<u8>, mut value: u64) {
        while value >= 0x80 {
            out.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        out.push(value.to_le_bytes()[0]);
    }

    /// Appends a signed number, small magnitudes short.
    pub(crate) fn put_signed(out: &mut Vec<u8>, value: i64) {
        put(out, ((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
        put(out, text.len() as u64);
        out.extend_from_slice(text.as_bytes());
    }

    /// Takes a number off the front; `None` when the bytes end too soon.
    pub(crate) fn take(bytes: &mut &[u8]) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = bytes.split_first()?;
            *bytes = rest;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn take_signed(bytes: &mut &[u8]) -> Option<i64> {
        let value = take(bytes)?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    pub(crate) fn take_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
        let length = usize::try_from(take(bytes)?).ok()?;
        let (text, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::compact::{put, put_signed, put_text, take, take_signed, take_text};
    use super::{decode, encode};
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct First {
        name: String,
    }

    #[derive(Serialize, Deserialize, Debug, PartialEq)]
    struct Second {
        name: String,
        #[serde(default)]
        note: Option<String>,
    }

    #[test]
    fn a_new_field_reads_old_records_and_an_old_program_reads_new_ones() {
        let old = encode(&First {
            name: "Alfa".into(),
        })
        .unwrap();
        assert_eq!(
            decode::<Second>(&old).unwrap(),
            Second {
                name: "Alfa".into(),
                note: None
            }
        );
        let new = encode(&Second {
            name: "Alfa".into(),
            note: Some("x".into()),
        })
        .unwrap();
        assert_eq!(
            decode::<First>(&new).unwrap(),
            First {
                name: "Alfa".into()
            }
        );
    }

    #[test]
    fn a_record_of_a_newer_version_is_refused_by_number() {
        assert!(
            decode::<First>(&[9, 0])
                .unwrap_err()
                .to_string()
                .contains('9')
        );
    }

    proptest! {
        #[test]
        fn compact_numbers_come_back(a: u64, b: i64, text: String) {
            let mut bytes = Vec::new();
            put(&mut bytes, a);
            put_signed(&mut bytes, b);
            put_text(&mut bytes, &text);
            let mut rest = bytes.as_slice();
            prop_assert_eq!((take(&mut rest), take_signed(&mut rest), take_text(&mut rest)), (Some(a), Some(b), Some(text.as_str())));
            prop_assert!(rest.is_empty());
        }
    }
}
