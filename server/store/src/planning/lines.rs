//! The lines of deals, derived. Invariants: whatever changes a deal, its schedule, its payments or
//! its verdicts derives its lines anew at the end of the work; what is written is the difference to
//! what was derived before, which is kept, so that settings and stages may change in between.
use super::cells;
use super::covered::{Agreed, Covered, DealLines, month_number};
use super::judged::verdicts_of;
use super::payments::payments_of;
use crate::cells::Deltas;
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::firm::Firm;
use crate::keys::Key;
use crate::listed::write_difference;
use crate::records;
use crate::stamp::Stamp;
use crate::tables::{self, Facet, Kind, Order};
use crate::writer::Overlay;
use domain::access::ShareTo;
use domain::calendar::Calendar;
use domain::deals::Deal;
use domain::id::DealId;
use domain::money::{Currency, Money};
use domain::planning::{
    Ladder, Payment, PlanLine, Schedule, Settings, Settled, Standing, VatRate, climb, lines,
};
use domain::time::Month;
use std::collections::BTreeMap;

/// What the firm says that lines depend on.
pub(crate) struct Deriving<'f> {
    firm: &'f Firm,
    settings: Settings,
    calendar: &'f Calendar,
    ladder: Ladder<'f>,
}

impl<'f> Deriving<'f> {
    pub(crate) fn of(firm: &'f Firm) -> Self {
        let settings = firm.planning();
        Self {
            firm,
            settings,
            calendar: firm.calendar(),
            ladder: firm.ladder(),
        }
    }

    /// What the rows of a deal's lines are made of; none of a deal in the trash.
    pub(crate) fn lines(
        &self,
        reader: &(impl Reader + ?Sized),
        deal: &Deal,
    ) -> Result<DealLines, StoreError> {
        if deal.deleted.is_some() {
            return Ok(DealLines::default());
        }
        Ok(DealLines {
            shares: deal.shares.clone(),
            lines: self.of_deal(reader, deal)?,
        })
    }

    /// The lines of a deal as it stands.
    pub(crate) fn of_deal(
        &self,
        reader: &(impl Reader + ?Sized),
        deal: &Deal,
    ) -> Result<Vec<Covered>, StoreError> {
        let schedule: Option<Schedule> = records::load(reader, deal.id.0)?;
        let payments = payments_of(reader, deal.id)?;
        let verdicts = verdicts_of(reader, deal.id)?;
        let rates = schedule.iter().flat_map(|schedule| &schedule.instalments);
        let rates: BTreeMap<u16, VatRate> = rates.map(|one| (one.number, one.terms.vat)).collect();
        let made = self.plain(deal, schedule.as_ref());
        let lines = made.into_iter().map(|line| {
            let number = line.id.number;
            let vat = rates.get(&number).copied().unwrap_or(self.settings.vat);
            let (line, received) = self.settle(line, vat, payments.get(&number));
            let given = verdicts.get(&number).map(Vec::as_slice).unwrap_or_default();
            let levels = self.ladder.levels(line.owner, line.group);
            let steps = climb(&line, &levels, given);
            let agreed = steps.iter().filter_map(|step| match step.standing {
                Standing::Agreed(offer) => Some(Agreed {
                    level: step.level,
                    amount: offer.amount?,
                    due: offer.due?,
                }),
                _ => None,
            });
            Covered {
                agreed: agreed.collect(),
                judged: !given.is_empty(),
                received,
                line,
            }
        });
        Ok(lines.collect())
    }

    /// Without payments. A deal whose amounts pass the limit when converted is not planned, but told.
    fn plain(&self, deal: &Deal, schedule: Option<&Schedule>) -> Vec<PlanLine> {
        let Some((_, stage)) = self.firm.stage(deal.stage) else {
            return Vec::new();
        };
        let firm = (self.settings, self.calendar);
        lines(deal, stage, schedule, firm, |_| None)
            .or_else(|_| {
                let mut bare = deal.clone();
                bare.amount = None;
                lines(&bare, stage, None, firm, |_| None)
            })
            .unwrap_or_default()
    }

