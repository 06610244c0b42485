//! *What if?* Who would read how many records more or fewer after a change of people, groups or rules.
//!
//! Invariants: the change is done for real on a snapshot and dropped, so what is told is what saving
//! would do; records that only their owner, group and lane decide about are counted by cells or stamps,
//! those with shares and participants, and those that the change itself moves, one by one.
mod holdings;

use crate::engine::Reader;
use crate::error::{Stopped, StoreError};
use crate::firm::Firm;
use crate::store::Store;
use crate::work::Work;
use domain::access::{Action, Principal, RecordAcl, RecordType, Shift, World, decide};
use domain::by::By;
use domain::id::{GroupId, PersonId};
use domain::time::Moment;
use holdings::Holdings;
use std::collections::BTreeMap;

/// The types of records that are told of, in this order.
pub const TOLD: [RecordType; 4] = [
    RecordType::Deal,
    RecordType::Company,
    RecordType::Contact,
    RecordType::Assignment,
];
/// Records of a list.
const LISTED: usize = 50;

/// What a change would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WhatIf {
    /// Everybody who gains or loses something, in the order of names.
    pub people: Vec<Shifted>,
    /// The first records that the person asked about gains, and loses.
    pub gained: Vec<(RecordType, u64)>,
    pub lost: Vec<(RecordType, u64)>,
    /// Records that go along with somebody who moves.
    pub moved: u64,
    /// False when there were more records than are looked at one by one.
    pub exact: bool,
}

/// What one person gains and loses, by type as in [`TOLD`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shifted {
    pub person: PersonId,
    pub of: [Shift; 4],
}

/// Somebody whose open records go along into another group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Following {
    pub person: PersonId,
    pub from: GroupId,
    pub to: GroupId,
}

impl Shifted {
    /// All types together.
    #[must_use]
    pub fn sum(&self) -> Shift {
        self.of.iter().fold(Shift::default(), |sum, one| Shift {
            gained: sum.gained + one.gained,
            lost: sum.lost + one.lost,
        })
    }
}

impl Store {
    /// What this change would do, with the records of one person if asked for. Blocks.
    ///
    /// # Errors
    /// Not an administrator, or what the change refuses.
    pub fn what_if(
        &self,
        by: By,
        about: Option<PersonId>,
        following: &[Following],
        change: impl FnOnce(&mut Work<'_, '_>) -> Result<(), Stopped>,
    ) -> Result<WhatIf, Stopped> {
        self.rehearse(by, |work| {
            work.administer()?;
            let before = work.firm.clone();
            let mut holdings = Holdings::of(&*work.overlay, following)?;
            change(work)?;
            for one in following {
                work.follow(one.person, one.from, one.to, holdings::MOST)?;
            }
            holdings.reload(&*work.overlay)?;
            let after = work.firm.clone();
            let compared = Compared {
                before: &before,
                after: &after,
                holdings: &holdings,
                now: work.by.now,
            };
            Ok(compared.told(&*work.overlay, about)?)
        })
    }
}

struct Compared<'c> {
    before: &'c Firm,
    after: &'c Firm,
    holdings: &'c Holdings,
    now: Moment,
}

/// One person before and after.
struct Eyes<'c> {
    before: (&'c World, Option<&'c Principal>),
    after: (&'c World, Option<&'c Principal>),
    now: Moment,
}

impl Eyes<'_> {
    /// Whether the record is read before and after.
    fn read(&self, was: Option<&RecordAcl>, is: Option<&RecordAcl>) -> (bool, bool) {
        let reads = |(world, who): (&World, Option<&Principal>), acl: Option<&RecordAcl>| match (
            who, acl,
        ) {
            (Some(who), Some(acl)) => decide(world, who, Action::Read, acl, self.now).allows(),
            _ => false,
        };
        (reads(self.before, was), reads(self.after, is))
    }

    fn alike(&self) -> bool {
        self.before == self.after
    }
}

impl Compared<'_> {
    fn told(
        &self,
        reader: &(impl Reader + ?Sized),
        about: Option<PersonId>,
    ) -> Result<WhatIf, StoreError> {
        let index = |firm: &'_ Firm| -> BTreeMap<PersonId, Principal> {
            let all = firm.principals().iter();
            all.map(|who| (who.id, who.clone())).collect()
        };
        let (was, is) = (index(self.before), index(self.after));
        let mut told = WhatIf {
            moved: self.holdings.moved(),
            exact: self.holdings.exact,
            ..WhatIf::default()
        };
        for person in self.after.by_name() {
            let eyes = Eyes {
                before: (&self.before.world, was.get(person)),
                after: (&self.after.world, is.get(person)),
                now: self.now,
            };
            let of = self.shifts(&eyes);
            if of.iter().any(|shift| *shift != Shift::default()) {
                told.people.push(Shifted {
                    person: *person,
                    of,
                });
            }
            if about == Some(*person) {
                self.list(reader, &eyes, &mut told)?;
            }
        }
        Ok(told)
    }

    fn shifts(&self, eyes: &Eyes<'_>) -> [Shift; 4] {
        // Who is the same in the same tree reads other records only where records moved.
        let alike = eyes.alike();
        TOLD.map(|kind| {
            let mut gained = 0_i64;
            let mut lost = 0_i64;
            let mut count = |(before, after): (bool, bool), by: i64| match (before, after) {
                (false, true) => gained += by,
                (true, false) => lost += by,
                _ => {}
            };
            if !alike {
                for (place, records) in self.holdings.places(kind) {
                    let acl = place.acl(kind);
                    count(eyes.read(Some(&acl), Some(&acl)), *records);
                }
            }
            for one in self.holdings.singles(kind) {
                if let (Some(place), false) = (one.counted, alike) {
                    let bare = place.acl(kind);
                    count(eyes.read(Some(&bare), Some(&bare)), -1);
                }
                count(eyes.read(one.was.as_ref(), one.is.as_ref()), 1);
            }
            Shift {
                gained: gained.unsigned_abs(),
                lost: lost.unsigned_abs(),
            }
        })
    }

    /// The first records that this person gains and loses: those judged one by one, then those of
    /// places whose answer changes, read from the lists of their owners.
    fn list(
        &self,
        reader: &(impl Reader + ?Sized),
        eyes: &Eyes<'_>,
        told: &mut WhatIf,
    ) -> Result<(), StoreError> {
        for kind in TOLD {
            for one in self.holdings.singles(kind) {
                told.note(kind, one.id, eyes.read(one.was.as_ref(), one.is.as_ref()));
            }
            for (place, _) in self.holdings.places(kind) {
                let acl = place.acl(kind);
                let (before, after) = eyes.read(Some(&acl), Some(&acl));
                if before == after {
                    continue;
                }
                let single = |id| self.holdings.is_single(kind, id);
                for id in holdings::at(reader, kind, *place, LISTED, single)? {
                    told.note(kind, id, (before, after));
                }
            }
        }
        Ok(())
    }
}

impl WhatIf {
    fn note(&mut self, kind: RecordType, id: u64, read: (bool, bool)) {
        let list = match read {
            (false, true) => &mut self.gained,
            (true, false) => &mut self.lost,
            _ => return,
        };
        if list.len() < LISTED {
            list.push((kind, id));
        }
    }
}
