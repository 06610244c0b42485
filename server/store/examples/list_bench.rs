//! How long pages, sums and moves of a seeded file take in the store: `list_bench FILE [moves]`.
//! Invariant: it prints medians and ratios taken side by side, with the product's own cache size, and
//! judges nothing; only `moves` changes the file.
//!
//! Lines for the bench's table: `role|sort or filter|name|ratio to the default`.
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

use domain::access::Role;
use domain::by::{Actor, By, SystemActor};
use domain::deals::{DealFilter, DealSort, Direction, SortKey, Status};
use domain::id::{GroupId, PersonId, PipelineId, StageId};
use domain::time::{Day, Moment, Month};
use std::path::Path;
use std::time::Instant;
use store::{Reading, Store};

/// Noon of 23 November 2026, the day the file was seeded for.
const NOW: Moment = Moment(1_795_435_200_000_000);
const BY: By = By {
    actor: Actor::System(SystemActor::Seed),
    now: NOW,
};
/// Of the same work in turns; the least of each is compared, since noise only adds.
const ROUNDS: usize = 5;

fn main() {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap();
    let store = Store::open(Path::new(&path), 32 << 20).unwrap();
    for role in [Role::Director, Role::Head, Role::Rep] {
        viewer(
            &store,
            &format!("{role:?}").to_lowercase(),
            first(&store, role),
        );
    }
    if args.next().as_deref() == Some("moves") {
        moves(&store);
    }
}

/// The person of a role who signs in.
fn first(store: &Store, role: Role) -> (PersonId, GroupId) {
    let reading = store.view(BY.actor, NOW).unwrap();
    let mut people = reading.firm().people.values();
    let person = people.find(|person| person.roles.contains(&role)).unwrap();
    (person.id, person.primary_group().unwrap())
}

fn viewer(store: &Store, role: &str, (person, group): (PersonId, GroupId)) {
    let today = NOW.day().unwrap();
    let reading = store.view(Actor::Person(person), NOW).unwrap();
    let all = DealFilter::default();
    let count = reading.deal_totals(&all, today).unwrap().count;
    println!("\n{role}: {count} deals");
    let base = Page {
        reading: &reading,
        filter: all.clone(),
        sort: DealSort::default(),
        today,
    };
    for key in SortKey::ALL {
        for direction in [Direction::Up, Direction::Down] {
            let sort = DealSort { key, direction };
            let name = format!("{} {}", key.key(), direction.aria());
            compared(
                &base,
                &Page {
                    sort,
                    filter: all.clone(),
                    ..base
                },
                &format!("{role}|sort|{name}"),
            );
        }
    }
    for (name, filter) in filters(group, person) {
        compared(
            &base,
            &Page { filter, ..base },
            &format!("{role}|filter|{name}"),
        );
    }
    timed("totals", || reading.deal_totals(&all, today).unwrap());
    timed("sums by stage", || reading.stage_sums(None).unwrap());
    let year = (1..=12).map(|month| Month { year: 2026, month });
    let months: Vec<_> = year.collect();
    timed("sums by stage, 12 months", || {
        reading.stage_sums(Some(&months)).unwrap()
    });
    timed("what was closed in 12 months", || {
        reading.closed_sums(&months).unwrap()
    });
    timed("board", || {
        reading.board(PipelineId(1), &all, today).unwrap()
    });
    timed("stuck: page and count", || {
        reading.stuck_deals(&all, None, today, 50).unwrap()
    });
    timed("stuck: count", || {
        reading.stuck_totals(&all, today).unwrap()
    });
    for (label, days) in [("movement, a week", 7), ("movement, a quarter", 90)] {
        let from = NOW.plus_seconds(-days * 86_400);
        timed(label, || reading.movement(&all, from, NOW).unwrap());
    }
    timed("what needs attention", || reading.attention(today).unwrap());
    timed("last closing", || reading.last_closing().unwrap());
    timed("a view itself", || {
        store.view(Actor::Person(person), NOW).unwrap()
    });
}

/// The filters that lists answer without looking at rows.
fn filters(group: GroupId, person: PersonId) -> Vec<(&'static str, DealFilter)> {
    let none = DealFilter::default;
    vec![
        (
            "open",
            DealFilter {
                statuses: [Status::Open].into(),
                ..none()
            },
        ),
        (
            "one group",
            DealFilter {
                groups: [group].into(),
                ..none()
            },
        ),
        (
            "one owner",
            DealFilter {
                owners: [person].into(),
                ..none()
            },
        ),
        (
            "one stage",
            DealFilter {
                stages: [StageId(2)].into(),
                ..none()
            },
        ),
    ]
}

struct Page<'r> {
    reading: &'r Reading,
    filter: DealFilter,
    sort: DealSort,
    today: Day,
}

impl Page<'_> {
    fn read(&self) {
        self.reading
            .deals(&self.filter, self.sort, None, self.today)
            .unwrap();
    }
}

/// The least time of another page, less that of its totals, against the default one, in turns.
fn compared(base: &Page<'_>, other: &Page<'_>, name: &str) {
    let (mut of_base, mut of_other) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        of_base = of_base.min(least(|| base.read()) - totals(base));
        of_other = of_other.min(least(|| other.read()) - totals(other));
    }
    println!("{name}|{:.2}|{of_other:.0} µs", of_other / of_base);
}

fn totals(page: &Page<'_>) -> f64 {
    least(|| drop(page.reading.deal_totals(&page.filter, page.today).unwrap()))
}

fn least(mut run: impl FnMut()) -> f64 {
    let one = |_| {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64() * 1e6
    };
    (0..30).map(one).fold(f64::MAX, f64::min)
}

fn moves(store: &Store) {
    println!("\nmoves");
    let (rep, from) = first(store, Role::Rep);
    let to = GroupId(from.0 - 1);
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
    let group = store.work(BY, None, move |w| w.move_group(from, None));
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
fn timed<T>(what: &str, mut run: impl FnMut() -> T) {
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
