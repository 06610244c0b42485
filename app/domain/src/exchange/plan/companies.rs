//! Rows of companies.
use super::cells::Cells;
use super::families;
use super::planner::{ParentWish, Planner, place};
use crate::companies::Nip;
use crate::exchange::draft::{CompanyDraft, Drafted, Ref};
use crate::exchange::field::Field;
use crate::exchange::known::{Key, Known, Match};
use crate::exchange::problem::{Fault, Problem, Severity};
use crate::id::{CompanyId, GroupId, PersonId};
use crate::text::{LINE, NOTE};

const SHORT: usize = 100;

impl<K: Known> Planner<'_, K> {
    pub(super) fn company_row(&mut self, cells: &mut Cells<'_>) {
        let draft = self.company_draft(cells);
        let parent = cells.text(Field::Parent, LINE);
        if draft.name.is_empty() {
            cells.reject(Field::Name, Fault::Missing { field: Field::Name });
        }
        if cells.is_rejected() {
            return;
        }
        match self.same_company(&draft) {
            Match::Many => {
                return cells.reject(
                    Field::Name,
                    Fault::Several {
                        field: Field::Company,
                    },
                );
            }
            Match::One(Ref::Known(_)) => {
                return self.is_there(cells, Field::Name, Fault::AlreadyThere);
            }
            Match::One(Ref::New(_)) => return self.is_there(cells, Field::Name, Fault::Repeated),
            Match::None => {}
        }
        if draft.name.starts_with(char::is_lowercase) {
            cells.remark(Field::Name, Fault::LowercaseName);
        }
        let child = place(self.plan.companies.len());
        if let Some(parent) = parent {
            let column = cells.column_name(Field::Parent);
            self.parents.push(ParentWish {
                child,
                line: cells.line(),
                column,
                parent,
            });
        }
        self.add_company(cells.line(), draft);
    }

    pub(super) fn add_company(&mut self, line: u32, draft: CompanyDraft) -> Ref<CompanyId> {
        let company = Ref::New(place(self.plan.companies.len()));
        let nip = draft.nip.as_ref().map(|nip| Key::Nip(nip.digits()));
        self.companies
            .add(company, [Some(Key::Name(&draft.name)), nip]);
        self.plan.companies.push(Drafted { line, draft });
        company
    }

    /// The company a row of another kind names: by NIP, by name, by its letters alone.
    pub(super) fn company_of(
        &self,
        nip: Option<&Nip>,
        name: Option<&str>,
    ) -> Match<Ref<CompanyId>> {
        let keys = [
            nip.map(|nip| Key::Nip(nip.digits())),
            name.map(Key::Name),
            name.map(Key::Loose),
        ];
        let found = keys.into_iter().flatten().map(|key| self.company(key));
        found
            .into_iter()
            .find(|found| *found != Match::None)
            .unwrap_or(Match::None)
    }

    /// Points companies at their parents and puts parents first.
    pub(super) fn settle_parents(&mut self, file: &str) {
        let mut parents = vec![None; self.plan.companies.len()];
        for wish in std::mem::take(&mut self.parents) {
            match self.company_of(None, Some(&wish.parent)) {
                Match::One(Ref::Known(id)) => self.link(wish.child, Some(Ref::Known(id))),
                Match::One(Ref::New(parent)) => {
                    parents[wish.child as usize] = Some(parent);
                    self.link(wish.child, Some(Ref::New(parent)));
                }
                Match::None => self.note_parent(
                    file,
                    wish,
                    Fault::LeftEmpty {
                        field: Field::Parent,
                    },
                ),
                Match::Many => self.note_parent(
                    file,
                    wish,
                    Fault::Several {
                        field: Field::Parent,
                    },
                ),
            }
        }
        let (order, cut) = families::order(&parents);
        for child in cut {
            self.link(child, None);
            let line = self
                .plan
                .companies
                .get(child as usize)
                .map_or(0, |company| company.line);
            let wish = ParentWish {
                child,
                line,
                column: String::new(),
                parent: String::new(),
            };
            self.note_parent(file, wish, Fault::ParentCircle);
        }
        self.reorder(&order);
    }

    fn reorder(&mut self, order: &[u32]) {
        let mut new_place = vec![0_u32; order.len()];
        for (index, &old) in order.iter().enumerate() {
            new_place[old as usize] = place(index);
        }
        let moved = |company: Ref<CompanyId>| match company {
            Ref::New(old) => Ref::New(new_place.get(old as usize).copied().unwrap_or(old)),
            known @ Ref::Known(_) => known,
        };
        self.companies.renumber(moved);
        let mut old: Vec<Option<Drafted<CompanyDraft>>> = std::mem::take(&mut self.plan.companies)
            .into_iter()
            .map(Some)
            .collect();
        self.plan.companies = order
            .iter()
            .filter_map(|&at| old[at as usize].take())
            .collect();
        for company in &mut self.plan.companies {
            company.draft.parent = company.draft.parent.map(moved);
        }
    }

    fn link(&mut self, child: u32, parent: Option<Ref<CompanyId>>) {
        if let Some(company) = self.plan.companies.get_mut(child as usize) {
            company.draft.parent = parent;
        }
    }

    fn note_parent(&mut self, file: &str, wish: ParentWish, fault: Fault) {
        self.plan.problems.add(Problem {
            file: file.into(),
            line: wish.line,
            column: wish.column,
            value: wish.parent,
            severity: Severity::Remark,
            fault,
        });
    }

    /// A number decides where there is one: branches of a chain share a name.
    fn same_company(&self, draft: &CompanyDraft) -> Match<Ref<CompanyId>> {
        let by_nip = draft
            .nip
            .as_ref()
            .map(|nip| self.company(Key::Nip(nip.digits())));
        match by_nip {
            Some(Match::None) | None => {}
            Some(found) => return found,
        }
        match self.company(Key::Name(&draft.name)) {
            Match::One(Ref::New(other))
                if draft.nip.is_some() && self.has_other_nip(other, draft) =>
            {
                Match::None
            }
            found => found,
        }
    }

    fn has_other_nip(&self, other: u32, draft: &CompanyDraft) -> bool {
        let other = self
            .plan
            .companies
            .get(other as usize)
            .and_then(|company| company.draft.nip.as_ref());
        other.is_some() && other != draft.nip.as_ref()
    }

    fn company_draft(&mut self, cells: &mut Cells<'_>) -> CompanyDraft {
        let (owner, group) = self.owner(cells);
        let (nip, bad_nip) = nip(cells);
        let currency = cells.currency();
        let mut draft = CompanyDraft::named(
            cells.text(Field::Name, LINE).unwrap_or_default(),
            owner,
            group,
        );
        draft.nip = nip;
        draft.regon = cells.text(Field::Regon, 14);
        draft.krs = cells.text(Field::Krs, 10);
        draft.industry = cells.text(Field::Industry, SHORT);
        draft.employees = cells
            .whole(Field::Employees, 0, 10_000_000)
            .and_then(|number| u32::try_from(number).ok());
        draft.revenue = cells.amount(Field::Revenue, currency);
        draft.founded = cells
            .whole(Field::Founded, 1000, 2100)
            .and_then(|year| i32::try_from(year).ok());
        draft.street = cells.text(Field::Street, LINE);
        draft.postal_code = cells.text(Field::PostalCode, 12);
        draft.city = cells.text(Field::City, SHORT);
        draft.country = cells.text(Field::Country, SHORT);
        draft.website = cells.text(Field::Website, LINE);
        draft.phone = cells.text(Field::Phone, SHORT);
        draft.note = join_note(cells.note(Field::Note, NOTE - SHORT), bad_nip);
        draft
    }
}

