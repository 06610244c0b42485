//! Server functions of what-if.
use super::Preview;
use crate::failure::Failure;
use leptos::prelude::*;

/// What the change in this query of an address would do. Nothing is written.
///
/// # Errors
/// Not an administrator, or what saving it would refuse.
#[server(endpoint = "what-if", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_preview(#[server(default)] query: String) -> Result<Preview, Failure> {
    let (current, lang) = (
        crate::current::Current::of_context()?,
        crate::ui::use_lang(),
    );
    current
        .read(|reading| crate::current::administrator(reading.who()))
        .await?;
    inside::preview(current, query, lang).await
}

#[cfg(feature = "ssr")]
mod change;
#[cfg(feature = "ssr")]
mod inside;
