//! Server functions of deals: thin, one call into the store each.
use super::model::DealList;
use crate::failure::Failure;
use domain::id::DealId;
use leptos::server;

#[cfg(feature = "ssr")]
pub(in crate::deals) mod read;
#[cfg(feature = "ssr")]
pub(in crate::deals) mod stuck;

/// One page of the list, as the query part of the address says.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/list", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_deals(query: String) -> Result<DealList, Failure> {
    let current = crate::current::Current::of_context()?;
    let today = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::list(reading, &query, today)?))
        .await
}

/// Changes a deal where it stands in the list: stage, owner, amount, close. The `was_` fields say
/// what the editor saw, so that nobody's change is overwritten unseen.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/edit-row")]
pub async fn edit_row(
    id: DealId,
    stage: String,
    was_stage: String,
    owner: String,
    was_owner: String,
    amount: String,
    was_amount: String,
    currency: String,
    close: String,
    was_close: String,
    back: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let row = read::RowEdit {
        stage: (was_stage, stage),
        owner: (was_owner, owner),
        amount: (was_amount, amount),
        currency,
        close: (was_close, close),
    };
    current
        .change(None, move |work| row.apply(work, id))
        .await?;
    leptos_axum::redirect(crate::target::local(&back).unwrap_or("/deals"));
    Ok(())
}

/// Keeps a deal from being told of as stuck until a day, and leads to `back`, if any.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/snooze")]
pub async fn snooze(
    id: DealId,
    #[server(rename = "snooze-until")] until: String,
    #[server(rename = "snooze-reason")] reason: String,
    #[server(default)] back: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let until = stuck::day(&until)?;
    current
        .change(None, move |work| stuck::snooze(work, id, until, &reason))
        .await?;
    if let Some(back) = crate::target::local(&back) {
        leptos_axum::redirect(&stuck::told_of(back, id));
    }
    Ok(())
}

/// Ends a snooze before its day, and leads to `back`, if any.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/wake")]
pub async fn wake(id: DealId, #[server(default)] back: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| stuck::wake(work, id))
        .await?;
    if let Some(back) = crate::target::local(&back) {
        leptos_axum::redirect(back);
    }
    Ok(())
}
