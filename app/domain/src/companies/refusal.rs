//! Why a change of a company is refused.
use crate::field::Field;
use crate::id::CompanyId;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    NipChecksum {
        typed: String,
    },
    /// Another company bears the number; the store names it only to those who may see it.
    NipTaken {
        by: Option<CompanyId>,
    },
    OwnParent,
    /// Deals or contacts still belong to it.
    InUse {
        deals: u64,
        contacts: u64,
    },
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::NipChecksum { .. } | Self::NipTaken { .. } => Some(Field::Nip),
            Self::OwnParent => Some(Field::Parent),
            Self::InUse { .. } => None,
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NipChecksum { typed } => lang.pick(
                format!("NIP „{typed}” ma błędną cyfrę kontrolną. Sprawdź cyfry."),
                format!("The check digit of the tax number “{typed}” is wrong. Check the digits."),
            ),
            Self::NipTaken { by: None } => lang.pick(
                "Kontrahent o tym numerze NIP już istnieje, ale jest poza zasięgiem tego konta. Sprawdź numer albo zapytaj kierownika grupy.".to_owned(),
                "A company with this tax number exists already, out of this account’s reach. Check the number or ask the head of the group.".to_owned(),
            ),
            Self::NipTaken { by: Some(_) } => lang.pick(
                "Kontrahent o tym numerze NIP już istnieje. Otwórz go albo popraw numer.".to_owned(),
                "A company with this tax number exists already. Open it or correct the number.".to_owned(),
            ),
            Self::OwnParent => lang.pick(
                "Kontrahent nie może być podmiotem nadrzędnym dla siebie ani dla swoich podmiotów nadrzędnych. Wybierz inny podmiot.".to_owned(),
                "A company cannot be above itself. Choose another parent.".to_owned(),
            ),
            Self::InUse { deals, contacts } => in_use(*deals, *contacts, lang),
        }
    }
}

fn in_use(deals: u64, contacts: u64, lang: Lang) -> String {
    let pl = format!(
        "Do kontrahenta należą: {deals} {} i {contacts} {}. Najpierw je przenieś albo usuń.",
        Lang::Pl.plural(deals, "szansa", "szanse", "szans"),
        Lang::Pl.plural(contacts, "kontakt", "kontakty", "kontaktów"),
    );
    let en = format!(
        "The company still has {deals} {} and {contacts} {}. Move or delete them first.",
        Lang::En.plural(deals, "deal", "deals", "deals"),
        Lang::En.plural(contacts, "contact", "contacts", "contacts"),
    );
    lang.pick(pl, en)
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    let first = Refusal::NipChecksum {
        typed: "1".to_owned(),
    };
    crate::refusal::chain(first, |refusal| match refusal {
        Refusal::NipChecksum { .. } => Some(Refusal::NipTaken { by: None }),
        Refusal::NipTaken { by: None } => Some(Refusal::NipTaken {
            by: Some(CompanyId(1)),
        }),
        Refusal::NipTaken { by: Some(_) } => Some(Refusal::OwnParent),
        Refusal::OwnParent => Some(Refusal::InUse {
            deals: 1,
            contacts: 2,
        }),
        Refusal::InUse { .. } => None,
    })
}
