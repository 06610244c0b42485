//! Server functions of companies.
use super::{Card, Editable, Row, Sheet};
use crate::failure::Failure;
use crate::record_list::{Listing, Query};
use domain::id::CompanyId;
use leptos::prelude::*;

/// One page of companies.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "companies/list", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_companies(query: Query) -> Result<Listing<Row>, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| Ok(inside::list(reading, &query, lang)?))
        .await
}

/// One company with its deals and contacts.
///
/// # Errors
/// Invisible when there is none.
#[server(endpoint = "companies/read", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_company(id: String) -> Result<Card, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    let today = current.today();
    current
        .read(move |reading| inside::card(reading, &id, today, lang))
        .await
}

/// The form of one company, or of a new one when the id is empty.
///
/// # Errors
/// Invisible when there is none, or not theirs to edit.
#[server(endpoint = "companies/form", input = leptos::server_fn::codec::GetUrl)]
pub async fn company_form(id: String) -> Result<Editable, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    current
        .read(move |reading| inside::form(reading, &id, lang))
        .await
}

/// Adds a company of one's own.
///
/// # Errors
/// A bad value at its field, or no right.
#[server(endpoint = "companies/create")]
pub async fn create_company(form: Sheet, #[server(default)] was: Sheet) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let owner = current.person();
    let (_, profile) = inside::typed(&current, was, form).await?;
    let id = current
        .change(None, move |work| {
            let group = work.group_of(owner)?;
            work.create_company(inside::draft(profile, owner, group))
        })
        .await?;
    leptos_axum::redirect(&format!("/companies/{id}?done=created"));
    Ok(())
}

/// Changes what was changed in the form, and nothing else.
///
/// # Errors
/// A bad value at its field, no right, or a field somebody else changed meanwhile.
#[server(endpoint = "companies/save")]
pub async fn save_company(
    id: CompanyId,
    form: Sheet,
    #[server(default)] was: Sheet,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let (seen, typed) = inside::typed(&current, was, form).await?;
    let changes = CompanyChanges::between(&seen, &typed);
    current
        .change(None, move |work| work.edit_company(id, changes))
        .await?;
    leptos_axum::redirect(&format!("/companies/{id}?done=saved"));
    Ok(())
}

/// Takes a company out of all lists.
///
/// # Errors
/// No right, or deleted already.
#[server(endpoint = "companies/delete")]
pub async fn delete_company(id: CompanyId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            let by = work.by();
            work.change_company(id, Action::Delete, |company| company.delete(by))
        })
        .await?;
    leptos_axum::redirect(&format!("/companies/{id}"));
    Ok(())
}

/// Brings a deleted company back.
///
/// # Errors
/// No right, or not deleted.
#[server(endpoint = "companies/restore")]
pub async fn restore_company(id: CompanyId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            let by = work.by();
            work.change_company(id, Action::Delete, |company| company.restore(by))
        })
        .await?;
    leptos_axum::redirect(&format!("/companies/{id}?done=restored"));
    Ok(())
}

#[cfg(feature = "ssr")]
use {crate::current::Current, domain::access::Action, domain::companies::CompanyChanges};

#[cfg(feature = "ssr")]
pub(crate) mod inside;
