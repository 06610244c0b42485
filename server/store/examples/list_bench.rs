//! How long lists, sums and moves take on many deals. Invariant: it measures medians on a temporary
//! file with the product's own cache size and judges nothing.
//!
//! `cargo run --release -p store --example list_bench -- [deals] [people] [groups]`
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

use domain::access::Role;
use domain::by::{Actor, By, SystemActor};
use domain::deals::{
    DealDraft, DealFilter, DealSort, Direction, LostKind, LostReason, NextStep, Outcome, Range,
    SortKey, Status,
};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::lang::Lang;
use domain::money::{Currency, Money};
use domain::people::PersonDraft;
use domain::pipelines::examples;
use domain::time::{Moment, Month};
use std::time::Instant;
use store::testing::Rng;
use store::{Reading, Store};

const SEED: Actor = Actor::System(SystemActor::Seed);
const NOW: Moment = Moment(1_795_435_200_000_000);
const BY: By = By {
    actor: SEED,
    now: NOW,
};
const CHUNK: u64 = 500;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|arg| arg.parse().ok());
    let deals = numbers.next().unwrap_or(100_000_u64);
    let people = numbers.next().unwrap_or((deals / 1_000).max(10));
    let groups = numbers.next().unwrap_or((people / 5).max(5));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("data.redb");
    let store = Store::open(&path, 32 << 20).unwrap();
    let started = Instant::now();
    found(&store, people, groups);
    let teams = seed(&store, deals, people, groups);
    println!(
        "{deals} deals, {people} people, {groups} groups: seeded in {:.0} s, {} MB",
        started.elapsed().as_secs_f64(),
        path.metadata().unwrap().len() >> 20
    );
    let rep = PersonId(people);
    let viewers = [
        ("rep", rep),
        ("head of a team", PersonId(3)),
        ("head of a region", PersonId(4)),
        ("head of the firm", PersonId(5)),
        ("auditor", PersonId(2)),
        ("director", PersonId(1)),
    ];
    for (name, person) in viewers {
        viewer(&store, name, person, teams[&rep]);
    }
    moves(&store, rep, &teams, groups);
    println!("{} MB", path.metadata().unwrap().len() >> 20);
}

type Teams = std::collections::BTreeMap<PersonId, GroupId>;

/// A tree of five below each; the first five people see from above, the others sell.
fn found(store: &Store, people: u64, groups: u64) {
    let work = store.work(BY, None, move |w| {
        w.found_firm("Meblex", Lang::Pl)?;
        for example in examples(Lang::Pl).into_iter().take(1) {
            w.create_pipeline(&example.name, example.stages)?;
        }
        for number in 1..=groups {
            let parent = (number > 1).then(|| GroupId((number - 2) / 5 + 1));
            w.create_group(&format!("Grupa {number}"), parent)?;
        }
        Ok(())
    });
    work.wait().unwrap();
    for first in (1..=people).step_by(50) {
        let work = store.work(BY, None, move |w| {
            for number in first..(first + 50).min(people + 1) {
                let role = match number {
                    1 => Role::Director,
                    2 => Role::Auditor,
                    3..=5 => Role::Head,
                    _ => Role::Rep,
                };
                w.create_person(PersonDraft {
                    name: format!("Osoba {number:05}"),
                    groups: vec![home(number, groups)],
                    roles: vec![role],
                    ..PersonDraft::default()
                })?;
            }
            Ok(())
        });
        work.wait().unwrap();
        drop(store.view(SEED, NOW).unwrap());
    }
    let heads = store.work(BY, None, move |w| {
        w.appoint_head(GroupId(groups), PersonId(3))?;
        w.appoint_head(GroupId(2), PersonId(4))?;
        w.appoint_head(GroupId(1), PersonId(5))
    });
    heads.wait().unwrap();
    drop(store.view(SEED, NOW).unwrap());
}

/// Reps sit in the lower four fifths of the tree.
fn home(number: u64, groups: u64) -> GroupId {
    let lower = groups - groups / 5;
    GroupId(groups - number % lower)
}

fn seed(store: &Store, deals: u64, people: u64, groups: u64) -> Teams {
    let mut pending = Vec::new();
    for chunk in 0..deals.div_ceil(CHUNK) {
        let count = CHUNK.min(deals - chunk * CHUNK);
        pending.push(store.bulk(BY, move |w| {
            let mut rng = Rng::new(chunk);
            for _ in 0..count {
                w.open_deal(draft(&mut rng, people, groups))?;
            }
            Ok(())
        }));
        if pending.len() == 32 {
            pending.drain(..).for_each(|chunk| chunk.wait().unwrap());
        }
    }
    pending.into_iter().for_each(|chunk| chunk.wait().unwrap());
    (1..=people)
        .map(|number| (PersonId(number), home(number, groups)))
        .collect()
}

