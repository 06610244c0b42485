//! The ready mapping on the real files, against totals computed from the raw rows alone.
use crate::support::{IMPORTER, ROOT, base, carry_out, files, real_data, rows};
use domain::deals::Status;
use domain::exchange::sales_opportunities::{Options, plan};
use domain::exchange::{Fault, Ref, Severity};
use domain::lang::Lang;
use domain::money::Currency;
use std::collections::{BTreeMap, HashMap};

/// Deals, open, won, lost, dollars won.
type Totals = BTreeMap<String, (u64, u64, u64, u64, i64)>;

/// Sums by a column of the team list, straight from the cells.
fn by_hand(dir: &std::path::Path, column: usize) -> Totals {
    let teams: HashMap<String, String> = rows(&dir.join("sales_teams.csv"))
        .into_iter()
        .skip(1)
        .map(|row| (row[0].clone(), row[column].clone()))
        .collect();
    let mut totals = Totals::new();
    for row in rows(&dir.join("sales_pipeline.csv")).into_iter().skip(1) {
        let total = totals.entry(teams[&row[1]].clone()).or_default();
        total.0 += 1;
        match row[4].as_str() {
            "Won" => {
                total.2 += 1;
                total.4 += row[7].parse::<i64>().unwrap();
            }
            "Lost" => total.3 += 1,
            _ => total.1 += 1,
        }
    }
    totals
}

#[test]
fn the_real_files_come_in_whole_and_their_totals_are_exact() {
    let Some(dir) = real_data() else {
        println!(
            "skipped: no shared/data/sales-opportunities above the project and CONTENTUM_SHARED is not set"
        );
        return;
    };
    let options = Options {
        currency: Currency::USD,
        heads: Vec::new(),
        owner: IMPORTER,
        group: ROOT,
    };
    let (plan, report) = plan(&files(&dir), &options, &base()).unwrap();
    report
        .lines(Lang::En)
        .iter()
        .for_each(|line| println!("{line}"));
    let counts = plan.counts();
    assert_eq!(
        (
            counts.groups,
            counts.people,
            counts.companies,
            counts.products,
            counts.deals
        ),
        (9, 41, 85, 7, 8800)
    );
    assert_eq!(
        (
            counts.rows,
            counts.rejected,
            counts.already,
            counts.pipelines
        ),
        (35 + 85 + 7 + 8800, 0, 0, 1)
    );

    let (created, deals) = carry_out(&plan);
    let mut by_group = Totals::new();
    for deal in &deals {
        let at = created
            .groups
            .iter()
            .position(|group| *group == deal.group)
            .unwrap();
        let name = plan.groups[at]
            .draft
            .name
            .split_once(" · ")
            .unwrap()
            .1
            .to_owned();
        let total = by_group.entry(name).or_default();
        total.0 += 1;
        match deal.status {
            Status::Open => total.1 += 1,
            Status::Won => {
                total.2 += 1;
                total.4 += deal.amount.unwrap().minor / 100;
            }
            Status::Lost => total.3 += 1,
        }
    }
    assert_eq!(by_group, by_hand(&dir, 1));
    let reported: Totals = report
        .teams
        .iter()
        .map(|team| {
            (
                team.name.split_once(" · ").unwrap().1.to_owned(),
                (
                    team.deals,
                    team.open,
                    team.won,
                    team.lost,
                    team.won_amount.minor / 100,
                ),
            )
        })
        .collect();
    assert_eq!(reported, by_hand(&dir, 1));
    let mut offices = Totals::new();
    for team in &report.teams {
        let total = offices.entry(team.office().to_owned()).or_default();
        *total = (
            total.0 + team.deals,
            total.1 + team.open,
            total.2 + team.won,
            total.3 + team.lost,
            total.4 + team.won_amount.minor / 100,
        );
    }
    assert_eq!(offices, by_hand(&dir, 2));
}

#[test]
fn every_fault_of_the_real_files_is_reported() {
    let Some(dir) = real_data() else {
        return println!("skipped: no shared data");
    };
    let options = Options {
        currency: Currency::USD,
        heads: Vec::new(),
        owner: IMPORTER,
        group: ROOT,
    };
    let (plan, _) = plan(&files(&dir), &options, &base()).unwrap();
    let count = |fault: Fault| plan.problems.of(&fault);
    let (from, to) = ("GTXPro".to_owned(), "GTX Pro".to_owned());
    assert_eq!(count(Fault::MatchedLoosely { from, to }), 1480);
    let corrected = |from: &str, to: &str| Fault::Corrected {
        from: from.into(),
        to: to.into(),
    };
    assert_eq!(
        (
            count(corrected("technolgy", "technology")),
            count(corrected("Philipines", "Philippines"))
        ),
        (12, 1)
    );
    assert_eq!(
        [
            Fault::NoCompany,
            Fault::NoOpeningDay,
            Fault::NoAmount,
            Fault::LostWorthZero
        ]
        .map(count),
        [1425, 500, 2089, 2473]
    );
    assert_eq!(
        [
            Fault::OwnsNothing,
            Fault::LowercaseName,
            Fault::NoEmail,
            Fault::NoLostReason
        ]
        .map(count),
        [5, 1, 41, 2473]
    );
    assert_eq!(
        (
            plan.problems.count(Severity::Rejected),
            plan.problems.tallies().len()
        ),
        (0, 11)
    );
    let children = plan
        .companies
        .iter()
        .filter(|company| company.draft.parent.is_some())
        .count();
    assert_eq!(children, 15);
    let known_parent = |at: usize| matches!(plan.companies[at].draft.parent, Some(Ref::New(parent)) if parent as usize >= at);
    assert!(!(0..85).any(known_parent));
}
