//! Receipts as readers get them. Invariants: a receipt is seen by its own owner, group and lane; a
//! deal it pays for that the reader may not see stays a part without a name; where amounts are
//! hidden, none is shown, told or summed.
use super::covered::{take_day, take_money};
use super::list::groups_of;
use super::sums::AMOUNT;
use crate::changes::Happened;
use crate::deals::Cursor;
use crate::deals::index::day_key;
use crate::engine::{Direction, Space};
use crate::error::StoreError;
use crate::keys::Key;
use crate::lists::{Entry, Narrow, Viewer, Walk};
use crate::reading::Reading;
use crate::tables::{self, Facet, Kind, Order};
use crate::values::compact::{take, take_text};
use domain::access::{ActionMask, FieldMask, Lane, RecordType};
use domain::deals::Deal;
use domain::id::{CompanyId, GroupId, InstalmentId, PersonId, ReceiptId};
use domain::money::{Money, Sums};
use domain::planning::{
    Allocation, GivenBack, LineFilter, PlanLine, Proposal, Receipt, ReceiptFilter, propose,
};
use domain::stamp::Stamp;
use domain::time::{Day, Moment};
use serde::{Deserialize, Serialize};

/// Receipts looked at for totals before they say "at least".
const LOOK: usize = 20_000;
/// Lines of a payer looked at for a proposal.
const DEBTS: usize = 200;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReceiptRow {
    pub id: ReceiptId,
    pub on: Day,
    /// Absent where the reader may not see amounts, as the next and the title.
    pub amount: Option<Money>,
    /// What is neither allocated nor given back.
    pub free: Option<Money>,
    pub payer: Option<CompanyId>,
    /// The payer's name, where the reader may see it.
    pub payer_name: Option<String>,
    pub document: Option<String>,
    pub owner: PersonId,
    pub group: GroupId,
    pub version: u64,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ReceiptTotals {
    pub count: u64,
    pub amount: Sums,
    pub free: Sums,
    /// False: at least so much.
    pub exact: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReceiptPage {
    pub rows: Vec<ReceiptRow>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub totals: ReceiptTotals,
}

/// One receipt, with its allocations as far as the reader may see the deals.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReceiptView {
    pub row: ReceiptRow,
    pub rights: ActionMask,
    pub lane: Lane,
    /// Empty where amounts are hidden, as the next.
    pub given_back: Vec<GivenBack>,
    pub allocations: Vec<AllocationView>,
    pub stamp: Stamp,
    pub deleted: Option<Moment>,
    /// Its month is closed.
    pub closed: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AllocationView {
    /// Absent where the reader may not see the deal.
    pub to: Option<InstalmentId>,
    pub title: Option<String>,
    pub amount: Money,
}

/// An instalment that a receipt probably pays.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Proposed {
    pub proposal: Proposal,
    pub line: PlanLine,
    pub title: String,
}

impl Reading {
    /// A page of the receipts that the reader may see, the latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn receipts(
        &self,
        filter: &ReceiptFilter,
        cursor: Option<&str>,
        size: usize,
    ) -> Result<ReceiptPage, StoreError> {
        let list = List::of(self, filter);
        let totals = list.totals()?;
        let start = cursor.and_then(Cursor::parse);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        let mut found = list.find(start.as_ref(), size + 1)?;
        let lost = found.is_empty() || (backwards && found.len() < size);
        let start = start.filter(|_| !lost);
        if lost && cursor.is_some() {
            found = list.find(None, size + 1)?;
        }
        let more = found.len() > size;
        found.truncate(size);
        let backwards = start.as_ref().is_some_and(|cursor| cursor.before);
        if backwards {
            found.reverse();
        }
        let place = |one: Option<&(Vec<u8>, ReceiptRow)>, way| {
            one.map(|(suffix, _)| Cursor::print(way, &(0, suffix.clone())))
        };
        let previous = place(found.first(), 'b').filter(|_| match backwards {
            true => more,
            false => start.is_some(),
        });
        let next = place(found.last(), 'a').filter(|_| backwards || more);
        let mut rows: Vec<ReceiptRow> = found.into_iter().map(|(_, row)| row).collect();
        for row in &mut rows {
            row.payer_name = self.company_shown(row.payer)?;
        }
        Ok(ReceiptPage {
            rows,
            previous,
            next,
            totals,
        })
    }

    /// A receipt the reader may see, deleted ones too.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn receipt(&self, id: ReceiptId) -> Result<Option<ReceiptView>, StoreError> {
        let Some(receipt) = self.open::<Receipt>(id.0)? else {
            return Ok(None);
        };
        let shown = receipt.may(AMOUNT);
        let mut allocations = Vec::new();
        for one in &receipt.allocations {
            allocations.push(self.allocation(one)?);
        }
        let closed = self.closed_months()?.guard_day(Some(receipt.on)).is_err();
        let row = ReceiptRow {
            id,
            on: receipt.on,
            amount: shown.then_some(receipt.amount),
            free: shown.then(|| receipt.free()),
            payer: receipt.payer,
            payer_name: self.company_shown(receipt.payer)?,
            document: receipt.document.clone(),
            owner: receipt.owner,
            group: receipt.group,
            version: receipt.stamp.version,
        };
        Ok(Some(ReceiptView {
            row,
            rights: receipt.rights(),
            lane: receipt.lane,
            given_back: receipt.given_back.clone(),
            allocations,
            stamp: receipt.stamp,
            deleted: receipt.deleted,
            closed,
        }))
    }

    /// The latest events of a receipt the reader may see, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn receipt_timeline(
        &self,
        receipt: &ReceiptView,
        limit: usize,
    ) -> Result<Vec<Happened>, StoreError> {
        let fields = FieldMask::of(receipt.rights);
        let all = self.timeline((Kind::Receipt, receipt.row.id.0), None, limit)?;
        let masked = |(_, happened): (_, Happened)| happened.masked(fields);
        Ok(all.into_iter().map(masked).collect())
    }

    fn allocation(&self, one: &Allocation) -> Result<AllocationView, StoreError> {
        let deal = self.open::<Deal>(one.to.deal.0)?;
        Ok(AllocationView {
            to: deal.as_ref().map(|_| one.to),
            title: deal.map(|deal| deal.title.clone()),
            amount: one.amount,
        })
    }

    /// The instalments a receipt probably pays, of those that the reader may settle.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn proposals(&self, id: ReceiptId, today: Day) -> Result<Vec<Proposed>, StoreError> {
        let receipt = self.open::<Receipt>(id.0)?;
        let Some(receipt) = receipt.filter(|receipt| receipt.may(AMOUNT)) else {
            return Ok(Vec::new());
        };
        let filter = LineFilter {
            payers: receipt.payer.into_iter().collect(),
            state: Some(domain::planning::LineState::Awaited),
            ..LineFilter::default()
        };
        let page = self.instalments(&filter, today, None, DEBTS)?;
        let mut rows = page.rows;
        rows.retain(|row| row.shown);
        let lines: Vec<PlanLine> = rows.iter().map(|row| row.line.clone()).collect();
        let proposals = propose(&receipt, &lines).into_iter();
        let proposed = proposals.filter_map(|proposal| {
            let row = rows
                .iter()
                .find(|row| row.line.id == proposal.allocation.to)?;
            Some(Proposed {
                proposal,
                line: row.line.clone(),
                title: row.title.clone(),
            })
        });
        Ok(proposed.collect())
    }

    /// A company's name, where the reader may see it.
    fn company_shown(&self, id: Option<CompanyId>) -> Result<Option<String>, StoreError> {
        let Some(id) = id else { return Ok(None) };
        let company = self.company(id)?;
        Ok(company.map(|company| company.name().to_owned()))
    }
}

