//! Whose a record is and who else is let in: the same four commands for deals, companies and
//! contacts. Invariant: a record is shared at most once with the same person or group.
use crate::access::{Lane, Share, ShareTo};
use crate::change::Change;
use crate::id::{GroupId, PersonId};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

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

pub(crate) fn reassign(
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

pub(crate) fn share(shares: &mut Vec<Share>, share: Share) -> Result<Custody, Refusal> {
    if shares.contains(&share) {
        return Err(Refusal::Unchanged);
    }
    shares.retain(|old| old.to != share.to);
    shares.push(share);
    Ok(Custody::Shared(share))
}

pub(crate) fn unshare(shares: &mut Vec<Share>, to: ShareTo) -> Result<Custody, Refusal> {
    let before = shares.len();
    shares.retain(|old| old.to != to);
    if shares.len() == before {
        Err(Refusal::Unchanged)
    } else {
        Ok(Custody::Unshared(to))
    }
}

pub(crate) fn set_lane(lane: &mut Lane, to: Lane) -> Result<Custody, Refusal> {
    if *lane == to {
        return Err(Refusal::Unchanged);
    }
    Ok(Custody::LaneChanged(Change::new(
        std::mem::replace(lane, to),
        to,
    )))
}
