//! The data set in the base: the same fixture and, where it is present, the real files, all the way
//! into a store, seen through the eyes of those who work with it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use domain::by::{Actor, By, SystemActor};
use domain::deals::{DealFilter, Status};
use domain::exchange::ImportPlan;
use domain::exchange::sales_opportunities::{HeadWish, Options, Report};
use domain::id::{GroupId, PersonId};
use domain::lang::Lang;
use domain::money::Currency;
use domain::time::{Day, Moment};
use server::import::{self, Beginning, Key, Means, Settings};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::engine::memory::MemoryEngine;
use store::engine::{Row, Space};
use store::testing::rows;
use store::{ImportRun, Reading, Store, Undo};

const BY: By = By {
    actor: Actor::System(SystemActor::Operator),
    now: NOW,
};
/// Noon of 23 November 2026.
const NOW: Moment = Moment(1_795_435_200_000_000);

fn fixture() -> PathBuf {
    package_dir().join("../app/domain/tests/fixtures/sales-opportunities")
}

/// The real files, by `CONTENTUM_SALES_DATA`, beside the checkout or beside the main one.
fn real() -> Option<PathBuf> {
    let named = std::env::var_os("CONTENTUM_SALES_DATA").map(PathBuf::from);
    let root = package_dir();
    let beside = ["../../shared", "../../../shared"]
        .map(|shared| root.join(shared).join("data/sales-opportunities"));
    let found = named.into_iter().chain(beside);
    found
        .into_iter()
        .find(|dir| dir.join("sales_pipeline.csv").exists())
}

fn empty() -> Store {
    Store::on(Arc::new(MemoryEngine::new())).unwrap()
}

fn wishes(offices: &[&str]) -> Vec<HeadWish> {
    let wish = |office: &&str| format!("{office}=Head of {office}:{office}@firm.example");
    offices
        .iter()
        .map(|office| wish(office).parse().unwrap())
        .collect()
}

fn planned(store: &Store, dir: &Path, heads: &[HeadWish], dry: bool) -> (ImportPlan, Report) {
    let beginning = Beginning {
        company: "Hardware",
        lang: Lang::En,
        pipelines: false,
        dry,
    };
    let planner = |known: &_, defaults: domain::exchange::Defaults| {
        let options = Options {
            currency: Currency::USD,
            heads: heads.to_vec(),
            owner: defaults.owner,
            group: defaults.group,
        };
        import::sales_opportunities(dir, &options, known)
    };
    import::planned(store, BY, &beginning, planner, |(plan, _)| plan).unwrap()
}

fn imported(store: &Store, dir: &Path, heads: &[HeadWish]) -> (ImportPlan, Report, ImportRun) {
    let (plan, report) = planned(store, dir, heads, false);
    let keys = heads.iter().map(|head| Key {
        email: head.email.clone(),
        means: Means::Link("secret".into()),
    });
    let (run, let_in) =
        import::carried_out(store, BY, plan.clone(), "files".into(), keys.collect()).unwrap();
    assert_eq!(let_in.len(), heads.len());
    (plan, report, run)
}

fn seen(store: &Store, actor: Actor) -> Reading {
    store.view(actor, NOW).unwrap()
}

/// Count and sum of what somebody sees in a group itself, or anywhere.
fn totals(reading: &Reading, group: Option<GroupId>, status: Option<Status>) -> (u64, i64) {
    let filter = DealFilter {
        groups: group.into_iter().collect(),
        statuses: status.into_iter().collect::<BTreeSet<_>>(),
        ..DealFilter::default()
    };
    let today = Day::from_ymd_opt(2026, 11, 23).unwrap();
    let totals = reading.deal_totals(&filter, today).unwrap();
    assert!(totals.exact);
    (totals.count, totals.sum(Currency::USD).minor)
}

fn person(reading: &Reading, name: &str) -> PersonId {
    let mut people = reading.firm().people.values();
    people.find(|person| person.name == name).unwrap().id
}

fn named(reading: &Reading, name: &str) -> GroupId {
    let mut groups = reading.firm().groups.values();
    groups.find(|group| group.name == name).unwrap().id
}

/// Everything but the log, the record of the run and the writer's own numbers.
fn kept(store: &Store) -> Vec<(Space, Row)> {
    let (import, timeline) = (10, 2);
    let mut rows = rows(store).unwrap();
    rows.retain(|(space, (key, _))| match space {
        Space::Rec => key.first() != Some(&import),
        Space::Idx => key.first() != Some(&timeline),
        Space::Cell | Space::Uniq | Space::Sess => true,
        _ => false,
    });
    rows
}

#[test]
fn what_the_plan_promised_is_in_the_base_and_the_base_is_sound() {
    let store = empty();
    let (plan, report, run) = imported(&store, &fixture(), &[]);
    assert_eq!(run.counts, plan.counts());
    assert_eq!(run.made.deals.count, plan.deals.len() as u64);
    let reading = seen(&store, BY.actor);
    for team in &report.teams {
        let group = named(&reading, &team.name);
        assert_eq!(totals(&reading, Some(group), None).0, team.deals);
        let won = totals(&reading, Some(group), Some(Status::Won));
        assert_eq!(won, (team.won, team.won_amount.minor), "{}", team.name);
    }
    let check = store.check().unwrap();
    assert!(check.is_clean(), "{:?}", check.faults);
}

#[test]
fn a_dry_run_promises_what_a_real_run_does_and_writes_nothing() {
    let store = empty();
    let before = kept(&store);
    let (dry, _) = planned(&store, &fixture(), &[], true);
    assert_eq!(kept(&store), before);
    let (real, ..) = imported(&store, &fixture(), &[]);
    assert_eq!(dry.counts(), real.counts());
}

