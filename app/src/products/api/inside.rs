//! What the server functions of the price list share on the server.
use crate::companies::api::inside::filled;
use crate::current::{found, permitted};
use crate::products::{Editable, Fields, PriceList};
use domain::access::{Action, FieldClass, Lane, RecordType};
use domain::field::Field;
use domain::lang::Lang;
use domain::money::{Currency, Money};
use domain::products::Sheet;
use domain::refusal::Refusal;
use domain::text::sort_key;
use store::{Reading, Stopped, StoreError};

pub(super) fn list(reading: &Reading) -> Result<PriceList, StoreError> {
    let mut products = reading.products()?;
    products.sort_by_cached_key(|product| (product.archived, sort_key(product.name()), product.id));
    Ok(PriceList {
        products,
        may_create: reading.who().may_create(RecordType::Product, Lane::Normal),
    })
}

pub(super) fn form(reading: &Reading, id: &str, lang: Lang) -> Result<Editable, Stopped> {
    let currency = reading.firm().currency();
    if id.is_empty() {
        let may = reading.who().may_create(RecordType::Product, Lane::Normal);
        permitted(may, Action::Edit)?;
        let typed = Fields {
            currency: currency.code().to_owned(),
            ..Fields::default()
        };
        return Ok(Editable {
            id: None,
            typed,
            shows_price: true,
        });
    }
    let id = found(id.parse().ok())?;
    let all = reading.products()?.into_iter();
    let mut named = all.filter(|product| product.id == id);
    let product = found(named.next())?;
    permitted(product.may(Action::Edit), Action::Edit)?;
    Ok(Editable {
        id: Some(id),
        typed: Fields::of(&product, currency, lang),
        shows_price: product.may(Action::Field(FieldClass::Commercial)),
    })
}

/// The product that was typed.
pub(super) fn sheet(typed: &Fields) -> Result<Sheet, Refusal> {
    let text = |text: &str| filled(text).map(str::to_owned);
    let currency = filled(&typed.currency).map(|code| Currency::of(Field::Currency, code));
    let currency = currency.transpose()?.unwrap_or(Currency::PLN);
    let price = filled(&typed.price).map(|raw| Money::parse(Field::Price, raw, currency));
    Ok(Sheet {
        name: typed.name.trim().to_owned(),
        code: text(&typed.code),
        category: text(&typed.category),
        price: price.transpose()?,
        unit: text(&typed.unit),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_keeps_the_currency_it_is_shown_in() {
        let typed = Fields {
            name: " Biurko ".to_owned(),
            price: "1234,50".to_owned(),
            currency: "EUR".to_owned(),
            ..Fields::default()
        };
        let sheet = sheet(&typed).map(|sheet| (sheet.name, sheet.price));
        let euro = Currency::of(Field::Currency, "EUR").map(|euro| Money::new(123_450, euro));
        assert_eq!(sheet, Ok(("Biurko".to_owned(), euro.ok())));
    }
}
