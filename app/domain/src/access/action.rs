//! The words of access: actions, field classes, lanes, scopes, record types.
//! Invariant: the place of an action in the mask and of a type in the table never changes.
use serde::{Deserialize, Serialize};

/// A class of fields; reading one is an action of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum FieldClass {
    /// Name, stage, dates: what the record is.
    Basic,
    /// Amount and margin.
    Commercial,
    /// Telephone, e-mail, address of a person.
    Personal,
    /// Notes meant for the firm alone.
    Internal,
}

/// What one may do with a record. Creating is no action: see [`super::creates`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Action {
    Read,
    Edit,
    Delete,
    Reassign,
    Approve,
    Export,
    Share,
    Field(FieldClass),
}

/// The normal lane, or the one into which heads do not pass.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Lane {
    #[default]
    Normal,
    Confidential,
}

/// How far a right reaches. Ordered: each scope contains the ones before it.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum Scope {
    #[default]
    None,
    /// Records one owns.
    Own,
    /// And those of the groups one belongs to.
    Group,
    /// And those of every group below these.
    GroupAndBelow,
    All,
}

/// A type of record with its own rows in the policy table. New types go to the end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum RecordType {
    Deal,
    Company,
    Contact,
    /// The price list belongs to the firm rather than to a group.
    Product,
    Instalment,
    Assignment,
    Calendar,
    Report,
}

/// A set of actions, one bit each; stored as a number whose bits keep their meaning for ever.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActionMask(u32);

/// The field classes one may read; everything else is absent from a [`super::View`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldMask(ActionMask);

impl FieldClass {
    pub const EVERY: [Self; 4] = [
        Self::Basic,
        Self::Commercial,
        Self::Personal,
        Self::Internal,
    ];
}

impl Lane {
    pub const EVERY: [Self; 2] = [Self::Normal, Self::Confidential];
}

impl Scope {
    pub const EVERY: [Self; 5] = [
        Self::None,
        Self::Own,
        Self::Group,
        Self::GroupAndBelow,
        Self::All,
    ];
}

impl RecordType {
    pub const COUNT: usize = 8;
    pub const EVERY: [Self; Self::COUNT] = [
        Self::Deal,
        Self::Company,
        Self::Contact,
        Self::Product,
        Self::Instalment,
        Self::Assignment,
        Self::Calendar,
        Self::Report,
    ];
}

impl Action {
    pub const COUNT: usize = 11;
    pub const EVERY: [Self; Self::COUNT] = [
        Self::Read,
        Self::Edit,
        Self::Delete,
        Self::Reassign,
        Self::Approve,
        Self::Export,
        Self::Share,
        Self::Field(FieldClass::Basic),
        Self::Field(FieldClass::Commercial),
        Self::Field(FieldClass::Personal),
        Self::Field(FieldClass::Internal),
    ];

    /// The place in masks and tables.
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::Read => 0,
            Self::Edit => 1,
            Self::Delete => 2,
            Self::Reassign => 3,
            Self::Approve => 4,
            Self::Export => 5,
            Self::Share => 6,
            Self::Field(FieldClass::Basic) => 7,
            Self::Field(FieldClass::Commercial) => 8,
            Self::Field(FieldClass::Personal) => 9,
            Self::Field(FieldClass::Internal) => 10,
        }
    }

    /// Whether it changes the record or who may see it.
    #[must_use]
    pub const fn writes(self) -> bool {
        match self {
            Self::Edit | Self::Delete | Self::Reassign | Self::Approve | Self::Share => true,
            Self::Read | Self::Export | Self::Field(_) => false,
        }
    }
}

impl ActionMask {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self((1 << Action::COUNT) - 1);
    /// Every class of fields.
    pub const FIELDS: Self = Self(0b1111 << 7);
    /// To read a record as it is: with all fields but the internal ones.
    pub const READER: Self = Self::of(&[
        Action::Read,
        Action::Field(FieldClass::Basic),
        Action::Field(FieldClass::Commercial),
        Action::Field(FieldClass::Personal),
    ]);
    /// What a deal's collaborator holds: Read and Edit, and the fields they work on.
    pub const COLLABORATOR: Self = Self::READER.with(Action::Edit);
    /// What heading a group adds over its subtree's normal lane: Read, Edit, Reassign, Approve,
    /// Export; and all fields, as a head who reads a deal without its amount could not lead.
    pub const HEADSHIP: Self = Self::FIELDS
        .with(Action::Read)
        .with(Action::Edit)
        .with(Action::Reassign)
        .with(Action::Approve)
        .with(Action::Export);

    #[must_use]
    pub const fn of(actions: &[Action]) -> Self {
        let mut mask = Self::NONE;
        let mut rest = actions;
        while let [action, tail @ ..] = rest {
            mask = mask.with(*action);
            rest = tail;
        }
        mask
    }

    #[must_use]
    pub const fn with(self, action: Action) -> Self {
        Self(self.0 | 1 << action.place())
    }

    #[must_use]
    pub const fn without(self, action: Action) -> Self {
        Self(self.0 & !(1 << action.place()))
    }

    #[must_use]
    pub const fn has(self, action: Action) -> bool {
        self.0 & 1 << action.place() != 0
    }

    /// The number that stands for the set in index entries.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of a number; bits without an action are left out.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits & Self::ALL.0)
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nothing lies in `self` that `other` lacks.
    #[must_use]
    pub const fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Action> {
        Action::EVERY
            .into_iter()
            .filter(move |action| self.has(*action))
    }
}

impl FromIterator<Action> for ActionMask {
    fn from_iter<I: IntoIterator<Item = Action>>(actions: I) -> Self {
        actions.into_iter().fold(Self::NONE, Self::with)
    }
}

impl FieldMask {
    pub const ALL: Self = Self(ActionMask::FIELDS);
    pub const NONE: Self = Self(ActionMask::NONE);

    /// The field classes among these rights.
    #[must_use]
    pub const fn of(rights: ActionMask) -> Self {
        Self(rights.and(ActionMask::FIELDS))
    }

    #[must_use]
    pub const fn shows(self, class: FieldClass) -> bool {
        self.0.has(Action::Field(class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_of_stored_masks_never_change_their_meaning() {
        let bits = Action::EVERY.map(|action| ActionMask::of(&[action]).0);
        assert_eq!(bits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
        assert_eq!(ActionMask::ALL, Action::EVERY.into_iter().collect());
        assert_eq!(
            ActionMask::FIELDS,
            FieldClass::EVERY.map(Action::Field).into_iter().collect()
        );
        assert_eq!(
            RecordType::EVERY.map(|kind| kind as usize),
            [0, 1, 2, 3, 4, 5, 6, 7]
        );
    }
}
