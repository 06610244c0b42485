//! The spaces of keys. Invariant: a space keeps its table name for ever; a changed layout gets a
//! new number, so that an old binary finds its table absent instead of misreading it.

/// A set of keys of its own, kept apart from the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Space {
    /// Schema number, sequences, positions of consumers.
    Meta,
    /// Records by type and id.
    Rec,
    /// Index rows; rebuildable from `Rec`.
    Idx,
    /// Values that may occur once; rebuildable from `Rec`.
    Uniq,
    /// Cells of sums; rebuildable from `Rec`.
    Cell,
    /// The change log by commit sequence.
    Log,
    /// Sessions and other short-lived facts.
    Sess,
    /// Answers kept for repeated submissions; the writer's own.
    Once,
    /// The audit log with the rows that lead to its entries.
    Audit,
}

impl Space {
    pub const COUNT: usize = Self::ALL.len();

    /// Every space, in the order of [`Space::index`].
    pub const ALL: [Self; 9] = [
        Self::Meta,
        Self::Rec,
        Self::Idx,
        Self::Uniq,
        Self::Cell,
        Self::Log,
        Self::Sess,
        Self::Once,
        Self::Audit,
    ];

    /// The table's name in the file.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Meta => "meta-1",
            Self::Rec => "rec-1",
            Self::Idx => "idx-1",
            Self::Uniq => "uniq-1",
            Self::Cell => "cell-1",
            Self::Log => "log-1",
            Self::Sess => "sess-1",
            Self::Once => "once-1",
            Self::Audit => "audit-1",
        }
    }

    /// Position in [`Space::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_space_knows_its_place_and_has_a_table_of_its_own() {
        for (place, space) in Space::ALL.into_iter().enumerate() {
            assert_eq!(space.index(), place);
            assert_eq!(
                Space::ALL
                    .iter()
                    .filter(|other| other.table() == space.table())
                    .count(),
                1
            );
        }
    }
}
