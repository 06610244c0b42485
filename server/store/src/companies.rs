//! Companies in the store. Invariant: a company's name stands in the lists of its deals and
//! contacts too, so renaming it, or hiding it in the confidential lane, rewrites those entries in
//! the same transaction.
use crate::custody;
use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::{Key, trailing_id};
use crate::listed::{self, Listed};
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::{self, Facet, Kind, Order, Unique};
use crate::work::Work;
use domain::access::{Action, FieldClass, Guarded, Lane, View};
use domain::companies::{self, Company, CompanyChanges, CompanyDraft, Event};
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::events;
use domain::id::CompanyId;
use domain::refusal::Refusal;
use domain::text::sort_key;

/// Companies one above the other, at most.
const MOST_LEVELS: usize = 20;

impl Record for Company {
    const KIND: Kind = Kind::Company;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Listed for Company {
    fn is_listed(&self) -> bool {
        self.deleted.is_none()
    }

    fn part(&self) -> u8 {
        1
    }

    fn touches(&self, newer: &Self) -> Vec<FieldClass> {
        let commercial = self.profile.revenue != newer.profile.revenue;
        let internal = self.profile.note != newer.profile.note;
        let commercial = commercial.then_some(FieldClass::Commercial);
        let internal = internal.then_some(FieldClass::Internal);
        commercial.into_iter().chain(internal).collect()
    }

    fn orders(&self, _: Option<&str>) -> Vec<(Order, Key)> {
        vec![
            (Order::Title, Key::new().text(&sort_key(self.name()))),
            (Order::Updated, Key::new().int(self.stamp.updated.0)),
        ]
    }

    fn row(&self, _: Option<&str>) -> Vec<u8> {
        Vec::new()
    }

    /// A subsidiary stands in the list of the company above it.
    fn company(&self) -> Option<CompanyId> {
        self.profile.parent
    }

    fn unique(&self) -> Option<Vec<u8>> {
        let nip = self.profile.nip.as_ref().filter(|_| self.is_listed())?;
        Some(tables::unique(Unique::Nip, nip.digits()))
    }
}

impl Work<'_, '_> {
    /// # Errors
    /// A bad value, or no right to create it so.
    pub fn create_company(&mut self, draft: CompanyDraft) -> Result<CompanyId, Stopped> {
        self.belongs(draft.owner, draft.group)?;
        if let Some(parent) = draft.profile.parent {
            self.readable::<Company>(parent.0)?;
        }
        let id = CompanyId(self.new_id(Kind::Company)?);
        let (company, event) = Company::create(self.by, id, draft)?;
        self.creates(&company)?;
        self.bears_alone(&company)?;
        self.put(
            (None, None),
            (&company, None),
            events::Event::Company(event),
        )?;
        Ok(id)
    }

    /// Changes a company as `change` says, if the actor may do `action` with it.
    ///
    /// # Errors
    /// Invisible or forbidden, or the refusal of `change`.
    pub fn change_company(
        &mut self,
        id: CompanyId,
        action: Action,
        change: impl FnOnce(&mut Company) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let old: Company = self.authorized(id.0, action)?;
        let mut new = old.clone();
        let event = change(&mut new)?;
        self.changed((&old, &new), action_of(&event), action)?;
        if new.profile.parent != old.profile.parent
            && let Some(parent) = new.profile.parent
        {
            self.above(id, parent)?;
        }
        self.bears_alone(&new)?;
        self.put(
            (Some(&old), None),
            (&new, None),
            events::Event::Company(event),
        )?;
        let (was, is) = (shown_name(&old), shown_name(&new));
        if was != is {
            self.rename_in::<Deal>(id, was.as_deref(), is.as_deref())?;
            self.rename_in::<Contact>(id, was.as_deref(), is.as_deref())?;
        }
        Ok(())
    }

    /// Edits a company, if the actor may read what they change.
    ///
    /// # Errors
    /// As [`Work::change_company`].
    pub fn edit_company(&mut self, id: CompanyId, changes: CompanyChanges) -> Result<(), Stopped> {
        let company: Company = self.authorized(id.0, Action::Edit)?;
        // Before the values are compared: the refusal must not tell a hidden one.
        if changes.revenue.is_some() {
            self.permits(&company, Action::Field(FieldClass::Commercial))?;
        }
        if changes.note.is_some() {
            self.permits(&company, Action::Field(FieldClass::Internal))?;
        }
        let by = self.by;
        self.change_company(id, Action::Edit, |company| company.edit(by, changes))
    }

