//! One's own account: particulars, password, where one is signed in. Invariant: nobody needs an
//! administrator to end their sessions or to change a known password.
pub mod agent;
pub mod api;
pub mod page;
mod texts;

pub use page::AccountPage;

use crate::moments::When;
use domain::lang::Lang;
use serde::{Deserialize, Serialize};

/// What the page shows of the signed-in person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Account {
    pub name: String,
    pub email: Option<String>,
    pub title: Option<String>,
    pub phone: Option<String>,
    pub lang: Option<Lang>,
    /// The newest first.
    pub sessions: Vec<Open>,
}

/// A live session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Open {
    /// Names the session; opens nothing.
    pub key: String,
    pub agent: String,
    pub address: String,
    pub begun: When,
    pub seen: When,
    /// The one this page is read in.
    pub here: bool,
}
