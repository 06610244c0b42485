//! Rules of products.
use super::*;
use crate::by::Actor;
use crate::money::Currency;
use crate::time::Moment;

const BY: By = By {
    actor: Actor::Person(PersonId(1)),
    now: Moment(5),
};

fn chair(price: i64) -> Result<Product, Refusal> {
    let price = Some(Money::major(price, Currency::PLN));
    let sheet = Sheet {
        name: "Chair".to_owned(),
        price,
        ..Sheet::default()
    };
    Product::create(BY, ProductId(1), sheet, PersonId(1), GroupId(1)).map(|(product, _)| product)
}

#[test]
fn a_price_is_not_negative() {
    assert_eq!(chair(-1).unwrap_err().field(), Some(Field::Price));
    assert!(chair(0).is_ok());
}

#[test]
fn an_edit_cleans_what_was_typed_and_says_what_changed() {
    let mut chair = chair(5).unwrap();
    let typed = Sheet {
        code: Some(" C-1 ".to_owned()),
        ..chair.sheet.clone()
    };
    let event = chair
        .edit(BY, ProductChanges::between(&chair.sheet.clone(), &typed))
        .unwrap();
    let edits = vec![Edit::Code(Change::new(None, Some("C-1".to_owned())))];
    assert_eq!(
        event,
        Event::Edited {
            edits,
            hidden: false
        }
    );
}

#[test]
fn an_archived_product_is_archived_once() {
    let mut chair = chair(5).unwrap();
    assert_eq!(chair.archive(BY), Ok(Event::Archived));
    assert_eq!(chair.archive(BY), Err(Refusal::Unchanged));
    assert_eq!(chair.unarchive(BY), Ok(Event::Unarchived));
}
