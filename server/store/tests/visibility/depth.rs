//! Boards, stuck deals and what times them: random commands, and the store's answers beside the
//! brute ones. Invariant: what a reader gets is what all records give, whatever the indexes hold.
use super::brute::{AMOUNT, Brute};
use super::queries;
use super::scene::{SETUP, Scene};
use domain::access::{Action, FieldMask};
use domain::by::Actor;
use domain::calendar::{CalendarChanges, Hours, OwnDay, Week};
use domain::change::Change;
use domain::deals::{Deal, DealFilter, DealRow, NextStep, Passage, Status};
use domain::id::{PipelineId, StageId};
use domain::money::Currency;
use domain::pipelines::{Stage, StageDraft, StageKind};
use domain::time::{Day, Moment};
use std::collections::BTreeMap;
use store::{CARDS, Card, Column, ColumnSum, DealPage, Neighbour, OutcomeBy, OutcomeKey, Reading};

pub(crate) fn step(scene: &mut Scene, actor: Actor) {
    let id = *scene.rng.pick(&scene.deals);
    let (on, later) = (
        scene.day(),
        scene.today() + chrono::Days::new(1 + scene.rng.below(9)),
    );
    let _ = match scene.rng.below(7) {
        0 => scene.act(actor, move |w| {
            w.change_deal(id, Action::Edit, |deal, by| {
                deal.snooze(by, later, "czekamy")
            })
        }),
        1 => scene.act(actor, move |w| {
            w.change_deal(id, Action::Edit, |deal, by| deal.wake(by))
        }),
        2 => {
            let what = queries::words(&mut scene.rng);
            let on = scene.rng.chance(80).then_some(on);
            let step = scene.rng.chance(80).then_some(NextStep { what, on });
            scene.act(actor, move |w| {
                w.change_deal(id, Action::Edit, |deal, by| deal.plan_next_step(by, step))
            })
        }
        3 => change_calendar(scene, actor),
        4 => edit_stage(scene, actor),
        5 => archive(scene, actor),
        _ => empty(scene, actor),
    };
}

fn change_calendar(scene: &mut Scene, actor: Actor) -> Result<(), domain::refusal::Refusal> {
    let calendar = scene.reading(SETUP).firm().calendar().clone();
    let changes = if scene.rng.chance(50) {
        let day = scene.day();
        let own = scene.rng.chance(70).then(|| OwnDay {
            name: "Wolne".to_owned(),
            hours: None,
        });
        let change = Change::new(calendar.own.get(&day).cloned(), own);
        CalendarChanges {
            own: [(day, change)].into(),
            ..CalendarChanges::default()
        }
    } else {
        let mut week = calendar.week;
        let day = scene.rng.below(7) as usize;
        week.0[day] = scene.rng.chance(50).then_some(Hours::new(480, 960));
        let week = Some(Change::new(calendar.week, Week(week.0)));
        CalendarChanges {
            week,
            ..CalendarChanges::default()
        }
    };
    scene.act(actor, move |w| w.change_calendar(changes))
}

fn stage(scene: &mut Scene) -> (PipelineId, Stage) {
    let id = scene.rng.pick(&scene.stages).0;
    let reading = scene.reading(SETUP);
    let (pipeline, stage) = reading.firm().stage(id).unwrap();
    (pipeline.id, stage.clone())
}

fn edit_stage(scene: &mut Scene, actor: Actor) -> Result<(), domain::refusal::Refusal> {
    let (pipeline, stage) = stage(scene);
    let draft = StageDraft {
        name: stage.name,
        kind: stage.kind,
        probability: scene.rng.below(101) as u8,
        colour: stage.colour,
        expected_days: scene.rng.chance(80).then(|| 1 + scene.rng.below(40) as u16),
        gate: stage.gate,
    };
    scene.act(actor, move |w| w.edit_stage(pipeline, stage.id, draft))
}

fn archive(scene: &mut Scene, actor: Actor) -> Result<(), domain::refusal::Refusal> {
    let (pipeline, stage) = stage(scene);
    scene.act(actor, move |w| match stage.archived {
        true => w.unarchive_stage(pipeline, stage.id),
        false => w.archive_stage(pipeline, stage.id),
    })
}

