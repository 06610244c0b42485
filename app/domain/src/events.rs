//! Everything that happens, in one type: the change log holds these, and timeline, feed, mail,
//! audit and live updates are derived from them. The log keeps the record's id beside the event.
use crate::access::FieldMask;
use crate::groups::GroupEvent;
use crate::{companies, contacts, deals, firm, people, pipelines, planning, products, tasks};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Deal(deals::Event),
    Company(companies::Event),
    Contact(contacts::Event),
    Product(products::Event),
    Pipeline(pipelines::Event),
    Person(people::Event),
    Group(GroupEvent),
    Firm(firm::Event),
    Import(ImportEvent),
    Planning(planning::Event),
    Task(tasks::Event),
}

/// What happened to a run of an import.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ImportEvent {
    Finished { records: u64 },
    Undone { records: u64 },
}

impl Event {
    /// Without what a reader with these fields may not see.
    #[must_use]
    pub fn masked(self, fields: FieldMask) -> Self {
        match self {
            Self::Deal(event) => Self::Deal(event.masked(fields)),
            Self::Company(event) => Self::Company(event.masked(fields)),
            Self::Contact(event) => Self::Contact(event.masked(fields)),
            Self::Product(event) => Self::Product(event.masked(fields)),
            Self::Planning(event) => Self::Planning(event.masked(fields)),
            Self::Pipeline(_)
            | Self::Person(_)
            | Self::Group(_)
            | Self::Firm(_)
            | Self::Import(_)
            | Self::Task(_) => self,
        }
    }
}

macro_rules! wraps {
    ($($variant:ident($inner:ty))*) => {$(
        impl From<$inner> for Event {
            fn from(inner: $inner) -> Self {
                Self::$variant(inner)
            }
        }
    )*};
}

wraps! {
    Deal(deals::Event)
    Company(companies::Event)
    Contact(contacts::Event)
    Product(products::Event)
    Pipeline(pipelines::Event)
    Person(people::Event)
    Group(GroupEvent)
    Firm(firm::Event)
    Import(ImportEvent)
    Planning(planning::Event)
    Task(tasks::Event)
}
