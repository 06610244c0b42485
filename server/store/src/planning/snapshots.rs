//! The plan as it stood, kept. Invariants: a snapshot holds everything below its group, whatever was
//! to be seen of it, and its total comes from the cells; a reader gets out of it only lines whose
//! amounts they see now, and no total where anything is left out.
use super::cells::{Figure, PlanFamily, PlanTail};
use super::covered::{Covered, put_day, put_money, take_day, take_money};
use super::covered::{category_of, category_tag};
use super::lines::kept as kept_lines;
use super::periods::Rules;
use super::scan::each_line;
use super::sheets::sheet_row;
use super::sums::AMOUNT;
use crate::cells::Cell;
use crate::deals::index::{part, status_of};
use crate::engine::{Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::firm::Firm;
use crate::keys::{Key, trailing_id};
use crate::reading::Reading;
use crate::records::{self, Record, scan_prefix};
use crate::store::Store;
use crate::tables::{self, Kind, Order};
use crate::values::compact::{put, put_signed, take, take_signed};
use crate::work::Work;
use chrono::Datelike;
use domain::access::{Guarded, Lane, decide};
use domain::by::{Actor, By, SystemActor};
use domain::deals::Deal;
use domain::id::{DealId, GroupId, InstalmentId, PersonId, SnapshotId};
use domain::money::{Sum, Sums};
use domain::planning::{
    Category, CountingRule, Holder, Kept, Ladder, LineState, Offer, Promise, Scope, Sheet,
    Snapshot, Taken, Waterfall,
};
use domain::time::{Day, Moment};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// A snapshot without its lines, which lie in parts beside it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SnapshotHead {
    pub id: SnapshotId,
    pub group: GroupId,
    pub at: Moment,
    pub taken: Taken,
    pub lines: u64,
    #[serde(default)]
    pub total: Sums,
}

/// Some lines of a snapshot, packed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct KeptPart {
    snapshot: SnapshotId,
    place: u16,
    lines: Vec<u8>,
}

/// Lines of one part: a value holds 64 KiB, and a packed line may take up to a hundred bytes of it.
const PART: usize = 500;
/// Days for which lines that are paid stay in snapshots, so that their receipts are told apart from
/// their loss.
const PAID_DAYS: u64 = 400;

impl Record for SnapshotHead {
    const KIND: Kind = Kind::Snapshot;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Record for KeptPart {
    const KIND: Kind = Kind::Kept;
    fn number(&self) -> u64 {
        self.snapshot.0 << 16 | u64::from(self.place)
    }
}

/// Groups with nobody above.
pub(crate) fn tops(firm: &Firm) -> Vec<GroupId> {
    let tree = &firm.world.tree;
    let all = tree.depth_first().iter().copied();
    all.filter(|group| tree.parent(*group).is_none()).collect()
}

/// The row by which a group's snapshots are found.
pub(crate) fn snapshot_row(head: &SnapshotHead) -> (Vec<u8>, Vec<u8>) {
    let key = Key::new().bytes(&tables::snapshots(head.group));
    (key.id(head.id.0).done(), Vec::new())
}

impl Store {
    /// Takes the day's snapshot of every top group, once for each day of the firm; blocks while it
    /// works.
    ///
    /// # Errors
    /// When the file takes no writes.
    pub fn take_daily_snapshots(&self, now: Moment) -> Result<(), StoreError> {
        let firm = Firm::load(&*self.engine.snapshot()?)?;
        let Some(today) = firm.zone().day(now).filter(|_| firm.settings.is_some()) else {
            return Ok(());
        };
        let today = i64::from(today.num_days_from_ce()).to_be_bytes();
        let taken = self.engine.snapshot()?.get(Space::Meta, tables::PLAN_DAY)?;
        if taken.as_deref() == Some(today.as_slice()) {
            return Ok(());
        }
        let by = By {
            actor: Actor::System(SystemActor::Operator),
            now,
        };
        let taken = self.bulk(by, move |work| {
            work.overlay.put(Space::Meta, tables::PLAN_DAY, today)?;
            for group in tops(&work.firm.clone()) {
                work.take_snapshot(group, Taken::Daily)?;
            }
            Ok(())
        });
        let taken = taken.wait();
        taken.map_err(|error| StoreError::Io(format!("taking snapshots: {error:?}")))
    }
}

impl Work<'_, '_> {
    pub(crate) fn take_snapshot(
        &mut self,
        group: GroupId,
        taken: Taken,
    ) -> Result<SnapshotId, Stopped> {
        let id = SnapshotId(self.new_id(Kind::Snapshot)?);
        let firm = self.firm.clone();
        let at = (id, group, self.by.now, taken);
        let snapshot = photograph(&*self.overlay, &firm, at)?;
        let head = SnapshotHead {
            id,
            group,
            at: snapshot.at,
            taken,
            lines: snapshot.lines.len() as u64,
            total: snapshot.total.clone(),
        };
        for (place, lines) in (0..).zip(snapshot.lines.chunks(PART)) {
            let mut packed = Vec::with_capacity(lines.len() * 32);
            lines.iter().for_each(|line| put_kept(&mut packed, line));
            let part = KeptPart {
                snapshot: id,
                place,
                lines: packed,
            };
            records::save(self.overlay, &part)?;
        }
        records::save(self.overlay, &head)?;
        let (key, value) = snapshot_row(&head);
        self.overlay.put(Space::Idx, key, value)?;
        Ok(id)
    }
}

impl Reading {
    /// The snapshots that tell of a group, its own and those of groups above it, newest first; none
    /// where the reader does not see the group's plan.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn snapshots(&self, group: GroupId) -> Result<Vec<SnapshotHead>, StoreError> {
        if !self.reads_plan(Holder::Group(group)) {
            return Ok(Vec::new());
        }
        let mut ids = BTreeSet::new();
        for over in self.firm.world.tree.ancestors(group) {
            let prefix = tables::snapshots(over);
            scan_prefix(&*self.snapshot, Space::Idx, &prefix, |key, _| {
                ids.extend(trailing_id(key));
                ControlFlow::Continue(())
            })?;
        }
        let mut heads = Vec::new();
        for id in ids.into_iter().rev() {
            let head: Option<SnapshotHead> = records::load(&*self.snapshot, id)?;
            // What groups above make together is not this reader's to know.
            heads.extend(head.map(|head| match head.group == group {
                true => head,
                false => SnapshotHead {
                    total: Sums::default(),
                    lines: 0,
                    ..head
                },
            }));
        }
        Ok(heads)
    }