#[test]
fn the_same_files_again_bring_nothing() {
    let store = empty();
    imported(&store, &fixture(), &wishes(&["North"]));
    let (again, _) = planned(&store, &fixture(), &wishes(&["North"]), false);
    let again = import::news(&store, BY, again).unwrap();
    assert!(again.is_empty(), "{:?}", again.counts());
}

#[test]
fn undoing_a_run_leaves_the_base_as_it_was() {
    let store = empty();
    planned(&store, &fixture(), &[], false);
    let before = kept(&store);
    let (.., run) = imported(&store, &fixture(), &wishes(&["North"]));
    assert_ne!(kept(&store), before);
    let undone = store.bulk(BY, move |work| work.undo_import(run.id)).wait();
    let records = run.made.records();
    assert_eq!(undone, Ok(Undo::Done { records }));
    assert!(kept(&store) == before, "something stayed behind");
    assert!(store.check().unwrap().is_clean());
    let again = store.bulk(BY, move |work| work.undo_import(run.id)).wait();
    assert!(again.is_err());
    imported(&store, &fixture(), &wishes(&["North"]));
}

#[test]
fn what_somebody_built_on_a_run_is_not_undone() {
    let store = empty();
    let (.., run) = imported(&store, &fixture(), &[]);
    let deal = domain::id::DealId(run.made.deals.first);
    store
        .work(BY, None, move |work| work.note_deal(deal, "Called"))
        .wait()
        .unwrap();
    let before = kept(&store);
    let undone = store.bulk(BY, move |work| work.undo_import(run.id)).wait();
    let (changed, used) = (1, 0);
    assert_eq!(undone, Ok(Undo::Blocked { changed, used }));
    assert!(kept(&store) == before);
}

#[test]
fn a_refused_record_takes_the_whole_run_with_it() {
    let store = empty();
    let (mut plan, _) = planned(&store, &fixture(), &[], false);
    let before = kept(&store);
    plan.deals.last_mut().unwrap().draft.title = String::new();
    let refused = import::carried_out(&store, BY, plan, "files".into(), Vec::new());
    assert!(refused.is_err());
    assert!(kept(&store) == before);
}

#[test]
fn each_head_sees_exactly_the_real_office_and_a_rep_of_another_team_nothing_of_it() {
    let Some(dir) = real() else {
        println!("skipped: the real files are not here; name their folder in CONTENTUM_SALES_DATA");
        return;
    };
    let store = empty();
    imported(&store, &dir, &wishes(&["Central", "East", "West"]));
    let expected = [
        ("Central", 3512, 1629, 3_346_293),
        ("East", 2291, 1171, 3_090_594),
        ("West", 2997, 1438, 3_568_647),
    ];
    for (office, deals, won, dollars) in expected {
        let head = person(&seen(&store, BY.actor), &format!("Head of {office}"));
        let reading = seen(&store, Actor::Person(head));
        assert_eq!(totals(&reading, None, None).0, deals, "{office}");
        let sum = totals(&reading, None, Some(Status::Won));
        assert_eq!(sum, (won, dollars * 100), "{office}");
    }
    let all = seen(&store, BY.actor);
    let east = all.firm().groups[&named(&all, "East")].id;
    let in_east = |group: &GroupId| all.firm().groups[group].parent == Some(east);
    let mut reps = all.firm().people.values();
    let rep = reps
        .find(|rep| rep.groups.iter().any(in_east) && !rep.name.starts_with("Head"))
        .unwrap();
    let reading = seen(&store, Actor::Person(rep.id));
    for team in all.firm().groups.values() {
        let own = rep.groups.contains(&team.id);
        let (count, sum) = totals(&reading, Some(team.id), None);
        assert_eq!((count > 0, sum > 0), (own, own), "{}", team.name);
    }
    assert!(store.check().unwrap().is_clean());
}

/// Plans a file of deals, for a base that may be empty.
fn planned_csv(store: &Store, text: &str, dry: bool) -> ImportPlan {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("deals.csv");
    std::fs::write(&path, text).unwrap();
    let beginning = Beginning {
        company: "Hardware",
        lang: Lang::En,
        pipelines: true,
        dry,
    };
    let planner = |known: &_, defaults| {
        let settings = Settings {
            kind: None,
            currency: Currency::USD,
            defaults,
            dialect: None,
            mapping: None,
        };
        import::csv_file(&path, settings, known)
    };
    import::planned(store, BY, &beginning, planner, |imported| &imported.plan)
        .unwrap()
        .plan
}

#[test]
fn a_table_of_deals_founds_a_firm_with_the_usual_pipelines() {
    let store = empty();
    let deals = "Deal name;Company;Stage;Amount\nRoof;Alfa;Proposal;1200\nWall;Beta;Lead;900\n";
    let dry = planned_csv(&store, deals, true);
    assert_eq!((dry.deals.len(), dry.rejected), (2, 0));
    assert!(kept(&store).is_empty());
    let plan = planned_csv(&store, deals, false);
    assert_eq!(plan.counts(), dry.counts());
    import::carried_out(&store, BY, plan, "deals.csv".into(), Vec::new()).unwrap();
    let reading = seen(&store, BY.actor);
    let firm = reading.firm();
    let default = firm.settings.as_ref().unwrap().default_pipeline;
    assert_eq!(default, firm.pipelines.keys().next().copied());
    assert_eq!(totals(&reading, None, None), (2, 210_000));
    assert!(store.check().unwrap().is_clean());
}

/// Asked while running: a compiled-in path would be of the checkout that filled the build cache.
fn package_dir() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_default()
        .into()
}
