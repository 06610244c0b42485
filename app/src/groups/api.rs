//! Server functions of groups.
use super::{Card, Choosable, Tree};
use crate::failure::Failure;
use domain::id::{GroupId, PersonId};
use leptos::prelude::*;

/// The tree of groups.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "groups/tree")]
pub async fn read_groups() -> Result<Tree, Failure> {
    let current = Current::of_context()?;
    current.read(|reading| Ok(inside::tree(reading))).await
}

/// One group.
///
/// # Errors
/// Invisible when there is none, or it is dissolved.
#[server(endpoint = "groups/read")]
pub async fn read_group(id: String) -> Result<Card, Failure> {
    let current = Current::of_context()?;
    current
        .read(move |reading| inside::card(reading, &id))
        .await
}

/// The groups a new one may hang under.
///
/// # Errors
/// Not an administrator.
#[server(endpoint = "groups/read-parents")]
pub async fn read_parents() -> Result<Vec<Choosable>, Failure> {
    let current = Current::of_context()?;
    current
        .read(|reading| {
            administrator(reading.who())?;
            Ok(choosable(reading.firm()))
        })
        .await
}

/// # Errors
/// Not an administrator, or a bad name or parent.
#[server(endpoint = "groups/create")]
pub async fn create_group(name: String, #[server(default)] parent: String) -> Result<(), Failure> {
    let (current, parent) = (Current::of_context()?, inside::parent(&parent)?);
    let id = current
        .change(None, move |work| work.create_group(&name, parent))
        .await?;
    leptos_axum::redirect(&format!("/groups/{id}?done=created"));
    Ok(())
}

/// # Errors
/// Not an administrator, or a bad name.
#[server(endpoint = "groups/rename")]
pub async fn rename_group(id: GroupId, name: String) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.rename_group(id, &name))
        .await?;
    leptos_axum::redirect(&format!("/groups/{id}?done=saved"));
    Ok(())
}

/// # Errors
/// Not an administrator, or a place that makes no tree.
#[server(endpoint = "groups/move")]
pub async fn move_group(id: GroupId, #[server(default)] parent: String) -> Result<(), Failure> {
    let (current, parent) = (Current::of_context()?, inside::parent(&parent)?);
    current
        .change(None, move |work| work.move_group(id, parent))
        .await?;
    leptos_axum::redirect(&format!("/groups/{id}?done=moved"));
    Ok(())
}

/// # Errors
/// Not an administrator, nobody chosen, or a head already.
#[server(endpoint = "groups/appoint")]
pub async fn appoint_head(id: GroupId, #[server(default)] person: String) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| {
            let person = inside::person_of(work.firm(), &person)?;
            work.appoint_head(id, person)
        })
        .await?;
    leptos_axum::redirect(&format!("/groups/{id}?done=appointed"));
    Ok(())
}

/// # Errors
/// Not an administrator, or not a head.
#[server(endpoint = "groups/dismiss")]
pub async fn dismiss_head(id: GroupId, person: PersonId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.dismiss_head(id, person))
        .await?;
    leptos_axum::redirect(&format!("/groups/{id}?done=dismissed"));
    Ok(())
}

/// # Errors
/// Not an administrator, or a group that still holds something.
#[server(endpoint = "groups/dissolve")]
pub async fn dissolve_group(id: GroupId) -> Result<(), Failure> {
    let current = Current::of_context()?;
    current
        .change(None, move |work| work.dissolve_group(id))
        .await?;
    leptos_axum::redirect("/groups?done=dissolved");
    Ok(())
}

#[cfg(feature = "ssr")]
use crate::current::{Current, administrator};
#[cfg(feature = "ssr")]
pub(crate) use inside::{choosable, named};

#[cfg(feature = "ssr")]
mod inside;
