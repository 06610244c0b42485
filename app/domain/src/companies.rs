//! Companies: the customers. Invariants: a tax number that is stored has a right checksum; a
//! company is never its own parent.
mod edit;
mod event;
mod guard;
mod nip;
mod refusal;

pub use edit::CompanyChanges;
pub use event::{Edit, Event};
pub use nip::Nip;
pub use refusal::Refusal;
#[cfg(test)]
pub(crate) use refusal::all;

use crate::access::{Lane, Share};
use crate::by::By;
use crate::custody::{Custody, Hold, InCustody};
use crate::id::{CompanyId, GroupId, ImportId, PersonId};
use crate::money::Money;
use crate::refusal::Refusal as Refused;
use crate::stamp::Stamp;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What is known of a company; the same fields in the record, its draft and its forms.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    #[serde(default)]
    pub nip: Option<Nip>,
    #[serde(default)]
    pub regon: Option<String>,
    #[serde(default)]
    pub krs: Option<String>,
    /// Street and number.
    #[serde(default)]
    pub address: Option<String>,
    #[serde(default)]
    pub postal_code: Option<String>,
    #[serde(default)]
    pub city: Option<String>,
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default)]
    pub website: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    /// The sector, such as "medical".
    #[serde(default)]
    pub industry: Option<String>,
    #[serde(default)]
    pub employees: Option<u32>,
    /// Yearly revenue.
    #[serde(default)]
    pub revenue: Option<Money>,
    /// Year.
    #[serde(default)]
    pub founded: Option<i32>,
    /// The company this one is a subsidiary of.
    #[serde(default)]
    pub parent: Option<CompanyId>,
    /// Internal class of fields.
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Company {
    pub id: CompanyId,
    pub profile: Profile,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub shares: Vec<Share>,
    #[serde(default)]
    pub import: Option<ImportId>,
    pub stamp: Stamp,
    #[serde(default)]
    pub deleted: Option<Moment>,
}

/// What a new company starts with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CompanyDraft {
    pub profile: Profile,
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub lane: Lane,
    #[serde(default)]
    pub import: Option<ImportId>,
}

impl Company {
    /// # Errors
    /// A bad value in the profile.
    pub fn create(by: By, id: CompanyId, draft: CompanyDraft) -> Result<(Self, Event), Refused> {
        let profile = edit::checked(id, draft.profile)?;
        let event = Event::Created {
            name: profile.name.clone(),
            owner: draft.owner,
            group: draft.group,
            lane: draft.lane,
        };
        let company = Self {
            id,
            profile,
            owner: draft.owner,
            group: draft.group,
            lane: draft.lane,
            shares: Vec::new(),
            import: draft.import,
            stamp: Stamp::new(by),
            deleted: None,
        };
        Ok((company, event))
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.profile.name
    }

    /// # Errors
    /// A bad value, nothing changed, or a field somebody else changed since it was seen.
    pub fn edit(&mut self, by: By, changes: CompanyChanges) -> Result<Event, Refused> {
        self.is_here()?;
        let changes = changes.checked(self)?;
        let edits = changes.apply(&mut self.profile);
        if edits.is_empty() {
            return Err(Refused::Unchanged);
        }
        self.stamp.touch(by);
        Ok(Event::Edited {
            edits,
            hidden: false,
        })
    }

    /// # Errors
    /// Deleted already.
    pub fn delete(&mut self, by: By) -> Result<Event, Refused> {
        self.is_here()?;
        self.deleted = Some(by.now);
        self.stamp.touch(by);
        Ok(Event::Deleted)
    }

    /// # Errors
    /// Not deleted.
    pub fn restore(&mut self, by: By) -> Result<Event, Refused> {
        self.deleted.take().ok_or(Refused::NotDeleted)?;
        self.stamp.touch(by);
        Ok(Event::Restored)
    }

    fn is_here(&self) -> Result<(), Refused> {
        if self.deleted.is_none() {
            Ok(())
        } else {
            Err(Refused::Deleted)
        }
    }
}

impl InCustody for Company {
    type Event = Event;

    fn hold(&mut self) -> Result<Hold<'_>, Refused> {
        self.is_here()?;
        Ok(Hold {
            owner: &mut self.owner,
            group: &mut self.group,
            lane: &mut self.lane,
            shares: &mut self.shares,
        })
    }

    fn kept(&mut self, by: By, change: Custody) -> Event {
        self.stamp.touch(by);
        Event::Custody(change)
    }
}

#[cfg(test)]
mod tests;
