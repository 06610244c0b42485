//! The price list. Invariant: an archived product stays on it, marked; who may not see prices is
//! given none.
pub mod api;
pub mod form;
pub mod list;
mod texts;

use domain::access::View;
use domain::id::ProductId;
use domain::lang::Lang;
use domain::money::Currency;
use domain::products::Product;
use serde::{Deserialize, Serialize};

/// The whole price list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PriceList {
    pub products: Vec<View<Product>>,
    pub may_create: bool,
}

/// What the form of a product starts from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Editable {
    /// Absent for a new product.
    pub id: Option<ProductId>,
    pub typed: Fields,
    pub shows_price: bool,
}

/// The fields of the form as they are typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    pub name: String,
    pub code: String,
    pub category: String,
    pub price: String,
    pub currency: String,
    pub unit: String,
}

impl Fields {
    #[must_use]
    pub fn of(product: &Product, currency: Currency, lang: Lang) -> Self {
        let sheet = product.sheet.clone();
        let shown = sheet.price.map_or(currency, |price| price.currency);
        Self {
            name: sheet.name,
            code: sheet.code.unwrap_or_default(),
            category: sheet.category.unwrap_or_default(),
            price: sheet
                .price
                .map(|price| price.input(lang))
                .unwrap_or_default(),
            currency: shown.code().to_owned(),
            unit: sheet.unit.unwrap_or_default(),
        }
    }

    /// Each field with its key.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 6] {
        [
            ("name", &self.name),
            ("code", &self.code),
            ("category", &self.category),
            ("price", &self.price),
            ("currency", &self.currency),
            ("unit", &self.unit),
        ]
    }
}
