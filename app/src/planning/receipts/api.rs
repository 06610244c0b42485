//! Server functions of receipts: their list, one of them, and a verb for each thing done to it.
use super::model::{Card, Fresh, Listing, Preview};
use crate::failure::Failure;
use domain::id::ReceiptId;
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod read;
#[cfg(feature = "ssr")]
mod write;

/// A page of receipts, the latest first; `view` may ask for those that are not allocated whole.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/receipts", input = leptos::server_fn::codec::GetUrl)]
pub async fn list_receipts(
    #[server(default)] view: String,
    #[server(default)] after: String,
) -> Result<Listing, Failure> {
    let current = crate::current::Current::of_context()?;
    let lang = crate::ui::use_lang();
    current
        .read(move |reading| Ok(read::listing(reading, (view == "free", &after), lang)?))
        .await
}

/// What the form of a new receipt begins with, perhaps of a deal.
///
/// # Errors
/// No right to record receipts, `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/fresh-receipt", input = leptos::server_fn::codec::GetUrl)]
pub async fn fresh_receipt(#[server(default)] deal: String) -> Result<Fresh, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| read::fresh(reading, &deal, (lang, today)))
        .await
}

/// One receipt.
///
/// # Errors
/// The same for absent and invisible; `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/receipt", input = leptos::server_fn::codec::GetUrl)]
pub async fn one_receipt(id: String) -> Result<Card, Failure> {
    let current = crate::current::Current::of_context()?;
    let id: ReceiptId = id.parse().map_err(|_| Failure::Missing)?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| read::card(reading, id, (lang, today)))
        .await
}

/// What a pasted block says; nothing is recorded.
///
/// # Errors
/// `SignedOut`.
#[server(endpoint = "planning/preview-receipts")]
pub async fn preview_receipts(#[server(default)] pasted: String) -> Result<Preview, Failure> {
    let current = crate::current::Current::of_context()?;
    let lang = crate::ui::use_lang();
    current
        .read(move |reading| Ok(read::preview(reading, &pasted, lang)))
        .await
}

/// Records a receipt and leads to it.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "planning/record-receipt")]
pub async fn record_receipt(
    #[server(rename = "received-on")] on: String,
    amount: String,
    currency: String,
    #[server(default)] payer: String,
    #[server(default)] document: String,
    owner: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let money = write::money(&amount, &currency)?;
    let facts = current
        .read(move |reading| write::facts(reading, &on, money, (&payer, &document)))
        .await?;
    let id = current
        .change(None, move |work| write::record(work, facts, &owner))
        .await?;
    leptos_axum::redirect(&format!("/plan/receipts/{id}"));
    Ok(())
}

/// Records every receipt of a block, or, asked to check, none.
///
/// # Errors
/// What could not be read; that nothing is recorded yet; `SignedOut`.
#[server(endpoint = "planning/paste-receipts")]
pub async fn paste_receipts(
    pasted: String,
    #[server(default)] then: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let me = current.person();
    let read = current
        .read(move |reading| write::pasted(reading, &pasted))
        .await?;
    if then != "record" {
        return Err(write::only_checked().into());
    }
    current
        .change(None, move |work| write::record_all(work, read, me))
        .await?;
    leptos_axum::redirect("/plan/receipts");
    Ok(())
}

/// Settles an instalment with a part of a receipt.
///
/// # Errors
/// The refusal at its field; stale; `SignedOut`.
#[server(endpoint = "planning/allocate")]
pub async fn allocate(
    id: ReceiptId,
    version: u64,
    to: String,
    amount: String,
    currency: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let to = write::instalment(&to)?;
    let amount = write::money(&amount, &currency)?;
    current
        .change(None, move |work| work.allocate(id, version, to, amount))
        .await
}

/// Settles what is proposed, all of it.
///
/// # Errors
/// The refusal; stale; `SignedOut`.
#[server(endpoint = "planning/allocate-proposed")]
pub async fn allocate_proposed(id: ReceiptId, version: u64) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let today = current.today();
    let proposed = current
        .read(move |reading| write::proposed(reading, id, today))
        .await?;
    current
        .change(None, move |work| {
            write::allocate_all(work, (id, version), proposed)
        })
        .await
}

/// Takes an allocation back.
///
/// # Errors
/// The refusal; stale; `SignedOut`.
#[server(endpoint = "planning/release")]
pub async fn release(id: ReceiptId, version: u64, from: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let from = write::instalment(&from)?;
    current
        .change(None, move |work| work.release(id, version, from, None))
        .await
}

/// Records that money was given back to the payer.
///
/// # Errors
/// The refusal at its field; stale; `SignedOut`.
#[server(endpoint = "planning/give-back")]
pub async fn give_back(
    id: ReceiptId,
    version: u64,
    on: String,
    amount: String,
    currency: String,
    reason: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let back = write::given_back(&on, write::money(&amount, &currency)?, reason)?;
    current
        .change(None, move |work| work.give_back(id, version, back, None))
        .await
}

/// Corrects what was typed.
///
/// # Errors
/// The refusal at its field; stale; `SignedOut`.
#[server(endpoint = "planning/correct-receipt")]
pub async fn correct_receipt(
    id: ReceiptId,
    version: u64,
    #[server(rename = "received-on")] on: String,
    amount: String,
    currency: String,
    #[server(default)] payer: String,
    #[server(default)] document: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let money = write::money(&amount, &currency)?;
    let facts = current
        .read(move |reading| write::facts(reading, &on, money, (&payer, &document)))
        .await?;
    current
        .change(None, move |work| work.correct_receipt(id, version, facts))
        .await
}

/// Puts a receipt into the trash.
///
/// # Errors
/// Still allocated; stale; `SignedOut`.
#[server(endpoint = "planning/delete-receipt")]
pub async fn delete_receipt(id: ReceiptId, version: u64) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.delete_receipt(id, version))
        .await
}

/// Takes a receipt out of the trash.
///
/// # Errors
/// Not in it; stale; `SignedOut`.
#[server(endpoint = "planning/restore-receipt")]
pub async fn restore_receipt(id: ReceiptId, version: u64) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    current
        .change(None, move |work| work.restore_receipt(id, version))
        .await
}
