//! Random texts, amounts and filters. Invariant: what filters ask for occurs in the data.
use super::scene::Scene;
use domain::deals::{
    AttentionKind, DealFilter, DealRow, DealSort, Direction, Range, SortKey, Status,
};
use domain::money::{Currency, Money};
use store::testing::Rng;

const WORDS: [&str; 12] = [
    "Biurka",
    "biurka",
    "ąą",
    "Ćma",
    "Łódź",
    "Zażółć",
    "10",
    "9",
    "Київ",
    "szafy",
    "a",
    "Zabrze",
];

pub(crate) fn words(rng: &mut Rng) -> String {
    let mut words = vec![*rng.pick(&WORDS)];
    while rng.chance(45) && words.len() < 20 {
        words.push(*rng.pick(&WORDS));
    }
    words.join(" ")
}

pub(crate) fn money(rng: &mut Rng) -> Money {
    let minor = *rng.pick(&[0, 1, 99, 100, 25_000, 25_001, 9_999_999, -500]);
    Money::new(
        minor,
        *rng.pick(&[Currency::PLN, Currency::PLN, Currency::EUR]),
    )
}

pub(crate) fn sorts() -> impl Iterator<Item = DealSort> {
    let both = |key| [Direction::Up, Direction::Down].map(|direction| DealSort { key, direction });
    SortKey::ALL.into_iter().flat_map(both)
}

pub(crate) fn sort(rng: &mut Rng) -> DealSort {
    let sorts: Vec<_> = sorts().collect();
    *rng.pick(&sorts)
}

/// A filter; most of it comes from one of the rows that exist.
pub(crate) fn filter(scene: &mut Scene, rows: &[DealRow]) -> DealFilter {
    let mut filter = DealFilter::default();
    let Some(row) = (!rows.is_empty()).then(|| scene.rng.pick(rows).clone()) else {
        return filter;
    };
    let parts = scene.rng.below(4);
    for _ in 0..parts {
        if scene.rng.chance(60) {
            structural(scene, &mut filter, &row);
        } else {
            by_row(scene, &mut filter, &row);
        }
    }
    filter
}

fn structural(scene: &mut Scene, filter: &mut DealFilter, row: &DealRow) {
    match scene.rng.below(6) {
        0 => {
            filter.owners.insert(row.owner);
            filter.owners.insert(scene.person());
        }
        1 => {
            filter.groups.insert(row.group);
            filter.groups.insert(scene.group());
            filter.below = scene.rng.chance(50);
        }
        2 => {
            filter.stages.insert(row.stage);
            filter.stages.insert(scene.rng.pick(&scene.stages).0);
        }
        3 => drop(filter.pipelines.insert(row.pipeline)),
        4 => drop(filter.statuses.insert(row.status)),
        _ => drop(filter.statuses.insert(*scene.rng.pick(&Status::ALL))),
    }
}

fn by_row(scene: &mut Scene, filter: &mut DealFilter, row: &DealRow) {
    let rng = &mut scene.rng;
    match rng.below(7) {
        0 => filter.companies.extend(row.company),
        1 => {
            filter.companies.extend(row.company);
            filter.companies.insert(*rng.pick(&scene.companies));
        }
        2 => {
            filter.currency = Some(*rng.pick(&[Currency::PLN, Currency::EUR]));
            if rng.chance(60) {
                let from = rng.chance(50).then(|| money(rng).minor);
                let to = rng.chance(50).then(|| money(rng).minor);
                filter.amount = Range { from, to }.ordered();
            }
        }
        3 => {
            filter.expected_close = Range {
                from: row.expected_close,
                to: None,
            }
        }
        4 => {
            filter.closed = Range {
                from: None,
                to: row.closed,
            }
        }
        5 => filter.text = Some(words(rng)),
        _ => drop(filter.attention.insert(*rng.pick(&AttentionKind::ALL))),
    }
}
