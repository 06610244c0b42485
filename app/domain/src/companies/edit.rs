//! Editing a company field by field, so that editors of different fields both succeed.
use super::{Company, Edit, Nip, Profile, Refusal};
use crate::change::{Change, apply, note_clash};
use crate::field::Field;
use crate::id::CompanyId;
use crate::money::Money;
use crate::refusal::Refusal as Refused;
use crate::text;
use serde::{Deserialize, Serialize};

/// Longest website address, in characters.
const WEBSITE: usize = 300;
/// Longest city, country, telephone, sector.
const SHORT: usize = 100;

macro_rules! fields {
    ($($name:ident: $kind:ty, $edit:ident;)*) => {
        /// Edited fields: what the editor saw and what they typed.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
        pub struct CompanyChanges {
            $(#[serde(default)] pub $name: Option<Change<$kind>>,)*
        }

        impl CompanyChanges {
            /// The difference between what was shown and what came back.
            #[must_use]
            pub fn between(seen: &Profile, typed: &Profile) -> Self {
                Self { $($name: Change::between(seen.$name.clone(), typed.$name.clone()),)* }
            }

            /// The profile as it would be.
            fn applied(&self, profile: &Profile) -> Profile {
                let mut profile = profile.clone();
                $(if let Some(change) = &self.$name { profile.$name = change.is.clone(); })*
                profile
            }

            /// The new values as the checks cleaned them.
            fn cleaned(mut self, checked: Profile) -> Self {
                $(if let Some(change) = &mut self.$name { change.is = checked.$name; })*
                self
            }

            fn clashes(&self, profile: &Profile) -> Vec<Field> {
                let mut fields = Vec::new();
                $(note_clash(&mut fields, Field::$edit, &profile.$name, self.$name.as_ref());)*
                fields
            }

            pub(super) fn apply(self, profile: &mut Profile) -> Vec<Edit> {
                let mut edits = Vec::new();
                $(edits.extend(apply(&mut profile.$name, self.$name).map(Edit::$edit));)*
                edits
            }
        }
    };
}

fields! {
    name: String, Name;
    nip: Option<Nip>, Nip;
    regon: Option<String>, Regon;
    krs: Option<String>, Krs;
    address: Option<String>, Address;
    postal_code: Option<String>, PostalCode;
    city: Option<String>, City;
    country: Option<String>, Country;
    website: Option<String>, Website;
    phone: Option<String>, Phone;
    industry: Option<String>, Industry;
    employees: Option<u32>, Employees;
    revenue: Option<Money>, Revenue;
    founded: Option<i32>, Founded;
    parent: Option<CompanyId>, Parent;
    note: Option<String>, Note;
}

impl CompanyChanges {
    pub(super) fn checked(self, company: &Company) -> Result<Self, Refused> {
        let clashing = self.clashes(&company.profile);
        if !clashing.is_empty() {
            return Err(company.stamp.stale(clashing));
        }
        let checked = checked(company.id, self.applied(&company.profile))?;
        Ok(self.cleaned(checked))
    }
}

/// A profile with clean texts and numbers in range.
pub(super) fn checked(id: CompanyId, profile: Profile) -> Result<Profile, Refused> {
    if profile.parent == Some(id) {
        return Err(Refusal::OwnParent.into());
    }
    if let Some(revenue) = profile.revenue {
        revenue.bounded(Field::Revenue)?;
    }
    if let Some(founded) = profile.founded {
        text::within(Field::Founded, i64::from(founded), 1000, 2100)?;
    }
    if let Some(employees) = profile.employees {
        text::within(Field::Employees, i64::from(employees), 0, 10_000_000)?;
    }
    let line = |field, value: &Option<String>, max| text::optional_line(field, value.as_ref(), max);
    Ok(Profile {
        name: text::required(Field::Name, &profile.name, text::LINE)?,
        regon: line(Field::Regon, &profile.regon, 14)?,
        krs: line(Field::Krs, &profile.krs, 10)?,
        address: line(Field::Address, &profile.address, text::LINE)?,
        postal_code: line(Field::PostalCode, &profile.postal_code, 12)?,
        city: line(Field::City, &profile.city, SHORT)?,
        country: line(Field::Country, &profile.country, SHORT)?,
        website: line(Field::Website, &profile.website, WEBSITE)?,
        phone: line(Field::Phone, &profile.phone, SHORT)?,
        industry: line(Field::Industry, &profile.industry, SHORT)?,
        note: text::optional_note(Field::Note, profile.note.as_ref(), text::NOTE)?,
        ..profile
    })
}
