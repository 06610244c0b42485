//! From rows to records to be created. Invariants: the plan is a function of the table, the mapping
//! and the base alone, so a dry run equals the real one; records stand in the order of creation;
//! a row either makes its whole record or none.
mod cells;
mod companies;
mod contacts;
mod deals;
mod families;
mod owners;
mod people;
mod planner;
mod products;

pub(super) use cells::Cells;
pub(super) use planner::Planner;

use super::draft::{
    CompanyDraft, ContactDraft, DealDraft, Drafted, GroupDraft, Headship, Membership, PersonDraft,
    PipelineDraft, ProductDraft,
};
use super::field::Kind;
use super::known::Known;
use super::mapping::Mapping;
use super::problem::{Problems, Severity};
use super::table::Table;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

/// Everything an import would create, in the order of the fields.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ImportPlan {
    /// A parent stands before its children.
    pub groups: Vec<Drafted<GroupDraft>>,
    pub people: Vec<Drafted<PersonDraft>>,
    /// After groups and people.
    pub memberships: Vec<Membership>,
    pub headships: Vec<Headship>,
    pub pipelines: Vec<PipelineDraft>,
    /// A parent stands before its subsidiaries.
    pub companies: Vec<Drafted<CompanyDraft>>,
    pub contacts: Vec<Drafted<ContactDraft>>,
    pub products: Vec<Drafted<ProductDraft>>,
    pub deals: Vec<Drafted<DealDraft>>,
    /// Rows read, without headers and blank rows.
    pub rows: u64,
    /// Rows that make nothing because something is wrong with them.
    pub rejected: u64,
    /// Rows whose record is in the base or earlier in the file.
    pub already: u64,
    pub problems: Problems,
}

/// How much of each an import would create.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    pub groups: u64,
    pub people: u64,
    pub pipelines: u64,
    pub companies: u64,
    pub contacts: u64,
    pub products: u64,
    pub deals: u64,
    pub rows: u64,
    pub rejected: u64,
    pub already: u64,
    pub remarks: u64,
}

/// Why a plan is not carried out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum NotReady {
    NothingToDo,
    /// Some rows are rejected and the user has not agreed to leave them out.
    Rejected {
        rows: u64,
        of: u64,
    },
}

/// Checks every row and drafts its records. Blank rows are passed over.
#[must_use]
pub fn plan(table: &Table, mapping: &Mapping, known: &impl Known) -> ImportPlan {
    let mut planner = Planner::new(known);
    planner.read("", table, mapping);
    planner.finish()
}

impl ImportPlan {
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            groups: self.groups.len() as u64,
            people: self.people.len() as u64,
            pipelines: self.pipelines.len() as u64,
            companies: self.companies.len() as u64,
            contacts: self.contacts.len() as u64,
            products: self.products.len() as u64,
            deals: self.deals.len() as u64,
            rows: self.rows,
            rejected: self.rejected,
            already: self.already,
            remarks: self.problems.count(Severity::Remark),
        }
    }

    /// Whether it may be carried out: nothing is imported by halves unless the user agrees to
    /// leave the rejected rows out.
    ///
    /// # Errors
    /// Nothing to create, or rejected rows that were not agreed to.
    pub fn may_run(&self, without_rejected: bool) -> Result<(), NotReady> {
        if self.rejected > 0 && !without_rejected {
            return Err(NotReady::Rejected {
                rows: self.rejected,
                of: self.rows,
            });
        }
        if self.is_empty() {
            Err(NotReady::NothingToDo)
        } else {
            Ok(())
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Counts {
            groups,
            people,
            pipelines,
            companies,
            contacts,
            products,
            deals,
            ..
        } = self.counts();
        groups + people + pipelines + companies + contacts + products + deals == 0
            && self.memberships.is_empty()
            && self.headships.is_empty()
    }
}

impl<K: Known> Planner<'_, K> {
    /// Adds the rows of one file. Files come in the order people, companies, contacts, products,
    /// deals when a run reads several.
    pub(super) fn read(&mut self, file: &str, table: &Table, mapping: &Mapping) {
        for row in table.rows().filter(|row| !row.is_empty()) {
            self.plan.rows += 1;
            let mut cells = Cells::new(file, table, row, mapping);
            match mapping.kind {
                Kind::People => self.person_row(&mut cells),
                Kind::Companies => self.company_row(&mut cells),
                Kind::Contacts => self.contact_row(&mut cells),
                Kind::Products => self.product_row(&mut cells),
                Kind::Deals => self.deal_row(&mut cells),
            }
            self.take(cells);
        }
        if mapping.kind == Kind::Companies {
            self.settle_parents(file);
        }
    }
}

impl Say for NotReady {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NothingToDo => lang.pick(
                "Import niczego by nie dodał: wszystkie rekordy już są w bazie albo plik nie ma danych. Wybierz inny plik.",
                "The import would add nothing: every record is already there, or the file holds no data. Choose another file.",
            ).into(),
            Self::Rejected { rows, of } => match lang {
                Lang::Pl => format!("Wiersze odrzucone: {rows} z {of}, dlatego nic nie zaimportowano. Popraw je albo zaznacz, że mają zostać pominięte."),
                Lang::En => format!("Rejected rows: {rows} of {of}, so nothing was imported. Correct them, or tick that they be left out."),
            },
        }
    }
}
