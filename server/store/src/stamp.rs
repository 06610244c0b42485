//! What an index entry carries for the decision. Invariant: enough to run `decide` exactly as the
//! record itself would, for the list the entry stands in.
use crate::values::compact::{put, take};
use domain::access::{ActionMask, Lane, RecordAcl, RecordType, Share, ShareTo};
use domain::id::{GroupId, PersonId, StageId};
use domain::time::Moment;

/// The access stamp of one list entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stamp {
    pub(crate) owner: PersonId,
    pub(crate) group: GroupId,
    /// 0 for records without a stage.
    pub(crate) stage: StageId,
    /// Only in lists of shared records: the share that put the record there.
    pub(crate) share: Option<Share>,
}

impl Stamp {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(96);
        put(&mut out, self.owner.0);
        put(&mut out, self.group.0);
        put(&mut out, self.stage.0);
        match &self.share {
            None => out.push(0),
            Some(share) => put_share(&mut out, share),
        }
        out
    }

    /// The stamp at the front of `bytes`, which then hold the covering row.
    pub(crate) fn take(bytes: &mut &[u8]) -> Option<Self> {
        let owner = PersonId(take(bytes)?);
        let group = GroupId(take(bytes)?);
        let stage = StageId(take(bytes)?);
        Some(Self {
            owner,
            group,
            stage,
            share: take_share(bytes)?,
        })
    }

    pub(crate) fn acl(&self, kind: RecordType, lane: Lane) -> RecordAcl {
        let mut acl = RecordAcl::new(kind, self.owner, self.group);
        acl.lane = lane;
        acl.shares.extend(self.share);
        acl
    }
}

pub(crate) fn put_share(out: &mut Vec<u8>, share: &Share) {
    let (tag, to) = match share.to {
        ShareTo::Person(person) => (1, person.0),
        ShareTo::Group(group) => (2, group.0),
    };
    out.push(tag);
    put(out, to);
    put(out, u64::from(share.mask.bits()));
    // Moments before 1970 never end a share; 0 stands for "lasts".
    put(
        out,
        share
            .until
            .map_or(0, |until| until.0.max(1).cast_unsigned()),
    );
    put(out, share.by.0);
}

pub(crate) fn take_share(bytes: &mut &[u8]) -> Option<Option<Share>> {
    let (&tag, rest) = bytes.split_first()?;
    *bytes = rest;
    if tag == 0 {
        return Some(None);
    }
    let id = take(bytes)?;
    let to = if tag == 1 {
        ShareTo::Person(PersonId(id))
    } else {
        ShareTo::Group(GroupId(id))
    };
    let mask = ActionMask::from_bits(u32::try_from(take(bytes)?).ok()?);
    let until = take(bytes)?;
    let until = (until != 0).then(|| Moment(until.cast_signed()));
    Some(Some(Share {
        to,
        mask,
        until,
        by: PersonId(take(bytes)?),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_comes_back_from_its_bytes_and_leaves_the_row() {
        let share = Share {
            to: ShareTo::Group(GroupId(3)),
            mask: ActionMask::READER,
            until: Some(Moment(77)),
            by: PersonId(9),
        };
        for share in [None, Some(share)] {
            let stamp = Stamp {
                owner: PersonId(1),
                group: GroupId(2_000),
                stage: StageId(0),
                share,
            };
            let mut bytes = stamp.encode();
            bytes.extend_from_slice(b"row");
            let mut rest = bytes.as_slice();
            assert_eq!(Stamp::take(&mut rest), Some(stamp));
            assert_eq!(rest, b"row");
        }
    }
}
