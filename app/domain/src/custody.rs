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