fn empty(scene: &mut Scene, actor: Actor) -> Result<(), domain::refusal::Refusal> {
    let (from, to) = (
        scene.rng.pick(&scene.stages).0,
        scene.rng.pick(&scene.stages).0,
    );
    let most = 1 + scene.rng.below(3) as usize;
    for _ in 0..40 {
        if !scene.act(actor, move |w| w.empty_stage(from, to, most))? {
            return Ok(());
        }
    }
    panic!("emptying never ends")
}

/// Stuck deals, a board and its columns, for one viewer.
pub(crate) fn compare(scene: &mut Scene, reading: &Reading, brute: &Brute<'_>, rows: &[DealRow]) {
    let filter = match scene.rng.chance(40) {
        true => DealFilter::default(),
        false => queries::filter(scene, rows),
    };
    let pipeline = *scene.rng.pick(&scene.pipelines);
    let size = *scene.rng.pick(&[1, 3, 50]);
    stuck(scene, reading, brute, &filter, size);
    board(scene, reading, brute, pipeline, &filter, size);
}

fn stuck(scene: &Scene, reading: &Reading, brute: &Brute<'_>, filter: &DealFilter, size: usize) {
    let today = scene.today();
    let expected = brute.stuck(filter);
    let told = || format!("{filter:#?} after {:#?}", scene.told);
    let sums = Brute::sums(&expected);
    let page = |cursor: Option<&str>| {
        let page = reading.stuck_deals(filter, cursor, today, size).unwrap();
        let totals = (page.totals.count, &page.totals.sums, page.totals.exact);
        assert_eq!(totals, (expected.len() as u64, &sums, true), "{}", told());
        assert_eq!(page.totals, reading.stuck_totals(filter, today).unwrap());
        page
    };
    let mut pages = vec![page(None)];
    while let Some(next) = pages[pages.len() - 1].next.clone() {
        pages.push(page(Some(&next)));
    }
    let rows = pages.iter().flat_map(|page| page.rows.clone());
    assert_eq!(rows.collect::<Vec<_>>(), expected, "{}", told());
    // Backwards come the same pages.
    for pair in pages.windows(2) {
        let back = page(pair[1].previous.as_deref());
        assert_eq!(back.rows, pair[0].rows, "{}", told());
        assert_eq!(back.next, pair[0].next, "{}", told());
    }
    neighbours(reading, filter, today, &pages);
}

/// Each deal knows those before and behind it.
fn neighbours(reading: &Reading, filter: &DealFilter, today: Day, pages: &[DealPage]) {
    let placed = pages
        .iter()
        .flat_map(|page| page.rows.iter().zip(&page.places));
    let placed: Vec<_> = placed.map(|(row, place)| (row.id, place)).collect();
    for (at, (id, place)) in placed.iter().enumerate() {
        let [before, behind] = reading.stuck_around(filter, (*id, place), today).unwrap();
        let id = |other: Option<Neighbour>| other.map(|other| other.id);
        let nth = |at: Option<usize>| at.and_then(|at| placed.get(at)).map(|(id, _)| *id);
        assert_eq!(id(before), nth(at.checked_sub(1)));
        assert_eq!(id(behind), nth(Some(at + 1)));
    }
}

