//! Where a deal stood when. Invariants: the trail is in the order of time and its last stay is
//! where the deal stands; a deal from before trails were kept has one stay.
use super::Deal;
use crate::id::StageId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// A stage and the moment the deal came into it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stay {
    pub stage: StageId,
    pub since: Moment,
}

/// Most stays kept; beyond it the second oldest gives way, so that the beginning stays known.
const MOST: usize = 100;

impl Deal {
    /// Every stay, the last being where it stands.
    #[must_use]
    pub fn stays(&self) -> Vec<Stay> {
        if self.trail.is_empty() {
            let (stage, since) = (self.stage, self.stage_since);
            vec![Stay { stage, since }]
        } else {
            self.trail.clone()
        }
    }

    /// The stage it stood in at this moment; `None` before it was there.
    #[must_use]
    pub fn stage_at(&self, at: Moment) -> Option<StageId> {
        stage_at(&self.stays(), at)
    }

    /// Takes the stay that begins now onto the trail.
    pub(super) fn tread(&mut self, stage: StageId, since: Moment) {
        self.trail = self.stays();
        self.trail.push(Stay { stage, since });
        if self.trail.len() > MOST {
            self.trail.remove(1);
        }
    }
}

/// The stage at this moment by these stays.
#[must_use]
pub fn stage_at(stays: &[Stay], at: Moment) -> Option<StageId> {
    let before = stays.partition_point(|stay| stay.since <= at);
    stays.get(before.checked_sub(1)?).map(|stay| stay.stage)
}
