//! Gathers the board from the store; only on the server.
use super::super::model::{Board, Card, Column, Sum, Totals};
use crate::deals::api::read::{around, parsed, used};
use crate::deals::list::address;
use domain::deals::{DealFilter, DealQuery, DealRow, Layout, Status};
use domain::field::Field;
use domain::id::StageId;
use domain::lang::Lang;
use domain::money::Sums;
use domain::pipelines::{MOST_STAGES, Pipeline, Stage};
use domain::refusal::Refusal;
use domain::time::Day;
use std::collections::BTreeMap;
use store::{CARDS, Firm, Reading, Stopped, StoreError};

/// Most cards of one column on a page; the list shows all of them.
const MOST: usize = 200;

pub(super) fn board(
    reading: &Reading,
    raw: &str,
    (today, lang): (Day, Lang),
) -> Result<Board, Stopped> {
    let firm = reading.firm();
    let (mut query, problems) = parsed(firm, raw);
    query.layout = Layout::Board;
    query.after = None;
    query.stuck = false;
    let pipeline = chosen(firm, &query.filter).ok_or(Refusal::Unknown(Field::Pipeline))?;
    let board = reading.board(pipeline.id, &query.filter, today)?;
    let board = board.ok_or(Refusal::Unknown(Field::Pipeline))?;
    let page = Page {
        reading,
        query: &query,
        today,
        wanted: wanted(raw),
    };
    let rows = of_company(&board, &query.filter);
    let mut columns = Vec::with_capacity(board.columns.len());
    for column in board.columns {
        let stage = pipeline.stage(column.stage);
        if let Some(stage) = stage.filter(|stage| shows(&query.filter, stage)) {
            columns.push(page.column(stage, column)?);
        }
    }
    let owners = columns.iter().flat_map(|column| &column.cards);
    let used = used(&query, owners.map(|card| card.owner));
    let mut list = around(reading, used, query.clone(), problems, (today, lang));
    list.exact = board.exact;
    list.rows = rows;
    list.count = columns.iter().map(|column| column.totals.count).sum();
    list.sums = all(&columns);
    let open = firm.boards().filter(|other| !other.archived);
    Ok(Board {
        list,
        pipeline: pipeline.id,
        pipelines: open.map(|other| (other.id, other.name.clone())).collect(),
        columns,
    })
}

pub(super) fn more(
    reading: &Reading,
    raw: &str,
    (stage, after): (StageId, &str),
    today: Day,
) -> Result<(Vec<Card>, Option<String>), StoreError> {
    let (query, _) = parsed(reading.firm(), raw);
    let (cards, next) = reading.column_cards(stage, &query.filter, Some(after), today, CARDS)?;
    Ok((drawn(reading, cards, today), next))
}

/// A row that names the company of the filter.
fn of_company(board: &store::Board, filter: &DealFilter) -> Vec<DealRow> {
    let mut rows = board.columns.iter().flat_map(|column| &column.cards);
    let named = |card: &&store::Card| {
        card.row
            .company
            .is_some_and(|id| filter.companies.contains(&id))
    };
    let first = rows.find(named).map(|card| card.row.clone());
    first.into_iter().collect()
}

/// The pipeline that the filter names, else the first.
fn chosen<'f>(firm: &'f Firm, filter: &DealFilter) -> Option<&'f Pipeline> {
    let named = firm
        .boards()
        .find(|pipeline| filter.pipelines.contains(&pipeline.id));
    // A filter by stage alone means the board of that stage.
    let of_stage = || filter.stages.first().and_then(|id| firm.stage(*id));
    named
        .or_else(|| of_stage().map(|(pipeline, _)| pipeline))
        .or_else(|| firm.boards().next())
}

/// Whether the filter leaves this stage a column.
fn shows(filter: &DealFilter, stage: &Stage) -> bool {
    (filter.stages.is_empty() || filter.stages.contains(&stage.id))
        && (filter.statuses.is_empty() || filter.statuses.contains(&Status::from(stage.kind)))
}

