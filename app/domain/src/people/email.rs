//! E-mail addresses. Invariant: lower-cased, one "@", no spaces, at most 254 bytes (RFC 5321).
use crate::field::Field;
use crate::text;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

impl Email {
    /// Takes what mail servers take in practice: no quoted local parts, no bare host names.
    ///
    /// # Errors
    /// Empty, too long, or not of the form `name@host.domain`.
    pub fn parse(field: Field, raw: &str) -> Result<Self, text::Refusal> {
        let address = text::required(field, raw, LONGEST)?.to_lowercase();
        if address.len() <= LONGEST && is_address(&address) {
            Ok(Self(address))
        } else {
            Err(text::Refusal::Malformed {
                field,
                typed: text::quoted(raw),
            })
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the "@".
    #[must_use]
    pub fn local(&self) -> &str {
        self.0.split_once('@').map_or(&self.0, |(local, _)| local)
    }
}

fn is_address(address: &str) -> bool {
    let Some((local, host)) = address.split_once('@') else {
        return false;
    };
    is_local(local) && is_host(host)
}

fn is_local(local: &str) -> bool {
    (1..=LONGEST_LOCAL).contains(&local.len())
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
}

/// RFC 5322 `atext`, and letters beyond ASCII (RFC 6531).
fn is_atom(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() >= 2
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
        && labels
            .last()
            .is_some_and(|top| top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit()))
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, Field};

    #[test]
    fn an_address_is_trimmed_and_lower_cased() {
        let email = Email::parse(Field::Email, " Anna.Nowak+crm@Example.COM ").unwrap();
        assert_eq!(email.as_str(), "anna.nowak+crm@example.com");
        assert_eq!(email.local(), "anna.nowak+crm");
    }

    #[test]
    fn what_no_mail_server_takes_is_refused() {
        for raw in [
            "",
            "anna",
            "@a.pl",
            "a@",
            "a@b",
            "a b@c.pl",
            "a@b@c.pl",
            "a..b@c.pl",
            "a@-b.pl",
            "a@b.1",
            "a@b..pl",
            "a\u{0}@b.pl",
            "a@[127.0.0.1]",
            "<a@b.pl>",
            &format!("{}@b.pl", "a".repeat(65)),
        ] {
            assert!(Email::parse(Field::Email, raw).is_err(), "{raw}");
        }
    }
}
