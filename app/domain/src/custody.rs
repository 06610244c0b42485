//! Whose a record is and who else is let in: the same four commands for deals, companies and
//! contacts. Invariant: a record is shared at most once with the same person or group.
use crate::access::{Lane, Share, ShareTo};
use crate::by::By;
use crate::change::Change;
use crate::id::{CompanyId, ContactId, DealId, GroupId, PersonId};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A record that belongs to somebody, of any of the types that do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Kept {
    Deal(DealId),
    Company(CompanyId),
    Contact(ContactId),
}

/// What happened to the custody of a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Custody {
    Reassigned {
        owner: Change<PersonId>,
        group: Change<GroupId>,
    },
    /// A new share, or another extent of an old one.
    Shared(Share),
    Unshared(ShareTo),
    LaneChanged(Change<Lane>),
}

/// Where a record keeps whose it is.
pub struct Hold<'r> {
    pub owner: &'r mut PersonId,
    pub group: &'r mut GroupId,
    pub lane: &'r mut Lane,
    pub shares: &'r mut Vec<Share>,
}

/// The commands of custody, for every type of record that belongs to somebody.
pub trait InCustody {
    type Event;

    /// # Errors
    /// Deleted records change hands no more.
    fn hold(&mut self) -> Result<Hold<'_>, Refusal>;

    /// Marks the change and tells it.
    fn kept(&mut self, by: By, change: Custody) -> Self::Event;

    /// Gives the record to somebody, into this group of theirs.
    ///
    /// # Errors
    /// Deleted, or theirs already.
    fn reassign(&mut self, by: By, to: PersonId, into: GroupId) -> Result<Self::Event, Refusal> {
        let hold = self.hold()?;
        let change = reassign(hold.owner, hold.group, to, into)?;
        Ok(self.kept(by, change))
    }

    /// # Errors
    /// Deleted, or shared so already.
    fn share(&mut self, by: By, with: Share) -> Result<Self::Event, Refusal> {
        let change = share(self.hold()?.shares, with)?;
        Ok(self.kept(by, change))
    }

    /// # Errors
    /// Deleted, or not shared with them.
    fn unshare(&mut self, by: By, to: ShareTo) -> Result<Self::Event, Refusal> {
        let change = unshare(self.hold()?.shares, to)?;
        Ok(self.kept(by, change))
    }

    /// # Errors
    /// Deleted, or in this lane already.
    fn set_lane(&mut self, by: By, lane: Lane) -> Result<Self::Event, Refusal> {
        let change = set_lane(self.hold()?.lane, lane)?;
        Ok(self.kept(by, change))
    }
}

/// "deal-4", as forms name a record.
impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deal(id) => write!(f, "deal-{id}"),
            Self::Company(id) => write!(f, "company-{id}"),
            Self::Contact(id) => write!(f, "contact-{id}"),
        }
    }
}

impl FromStr for Kept {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let (kind, id) = text.split_once('-').ok_or(Refusal::Invisible)?;
        let id: u64 = id.parse().map_err(|_| Refusal::Invisible)?;
        match kind {
            "deal" => Ok(Self::Deal(DealId(id))),
            "company" => Ok(Self::Company(CompanyId(id))),
            "contact" => Ok(Self::Contact(ContactId(id))),
            _ => Err(Refusal::Invisible),
        }
    }
}

fn reassign(
    owner: &mut PersonId,
    group: &mut GroupId,
    to: PersonId,
    into: GroupId,
) -> Result<Custody, Refusal> {
    if (*owner, *group) == (to, into) {
        return Err(Refusal::Unchanged);
    }
    Ok(Custody::Reassigned {
        owner: Change::new(std::mem::replace(owner, to), to),
        group: Change::new(std::mem::replace(group, into), into),
    })
}

fn share(shares: &mut Vec<Share>, share: Share) -> Result<Custody, Refusal> {
    if shares.contains(&share) {
        return Err(Refusal::Unchanged);
    }
    shares.retain(|old| old.to != share.to);
    shares.push(share);
    Ok(Custody::Shared(share))
}

fn unshare(shares: &mut Vec<Share>, to: ShareTo) -> Result<Custody, Refusal> {
    let before = shares.len();
    shares.retain(|old| old.to != to);
    if shares.len() == before {
        Err(Refusal::Unchanged)
    } else {
        Ok(Custody::Unshared(to))
    }
}

fn set_lane(lane: &mut Lane, to: Lane) -> Result<Custody, Refusal> {
    if *lane == to {
        return Err(Refusal::Unchanged);
    }
    Ok(Custody::LaneChanged(Change::new(
        std::mem::replace(lane, to),
        to,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::ActionMask;
    use crate::time::Moment;

    fn shared(until: Option<i64>) -> Share {
        let to = ShareTo::Person(PersonId(2));
        Share {
            to,
            mask: ActionMask::READER,
            until: until.map(Moment),
            by: PersonId(1),
        }
    }

    #[test]
    fn a_record_is_named_in_forms_and_found_again() {
        for kept in [
            Kept::Deal(DealId(4)),
            Kept::Company(CompanyId(5)),
            Kept::Contact(ContactId(6)),
        ] {
            assert_eq!(kept.to_string().parse(), Ok(kept));
        }
        for strange in ["", "deal", "deal-", "deal-x", "person-4", "4"] {
            assert_eq!(strange.parse::<Kept>(), Err(Refusal::Invisible));
        }
    }

    #[test]
    fn sharing_again_replaces_the_earlier_share() {
        let mut shares = Vec::new();
        share(&mut shares, shared(None)).unwrap();
        share(&mut shares, shared(Some(9))).unwrap();
        assert_eq!(shares, [shared(Some(9))]);
        assert_eq!(share(&mut shares, shared(Some(9))), Err(Refusal::Unchanged));
    }

    #[test]
    fn share_then_unshare_is_as_before() {
        let mut shares = Vec::new();
        share(&mut shares, shared(None)).unwrap();
        unshare(&mut shares, ShareTo::Person(PersonId(2))).unwrap();
        assert_eq!(shares, []);
        assert_eq!(
            unshare(&mut shares, ShareTo::Person(PersonId(2))),
            Err(Refusal::Unchanged)
        );
    }

    #[test]
    fn handing_over_names_both_owners_and_groups() {
        let (mut owner, mut group) = (PersonId(1), GroupId(4));
        let change = reassign(&mut owner, &mut group, PersonId(2), GroupId(4)).unwrap();
        let wanted = Custody::Reassigned {
            owner: Change::new(PersonId(1), PersonId(2)),
            group: Change::new(GroupId(4), GroupId(4)),
        };
        assert_eq!((change, owner), (wanted, PersonId(2)));
        let again = reassign(&mut owner, &mut group, PersonId(2), GroupId(4));
        assert_eq!(again, Err(Refusal::Unchanged));
    }
}
