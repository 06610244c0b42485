//! Rows of products.
use super::cells::Cells;
use super::planner::{Planner, place};
use crate::exchange::draft::{Drafted, ProductDraft, Ref};
use crate::exchange::field::Field;
use crate::exchange::known::{Key, Known, Match};
use crate::exchange::mapping::Unknown;
use crate::exchange::problem::Fault;
use crate::exchange::text::fold;
use crate::id::ProductId;
use crate::text::LINE;

const SHORT: usize = 80;

/// A product that is there under its own name, or one to be made.
pub(super) enum FoundProduct {
    Is(Ref<ProductId>, String),
    ToMake(String),
}

impl FoundProduct {
    pub(super) fn name(&self) -> &str {
        let (Self::Is(_, name) | Self::ToMake(name)) = self;
        name
    }
}

impl<K: Known> Planner<'_, K> {
    pub(super) fn product_row(&mut self, cells: &mut Cells<'_>) {
        let currency = cells.currency();
        let code = cells.text(Field::Code, SHORT);
        let draft = ProductDraft {
            name: cells
                .text(Field::Name, LINE)
                .or_else(|| code.clone())
                .unwrap_or_default(),
            code,
            series: cells.text(Field::Series, SHORT),
            price: cells.amount(Field::Price, currency),
        };
        if draft.name.is_empty() {
            cells.reject(Field::Name, Fault::Missing { field: Field::Name });
        }
        if cells.is_rejected() {
            return;
        }
        let key = draft
            .code
            .as_deref()
            .map_or(Key::Name(&draft.name), Key::External);
        match self.product(key) {
            Match::Many => cells.reject(
                Field::Name,
                Fault::Several {
                    field: Field::Product,
                },
            ),
            Match::One(Ref::Known(_)) => self.is_there(cells, Field::Name, Fault::AlreadyThere),
            Match::One(Ref::New(_)) => self.is_there(cells, Field::Name, Fault::Repeated),
            Match::None => drop(self.add_product(cells.line(), draft)),
        }
    }

    /// The product that a row names: by code, by name, by its letters alone.
    pub(super) fn find_product(&self, cells: &mut Cells<'_>) -> Option<FoundProduct> {
        let name = cells.text(Field::Product, LINE)?;
        let keys = [Key::External(&name), Key::Name(&name), Key::Loose(&name)];
        let found = keys
            .into_iter()
            .map(|key| self.product(key))
            .find(|found| *found != Match::None);
        match found.unwrap_or(Match::None) {
            Match::One(product) => {
                let known = self.product_name(product).unwrap_or(&name).to_owned();
                if fold(&known) != fold(&name) {
                    cells.remark(
                        Field::Product,
                        Fault::MatchedLoosely {
                            from: name,
                            to: known.clone(),
                        },
                    );
                }
                return Some(FoundProduct::Is(product, known));
            }
            Match::Many => cells.reject(
                Field::Product,
                Fault::Several {
                    field: Field::Product,
                },
            ),
            Match::None => match cells.mapping.unknown {
                Unknown::Create => return Some(FoundProduct::ToMake(name)),
                Unknown::LeaveEmpty => cells.remark(
                    Field::Product,
                    Fault::LeftEmpty {
                        field: Field::Product,
                    },
                ),
                Unknown::Reject => cells.reject(
                    Field::Product,
                    Fault::Unknown {
                        field: Field::Product,
                    },
                ),
            },
        }
        None
    }

    /// Makes the product where it is still to be made.
    pub(super) fn take_product(
        &mut self,
        cells: &mut Cells<'_>,
        found: FoundProduct,
    ) -> (Ref<ProductId>, String) {
        match found {
            FoundProduct::Is(product, name) => (product, name),
            FoundProduct::ToMake(name) => {
                cells.remark(
                    Field::Product,
                    Fault::CreatedAlong {
                        field: Field::Product,
                    },
                );
                let draft = ProductDraft {
                    name: name.clone(),
                    ..ProductDraft::default()
                };
                (self.add_product(cells.line(), draft), name)
            }
        }
    }

    fn add_product(&mut self, line: u32, draft: ProductDraft) -> Ref<ProductId> {
        let product = Ref::New(place(self.plan.products.len()));
        self.products.add(
            product,
            [
                Some(Key::Name(&draft.name)),
                draft.code.as_deref().map(Key::External),
            ],
        );
        self.plan.products.push(Drafted { line, draft });
        product
    }

    fn product_name(&self, product: Ref<ProductId>) -> Option<&str> {
        match product {
            Ref::New(at) => self
                .plan
                .products
                .get(at as usize)
                .map(|product| product.draft.name.as_str()),
            Ref::Known(_) => None,
        }
    }
}
