//! *View as*: somebody's eyes, through the viewer's own. Invariant: what is seen both may read, and
//! nothing is written; where a viewer does not read everything of a type and lane, nothing of it is
//! seen, since no list and no sum could tell what both read.
use super::action::{Action, ActionMask, Lane, RecordType, Scope};
use super::policy::{HeadMask, PolicyTable};
use super::principal::{Deputy, Principal};
use super::roles::Role;
use serde::{Deserialize, Serialize};

/// To read, with any class of fields.
const READING: ActionMask = ActionMask::FIELDS.with(Action::Read);

/// What a viewer lets through, by type and lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Glass([[ActionMask; 2]; RecordType::COUNT]);

impl Glass {
    /// Whatever this viewer reads of every record of a type and lane.
    #[must_use]
    pub fn of(viewer: &Principal) -> Self {
        let everything = |kind, lane| {
            let whole = |action: &Action| viewer.table.scope(kind, *action, lane) == Scope::All;
            let mask: ActionMask = READING.iter().filter(whole).collect();
            match viewer.active && mask.has(Action::Read) {
                true => mask,
                false => ActionMask::NONE,
            }
        };
        Self(RecordType::EVERY.map(|kind| Lane::EVERY.map(|lane| everything(kind, lane))))
    }

    /// Whether this is let through.
    #[must_use]
    pub const fn lets(&self, kind: RecordType, action: Action, lane: Lane) -> bool {
        self.0[kind as usize][lane as usize].has(action)
    }
}

impl Principal {
    /// This person as `viewer` may look with their eyes.
    #[must_use]
    pub fn seen_by(&self, viewer: &Self) -> Self {
        let glass = Glass::of(viewer);
        let duties = |role: &Role| match role {
            Role::Administrator | Role::Auditor => viewer.roles.contains(role),
            Role::Rep | Role::Head | Role::Director => true,
        };
        let deputies = self.deputy_for.iter().map(|deputy| Deputy {
            mask: deputy.mask.and(READING),
            ..deputy.clone()
        });
        Self {
            active: self.active && viewer.active,
            roles: self.roles.iter().copied().filter(duties).collect(),
            table: through(&self.table, &glass),
            head_mask: HeadMask {
                normal: self.head_mask.normal.and(READING),
                confidential: self.head_mask.confidential.and(READING),
            },
            deputy_for: deputies.collect(),
            through: Some(glass),
            ..self.clone()
        }
    }

    /// Whether this is somebody's eyes rather than one's own.
    #[must_use]
    pub const fn is_seen_through(&self) -> bool {
        self.through.is_some()
    }
}

/// The cells that are let through; a type whose normal lane is not is closed.
fn through(table: &PolicyTable, glass: &Glass) -> PolicyTable {
    let mut seen = PolicyTable::default();
    for kind in RecordType::EVERY {
        if !glass.lets(kind, Action::Read, Lane::Normal) {
            continue;
        }
        for lane in Lane::EVERY {
            for action in READING.iter().filter(|one| glass.lets(kind, *one, lane)) {
                seen.set(kind, action, lane, table.scope(kind, action, lane));
            }
        }
    }
    seen
}
