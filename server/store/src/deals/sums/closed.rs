//! What was closed, and by whom. Invariant: as few spans of months as hold exactly those asked for.
use super::{Part, Sweep};
use crate::deals::families::{Family, Span, Tail, closer};
use crate::error::StoreError;
use crate::keys::trailing_id;
use domain::access::{Action, Lane};
use domain::deals::Status;
use domain::id::{GroupId, PersonId, StageId};
use domain::time::Month;
use std::collections::BTreeSet;

impl Sweep<'_> {
    /// Shows what was closed in the months of the sweep, each part with its group and owner; what
    /// only an owner or a share opens comes by its stage and may be open.
    pub(crate) fn closed(
        &self,
        months: &[Month],
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        let read = self.viewer.plan(Action::Read);
        let plan = self.viewer.plan(self.action);
        let spans = Span::covering(months);
        for lane in Lane::EVERY {
            let (read, plan) = (read.lane(lane), plan.lane(lane));
            let covered: BTreeSet<GroupId> = self.groups(lane, read, plan).collect();
            for group in &covered {
                for span in &spans {
                    for status in [Status::Won, Status::Lost] {
                        self.closers(lane, *group, *span, status, show)?;
                    }
                }
            }
            self.owners(lane, (read, plan), &covered, show)?;
        }
        self.shared(show)
    }

    /// Shows the owners of what comes with the groups seen whole, perhaps a few more, and of the rest.
    pub(crate) fn every_owner(&self, show: &mut dyn FnMut(PersonId)) -> Result<(), StoreError> {
        let read = self.viewer.plan(Action::Read);
        for lane in Lane::EVERY {
            let set = read.lane(lane);
            for group in self.groups(lane, set, set) {
                let prefix = Family::Owners(lane, group).prefix().done();
                self.cells(&prefix, |key, _| {
                    show(PersonId(trailing_id(key).unwrap_or(0)))
                })?;
            }
        }
        self.apart(&read, &mut |part| {
            part.owner.into_iter().for_each(&mut *show)
        })
    }

    fn closers(
        &self,
        lane: Lane,
        group: GroupId,
        span: Span,
        status: Status,
        show: &mut dyn FnMut(Part),
    ) -> Result<(), StoreError> {
        let prefix = Family::Closed(lane, group, span, status).prefix().done();
        self.cells(&prefix, |suffix, cell| {
            let Some((owner, currency)) = closer(suffix) else {
                return;
            };
            let stage = StageId(0);
            show(Part {
                group: Some(group),
                owner: Some(owner),
                status: Some(status),
                ..Part::of(Tail { stage, currency }, cell)
            });
        })
    }
}
