//! Products: the firm's price list. Invariant: an archived product stays named on old lines and is
//! offered on no new one.
mod event;
mod guard;

pub use event::{Edit, Event};

use crate::by::By;
use crate::change::{Change, apply, note_clash};
use crate::field::Field;
use crate::id::{GroupId, PersonId, ProductId};
use crate::money::{self, Money};
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::text;
use serde::{Deserialize, Serialize};

/// What a product is; the same fields in the record, its draft and its forms.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    #[serde(default)]
    pub code: Option<String>,
    /// Its series or category.
    #[serde(default)]
    pub category: Option<String>,
    /// List price of one unit.
    #[serde(default)]
    pub price: Option<Money>,
    /// Such as "szt." or "h".
    #[serde(default)]
    pub unit: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub sheet: Sheet,
    /// Who brought it into the price list, and their group then: access needs both.
    pub owner: PersonId,
    pub group: GroupId,
    #[serde(default)]
    pub archived: bool,
    pub stamp: Stamp,
}

/// Edited fields: what the editor saw and what they typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ProductChanges {
    #[serde(default)]
    pub name: Option<Change<String>>,
    #[serde(default)]
    pub code: Option<Change<Option<String>>>,
    #[serde(default)]
    pub category: Option<Change<Option<String>>>,
    #[serde(default)]
    pub price: Option<Change<Option<Money>>>,
    #[serde(default)]
    pub unit: Option<Change<Option<String>>>,
}

/// Longest code, category and unit.
const SHORT: usize = 80;

impl Product {
    /// # Errors
    /// A bad text, or a negative price.
    pub fn create(
        by: By,
        id: ProductId,
        sheet: Sheet,
        owner: PersonId,
        group: GroupId,
    ) -> Result<(Self, Event), Refusal> {
        let sheet = checked(sheet)?;
        let event = Event::Created {
            name: sheet.name.clone(),
            price: sheet.price,
        };
        Ok((
            Self {
                id,
                sheet,
                owner,
                group,
                archived: false,
                stamp: Stamp::new(by),
            },
            event,
        ))
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.sheet.name
    }

    /// # Errors
    /// A bad value, nothing changed, or a field somebody else changed since it was seen.
    pub fn edit(&mut self, by: By, changes: ProductChanges) -> Result<Event, Refusal> {
        let clashing = changes.clashes(&self.sheet);
        if !clashing.is_empty() {
            return Err(self.stamp.stale(clashing));
        }
        let before = self.sheet.clone();
        let after = checked(changes.applied(before.clone()))?;
        let edits = ProductChanges::between(&before, &after).edits(&mut self.sheet);
        if edits.is_empty() {
            return Err(Refusal::Unchanged);
        }
        self.stamp.touch(by);
        Ok(Event::Edited {
            edits,
            hidden: false,
        })
    }

    /// # Errors
    /// Archived already.
    pub fn archive(&mut self, by: By) -> Result<Event, Refusal> {
        self.set_archived(by, true, Event::Archived)
    }

    /// # Errors
    /// Not archived.
    pub fn unarchive(&mut self, by: By) -> Result<Event, Refusal> {
        self.set_archived(by, false, Event::Unarchived)
    }

    fn set_archived(&mut self, by: By, archived: bool, event: Event) -> Result<Event, Refusal> {
        if self.archived == archived {
            return Err(Refusal::Unchanged);
        }
        self.archived = archived;
        self.stamp.touch(by);
        Ok(event)
    }
}

impl ProductChanges {
    /// The difference between what was shown and what came back.
    #[must_use]
    pub fn between(seen: &Sheet, typed: &Sheet) -> Self {
        Self {
            name: Change::between(seen.name.clone(), typed.name.clone()),
            code: Change::between(seen.code.clone(), typed.code.clone()),
            category: Change::between(seen.category.clone(), typed.category.clone()),
            price: Change::between(seen.price, typed.price),
            unit: Change::between(seen.unit.clone(), typed.unit.clone()),
        }
    }

    fn applied(self, mut sheet: Sheet) -> Sheet {
        apply(&mut sheet.name, self.name);
        apply(&mut sheet.code, self.code);
        apply(&mut sheet.category, self.category);
        apply(&mut sheet.price, self.price);
        apply(&mut sheet.unit, self.unit);
        sheet
    }

    fn clashes(&self, sheet: &Sheet) -> Vec<Field> {
        let mut fields = Vec::new();
        note_clash(&mut fields, Field::Name, &sheet.name, self.name.as_ref());
        note_clash(&mut fields, Field::Code, &sheet.code, self.code.as_ref());
        note_clash(
            &mut fields,
            Field::Category,
            &sheet.category,
            self.category.as_ref(),
        );
        note_clash(&mut fields, Field::Price, &sheet.price, self.price.as_ref());
        note_clash(&mut fields, Field::Unit, &sheet.unit, self.unit.as_ref());
        fields
    }

    fn edits(self, sheet: &mut Sheet) -> Vec<Edit> {
        let mut edits = Vec::new();
        edits.extend(apply(&mut sheet.name, self.name).map(Edit::Name));
        edits.extend(apply(&mut sheet.code, self.code).map(Edit::Code));
        edits.extend(apply(&mut sheet.category, self.category).map(Edit::Category));
        edits.extend(apply(&mut sheet.price, self.price).map(Edit::Price));
        edits.extend(apply(&mut sheet.unit, self.unit).map(Edit::Unit));
        edits
    }
}

fn checked(sheet: Sheet) -> Result<Sheet, Refusal> {
    if let Some(price) = sheet.price {
        if price.minor < 0 {
            return Err(money::Refusal::Negative {
                field: Field::Price,
            }
            .into());
        }
        price.bounded(Field::Price)?;
    }
    Ok(Sheet {
        name: text::required(Field::Name, &sheet.name, text::LINE)?,
        code: text::optional_line(Field::Code, sheet.code.as_ref(), SHORT)?,
        category: text::optional_line(Field::Category, sheet.category.as_ref(), SHORT)?,
        unit: text::optional_line(Field::Unit, sheet.unit.as_ref(), SHORT)?,
        price: sheet.price,
    })
}

#[cfg(test)]
mod tests;
