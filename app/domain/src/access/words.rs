//! The words of access in both languages: how far a right reaches, and what the types are called.
use super::action::{RecordType, Scope};
use super::roles::{Preset, Role};
use crate::lang::Lang;

impl Scope {
    /// What of a type of records is reached, as an answer to "which?".
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let (pl, en) = match self {
            Self::None => ("nic", "nothing"),
            Self::Own => ("własne", "their own"),
            Self::Group => ("swojej grupy", "of their groups"),
            Self::GroupAndBelow => ("swojej grupy i niżej", "of their groups and below"),
            Self::All => ("wszystkie", "all"),
        };
        lang.pick(pl, en)
    }
}

impl RecordType {
    /// Many of them, in the nominative.
    #[must_use]
    pub fn plural(self, lang: Lang) -> &'static str {
        let (pl, en) = match self {
            Self::Deal => ("szanse", "deals"),
            Self::Company => ("kontrahenci", "companies"),
            Self::Contact => ("kontakty", "contacts"),
            Self::Product => ("produkty", "products"),
            Self::Instalment => ("raty i plan", "instalments and plan"),
            Self::Assignment => ("zadania", "assignments"),
            Self::Calendar => ("kalendarz", "calendar"),
            Self::Report => ("raporty", "reports"),
        };
        lang.pick(pl, en)
    }
}

impl Preset {
    /// How far a rep reads, in words.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        crate::sentence::preset(self, lang)
    }
}

impl Role {
    /// The role as it is called in the firm.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        crate::sentence::role(self, lang)
    }
}
