//! Movement between two moments: the matrix from stage to stage, the deals behind each of its
//! cells, the funnel, and what was won and lost why.
//!
//! Invariants: every deal counted was decided for the reader; it costs the moves since the first
//! moment and the cells, not the table: what did not move is what stands in a stage now less what
//! moved since. Owner, group and pipeline of a filter mean those of now; its other parts are left
//! aside. An amount is that of now, and a hidden one is in no sum.
use super::index::{self, day_key};
use super::list::DealList;
use super::row;
use super::segments::AMOUNT;
use super::totals::shown;
use crate::cells::Cell;
use crate::engine::Direction;
use crate::error::StoreError;
use crate::keys::Key;
use crate::lists::{Entry, Narrow};
use crate::reading::Reading;
use crate::records;
use crate::tables::Order;
use domain::deals::{
    Deal, DealFilter, DealRow, DealSort, Funnel, FunnelStage, LostKind, Passage, Status, passage,
};
use domain::firm::Firm as Settings;
use domain::id::{PersonId, PipelineId, ProductId, StageId};
use domain::money::{Currency, Money, Sum, Sums};
use domain::time::{Day, Moment};
use std::collections::BTreeMap;

/// Deals and what they are worth.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Flow {
    pub count: u64,
    pub sums: Sums,
}

/// From stage to stage between two moments; what stayed stands on the diagonal.
pub type Movement = BTreeMap<Passage, Flow>;

/// By what closed deals are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OutcomeBy {
    Reason,
    Source,
    Product,
    Owner,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OutcomeKey {
    /// Won deals have none.
    Reason(Option<LostKind>),
    /// A reason of the firm's own list.
    OwnReason(String),
    Source(Option<String>),
    /// `None` holds deals without lines, and lines of no product.
    Product(Option<ProductId>),
    Owner(PersonId),
}

/// What was won and lost.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcomes {
    pub won: Flow,
    pub lost: Flow,
}

impl Flow {
    fn add(&mut self, amount: Option<Money>) {
        self.count += 1;
        if let Some(amount) = amount {
            self.sums.add(amount);
        }
    }

    fn add_cells(&mut self, cells: &BTreeMap<Option<Currency>, Cell>) {
        for (currency, cell) in cells {
            self.count += cell.count.unsigned_abs();
            if let Some(currency) = *currency {
                let (count, minor) = (cell.count.unsigned_abs(), cell.sum);
                self.sums.add_sum(currency, Sum { count, minor });
            }
        }
    }
}

/// A deal that moved since the first moment.
struct Moved {
    deal: Deal,
    entry: Entry,
    amount: Option<Money>,
}

