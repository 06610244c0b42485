//! What was typed for a gate, as the change it makes; only on the server. Invariant: what was empty
//! is filled; what somebody else filled meanwhile is not overwritten.
use super::Filled;
use crate::current::found;
use crate::deals::detail::api::write::{line, step};
use crate::deals::form::api::labels;
use domain::change::Change;
use domain::dates::parse_day;
use domain::deals::{Deal, DealChanges, DealContact, DealLine, Fill};
use domain::field::Field;
use domain::id::DealId;
use domain::money::Money;
use domain::products::Product;
use domain::refusal::Refusal;
use domain::text;
use store::{Reading, Stopped};

/// What a deal is filled in with.
pub(in crate::deals) fn fill(
    reading: &Reading,
    id: DealId,
    typed: &Filled,
) -> Result<Fill, Stopped> {
    if *typed == Filled::default() {
        return Ok(Fill::default());
    }
    let deal = found(reading.deal(id)?)?;
    let next_step = step(&typed.step, &typed.step_on)?;
    Ok(Fill {
        changes: changes(reading, &deal, typed)?,
        // The step as it stands is no change.
        next_step: next_step.filter(|step| deal.next_step.as_ref() != Some(step)),
        lines: bought(reading, &deal, typed)?,
        note: given(&typed.note).map(str::to_owned),
        file: None,
    })
}

fn changes(reading: &Reading, deal: &Deal, typed: &Filled) -> Result<DealChanges, Stopped> {
    let currency = deal
        .amount
        .map_or(reading.firm().currency(), |amount| amount.currency);
    let amount = given(&typed.amount)
        .map(|raw| Money::parse(Field::Amount, raw, currency).map_err(Refusal::from))
        .transpose()?;
    let close = given(&typed.close)
        .map(|raw| parse_day(Field::ExpectedClose, raw).map_err(Refusal::from))
        .transpose()?;
    let company = given(&typed.company)
        .map(|raw| labels::one_company(reading, raw))
        .transpose()?;
    let contact = given(&typed.contact)
        .map(|raw| labels::one_contact(reading, raw))
        .transpose()?;
    let contacts = contact.map(|contact| DealContact {
        contact,
        role: None,
    });
    let source = text::optional(Field::Source, &typed.source, text::LINE)?;
    Ok(DealChanges {
        amount: amount.and_then(|is| Change::between(deal.amount, Some(is))),
        expected_close: close.and_then(|is| Change::between(deal.expected_close, Some(is))),
        company: company.and_then(|is| Change::between(deal.company, Some(is))),
        contacts: contacts.and_then(|one| {
            let was = deal.contacts.clone();
            let is = was.iter().cloned().chain([one]).collect();
            Change::between(was, is)
        }),
        source: source.and_then(|is| Change::between(deal.source.clone(), Some(is))),
        ..DealChanges::default()
    })
}

/// One line: of a product when it bears the product's name.
fn bought(reading: &Reading, deal: &Deal, typed: &Filled) -> Result<Vec<DealLine>, Stopped> {
    let Some(name) = given(&typed.line) else {
        return Ok(Vec::new());
    };
    let wanted = text::fold(name);
    let named = |product: &Product| !product.archived && text::fold(product.name()) == wanted;
    let product = reading.products()?.into_iter().find(|one| named(one));
    let currency = deal
        .amount
        .map_or(reading.firm().currency(), |amount| amount.currency);
    let quantity = given(&typed.quantity).unwrap_or("1");
    let price = (typed.price.as_str(), currency.code());
    let product = product.map(domain::access::View::into_record);
    Ok(vec![line(product, name, quantity, price, "")?])
}

fn given(raw: &str) -> Option<&str> {
    Some(raw.trim()).filter(|raw| !raw.is_empty())
}
