//! Quotas in the store. Invariants: a holder has one quota per month, with all its versions; a
//! person's is set by whoever may approve in the person's group, a group's by whoever may in the
//! group above it; a quota is read by whoever reads that person's plan in that group.
use super::cells::number;
use super::covered::{month_number, month_of, put_money, take_money};
use super::sums::{AMOUNT, NOBODY};
use crate::engine::{Direction, Reader, Space};
use crate::error::{Stopped, StoreError};
use crate::keys::{Key, id_at};
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::{self, Kind};
use crate::work::{Work, denied};
use domain::access::{Action, Principal, RecordAcl, RecordType, World, decide};
use domain::events;
use domain::field::Field;
use domain::id::{GroupId, PersonId};
use domain::money::Money;
use domain::period::Period;
use domain::planning::{Hand, Holder, Quota, QuotaBook, QuotaDraft};
use domain::refusal::Refusal;
use domain::time::{Moment, Month};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::{Bound, ControlFlow};

/// A quota with its number.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct KeptQuota {
    pub(crate) id: u64,
    pub(crate) quota: Quota,
}

impl Record for KeptQuota {
    const KIND: Kind = Kind::Quota;
    fn number(&self) -> u64 {
        self.id
    }
}

/// The row of a quota: its number and the amount in force.
pub(crate) fn quota_row(kept: &KeptQuota) -> (Vec<u8>, Vec<u8>) {
    let mut value = kept.id.to_be_bytes().to_vec();
    put_money(&mut value, kept.quota.amount());
    (key(kept.quota.holder, kept.quota.month), value)
}

fn key(holder: Holder, month: Month) -> Vec<u8> {
    let person = holder.person().unwrap_or(NOBODY);
    Key::new()
        .bytes(&tables::quotas(holder.group()))
        .int(month_number(month))
        .id(person.0)
        .done()
}

impl Work<'_, '_> {
    /// Sets all of these or none; those that stand so already are passed over. Tells how many
    /// changed.
    ///
    /// # Errors
    /// Somebody's or some group's that the actor may not set; one's own; a closed month; a bad
    /// amount; nothing changed.
    pub fn set_quotas(&mut self, drafts: Vec<QuotaDraft>) -> Result<u64, Stopped> {
        let closed = self.closed()?;
        let hand = Hand::own(self.by);
        let mut changed = 0;
        for draft in drafts {
            self.sets_quota(draft.holder)?;
            let found = quota_at(&*self.overlay, draft.holder, draft.month)?;
            let (kept, event) = match found {
                Some(mut kept) => {
                    if kept.quota.amount() == draft.amount {
                        continue;
                    }
                    let (seen, reason) = (kept.quota.stamp.version, draft.reason.as_ref());
                    let event = kept
                        .quota
                        .change(hand, seen, draft.amount, reason, &closed)?;
                    (kept, event)
                }
                None if draft.amount.is_none() => continue,
                None => {
                    let (quota, event) = Quota::set(hand, draft, &closed)?;
                    let id = self.new_id(Kind::Quota)?;
                    (KeptQuota { id, quota }, event)
                }
            };
            records::save(self.overlay, &kept)?;
            let (key, value) = quota_row(&kept);
            self.overlay.put(Space::Idx, key, value)?;
            self.tell(Kind::Quota, kept.id, events::Event::from(event))?;
            changed += 1;
        }
        if changed == 0 {
            return Err(Refusal::Unchanged.into());
        }
        Ok(changed)
    }

    /// Carries the quotas of one period that the actor may set into another, changed by so many
    /// per cent.
    ///
    /// # Errors
    /// Nothing to copy; as [`Work::set_quotas`].
    pub fn copy_quotas(&mut self, from: Period, to: Period, percent: i64) -> Result<u64, Stopped> {
        let mut book = QuotaBook::new(self.firm.plan_currency());
        let tree = &self.firm.world.tree;
        for group in tree.depth_first() {
            each_quota(
                &*self.overlay,
                *group,
                from,
                &mut |holder, month, amount| {
                    if self.may_set(holder) {
                        book.put(holder, month, amount);
                    }
                },
            )?;
        }
        let drafts = book.copied(from, to, percent)?;
        self.set_quotas(drafts)
    }

