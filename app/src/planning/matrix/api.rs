//! Server functions of the matrix of the plan.
use super::model::{Matrix, Opened};
use crate::failure::Failure;
use leptos::server;

#[cfg(feature = "ssr")]
mod behind;
#[cfg(feature = "ssr")]
pub(crate) mod read;

/// The matrix, as the query part of the address says.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/matrix", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_matrix(#[server(default)] query: String) -> Result<Matrix, Failure> {
    let current = crate::current::Current::of_context()?;
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| Ok(read::matrix(reading, &query, (lang, today))?))
        .await
}

/// What is behind one cell; nothing while none is open.
///
/// # Errors
/// No such cell for this person, `SignedOut`, or trouble with the store.
#[server(endpoint = "planning/cell", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_cell(
    #[server(default)] cell: String,
    #[server(default)] behind: String,
) -> Result<Option<Opened>, Failure> {
    let current = crate::current::Current::of_context()?;
    if cell.is_empty() {
        return Ok(None);
    }
    let (today, lang) = (current.today(), crate::ui::use_lang());
    current
        .read(move |reading| behind::opened(reading, (&cell, &behind), (lang, today)).map(Some))
        .await
}
