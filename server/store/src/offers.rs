//! What forms need of the store: records to choose from, and whether what they showed still stands.
//! Invariant: nothing is offered that its reader may not see.
use crate::engine::Direction;
use crate::error::{Stopped, StoreError};
use crate::keys::Key;
use crate::listed::Listed;
use crate::lists::{Narrow, Walk};
use crate::reading::Reading;
use crate::tables::{Kind, Order};
use crate::work::Work;
use domain::access::{Action, RecordType, View};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::field::Field;
use domain::id::{CompanyId, ContactId, DealId, PersonId};
use domain::text::{fold, sort_key};

/// Companies of one name that a look-up tells apart; more of them are taken for many.
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

    /// The companies of exactly this name, case aside, that the reader may see.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn companies_named(&self, name: &str) -> Result<Vec<(CompanyId, String)>, StoreError> {
        let start = Key::new().text(&sort_key(name)).done();
        let viewer = self.viewer(Kind::Company, RecordType::Company);
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
            let company = self.open::<Company>(entry.id)?;
            found.extend(
                company
                    .filter(|company| fold(company.name()) == wanted)
                    .map(|company| named(&company)),
            );
        }
        Ok(found)
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

impl Work<'_, '_> {
    /// Refuses an actor who saw another owner than the deal has now.
    ///
    /// # Errors
    /// Invisible or forbidden; `Refusal::Stale`.
    pub fn saw_owner(&self, id: DealId, owner: PersonId) -> Result<(), Stopped> {
        let deal: Deal = self.authorized(id.0, Action::Reassign)?;
        if deal.owner == owner {
            Ok(())
        } else {
            Err(deal.stamp.stale(vec![Field::Owner]).into())
        }
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
