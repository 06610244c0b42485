//! The server function of the changes of a plan.
use super::model::Changes;
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
mod read;

/// What changed a group's plan since a snapshot; what makes no sense in the address is as usual.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/changes", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_changes(
    #[server(default)] group: String,
    #[server(default)] since: String,
    #[server(default)] period: String,
) -> Result<Changes, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| {
            let asked = (group.as_str(), since.as_str(), period.as_str());
            Ok(read::changes(reading, asked, (lang, today))?)
        })
        .await
}
