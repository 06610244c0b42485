//! The plan of receipts: random commands, and the store's lists, sums and matrix beside those made
//! from all records and the oracle of access alone.
use super::brute::{AMOUNT, Brute};
use super::scene::{SETUP, Scene};
use domain::access::{Action, Lane};
use domain::by::Actor;
use domain::deals::Deal;
use domain::id::{DealId, InstalmentId, ReceiptId};
use domain::money::{Currency, Money};
use domain::period::{Length, Period};
use domain::planning::{
    Aging, Anchor, Category, CountingRule, Due, Holder, Ladder, LineFilter, LineState, Payment,
    PlanLine, QuotaDraft, Receipt, ReceiptDraft, ReceiptFilter, Schedule, Settled, Terms, VatBasis,
    VatRate, Verdict, What, lines, roll_up,
};
use domain::time::{Day, Month};
use std::collections::{BTreeMap, BTreeSet};
use store::testing::Everything;
use store::{LineTotals, Reading};

pub(crate) fn step(scene: &mut Scene, actor: Actor) {
    match scene.rng.below(18) {
        0..3 => schedule(scene, actor),
        3 | 4 => receipt(scene, actor),
        5 | 6 => allocate(scene, actor),
        7 => release(scene, actor),
        8 | 9 => quota(scene, actor),
        _ => super::judging::step(scene, actor),
    }
}

/// Mostly the owner of the deal, who may do most with it.
fn near(scene: &mut Scene, id: DealId, actor: Actor) -> Actor {
    let owner = scene.reading(SETUP).deal(id).unwrap().unwrap().owner;
    if scene.rng.chance(60) {
        Actor::Person(owner)
    } else {
        actor
    }
}

fn terms(scene: &mut Scene) -> Terms {
    let anchor = *scene.rng.pick(&Anchor::ALL);
    let day = scene.day();
    let dues = [
        Some(Due::On(day)),
        Some(Due::On(day)),
        Some(Due::After {
            anchor,
            working_days: scene.rng.below(20) as u16,
        }),
        None,
    ];
    let euro = scene.rng.chance(15);
    let currency = if euro { Currency::EUR } else { Currency::PLN };
    let minor = 1 + scene.rng.below(90_000) as i64;
    Terms {
        due: *scene.rng.pick(&dues),
        amount: scene.rng.chance(85).then(|| Money::new(minor, currency)),
        basis: *scene.rng.pick(&VatBasis::ALL),
        vat: VatRate::of(scene.rng.below(3) as i64 * 800).unwrap(),
        category: scene
            .rng
            .chance(50)
            .then(|| *scene.rng.pick(&Category::ALL)),
        ..Terms::default()
    }
}

fn schedule(scene: &mut Scene, actor: Actor) {
    let deal = *scene.rng.pick(&scene.deals);
    let actor = near(scene, deal, actor);
    let view = scene.reading(SETUP).deal(deal).unwrap().unwrap();
    let plan = scene.reading(SETUP).deal_plan(&view).unwrap();
    let (seen, one) = (plan.version, terms(scene));
    let line = scene.rng.pick(&plan.lines).line.id;
    let day = scene.rng.chance(80).then(|| scene.day());
    let anchor = *scene.rng.pick(&Anchor::ALL);
    let _ = match scene.rng.below(6) {
        0 | 1 => {
            let all = (0..1 + scene.rng.below(3)).map(|_| terms(scene)).collect();
            scene.act(actor, move |w| w.lay_schedule(deal, seen, all))
        }
        2 => scene.act(actor, move |w| w.add_instalment(deal, seen, one)),
        3 => scene.act(actor, move |w| w.change_instalment(line, seen, one)),
        4 => scene.act(actor, move |w| w.remove_instalment(line, seen)),
        _ => scene.act(actor, move |w| w.set_anchor(deal, seen, anchor, day)),
    };
}

fn receipt(scene: &mut Scene, actor: Actor) {
    let draft = scene.draft(actor);
    let on = scene.day().min(scene.today());
    let euro = scene.rng.chance(15);
    let currency = if euro { Currency::EUR } else { Currency::PLN };
    let minor = 1 + scene.rng.below(120_000) as i64;
    let draft = ReceiptDraft {
        on,
        amount: Money::new(minor, currency),
        payer: None,
        document: Some("FV 12/2026".to_owned()),
        owner: draft.owner,
        group: draft.group,
        lane: *scene
            .rng
            .pick(&[Lane::Normal, Lane::Normal, Lane::Confidential]),
        import: None,
    };
    let _ = scene.act(actor, move |w| w.record_receipt(draft));
}

