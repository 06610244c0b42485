//! Companies: their list, card and forms. Invariant: what the viewer may not see is absent from what
//! the browser is given, and what an editor did not change is never overwritten.
pub mod api;
pub mod card;
pub mod form;
pub mod list;
mod texts;

use crate::custody::model::Custody;
use crate::moments::When;
use crate::people::Named;
use domain::access::View;
use domain::companies::Company;
use domain::deals::DealRow;
use domain::id::CompanyId;
use domain::lang::Lang;
use domain::money::{Currency, Sums};
use domain::pipelines::Colour;
use serde::{Deserialize, Serialize};

/// A company as the list shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: CompanyId,
    pub name: String,
    pub nip: Option<String>,
    pub city: Option<String>,
    pub industry: Option<String>,
    pub owner: String,
    pub updated: When,
}

/// A company with what belongs to it, as far as the viewer sees.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub company: View<Company>,
    pub owner: String,
    pub group: String,
    pub parent: Option<Named>,
    /// Companies right below it.
    pub subsidiaries: Vec<Named>,
    pub deals: Vec<DealLine>,
    pub deal_count: u64,
    pub sums: Sums,
    pub contacts: Vec<Contact>,
    pub contact_count: u64,
    pub custody: Custody,
}

/// A contact on the card of its company.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contact {
    pub id: u64,
    pub name: String,
    pub position: Option<String>,
}

/// A deal on the card of its company.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealLine {
    pub row: DealRow,
    pub stage: String,
    pub colour: Option<Colour>,
    pub owner: String,
}

/// What the form of a company starts from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Editable {
    /// Absent for a new company.
    pub id: Option<CompanyId>,
    pub sheet: Sheet,
    pub shows_revenue: bool,
    pub shows_note: bool,
}

/// The fields of the form as they are typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Sheet {
    pub name: String,
    pub nip: String,
    pub regon: String,
    pub krs: String,
    pub address: String,
    pub postal_code: String,
    pub city: String,
    pub country: String,
    pub website: String,
    pub phone: String,
    pub industry: String,
    pub employees: String,
    pub revenue: String,
    pub currency: String,
    pub founded: String,
    /// By name.
    pub parent: String,
    /// The number of the parent that was shown.
    pub parent_id: String,
    pub note: String,
}

impl Sheet {
    /// The profile as the form shows it; `parent` is its name.
    #[must_use]
    pub fn of(company: &Company, parent: Option<String>, currency: Currency, lang: Lang) -> Self {
        let profile = company.profile.clone();
        let text = Option::unwrap_or_default;
        let shown_currency = profile.revenue.map_or(currency, |money| money.currency);
        Self {
            name: profile.name,
            nip: text(profile.nip.map(|nip| nip.to_string())),
            regon: text(profile.regon),
            krs: text(profile.krs),
            address: text(profile.address),
            postal_code: text(profile.postal_code),
            city: text(profile.city),
            country: text(profile.country),
            website: text(profile.website),
            phone: text(profile.phone),
            industry: text(profile.industry),
            employees: text(profile.employees.map(|count| count.to_string())),
            revenue: text(profile.revenue.map(|money| money.input(lang))),
            currency: shown_currency.code().to_owned(),
            founded: text(profile.founded.map(|year| year.to_string())),
            parent: text(parent),
            parent_id: text(profile.parent.map(|id| id.to_string())),
            note: text(profile.note),
        }
    }

    /// Each field with its key, in the order of the form.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 18] {
        [
            ("name", &self.name),
            ("nip", &self.nip),
            ("regon", &self.regon),
            ("krs", &self.krs),
            ("address", &self.address),
            ("postal-code", &self.postal_code),
            ("city", &self.city),
            ("country", &self.country),
            ("website", &self.website),
            ("phone", &self.phone),
            ("industry", &self.industry),
            ("employees", &self.employees),
            ("revenue", &self.revenue),
            ("currency", &self.currency),
            ("founded", &self.founded),
            ("parent", &self.parent),
            ("parent-id", &self.parent_id),
            ("note", &self.note),
        ]
    }
}
