//! What of the audit log is asked for. Invariant: the address says it all, and an empty one asks for
//! everything.
use super::Theme;
use crate::id::PersonId;
use crate::time::Moment;

/// Every part that is given narrows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Who did it, or to whom it was done.
    pub person: Option<PersonId>,
    pub theme: Option<Theme>,
    /// From this moment on.
    pub from: Option<Moment>,
    /// The first moment that is left out.
    pub until: Option<Moment>,
}
