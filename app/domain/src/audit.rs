//! The audit log: who signed in, who was refused, who changed people, groups, policy and shares, and
//! what left the firm. Invariant: an entry names records by number, never by what is in them, so that
//! whoever reads the log learns no more of a record than that it is there.
mod filter;

pub use filter::Filter;

use crate::access::ShareTo;
use crate::by::Actor;
use crate::custody::{Custody, Kept};
use crate::events::Event;
use crate::groups::GroupEvent;
use crate::id::{GroupId, PersonId};
use crate::lang::Lang;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::{companies, contacts, deals};
use serde::{Deserialize, Serialize};

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub at: Moment,
    /// Nobody when somebody who is not signed in was turned away.
    pub actor: Option<Actor>,
    pub deed: Deed,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Deed {
    SignedIn {
        agent: String,
        address: String,
    },
    SignInRefused {
        /// Whose account it was, if there is one.
        account: Option<PersonId>,
        why: NoEntry,
        address: String,
    },
    /// A one-time link to set a password.
    Invited(PersonId),
    PasswordSet(PersonId),
    /// A command that access forbade.
    Refused {
        command: String,
        why: Box<Refusal>,
    },
    /// More was refused to the same person that day; it is told no more.
    Silenced,
    Changed {
        of: Subject,
        event: Box<Event>,
    },
    Exported {
        what: Exported,
        rows: u64,
    },
    /// An administrator looked with somebody's eyes.
    ViewedAs(PersonId),
}

/// Why somebody did not get in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NoEntry {
    WrongPassword,
    TooOften,
}

/// What was changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Subject {
    Person(PersonId),
    Group(GroupId),
    Firm,
    Record(Kept),
}

/// What was written into a file and left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Exported {
    AuditLog,
}

/// What an entry is about, to filter by. The number stands in index rows and never changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[repr(u8)]
pub enum Theme {
    SignIn = 1,
    Refusal = 2,
    People = 3,
    Groups = 4,
    Firm = 5,
    Records = 6,
    Exports = 7,
    ViewAs = 8,
}

impl Entry {
    #[must_use]
    pub fn theme(&self) -> Theme {
        match &self.deed {
            Deed::SignedIn { .. } | Deed::SignInRefused { .. } => Theme::SignIn,
            Deed::Refused { .. } | Deed::Silenced => Theme::Refusal,
            Deed::Invited(_) | Deed::PasswordSet(_) => Theme::People,
            Deed::Changed { of, .. } => match of {
                Subject::Person(_) => Theme::People,
                Subject::Group(_) => Theme::Groups,
                Subject::Firm => Theme::Firm,
                Subject::Record(_) => Theme::Records,
            },
            Deed::Exported { .. } => Theme::Exports,
            Deed::ViewedAs(_) => Theme::ViewAs,
        }
    }

    /// Whoever did it and whoever it was done to, each once.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = match self.actor {
            Some(Actor::Person(person)) => vec![person],
            Some(Actor::System(_)) | None => Vec::new(),
        };
        people.extend(self.deed.about());
        people.sort_unstable();
        people.dedup();
        people
    }
}

impl Deed {
    /// What the log tells of an event; most events of records are told by their timeline alone.
    #[must_use]
    pub fn of(id: u64, event: &Event) -> Option<Self> {
        let of = match event {
            Event::Person(_) => Subject::Person(PersonId(id)),
            Event::Group(_) => Subject::Group(GroupId(id)),
            Event::Firm(_) => Subject::Firm,
            Event::Deal(deals::Event::Custody(_)) => {
                Subject::Record(Kept::Deal(crate::id::DealId(id)))
            }
            Event::Company(companies::Event::Custody(_)) => {
                Subject::Record(Kept::Company(crate::id::CompanyId(id)))
            }
            Event::Contact(contacts::Event::Custody(_)) => {
                Subject::Record(Kept::Contact(crate::id::ContactId(id)))
            }
            _ => return None,
        };
        let event = Box::new(event.clone());
        Some(Self::Changed { of, event })
    }

    fn about(&self) -> Vec<PersonId> {
        match self {
            Self::Invited(person) | Self::PasswordSet(person) | Self::ViewedAs(person) => {
                vec![*person]
            }
            Self::SignInRefused { account, .. } => account.iter().copied().collect(),
            Self::Changed {
                of: Subject::Person(person),
                ..
            } => vec![*person],
            Self::Changed { event, .. } => touched(event),
            Self::SignedIn { .. }
            | Self::Refused { .. }
            | Self::Silenced
            | Self::Exported { .. } => Vec::new(),
        }
    }
}

