//! What the board is drawn from. Invariants: nothing in it that its viewer may not see; counts and
//! sums are those of whole columns, whatever cards came along.
use crate::deals::model::DealList;
use domain::deals::Status;
use domain::id::{DealId, PersonId, PipelineId, StageId};
use domain::money::{Currency, Money};
use domain::pipelines::{Colour, StageKind};
use domain::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The board of one pipeline.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Board {
    /// What the list of the same address says around its rows; no rows.
    pub list: DealList,
    pub pipeline: PipelineId,
    /// The pipelines to choose from.
    pub pipelines: Vec<(PipelineId, String)>,
    pub columns: Vec<Column>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Column {
    pub stage: StageId,
    pub name: String,
    pub kind: StageKind,
    pub colour: Colour,
    /// Per cent of deals without one of their own.
    pub chance: u8,
    /// Shown while it holds something; takes nothing in.
    pub archived: bool,
    pub totals: Totals,
    pub cards: Vec<Card>,
    /// Where the next cards start.
    pub next: Option<String>,
    /// The address of this board with more cards of this column.
    pub more: Option<String>,
}

/// The true figures of a column.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Totals {
    pub count: u64,
    pub sums: BTreeMap<Currency, Sum>,
}

/// Minor units of one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sum {
    pub count: u64,
    pub minor: i64,
    pub weighted: i64,
}

/// A deal on the board.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub id: DealId,
    pub title: String,
    /// Empty where it may not be named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Per cent of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<u8>,
    pub owner: PersonId,
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_on: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// Days in its stage.
    pub days: u32,
    /// Longer there than the stage expects.
    pub slow: bool,
    /// Whether the viewer may move it.
    pub movable: bool,
    /// Why it came back.
    #[serde(skip)]
    pub refused: Option<String>,
    /// Grows with every change on this board, so that it is drawn anew.
    #[serde(skip)]
    pub turn: u32,
}

impl Card {
    /// Its place in a column, as the store orders them: in an open one those without a dated step
    /// first, then by its day; in a closed one the newest first.
    fn rank(&self) -> (Option<Day>, i128) {
        let number = i128::from(self.id.0);
        match self.status {
            Status::Open => (self.step_on.filter(|_| self.step.is_some()), number),
            Status::Won | Status::Lost => (None, -number),
        }
    }

    fn part(&self, stage: u8) -> Option<(Currency, Sum)> {
        let amount = self.amount?;
        let chance = match self.status {
            Status::Open => self.chance.unwrap_or(stage),
            Status::Won => 100,
            Status::Lost => 0,
        };
        Some((
            amount.currency,
            Sum {
                count: 1,
                minor: amount.minor,
                weighted: amount.percent(chance).minor,
            },
        ))
    }
}

impl Totals {
    /// With one more card in a stage of that per cent.
    #[must_use]
    pub fn with(mut self, card: &Card, stage: u8) -> Self {
        self.count += 1;
        if let Some((currency, part)) = card.part(stage) {
            let sum = self.sums.entry(currency).or_default();
            sum.count += 1;
            sum.minor = sum.minor.saturating_add(part.minor);
            sum.weighted = sum.weighted.saturating_add(part.weighted);
        }
        self
    }

    /// Without that card.
    #[must_use]
    pub fn without(mut self, card: &Card, stage: u8) -> Self {
        self.count = self.count.saturating_sub(1);
        if let Some((currency, part)) = card.part(stage)
            && let Some(sum) = self.sums.get_mut(&currency)
        {
            sum.count = sum.count.saturating_sub(1);
            sum.minor = sum.minor.saturating_sub(part.minor);
            sum.weighted = sum.weighted.saturating_sub(part.weighted);
            if sum.count == 0 {
                self.sums.remove(&currency);
            }
        }
        self
    }
}

/// Puts a card where it belongs among the cards of a column; its place there, from 0.
pub fn insert(cards: &mut Vec<Card>, card: Card) -> usize {
    let place = cards.partition_point(|other| other.rank() < card.rank());
    cards.insert(place, card);
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    fn card(id: u64, status: Status, amount: i64, on: Option<u32>) -> Card {
        Card {
            id: DealId(id),
            title: String::new(),
            company: None,
            amount: Some(Money::new(amount, Currency::PLN)),
            chance: None,
            owner: PersonId(1),
            status,
            step: on.map(|_| "Zadzwonić".to_owned()),
            step_on: on.and_then(|day| Day::from_ymd_opt(2026, 11, day)),
            closed: None,
            days: 0,
            slow: false,
            movable: true,
            refused: None,
            turn: 0,
        }
    }

    #[test]
    fn a_card_that_comes_and_goes_leaves_the_totals_as_they_were() {
        let one = card(1, Status::Open, 100_001, None);
        let own = Card {
            chance: Some(33),
            ..card(2, Status::Open, 999, None)
        };
        let before = Totals::default().with(&own, 50);
        assert_eq!(before.clone().with(&one, 50).without(&one, 50), before);
        assert_eq!(before.without(&own, 50), Totals::default());
    }

    #[test]
    fn a_won_card_weighs_whole_and_a_lost_one_nothing() {
        let weighted = |card: &Card| Totals::default().with(card, 40).sums[&Currency::PLN].weighted;
        assert_eq!(weighted(&card(1, Status::Won, 1_000, None)), 1_000);
        assert_eq!(weighted(&card(1, Status::Lost, 1_000, None)), 0);
        assert_eq!(weighted(&card(1, Status::Open, 1_000, None)), 400);
    }

    #[test]
    fn a_card_takes_the_place_the_store_would_give_it() {
        let mut open = vec![
            card(9, Status::Open, 1, None),
            card(3, Status::Open, 1, Some(12)),
            card(5, Status::Open, 1, Some(20)),
        ];
        assert_eq!(insert(&mut open, card(4, Status::Open, 1, Some(12))), 2);
        assert_eq!(insert(&mut open, card(8, Status::Open, 1, None)), 0);
        let mut won = vec![card(9, Status::Won, 1, None), card(3, Status::Won, 1, None)];
        assert_eq!(insert(&mut won, card(5, Status::Won, 1, Some(1))), 1);
    }
}
