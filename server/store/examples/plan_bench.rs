//! How long the plan takes in the store: `plan_bench DEALS PEOPLE GROUPS` makes a firm up in a file
//! that is thrown away. Invariant: it prints medians and judges nothing.
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

use domain::access::Role;
use domain::by::{Actor, By, SystemActor};
use domain::cast::{Crowd, Size};
use domain::period::{Length, Period};
use domain::planning::LineFilter;
use domain::time::Moment;
use std::time::Instant;
use store::{Reading, Store};

/// Noon of 23 November 2026.
const NOW: Moment = Moment(1_795_435_200_000_000);
const BY: By = By {
    actor: Actor::System(SystemActor::Seed),
    now: NOW,
};

fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse().unwrap());
    let mut next = |usual| numbers.next().unwrap_or(usual);
    let size = Size {
        deals: next(100_000),
        people: next(200),
        groups: next(40),
        seed: 1,
    };
    let path = std::env::temp_dir().join(format!("plan-bench-{}.redb", std::process::id()));
    let store = Store::open(&path, 32 << 20).unwrap();
    let begin = Instant::now();
    let (mut crowd, firm) = Crowd::found(size, NOW.day().unwrap(), NOW);
    let people = crowd.sign_ins();
    store
        .bulk(BY, move |work| work.bring_in(&firm))
        .wait()
        .unwrap();
    while let Some(wave) = crowd.wave(50_000) {
        store
            .bulk(BY, move |work| work.bring_more(&wave))
            .wait()
            .unwrap();
    }
    println!("{size:?} made in {:.1} s", begin.elapsed().as_secs_f64());
    for (role, person) in people {
        if matches!(role, Role::Director | Role::Head | Role::Rep) {
            viewer(&store, role, Actor::Person(person));
        }
    }
    timed("snapshots of the day", 1, || {
        store.take_daily_snapshots(NOW).unwrap();
    });
    drop(store);
    std::fs::remove_file(path).unwrap();
}

fn viewer(store: &Store, role: Role, actor: Actor) {
    println!("{role:?}");
    let today = NOW.day().unwrap();
    let year = Period::of(today, Length::Year, Default::default());
    let months = year.months();
    let periods: Vec<Period> = months
        .map(|month| Period::around(month, Length::Month, Default::default()))
        .chain([year])
        .collect();
    let view = || -> Reading { store.view(actor, NOW).unwrap() };
    let all = LineFilter::default();
    let overdue = LineFilter {
        overdue: true,
        ..LineFilter::default()
    };
    let month = LineFilter {
        period: periods.get(10).copied(),
        ..LineFilter::default()
    };
    let rows = view().plan_matrix(&periods, None).unwrap().len();
    timed(
        &format!("matrix of {rows} rows, 12 months and year"),
        21,
        || {
            view().plan_matrix(&periods, None).unwrap();
        },
    );
    for (name, filter) in [("all", all), ("overdue", overdue), ("this month", month)] {
        let page = view().instalments(&filter, today, None, 50).unwrap();
        let count = (page.totals.count, page.totals.exact);
        timed(
            &format!("page of instalments, {name}: {count:?}"),
            5,
            || {
                view().instalments(&filter, today, None, 50).unwrap();
            },
        );
    }
    timed("aging", 21, || {
        view().aging(&LineFilter::default(), today).unwrap();
    });
}

fn timed(name: &str, rounds: usize, mut work: impl FnMut()) {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..rounds {
        let begin = Instant::now();
        work();
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!("  {name}: {:.2} ms", times[times.len() / 2]);
}
