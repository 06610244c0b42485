//! The price list in the store.
use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::{Work, denied};
use domain::access::{Action, FieldClass, Sealed, View};
use domain::by::By;
use domain::events;
use domain::id::ProductId;
use domain::products::{Event, Product, ProductChanges, Sheet};
use domain::refusal::Refusal;

impl Record for Product {
    const KIND: Kind = Kind::Product;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Work<'_, '_> {
    /// # Errors
    /// A bad value, or no right to change the price list.
    pub fn create_product(&mut self, sheet: Sheet) -> Result<ProductId, Stopped> {
        let id = ProductId(self.new_id(Kind::Product)?);
        let owner = self.who.id;
        let group = self.group_of(owner).or_else(|_| {
            self.firm
                .groups
                .keys()
                .next()
                .copied()
                .ok_or(Refusal::Unknown(domain::field::Field::Group))
        })?;
        let (product, event) = Product::create(self.by, id, sheet, owner, group)?;
        self.creates(&product)?;
        records::save(self.overlay, &product)?;
        self.tell(Kind::Product, id.0, events::Event::Product(event))?;
        Ok(id)
    }

    /// Edits a product, if the actor may read what they change.
    ///
    /// # Errors
    /// No right to change the price list or to see its prices, a bad value, or a field somebody
    /// else changed meanwhile.
    pub fn edit_product(&mut self, id: ProductId, changes: ProductChanges) -> Result<(), Stopped> {
        let product: Product = self.found(id.0)?;
        // Before the values are compared: the refusal must not tell a hidden price.
        if changes.price.is_some() {
            self.permits(&product, Action::Edit)?;
            self.permits(&product, Action::Field(FieldClass::Commercial))?;
        }
        self.change_product(id, |product, by| product.edit(by, changes))
    }

    /// # Errors
    /// No right to change the price list, or the refusal of `change`.
    pub fn change_product(
        &mut self,
        id: ProductId,
        change: impl FnOnce(&mut Product, By) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        let product: Product = self.found(id.0)?;
        let allowed =
            Sealed::new(product).authorize(Action::Edit, &self.firm.world, &self.who, self.by.now);
        let mut product = allowed.map_err(denied)?.into_record();
        let event = change(&mut product, self.by)?;
        records::save(self.overlay, &product)?;
        Ok(self.tell(Kind::Product, id.0, events::Event::Product(event))?)
    }
}

impl Reading {
    /// The price list as far as the reader may see it, archived products too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn products(&self) -> Result<Vec<View<Product>>, StoreError> {
        let all = records::load_all::<Product>(&*self.snapshot)?.into_iter();
        Ok(all
            .filter_map(|product| {
                Sealed::new(product)
                    .open(&self.firm.world, &self.who, self.now)
                    .ok()
            })
            .collect())
    }
}
