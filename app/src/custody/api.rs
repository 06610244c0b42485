//! Server functions of custody: the same for deals, companies and contacts. `of` names the record.
use crate::failure::Failure;
use domain::id::PersonId;
use leptos::server;

#[cfg(feature = "ssr")]
pub(crate) mod inside;

/// Opens a record to a person or a group, to read or also to edit, perhaps until a day.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "custody/share")]
pub async fn share(
    of: String,
    share: String,
    #[server(default)] edits: bool,
    #[server(default)] until: String,
) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let of = inside::named(&of)?;
    let by = current.person();
    let share = current
        .read(move |reading| inside::share(reading, of, &share, (edits, &until), by))
        .await?;
    current
        .change(None, move |work| work.share(of, share))
        .await
}

/// Takes a share back.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "custody/unshare")]
pub async fn unshare(of: String, share: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let of = inside::named(&of)?;
    let to = current
        .read(move |reading| {
            Ok(crate::people::pick::api::inside::reached(
                reading.firm(),
                &share,
            )?)
        })
        .await?;
    current.change(None, move |work| work.unshare(of, to)).await
}

/// Gives a record to somebody, unless it changed hands since it was seen.
///
/// # Errors
/// The refusal at its field, or `SignedOut`.
#[server(endpoint = "custody/reassign")]
pub async fn reassign(of: String, owner: String, was_owner: PersonId) -> Result<(), Failure> {
    use domain::field::Field::Owner;
    let current = crate::current::Current::of_context()?;
    let of = inside::named(&of)?;
    current
        .change(None, move |work| {
            let owner = crate::people::pick::api::inside::person(work.firm(), &owner, Owner)?;
            work.saw_owner(of, was_owner)?;
            work.reassign(of, owner)
        })
        .await
}

/// Takes a record into the confidential lane or out of it.
///
/// # Errors
/// The refusal, or `SignedOut`.
#[server(endpoint = "custody/lane")]
pub async fn set_lane(of: String, lane: String) -> Result<(), Failure> {
    let current = crate::current::Current::of_context()?;
    let (of, lane) = (inside::named(&of)?, inside::lane(&lane)?);
    current
        .change(None, move |work| work.set_lane(of, lane))
        .await
}
