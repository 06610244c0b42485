//! Server functions of the board: the columns, and more cards of one. Moves are those of a deal's page.
use super::model::{Board, Card};
use crate::failure::Failure;
use domain::id::StageId;
use leptos::server;

#[cfg(feature = "ssr")]
mod read;

/// The board that the query part of an address says.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/board", input = leptos::server_fn::codec::GetUrl)]
pub async fn load_board(query: String) -> Result<Board, Failure> {
    let current = crate::current::Current::of_context()?;
    let (lang, today) = (crate::preferences::use_preferences().lang, current.today());
    current
        .read(move |reading| read::board(reading, &query, (today, lang)))
        .await
}

/// The next cards of a column, and where those behind them start.
///
/// # Errors
/// `SignedOut`, or trouble with the store.
#[server(endpoint = "deals/column", input = leptos::server_fn::codec::GetUrl)]
pub async fn more_cards(
    #[server(default)] query: String,
    stage: StageId,
    after: String,
) -> Result<(Vec<Card>, Option<String>), Failure> {
    let current = crate::current::Current::of_context()?;
    let today = current.today();
    current
        .read(move |reading| Ok(read::more(reading, &query, (stage, &after), today)?))
        .await
}
