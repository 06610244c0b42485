//! What forms let one choose from: companies and contacts by name.
//! Invariant: nothing is offered that its reader may not see.
use crate::engine::Direction;
use crate::error::StoreError;
use crate::keys::Key;
use crate::listed::Listed;
use crate::lists::{Narrow, Walk};
use crate::reading::Reading;
use crate::tables::{Kind, Order};
use domain::access::{RecordType, View};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::id::{CompanyId, ContactId};
use domain::text::{fold, sort_key};

/// Records of one name that a look-up tells apart; more of them are taken for many.
const NAMESAKES: usize = 50;

impl Reading {
    /// The first companies by name that the reader may see, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn companies_by_name(&self, limit: usize) -> Result<Vec<(CompanyId, String)>, StoreError> {
        let viewer = self.viewer(Kind::Company, RecordType::Company);
        let walk = viewer.walk(Order::Title, all(), None, Direction::Forward)?;
        self.collect(walk, limit, |company: View<Company>| Some(named(&company)))
    }

    /// The first contacts by name that the reader may see, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts_by_name(&self, limit: usize) -> Result<Vec<(ContactId, String)>, StoreError> {
        let viewer = self.viewer(Kind::Contact, RecordType::Contact);
        let walk = viewer.walk(Order::Title, all(), None, Direction::Forward)?;
        self.collect(walk, limit, |contact: View<Contact>| {
            Some((contact.id, contact.name().to_owned()))
        })
    }

    /// The companies of exactly this name, case aside, that the reader may see.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn companies_named(&self, name: &str) -> Result<Vec<(CompanyId, String)>, StoreError> {
        let found = self.of_name(RecordType::Company, name, Company::name)?;
        Ok(found.iter().map(named).collect())
    }

    /// The contacts of exactly this name, case aside, that the reader may see.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts_named(&self, name: &str) -> Result<Vec<(ContactId, String)>, StoreError> {
        let found = self.of_name(RecordType::Contact, name, Contact::name)?;
        let named = |contact: &View<Contact>| (contact.id, contact.name().to_owned());
        Ok(found.iter().map(named).collect())
    }

    fn of_name<T: Listed>(
        &self,
        rtype: RecordType,
        name: &str,
        name_of: impl Fn(&T) -> &str,
    ) -> Result<Vec<View<T>>, StoreError> {
        let start = Key::new().text(&sort_key(name)).done();
        let viewer = self.viewer(T::KIND, rtype);
        let mut walk = viewer.walk(Order::Title, all(), Some(&start), Direction::Forward)?;
        let wanted = fold(name.trim());
        let mut found = Vec::new();
        for _ in 0..NAMESAKES {
            let Some(entry) = walk
                .next()?
                .filter(|entry| entry.suffix.starts_with(&start))
            else {
                break;
            };
            let record = self.open::<T>(entry.id)?;
            found.extend(record.filter(|record| fold(name_of(record)) == wanted));
        }
        Ok(found)
    }

    /// The companies right below this one that the reader may see, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn subsidiaries(
        &self,
        of: CompanyId,
        limit: usize,
    ) -> Result<Vec<(CompanyId, String)>, StoreError> {
        let viewer = self.viewer(Kind::Company, RecordType::Company);
        let narrow = Narrow {
            company: Some(of),
            ..all()
        };
        let walk = viewer.walk(Order::Newest, narrow, None, Direction::Forward)?;
        self.collect(walk, limit, |company: View<Company>| {
            (company.profile.parent == Some(of)).then(|| named(&company))
        })
    }

    /// Contacts of a company that the reader may see, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn contacts_of(
        &self,
        company: CompanyId,
        limit: usize,
    ) -> Result<Vec<(ContactId, String)>, StoreError> {
        let viewer = self.viewer(Kind::Contact, RecordType::Contact);
        let narrow = Narrow {
            company: Some(company),
            ..all()
        };
        let walk = viewer.walk(Order::Newest, narrow, None, Direction::Forward)?;
        // A list of what is shared with the reader holds contacts of other companies too.
        self.collect(walk, limit, |contact: View<Contact>| {
            (contact.card.company == Some(company)).then(|| (contact.id, contact.name().to_owned()))
        })
    }

    fn collect<T: Listed, R>(
        &self,
        mut walk: Walk<'_>,
        limit: usize,
        pick: impl Fn(View<T>) -> Option<R>,
    ) -> Result<Vec<R>, StoreError> {
        let mut found = Vec::new();
        while found.len() < limit {
            let Some(entry) = walk.next()? else { break };
            found.extend(self.open::<T>(entry.id)?.and_then(&pick));
        }
        Ok(found)
    }
}

fn all() -> Narrow {
    Narrow {
        parts: vec![1],
        ..Narrow::default()
    }
}

fn named(company: &View<Company>) -> (CompanyId, String) {
    (company.id, company.name().to_owned())
}