    /// Divides a group's quota among its people and the groups below it: by what they have so far,
    /// else in equal parts.
    ///
    /// # Errors
    /// The group has no quota; nobody to divide it among; as [`Work::set_quotas`].
    pub fn split_quota(&mut self, group: GroupId, period: Period) -> Result<u64, Stopped> {
        let firm = self.firm.clone();
        let tree = &firm.world.tree;
        let mut book = QuotaBook::new(firm.plan_currency());
        let mut put = |holder, month, amount| book.put(holder, month, amount);
        let below = firm
            .groups
            .values()
            .filter(|one| one.parent == Some(group) && !one.archived);
        let below: Vec<GroupId> = below.map(|one| one.id).collect();
        for one in below.iter().chain([&group]) {
            each_quota(&*self.overlay, *one, period, &mut put)?;
        }
        let mut among = book.below(tree, group, period);
        if among.is_empty() {
            let people = firm.people.values();
            let people = people.filter(|one| one.active && one.primary_group() == Some(group));
            among.extend(people.map(|one| Holder::Person {
                person: one.id,
                group,
            }));
            among.extend(below.into_iter().map(Holder::Group));
        }
        // Nobody sets their own: it stays out of the division.
        among.retain(|holder| holder.person() != Some(self.who.id) && self.may_set(*holder));
        let weigh = |holder: &Holder| book.sum(*holder, period).map_or(0, |sum| sum.minor);
        let among: Vec<(Holder, u64)> = among
            .into_iter()
            .map(|holder| (holder, weigh(&holder).unsigned_abs()))
            .collect();
        let drafts = book.split_down(group, period, &among)?;
        self.set_quotas(drafts)
    }

    fn may_set(&self, holder: Holder) -> bool {
        let acl = set_by(holder, &self.firm.world);
        decide(
            &self.firm.world,
            &self.who,
            Action::Approve,
            &acl,
            self.by.now,
        )
        .allows()
    }

    /// Refuses whoever may not say what is expected of them.
    pub(super) fn sets_quota(&self, holder: Holder) -> Result<(), Refusal> {
        if !self.firm.groups.contains_key(&holder.group()) {
            return Err(Refusal::Unknown(Field::Group));
        }
        let known = |person: PersonId| self.firm.people.contains_key(&person);
        if holder.person().is_some_and(|person| !known(person)) {
            return Err(Refusal::Unknown(Field::Owner));
        }
        let acl = set_by(holder, &self.firm.world);
        let (world, who, now) = (&self.firm.world, &self.who, self.by.now);
        let decision = decide(world, who, Action::Approve, &acl, now);
        decision.verdict().map(|_| ()).map_err(denied)
    }
}

impl Reading {
    /// The quotas of a period that the reader may see, in the plan's currency.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn quotas(&self, period: Period) -> Result<QuotaBook, StoreError> {
        self.quotas_between(period.first_month(), period)
    }

    /// From this month to the end of that period.
    pub(crate) fn quotas_between(
        &self,
        first: Month,
        last: Period,
    ) -> Result<QuotaBook, StoreError> {
        let mut book = QuotaBook::new(self.firm.plan_currency());
        let end = month_number(last.next().first_month());
        for group in self.firm.world.tree.depth_first() {
            let whole = self.reads_plan(Holder::Group(*group));
            let months = (month_number(first), end);
            each_between(
                &*self.snapshot,
                *group,
                months,
                &mut |holder, month, amount| {
                    if whole && holder.person().is_none() || self.reads_plan(holder) {
                        book.put(holder, month, amount);
                    }
                },
            )?;
        }
        Ok(book)
    }

    /// One quota with its versions.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn quota(&self, holder: Holder, month: Month) -> Result<Option<Quota>, StoreError> {
        if !self.reads_plan(holder) {
            return Ok(None);
        }
        let kept = quota_at(&*self.snapshot, holder, month)?;
        Ok(kept.map(|kept| kept.quota))
    }

    #[must_use]
    pub fn may_set_quota(&self, holder: Holder) -> bool {
        let acl = set_by(holder, &self.firm.world);
        let own = holder.person() == Some(self.who.id);
        let (world, who) = (&self.firm.world, &self.who);
        !own && decide(world, who, Action::Approve, &acl, self.now).allows()
    }

    /// Whether the reader sees the amounts of a plan.
    #[must_use]
    pub fn reads_plan(&self, holder: Holder) -> bool {
        reads(&self.firm.world, &self.who, holder, self.now)
    }
}

