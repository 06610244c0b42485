//! Whose a new record is. Invariant: every record has an owner and a group; where the file does
//! not tell, the mapping's defaults do, with a remark.
use super::cells::Cells;
use super::planner::Planner;
use crate::exchange::draft::Ref;
use crate::exchange::field::Field;
use crate::exchange::known::{Key, Known, Match};
use crate::exchange::mapping::Unknown;
use crate::exchange::problem::Fault;
use crate::exchange::text::one_line;
use crate::id::{GroupId, PersonId};

impl<K: Known> Planner<'_, K> {
    /// The owner and their primary group.
    pub(super) fn owner(&self, cells: &mut Cells<'_>) -> (Ref<PersonId>, Ref<GroupId>) {
        let owner = self
            .named_owner(cells)
            .unwrap_or(Ref::Known(cells.mapping.defaults.owner));
        let group = self
            .primary_group(owner)
            .unwrap_or(Ref::Known(cells.mapping.defaults.group));
        (owner, group)
    }

    fn named_owner(&self, cells: &mut Cells<'_>) -> Option<Ref<PersonId>> {
        let Some(name) = cells.raw(Field::Owner).map(one_line) else {
            if cells.mapping.column(Field::Owner).is_some() {
                cells.remark(Field::Owner, Fault::DefaultOwner);
            }
            return None;
        };
        let key = if name.contains('@') {
            Key::Email(&name)
        } else {
            Key::Name(&name)
        };
        match self.person(key) {
            Match::One(person) => return Some(person),
            Match::Many => cells.reject(
                Field::Owner,
                Fault::Several {
                    field: Field::Owner,
                },
            ),
            Match::None if cells.mapping.unknown == Unknown::Reject => {
                cells.reject(
                    Field::Owner,
                    Fault::Unknown {
                        field: Field::Owner,
                    },
                );
            }
            Match::None => cells.remark(Field::Owner, Fault::DefaultOwner),
        }
        None
    }
}
