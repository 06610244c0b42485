//! How deals moved between two days: from stage to stage, through the funnel, and how they ended.
//! Invariant: everything on the page is in its address, and every cell of the matrix leads to
//! exactly the deals that it counts.
pub mod api;
mod funnel;
mod matrix;
pub mod model;
mod outcomes;
pub mod page;
pub mod passed;
mod texts;

pub use page::MovementPage;
pub use passed::PassedPage;