fn receipts(scene: &Scene) -> Vec<ReceiptId> {
    let all = store::testing::everything(scene.store()).unwrap();
    all.receipts.iter().map(|one| one.id).collect()
}

fn allocate(scene: &mut Scene, actor: Actor) {
    let all = receipts(scene);
    if all.is_empty() {
        return receipt(scene, actor);
    }
    let id = *scene.rng.pick(&all);
    let deal = *scene.rng.pick(&scene.deals);
    let actor = if scene.rng.chance(70) { SETUP } else { actor };
    let view = scene.reading(SETUP).deal(deal).unwrap().unwrap();
    let plan = scene.reading(SETUP).deal_plan(&view).unwrap();
    let line = &scene.rng.pick(&plan.lines).line;
    let found = scene.reading(SETUP).receipt(id).unwrap().unwrap();
    let free = found.row.free.unwrap();
    let part = scene.rng.below(free.minor.max(1) as u64) as i64 + 1;
    let amount = Money::new(part, free.currency);
    let (to, seen) = (line.id, found.row.version);
    let _ = scene.act(actor, move |w| w.allocate(id, seen, to, amount));
}

fn release(scene: &mut Scene, actor: Actor) {
    let all = receipts(scene);
    if all.is_empty() {
        return;
    }
    let id = *scene.rng.pick(&all);
    let actor = if scene.rng.chance(70) { SETUP } else { actor };
    let found = scene.reading(SETUP).receipt(id).unwrap().unwrap();
    let seen = found.row.version;
    let to = found.allocations.first().and_then(|one| one.to);
    let _ = match to {
        Some(to) => scene.act(actor, move |w| w.release(id, seen, to, None)),
        None if found.deleted.is_some() => scene.act(actor, move |w| w.restore_receipt(id, seen)),
        None => scene.act(actor, move |w| w.delete_receipt(id, seen)),
    };
}

fn quota(scene: &mut Scene, actor: Actor) {
    let (group, person) = (scene.group(), scene.person());
    let holder = match scene.rng.chance(40) {
        true => Holder::Group(group),
        false => Holder::Person { person, group },
    };
    let draft = QuotaDraft {
        holder,
        month: Month::of(scene.day()),
        amount: scene
            .rng
            .chance(85)
            .then(|| Money::new(scene.rng.below(1_000) as i64, Currency::PLN)),
        reason: None,
    };
    let _ = scene.act(actor, move |w| w.set_quotas(vec![draft]));
}

/// Every line from the records, with what money came in for it by month.
pub(crate) struct Line {
    pub(crate) line: PlanLine,
    pub(crate) received: BTreeMap<Month, i64>,
    pub(crate) verdicts: Vec<Verdict>,
}

pub(crate) fn all_lines(firm: &store::Firm, records: &Everything, deal: &Deal) -> Vec<Line> {
    let Some((_, stage)) = firm.stage(deal.stage) else {
        return Vec::new();
    };
    let settings = firm.planning();
    let schedule = records.schedules.iter().find(|one| one.deal == deal.id);
    let firm = (settings, firm.calendar());
    let bare = lines(deal, stage, schedule, firm, |_| None).unwrap();
    let payments: BTreeMap<InstalmentId, Vec<Payment>> = bare
        .iter()
        .map(|line| (line.id, payments(records, line)))
        .collect();
    let paid = |id: InstalmentId| {
        let all = &payments[&id];
        let first = all.first()?.amount.currency;
        let sum = all.iter().map(|one| one.amount.minor).sum();
        Some(Money::new(sum, first))
    };
    let whole = lines(deal, stage, schedule, firm, paid).unwrap();
    let line = |line: PlanLine| {
        let settled = Settled {
            amount: line.amount,
            gross: line.gross,
            vat: rate(schedule, &line, settings.vat),
            basis: settings.basis,
        };
        let mut received: BTreeMap<Month, i64> = BTreeMap::new();
        for part in settled.parts(payments[&line.id].clone()).unwrap() {
            *received.entry(Month::of(part.on)).or_default() += part.amount.minor;
        }
        let verdicts = records.verdicts.iter().filter(|one| one.line == line.id);
        Line {
            verdicts: verdicts.cloned().collect(),
            line,
            received,
        }
    };
    whole.into_iter().map(line).collect()
}

