//! What a command writes, row by row: the difference of two dumps.
use super::firm::{Firm, HEAD, STRANGER};
use domain::custody::Kept;
use store::testing::dump;

/// The lines a command added and took away, ordered; keys of lists and cells are cut to their kind.
fn written(firm: &Firm, command: impl FnOnce(&Firm)) -> Vec<String> {
    let before = dump(&firm.store).unwrap();
    command(firm);
    let after = dump(&firm.store).unwrap();
    let only = |these: &str, those: &str, sign: char| {
        let those: std::collections::BTreeSet<String> = those.lines().map(str::to_owned).collect();
        let lines: Vec<_> = these
            .lines()
            .filter(|line| !those.contains(*line))
            .map(|line| format!("{sign}{}", line.split(" = ").next().unwrap()))
            .collect();
        lines
    };
    let mut lines = only(&before, &after, '-');
    lines.extend(only(&after, &before, '+'));
    lines
}

fn count(lines: &[String], start: &str) -> usize {
    lines.iter().filter(|line| line.starts_with(start)).count()
}

#[test]
fn opening_a_deal_writes_its_record_lists_cells_and_event() {
    let firm = Firm::founded();
    let lines = written(&firm, |firm| _ = firm.deal(100));
    // Eight orders in three lists each, the newest by stage and by group and stage too, the next
    // step by owner, by stage and by group and stage, and the timeline; its one line of the plan in
    // three lists, and what was derived of the deal.
    let orders = 8 * 3 + 2 + 3 + 1 + 3 + 1;
    assert_eq!(count(&lines, "+idx-1"), orders, "{lines:#?}");
    // By stage and month of everything, the group and the owner; the group's owners; what has no
    // next step, of everything and of the group; three of the day on which it gets stuck; and its
    // line of the plan by group and by owner.
    assert_eq!(count(&lines, "+cell-1"), 6 + 1 + 2 + 3 + 2, "{lines:#?}");
    assert_eq!(
        (count(&lines, "+rec-1 8 1"), count(&lines, "+log-1")),
        (1, 1)
    );
    assert_eq!(
        count(&lines, "-idx-1") + count(&lines, "-cell-1") + count(&lines, "-rec-1"),
        0
    );
}

#[test]
fn giving_a_deal_away_moves_its_rows_and_cells() {
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let lines = written(&firm, move |firm| {
        firm.act(HEAD, move |w| w.reassign(Kept::Deal(deal), STRANGER))
            .unwrap();
    });
    // The old owner's and group's rows go; those of everything stay but for the stamp.
    assert_eq!((count(&lines, "-rec-1"), count(&lines, "+rec-1")), (1, 1));
    assert_eq!(count(&lines, "-cell-1"), count(&lines, "+cell-1"));
    assert_eq!(
        count(&lines, "-idx-1") + 1,
        count(&lines, "+idx-1"),
        "{lines:#?}"
    );
}

#[test]
fn moving_a_group_rewrites_no_record_but_itself() {
    let firm = Firm::founded();
    firm.deal(100);
    let lines = written(&firm, |firm| {
        firm.act(super::firm::ADMIN, |w| {
            w.move_group(super::firm::TEAM, Some(super::firm::SOUTH))
        })
        .unwrap();
    });
    let told: Vec<_> = lines
        .iter()
        .filter(|line| !line.contains("meta-1") && !line.contains("audit-1"))
        .collect();
    // The group before and after, the event and its place in the timeline.
    assert_eq!(told.len(), 4, "{told:#?}");
    assert_eq!(count(&lines, "-rec-1 3 2") + count(&lines, "+rec-1 3 2"), 2);
}