    /// Refuses the tax number of another company; names that one only to who may read it.
    fn bears_alone(&self, company: &Company) -> Result<(), Stopped> {
        let Some(key) = company.unique() else {
            return Ok(());
        };
        let held = self.overlay.get(Space::Uniq, &key)?;
        let Some(holder) = held.as_deref().and_then(trailing_id) else {
            return Ok(());
        };
        if holder == company.id.0 {
            return Ok(());
        }
        let other: Option<Company> = records::load(&*self.overlay, holder)?;
        let seen = other.filter(|other| self.permits(other, Action::Read).is_ok());
        let by = seen.map(|other| other.id);
        Err(Refusal::from(companies::Refusal::NipTaken { by }).into())
    }

    /// Refuses a parent that the actor cannot read, or that stands below the company itself.
    fn above(&self, id: CompanyId, parent: CompanyId) -> Result<(), Stopped> {
        let mut next = self.readable::<Company>(parent.0)?.profile.parent;
        for _ in 0..MOST_LEVELS {
            let Some(above) = next else { return Ok(()) };
            if above == id {
                break;
            }
            let company: Option<Company> = records::load(&*self.overlay, above.0)?;
            next = company.and_then(|company| company.profile.parent);
        }
        Err(Refusal::from(companies::Refusal::OwnParent).into())
    }

    /// The name that lists of other records may show.
    pub(crate) fn company_name(&self, id: Option<CompanyId>) -> Result<Option<String>, StoreError> {
        shown_name_of(&*self.overlay, id)
    }

    fn rename_in<T: Listed>(
        &mut self,
        id: CompanyId,
        was: Option<&str>,
        is: Option<&str>,
    ) -> Result<(), StoreError> {
        for number in self.of_company::<T>(id)? {
            if let Some(record) = records::load::<T>(&*self.overlay, number)? {
                listed::rename_company(self.overlay, &record, was, is)?;
            }
        }
        Ok(())
    }

    fn of_company<T: Listed>(&self, id: CompanyId) -> Result<Vec<u64>, StoreError> {
        let mut found = Vec::new();
        for lane in Lane::EVERY {
            for part in 1..=3 {
                let prefix =
                    crate::tables::list(T::KIND, Order::Newest, Facet::Company(id), lane, part);
                records::scan_prefix(
                    &*self.overlay,
                    crate::engine::Space::Idx,
                    &prefix,
                    |key, _| {
                        found.extend(crate::keys::trailing_id(key));
                        std::ops::ControlFlow::Continue(())
                    },
                )?;
            }
        }
        Ok(found)
    }
}

fn action_of(event: &Event) -> Action {
    match event {
        Event::Custody(custody) => custody::action_of(custody),
        Event::Deleted | Event::Restored => Action::Delete,
        Event::Created { .. } | Event::Edited { .. } => Action::Edit,
    }
}

/// The name of a company that lists of other records may show.
pub(crate) fn shown_name_of(
    reader: &(impl Reader + ?Sized),
    id: Option<CompanyId>,
) -> Result<Option<String>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    let company: Option<Company> = records::load(reader, id.0)?;
    Ok(company.as_ref().and_then(shown_name))
}

/// Confidential companies keep their name to themselves.
fn shown_name(company: &Company) -> Option<String> {
    (company.acl().lane == Lane::Normal).then(|| company.name().to_owned())
}

impl Reading {
    /// # Errors
    /// When the file cannot be read.
    pub fn company(&self, id: CompanyId) -> Result<Option<View<Company>>, StoreError> {
        self.open(id.0)
    }

    /// What a reader of another record may know of its company: the name, unless it is confidential.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn company_stub(&self, id: CompanyId) -> Result<Option<String>, StoreError> {
        shown_name_of(&*self.snapshot, Some(id))
    }
}

impl Reading {
    /// The deals of a company that the reader may see: a page, and the sums of all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn company_deals(
        &self,
        id: CompanyId,
        today: domain::time::Day,
    ) -> Result<crate::deals::DealPage, StoreError> {
        let filter = domain::deals::DealFilter {
            companies: [id].into(),
            ..Default::default()
        };
        self.deals(&filter, domain::deals::DealSort::default(), None, today)
    }
}
