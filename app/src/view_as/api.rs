//! Server functions of looking with somebody's eyes.
use crate::failure::Failure;
use domain::id::PersonId;
use leptos::prelude::*;

/// Lets this session look with a colleague's eyes, told in the audit log.
///
/// # Errors
/// Invisible to whoever neither administers nor audits, and for somebody unknown, inactive or oneself.
#[server(endpoint = "view-as/begin")]
pub async fn begin(id: PersonId) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current.look_as(Some(id)).await?;
    leptos_axum::redirect("/");
    Ok(())
}

/// Lets this session look with its own eyes again.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "view-as/end")]
pub async fn end() -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current.look_as(None).await?;
    leptos_axum::redirect("/people");
    Ok(())
}
