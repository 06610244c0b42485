//! What there is to read, as far as access tells records apart. Invariant: a record is counted at its
//! place (owner, group, lane); one that more decides about is also among the single ones, which say at
//! which place it was counted.
use super::Following;
use crate::cells::Cell;
use crate::deals::families::Family;
use crate::engine::{Reader, Space};
use crate::error::StoreError;
use crate::firm::Firm;
use crate::keys::{id_at, trailing_id};
use crate::records::{self, Record, scan_prefix};
use crate::stamp::Stamp;
use crate::tables::{self, Facet, Kind, Order};
use domain::access::{Guarded, Lane, RecordAcl, RecordType};
use domain::companies::Company;
use domain::contacts::Contact;
use domain::deals::Deal;
use domain::id::{GroupId, PersonId};
use domain::tasks::Assignment;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// Records of one type judged one by one, and those that go along with one person.
pub(super) const MOST: usize = 5_000;
/// The parts of the lists of deals.
const DEALS: [u8; 3] = [1, 2, 3];

/// All that usually decides about a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Place {
    owner: PersonId,
    group: GroupId,
    confidential: bool,
}

/// A record judged by itself.
pub(super) struct Single {
    pub(super) id: u64,
    /// Where it is counted, too.
    pub(super) counted: Option<Place>,
    pub(super) was: Option<RecordAcl>,
    pub(super) is: Option<RecordAcl>,
}

#[derive(Default)]
struct OfType {
    places: BTreeMap<Place, i64>,
    singles: BTreeMap<u64, Single>,
}

/// Everything, by the place of its type in [`super::TOLD`].
pub(super) struct Holdings {
    of: [OfType; 4],
    pub(super) exact: bool,
}

impl Place {
    fn of(acl: &RecordAcl) -> Self {
        Self {
            owner: acl.owner,
            group: acl.group,
            confidential: acl.lane == Lane::Confidential,
        }
    }

    pub(super) fn acl(self, kind: RecordType) -> RecordAcl {
        let mut acl = RecordAcl::new(kind, self.owner, self.group);
        acl.lane = self.lane();
        acl
    }

    fn lane(self) -> Lane {
        match self.confidential {
            true => Lane::Confidential,
            false => Lane::Normal,
        }
    }
}

impl Holdings {
    /// What there is before the change.
    pub(super) fn of(
        reader: &(impl Reader + ?Sized),
        following: &[Following],
    ) -> Result<Self, StoreError> {
        let mut all = Self {
            of: Default::default(),
            exact: true,
        };
        all.deal_places(reader)?;
        all.stamped_places(reader, 1, Kind::Company)?;
        all.stamped_places(reader, 2, Kind::Contact)?;
        all.shared::<Deal>(reader, 0)?;
        all.shared::<Company>(reader, 1)?;
        all.shared::<Contact>(reader, 2)?;
        all.tasks(reader)?;
        for one in following {
            all.following::<Deal>(reader, 0, *one)?;
            all.following::<Company>(reader, 1, *one)?;
            all.following::<Contact>(reader, 2, *one)?;
        }
        Ok(all)
    }

    /// Reads the single ones again, as they are after the change.
    pub(super) fn reload(&mut self, reader: &(impl Reader + ?Sized)) -> Result<(), StoreError> {
        reload::<Deal>(reader, &mut self.of[0])?;
        reload::<Company>(reader, &mut self.of[1])?;
        reload::<Contact>(reader, &mut self.of[2])?;
        reload::<Assignment>(reader, &mut self.of[3])
    }

    pub(super) fn places(&self, kind: RecordType) -> impl Iterator<Item = (&Place, &i64)> {
        let of = place_of(kind).and_then(|at| self.of.get(at));
        of.into_iter().flat_map(|of| &of.places)
    }

    pub(super) fn singles(&self, kind: RecordType) -> impl Iterator<Item = &Single> {
        let of = place_of(kind).and_then(|at| self.of.get(at));
        of.into_iter().flat_map(|of| of.singles.values())
    }

    pub(super) fn is_single(&self, kind: RecordType, id: u64) -> bool {
        let of = place_of(kind).and_then(|at| self.of.get(at));
        of.is_some_and(|of| of.singles.contains_key(&id))
    }

    /// Records whose own stamp the change rewrote.
    pub(super) fn moved(&self) -> u64 {
        let singles = self.of.iter().flat_map(|of| of.singles.values());
        singles.filter(|one| one.was != one.is).count() as u64
    }

    /// Deals have cells that count them by group and owner.
    fn deal_places(&mut self, reader: &(impl Reader + ?Sized)) -> Result<(), StoreError> {
        let firm = Firm::load(reader)?;
        for lane in Lane::EVERY {
            for group in firm.groups.keys() {
                let prefix = Family::Owners(lane, *group).prefix().done();
                let owner_at = prefix.len();
                scan_prefix(reader, Space::Cell, &prefix, |key, value| {
                    let count = Cell::decode(value).map_or(0, |cell| cell.count);
                    if let Some(owner) = id_at(key, owner_at) {
                        let place = Place {
                            owner: PersonId(owner),
                            group: *group,
                            confidential: lane == Lane::Confidential,
                        };
                        self.of[0].places.insert(place, count);
                    }
                    ControlFlow::Continue(())
                })?;
            }
        }
        Ok(())
    }

