//! Everything that happens in the firm, as one type for the change log, timelines and, later, the
//! feed, mail and audit. Invariant: past facts only; a reader sees them masked as the record is.
use crate::access::FieldMask;
use crate::{companies, contacts, deals, firm, groups, people, pipelines, products};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Deal(deals::Event),
    Company(companies::Event),
    Contact(contacts::Event),
    Product(products::Event),
    Pipeline(pipelines::Event),
    Person(people::Event),
    Group(groups::GroupEvent),
    Firm(firm::Event),
}

impl Event {
    /// Without what the reader of the record may not see.
    #[must_use]
    pub fn masked(self, fields: FieldMask) -> Self {
        match self {
            Self::Deal(event) => Self::Deal(event.masked(fields)),
            Self::Company(event) => Self::Company(event.masked(fields)),
            Self::Contact(event) => Self::Contact(event.masked(fields)),
            Self::Product(event) => Self::Product(event.masked(fields)),
            Self::Pipeline(_) | Self::Person(_) | Self::Group(_) | Self::Firm(_) => self,
        }
    }
}
