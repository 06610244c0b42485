//! Import and export, the pure half: what a file's cells mean, and the plan that they make.
//!
//! Invariant: nothing here reads a file or writes a record. A dry run and a real run are the same
//! [`ImportPlan`]; the real one is handed to the store under one [`crate::id::ImportId`].
//!
//! The walk: bytes → `server::import` (encoding, delimiter, bounds) → [`Table`] → [`Preview`] →
//! [`Mapping`] (guessed, then the user's) → [`plan()`] → [`ImportPlan`].
mod carry;
mod date;
mod draft;
mod field;
mod header;
mod known;
mod mapping;
mod number;
mod outgoing;
mod plan;
mod preview;
mod problem;
pub mod sales_opportunities;
mod shape;
mod table;
mod text;

pub use carry::Created;
pub use date::{DateGuess, DateOrder, guess_dates, read_day};
pub use draft::{
    CompanyDraft, ContactDraft, DealDraft, Drafted, GroupDraft, Headship, LineDraft, Membership,
    Outcome, PersonDraft, PipelineDraft, PipelineRef, ProductDraft, Ref, StageDraft, StageRef,
};
pub use field::{Field, Kind};
pub use header::has_header;
pub use known::{Key, Known, KnownBook, KnownPipeline, KnownStage, Match};
pub use mapping::{Column, Correction, Defaults, Mapping, Unknown};
pub use number::{DecimalGuess, DecimalSign, guess_decimal, read_decimal};
pub use outgoing::{Cell, OutCsv, guard};
pub use plan::{Counts, ImportPlan, NotReady, plan};
pub use preview::{ColumnProfile, ColumnType, Preview};
pub use problem::{Fault, KEPT, Problem, Problems, Severity, Tally};
pub use shape::{Delimiter, Dialect, Encoding, Limits, Unreadable};
pub use table::{Row, Table};
pub use text::{fold, loose, tidy};