impl Reading {
    /// The matrix of the deals the reader may see.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn movement(
        &self,
        filter: &DealFilter,
        from: Moment,
        to: Moment,
    ) -> Result<Movement, StoreError> {
        let filter = structural(filter);
        let list = DealList::new(self, &filter, DealSort::default(), Day::default());
        let moved = self.moved_since(&list, from)?;
        self.matrix(&list, &moved, (from, to))
    }

    /// The matrix and the funnel of one pipeline, from one look at what moved: what became of the
    /// deals that entered its stages between the moments.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn movement_and_funnel(
        &self,
        pipeline: PipelineId,
        filter: &DealFilter,
        (from, to): (Moment, Moment),
    ) -> Result<(Movement, BTreeMap<StageId, FunnelStage>), StoreError> {
        let filter = DealFilter {
            pipelines: [pipeline].into(),
            ..structural(filter)
        };
        let list = DealList::new(self, &filter, DealSort::default(), Day::default());
        let moved = self.moved_since(&list, from)?;
        let matrix = self.matrix(&list, &moved, (from, to))?;
        Ok((matrix, self.funnel_of(pipeline, &moved, (from, to))))
    }

    /// One cell of the matrix and the deals behind it, the newest first, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn moved_deals(
        &self,
        filter: &DealFilter,
        (from, to): (Moment, Moment),
        wanted: Passage,
        limit: usize,
    ) -> Result<(Flow, Vec<DealRow>), StoreError> {
        let filter = structural(filter);
        let list = DealList::new(self, &filter, DealSort::default(), Day::default());
        let moved = self.moved_since(&list, from)?;
        let mut rows: BTreeMap<u64, DealRow> = BTreeMap::new();
        for (id, moved) in &moved {
            if passage(&moved.deal.stays(), from, to) == Some(wanted) {
                rows.extend(list.row(&moved.entry)?.map(|row| (*id, row)));
            }
        }
        if wanted.0 == Some(wanted.1) && list.narrow.has_stage(wanted.1) {
            let narrow = Narrow {
                stages: Some(vec![wanted.1]),
                ..list.narrow.clone()
            };
            let viewer = list.viewer;
            let mut walk = viewer.walk(Order::Newest, narrow, None, Direction::Backward)?;
            let mut taken = 0;
            while let Some(entry) = walk.next()?.filter(|_| taken < limit) {
                if !moved.contains_key(&entry.id) {
                    rows.extend(list.row(&entry)?.map(|row| (entry.id, row)));
                    taken += 1;
                }
            }
        }
        let mut matrix = self.matrix(&list, &moved, (from, to))?;
        let flow = matrix.remove(&wanted).unwrap_or_default();
        Ok((flow, rows.into_values().rev().take(limit).collect()))
    }

    /// What became of the deals that entered the stages of a pipeline between two moments.
    fn funnel_of(
        &self,
        pipeline: PipelineId,
        moved: &BTreeMap<u64, Moved>,
        (from, to): (Moment, Moment),
    ) -> BTreeMap<StageId, FunnelStage> {
        let Some(pipeline) = self.firm().pipelines.get(&pipeline) else {
            return BTreeMap::new();
        };
        let mut funnel = Funnel::new(pipeline, self.firm().calendar(), from, to);
        for moved in moved.values() {
            funnel.take(&moved.deal.stays());
        }
        funnel.counted()
    }

    fn matrix(
        &self,
        list: &DealList<'_>,
        moved: &BTreeMap<u64, Moved>,
        (from, to): (Moment, Moment),
    ) -> Result<Movement, StoreError> {
        let mut matrix = Movement::new();
        for (stage, cells) in self.unmoved(&list.narrow, moved)? {
            let flow = matrix.entry((Some(stage), stage)).or_default();
            flow.add_cells(&cells);
        }
        for moved in moved.values() {
            if let Some(passage) = passage(&moved.deal.stays(), from, to) {
                matrix.entry(passage).or_default().add(moved.amount);
            }
        }
        matrix.retain(|_, flow| flow.count > 0);
        Ok(matrix)
    }

    /// What was won and lost between two days, both included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outcomes(
        &self,
        filter: &DealFilter,
        by: OutcomeBy,
        from: Day,
        to: Day,
    ) -> Result<BTreeMap<OutcomeKey, Outcomes>, StoreError> {
        let filter = structural(filter);
        let list = DealList::new(self, &filter, DealSort::default(), to);
        let narrow = Narrow {
            parts: [Status::Won, Status::Lost].map(index::part).to_vec(),
            ..list.narrow.clone()
        };
        let before = day_key(from.pred_opt()).id(u64::MAX).done();
        let viewer = list.viewer;
        let mut walk = viewer.walk(Order::Close, narrow, Some(&before), Direction::Forward)?;
        let firm = self.firm().settings.as_ref();
        let mut outcomes = BTreeMap::new();
        while let Some(entry) = walk.next()? {
            if row::day_of_key(&entry.suffix).is_none_or(|day| day > to) {
                break;
            }
            let Some(deal) = records::load::<Deal>(&*self.snapshot, entry.id)? else {
                continue;
            };
            let shown = viewer.allows(AMOUNT, &entry.acl);
            tell_apart(&mut outcomes, (by, firm), &deal, shown);
        }
        Ok(outcomes)
    }

    /// Every visible deal that came into a stage after a moment, by id.
    fn moved_since(
        &self,
        list: &DealList<'_>,
        from: Moment,
    ) -> Result<BTreeMap<u64, Moved>, StoreError> {
        let viewer = list.viewer;
        let after = Key::new().int(from.0).id(u64::MAX).done();
        let narrow = list.narrow.clone();
        let mut walk = viewer.walk(Order::Moved, narrow, Some(&after), Direction::Forward)?;
        let mut moved = BTreeMap::new();
        while let Some(entry) = walk.next()? {
            if moved.contains_key(&entry.id) {
                continue;
            }
            if let Some(deal) = records::load::<Deal>(&*self.snapshot, entry.id)? {
                let shown = viewer.allows(AMOUNT, &entry.acl);
                let amount = deal.amount.filter(|_| shown);
                moved.insert(
                    entry.id,
                    Moved {
                        deal,
                        entry,
                        amount,
                    },
                );
            }
        }
        Ok(moved)
    }

    /// What stands in each stage now less what moved.
    fn unmoved(
        &self,
        narrow: &Narrow,
        moved: &BTreeMap<u64, Moved>,
    ) -> Result<BTreeMap<StageId, BTreeMap<Option<Currency>, Cell>>, StoreError> {
        let mut stages: BTreeMap<StageId, BTreeMap<Option<Currency>, Cell>> = BTreeMap::new();
        self.sweep(narrow, |part, amount| {
            let cells = stages.entry(part.tail.stage).or_default();
            let currency = part.tail.currency.filter(|_| amount);
            cells
                .entry(currency)
                .or_default()
                .add(shown(part.cell, amount));
        })?;
        for moved in moved.values() {
            let cells = stages.entry(moved.deal.stage).or_default();
            let currency = moved.amount.map(|amount| amount.currency);
            let less = index::cell_of(Status::Won, moved.amount, None).negated();
            cells.entry(currency).or_default().add(less);
        }
        for cells in stages.values_mut() {
            cells.retain(|_, cell| cell.count != 0);
        }
        stages.retain(|_, cells| !cells.is_empty());
        Ok(stages)
    }
}

