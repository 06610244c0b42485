//! Lists of records a viewer may see, page by page.
//!
//! Invariants: every entry is decided again on its stamp, so a plan that is too wide leaks nothing;
//! a record comes once; a page costs the page (one seek for each list merged), not the table.
use crate::engine::{Cursor, Direction, Snapshot, Space};
use crate::error::StoreError;
use crate::keys::{after_prefix, trailing_id};
use crate::merge::{List, Merged, Row};
use crate::stamp::Stamp;
use crate::tables::{self, Facet, Kind, Order};
use domain::access::{
    Action, Decision, Lane, LaneSet, Principal, RecordAcl, RecordType, VisibleSet, World, decide,
};
use domain::id::{CompanyId, GroupId, PersonId, StageId};
use domain::time::Moment;
use std::ops::Bound;

/// Who looks at which type of record, on one snapshot.
#[derive(Clone, Copy)]
pub(crate) struct Viewer<'v> {
    pub(crate) snapshot: &'v dyn Snapshot,
    pub(crate) world: &'v World,
    pub(crate) who: &'v Principal,
    pub(crate) now: Moment,
    pub(crate) kind: Kind,
    pub(crate) rtype: RecordType,
}

/// Conditions that a list or its stamp answers without the record.
#[derive(Clone, Default, Debug)]
pub(crate) struct Narrow {
    pub(crate) owners: Option<Vec<PersonId>>,
    pub(crate) groups: Option<Vec<GroupId>>,
    pub(crate) stages: Option<Vec<StageId>>,
    pub(crate) company: Option<CompanyId>,
    /// The parts of the lists (status tags); never empty.
    pub(crate) parts: Vec<u8>,
}

/// One list to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub(crate) facet: Facet,
    pub(crate) lane: Lane,
    pub(crate) part: u8,
}

/// An entry that the viewer may see.
pub(crate) struct Entry {
    /// Sort key and id; the page's cursor.
    pub(crate) suffix: Vec<u8>,
    pub(crate) id: u64,
    pub(crate) stamp: Stamp,
    /// With every share that reaches the viewer, from all the lists the record was found in.
    pub(crate) acl: RecordAcl,
    pub(crate) part: u8,
    /// The covering row, in `Order::Newest` only.
    pub(crate) row: Vec<u8>,
}

/// A walk through the merged lists.
pub(crate) struct Walk<'v> {
    viewer: Viewer<'v>,
    narrow: Narrow,
    sources: Vec<Source>,
    merged: Merged<'v>,
}

impl<'v> Viewer<'v> {
    /// Opens the lists that can hold what the viewer may see under these conditions, behind
    /// `after` (a suffix) in reading order.
    pub(crate) fn walk(
        self,
        order: Order,
        narrow: Narrow,
        after: Option<&[u8]>,
        direction: Direction,
    ) -> Result<Walk<'v>, StoreError> {
        let sources = self.sources(&narrow, order);
        self.merge(order, narrow, sources, after, direction)
    }

    fn merge(
        self,
        order: Order,
        narrow: Narrow,
        sources: Vec<Source>,
        after: Option<&[u8]>,
        direction: Direction,
    ) -> Result<Walk<'v>, StoreError> {
        let lists = sources
            .iter()
            .map(|source| self.open(order, *source, after, direction));
        let merged = Merged::new(
            lists.collect::<Result<_, _>>()?,
            direction == Direction::Backward,
        )?;
        Ok(Walk {
            viewer: self,
            narrow,
            sources,
            merged,
        })
    }

    /// Only the lists of records shared with the viewer, in lanes not seen whole.
    pub(crate) fn walk_shared(
        self,
        order: Order,
        narrow: Narrow,
        after: Option<&[u8]>,
        direction: Direction,
    ) -> Result<Walk<'v>, StoreError> {
        let set = self.plan(Action::Read);
        let lanes = Lane::EVERY.into_iter().filter(|lane| !set.lane(*lane).all);
        let facets = lanes.flat_map(|lane| shared_facets(&set).map(move |facet| (facet, lane)));
        let sources = in_parts(&narrow, facets);
        self.merge(order, narrow, sources, after, direction)
    }

    pub(crate) fn plan(self, action: Action) -> VisibleSet {
        VisibleSet::plan(self.world, self.who, action, self.rtype, self.now)
    }

    pub(crate) fn allows(self, action: Action, acl: &RecordAcl) -> bool {
        matches!(
            decide(self.world, self.who, action, acl, self.now),
            Decision::Allow(_)
        )
    }

    fn open(
        self,
        order: Order,
        source: Source,
        after: Option<&[u8]>,
        direction: Direction,
    ) -> Result<List<'v>, StoreError> {
        let prefix = tables::list(self.kind, order, source.facet, source.lane, source.part);
        let start = after.map(|suffix| [prefix.as_slice(), suffix].concat());
        let end = after_prefix(&prefix);
        let top = end.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
        let (lo, hi) = match (&start, direction) {
            (None, _) => (Bound::Included(prefix.as_slice()), top),
            (Some(key), Direction::Forward) => (Bound::Excluded(key.as_slice()), top),
            (Some(key), Direction::Backward) => (
                Bound::Included(prefix.as_slice()),
                Bound::Excluded(key.as_slice()),
            ),
        };
        let cursor = self.snapshot.cursor(Space::Idx, lo, hi, direction)?;
        Ok(List {
            prefix: prefix.len(),
            rows: Box::new(Rows(cursor)),
        })
    }

    fn sources(self, narrow: &Narrow, order: Order) -> Vec<Source> {
        let set = self.plan(Action::Read);
        let mut facets = Vec::new();
        for lane in Lane::EVERY {
            self.lane_facets(&set, lane, narrow, order, &mut facets);
            // A lane seen whole has nothing that only a share opens.
            if !set.lane(lane).all {
                facets.extend(shared_facets(&set).map(|facet| (facet, lane)));
            }
        }
        in_parts(narrow, facets)
    }

    fn lane_facets(
        self,
        set: &VisibleSet,
        lane: Lane,
        narrow: &Narrow,
        order: Order,
        into: &mut Vec<(Facet, Lane)>,
    ) {
        let plan = set.lane(lane);
        if plan.is_empty() {
            return;
        }
        // Only `Newest` has lists by company, only it and `Step` lists by stage; in other orders the stamp and row decide.
        if let (Some(company), Order::Newest) = (narrow.company, order) {
            into.push((Facet::Company(company), lane));
            return;
        }
        if let Some(owners) = &narrow.owners {
            into.extend(owners.iter().map(|owner| (Facet::Owner(*owner), lane)));
            return;
        }
        let by_stage = matches!(order, Order::Newest | Order::Step);
        let stages = narrow.stages.as_ref().filter(|_| by_stage);
        match self.groups(plan, narrow) {
            None => match stages {
                Some(stages) => into.extend(stages.iter().map(|id| (Facet::Stage(*id), lane))),
                None => into.push((Facet::All, lane)),
            },
            Some(groups) => {
                for group in groups {
                    match stages {
                        Some(stages) => {
                            let facets = stages.iter().map(|id| Facet::GroupStage(group, *id));
                            into.extend(facets.map(|facet| (facet, lane)));
                        }
                        None => into.push((Facet::Group(group), lane)),
                    }
                }
                if !plan.all {
                    into.extend(plan.own.then_some((Facet::Owner(self.who.id), lane)));
                    into.extend(plan.owners.iter().map(|owner| (Facet::Owner(*owner), lane)));
                }
            }
        }
    }

    /// The groups to read; `None` reads the lists of everything. Where hardly any group is left
    /// out, passing over its records costs less than merging the lists of all others.
    fn groups(self, plan: &LaneSet, narrow: &Narrow) -> Option<Vec<GroupId>> {
        let nearly_all = || {
            let (seen, known) = (plan.groups.len(), self.world.tree.len());
            known.saturating_sub(seen) * 8 <= known
        };
        match &narrow.groups {
            Some(wanted) if plan.all => Some(wanted.clone()),
            Some(wanted) => {
                let visible = plan.groups.iter().copied();
                Some(visible.filter(|group| wanted.contains(group)).collect())
            }
            None if plan.all || nearly_all() => None,
            None => Some(plan.groups.clone()),
        }
    }
}

