//! Built-in roles and presets: the firm's whole policy in one choice.
//! Invariant: Read and Edit of reps are exactly the preset's; administration opens no records.
use super::action::{Action, ActionMask, FieldClass, Lane, RecordType, Scope};
use super::policy::{HeadMask, PolicyTable};
use serde::{Deserialize, Serialize};

/// A built-in role. A person may hold several; their tables merge by maximum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Sells: reads by the preset, works on what they own.
    Rep,
    /// Leads: as a rep, reads at least the own group; in the groups they head they may also
    /// delete and share. Heading a group is an appointment, not this role.
    Head,
    /// Answers for all sales: everything, confidential records too.
    Director,
    /// People, groups, policy. Opens no business records.
    Administrator,
    /// Reads the whole normal lane, changes and exports nothing.
    Auditor,
}

/// How openly the firm works; for reps Read / Edit.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Preset {
    /// All / Own.
    Open,
    /// Group / Own.
    #[default]
    Team,
    /// Group and below / Own.
    Regional,
    /// Own / Own; heads see their people.
    Private,
}

/// Types that follow the preset; the price list does not.
const SALES: [RecordType; 7] = [
    RecordType::Deal,
    RecordType::Company,
    RecordType::Contact,
    RecordType::Instalment,
    RecordType::Assignment,
    RecordType::Calendar,
    RecordType::Report,
];
/// Reading with every class of fields.
const READING: ActionMask = ActionMask::FIELDS.with(Action::Read);
/// What owners may do with their records besides reading. To give a record away is the head's
/// decision, as is approval; a rep shares instead.
const OWNING: ActionMask =
    ActionMask::of(&[Action::Edit, Action::Delete, Action::Export, Action::Share]);

impl Role {
    pub const EVERY: [Self; 5] = [
        Self::Rep,
        Self::Head,
        Self::Director,
        Self::Administrator,
        Self::Auditor,
    ];
}

impl Preset {
    pub const EVERY: [Self; 4] = [Self::Open, Self::Team, Self::Regional, Self::Private];

    /// How far a rep reads.
    #[must_use]
    pub const fn reading(self) -> Scope {
        match self {
            Self::Open => Scope::All,
            Self::Team => Scope::Group,
            Self::Regional => Scope::GroupAndBelow,
            Self::Private => Scope::Own,
        }
    }

    /// The rows of one role under this preset.
    #[must_use]
    pub fn table(self, role: Role) -> PolicyTable {
        match role {
            Role::Rep => seller(self.reading()),
            Role::Head => seller(self.reading().max(Scope::Group)).row(
                RecordType::Product,
                Lane::Normal,
                ActionMask::of(&[Action::Edit, Action::Export]),
                Scope::All,
            ),
            Role::Director => PolicyTable::filled(Scope::All),
            Role::Administrator => PolicyTable::default(),
            Role::Auditor => {
                let whole =
                    |table: PolicyTable, kind| table.row(kind, Lane::Normal, READING, Scope::All);
                RecordType::EVERY
                    .into_iter()
                    .fold(PolicyTable::default(), whole)
            }
        }
    }

    /// The table of a person who holds these roles.
    #[must_use]
    pub fn merged(self, roles: &[Role]) -> PolicyTable {
        let merge = |table: PolicyTable, role: &Role| table.merge(&self.table(*role));
        roles.iter().fold(PolicyTable::default(), merge)
    }
}

impl HeadMask {
    /// What heading a group adds for a person with these roles.
    #[must_use]
    pub fn for_roles(roles: &[Role]) -> Self {
        let mut mask = Self::default();
        if roles.contains(&Role::Head) || roles.contains(&Role::Director) {
            mask.normal = mask.normal.with(Action::Delete).with(Action::Share);
        }
        mask
    }
}

/// Somebody who sells: reads this far in the normal lane, owns in both lanes, sees the whole
/// price list but changes nothing in it.
fn seller(reading: Scope) -> PolicyTable {
    let sales = |table: PolicyTable, kind| {
        table
            .row(kind, Lane::Normal, READING, reading)
            .row(kind, Lane::Normal, OWNING, Scope::Own)
            .row(kind, Lane::Confidential, READING.or(OWNING), Scope::Own)
    };
    SALES.into_iter().fold(PolicyTable::default(), sales).row(
        RecordType::Product,
        Lane::Normal,
        READING.without(Action::Field(FieldClass::Internal)),
        Scope::All,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reps_read_and_edit_exactly_as_the_preset_says() {
        let cell = |preset: Preset, action| {
            preset
                .table(Role::Rep)
                .scope(RecordType::Deal, action, Lane::Normal)
        };
        let read = Preset::EVERY.map(|preset| cell(preset, Action::Read));
        assert_eq!(
            read,
            [Scope::All, Scope::Group, Scope::GroupAndBelow, Scope::Own]
        );
        assert!(
            Preset::EVERY
                .iter()
                .all(|preset| cell(*preset, Action::Edit) == Scope::Own)
        );
    }

    #[test]
    fn administration_alone_opens_no_business_records() {
        for preset in Preset::EVERY {
            let table = preset.merged(&[Role::Administrator]);
            assert!(RecordType::EVERY.iter().all(|kind| table.closed(*kind)));
        }
    }

    #[test]
    fn an_auditor_reads_the_normal_lane_and_does_nothing_else() {
        let table = Preset::Private.table(Role::Auditor);
        for kind in RecordType::EVERY {
            for action in Action::EVERY {
                let reads = READING.has(action);
                let wanted = if reads { Scope::All } else { Scope::None };
                assert_eq!(table.scope(kind, action, Lane::Normal), wanted);
                assert_eq!(table.scope(kind, action, Lane::Confidential), Scope::None);
            }
        }
    }
}
