//! The server function of the list of instalments.
use super::model::{Listing, Query};
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod read;

/// A page of the instalments that the address asks for; what makes no sense in it asks nothing.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/instalments", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_instalments(#[server(default)] query: Query) -> Result<Listing, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::listing(reading, &query, (lang, today))?))
        .await
}