pub(crate) fn reads(world: &World, who: &Principal, holder: Holder, now: Moment) -> bool {
    let owner = holder.person().unwrap_or(NOBODY);
    let acl = RecordAcl::new(RecordType::Instalment, owner, holder.group());
    decide(world, who, AMOUNT, &acl, now).allows()
}

/// The stamp of a group's plan, whoever's lines are in it.
pub(crate) fn plan_of(group: GroupId) -> RecordAcl {
    RecordAcl::new(RecordType::Instalment, NOBODY, group)
}

/// A group's quota comes from above; at the top there is nobody above.
pub(crate) fn set_by(holder: Holder, world: &World) -> RecordAcl {
    let group = match holder {
        Holder::Group(group) => world.tree.parent(group).unwrap_or(group),
        Holder::Person { group, .. } => group,
    };
    RecordAcl::new(RecordType::Instalment, NOBODY, group)
}

pub(crate) fn quota_at(
    reader: &(impl Reader + ?Sized),
    holder: Holder,
    month: Month,
) -> Result<Option<KeptQuota>, StoreError> {
    let found = reader.get(Space::Idx, &key(holder, month))?;
    let id = found.as_deref().and_then(|value| id_at(value, 0));
    match id {
        Some(id) => records::load(reader, id),
        None => Ok(None),
    }
}

fn each_quota(
    reader: &(impl Reader + ?Sized),
    group: GroupId,
    period: Period,
    show: &mut dyn FnMut(Holder, Month, Money),
) -> Result<(), StoreError> {
    let first = month_number(period.first_month());
    let end = month_number(period.next().first_month());
    each_between(reader, group, (first, end), show)
}

fn each_between(
    reader: &(impl Reader + ?Sized),
    group: GroupId,
    (first, end): (i64, i64),
    show: &mut dyn FnMut(Holder, Month, Money),
) -> Result<(), StoreError> {
    let prefix = tables::quotas(group);
    let at = |month: i64| Key::new().bytes(&prefix).int(month).done();
    let (lo, hi) = (at(first), at(end));
    let mut row = |key: &[u8], value: &[u8]| {
        let rest = key.get(prefix.len()..).unwrap_or_default();
        if let Some((holder, month, amount)) = read_row(group, rest, value) {
            show(holder, month, amount);
        }
        ControlFlow::Continue(())
    };
    let (lo, hi) = (
        Bound::Included(lo.as_slice()),
        Bound::Excluded(hi.as_slice()),
    );
    Ok(reader.scan(Space::Idx, lo, hi, Direction::Forward, &mut row)?)
}

fn read_row(group: GroupId, key: &[u8], value: &[u8]) -> Option<(Holder, Month, Money)> {
    let month = month_of(number(key)?)?;
    let person = PersonId(id_at(key, 8)?);
    let holder = match person {
        NOBODY => Holder::Group(group),
        person => Holder::Person { person, group },
    };
    let amount = take_money(&mut value.get(8..)?)??;
    Some((holder, month, amount))
}

/// Every row of quotas that the records call for.
pub(crate) fn quota_rows(
    reader: &(impl Reader + ?Sized),
) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, StoreError> {
    let mut rows = BTreeMap::new();
    records::each::<KeptQuota>(reader, |kept| {
        let (key, value) = quota_row(&kept);
        rows.insert(key, value);
        Ok(())
    })?;
    Ok(rows)
}