impl Walk<'_> {
    /// The next entry the viewer may see, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Entry>, StoreError> {
        while let Some(found) = self.merged.next()? {
            if let Some(entry) = self.accept(&found.copies, &found.suffix) {
                return Ok(Some(Entry {
                    suffix: found.suffix,
                    ..entry
                }));
            }
        }
        Ok(None)
    }

    /// Decides on all copies together: each list knows only the share that put the record there.
    fn accept(&self, copies: &[(usize, Vec<u8>)], suffix: &[u8]) -> Option<Entry> {
        let mut found: Option<Entry> = None;
        for (list, value) in copies {
            let source = self.sources.get(*list)?;
            let mut rest = value.as_slice();
            let stamp = Stamp::take(&mut rest)?;
            match &mut found {
                Some(entry) => entry.acl.shares.extend(stamp.share),
                None => {
                    found = Some(Entry {
                        suffix: Vec::new(),
                        id: trailing_id(suffix)?,
                        acl: stamp.acl(self.viewer.rtype, source.lane),
                        stamp,
                        part: source.part,
                        row: rest.to_vec(),
                    });
                }
            }
        }
        found.filter(|entry| {
            self.narrow.admits(&entry.stamp) && self.viewer.allows(Action::Read, &entry.acl)
        })
    }
}

impl Narrow {
    pub(crate) fn has_owner(&self, owner: PersonId) -> bool {
        self.owners
            .as_ref()
            .is_none_or(|owners| owners.contains(&owner))
    }

    pub(crate) fn has_group(&self, group: GroupId) -> bool {
        self.groups
            .as_ref()
            .is_none_or(|groups| groups.contains(&group))
    }

    pub(crate) fn has_stage(&self, stage: StageId) -> bool {
        self.stages
            .as_ref()
            .is_none_or(|stages| stages.contains(&stage))
    }

    fn admits(&self, stamp: &Stamp) -> bool {
        self.has_owner(stamp.owner) && self.has_group(stamp.group) && self.has_stage(stamp.stage)
    }
}

fn in_parts(narrow: &Narrow, facets: impl IntoIterator<Item = (Facet, Lane)>) -> Vec<Source> {
    let parts = |(facet, lane)| {
        narrow.parts.iter().map(move |part| Source {
            facet,
            lane,
            part: *part,
        })
    };
    facets.into_iter().flat_map(parts).collect()
}

fn shared_facets(set: &VisibleSet) -> impl Iterator<Item = Facet> {
    let person = set
        .shares_to
        .person
        .map(Facet::SharedWithPerson)
        .into_iter();
    person.chain(
        set.shares_to
            .groups
            .iter()
            .copied()
            .map(Facet::SharedWithGroup),
    )
}

/// A cursor read as rows.
struct Rows<'s>(Box<dyn Cursor + 's>);

impl Iterator for Rows<'_> {
    type Item = Result<Row, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.0.entry()?;
        let row = (key.to_vec(), value.to_vec());
        Some(self.0.advance().map(|()| row).map_err(StoreError::from))
    }
}