    /// What changed a plan between two snapshots, or from one to now (`None`), as far as the reader
    /// sees its lines.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn waterfall(
        &self,
        from: SnapshotId,
        to: Option<SnapshotId>,
        scope: Scope,
    ) -> Result<Option<Waterfall>, StoreError> {
        if !self.reads_plan(Holder::Group(scope.group)) {
            return Ok(None);
        }
        let tree = &self.firm.world.tree;
        let over = |one: &Snapshot| tree.below(scope.group, one.group);
        let Some(mut was) = load(&*self.snapshot, from)?.filter(over) else {
            return Ok(None);
        };
        let is = match to {
            Some(to) => load(&*self.snapshot, to)?.filter(over),
            None => {
                let at = (SnapshotId(0), was.group, self.now, Taken::Daily);
                Some(photograph(&*self.snapshot, &self.firm, at)?)
            }
        };
        let Some(mut is) = is else {
            return Ok(None);
        };
        let hidden = self.hide(&mut was, &mut is, scope.group)?;
        let mut waterfall = Waterfall::between(&was, &is, scope, tree);
        if hidden {
            waterfall.remainder = None;
        }
        Ok(Some(waterfall))
    }

    /// Takes out what the reader does not see or what lies outside the group; tells whether anything
    /// inside it was hidden.
    fn hide(
        &self,
        was: &mut Snapshot,
        is: &mut Snapshot,
        group: GroupId,
    ) -> Result<bool, StoreError> {
        let tree = &self.firm.world.tree;
        let lines = was.lines.iter().chain(&is.lines);
        let inside = lines.filter(|line| tree.below(line.group, group));
        let deals: BTreeSet<DealId> = inside.map(|line| line.id.deal).collect();
        let mut seen = BTreeMap::new();
        for deal in deals {
            seen.insert(deal, self.sees_amounts(deal)?);
        }
        let shown = |line: &Kept| seen.get(&line.id.deal) == Some(&true);
        was.lines.retain(shown);
        is.lines.retain(shown);
        Ok(seen.values().any(|seen| !seen))
    }

    fn sees_amounts(&self, id: DealId) -> Result<bool, StoreError> {
        let kept = kept_lines(&*self.snapshot, id)?;
        let acl = match kept.lines.first() {
            Some(covered) => covered.acl(&kept.shares),
            // In the trash: as it was when it went there.
            None => match records::load::<Deal>(&*self.snapshot, id.0)? {
                Some(deal) => deal.acl(),
                None => return Ok(false),
            },
        };
        let (world, who) = (&self.firm.world, &self.who);
        Ok(decide(world, who, AMOUNT, &acl, self.now).allows())
    }
}

fn load(reader: &(impl Reader + ?Sized), id: SnapshotId) -> Result<Option<Snapshot>, StoreError> {
    let head: Option<SnapshotHead> = records::load(reader, id.0)?;
    let Some(head) = head else { return Ok(None) };
    let mut lines = Vec::new();
    for place in 0..u16::MAX {
        let part: Option<KeptPart> = records::load(reader, id.0 << 16 | u64::from(place))?;
        let Some(part) = part else { break };
        let mut rest = part.lines.as_slice();
        while let Some(kept) = take_kept(&mut rest) {
            lines.push(kept);
        }
    }
    let at = (head.at, head.taken);
    Ok(Some(Snapshot::take(id, head.group, at, lines, head.total)))
}

