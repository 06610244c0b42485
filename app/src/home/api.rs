//! The server function of the home.
use super::model::Home;
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
mod plan;
#[cfg(feature = "ssr")]
mod read;

/// The numbers of a period; one that makes no sense, or none, is the current month.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "home", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_home(period: String) -> Result<Home, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::home(reading, &period, today, lang)?))
        .await
}
