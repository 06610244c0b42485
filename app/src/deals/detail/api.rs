//! Server functions of one deal: its page, and a verb for each thing done to it. Invariant: what the
//! form showed goes along with what was typed, so that nobody's change is overwritten unseen.
use super::model::Detail;
use crate::deals::fill::Filled;
#[cfg(feature = "ssr")]
use crate::deals::fill::api as fill;
use crate::failure::Failure;
use domain::id::{DealId, FileId, NoteId};
use leptos::server;

#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
pub(in crate::deals) mod write;

/// Where a form of another page leads; without that the page of the form stays.
#[cfg(feature = "ssr")]
fn lead(back: &str) {
    if let Some(back) = crate::target::local(back) {
        leptos_axum::redirect(back);
    }
}

/// Everything the page of a deal shows. All comes from the address, so it may be anything: the
/// number, the list one came from, and the place before which events are told.
///
/// # Errors
/// The same for absent and invisible; `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/one", input = leptos::server_fn::codec::GetUrl)]
pub async fn deal(
    id: String,
    #[server(default)] list: String,
    #[server(default)] before: String,
) -> Result<Detail, Failure> {
    let current = crate::current::Current::of_context()?;
    let id: DealId = id.parse().map_err(|_| Failure::Missing)?;
    let (lang, today) = (crate::preferences::use_preferences().lang, current.today());
    current
        .read(move |reading| read::deal(reading, id, (&list, &before), (lang, today)))
        .await
}

/// Writes a note.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/note")]
pub async fn note(id: DealId, note: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.note_deal(id, &note).map(|_| ()))
        .await
}

/// Writes down a call or meeting that was held.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/log")]
pub async fn log(
    id: DealId,
    kind: String,
    #[server(rename = "held-on")] on: String,
    #[server(default)]
    #[server(rename = "held-at")]
    time: String,
    #[server(default)] duration: String,
    #[server(default)] contact: String,
    note: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let held = write::held(&kind, (&on, &time), &duration, &contact)?;
    current
        .change(None, move |work| write::log(work, id, held, &note))
        .await
}

/// Changes one's own note.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/change-note")]
pub async fn change_note(id: DealId, of: NoteId, note: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.rewrite_note(id, of, &note))
        .await
}

/// Removes one's own note.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/remove-note")]
pub async fn remove_note(id: DealId, of: NoteId) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.delete_note(id, of))
        .await
}

/// Takes a file away from the deal for good.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/detach")]
pub async fn detach(id: DealId, file: FileId) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.detach_file(id, file))
        .await
}

/// Plans what comes next; an empty step means nothing.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/next-step")]
pub async fn plan_step(
    id: DealId,
    step: String,
    step_on: String,
    was_step: String,
    was_step_on: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let (was, is) = (
        write::step(&was_step, &was_step_on)?,
        write::step(&step, &step_on)?,
    );
    current
        .change(None, move |work| write::plan(work, id, was, is))
        .await
}

/// Moves the deal to another open stage, filled in with what the gate asks for: both or neither.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/move")]
pub async fn move_stage(
    id: DealId,
    stage: String,
    was_stage: String,
    #[server(default)] fill: Filled,
    #[server(default)] back: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let (was, is) = (write::stage(&was_stage)?, write::stage(&stage)?);
    let fill = current
        .read(move |reading| fill::fill(reading, id, &fill))
        .await?;
    current
        .change(None, move |work| {
            write::fill_and_move(work, id, (was, is), fill)
        })
        .await?;
    lead(&back);
    Ok(())
}

/// Wins the deal, filled in with what the gate asks for: both or neither. An amount left as it was
/// shown keeps the deal's, whatever that is by now.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/win")]
pub async fn win(
    id: DealId,
    closed: String,
    #[server(default)] amount: String,
    #[server(default)] was_amount: String,
    currency: String,
    #[server(default)] stage: String,
    #[server(default)] fill: Filled,
    #[server(default)] back: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let amount = (was_amount != amount).then_some(amount);
    let terms = write::terms(&closed, amount.as_deref(), &currency, &stage)?;
    let fill = current
        .read(move |reading| fill::fill(reading, id, &fill))
        .await?;
    current
        .change(None, move |work| work.fill_and_win(id, terms, fill))
        .await?;
    lead(&back);
    Ok(())
}