impl CompanyDraft {
    /// A company of which only the name is known.
    #[must_use]
    pub fn named(name: String, owner: Ref<PersonId>, group: Ref<GroupId>) -> Self {
        Self {
            name,
            nip: None,
            regon: None,
            krs: None,
            owner,
            group,
            industry: None,
            employees: None,
            revenue: None,
            founded: None,
            parent: None,
            street: None,
            postal_code: None,
            city: None,
            country: None,
            website: None,
            phone: None,
            note: None,
        }
    }
}

/// The number, or what stood there when its checksum is wrong: a wrong number never blocks.
pub(super) fn nip(cells: &mut Cells<'_>) -> (Option<Nip>, Option<String>) {
    let Some(raw) = cells.text(Field::Nip, SHORT / 2) else {
        return (None, None);
    };
    match Nip::parse(&raw) {
        Ok(nip) => (Some(nip), None),
        Err(_) => {
            cells.remark(Field::Nip, Fault::BadNip);
            (None, Some(format!("NIP: {raw}")))
        }
    }
}

pub(super) fn join_note(note: Option<String>, more: Option<String>) -> Option<String> {
    match (note, more) {
        (Some(note), Some(more)) => Some(format!("{note}\n{more}")),
        (note, more) => note.or(more),
    }
}
