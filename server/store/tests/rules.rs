//! Rules of the store that are told one by one: what happens once, what two people do at the same
//! time, who is signed in, what names and shares give away, what the check finds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

#[path = "rules/audit.rs"]
mod audit;
#[path = "rules/check.rs"]
mod check;
#[path = "rules/custody.rs"]
mod custody;
#[path = "rules/depth.rs"]
mod depth;
#[path = "rules/dump.rs"]
mod dump;
#[path = "rules/edits.rs"]
mod edits;
#[path = "rules/files.rs"]
mod files;
#[path = "rules/firm.rs"]
mod firm;
#[path = "rules/imports.rs"]
mod imports;
#[path = "rules/names.rs"]
mod names;
#[path = "rules/people.rs"]
mod people;
#[path = "rules/plan.rs"]
mod plan;
#[path = "rules/record_lists.rs"]
mod record_lists;
#[path = "rules/schema.rs"]
mod schema;
#[path = "rules/sessions.rs"]
mod sessions;
#[path = "rules/whatif.rs"]
mod whatif;