fn board(
    scene: &Scene,
    reading: &Reading,
    brute: &Brute<'_>,
    pipeline: PipelineId,
    filter: &DealFilter,
    size: usize,
) {
    let today = scene.today();
    let board = reading.board(pipeline, filter, today).unwrap().unwrap();
    assert!(board.exact);
    let told = || format!("{filter:#?} after {:#?}", scene.told);
    let expected = brute.columns(pipeline, filter);
    let stages = |columns: &[Column]| columns.iter().map(|c| c.stage).collect::<Vec<_>>();
    let wanted: Vec<StageId> = expected.iter().map(|(stage, ..)| *stage).collect();
    assert_eq!(stages(&board.columns), wanted, "{}", told());
    for (column, (stage, sums, cards)) in board.columns.iter().zip(expected) {
        assert_eq!(column.count, cards.len() as u64, "{stage} {}", told());
        assert_eq!(column.sums, sums, "{stage} {}", told());
        let (first, rest) = cards.split_at(cards.len().min(CARDS));
        assert_eq!(rows(&column.cards), first, "{stage} {}", told());
        assert_eq!(
            column.next.is_some(),
            !rest.is_empty(),
            "{stage} {}",
            told()
        );
        for card in &column.cards {
            let deal = reading.deal(card.row.id).unwrap().unwrap();
            assert_eq!(card.movable, deal.may(Action::Edit), "{stage} {}", told());
        }
        let mut found = Vec::new();
        let mut cursor = None;
        loop {
            let from = cursor.as_deref();
            let (cards, next) = reading
                .column_cards(stage, filter, from, today, size)
                .unwrap();
            found.extend(cards);
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(rows(&found), cards, "{stage} by {size} {}", told());
        if column.next.is_some() {
            let from = column.next.as_deref();
            let (more, _) = reading
                .column_cards(stage, filter, from, today, 999)
                .unwrap();
            assert_eq!(rows(&more), rest, "{stage} {}", told());
        }
    }
}

fn rows(cards: &[Card]) -> Vec<DealRow> {
    cards.iter().map(|card| card.row.clone()).collect()
}

type BruteColumn = (StageId, Vec<ColumnSum>, Vec<DealRow>);

impl Brute<'_> {
    /// Rows of visible stuck deals that pass the filter apart from its status.
    fn stuck(&self, filter: &DealFilter) -> Vec<DealRow> {
        let filter = DealFilter {
            statuses: Default::default(),
            ..filter.clone()
        };
        let mut stuck: Vec<_> = self
            .visible()
            .filter_map(|(deal, rights)| Some((deal.stuck_on()?, deal, rights)))
            .filter(|(on, ..)| *on <= self.today)
            .map(|(on, deal, rights)| (on, self.row_of(deal, FieldMask::of(rights))))
            .filter(|(_, row)| filter.matches(row, self.today, &self.firm.world.tree))
            .collect();
        stuck.sort_by_key(|(on, row)| (*on, row.id));
        stuck.into_iter().map(|(_, row)| row).collect()
    }

    fn columns(&self, pipeline: PipelineId, filter: &DealFilter) -> Vec<BruteColumn> {
        let filter = DealFilter {
            pipelines: [pipeline].into(),
            ..filter.clone()
        };
        let tree = &self.firm.world.tree;
        let mut columns = Vec::new();
        for stage in &self.firm.pipelines[&pipeline].stages {
            let mut deals: Vec<(&Deal, DealRow, bool)> = self
                .visible()
                .map(|(deal, rights)| {
                    (
                        deal,
                        self.row_of(deal, FieldMask::of(rights)),
                        rights.has(AMOUNT),
                    )
                })
                .filter(|(deal, row, _)| {
                    deal.stage == stage.id && filter.matches(row, self.today, tree)
                })
                .collect();
            match stage.kind {
                StageKind::Open => deals.sort_by_key(|(_, row, _)| (row.next_step_on, row.id)),
                _ => deals.sort_by_key(|(_, row, _)| std::cmp::Reverse(row.id)),
            }
            if stage.archived && deals.is_empty() {
                continue;
            }
            let sums = sums(&deals, stage.probability);
            columns.push((
                stage.id,
                sums,
                deals.into_iter().map(|(_, row, _)| row).collect(),
            ));
        }
        columns
    }
}

fn sums(deals: &[(&Deal, DealRow, bool)], percent: u8) -> Vec<ColumnSum> {
    let mut sums: BTreeMap<Currency, (u64, i64, i64)> = BTreeMap::new();
    for (deal, ..) in deals.iter().filter(|(.., shown)| *shown) {
        let Some(amount) = deal.amount else { continue };
        let own = deal.probability.filter(|_| deal.status == Status::Open);
        let (count, sum, hundredths) = sums.entry(amount.currency).or_default();
        *count += 1;
        *sum += amount.minor;
        *hundredths += amount.minor * i64::from(own.unwrap_or(percent));
    }
    let one = |(currency, (count, sum, hundredths))| ColumnSum {
        currency,
        count,
        sum,
        weighted: hundredths / 100,
    };
    sums.into_iter().map(one).collect()
}

