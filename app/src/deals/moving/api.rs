//! The server function behind moving a deal; the moves themselves are those of its page.
use super::model::Moving;
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
mod read;

/// Where a deal can go. All comes from the address, so it may be anything: the number, the stage
/// that was chosen, and the list one came from.
///
/// # Errors
/// The same for absent and invisible; `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/moving", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_moving(
    id: String,
    #[server(default)] to: String,
    #[server(default)] list: String,
) -> Result<Moving, Failure> {
    let current = crate::current::Current::of_context()?;
    let id = id.parse().map_err(|_| Failure::Missing)?;
    let (lang, today) = (crate::ui::use_lang(), current.today());
    current
        .read(move |reading| read::moving(reading, id, &to, &list, (lang, today)))
        .await
}
