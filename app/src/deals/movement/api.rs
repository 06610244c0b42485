//! Server functions of the report of movement.
use super::model::{Passed, Report};
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
mod read;

/// The whole report, as the query part of the address says.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "movement", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_movement(#[server(default)] query: String) -> Result<Report, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::report(reading, &query, today, lang)?))
        .await
}

/// The deals behind one cell of the matrix.
///
/// # Errors
/// `SignedOut`, an unknown stage, or trouble with the store.
#[server(endpoint = "movement/deals", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_passed(#[server(default)] query: String) -> Result<Passed, Failure> {
    let current = crate::current::Current::of_context()?;
    let today = current.today();
    current
        .read(move |reading| read::passed(reading, &query, today))
        .await
}
