//! The store: everything kept, and the only way to it.
//!
//! Two halves meet at a narrow seam. Below it, `engine` and `writer` know bytes; above it, `view`
//! and `work` know records and who may see them, and nothing leaves without a decision.
mod backup;
mod browse;
mod casting;
mod cells;
mod changes;
mod check;
mod companies;
mod contacts;
mod custody;
mod deals;
pub mod engine;
mod error;
mod firm;
mod groups;
mod imports;
mod keys;
mod listed;
mod lists;
mod merge;
mod offers;
mod people;
mod products;
mod reading;
mod records;
mod schema;
mod sessions;
mod stamp;
mod store;
mod tables;
#[cfg(feature = "testing")]
pub mod testing;
mod values;
mod work;
pub mod writer;

pub use backup::verify;
pub use browse::{BrowseSort, RecordPage};
pub use cells::Cell;
pub use changes::Happened;
pub use check::CheckReport;
pub use deals::{DealPage, OwnerSums, PAGE, StageSums, Totals};
pub use error::{Stopped, StoreError, WorkError};
pub use firm::Firm;
pub use imports::{ImportRun, Made, Span, Undo};
pub use reading::Reading;
pub use sessions::{Credential, Purpose, Session, TokenHash};
pub use store::{Queued, Store, Token};
pub use work::Work;
