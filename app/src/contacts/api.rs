//! Server functions of contacts.
use super::{Card, Editable, Row, Sheet};
use crate::failure::Failure;
use crate::record_list::{Listing, Query};
use domain::id::ContactId;
use leptos::prelude::*;

/// One page of contacts.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "contacts/list", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_contacts(query: Query) -> Result<Listing<Row>, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| Ok(inside::list(reading, &query)?))
        .await
}

/// One contact.
///
/// # Errors
/// Invisible when there is none.
#[server(endpoint = "contacts/read", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_contact(id: String) -> Result<Card, Failure> {
    let (current, lang) = (Current::of_context()?, crate::ui::use_lang());
    let today = current.today();
    current
        .read(move |reading| inside::card(reading, &id, today, lang))
        .await
}

/// The form of one contact, or of a new one, at `company` if given, when the id is empty.
///
/// # Errors
/// Invisible when there is none, or not theirs to edit.
#[server(endpoint = "contacts/form", input = leptos::server_fn::codec::GetUrl)]
pub async fn contact_form(id: String, company: String) -> Result<Editable, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| inside::form(reading, &id, &company))
        .await
}

/// Adds a contact of one's own.
///
/// # Errors
/// A bad value at its field, or no right.
#[server(endpoint = "contacts/create")]
pub async fn create_contact(form: Sheet, #[server(default)] was: Sheet) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let owner = current.person();
    let (_, card) = inside::typed(&current, was, form).await?;
    let id = current
        .change(None, move |work| {
            let group = work.group_of(owner)?;
            work.create_contact(inside::draft(card, owner, group))
        })
        .await?;
    leptos_axum::redirect(&format!("/contacts/{id}?done=created"));
    Ok(())
}

/// Changes what was changed in the form, and nothing else.
///
/// # Errors
/// A bad value at its field, no right, or a field somebody else changed meanwhile.
#[server(endpoint = "contacts/save")]
pub async fn save_contact(
    id: ContactId,
    form: Sheet,
    #[server(default)] was: Sheet,
) -> Result<(), Failure> {
    let current = Current::of_context()?;
    let (seen, typed) = inside::typed(&current, was, form).await?;
    let changes = ContactChanges::between(&seen, &typed);
    current
        .change(None, move |work| work.edit_contact(id, changes))
        .await?;
    leptos_axum::redirect(&format!("/contacts/{id}?done=saved"));
    Ok(())
}

/// Takes a contact out of all lists.
///
/// # Errors
/// No right, or deleted already.
#[server(endpoint = "contacts/delete")]
pub async fn delete_contact(id: ContactId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            let by = work.by();
            work.change_contact(id, Action::Delete, |contact| contact.delete(by))
        })
        .await?;
    leptos_axum::redirect(&format!("/contacts/{id}"));
    Ok(())
}

/// Brings a deleted contact back.
///
/// # Errors
/// No right, or not deleted.
#[server(endpoint = "contacts/restore")]
pub async fn restore_contact(id: ContactId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            let by = work.by();
            work.change_contact(id, Action::Delete, |contact| contact.restore(by))
        })
        .await?;
    leptos_axum::redirect(&format!("/contacts/{id}?done=restored"));
    Ok(())
}

#[cfg(feature = "ssr")]
use {crate::current::Current, domain::access::Action, domain::contacts::ContactChanges};

#[cfg(feature = "ssr")]
mod inside;
