//! What the page of one deal is given. Invariant: nothing in it that its viewer may not see;
//! sentences and moments come finished from the server.
use crate::custody::model::Custody;
use crate::deals::model::Names;
use crate::deals::offered::Offered;
use crate::moments::When;
use crate::planning::schedule::model::Planned;
use domain::access::View;
use domain::deals::Deal;
use domain::id::{CompanyId, ContactId, FileId, NoteId, ProductId};
use domain::money::Currency;
use domain::time::Day;
use serde::{Deserialize, Serialize};

/// One deal with everything around it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub deal: View<Deal>,
    /// Per cent; absent where amounts are hidden.
    pub chance: Option<u8>,
    pub company: Option<Linked<CompanyId>>,
    /// In the order of the deal's contacts.
    pub contacts: Vec<Linked<ContactId>>,
    pub names: Names,
    pub events: Vec<Told>,
    /// Where events begin that are older than these.
    pub older: Option<String>,
    pub around: Around,
    /// Why it is stuck, snoozed or not.
    pub stuck: Vec<String>,
    /// None where the viewer may not know of files.
    pub files: Vec<FileLine>,
    /// Open assignments about it.
    pub tasks: Vec<crate::tasks::model::Line>,
    /// Whether the viewer may set assignments.
    pub adds_tasks: bool,
    pub custody: Custody,
    pub plan: Planned,
    /// Offered for new lines; empty for who may not edit.
    pub products: Vec<(ProductId, String)>,
    pub offered: Offered,
    pub currency: Currency,
    pub today: Day,
    /// Firm, viewer and moment, for the foot of a print.
    pub printed: String,
    /// The time on the firm's clock, "14:05".
    pub now: String,
}

/// The list that the deal was opened from, as addresses.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Around {
    pub list: Option<String>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A record beside the deal: its name unless it is confidential, and whether its page opens.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Linked<T> {
    pub id: T,
    pub name: Option<String>,
    pub opens: bool,
}

/// An attached file, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileLine {
    pub id: FileId,
    pub name: String,
    pub bytes: u64,
    pub who: String,
    pub when: When,
}

/// Something that happened, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    pub mark: Mark,
    pub title: String,
    pub who: String,
    pub when: String,
    /// ISO 8601, for machines.
    pub at: String,
    /// The text of a note.
    pub note: Option<String>,
    /// With whom and for how long a call or meeting was.
    pub held: Option<String>,
    /// A note that the viewer may change.
    pub own: Option<NoteId>,
}

/// What an event is marked with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Mark {
    Opened,
    Edited,
    Moved,
    Won,
    Lost,
    Step,
    Line,
    Handed,
    Shared,
    Note,
    Call,
    Meeting,
    Mail,
    File,
    Trash,
    Restored,
}
