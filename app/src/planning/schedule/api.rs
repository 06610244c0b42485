//! Server functions of payment schedules. Invariant: a schedule is saved whole or not at all, and
//! never over a change that its editor did not see.
use super::model::Sheet;
use super::typed::Typed;
use crate::failure::Failure;
use domain::id::{DealId, TemplateId};
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod read;
#[cfg(feature = "ssr")]
mod write;

/// The form of a deal's schedule as it is now.
///
/// # Errors
/// The same for absent and invisible; no right to edit; `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/schedule-sheet", input = leptos::server_fn::codec::GetUrl)]
pub async fn schedule_sheet(deal: String) -> Result<Sheet, Failure> {
    let current = crate::current::Current::of_context()?;
    let deal: DealId = deal.parse().map_err(|_| Failure::Missing)?;
    let (lang, today) = (crate::ui::use_lang(), current.today());
    current
        .read(move |reading| read::sheet(reading, deal, (lang, today)))
        .await
}

/// Saves the whole schedule as the form has it; empty rows are none. `version` is 0 where no
/// schedule was laid yet.
///
/// # Errors
/// The refusal; stale where somebody else changed the schedule; `SignedOut`.
#[server(endpoint = "planning/save-schedule")]
pub async fn save_schedule(
    deal: DealId,
    version: String,
    currency: String,
    #[server(default)] rows: Vec<Typed>,
    #[server(default)] signing: String,
    #[server(default)] delivery: String,
    #[server(default)] then: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let (anchors, gone) = (write::anchors(&signing, &delivery)?, write::gone(&rows));
    let rows = current
        .read(move |reading| write::rows(reading, &rows, &currency))
        .await?;
    let seen = write::seen(&version)?;
    current
        .change(None, move |work| {
            write::save(work, deal, seen, (rows, gone, anchors))
        })
        .await?;
    let back = match then.as_str() {
        "more" => format!("/deals/{deal}/schedule"),
        _ => format!("/deals/{deal}"),
    };
    leptos_axum::redirect(&back);
    Ok(())
}

/// Lays the instalments of a template; those with receipts stay.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "planning/lay-template")]
pub async fn lay_template(
    deal: DealId,
    version: String,
    template: TemplateId,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let seen = write::seen(&version)?;
    current
        .change(None, move |work| work.lay_template(deal, seen, template))
        .await
}
