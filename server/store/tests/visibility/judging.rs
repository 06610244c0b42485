//! Reconciliation in random histories: periods, sheets, verdicts and snapshots by anybody. The
//! matrix beside them proves what is agreed; a waterfall must balance and hold only what is seen.
use super::brute::{AMOUNT, Brute};
use super::scene::{SETUP, Scene};
use domain::by::Actor;
use domain::id::InstalmentId;
use domain::money::{Currency, Money};
use domain::period::{Length, Period};
use domain::planning::{
    Category, CountingRule, Level, Outcome, Ruling, Scope, Sheet, SheetState, Verdict,
};
use domain::time::Day;
use std::collections::BTreeMap;
use store::testing::{Everything, everything};
use store::{JudgeFilter, Reading};

pub(crate) fn step(scene: &mut Scene, actor: Actor) {
    match scene.rng.below(8) {
        0..4 => judge(scene),
        4 => agree_all(scene),
        5 | 6 => sheet(scene, actor),
        _ => period(scene, actor),
    }
}

fn month(scene: &mut Scene) -> Period {
    let length = *scene
        .rng
        .pick(&[Length::Month, Length::Month, Length::Quarter]);
    Period::of(scene.day(), length, Default::default())
}

/// A line of some deal, its levels, and somebody who decides on one of them.
fn line(scene: &mut Scene) -> Option<(InstalmentId, Level, Actor)> {
    let deal = *scene.rng.pick(&scene.deals);
    let reading = scene.reading(SETUP);
    let view = reading.deal(deal).unwrap().unwrap();
    let plan = reading.deal_plan(&view).unwrap();
    let line = scene.rng.pick(&plan.lines).line.clone();
    let levels = reading.firm().ladder().levels(line.owner, line.group);
    if levels.is_empty() {
        return None;
    }
    let level = *scene.rng.pick(&levels);
    let deciders = reading.firm().ladder().deciders(level);
    Some((line.id, level, Actor::Person(*scene.rng.pick(&deciders))))
}

fn judge(scene: &mut Scene) {
    let Some((id, level, decider)) = line(scene) else {
        return;
    };
    let all = everything(scene.store()).unwrap();
    let given = |one: &&Verdict| (one.line, one.level) == (id, level);
    let seen = all
        .verdicts
        .iter()
        .find(given)
        .map_or(0, |one| one.stamp.version);
    let outcome = *scene
        .rng
        .pick(&[Outcome::Agreed, Outcome::Agreed, Outcome::Disputed]);
    let ruling = Ruling {
        outcome,
        amount: scene
            .rng
            .chance(20)
            .then(|| Money::new(1 + scene.rng.below(500) as i64, Currency::PLN)),
        due: scene.rng.chance(30).then(|| scene.day()),
        reason: Some("bo tak".to_owned()),
    };
    let by = match scene.rng.chance(90) {
        true => decider,
        false => scene.actor(),
    };
    let done = scene.act(by, move |w| w.give_verdict(id, level, seen, ruling));
    if done.is_ok() && scene.rng.chance(20) {
        let who = scene.actor();
        let _ = scene.act(who, move |w| w.comment_verdict(id, level, "dlaczego?"));
    }
}

fn agree_all(scene: &mut Scene) {
    let Some((_, level, decider)) = line(scene) else {
        return;
    };
    let period = month(scene);
    let filter = JudgeFilter::default();
    scene
        .act(decider, move |w| w.agree_lines(level, period, &filter))
        .unwrap();
}

fn sheet(scene: &mut Scene, actor: Actor) {
    let all = everything(scene.store()).unwrap();
    let heads = {
        let group = scene.group();
        let heads = scene.reading(SETUP).firm().groups[&group].heads.clone();
        (group, heads)
    };
    let (group, heads) = heads;
    let head = heads.first().map_or(actor, |head| Actor::Person(*head));
    let period = month(scene);
    let open = all.sheets.iter().find(|one| one.group == group);
    let Some(open) = open.filter(|_| scene.rng.chance(80)) else {
        let _ = scene.act(head, move |w| w.open_sheet(group, period, None));
        return;
    };
    let (id, seen) = (open.id, open.stamp.version);
    let above = over(scene, open).unwrap_or(actor);
    let _ = match (open.state, scene.rng.below(4)) {
        (SheetState::Draft | SheetState::Returned, _) => {
            scene.act(head, move |w| w.submit_sheet(id, seen))
        }
        (SheetState::Submitted, 0) => scene.act(above, move |w| w.return_sheet(id, seen, "popraw")),
        (SheetState::Submitted, _) => scene.act(above, move |w| w.agree_sheet(id, seen)),
        (SheetState::Agreed, 0 | 1) => {
            scene.act(head, move |w| w.ask_reopening(id, seen, "zmiana"))
        }
        _ => scene.act(above, move |w| w.reopen_sheet(id, seen).map(|_| ())),
    };
}

