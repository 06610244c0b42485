//! Server functions of reconciliation: the sheets of a period, one of them, and its verbs.
use super::model::{Listing, Sheet};
use crate::failure::Failure;
use domain::id::GroupId;
use leptos::server;

#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
pub(crate) mod words;
#[cfg(feature = "ssr")]
mod write;

/// The sheets of a period; one that makes no sense, or none, is the current month.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/sheets", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_sheets(#[server(default)] period: String) -> Result<Listing, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::listing(reading, &period, (lang, today))?))
        .await
}

/// One sheet with the lines that stand so and are this person's.
///
/// # Errors
/// No such sheet for this person, `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/sheet", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_sheet(
    group: String,
    #[server(default)] period: String,
    #[server(default)] standing: String,
    #[server(default)] owner: String,
    #[server(default)] page: String,
) -> Result<Sheet, Failure> {
    let current = crate::current::Current::of_context()?;
    let group: GroupId = group.parse().map_err(|_| Failure::Missing)?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| {
            let which = (standing.as_str(), owner.as_str(), page.as_str());
            read::sheet(reading, (group, &period), which, (lang, today))
        })
        .await
}

/// Opens, submits, agrees or returns a sheet, asks for it to be reopened, or grants that.
///
/// # Errors
/// The refusal; stale where somebody else took a step meanwhile; `SignedOut`.
#[server(endpoint = "planning/sheet-step")]
pub async fn sheet_step(
    step: String,
    #[server(default)] id: String,
    #[server(default)] version: u64,
    group: GroupId,
    period: String,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| match step.as_str() {
            "open" => write::open(work, group, &period),
            step => write::step(work, step, (&id, version), &reason),
        })
        .await
}

/// Gives this level's verdict on a line. An amount or day as it was shown changes neither.
///
/// # Errors
/// The refusal at its field; stale where the level gave another verdict meanwhile; `SignedOut`.
#[server(endpoint = "planning/verdict")]
pub async fn verdict(
    line: String,
    group: GroupId,
    version: u64,
    outcome: String,
    currency: String,
    #[server(default)] amount: String,
    #[server(default)] due: String,
    #[server(default)] reason: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let ruling = write::ruling(&outcome, (&amount, &currency), &due, &reason)?;
    current
        .change(None, move |work| {
            write::judge(work, (&line, group), version, ruling)
        })
        .await
}

/// Agrees every line that is shown and waits.
///
/// # Errors
/// None of them could be agreed; `SignedOut`.
#[server(endpoint = "planning/agree-lines")]
pub async fn agree_lines(
    group: GroupId,
    period: String,
    #[server(default)] standing: String,
    #[server(default)] owner: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| {
            write::agree_all(work, (group, &period), (&standing, &owner))
        })
        .await
}

/// Says something about a verdict; either side may.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "planning/comment-line")]
pub async fn comment_line(line: String, level: String, comment: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| {
            write::comment(work, &line, &level, &comment)
        })
        .await
}
