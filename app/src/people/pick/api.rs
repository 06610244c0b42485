//! Server functions of choosing a colleague.
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod inside;

/// Names of active colleagues, and of groups if asked for, that fit what is typed.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "people/find", input = leptos::server_fn::codec::GetUrl)]
pub async fn find_people(
    typed: String,
    #[server(default)] groups: bool,
) -> Result<Vec<String>, Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .read(move |reading| Ok(inside::suggested(reading.firm(), &typed, groups)))
        .await
}
