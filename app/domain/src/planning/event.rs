//! What happened to the plan, wrapped for the one log. Invariant: amounts are Commercial, so a
//! reader without that class gets every event without them.
use super::{adjustment, period, quota, receipt, schedule, sheet, template, verdict};
use crate::access::{FieldClass, FieldMask};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Schedule(schedule::Event),
    Receipt(receipt::Event),
    Sheet(sheet::Event),
    Verdict(verdict::Event),
    Period(period::Event),
    Quota(quota::Event),
    Adjustment(adjustment::Event),
    Template(template::Event),
}

impl Event {
    /// Without what a reader with these fields may not see.
    #[must_use]
    pub fn masked(self, fields: FieldMask) -> Self {
        if fields.shows(FieldClass::Commercial) {
            return self;
        }
        match self {
            Self::Schedule(event) => Self::Schedule(event.without_amounts()),
            Self::Receipt(event) => Self::Receipt(event.without_amounts()),
            Self::Sheet(event) => Self::Sheet(event.without_amounts()),
            Self::Verdict(event) => Self::Verdict(event.without_amounts()),
            Self::Period(_) | Self::Template(_) => self,
            Self::Quota(event) => Self::Quota(event.without_amounts()),
            Self::Adjustment(event) => Self::Adjustment(event.without_amounts()),
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

        impl From<$inner> for crate::events::Event {
            fn from(inner: $inner) -> Self {
                Self::Planning(inner.into())
            }
        }
    )*};
}

wraps! {
    Schedule(schedule::Event)
    Receipt(receipt::Event)
    Sheet(sheet::Event)
    Verdict(verdict::Event)
    Period(period::Event)
    Quota(quota::Event)
    Adjustment(adjustment::Event)
    Template(template::Event)
}