/// The matrix, the deals behind its cells, and outcomes, between two moments.
pub(crate) fn compare_movement(scene: &mut Scene, reading: &Reading, brute: &Brute<'_>) {
    let start = 1_795_435_200_000_000;
    let span = (scene.now.0 - start).max(2).unsigned_abs();
    let mut moment = || Moment(start + scene.rng.below(span + span / 5).cast_signed());
    let (a, b) = (moment(), moment());
    let (from, to) = (a.min(b), a.max(b));
    let filter = match scene.rng.chance(50) {
        true => DealFilter::default(),
        false => DealFilter {
            owners: [scene.person(), scene.person()].into(),
            pipelines: [*scene.rng.pick(&scene.pipelines)].into(),
            ..DealFilter::default()
        },
    };
    let told = || format!("{from:?} to {to:?} {filter:#?} after {:#?}", scene.told);
    let expected = brute.matrix(scene, &filter, from, to);
    let found = reading.movement(&filter, from, to).unwrap();
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>(),
        "{}",
        told()
    );
    for (passage, flow) in &found {
        let rows = &expected[passage];
        assert_eq!(flow.count, rows.len() as u64, "{passage:?} {}", told());
        assert_eq!(flow.sums, Brute::sums(rows), "{passage:?} {}", told());
        let (cell, listed) = reading
            .moved_deals(&filter, (from, to), *passage, 999)
            .unwrap();
        assert_eq!((&cell, &listed), (flow, rows), "{passage:?} {}", told());
        let (_, two) = reading
            .moved_deals(&filter, (from, to), *passage, 2)
            .unwrap();
        assert_eq!(two, rows[..rows.len().min(2)], "{passage:?} {}", told());
    }
    outcomes(scene, reading, brute, &filter);
}

fn outcomes(scene: &Scene, reading: &Reading, brute: &Brute<'_>, filter: &DealFilter) {
    let (from, to) = (scene.today() - chrono::Days::new(40), scene.today());
    let found = reading
        .outcomes(filter, OutcomeBy::Owner, from, to)
        .unwrap();
    let mut expected: BTreeMap<OutcomeKey, [Vec<DealRow>; 2]> = BTreeMap::new();
    for row in brute.rows(filter, domain::deals::DealSort::default()) {
        if row.closed.is_some_and(|on| (from..=to).contains(&on)) {
            let lost = usize::from(row.status == Status::Lost);
            expected.entry(OutcomeKey::Owner(row.owner)).or_default()[lost].push(row);
        }
    }
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (key, [won, lost]) in expected {
        let counts = (found[&key].won.count, found[&key].lost.count);
        assert_eq!(counts, (won.len() as u64, lost.len() as u64));
        assert_eq!(found[&key].won.sums, Brute::sums(&won));
        assert_eq!(found[&key].lost.sums, Brute::sums(&lost));
    }
}

impl Brute<'_> {
    /// The visible deals by where they stood, told by the log alone; the newest first.
    fn matrix(
        &self,
        scene: &Scene,
        filter: &DealFilter,
        from: Moment,
        to: Moment,
    ) -> BTreeMap<Passage, Vec<DealRow>> {
        let system = scene.reading(SETUP);
        let mut matrix: BTreeMap<Passage, Vec<DealRow>> = BTreeMap::new();
        for (deal, rights) in self.visible() {
            let view = system.deal(deal.id).unwrap().unwrap();
            let stages = logged(&system, &view);
            let at = |moment| {
                let mut latest_first = stages.iter().rev();
                let there = latest_first.find(|(since, _)| *since <= moment);
                there.map(|(_, stage)| *stage)
            };
            let row = self.row_of(deal, FieldMask::of(rights));
            let fits = filter.matches(&row, self.today, &self.firm.world.tree);
            if let (Some(is), true) = (at(to), fits) {
                matrix.entry((at(from), is)).or_default().push(row);
            }
        }
        for rows in matrix.values_mut() {
            rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        }
        matrix
    }
}

/// Every stage a deal came into, by its events.
fn logged(system: &Reading, deal: &domain::access::View<Deal>) -> Vec<(Moment, StageId)> {
    use domain::deals::Event;
    let (told, _) = system.deal_timeline(deal, None, 9_999).unwrap();
    let came = told.into_iter().rev().filter_map(|happened| {
        let domain::events::Event::Deal(event) = happened.event else {
            return None;
        };
        let stage = match event {
            Event::Opened { stage, .. } => stage,
            Event::Moved { stage, .. }
            | Event::Won { stage, .. }
            | Event::Lost { stage, .. }
            | Event::Reopened { stage, .. } => stage.is,
            _ => return None,
        };
        Some((happened.at, stage))
    });
    came.collect()
}
