//! Imports as a whole: from cells to records that the domain's own commands accept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says by failing what it found"
)]
#[path = "import/support.rs"]
mod support;

#[path = "import/any_rows.rs"]
mod any_rows;
#[path = "import/people.rs"]
mod people;
#[path = "import/real_data.rs"]
mod real_data;
#[path = "import/records.rs"]
mod records;
#[path = "import/sales_opportunities.rs"]
mod sales_opportunities;
