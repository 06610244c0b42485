//! Why a command on the plan is refused: one enum per concept, wrapped here. Invariant: each says in
//! both languages what happened, why and what next.
#[macro_use]
mod plain;
mod adjustment;
mod instalment;
mod period;
mod quota;
mod receipt;
mod sheet;
mod verdict;

pub use adjustment::AdjustmentRefusal;
pub use instalment::ScheduleRefusal;
pub use period::PeriodRefusal;
pub use quota::QuotaRefusal;
pub use receipt::ReceiptRefusal;
pub use sheet::SheetRefusal;
pub use verdict::VerdictRefusal;

use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

macro_rules! wraps {
    ($($variant:ident($inner:ty))*) => {
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub enum Refusal { $($variant($inner)),* }

        impl Refusal {
            /// The input to show it at.
            #[must_use]
            pub fn field(&self) -> Option<Field> {
                match self { $(Self::$variant(refusal) => refusal.field()),* }
            }
        }

        impl Say for Refusal {
            fn say(&self, lang: Lang) -> String {
                match self { $(Self::$variant(refusal) => refusal.say(lang)),* }
            }
        }

        $(impl From<$inner> for Refusal {
            fn from(inner: $inner) -> Self {
                Self::$variant(inner)
            }
        }

        impl From<$inner> for crate::refusal::Refusal {
            fn from(inner: $inner) -> Self {
                Self::Planning(inner.into())
            }
        })*

        #[cfg(test)]
        pub(crate) fn all() -> Vec<Refusal> {
            let mut all = Vec::new();
            $(all.extend(<$inner>::samples().into_iter().map(Refusal::from));)*
            all
        }
    };
}

wraps! {
    Schedule(ScheduleRefusal)
    Receipt(ReceiptRefusal)
    Period(PeriodRefusal)
    Sheet(SheetRefusal)
    Verdict(VerdictRefusal)
    Quota(QuotaRefusal)
    Adjustment(AdjustmentRefusal)
}
