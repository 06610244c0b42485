//! Server function of the search.
use super::Results;
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
mod inside;

/// The first deals, companies and contacts that hold every word; nothing without a word.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "search", input = leptos::server_fn::codec::GetUrl)]
pub async fn search(#[server(default)] q: String) -> Result<Results, Failure> {
    let current = crate::current::Current::of_context()?;
    let today = current.today();
    current
        .read(move |reading| Ok(inside::results(reading, &q, today)?))
        .await
}
