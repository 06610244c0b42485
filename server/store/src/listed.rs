//! Records that stand in lists: what each puts into the indexes and the cells.
//!
//! Invariant: index rows and cells are a function of the record and the name of its company
//! alone; a change writes exactly the difference, so recounting from scratch changes nothing.
use crate::cells::{Cell, Deltas};
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::keys::{Key, trailing_id};
use crate::records::{self, Record, save};
use crate::stamp::Stamp;
use crate::tables::{self, Facet, Order};
use crate::writer::Overlay;
use domain::access::{FieldClass, Guarded, ShareTo};
use domain::id::{CompanyId, GroupId, StageId};
use std::collections::BTreeMap;

/// A record kept in lists.
pub(crate) trait Listed: Record + Guarded + Clone {
    /// Whether it is in the lists at all; deleted records are not.
    fn is_listed(&self) -> bool;

    /// Status or other part of the lists it stands in.
    fn part(&self) -> u8;

    fn stage(&self) -> Option<StageId> {
        None
    }

    fn company(&self) -> Option<CompanyId> {
        None
    }

    /// The classes of fields beyond Basic in which the newer record differs.
    fn touches(&self, newer: &Self) -> Vec<FieldClass>;

    /// Sort keys besides `Newest`, each followed by the id in the index.
    fn orders(&self, company: Option<&str>) -> Vec<(Order, Key)>;

    /// Sort keys in the lists of one stage, of one owner and of what is shared.
    fn orders_by_stage(&self) -> Vec<(Order, Key)> {
        Vec::new()
    }

    /// The covering row of `Newest`.
    fn row(&self, company: Option<&str>) -> Vec<u8>;

    /// The rows of records whose lists are ordered otherwise, instead of all the others.
    fn own_rows(&self) -> Option<BTreeMap<Vec<u8>, Vec<u8>>> {
        None
    }

    /// What no other record may bear, as a key of `Uniq`.
    fn unique(&self) -> Option<Vec<u8>> {
        None
    }

    /// The cells that count it and what it adds to each of them.
    fn cells(&self) -> Vec<(Vec<u8>, Cell)> {
        Vec::new()
    }
}

/// Every index row of a record.
pub(crate) fn entries<T: Listed>(record: &T, company: Option<&str>) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let mut rows = BTreeMap::new();
    if !record.is_listed() {
        return rows;
    }
    if let Some(own) = record.own_rows() {
        return own;
    }
    let acl = record.acl();
    let stamp = Stamp {
        owner: acl.owner,
        group: acl.group,
        stage: record.stage().unwrap_or(StageId(0)),
        share: None,
    };
    let shared = acl.shares.iter().map(|share| {
        let facet = match share.to {
            ShareTo::Person(person) => Facet::SharedWithPerson(person),
            ShareTo::Group(group) => Facet::SharedWithGroup(group),
        };
        (
            facet,
            Stamp {
                share: Some(*share),
                ..stamp
            },
        )
    });
    let everywhere = [Facet::All, Facet::Group(acl.group), Facet::Owner(acl.owner)];
    let everywhere = everywhere.map(|facet| (facet, stamp)).into_iter();
    let everywhere: Vec<_> = everywhere.chain(shared).collect();
    let newest = staged(record.stage(), acl.group).chain(record.company().map(Facet::Company));
    let newest = newest.map(|facet| (facet, stamp));
    let mut put = |order, facet, stamp: Stamp, sort: &Key, row: &[u8]| {
        let prefix = tables::list(T::KIND, order, facet, acl.lane, record.part());
        let key = Key::new()
            .bytes(&prefix)
            .bytes(&sort.clone().done())
            .id(record.number());
        rows.insert(key.done(), [stamp.encode().as_slice(), row].concat());
    };
    let row = record.row(company);
    for (facet, stamp) in everywhere.iter().copied().chain(newest) {
        put(Order::Newest, facet, stamp, &Key::new(), &row);
    }
    for (order, sort) in record.orders(company) {
        for (facet, stamp) in &everywhere {
            put(order, *facet, *stamp, &sort, &[]);
        }
    }
    let by_stage = staged(record.stage(), acl.group).map(|facet| (facet, stamp));
    // What everybody and a whole group see is read stage by stage.
    let by_stage: Vec<_> = by_stage.chain(everywhere.into_iter().skip(2)).collect();
    for (order, sort) in record.orders_by_stage() {
        for (facet, stamp) in &by_stage {
            put(order, *facet, *stamp, &sort, &[]);
        }
    }
    rows
}