    fn stamped_places(
        &mut self,
        reader: &(impl Reader + ?Sized),
        at: usize,
        kind: Kind,
    ) -> Result<(), StoreError> {
        for lane in Lane::EVERY {
            let prefix = tables::list(kind, Order::Newest, Facet::All, lane, 1);
            scan_prefix(reader, Space::Idx, &prefix, |_, mut value| {
                if let Some(stamp) = Stamp::take(&mut value) {
                    let place = Place {
                        owner: stamp.owner,
                        group: stamp.group,
                        confidential: lane == Lane::Confidential,
                    };
                    *self.of[at].places.entry(place).or_default() += 1;
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(())
    }

    fn shared<T: Record + Guarded>(
        &mut self,
        reader: &(impl Reader + ?Sized),
        at: usize,
    ) -> Result<(), StoreError> {
        let mut ids = BTreeSet::new();
        for prefix in tables::shared(T::KIND) {
            scan_prefix(reader, Space::Idx, &prefix, |key, _| {
                ids.extend(trailing_id(key));
                if ids.len() > MOST {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })?;
        }
        self.take::<T>(reader, at, ids)
    }

    fn following<T: Record + Guarded>(
        &mut self,
        reader: &(impl Reader + ?Sized),
        at: usize,
        who: Following,
    ) -> Result<(), StoreError> {
        let mut ids = BTreeSet::new();
        for lane in Lane::EVERY {
            let owned = Facet::Owner(who.person);
            let prefix = tables::list(T::KIND, Order::Newest, owned, lane, 1);
            scan_prefix(reader, Space::Idx, &prefix, |key, mut value| {
                let here = Stamp::take(&mut value).is_some_and(|stamp| stamp.group == who.from);
                ids.extend(trailing_id(key).filter(|_| here));
                if ids.len() > MOST {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })?;
        }
        self.take::<T>(reader, at, ids)
    }

    /// Takes these out of the crowd.
    fn take<T: Record + Guarded>(
        &mut self,
        reader: &(impl Reader + ?Sized),
        at: usize,
        ids: BTreeSet<u64>,
    ) -> Result<(), StoreError> {
        self.exact &= ids.len() <= MOST;
        for id in ids.into_iter().take(MOST) {
            let Some(record) = records::load::<T>(reader, id)? else {
                continue;
            };
            let acl = record.acl();
            let single = Single {
                id,
                counted: Some(Place::of(&acl)),
                was: Some(acl),
                is: None,
            };
            self.of[at].singles.insert(id, single);
        }
        Ok(())
    }

    /// Assignments have participants, so each is judged by itself.
    fn tasks(&mut self, reader: &(impl Reader + ?Sized)) -> Result<(), StoreError> {
        let mut left = MOST;
        let (of, exact) = (&mut self.of[3], &mut self.exact);
        scan_prefix(reader, Space::Rec, &[Kind::Assignment as u8], |_, value| {
            if left == 0 {
                *exact = false;
                return ControlFlow::Break(());
            }
            left -= 1;
            if let Ok(task) = crate::values::decode::<Assignment>(value) {
                let id = task.id.0;
                let single = Single {
                    id,
                    counted: None,
                    was: Some(task.acl()),
                    is: None,
                };
                of.singles.insert(id, single);
            }
            ControlFlow::Continue(())
        })
    }
}

/// The first records at a place that are not judged by themselves.
pub(super) fn at(
    reader: &(impl Reader + ?Sized),
    kind: RecordType,
    place: Place,
    most: usize,
    single: impl Fn(u64) -> bool,
) -> Result<Vec<u64>, StoreError> {
    let (kind, parts) = match kind {
        RecordType::Deal => (Kind::Deal, &DEALS[..]),
        RecordType::Company => (Kind::Company, &DEALS[..1]),
        RecordType::Contact => (Kind::Contact, &DEALS[..1]),
        _ => return Ok(Vec::new()),
    };
    let mut ids = Vec::new();
    for part in parts {
        let owned = Facet::Owner(place.owner);
        let prefix = tables::list(kind, Order::Newest, owned, place.lane(), *part);
        scan_prefix(reader, Space::Idx, &prefix, |key, mut value| {
            let here = Stamp::take(&mut value).is_some_and(|stamp| stamp.group == place.group);
            ids.extend(trailing_id(key).filter(|id| here && !single(*id)));
            if ids.len() < most {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
    }
    ids.truncate(most);
    Ok(ids)
}

fn reload<T: Record + Guarded>(
    reader: &(impl Reader + ?Sized),
    of: &mut OfType,
) -> Result<(), StoreError> {
    for single in of.singles.values_mut() {
        single.is = records::load::<T>(reader, single.id)?.map(|record| record.acl());
    }
    Ok(())
}

fn place_of(kind: RecordType) -> Option<usize> {
    super::TOLD.iter().position(|one| *one == kind)
}