/// People whom a change of a group or of a record's custody names.
fn touched(event: &Event) -> Vec<PersonId> {
    let custody = match event {
        Event::Group(
            GroupEvent::Appointed { person, .. } | GroupEvent::Dismissed { person, .. },
        ) => return vec![*person],
        Event::Deal(deals::Event::Custody(custody))
        | Event::Company(companies::Event::Custody(custody))
        | Event::Contact(contacts::Event::Custody(custody)) => custody,
        _ => return Vec::new(),
    };
    match custody {
        Custody::Reassigned { owner, .. } => vec![owner.was, owner.is],
        Custody::Shared(share) => reached(share.to),
        Custody::Unshared(to) => reached(*to),
        Custody::LaneChanged(_) => Vec::new(),
    }
}

fn reached(to: ShareTo) -> Vec<PersonId> {
    match to {
        ShareTo::Person(person) => vec![person],
        ShareTo::Group(_) => Vec::new(),
    }
}

impl Refusal {
    /// Whether it kept somebody from what is not theirs, rather than from a slip of the pen.
    #[must_use]
    pub fn is_of_access(&self) -> bool {
        use crate::access::AccessRefusal::{
            Denied, LastAdministrator, NotAdministrator, ShareBeyondOwnRights,
        };
        matches!(
            self,
            Self::Invisible
                | Self::Forbidden(_)
                | Self::Access(
                    Denied(_) | NotAdministrator | LastAdministrator | ShareBeyondOwnRights
                )
        )
    }
}

impl Theme {
    pub const EVERY: [Self; 8] = [
        Self::SignIn,
        Self::Refusal,
        Self::People,
        Self::Groups,
        Self::Firm,
        Self::Records,
        Self::Exports,
        Self::ViewAs,
    ];

    /// What stands for it in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Refusal => "refusals",
            Self::People => "people",
            Self::Groups => "groups",
            Self::Firm => "firm",
            Self::Records => "records",
            Self::Exports => "exports",
            Self::ViewAs => "view-as",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|theme| theme.key() == key)
    }

    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let (pl, en) = match self {
            Self::SignIn => ("Logowanie", "Signing in"),
            Self::Refusal => ("Odmowy", "Refusals"),
            Self::People => ("Osoby i role", "People and roles"),
            Self::Groups => ("Grupy", "Groups"),
            Self::Firm => ("Zasady i ustawienia", "Rules and settings"),
            Self::Records => ("Opiekunowie i udostępnienia", "Owners and shares"),
            Self::Exports => ("Eksporty", "Exports"),
            Self::ViewAs => ("Podgląd cudzymi oczami", "Looking as somebody else"),
        };
        lang.pick(pl, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Change;
    use crate::people;

    #[test]
    fn numbers_and_keys_of_themes_are_their_own_and_stay() {
        assert_eq!(
            Theme::EVERY.map(|theme| theme as u8),
            [1, 2, 3, 4, 5, 6, 7, 8]
        );
        for theme in Theme::EVERY {
            assert_eq!(Theme::of_key(theme.key()), Some(theme));
            assert_ne!(theme.name(Lang::Pl), theme.name(Lang::En));
        }
        assert_eq!(Theme::of_key("passwords"), None);
    }

    #[test]
    fn an_entry_is_found_by_who_did_it_and_by_whom_it_was_done_to() {
        let handed = Custody::Reassigned {
            owner: Change::new(PersonId(4), PersonId(2)),
            group: Change::new(GroupId(1), GroupId(1)),
        };
        let event = Event::Deal(deals::Event::Custody(handed));
        let entry = Entry {
            at: Moment(1),
            actor: Some(Actor::Person(PersonId(2))),
            deed: Deed::of(7, &event).unwrap(),
        };
        assert_eq!(entry.people(), [PersonId(2), PersonId(4)]);
        assert_eq!(entry.theme(), Theme::Records);
    }

    #[test]
    fn only_access_is_told_of_what_happens_to_records() {
        assert_eq!(Deed::of(7, &Event::Deal(deals::Event::Deleted)), None);
        let left = Event::Person(people::Event::Deactivated);
        assert!(Deed::of(7, &left).is_some());
    }

    #[test]
    fn a_slip_of_the_pen_is_no_refusal_of_access() {
        assert!(Refusal::Invisible.is_of_access());
        assert!(!Refusal::Unchanged.is_of_access());
        let stale = Refusal::Access(crate::access::AccessRefusal::Stale);
        assert!(!stale.is_of_access());
    }
}
