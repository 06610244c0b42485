//! Server functions of the price list.
use super::{Editable, Fields, PriceList};
use crate::failure::Failure;
use domain::id::ProductId;
use leptos::prelude::*;

/// The price list, by name.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "products/list", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_products() -> Result<PriceList, Failure> {
    let current = Current::of_context()?;
    current.read(|reading| Ok(inside::list(reading)?)).await
}

/// The form of one product, or of a new one when the id is empty.
///
/// # Errors
/// Invisible when there is none, or not theirs to edit.
#[server(endpoint = "products/form", input = leptos::server_fn::codec::GetUrl)]
pub async fn product_form(id: String) -> Result<Editable, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| inside::form(reading, &id, lang))
        .await
}

/// # Errors
/// A bad value at its field, or no right to change the price list.
#[server(endpoint = "products/create")]
pub async fn create_product(form: Fields) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let sheet = inside::sheet(&form)?;
    current
        .change(None, move |work| work.create_product(sheet))
        .await?;
    leptos_axum::redirect("/products?done=created");
    Ok(())
}

/// Changes what was changed in the form, and nothing else.
///
/// # Errors
/// A bad value at its field, no right, or a field somebody else changed meanwhile.
#[server(endpoint = "products/save")]
pub async fn save_product(
    id: ProductId,
    form: Fields,
    #[server(default)] was: Fields,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let changes = ProductChanges::between(&inside::sheet(&was)?, &inside::sheet(&form)?);
    current
        .change(None, move |work| work.edit_product(id, changes))
        .await?;
    leptos_axum::redirect("/products?done=saved");
    Ok(())
}

/// Offers a product on no new line, or again.
///
/// # Errors
/// No right to change the price list, or so already.
#[server(endpoint = "products/archive")]
pub async fn archive_product(id: ProductId, #[server(default)] back: bool) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            work.change_product(id, |product, by| match back {
                true => product.unarchive(by),
                false => product.archive(by),
            })
        })
        .await?;
    let done = if back { "restored" } else { "archived" };
    leptos_axum::redirect(&format!("/products?done={done}"));
    Ok(())
}

#[cfg(feature = "ssr")]
use {crate::current::Current, domain::products::ProductChanges};

#[cfg(feature = "ssr")]
mod inside;
