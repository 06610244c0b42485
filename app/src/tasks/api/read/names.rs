//! Names for sentences about assignments. Invariant: those are of people and groups alone, which the
//! whole firm knows; what an assignment is about its sentences do not name.
use domain::id::{CompanyId, ContactId, GroupId, PersonId, PipelineId, StageId};
use domain::names::Names;
use domain::zone::Zone;
use store::Firm;

pub(super) struct Colleagues<'f>(pub(super) &'f Firm);

impl domain::groups::Names for Colleagues<'_> {
    fn person(&self, id: PersonId) -> &str {
        self.0.person(id)
    }

    fn group(&self, id: GroupId) -> &str {
        self.0.group(id)
    }
}

impl Names for Colleagues<'_> {
    fn pipeline(&self, _: PipelineId) -> String {
        String::new()
    }

    fn stage(&self, _: StageId) -> String {
        String::new()
    }

    fn company(&self, _: CompanyId) -> String {
        String::new()
    }

    fn contact(&self, _: ContactId) -> String {
        String::new()
    }

    fn zone(&self) -> Zone {
        self.0.zone()
    }
}
