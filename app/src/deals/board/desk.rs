//! The board as it is worked on in the browser. Invariants: a move is painted at once and sent in its
//! turn, one after the other; a refused one brings the card back with the reason and drops what
//! was to follow; the figures are the server's again once nothing is on its way.
use super::api::{LoadBoard, MoreCards};
use super::model::{Board, Card, Column, Totals, insert};
use super::texts::Texts;
use crate::deals::detail::api::{MoveStage, Reopen, Win};
use crate::deals::fill::Filled;
use crate::deals::list::query_part;
use crate::failure::Failure;
use crate::live;
use crate::target::encoded;
use crate::ui::use_lang;
use crate::wire::{self, Question};
use domain::dates;
use domain::deals::Status;
use domain::id::{DealId, PersonId, StageId};
use domain::lang::{Lang, Say};
use domain::money::Currency;
use domain::pipelines::{Colour, StageKind};
use domain::time::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Clone)]
pub(super) struct Desk(Arc<Inner>);

struct Inner {
    lanes: Vec<Lane>,
    owners: BTreeMap<PersonId, String>,
    /// The query part of the board's address, and the same as one value of another.
    query: String,
    address: String,
    currency: Currency,
    today: Day,
    lang: Lang,
    said: ArcRwSignal<String>,
    panel: ArcRwSignal<Option<Asked>>,
    /// The card that came back last.
    returned: ArcRwSignal<Option<DealId>>,
    waiting: Mutex<VecDeque<Carry>>,
    turn: RwSignal<usize>,
}

/// The deal and stage that the dialog asks about.
pub(super) type Asked = (DealId, Option<StageId>);

/// A column that changes.
pub(super) struct Lane {
    pub(super) stage: StageId,
    pub(super) name: String,
    pub(super) kind: StageKind,
    pub(super) colour: Colour,
    pub(super) archived: bool,
    pub(super) more: Option<String>,
    pub(super) totals: ArcRwSignal<Totals>,
    pub(super) cards: ArcRwSignal<Vec<Card>>,
    pub(super) next: ArcRwSignal<Option<String>>,
    chance: u8,
}

/// A move on its way.
#[derive(Clone)]
struct Carry {
    /// As it was before.
    card: Card,
    from: StageId,
    to: StageId,
}

impl Desk {
    pub(super) fn new(board: Board, turn: RwSignal<usize>) -> Self {
        let query = query_part(&board.list.query);
        Self(Arc::new(Inner {
            address: encoded(&query),
            query,
            owners: board.list.names.people,
            currency: board.list.currency,
            today: board.list.today,
            lang: use_lang(),
            said: ArcRwSignal::default(),
            panel: ArcRwSignal::default(),
            returned: ArcRwSignal::default(),
            waiting: Mutex::default(),
            lanes: board.columns.into_iter().map(Lane::of).collect(),
            turn,
        }))
    }

    pub(super) fn lanes(&self) -> impl Iterator<Item = &Lane> {
        self.0.lanes.iter()
    }

    pub(super) fn lane(&self, stage: StageId) -> Option<&Lane> {
        self.lanes().find(|lane| lane.stage == stage)
    }

    /// What was announced last.
    pub(super) fn said(&self) -> ArcRwSignal<String> {
        self.0.said.clone()
    }

    /// What the dialog asks about; closed without.
    pub(super) fn panel(&self) -> ArcRwSignal<Option<Asked>> {
        self.0.panel.clone()
    }

    /// The card that came back last.
    pub(super) fn returned(&self) -> ArcRwSignal<Option<DealId>> {
        self.0.returned.clone()
    }

    /// The query part of the board's address, as one value of another address.
    pub(super) fn address(&self) -> &str {
        &self.0.address
    }

    pub(super) fn query(&self) -> &str {
        &self.0.query
    }

    pub(super) fn owner(&self, id: PersonId) -> String {
        self.0.owners.get(&id).cloned().unwrap_or_default()
    }

    pub(super) fn today(&self) -> Day {
        self.0.today
    }

