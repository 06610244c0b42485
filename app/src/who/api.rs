//! Server functions of who sees a record.
use super::Audience;
use crate::failure::Failure;
use leptos::prelude::*;

/// Who sees the record `of`, some on each page; and why `person` does or does not, when one is named.
///
/// # Errors
/// Invisible, also for whoever sees the record but decides nothing about it.
#[server(endpoint = "who/read", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_who(
    of: String,
    #[server(default)] person: String,
    #[server(default)] page: String,
) -> Result<Audience, Failure> {
    let (current, lang) = (
        crate::current::Current::of_context()?,
        crate::ui::use_lang(),
    );
    current
        .read(move |reading| inside::audience(reading, &of, (&person, &page), lang))
        .await
}

#[cfg(feature = "ssr")]
mod inside;
