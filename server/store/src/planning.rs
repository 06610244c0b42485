//! The plan of receipts in the store. Invariants: what a line is follows from its deal, schedule,
//! payments and verdicts, and is derived in the transaction that changes one of them; lists cost the
//! page and sums cost the cells; a line is seen by whoever sees its deal.
mod adjustments;
mod aging;
mod cells;
mod covered;
mod deal_plan;
mod judged;
mod judged_lines;
mod judging;
mod lines;
mod list;
mod matrix;
mod payments;
mod periods;
mod quotas;
mod receipt_list;
mod receipts;
mod scan;
mod schedules;
mod sheet_list;
mod sheets;
mod snapshots;
mod sums;
mod templates;

pub(crate) use cells::of_all as line_cells;
pub use deal_plan::{DealLine, DealPlan, LinePayment};
pub(crate) use judged::{Judged, any_judged};
pub use judged_lines::{JudgeFilter, JudgedLine, Stands};
pub use judging::BulkDone;
pub(crate) use lines::{Deriving, derive, entries as line_entries, kept as kept_lines};
pub use list::{LinePage, LineRow, LineTotals};
pub(crate) use payments::rows as payment_rows;
pub(crate) use quotas::{KeptQuota, quota_row, quota_rows};
pub use receipt_list::{
    AllocationView, Proposed, ReceiptPage, ReceiptRow, ReceiptTotals, ReceiptView,
};
pub use sheet_list::{SheetMay, SheetRow};
pub(crate) use sheets::sheet_row;
pub use snapshots::SnapshotHead;
pub(crate) use snapshots::{KeptPart, plan_rows};
