//! How the firm plans. Invariant: one basis for the whole firm, so that sums of net and gross never
//! meet.
use super::vat::{VatBasis, VatRate};
use crate::id::PersonId;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Settings {
    /// What the plan counts, and what the amounts of deals are.
    #[serde(default)]
    pub basis: VatBasis,
    /// Of instalments that say nothing else.
    #[serde(default)]
    pub vat: VatRate,
    /// Agrees the lines of those above whom nobody is.
    #[serde(default)]
    pub approver: Option<PersonId>,
}