fn rate(schedule: Option<&Schedule>, line: &PlanLine, usual: VatRate) -> VatRate {
    let one = schedule.and_then(|schedule| schedule.get(line.id.number));
    one.map_or(usual, |one| one.terms.vat)
}

/// Of the line's currency; of the first receipt's where the line has none.
fn payments(records: &Everything, line: &PlanLine) -> Vec<Payment> {
    let mut all = Vec::new();
    for receipt in records.receipts.iter().filter(|one| one.deleted.is_none()) {
        for one in receipt.allocations.iter().filter(|one| one.to == line.id) {
            all.push(Payment {
                on: receipt.on,
                receipt: receipt.id,
                amount: one.amount,
            });
        }
    }
    all.sort_by_key(|one| (one.on, one.receipt));
    let currency = line
        .currency()
        .or(all.first().map(|one| one.amount.currency));
    all.retain(|one| Some(one.amount.currency) == currency);
    all
}

/// Lists, sums and matrix for one viewer.
pub(crate) fn compare(
    scene: &mut Scene,
    reading: &Reading,
    brute: &Brute<'_>,
    records: &Everything,
) {
    let mut seen = Vec::new();
    for (deal, rights) in brute.visible() {
        let shown = rights.has(AMOUNT);
        let all = all_lines(reading.firm(), records, deal);
        seen.extend(all.into_iter().map(|line| (line, shown)));
    }
    for _ in 0..2 {
        let filter = filter(scene);
        compare_list(scene, reading, &filter, &seen, brute.today);
    }
    compare_aging(reading, &seen, brute.today);
    compare_matrix(scene, reading, records, &seen);
    compare_receipts(scene, reading, brute, records);
    super::judging::compare(reading, brute, records);
}

fn filter(scene: &mut Scene) -> LineFilter {
    let rng = &mut scene.rng;
    let mut filter = LineFilter {
        below: rng.chance(50),
        overdue: rng.chance(25),
        state: rng.chance(30).then(|| *rng.pick(&LineState::ALL)),
        ..LineFilter::default()
    };
    if rng.chance(25) {
        filter.categories = [*rng.pick(&Category::ALL)].into();
    }
    if scene.rng.chance(30) {
        filter.groups = [scene.group()].into();
    }
    if scene.rng.chance(30) {
        filter.owners = [scene.person()].into();
    }
    if scene.rng.chance(40) {
        let length = *scene.rng.pick(&Length::ALL);
        filter.period = Some(Period::of(scene.day(), length, Default::default()));
    }
    filter
}