/// How many cards of which columns the address asks for: `show=STAGE.CARDS,…`.
fn wanted(raw: &str) -> BTreeMap<StageId, usize> {
    let pairs = form_urlencoded::parse(raw.trim_start_matches('?').as_bytes());
    let shown = pairs.filter(|(name, _)| name == "show");
    let mut wanted = BTreeMap::new();
    for (_, value) in shown {
        for word in value.split(',').take(MOST_STAGES) {
            let (stage, cards) = word.split_once('.').unwrap_or_default();
            if let (Ok(stage), Ok(cards)) = (stage.parse(), cards.parse::<usize>()) {
                wanted.insert(stage, cards.clamp(CARDS, MOST));
            }
        }
    }
    wanted
}

struct Page<'r> {
    reading: &'r Reading,
    query: &'r DealQuery,
    today: Day,
    wanted: BTreeMap<StageId, usize>,
}

impl Page<'_> {
    fn column(&self, stage: &Stage, column: store::Column) -> Result<Column, StoreError> {
        let mut cards = column.cards;
        let mut next = column.next;
        let size = self.wanted.get(&stage.id).copied().unwrap_or(CARDS);
        if let Some(from) = next.clone().filter(|_| size > CARDS) {
            let filter = &self.query.filter;
            let behind = size - CARDS;
            let (rest, then) =
                self.reading
                    .column_cards(stage.id, filter, Some(&from), self.today, behind)?;
            cards.extend(rest);
            next = then;
        }
        let sums = column.sums.iter().map(|sum| {
            let part = Sum {
                count: sum.count,
                minor: sum.sum,
                weighted: sum.weighted,
            };
            (sum.currency, part)
        });
        Ok(Column {
            stage: stage.id,
            name: stage.name.clone(),
            kind: stage.kind,
            colour: stage.colour,
            chance: stage.probability,
            archived: stage.archived,
            totals: Totals {
                count: column.count,
                sums: sums.collect(),
            },
            cards: drawn(self.reading, cards, self.today),
            more: next.is_some().then(|| self.more(stage.id, size)),
            next,
        })
    }

    /// This board with more cards of one column; beyond the most, the list of it.
    fn more(&self, stage: StageId, size: usize) -> String {
        if size >= MOST {
            let filter = DealFilter {
                stages: [stage].into(),
                ..self.query.filter.clone()
            };
            let list = DealQuery {
                filter,
                layout: Layout::List,
                ..self.query.clone()
            };
            return address(&list, None);
        }
        let mut wanted = self.wanted.clone();
        wanted.insert(stage, size + CARDS);
        let shown = wanted.iter().map(|(id, cards)| format!("{id}.{cards}"));
        let shown = shown.collect::<Vec<_>>().join(",");
        format!("{}&show={shown}", address(self.query, None))
    }
}

fn drawn(reading: &Reading, cards: Vec<store::Card>, today: Day) -> Vec<Card> {
    let zone = reading.firm().zone();
    let card = |store::Card {
                    row,
                    chance,
                    movable,
                }| {
        let since = zone.day(row.stage_since).unwrap_or(today);
        let open = row.status == Status::Open;
        Card {
            id: row.id,
            title: row.title,
            // Empty for one that may not be named.
            company: row.company.map(|_| row.company_name.unwrap_or_default()),
            amount: row.amount,
            chance,
            owner: row.owner,
            status: row.status,
            step: row.next_step.filter(|_| open),
            step_on: row.next_step_on.filter(|_| open),
            closed: row.closed,
            days: u32::try_from((today - since).num_days()).unwrap_or(0),
            slow: open && row.slow_on.is_some_and(|day| day <= today),
            movable,
            refused: None,
            turn: 0,
        }
    };
    cards.into_iter().map(card).collect()
}

fn all(columns: &[Column]) -> Sums {
    let mut sums = Sums::default();
    for (currency, part) in columns.iter().flat_map(|column| &column.totals.sums) {
        let sum = domain::money::Sum {
            count: part.count,
            minor: part.minor,
        };
        sums.add_sum(*currency, sum);
    }
    sums
}