    /// Loads the board anew.
    pub(super) fn reload(&self) {
        self.0.turn.try_update(|turn| *turn += 1);
    }

    /// Moves a card to a stage: at once where one click is enough, else by the dialog.
    pub(super) fn carry(&self, id: DealId, to: StageId) {
        let (Some((from, card)), Some(target)) = (self.find(id), self.lane(to)) else {
            return;
        };
        if from.stage == to || !card.movable {
            return;
        }
        let texts = Texts::of(self.0.lang);
        match (card.status, target.kind) {
            _ if target.archived => self.keep(from, card, texts.takes_none.to_owned()),
            (Status::Open, StageKind::Lost) => self.0.panel.set(Some((id, Some(to)))),
            (Status::Won | Status::Lost, StageKind::Won | StageKind::Lost) => {
                self.keep(from, card, texts.closed_to_closed.to_owned());
            }
            _ => self.send_off(from, target, card),
        }
    }

    /// One stage to the right or to the left.
    pub(super) fn nudge(&self, id: DealId, onwards: bool) {
        let Some((from, _)) = self.find(id) else {
            return;
        };
        let at = self.lanes().position(|lane| lane.stage == from.stage);
        let next = at.and_then(|at| match onwards {
            true => at.checked_add(1),
            false => at.checked_sub(1),
        });
        if let Some(to) = next.and_then(|at| self.0.lanes.get(at)) {
            self.carry(id, to.stage);
        }
    }

    /// Loads the next cards of a column.
    pub(super) fn extend(&self, stage: StageId) {
        let Some(lane) = self.lane(stage) else { return };
        let Some(after) = lane.next.get_untracked() else {
            return;
        };
        let (query, cards, next) = (self.0.query.clone(), lane.cards.clone(), lane.next.clone());
        let (said, lang) = (self.said(), self.0.lang);
        spawn_local(async move {
            let question = MoreCards {
                query,
                stage,
                after,
            };
            match answered::<_, Next>(&question).await {
                Ok((more, then)) => {
                    cards.update(|cards| {
                        let new = |card: &Card| cards.iter().all(|other| other.id != card.id);
                        let new: Vec<Card> = more.into_iter().filter(new).collect();
                        cards.extend(new);
                    });
                    next.set(then);
                }
                Err(failure) => said.set(failure.say(lang)),
            }
        });
    }

    fn find(&self, id: DealId) -> Option<(&Lane, Card)> {
        self.lanes().find_map(|lane| {
            let cards = lane.cards.read_untracked();
            let card = cards.iter().find(|card| card.id == id)?;
            Some((lane, card.clone()))
        })
    }

    fn send_off(&self, from: &Lane, target: &Lane, card: Card) {
        let moved = Card {
            status: target.kind.into(),
            closed: (target.kind != StageKind::Open).then_some(self.0.today),
            days: 0,
            slow: false,
            refused: None,
            turn: card.turn + 1,
            ..card.clone()
        };
        from.take(card.id);
        let place = target.put(moved);
        self.announce(from, target, place);
        let carry = Carry {
            from: from.stage,
            to: target.stage,
            card,
        };
        let mut waiting = self.waiting();
        waiting.push_back(carry);
        // Whoever finds the line empty walks it to its end.
        if waiting.len() == 1 {
            let desk = self.clone();
            spawn_local(async move { desk.walk().await });
        }
    }

    /// Sends what waits, one after the other.
    async fn walk(&self) {
        loop {
            let Some(carry) = self.waiting().front().cloned() else {
                break;
            };
            let sent = self.send(&carry).await;
            self.waiting().pop_front();
            if let Err(failure) = sent {
                self.give_back(&carry, &failure);
            }
        }
        self.settle().await;
    }