/// Loses the deal, with the reason.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/lose")]
pub async fn lose(
    id: DealId,
    closed: String,
    #[server(default)] lost_reason: String,
    #[server(default)] lost_text: String,
    #[server(default)] back: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let on = write::closing_day(&closed)?;
    let reason = write::reason(&lost_reason, &lost_text)?;
    current
        .change(None, move |work| {
            write::lose(work, id, on, reason, &lost_text)
        })
        .await?;
    lead(&back);
    Ok(())
}

/// Takes a closed deal up again: in the given stage, else where it stood before.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/reopen")]
pub async fn reopen(
    id: DealId,
    #[server(default)] stage: String,
    #[server(default)] back: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let stage = Some(stage).filter(|raw| !raw.is_empty());
    let stage = stage.map(|raw| write::stage(&raw)).transpose()?;
    current
        .change(None, move |work| work.reopen_deal(id, stage))
        .await?;
    lead(&back);
    Ok(())
}

/// Puts the deal into the trash and leads to the list, which offers to undo it.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/delete")]
pub async fn delete(id: DealId) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| write::delete(work, id))
        .await?;
    leptos_axum::redirect(&format!("/deals?deleted={id}"));
    Ok(())
}

/// Takes the deal out of the trash and leads to it.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/restore")]
pub async fn restore(id: DealId) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| write::restore(work, id))
        .await?;
    leptos_axum::redirect(&format!("/deals/{id}"));
    Ok(())
}

/// Adds a line: a product of the price list, or what is typed. Without a price of its own the
/// product's is taken.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/add-line")]
pub async fn add_line(
    id: DealId,
    version: u64,
    #[server(default)] product: String,
    #[server(default)] line: String,
    quantity: String,
    #[server(default)] price: String,
    currency: String,
    #[server(default)] discount: String,
    #[server(default)] follow: bool,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let product = write::product(&product)?;
    let (product, rights) = current
        .read(move |reading| read::for_line(reading, id, product, None))
        .await?;
    let line = write::line(product, &line, &quantity, (&price, &currency), &discount)?;
    let (line, follow) = write::within(rights, line, follow, &price)?;
    current
        .change(None, move |work| {
            write::add_line(work, id, version, line, follow)
        })
        .await
}

/// Changes the line at this place of this version. Who sees no amounts leaves them as they are.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "deals/change-line")]
pub async fn change_line(
    id: DealId,
    version: u64,
    at: usize,
    #[server(default)] product: String,
    #[server(default)] line: String,
    quantity: String,
    #[server(default)] price: String,
    currency: String,
    #[server(default)] discount: String,
    #[server(default)] follow: bool,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let product = write::product(&product)?;
    let (product, rights) = current
        .read(move |reading| read::for_line(reading, id, product, Some(at)))
        .await?;
    let line = write::line(product, &line, &quantity, (&price, &currency), &discount)?;
    let (line, follow) = write::within(rights, line, follow, &price)?;
    let blind = !write::sees_amounts(rights);
    current
        .change(None, move |work| {
            write::change_line(work, id, version, (at, line), follow, blind)
        })
        .await
}

/// Removes the line at this place of this version.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "deals/remove-line")]
pub async fn remove_line(
    id: DealId,
    version: u64,
    at: usize,
    #[server(default)] follow: bool,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let rights = current
        .read(move |reading| read::rights(reading, id))
        .await?;
    let follow = follow && write::sees_amounts(rights);
    current
        .change(None, move |work| {
            write::remove_line(work, id, version, at, follow)
        })
        .await
}