fn over(scene: &Scene, sheet: &Sheet) -> Option<Actor> {
    let reading = scene.reading(SETUP);
    let ladder = reading.firm().ladder();
    let level = ladder.over_sheet(sheet.group, ladder.heads_of(sheet.group))?;
    ladder.deciders(level).first().copied().map(Actor::Person)
}

fn period(scene: &mut Scene, actor: Actor) {
    let period = month(scene);
    let actor = if scene.rng.chance(60) { SETUP } else { actor };
    let mut rule = CountingRule::default();
    if scene.rng.chance(50) {
        rule.categories = [Category::Commit, *scene.rng.pick(&Category::ALL)].into();
    }
    if scene.rng.chance(40) {
        rule.least_chance = Some(scene.rng.below(100) as u8);
    }
    let _ = match scene.rng.below(5) {
        0 => scene.act(actor, move |w| w.close_period(period)),
        1 => scene.act(actor, move |w| w.ask_period_reopening(period, "bo tak")),
        2 => scene.act(SETUP, move |w| w.reopen_period(period)),
        _ => scene.act(actor, move |w| w.set_period(period, None, rule)),
    };
}

/// A waterfall from every snapshot to now: it balances, and ends in what the reader sees now.
pub(crate) fn compare(reading: &Reading, brute: &Brute<'_>, records: &Everything) {
    let firm = reading.firm();
    let tree = &firm.world.tree;
    let lines: Vec<super::plan::Line> = brute
        .visible()
        .filter(|(_, rights)| rights.has(AMOUNT))
        .flat_map(|(deal, _)| super::plan::all_lines(firm, records, deal))
        .collect();
    for group in firm.groups.keys().copied() {
        let snapshots = reading.snapshots(group).unwrap();
        let Some(from) = snapshots.last() else {
            continue;
        };
        let scope = Scope {
            group,
            person: None,
            period: None,
            currency: Currency::PLN,
        };
        let waterfall = reading.waterfall(from.id, None, scope).unwrap().unwrap();
        assert!(waterfall.balances(), "{waterfall:?}");
        let wanted: i64 = lines
            .iter()
            .map(|one| &one.line)
            .filter(|line| tree.below(line.group, group))
            .filter(|line| line.currency() == Some(Currency::PLN))
            .filter(|line| counts(records, line.due, line))
            .filter_map(|line| line.outstanding())
            .map(|money| money.minor)
            .sum();
        assert_eq!(waterfall.to.minor, wanted, "{group:?}");
    }
    compare_sheets(reading, &lines);
}

fn counts(records: &Everything, due: Option<Day>, line: &domain::planning::PlanLine) -> bool {
    match due {
        Some(due) => super::plan::rule(records, domain::time::Month::of(due)).counts(line),
        None => CountingRule::default().counts(line),
    }
}

/// What a level walks through are lines that the reader sees, each once and where it stands.
fn compare_sheets(reading: &Reading, lines: &[super::plan::Line]) {
    let by_id: BTreeMap<InstalmentId, &super::plan::Line> =
        lines.iter().map(|one| (one.line.id, one)).collect();
    let ladder = reading.firm().ladder();
    let period = Period::of(
        reading.now().day().unwrap(),
        Length::Quarter,
        Default::default(),
    );
    for row in reading.sheets(period).unwrap() {
        let level = Level::Group(row.group);
        let walk = reading
            .judged_lines(level, period, &JudgeFilter::default())
            .unwrap();
        for judged in &walk {
            let known = by_id[&judged.row.line.id];
            assert_eq!(judged.row.line, known.line);
            assert_eq!(judged.verdicts, known.verdicts);
            let levels = ladder.levels(known.line.owner, known.line.group);
            assert_eq!(
                judged.steps,
                domain::planning::climb(&known.line, &levels, &known.verdicts)
            );
            assert!(!judged.may || ladder.deciders(level).contains(&reading.who().id));
            assert!(!judged.may || known.line.owner != reading.who().id);
        }
    }
}