struct List<'r> {
    reading: &'r Reading,
    filter: &'r ReceiptFilter,
    narrow: Narrow,
    from: Option<Vec<u8>>,
    until: Option<Vec<u8>>,
}

impl<'r> List<'r> {
    fn of(reading: &'r Reading, filter: &'r ReceiptFilter) -> Self {
        let owners = filter.owners.iter().copied().collect::<Vec<_>>();
        let day = |day: Day| day_key(Some(day)).done();
        let last = filter.period.and_then(|period| period.last_day());
        Self {
            reading,
            filter,
            narrow: Narrow {
                owners: (!owners.is_empty()).then_some(owners),
                groups: groups_of(reading, &filter.groups, filter.below),
                parts: vec![1, 2],
                ..Narrow::default()
            },
            from: filter.period.and_then(|period| period.first_day()).map(day),
            until: last.and_then(|day| day.succ_opt()).map(day),
        }
    }

    fn viewer(&self) -> Viewer<'r> {
        self.reading.viewer(Kind::Receipt, RecordType::Instalment)
    }

    /// The latest come first: backwards in the index is onwards in the list.
    fn walk(&self, start: Option<&Cursor>) -> Result<(Walk<'r>, bool), StoreError> {
        let back = start.is_some_and(|cursor| cursor.before);
        let after = start.map(|cursor| cursor.place.1.as_slice());
        let (after, direction) = match back {
            true => (after, Direction::Forward),
            false => (after.or(self.until.as_deref()), Direction::Backward),
        };
        let narrow = self.narrow.clone();
        let walk = self.viewer().walk(Order::Due, narrow, after, direction)?;
        Ok((walk, back))
    }

    fn next(
        &self,
        walk: &mut Walk<'r>,
        back: bool,
    ) -> Result<Option<(Vec<u8>, ReceiptRow)>, StoreError> {
        while let Some(entry) = walk.next()? {
            let beyond = match back {
                false => self.from.as_ref().is_some_and(|from| &entry.suffix < from),
                true => self.until.as_ref().is_some_and(|end| &entry.suffix >= end),
            };
            if beyond {
                return Ok(None);
            }
            if let Some(row) = self.row(&entry)?.filter(|row| self.admits(row)) {
                return Ok(Some((entry.suffix, row)));
            }
        }
        Ok(None)
    }

    fn admits(&self, row: &ReceiptRow) -> bool {
        let payers = &self.filter.payers;
        let payer = row.payer.is_some_and(|payer| payers.contains(&payer));
        let free = row.free.is_some_and(|free| free.minor > 0);
        (payers.is_empty() || payer) && (!self.filter.free || free)
    }

    fn row(&self, entry: &Entry) -> Result<Option<ReceiptRow>, StoreError> {
        let lane = entry.acl.lane;
        let prefix = tables::list(Kind::Receipt, Order::Newest, Facet::All, lane, entry.part);
        let key = Key::new().bytes(&prefix).id(entry.id).done();
        let Some(value) = self.reading.snapshot.get(Space::Idx, &key)? else {
            return Ok(None);
        };
        let shown = self.viewer().allows(AMOUNT, &entry.acl);
        let mut rest = value.as_slice();
        let stamp = crate::stamp::Stamp::take(&mut rest);
        Ok(stamp.and_then(|_| decoded(rest, entry, shown)))
    }

    fn find(
        &self,
        start: Option<&Cursor>,
        most: usize,
    ) -> Result<Vec<(Vec<u8>, ReceiptRow)>, StoreError> {
        let (mut walk, back) = self.walk(start)?;
        let mut found = Vec::with_capacity(most);
        while found.len() < most {
            match self.next(&mut walk, back)? {
                Some(one) => found.push(one),
                None => break,
            }
        }
        Ok(found)
    }

    fn totals(&self) -> Result<ReceiptTotals, StoreError> {
        let (mut walk, back) = self.walk(None)?;
        let mut totals = ReceiptTotals {
            exact: true,
            ..ReceiptTotals::default()
        };
        while let Some((_, row)) = self.next(&mut walk, back)? {
            if totals.count == LOOK as u64 {
                totals.exact = false;
                break;
            }
            totals.count += 1;
            row.amount
                .into_iter()
                .for_each(|one| totals.amount.add(one));
            let free = row.free.filter(|free| free.minor > 0);
            free.into_iter().for_each(|one| totals.free.add(one));
        }
        Ok(totals)
    }
}

fn decoded(mut bytes: &[u8], entry: &Entry, shown: bool) -> Option<ReceiptRow> {
    let rest = &mut bytes;
    let on = take_day(rest)??;
    let (amount, free) = (take_money(rest)?, take_money(rest)?);
    let payer = Some(take(rest)?).filter(|id| *id != 0).map(CompanyId);
    let document = Some(take_text(rest)?).filter(|text| !text.is_empty() && shown);
    let document = document.map(str::to_owned);
    Some(ReceiptRow {
        id: ReceiptId(entry.id),
        on,
        amount: amount.filter(|_| shown),
        free: free.filter(|_| shown),
        payer,
        payer_name: None,
        document,
        owner: entry.stamp.owner,
        group: entry.stamp.group,
        version: take(rest)?,
    })
}