fn compare_list(
    scene: &mut Scene,
    reading: &Reading,
    filter: &LineFilter,
    seen: &[(Line, bool)],
    today: Day,
) {
    let tree = &reading.firm().world.tree;
    let fits = |(one, shown): &&(Line, bool)| {
        let asks = filter.overdue || filter.state.is_some_and(|one| one != LineState::Omitted);
        (*shown || !asks) && filter.fits(&one.line, today, tree)
    };
    let mut wanted: Vec<&(Line, bool)> = seen.iter().filter(fits).collect();
    wanted.sort_by_key(|(one, _)| (one.line.due, one.line.id));
    let size = *scene.rng.pick(&[1, 3, 50]);
    let (mut cursor, mut found, mut backwards) = (None::<String>, Vec::new(), Vec::new());
    loop {
        let page = reading
            .instalments(filter, today, cursor.as_deref(), size)
            .unwrap();
        compare_totals(&page.totals, &wanted);
        backwards.push(page.previous.clone());
        found.extend(page.rows.into_iter().map(|row| (row.line, row.shown)));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let context = format!("{filter:?} after {:#?}", scene.told);
    assert_eq!(found.len(), wanted.len(), "{context}");
    for ((line, shown), (one, may)) in found.iter().zip(&wanted) {
        assert_eq!((line.id, *shown), (one.line.id, *may), "{context}");
        if *may {
            assert_eq!(line, &one.line, "{context}");
        } else {
            assert_eq!((line.amount, line.paid, line.received), (None, None, None));
        }
    }
    // One page back from the last leads to the one before.
    if let [.., before, last] = backwards.as_slice() {
        let page = reading
            .instalments(filter, today, last.as_deref(), size)
            .unwrap();
        assert_eq!(page.rows.len(), size, "{context}");
        assert_eq!(page.previous.is_some(), before.is_some(), "{context}");
    }
}

fn compare_totals(totals: &LineTotals, wanted: &[&(Line, bool)]) {
    assert!(totals.exact);
    assert_eq!(totals.count, wanted.len() as u64);
    let shown = || {
        wanted
            .iter()
            .filter(|(_, shown)| *shown)
            .map(|(one, _)| &one.line)
    };
    let planned = shown().filter_map(|line| line.amount).collect();
    let received = shown().filter_map(|line| line.received).collect();
    assert_eq!((&totals.planned, &totals.received), (&planned, &received));
}

fn compare_aging(reading: &Reading, seen: &[(Line, bool)], today: Day) {
    let mut wanted = Aging::default();
    for (one, _) in seen.iter().filter(|(_, shown)| *shown) {
        let line = &one.line;
        if line.state() == LineState::Awaited && line.due.is_some_and(|due| due <= today) {
            wanted.add(line.due, line.owed().unwrap(), today);
        }
    }
    let found = reading.aging(&LineFilter::default(), today).unwrap();
    assert_eq!(found, wanted);
}

type Figures = BTreeMap<(Holder, Month), BTreeMap<What, i64>>;

/// What every holder's cells of a month must say.
fn figures(
    reading: &Reading,
    records: &Everything,
    seen: &[(Line, bool)],
    months: &[Month],
) -> Figures {
    let mut all: Figures = BTreeMap::new();
    let firm = reading.firm();
    let currency = firm.plan_currency();
    let tree = &firm.world.tree;
    let shown: Vec<&Line> = seen
        .iter()
        .filter(|(_, shown)| *shown)
        .map(|(one, _)| one)
        .collect();
    let mut add = |line: &PlanLine, month: Month, what: What, minor: i64| {
        let (person, group) = (line.owner, line.group);
        let own = std::iter::once(Holder::Person { person, group });
        for holder in own.chain(tree.ancestors(group).map(Holder::Group)) {
            *all.entry((holder, month))
                .or_default()
                .entry(what)
                .or_default() += minor;
        }
    };
    for month in months {
        let rule = rule(records, *month);
        for one in &shown {
            let amount = one.line.amount.filter(|amount| amount.currency == currency);
            if one.line.month() == Some(*month) && rule.counts(&one.line) {
                add(
                    &one.line,
                    *month,
                    What::Declared,
                    amount.map_or(0, |amount| amount.minor),
                );
            }
            let came = one.line.received.filter(|money| money.currency == currency);
            if let Some(minor) = one.received.get(month).filter(|_| came.is_some()) {
                add(&one.line, *month, What::Received, *minor);
            }
        }
    }
    for month in months {
        let rule = rule(records, *month);
        let period = Period::around(*month, Length::Month, Default::default());
        let ladder = Ladder::new(tree, &firm.groups, firm.planning().approver);
        let lines = shown.iter().map(|one| (&one.line, one.verdicts.as_slice()));
        let up = roll_up(&ladder, period, &rule, lines);
        let groups = up
            .groups
            .iter()
            .map(|(group, one)| (Holder::Group(*group), one));
        let people = up.people.iter().map(|((group, person), one)| {
            let (group, person) = (*group, *person);
            (Holder::Person { person, group }, one)
        });
        for (holder, one) in groups.chain(people) {
            let minor = one.up.of(currency).minor;
            all.entry((holder, *month))
                .or_default()
                .insert(What::Agreed, minor);
        }
    }
    all
}

pub(crate) fn rule(records: &Everything, month: Month) -> CountingRule {
    let over = records
        .periods
        .iter()
        .filter(|one| one.period.months().any(|at| at == month));
    let shortest = over.min_by_key(|one| (one.period.length().months(), one.period));
    shortest
        .and_then(|one| one.rule())
        .map(|version| version.rule.clone())
        .unwrap_or_default()
}

fn compare_matrix(
    scene: &mut Scene,
    reading: &Reading,
    records: &Everything,
    seen: &[(Line, bool)],
) {
    let day = scene.day();
    let year = Period::of(day, Length::Year, Default::default());
    let quarter = Period::of(day, Length::Quarter, Default::default());
    let mut periods: Vec<Period> = year
        .months()
        .map(|month| Period::around(month, Length::Month, Default::default()))
        .collect();
    periods.extend([quarter, year]);
    let months: Vec<Month> = year.months().collect();
    let wanted = figures(reading, records, seen, &months);
    let of = scene.rng.chance(30).then(|| scene.group());
    let rows = reading.plan_matrix(&periods, of).unwrap();
    let context = format!("of {of:?} after {:#?}", scene.told);
    let mut told = BTreeSet::new();
    for row in &rows {
        assert!(told.insert(row.holder), "{context}");
        for (cell, period) in row.cells.iter().zip(&periods) {
            let sum = |what| -> i64 {
                let cells = period
                    .months()
                    .filter_map(|month| wanted.get(&(row.holder, month)));
                cells.filter_map(|cell| cell.get(&what)).sum()
            };
            let found = (cell.declared, cell.received, cell.agreed);
            let wanted = (sum(What::Declared), sum(What::Received), sum(What::Agreed));
            assert_eq!(found, wanted, "{:?} {period:?} {context}", row.holder);
            let quota = quota_of(reading, records, row.holder, *period);
            assert_eq!(cell.quota, quota, "{:?} {period:?} {context}", row.holder);
        }
    }
    let tree = &reading.firm().world.tree;
    for ((holder, _), cell) in &wanted {
        let inside = of.is_none_or(|of| tree.below(holder.group(), of));
        let any = cell.values().any(|minor| *minor != 0);
        if inside && any && holder.person().is_some() {
            assert!(told.contains(holder), "{holder:?} {context}");
        }
    }
    let Some(row) = rows.get(scene.rng.below(rows.len().max(1) as u64) as usize) else {
        return;
    };
    compare_drill(reading, row.holder, quarter, &wanted, &context);
}

/// The lines behind a cell make the cell.
fn compare_drill(
    reading: &Reading,
    holder: Holder,
    period: Period,
    wanted: &Figures,
    context: &str,
) {
    let currency = reading.firm().plan_currency();
    let page = reading
        .cell_lines(holder, period, What::Declared, None, 200)
        .unwrap();
    let sum: i64 = period
        .months()
        .filter_map(|month| wanted.get(&(holder, month))?.get(&What::Declared).copied())
        .sum();
    assert_eq!(page.totals.planned.of(currency).minor, sum, "{context}");
    let received = reading
        .cell_lines(holder, period, What::Received, None, 200)
        .unwrap();
    let any = period
        .months()
        .filter_map(|month| wanted.get(&(holder, month))?.get(&What::Received).copied())
        .any(|minor| minor != 0);
    assert!(!any || !received.rows.is_empty(), "{holder:?} {context}");
}

fn quota_of(
    reading: &Reading,
    records: &Everything,
    holder: Holder,
    period: Period,
) -> Option<i64> {
    if !reading.reads_plan(holder) {
        return None;
    }
    let of = |month: Month| {
        let quota = records
            .quotas
            .iter()
            .find(|one| one.holder == holder && one.month == month)?;
        Some(quota.amount()?.minor)
    };
    let all: Vec<i64> = period.months().filter_map(of).collect();
    (!all.is_empty()).then(|| all.iter().sum())
}

fn compare_receipts(scene: &mut Scene, reading: &Reading, brute: &Brute<'_>, records: &Everything) {
    let filter = ReceiptFilter {
        free: scene.rng.chance(30),
        ..ReceiptFilter::default()
    };
    let mut wanted: Vec<(&Receipt, bool)> = Vec::new();
    for receipt in records.receipts.iter().filter(|one| one.deleted.is_none()) {
        let rights = brute.rights(receipt);
        let free = receipt.free().minor > 0 && rights.has(AMOUNT);
        if rights.has(Action::Read) && (!filter.free || free) {
            wanted.push((receipt, rights.has(AMOUNT)));
        }
    }
    wanted.sort_by_key(|(one, _)| std::cmp::Reverse((one.on, one.id)));
    let size = *scene.rng.pick(&[1, 4, 50]);
    let (mut cursor, mut found) = (None::<String>, Vec::new());
    loop {
        let page = reading.receipts(&filter, cursor.as_deref(), size).unwrap();
        assert_eq!(page.totals.count, wanted.len() as u64);
        found.extend(page.rows);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let ids = |all: &[(&Receipt, bool)]| -> Vec<(ReceiptId, bool)> {
        all.iter().map(|(one, shown)| (one.id, *shown)).collect()
    };
    let told: Vec<(ReceiptId, bool)> = found
        .iter()
        .map(|row| (row.id, row.amount.is_some()))
        .collect();
    assert_eq!(told, ids(&wanted), "after {:#?}", scene.told);
    for one in &records.receipts {
        let seen = reading.receipt(one.id).unwrap().is_some();
        assert_eq!(seen, brute.rights(one).has(Action::Read));
    }
}