    async fn send(&self, Carry { card, from, to }: &Carry) -> Result<(), Failure> {
        let (stage, none) = (to.to_string(), String::new);
        let kind = self.lane(*to).map(|lane| lane.kind).unwrap_or_default();
        let address = match (card.status, kind) {
            (Status::Open, StageKind::Won) => {
                let currency = card
                    .amount
                    .map_or(self.0.currency, |amount| amount.currency);
                wire::address(&Win {
                    id: card.id,
                    closed: dates::iso(self.0.today),
                    amount: none(),
                    was_amount: none(),
                    currency: currency.code().to_owned(),
                    stage,
                    fill: Filled::default(),
                    back: none(),
                })
            }
            (Status::Open, _) => wire::address(&MoveStage {
                id: card.id,
                stage,
                was_stage: from.to_string(),
                fill: Filled::default(),
                back: none(),
            }),
            _ => wire::address(&Reopen {
                id: card.id,
                stage,
                back: none(),
            }),
        };
        wire::read(&address).await.map(|_| ())
    }

    /// The card returns to where it was, and what was to follow is dropped.
    fn give_back(&self, carry: &Carry, failure: &Failure) {
        self.waiting()
            .retain(|other| other.card.id != carry.card.id);
        let Some((here, now)) = self.find(carry.card.id) else {
            return;
        };
        here.take(now.id);
        let Some(home) = self.lane(carry.from) else {
            return;
        };
        let said = failure.say(self.0.lang);
        home.put(Card {
            refused: Some(said.clone()),
            turn: now.turn + 1,
            ..carry.card.clone()
        });
        self.0.said.set(said);
        if failure.needs().is_some() {
            self.0.panel.set(Some((carry.card.id, Some(carry.to))));
        }
        self.0.returned.set(Some(carry.card.id));
    }

    /// A card that did not even leave.
    fn keep(&self, lane: &Lane, card: Card, said: String) {
        lane.take(card.id);
        lane.put(Card {
            refused: Some(said.clone()),
            turn: card.turn + 1,
            ..card
        });
        self.0.said.set(said);
    }

    /// Takes the figures of the server, as others change deals too.
    async fn settle(&self) {
        let Some(board) = self.asked().await else {
            return;
        };
        for column in board.columns {
            if let Some(lane) = self.lane(column.stage) {
                lane.count(column.totals);
            }
        }
    }

    /// The board as it is now; nothing while a move is on its way, as it may not be in there.
    pub(super) async fn asked(&self) -> Option<Board> {
        let query = self.0.query.clone();
        let board = live::asked(&LoadBoard { query }).await;
        board.filter(|_| self.waiting().is_empty())
    }

    fn announce(&self, from: &Lane, to: &Lane, place: usize) {
        let (count, of) = (to.totals.read_untracked().count, Texts::of(self.0.lang).of);
        let said = format!("{} → {}, {} {of} {count}", from.name, to.name, place + 1);
        self.0.said.set(said);
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, VecDeque<Carry>> {
        self.0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Cards, and where those behind them start.
type Next = (Vec<Card>, Option<String>);

async fn answered<Q: Question, T: DeserializeOwned>(question: &Q) -> Result<T, Failure> {
    let text = wire::read(&wire::address(question)).await?;
    wire::opened(&text).ok_or(Failure::Malformed)
}

impl Lane {
    fn of(column: Column) -> Self {
        Self {
            stage: column.stage,
            name: column.name,
            kind: column.kind,
            colour: column.colour,
            archived: column.archived,
            more: column.more,
            totals: ArcRwSignal::new(column.totals),
            cards: ArcRwSignal::new(column.cards),
            next: ArcRwSignal::new(column.next),
            chance: column.chance,
        }
    }

    pub(super) fn count(&self, totals: Totals) {
        if *self.totals.read_untracked() != totals {
            self.totals.set(totals);
        }
    }

    fn take(&self, id: DealId) {
        let mut taken = None;
        self.cards.update(|cards| {
            if let Some(at) = cards.iter().position(|card| card.id == id) {
                taken = Some(cards.remove(at));
            }
        });
        if let Some(card) = taken {
            self.totals
                .update(|totals| *totals = std::mem::take(totals).without(&card, self.chance));
        }
    }

    fn put(&self, card: Card) -> usize {
        self.totals
            .update(|totals| *totals = std::mem::take(totals).with(&card, self.chance));
        let mut place = 0;
        self.cards.update(|cards| place = insert(cards, card));
        place
    }
}
