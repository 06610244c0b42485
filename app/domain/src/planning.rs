//! The plan of receipts: what is to come in, what came in, what was promised upward and what of it
//! may be relied on. Invariants: amounts are whole minor units of one basis and never floats; what
//! is divided sums to what was there; a deal is never edited by planning it; upward goes only what
//! is agreed.
//!
//! Read in this order: split, vat, category, due, months, settings, instalment, schedule, template,
//! settlement, receipt, aging, line, filter, counting, hand, fingerprint, ladder, verdict, rollup, sheet,
//! period, quota, adjustment, snapshot, waterfall,
//! indicators, slippage, matrix, block, paste, pasted_receipts, propose.
pub mod adjustment;
mod aging;
mod block;
mod category;
mod counting;
mod due;
mod event;
mod filter;
mod fingerprint;
mod hand;
mod indicators;
mod instalment;
mod ladder;
mod line;
mod matrix;
mod months;
#[cfg(feature = "oracle")]
pub mod oracle;
mod paste;
mod pasted_receipts;
pub mod period;
mod propose;
pub mod quota;
pub mod receipt;
mod refusal;
mod rollup;
pub mod schedule;
mod settings;
mod settlement;
pub mod sheet;
mod slippage;
mod snapshot;
mod split;
pub mod template;
mod vat;
pub mod verdict;
mod waterfall;

pub use adjustment::{Adjustment, adjusted};
pub use aging::{Aging, Band};
pub use block::Problem;
pub use category::Category;
pub use counting::{CountingRule, Needed, RuleVersion};
pub use due::{Anchor, Anchors, Due};
pub use event::Event;
pub use filter::{LineFilter, LineState, ReceiptFilter, fits_group};
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use hand::{Hand, Signed};
pub use indicators::{Accuracy, Days, Indicator, Measured, Ratio};
pub use instalment::{Instalment, Terms};
pub use ladder::{Ladder, Level};
pub use line::{NotPlanned, PlanLine, lines};
pub use matrix::{Cell, Fact, Row, What, matrix};
pub use months::ClosedMonths;
pub use paste::{Pasted, PastedRow};
pub use pasted_receipts::{PastedReceipt, PastedReceipts};
pub use period::PlanPeriod;
pub use propose::{Likeness, Proposal, propose};
pub use quota::{Holder, Mismatch, Quota, QuotaBook, QuotaDraft, QuotaVersion};
pub use receipt::{Allocation, GivenBack, Receipt, ReceiptDraft, ReceiptFacts};
#[cfg(test)]
pub(crate) use refusal::all;
pub use refusal::{
    AdjustmentRefusal, PeriodRefusal, QuotaRefusal, ReceiptRefusal, Refusal, ScheduleRefusal,
    SheetRefusal, VerdictRefusal,
};
pub use rollup::{Figures, Part, RollUp, roll_up};
pub use schedule::{Balance, Schedule};
pub use settings::Settings;
pub use settlement::{Payment, PaymentState, Settled};
pub use sheet::{Request, Sheet, SheetState, Submission, ToSubmit};
pub use slippage::{Slippage, accuracy, pushes};
pub use snapshot::{Kept, Promise, Snapshot, Taken};
pub use split::split;
pub use template::{Portion, Share, Template};
pub use vat::{VatBasis, VatRate};
pub use verdict::{
    Bulk, Case, Comment, Offer, Outcome, Ruling, Standing, Step, Verdict, agree_all, climb,
};
pub use waterfall::{Bar, Entry, Scope, Waterfall};

#[cfg(test)]
mod tests;
