//! The policy table. Invariant: a cell that is not set is `None`, so a new type or action starts
//! closed; tables merge cell by cell to the wider scope, never to the narrower.
use super::action::{Action, ActionMask, Lane, RecordType, Scope};
use serde::{Deserialize, Serialize};

/// Record type × action × lane → scope. 176 bytes; stored as rows with names, empty cells left out.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Row>", into = "Vec<Row>")]
pub struct PolicyTable([[[Scope; 2]; Action::COUNT]; RecordType::COUNT]);

/// What heading a group adds over its subtree, by lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct HeadMask {
    pub normal: ActionMask,
    /// Empty unless the firm decides otherwise: heads do not pass into the confidential lane.
    pub confidential: ActionMask,
}

#[derive(Serialize, Deserialize)]
struct Row {
    kind: RecordType,
    lane: Lane,
    scopes: Vec<(Action, Scope)>,
}

impl PolicyTable {
    /// Every cell at this scope.
    #[must_use]
    pub const fn filled(scope: Scope) -> Self {
        Self([[[scope; 2]; Action::COUNT]; RecordType::COUNT])
    }

    #[must_use]
    pub const fn scope(&self, kind: RecordType, action: Action, lane: Lane) -> Scope {
        self.0[kind as usize][action.place()][lane as usize]
    }

    pub const fn set(&mut self, kind: RecordType, action: Action, lane: Lane, scope: Scope) {
        self.0[kind as usize][action.place()][lane as usize] = scope;
    }

    /// Sets several actions of one type and lane, for tables written by hand.
    #[must_use]
    pub fn row(mut self, kind: RecordType, lane: Lane, mask: ActionMask, scope: Scope) -> Self {
        for action in mask.iter() {
            self.set(kind, action, lane, scope);
        }
        self
    }

    /// The wider scope of both in every cell: several roles of one person.
    #[must_use]
    pub fn merge(mut self, other: &Self) -> Self {
        let cells = self.0.iter_mut().flatten().flatten();
        for (cell, theirs) in cells.zip(other.0.iter().flatten().flatten()) {
            *cell = (*cell).max(*theirs);
        }
        self
    }

    /// A closed type is one whose Read of the normal lane reaches nothing; no share opens it.
    #[must_use]
    pub const fn closed(&self, kind: RecordType) -> bool {
        matches!(self.scope(kind, Action::Read, Lane::Normal), Scope::None)
    }
}

impl HeadMask {
    pub const NONE: Self = Self {
        normal: ActionMask::NONE,
        confidential: ActionMask::NONE,
    };

    #[must_use]
    pub const fn of(&self, lane: Lane) -> ActionMask {
        match lane {
            Lane::Normal => self.normal,
            Lane::Confidential => self.confidential,
        }
    }
}

impl Default for HeadMask {
    fn default() -> Self {
        Self {
            normal: ActionMask::HEADSHIP,
            confidential: ActionMask::NONE,
        }
    }
}

impl From<Vec<Row>> for PolicyTable {
    fn from(rows: Vec<Row>) -> Self {
        let mut table = Self::default();
        for row in rows {
            for (action, scope) in row.scopes {
                table.set(row.kind, action, row.lane, scope);
            }
        }
        table
    }
}

impl From<PolicyTable> for Vec<Row> {
    fn from(table: PolicyTable) -> Self {
        let places = RecordType::EVERY
            .into_iter()
            .flat_map(|kind| Lane::EVERY.map(|lane| (kind, lane)));
        let row = |(kind, lane)| {
            let cell = |action| (action, table.scope(kind, action, lane));
            let open = |(_, scope): &(Action, Scope)| *scope != Scope::None;
            Row {
                kind,
                lane,
                scopes: Action::EVERY.map(cell).into_iter().filter(open).collect(),
            }
        };
        places
            .map(row)
            .filter(|row| !row.scopes.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_left_out_of_a_stored_table_is_closed() {
        let read: PolicyTable =
            serde_json::from_str(r#"[{"kind":"Deal","lane":"Normal","scopes":[["Read","Own"]]}]"#)
                .unwrap();
        let written = PolicyTable::default().row(
            RecordType::Deal,
            Lane::Normal,
            ActionMask::of(&[Action::Read]),
            Scope::Own,
        );
        assert_eq!(read, written);
        assert!(read.closed(RecordType::Company) && !read.closed(RecordType::Deal));
    }

    #[test]
    fn a_full_table_survives_storage() {
        let table = PolicyTable::filled(Scope::GroupAndBelow);
        let text = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<PolicyTable>(&text).unwrap(), table);
    }
}
