//! What access rules learn of an assignment. Invariants: the assignee owns it, so a group's work
//! is what its people are to do; everyone who takes part reads it and writes in it, and what they
//! may do there their role says; giving it to somebody else is the author's or a head's.
use super::{Assignment, Role};
use crate::access::{Action, ActionMask, FieldMask, Guarded, Party, RecordAcl, RecordType};

/// What every participant holds.
const PART: ActionMask = ActionMask::FIELDS.with(Action::Read).with(Action::Edit);
/// And who set it.
const AUTHOR: ActionMask = PART.with(Action::Reassign);

impl Guarded for Assignment {
    fn acl(&self) -> RecordAcl {
        let party = |(role, member): (Role, super::Member)| Party {
            person: member.person,
            group: member.group,
            mask: if role == Role::Author { AUTHOR } else { PART },
        };
        let owner = self.assignee;
        RecordAcl {
            parties: self.members().map(party).collect(),
            ..RecordAcl::new(RecordType::Assignment, owner.person, owner.group)
        }
    }

    fn mask(self, _fields: FieldMask) -> Self {
        self
    }
}
