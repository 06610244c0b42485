//! The names that sentences about events need. Invariant: whoever implements this answers for one
//! viewer: the name of a record that viewer may not see is empty, and the sentence says "hidden".
use crate::groups;
use crate::id::{CompanyId, ContactId, PipelineId, StageId};
use crate::zone::Zone;

/// People and groups are known to the whole firm; the rest is looked up for the viewer.
pub trait Names: groups::Names {
    fn pipeline(&self, id: PipelineId) -> String;
    fn stage(&self, id: StageId) -> String;
    fn company(&self, id: CompanyId) -> String;
    fn contact(&self, id: ContactId) -> String;

    /// The zone that days are told in.
    fn zone(&self) -> Zone {
        Zone::default()
    }
}