fn staged(stage: Option<StageId>, group: GroupId) -> impl Iterator<Item = Facet> {
    let facets = stage.map(|stage| [Facet::GroupStage(group, stage), Facet::Stage(stage)]);
    facets.into_iter().flatten()
}

/// Writes a record in place of its older self, with the difference in indexes and cells.
pub(crate) fn replace<T: Listed>(
    overlay: &mut Overlay<'_>,
    deltas: &mut Deltas,
    (old, old_company): (Option<&T>, Option<&str>),
    (new, new_company): (&T, Option<&str>),
) -> Result<(), StoreError> {
    let before = old.map(|old| entries(old, old_company)).unwrap_or_default();
    write_difference(overlay, before, entries(new, new_company))?;
    claim(overlay, old.and_then(T::unique), new.unique(), new.number())?;
    if let Some(old) = old.filter(|old| old.is_listed()) {
        deltas.take(old.cells());
    }
    if new.is_listed() {
        deltas.add(new.cells());
    }
    save(overlay, new)
}

/// Takes a record away with everything derived from it.
pub(crate) fn remove<T: Listed>(
    overlay: &mut Overlay<'_>,
    deltas: &mut Deltas,
    record: &T,
    company: Option<&str>,
) -> Result<(), StoreError> {
    write_difference(overlay, entries(record, company), BTreeMap::new())?;
    claim(overlay, record.unique(), None, record.number())?;
    if record.is_listed() {
        deltas.take(record.cells());
    }
    records::remove(overlay, T::KIND, record.number())
}

/// Rewrites the index rows of an unchanged record whose company got another name.
pub(crate) fn rename_company<T: Listed>(
    overlay: &mut Overlay<'_>,
    record: &T,
    was: Option<&str>,
    is: Option<&str>,
) -> Result<(), StoreError> {
    write_difference(overlay, entries(record, was), entries(record, is))
}

/// Gives up what the record bore alone and takes what it bears now. A value that another record
/// holds stays that record's: commands refuse it before, so only damage brings one here.
fn claim(
    overlay: &mut Overlay<'_>,
    was: Option<Vec<u8>>,
    is: Option<Vec<u8>>,
    id: u64,
) -> Result<(), StoreError> {
    if was == is {
        return Ok(());
    }
    let holder = |overlay: &Overlay<'_>, key: &[u8]| -> Result<Option<u64>, StoreError> {
        let held = overlay.get(Space::Uniq, key)?;
        Ok(held.as_deref().and_then(trailing_id))
    };
    if let Some(key) = was
        && holder(overlay, &key)? == Some(id)
    {
        overlay.delete(Space::Uniq, key)?;
    }
    if let Some(key) = is
        && holder(overlay, &key)?.is_none()
    {
        overlay.put(Space::Uniq, key, id.to_be_bytes())?;
    }
    Ok(())
}

/// Writes what differs between the rows before and after.
pub(crate) fn write_difference(
    overlay: &mut Overlay<'_>,
    before: BTreeMap<Vec<u8>, Vec<u8>>,
    after: BTreeMap<Vec<u8>, Vec<u8>>,
) -> Result<(), StoreError> {
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        overlay.delete(Space::Idx, key.clone())?;
    }
    for (key, value) in after {
        if before.get(&key) != Some(&value) {
            overlay.put(Space::Idx, key, value)?;
        }
    }
    Ok(())
}