/// Only what means the same at every moment.
fn structural(filter: &DealFilter) -> DealFilter {
    DealFilter {
        owners: filter.owners.clone(),
        groups: filter.groups.clone(),
        below: filter.below,
        pipelines: filter.pipelines.clone(),
        ..DealFilter::default()
    }
}

fn tell_apart(
    into: &mut BTreeMap<OutcomeKey, Outcomes>,
    (by, firm): (OutcomeBy, Option<&Settings>),
    deal: &Deal,
    shown: bool,
) {
    let amount = deal.amount.filter(|_| shown);
    let mut add = |key, amount| {
        let outcomes: &mut Outcomes = into.entry(key).or_default();
        match deal.status {
            Status::Lost => outcomes.lost.add(amount),
            _ => outcomes.won.add(amount),
        }
    };
    match by {
        OutcomeBy::Reason => {
            let reason = deal.lost_reason.as_ref();
            let own = reason
                .zip(firm)
                .and_then(|(reason, firm)| firm.lost_reasons.own_of(reason));
            let kind = reason.map(|reason| reason.kind);
            let key = own.map(|own| OutcomeKey::OwnReason(own.to_owned()));
            add(key.unwrap_or(OutcomeKey::Reason(kind)), amount);
        }
        OutcomeBy::Source => {
            let source = deal.source.as_deref();
            let said = |source| firm.map_or(source, |firm| firm.sources.said(source));
            let source = source.map(said).map(str::to_owned);
            add(OutcomeKey::Source(source), amount);
        }
        OutcomeBy::Owner => add(OutcomeKey::Owner(deal.owner), amount),
        OutcomeBy::Product => {
            let mut products: BTreeMap<Option<ProductId>, Option<Money>> = BTreeMap::new();
            for line in &deal.lines {
                let total = line.total().ok().flatten().filter(|_| shown);
                let sum = products.entry(line.product).or_default();
                *sum = plus(*sum, total);
            }
            if products.is_empty() {
                products.insert(None, amount);
            }
            for (product, amount) in products {
                add(OutcomeKey::Product(product), amount);
            }
        }
    }
}

/// The lines of a deal share one currency.
fn plus(a: Option<Money>, b: Option<Money>) -> Option<Money> {
    match (a, b) {
        (Some(a), Some(b)) => Some(Money::new(a.minor.saturating_add(b.minor), a.currency)),
        (one, other) => one.or(other),
    }
}
