//! A payment schedule as its form has it. Invariant: a row in which nothing is typed is none; what
//! came back is read whole, however it was numbered.
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($name:ident)*) => {
        /// One instalment; empty where nothing is entered.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Typed {
            $(pub $name: String,)*
        }

        impl Typed {
            fn slot(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

fields! {
    number
    description
    amount
    basis
    vat
    category
    when
    on
    days
    invoice
    ksef
    payer
    responsible
    remove
}

/// Most rows that a form is read with: a whole schedule and some empty ones.
const MOST: usize = 130;

impl Typed {
    /// Nothing that somebody would have to type: selects always send something.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let typed = [
            &self.number,
            &self.description,
            &self.amount,
            &self.on,
            &self.days,
            &self.invoice,
            &self.ksef,
            &self.payer,
            &self.responsible,
        ];
        typed.iter().all(|value| value.trim().is_empty())
    }

    /// The rows named `rows[…][…]` of a form that was sent.
    #[must_use]
    pub fn of_pairs(pairs: &[(String, String)]) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        for (name, value) in pairs {
            let inner = name
                .strip_prefix("rows[")
                .and_then(|name| name.strip_suffix(']'));
            let Some((at, what)) = inner.and_then(|inner| inner.split_once("][")) else {
                continue;
            };
            let Some(at) = at.parse::<usize>().ok().filter(|at| *at < MOST) else {
                continue;
            };
            if rows.len() <= at {
                rows.resize_with(at + 1, Self::default);
            }
            if let Some(slot) = rows.get_mut(at).and_then(|row| row.slot(what)) {
                slot.clone_from(value);
            }
        }
        rows.retain(|row| !row.is_blank());
        rows
    }

    /// "Zaliczka: 3000, 2026-11-23", for comparing two versions.
    #[must_use]
    pub fn said(&self) -> String {
        let due = if self.on.is_empty() {
            &self.days
        } else {
            &self.on
        };
        let parts = [&self.description, &self.amount, due];
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts
            .map(|part| part.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_came_back_is_read_whole_without_its_empty_rows() {
        let pairs = [
            ("rows[0][number]", "1"),
            ("rows[0][amount]", "3000"),
            ("rows[1][basis]", "net"),
            ("rows[1][amount]", ""),
            ("rows[7][description]", "Reszta"),
            ("rows[999999][amount]", "1"),
            ("rows[0][unknown]", "?"),
            ("version", "4"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let rows = Typed::of_pairs(&pairs);
        let said: Vec<_> = rows.iter().map(Typed::said).collect();
        assert_eq!(said, ["3000", "Reszta"]);
        assert_eq!(rows.first().map(|row| row.number.as_str()), Some("1"));
    }
}
