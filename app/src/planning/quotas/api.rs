//! Server functions of quotas.
use super::model::{Book, Preview};
use crate::failure::Failure;
use domain::id::GroupId;
use leptos::server;
use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod write;

/// The quotas of a group and year; what makes no sense in the address is the group one heads, else
/// one's own, and this year. `cell` opens the versions of one quota.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/quotas", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_quotas(
    #[server(default)] year: String,
    #[server(default)] group: String,
    #[server(default)] cell: String,
) -> Result<Book, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| read::book(reading, (&year, &group, &cell), (lang, today)))
        .await
}

/// Sets what was changed in the grid, all of it or nothing; `was` is what the form showed.
///
/// # Errors
/// The refusal; stale where somebody else set one of them meanwhile; `SignedOut`.
#[server(endpoint = "planning/set-quotas")]
pub async fn set_quotas(
    #[server(default)] q: BTreeMap<String, String>,
    #[server(default)] was: BTreeMap<String, String>,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let drafts = current
        .read(move |reading| write::changed(reading, &q, &was, &reason))
        .await?;
    current
        .change(None, move |work| work.set_quotas(drafts).map(drop))
        .await
}

/// Copies the quotas of the year before into this one.
///
/// # Errors
/// Nothing to copy, a percentage out of range, or `SignedOut`.
#[server(endpoint = "planning/copy-quotas")]
pub async fn copy_quotas(year: String, #[server(default)] percent: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| write::copy(work, &year, &percent))
        .await
}

/// Divides a group's own quota among those directly in it.
///
/// # Errors
/// Nothing to divide, nobody to divide it among, or `SignedOut`.
#[server(endpoint = "planning/split-quota")]
pub async fn split_quota(year: String, group: GroupId) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| write::split(work, &year, group))
        .await
}

/// What a pasted block says; nothing is set.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "planning/preview-quotas")]
pub async fn preview_quotas(
    #[server(default)] year: String,
    #[server(default)] pasted: String,
) -> Result<Preview, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::preview(reading, (&year, &pasted), (lang, today))))
        .await
}

/// Sets every quota of a block or, asked to check, none.
///
/// # Errors
/// What could not be read; that nothing is set yet; `SignedOut`.
#[server(endpoint = "planning/paste-quotas")]
pub async fn paste_quotas(
    year: String,
    pasted: String,
    #[server(default)] then: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let drafts = current
        .read(move |reading| write::pasted(reading, &year, &pasted))
        .await?;
    if then != "set" {
        return Err(write::only_checked().into());
    }
    current
        .change(None, move |work| work.set_quotas(drafts).map(drop))
        .await
}
