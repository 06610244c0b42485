//! Names for sentences of the audit log. Invariant: those of the firm itself, which every reader of the
//! log knows; companies and contacts stay unnamed.
use domain::id::{CompanyId, ContactId, GroupId, PersonId, PipelineId, StageId};
use domain::names::Names;
use domain::zone::Zone;
use store::Firm;

pub(super) struct OfFirm<'f>(pub(super) &'f Firm);

impl domain::groups::Names for OfFirm<'_> {
    fn person(&self, id: PersonId) -> &str {
        self.0.person(id)
    }

    fn group(&self, id: GroupId) -> &str {
        self.0.group(id)
    }
}

impl Names for OfFirm<'_> {
    fn pipeline(&self, id: PipelineId) -> String {
        let found = self.0.pipelines.get(&id);
        found.map(|one| one.name.clone()).unwrap_or_default()
    }

    fn stage(&self, id: StageId) -> String {
        let found = self.0.stage(id);
        found
            .map(|(_, stage)| stage.name.clone())
            .unwrap_or_default()
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
