//! What a form of a deal holds, as typed. Invariant: two people's typing is merged field by field:
//! what one of them did not touch follows the other, what both changed is shown, never overwritten.
use domain::field::Field;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($name:ident $field:ident)*) => {
        /// The fields of the form; empty where nothing is entered. `lost_text`, the words to the lost
        /// reason, goes by `Field::Note`, which a deal has nowhere else.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Typed {
            $(pub $name: String,)*
            pub contacts: Vec<Part>,
            /// Whether a company and contacts that do not exist yet come into being with the deal.
            pub add: bool,
        }

        impl Typed {
            /// The fields with their names in the form.
            pub(super) const FIELDS: &[(&str, Field)] = &[$((stringify!($name), Field::$field)),*];

            #[must_use]
            pub(super) fn get(&self, field: Field) -> &str {
                match field {
                    $(Field::$field => &self.$name,)*
                    _ => "",
                }
            }

            fn slot(&mut self, name: &str) -> Option<&mut String> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }

            /// What is typed where it was touched, else what is saved now.
            #[must_use]
            pub(super) fn merged(&self, was: &Self, now: &Self) -> Self {
                let touched = |is: &String, was: &String, now: &String| if is == was { now.clone() } else { is.clone() };
                let contacts = if self.contacts == was.contacts { &now.contacts } else { &self.contacts };
                Self {
                    $($name: touched(&self.$name, &was.$name, &now.$name),)*
                    contacts: contacts.clone(),
                    add: self.add,
                }
            }
        }
    };
}

fields! {
    title Title
    company Company
    stage Stage
    owner Owner
    amount Amount
    currency Currency
    probability Probability
    close ExpectedClose
    opened Opened
    closed Closed
    lost_reason LostReason
    lost_text Note
    source Source
    description Description
    step NextStep
    step_on NextStepOn
    external_id ExternalId
}

/// A contact's part as the form has it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    pub contact: String,
    pub role: String,
}

/// Most rows of contacts that a form is read with.
const MOST_PARTS: usize = 60;

impl Typed {
    /// The fields named `root[…]` of a form that came back.
    #[must_use]
    pub(super) fn of_pairs(root: &str, pairs: &[(String, String)]) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            let Some(rest) = name
                .strip_prefix(root)
                .and_then(|rest| rest.strip_prefix('['))
            else {
                continue;
            };
            match rest
                .strip_suffix(']')
                .map(|inner| inner.split("][").collect::<Vec<_>>())
                .as_deref()
            {
                Some(["add"]) => typed.add = value == "true",
                Some([name]) => {
                    if let Some(slot) = typed.slot(name) {
                        slot.clone_from(value);
                    }
                }
                Some(["contacts", at, what]) => typed.set_part(at, what, value),
                _ => {}
            }
        }
        typed.tidied()
    }

    fn set_part(&mut self, at: &str, what: &str, value: &str) {
        let Some(at) = at.parse::<usize>().ok().filter(|at| *at < MOST_PARTS) else {
            return;
        };
        if self.contacts.len() <= at {
            self.contacts.resize_with(at + 1, Part::default);
        }
        if let Some(part) = self.contacts.get_mut(at) {
            match what {
                "contact" => value.clone_into(&mut part.contact),
                "role" => value.clone_into(&mut part.role),
                _ => {}
            }
        }
    }

    /// With line ends of one kind and without empty rows: browsers send "\r\n".
    #[must_use]
    pub(super) fn tidied(mut self) -> Self {
        for (name, _) in Self::FIELDS {
            if let Some(slot) = self.slot(name).filter(|slot| slot.contains('\r')) {
                *slot = slot.replace("\r\n", "\n");
            }
        }
        self.contacts.retain(|part| !part.contact.is_empty());
        self
    }

    /// The fields that this person and somebody else both changed, differently.
    #[must_use]
    pub(super) fn clashes(&self, was: &Self, now: &Self) -> Vec<Field> {
        let clash = |is: &str, was: &str, now: &str| is != was && now != was && is != now;
        let single = Self::FIELDS.iter().map(|(_, field)| *field);
        let mut fields: Vec<Field> = single
            .filter(|field| clash(self.get(*field), was.get(*field), now.get(*field)))
            .collect();
        let (is, was, now) = (&self.contacts, &was.contacts, &now.contacts);
        if is != was && now != was && is != now {
            fields.push(Field::Contact);
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str, source: &str) -> Typed {
        Typed {
            title: title.into(),
            source: source.into(),
            ..Typed::default()
        }
    }

    #[test]
    fn what_one_did_not_touch_follows_the_other() {
        let (was, now) = (titled("A", "x"), titled("A", "y"));
        let mine = titled("B", "x");
        assert_eq!(mine.merged(&was, &now), titled("B", "y"));
        assert_eq!(mine.clashes(&was, &now), []);
    }

    #[test]
    fn what_both_changed_stays_typed_and_is_told() {
        let (was, now) = (titled("A", "x"), titled("C", "x"));
        let mine = titled("B", "x");
        assert_eq!(mine.merged(&was, &now), mine);
        assert_eq!(mine.clashes(&was, &now), [Field::Title]);
        assert_eq!(now.clashes(&was, &now), []);
    }

    #[test]
    fn a_form_that_came_back_is_read_whole() {
        let pairs = [
            ("id", "7"),
            ("form[title]", "Meble"),
            ("form[description]", "a\r\nb"),
            ("form[contacts][0][contact]", ""),
            ("form[contacts][1][contact]", "4"),
            ("form[contacts][1][role]", "decyduje"),
            ("form[contacts][999999999][contact]", "5"),
            ("was[title]", "Biurka"),
            ("form[unknown]", "?"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let typed = Typed::of_pairs("form", &pairs);
        assert_eq!(
            (typed.title.as_str(), typed.description.as_str()),
            ("Meble", "a\nb")
        );
        assert_eq!(
            typed.contacts,
            [Part {
                contact: "4".into(),
                role: "decyduje".into()
            }]
        );
        assert_eq!(Typed::of_pairs("was", &pairs).title, "Biurka");
    }
}
