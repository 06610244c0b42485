//! A board that follows what others change. Invariants: a card that nobody changed keeps its place in
//! the page, and with it focus and pointer; a move on its way is never painted over.
use super::desk::{Desk, Lane};
use super::model::{Card, Column};
use crate::live::{Heard, News};
use domain::id::DealId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// Keeps the board as it is on the server, whoever changes it.
pub(super) fn follow(desk: &Desk, news: News) {
    let desk = desk.clone();
    news.of_deals(move |heard| {
        let desk = desk.clone();
        spawn_local(async move { catch_up(&desk, &heard).await });
    });
}

async fn catch_up(desk: &Desk, heard: &[Heard]) {
    let Some(board) = desk.asked().await else {
        return;
    };
    let here: BTreeMap<DealId, Card> = desk
        .lanes()
        .flat_map(|lane| lane.cards.get_untracked())
        .map(|card| (card.id, card))
        .collect();
    let there: Vec<DealId> = board.columns.iter().flat_map(ids).collect();
    for column in board.columns {
        let Some(lane) = desk.lane(column.stage) else {
            // A stage that was not there before.
            return desk.reload();
        };
        lane.count(column.totals.clone());
        fill(lane, column, heard, (&here, &there));
    }
}

fn ids(column: &Column) -> impl Iterator<Item = DealId> {
    column.cards.iter().map(|card| card.id)
}

/// The cards of a column: the first ones as they came, and behind them those that were loaded later,
/// unless one of them changed: where it stands now only the server knows.
fn fill(
    lane: &Lane,
    column: Column,
    heard: &[Heard],
    (here, there): (&BTreeMap<DealId, Card>, &[DealId]),
) {
    let shown = lane.cards.get_untracked();
    let later = shown.iter().filter(|card| !there.contains(&card.id));
    let later: Vec<Card> = later.cloned().collect();
    let touched = |card: &Card| heard.iter().any(|heard| heard.touches("deal", card.id.0));
    let first = column.cards.into_iter();
    let mut cards: Vec<Card> = first.map(|card| current(card, here)).collect();
    if later.is_empty() || later.iter().any(touched) {
        lane.next.set(column.next);
    } else {
        cards.extend(later);
    }
    if cards != shown {
        lane.cards.set(cards);
    }
}

/// The card as it is shown if nothing in it changed; a new turn of it has it drawn anew.
fn current(card: Card, here: &BTreeMap<DealId, Card>) -> Card {
    let Some(shown) = here.get(&card.id) else {
        return card;
    };
    let same = Card {
        turn: shown.turn,
        refused: shown.refused.clone(),
        ..card
    };
    match same == *shown {
        true => same,
        false => Card {
            turn: shown.turn + 1,
            refused: None,
            ..same
        },
    }
}
