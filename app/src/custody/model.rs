//! What the card of a record's custody is given. Invariant: nothing in it that its viewer may not know.
use domain::access::{Lane, ShareTo};
use domain::custody::Kept;
use domain::id::PersonId;
use domain::time::Day;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Custody {
    pub of: Kept,
    pub owner: PersonId,
    pub lane: Lane,
    /// Also who may change the lane.
    pub may_share: bool,
    pub may_hand_over: bool,
    /// Whether there is a page of who sees it, for this viewer.
    pub explains: bool,
    /// Why the viewer sees the record, as a sentence.
    pub because: String,
    pub audience: Audience,
    pub shares: Vec<Shared>,
    /// People and groups to share with, and people to hand over to; empty in a large firm.
    pub offered: Vec<String>,
    pub offered_owners: Vec<String>,
    pub today: Day,
}

/// Who can see the record.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Audience {
    pub count: usize,
    /// People by their reason, the closest reason first; not all of them when they are many.
    pub reasons: Vec<(String, Vec<String>)>,
}

/// A share of the record in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shared {
    pub to: ShareTo,
    pub name: String,
    pub edits: bool,
    pub until: Option<Day>,
    /// Ended by its date.
    pub over: bool,
}