/// The plan below a group as it stands.
fn photograph(
    reader: &(impl Reader + ?Sized),
    firm: &Firm,
    (id, group, at, taken): (SnapshotId, GroupId, Moment, Taken),
) -> Result<Snapshot, StoreError> {
    let rules = Rules::load(reader)?;
    let ladder = firm.ladder();
    let groups = firm.world.tree.subtree(group);
    let today = firm.zone().day(at);
    let recent = today.and_then(|day| day.checked_sub_days(chrono::Days::new(PAID_DAYS)));
    let mut lines = Vec::new();
    let from = Key::new();
    let bounds = (Order::Due, &from, None);
    each_line(reader, groups, &LineState::ALL, bounds, &mut |covered| {
        if is_kept(&covered, recent) {
            lines.push(kept_of(&covered, &rules, &ladder, group));
        }
    })?;
    let total = match rules.ask_lines() {
        // Nothing but the lines knows what counts then.
        true => of_lines(&lines),
        false => of_cells(reader, groups, &rules)?,
    };
    Ok(Snapshot::take(id, group, (at, taken), lines, total))
}

/// What is outstanding, and what was until not long ago; nothing of what is lost.
fn is_kept(covered: &Covered, recent: Option<Day>) -> bool {
    let line = &covered.line;
    let lost = line.status == domain::deals::Status::Lost;
    let outstanding = line.outstanding().is_some_and(|money| money.minor != 0);
    let fresh = line.due >= recent || line.due.is_none();
    let awaited = line.category != Category::Omitted;
    !lost && (fresh || (outstanding && awaited))
}

fn kept_of(covered: &Covered, rules: &Rules, ladder: &Ladder<'_>, group: GroupId) -> Kept {
    let line = &covered.line;
    let levels = ladder.levels(line.owner, line.group);
    let level = ladder.deciding(group, &levels);
    let kept = Kept::of(line, rules.counts(line));
    let agreed = covered.agreed.iter().find(|one| Some(one.level) == level);
    match agreed {
        None => kept,
        Some(one) => kept.promising(Offer {
            amount: Some(one.amount),
            due: Some(one.due),
        }),
    }
}

fn of_lines(lines: &[Kept]) -> Sums {
    let counted = lines.iter().filter(|line| line.counts);
    counted.filter_map(Kept::outstanding).collect()
}

fn of_cells(
    reader: &(impl Reader + ?Sized),
    groups: &[GroupId],
    rules: &Rules,
) -> Result<Sums, StoreError> {
    let usual = CountingRule::default();
    let mut sums = Sums::default();
    for (group, lane) in groups
        .iter()
        .flat_map(|group| Lane::EVERY.map(|lane| (group, lane)))
    {
        let prefix = PlanFamily::Group(lane, *group).prefix().done();
        scan_prefix(reader, Space::Cell, &prefix, |key, value| {
            let tail = key.get(prefix.len()..).and_then(PlanTail::of);
            if let (Some(tail), Some(cell)) = (tail, Cell::decode(value))
                && let (Figure::Declared, Some(currency)) = (tail.figure, tail.currency)
            {
                let rule = tail.month.and_then(|month| rules.of(month));
                let rule = rule.map_or(&usual, |version| &version.rule);
                if rule.admits(tail.category) {
                    let sum = Sum {
                        count: cell.count.unsigned_abs(),
                        minor: cell.own_sum,
                    };
                    sums.add_sum(currency, sum);
                }
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(sums)
}

fn put_kept(out: &mut Vec<u8>, line: &Kept) {
    put(out, line.id.deal.0);
    put(out, u64::from(line.id.number));
    put(out, line.owner.0);
    put(out, line.group.0);
    put_money(out, line.amount);
    put_signed(out, line.received);
    put_day(out, line.due);
    out.push(category_tag(line.category));
    out.push(part(line.status));
    out.push(u8::from(line.counts));
    put_day(out, line.agreed.map(|agreed| agreed.due));
    put_signed(out, line.agreed.map_or(0, |agreed| agreed.minor));
}

fn take_kept(bytes: &mut &[u8]) -> Option<Kept> {
    let byte = |bytes: &mut &[u8]| {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        Some(byte)
    };
    Some(Kept {
        id: InstalmentId {
            deal: DealId(take(bytes)?),
            number: u16::try_from(take(bytes)?).ok()?,
        },
        owner: PersonId(take(bytes)?),
        group: GroupId(take(bytes)?),
        amount: take_money(bytes)?,
        received: take_signed(bytes)?,
        due: take_day(bytes)?,
        category: category_of(byte(bytes)?),
        status: status_of(byte(bytes)?),
        counts: byte(bytes)? != 0,
        agreed: {
            let (due, minor) = (take_day(bytes)?, take_signed(bytes)?);
            due.map(|due| Promise { minor, due })
        },
    })
}

/// Every row by which sheets and snapshots are found.
pub(crate) fn plan_rows(
    reader: &(impl Reader + ?Sized),
) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, StoreError> {
    let mut rows = BTreeMap::new();
    records::each::<Sheet>(reader, |sheet| {
        rows.extend([sheet_row(&sheet)]);
        Ok(())
    })?;
    records::each::<SnapshotHead>(reader, |head| {
        rows.extend([snapshot_row(&head)]);
        Ok(())
    })?;
    Ok(rows)
}