    /// Payments in another currency than the line's count for nothing: commands let none come.
    fn settle(
        &self,
        mut line: PlanLine,
        vat: VatRate,
        payments: Option<&Vec<Payment>>,
    ) -> (PlanLine, Vec<(Month, Money)>) {
        let Some(payments) = payments.filter(|payments| !payments.is_empty()) else {
            return (line, Vec::new());
        };
        let first = payments.first().map(|payment| payment.amount.currency);
        let Some(currency) = line.currency().or(first) else {
            return (line, Vec::new());
        };
        let payments: Vec<Payment> = payments
            .iter()
            .filter(|payment| payment.amount.currency == currency)
            .copied()
            .collect();
        let settled = Settled {
            amount: line.amount,
            gross: line.gross,
            vat,
            basis: self.settings.basis,
        };
        let paid: i64 = payments.iter().map(|payment| payment.amount.minor).sum();
        let paid = Money::new(paid, currency);
        let counted = settled.counted(paid);
        let (Ok(counted), Ok(parts)) = (counted, settled.parts(payments)) else {
            return (line, Vec::new());
        };
        line.paid = Some(paid).filter(|paid| paid.minor != 0);
        line.received = line.paid.map(|_| counted);
        (line, by_month(&parts, currency))
    }
}

fn by_month(parts: &[Payment], currency: Currency) -> Vec<(Month, Money)> {
    let mut months: BTreeMap<Month, i64> = BTreeMap::new();
    for part in parts {
        *months.entry(Month::of(part.on)).or_default() += part.amount.minor;
    }
    let months = months.into_iter().filter(|(_, minor)| *minor != 0);
    months
        .map(|(month, minor)| (month, Money::new(minor, currency)))
        .collect()
}

/// Every row of a deal's lines, and the row that keeps them together.
pub(crate) fn entries(deal: DealId, all: &DealLines) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut rows = BTreeMap::new();
    if all.lines.is_empty() {
        return rows;
    }
    rows.insert(tables::deal_lines(deal), all.encode());
    for covered in &all.lines {
        let acl = covered.acl(&all.shares);
        let stamp = Stamp {
            owner: acl.owner,
            group: acl.group,
            stage: covered.line.stage,
            share: None,
        };
        let mut row = Vec::with_capacity(64);
        covered.put(&mut row);
        let facets = [Facet::All, Facet::Group(acl.group), Facet::Owner(acl.owner)];
        let facets = facets.map(|facet| (facet, stamp)).into_iter();
        let shared = acl.shares.iter().map(|share| {
            let facet = match share.to {
                ShareTo::Person(person) => Facet::SharedWithPerson(person),
                ShareTo::Group(group) => Facet::SharedWithGroup(group),
            };
            let share = Some(*share);
            (facet, Stamp { share, ..stamp })
        });
        for (facet, stamp) in facets.chain(shared) {
            let value = [stamp.encode().as_slice(), &row].concat();
            for (order, sort) in orders(covered) {
                let prefix = tables::list(Kind::Line, order, facet, acl.lane, covered.part());
                let key = Key::new().bytes(&prefix).bytes(&sort.done());
                rows.insert(key.id(covered.number()).done(), value.clone());
            }
        }
    }
    rows
}

/// By its day; by each month in which money came in; by each month that it is agreed for.
fn orders(covered: &Covered) -> Vec<(Order, Key)> {
    let due = crate::deals::index::day_key(covered.line.due);
    let received = covered.received.iter().map(|(month, _)| *month);
    let mut agreed: Vec<Month> = covered
        .agreed
        .iter()
        .map(|one| Month::of(one.due))
        .collect();
    agreed.sort_unstable();
    agreed.dedup();
    let key = |month| Key::new().int(month_number(month));
    let received = received.map(|month| (Order::Received, key(month)));
    let agreed = agreed.into_iter().map(|month| (Order::Agreed, key(month)));
    std::iter::once((Order::Due, due))
        .chain(received)
        .chain(agreed)
        .collect()
}

/// Writes the lines of a deal as they are now.
pub(crate) fn derive(
    overlay: &mut Overlay<'_>,
    deltas: &mut Deltas,
    deriving: &Deriving<'_>,
    id: DealId,
) -> Result<(), StoreError> {
    let deal: Option<Deal> = records::load(&*overlay, id.0)?;
    let new = match &deal {
        Some(deal) => deriving.lines(&*overlay, deal)?,
        None => DealLines::default(),
    };
    let old = kept(&*overlay, id)?;
    if old == new {
        return Ok(());
    }
    write_difference(overlay, entries(id, &old), entries(id, &new))?;
    deltas.take(cells::of_all(&old));
    deltas.add(cells::of_all(&new));
    Ok(())
}

/// The lines of a deal as they were last derived.
pub(crate) fn kept(reader: &(impl Reader + ?Sized), deal: DealId) -> Result<DealLines, StoreError> {
    let found = reader.get(Space::Idx, &tables::deal_lines(deal))?;
    match found {
        None => Ok(DealLines::default()),
        Some(bytes) => DealLines::decode(&bytes)
            .ok_or_else(|| StoreError::Codec(format!("the lines of deal {deal}"))),
    }
}