fn draft(rng: &mut Rng, people: u64, groups: u64) -> DealDraft {
    let words = [
        "biurka", "krzesła", "szafy", "łóżka", "lady", "regały", "stoły",
    ];
    let owner = 6 + rng.below(people - 5);
    let title = format!("{} dla klienta {}", rng.pick(&words), rng.below(10_000));
    let mut draft = DealDraft::new(&title, PipelineId(1), PersonId(owner), home(owner, groups));
    let currency = *rng.pick(&[Currency::PLN, Currency::PLN, Currency::PLN, Currency::EUR]);
    draft.amount = rng
        .chance(95)
        .then(|| Money::new(rng.below(10_000_000) as i64, currency));
    let day = |days: i64| NOW.plus_seconds(days * 86_400).day();
    draft.opened = day(-720);
    let past = -(rng.below(700) as i64);
    let reason = LostReason {
        kind: LostKind::Price,
        text: None,
    };
    draft.outcome = day(past).and_then(|on| match rng.below(10) {
        0..4 => None,
        4..7 => Some(Outcome::Won { on }),
        _ => Some(Outcome::Lost { on, reason }),
    });
    // A tenth moved within the last quarter, the others before.
    let ago = match rng.below(10) {
        0 => rng.below(90),
        _ => 90 + rng.below(600),
    };
    draft.stage_since = Some(NOW.plus_seconds(-(ago as i64) * 86_400));
    if draft.outcome.is_none() {
        draft.stage = Some(StageId(1 + rng.below(5)));
        draft.expected_close = day(rng.below(180) as i64 - 30);
        draft.next_step = rng.chance(60).then(|| NextStep {
            what: "Zadzwonić w sprawie oferty".to_owned(),
            on: day(rng.below(30) as i64 - 10),
        });
    }
    draft
}

fn viewer(store: &Store, name: &str, person: PersonId, team: GroupId) {
    let today = NOW.day().unwrap();
    let reading = store.view(Actor::Person(person), NOW).unwrap();
    let all = DealFilter::default();
    let count = reading.deal_totals(&all, today).unwrap().count;
    println!("\n{name}: {count} deals");
    let page = |reading: &Reading, filter: &DealFilter, sort| {
        reading.deals(filter, sort, None, today).unwrap();
    };
    for key in SortKey::ALL {
        for direction in [Direction::Up, Direction::Down] {
            let sort = DealSort { key, direction };
            let label = format!("page by {} {}", key.key(), direction.aria());
            timed(&label, || page(&reading, &all, sort));
        }
    }
    let newest = DealSort::default();
    let open = DealFilter {
        statuses: [Status::Open].into(),
        ..DealFilter::default()
    };
    timed("page, open", || page(&reading, &open, newest));
    let of_team = DealFilter {
        groups: [team].into(),
        ..DealFilter::default()
    };
    timed("page, one group", || page(&reading, &of_team, newest));
    let in_stage = DealFilter {
        stages: [StageId(2)].into(),
        ..DealFilter::default()
    };
    timed("page, one stage", || page(&reading, &in_stage, newest));
    let text = DealFilter {
        text: Some("lozka 77".to_owned()),
        ..DealFilter::default()
    };
    timed("page, text", || page(&reading, &text, newest));
    let dear = DealFilter {
        currency: Some(Currency::PLN),
        amount: Range {
            from: Some(5_000_000),
            to: None,
        },
        ..DealFilter::default()
    };
    timed("page, amount from", || page(&reading, &dear, newest));
    timed("totals", || {
        reading.deal_totals(&all, today).unwrap();
    });
    timed("sums by stage", || {
        reading.stage_sums(None).unwrap();
    });
    let months: Vec<_> = (1..=12).map(|month| Month { year: 2026, month }).collect();
    timed("sums by stage, 12 months", || {
        reading.stage_sums(Some(&months)).unwrap();
    });
    timed("sums by owner, 12 months", || {
        reading.owner_sums(&months).unwrap();
    });
    for (label, filter) in [("board", &all), ("board, text", &text)] {
        timed(label, || {
            reading.board(PipelineId(1), filter, today).unwrap();
        });
    }
    timed("stuck: page and count", || {
        reading.stuck_deals(&all, None, today, 50).unwrap();
    });
    timed("stuck: count", || {
        reading.stuck_totals(&all, today).unwrap();
    });
    let (week_ago, quarter_ago) = (
        NOW.plus_seconds(-7 * 86_400),
        NOW.plus_seconds(-90 * 86_400),
    );
    for (label, from) in [
        ("movement, a week", week_ago),
        ("movement, a quarter", quarter_ago),
    ] {
        timed(label, || {
            reading.movement(&all, from, NOW).unwrap();
        });
    }
    timed("last closing", || {
        reading.last_closing().unwrap();
    });
    timed("a view itself", || {
        store.view(Actor::Person(person), NOW).unwrap();
    });
}

fn moves(store: &Store, rep: PersonId, teams: &Teams, groups: u64) {
    println!("\nmoves");
    let (from, to) = (teams[&rep], teams[&PersonId(rep.0 - 1)]);
    let started = Instant::now();
    let moved = store.work(BY, None, move |w| w.move_person(rep, vec![to]));
    moved.wait().unwrap();
    while store
        .bulk(BY, move |w| w.follow(rep, from, to, 500))
        .wait()
        .unwrap()
    {}
    tell("moving a rep with the open deals", started);
    let started = Instant::now();
    let group = store.work(BY, None, move |w| w.move_group(GroupId(groups), None));
    group.wait().unwrap();
    tell("moving a group", started);
    let started = Instant::now();
    let report = store.check().unwrap();
    tell("checking everything", started);
    println!(
        "{} faults, {} index rows, {} cells",
        report.faults.len(),
        report.index_rows,
        report.cells
    );
}

/// Prints the median in µs of as many runs as fit into half a second, five at least.
fn timed(what: &str, mut run: impl FnMut()) {
    run();
    let started = Instant::now();
    let mut micros = Vec::new();
    while micros.len() < 5 || (micros.len() < 201 && started.elapsed().as_millis() < 500) {
        let begun = Instant::now();
        run();
        micros.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    micros.sort_by(f64::total_cmp);
    println!("{:>10.0} µs  {what}", micros[micros.len() / 2]);
}

fn tell(what: &str, started: Instant) {
    println!("{:>10.0} µs  {what}", started.elapsed().as_secs_f64() * 1e6);
}
