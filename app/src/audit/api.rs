//! Server functions of the audit log.
use super::{Log, Query};
use crate::failure::Failure;
use leptos::prelude::*;

/// One page of the log, the newest entries first.
///
/// # Errors
/// Invisible to whoever neither audits nor administers.
#[server(endpoint = "audit/read", input = leptos::server_fn::codec::GetUrl)]
pub async fn read_audit(#[server(default)] query: Query) -> Result<Log, Failure> {
    let (current, lang) = (
        crate::current::Current::of_context()?,
        crate::ui::use_lang(),
    );
    current
        .read(move |reading| inside::log(reading, &query, lang))
        .await
}

#[cfg(feature = "ssr")]
mod inside;
#[cfg(feature = "ssr")]
mod names;

#[cfg(feature = "ssr")]
pub use inside::export;
#[cfg(feature = "ssr")]
pub(crate) use inside::record;
