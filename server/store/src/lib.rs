//! The store: everything kept, and the only way to it.
//!
//! Two halves meet at a narrow seam. Below it, `engine` and `writer` know bytes; above it, `view`
//! and `work` know records and who may see them, and nothing leaves without a decision.
mod audit;
mod backup;
mod casting;
mod cells;
mod changes;
mod check;
mod choices;
mod companies;
mod contacts;
mod custody;
mod deals;
pub mod engine;
mod error;
mod files;
mod firm;
mod groups;
mod imports;
mod keys;
mod listed;
mod lists;
mod mappings;
mod merge;
mod news;
mod people;
mod pipelines;
mod planning;
mod products;
mod reading;
mod rebuild;
mod record_lists;
mod records;
mod schema;
mod sessions;
mod stamp;
mod store;
mod tables;
mod tasks;
#[cfg(feature = "testing")]
pub mod testing;
mod values;
mod view_as;
mod whatif;
mod work;
pub mod writer;

pub use audit::{AuditHash, AuditPage, AuditRow};
pub use backup::{Backed, verify};
pub use cells::Cell;
pub use changes::{Happened, Place};
pub use check::CheckReport;
pub use deals::{
    Attention, Board, CARDS, Card, ClosedSums, Column, ColumnSum, DealPage, Flow, Movement,
    Neighbour, OutcomeBy, OutcomeKey, Outcomes, PAGE, StageSums, Totals,
};
pub use error::{Stopped, StoreError, WorkError};
pub use files::{FILE_LIMIT, FILE_QUOTA, FileStore, FilesReport, files_beside};
pub use firm::Firm;
pub use imports::{ImportRun, Made, Span, Undo};
pub use mappings::KeptMapping;
pub use news::{Hearing, News, Told};
pub use planning::{
    AllocationView, BulkDone, DealLine, DealPlan, JudgeFilter, JudgedLine, LinePage, LinePayment,
    LineRow, LineTotals, Proposed, ReceiptPage, ReceiptRow, ReceiptTotals, ReceiptView, SheetMay,
    SheetRow, SnapshotHead, Stands,
};
pub use reading::Reading;
pub use record_lists::{BrowseSort, RecordPage};
pub use sessions::{Credential, Purpose, Session, TokenHash};
pub use store::{Queued, Store, Token};
pub use tasks::{TaskList, TaskPage, TaskTerms};
pub use whatif::{Following, Shifted, TOLD, WhatIf};
pub use work::Work;
