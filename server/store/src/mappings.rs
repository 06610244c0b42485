//! Mappings of imported files, remembered for the whole firm. Invariant: one for each kind of
//! records and set of columns, so that a file like an earlier one is read like it.
use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::Work;
use domain::by::Actor;
use domain::exchange::{Mapping, Preview, loose};
use domain::field::Field;
use domain::text;
use domain::time::Moment;
use serde::{Deserialize, Serialize};

/// Mappings kept; the one unused for longest gives way.
const MOST: usize = 200;

/// A mapping and where it came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeptMapping {
    pub id: u64,
    pub name: String,
    /// When it was last used, and by whom.
    pub at: Moment,
    pub by: Actor,
    pub mapping: Mapping,
}

impl Record for KeptMapping {
    const KIND: Kind = Kind::Mapping;
    fn number(&self) -> u64 {
        self.id
    }
}

impl Work<'_, '_> {
    /// Remembers a mapping under a name, in place of an earlier one of the same columns.
    ///
    /// # Errors
    /// Not an administrator, or a name that is empty or too long.
    pub fn keep_mapping(&mut self, name: &str, mapping: Mapping) -> Result<(), Stopped> {
        self.administer()?;
        let name = text::required(Field::Name, name, text::LINE)?;
        let mut all: Vec<KeptMapping> = records::load_all(&*self.overlay)?;
        let same = all.iter().find(|kept| alike(&kept.mapping, &mapping));
        let id = match same.map(|kept| kept.id) {
            Some(id) => id,
            None => {
                all.sort_by_key(|kept| kept.at);
                let surplus = (all.len() + 1).saturating_sub(MOST);
                for old in all.iter().take(surplus) {
                    records::remove(self.overlay, Kind::Mapping, old.id)?;
                }
                self.new_id(Kind::Mapping)?
            }
        };
        let kept = KeptMapping {
            id,
            name,
            at: self.by.now,
            by: self.by.actor,
            mapping,
        };
        Ok(records::save(self.overlay, &kept)?)
    }
}

impl Reading {
    /// The mapping last used for a file with the same columns; nothing for whoever does not
    /// administer the firm.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mapping_for(&self, preview: &Preview) -> Result<Option<KeptMapping>, StoreError> {
        if !self.who.administers() {
            return Ok(None);
        }
        let all: Vec<KeptMapping> = records::load_all(&*self.snapshot)?;
        let fitting = all.into_iter().filter(|kept| kept.mapping.fits(preview));
        Ok(fitting.max_by_key(|kept| kept.at))
    }
}

/// Whether they are of the same kind of records and the same columns in the same order.
fn alike(one: &Mapping, other: &Mapping) -> bool {
    let names = |mapping: &Mapping| {
        let columns = mapping.columns.iter();
        columns
            .map(|column| loose(&column.name))
            .collect::<Vec<_>>()
    };
    one.kind == other.kind && names(one) == names(other)
}
