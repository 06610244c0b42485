//! Server functions of the forms of a deal.
use super::model::Sheet;
use super::typed::Typed;
use crate::failure::Failure;
use domain::id::DealId;
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod labels;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod write;

/// A form for a new deal, perhaps of a company.
///
/// # Errors
/// No right to create deals, `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/new-sheet", input = leptos::server_fn::codec::GetUrl)]
pub async fn new_sheet(company: String) -> Result<Sheet, Failure> {
    let current = crate::current::Current::of_context()?;
    let (lang, today) = (crate::preferences::use_preferences().lang, current.today());
    current
        .read(move |reading| read::new_sheet(reading, &company, (lang, today)))
        .await
}

/// The form of a deal as it is now.
///
/// # Errors
/// The same for absent and invisible; no right to edit; `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/edit-sheet", input = leptos::server_fn::codec::GetUrl)]
pub async fn edit_sheet(id: String) -> Result<Sheet, Failure> {
    let current = crate::current::Current::of_context()?;
    let id: DealId = id.parse().map_err(|_| Failure::Missing)?;
    let lang = crate::preferences::use_preferences().lang;
    current
        .read(move |reading| read::edit_sheet(reading, id, lang))
        .await
}

/// Opens a deal and leads to it.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/open")]
pub async fn open_deal(form: Typed) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let me = current.person();
    let form = form.tidied();
    let form = current
        .read(move |reading| labels::read(reading, form))
        .await?;
    let id = current
        .change(None, move |work| write::open(work, &form, me))
        .await?;
    leptos_axum::redirect(&format!("/deals/{id}"));
    Ok(())
}

/// Saves what was changed in the form and leads back to the deal. `was` is what the form showed.
///
/// # Errors
/// The refusal at its field; stale where somebody else changed the same; `SignedOut`.
#[server(endpoint = "deals/save")]
pub async fn save_deal(id: DealId, form: Typed, was: Typed) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let (form, was) = (form.tidied(), was.tidied());
    let (form, was) = current
        .read(move |reading| labels::both(reading, form, was))
        .await?;
    let me = current.person();
    current
        .change(None, move |work| write::save(work, id, (&form, &was), me))
        .await?;
    leptos_axum::redirect(&format!("/deals/{id}"));
    Ok(())
}

/// Names of companies, or of contacts, that hold what is typed.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/find", input = leptos::server_fn::codec::GetUrl)]
pub async fn find_named(
    typed: String,
    #[server(default)] contacts: bool,
) -> Result<Vec<String>, Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .read(move |reading| Ok(labels::found(reading, &typed, contacts)?))
        .await
}
