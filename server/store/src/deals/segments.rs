//! The order of a list of deals as stretches of index, each read to its end before the next.
//!
//! Invariant: read one after the other, the segments hold every deal of the list once, in the
//! order asked for; a position is a segment and a suffix in it.
use super::Hidden;
use super::sums::Sweep;
use crate::engine::Direction;
use crate::error::StoreError;
use crate::firm::Firm;
use crate::lists::Narrow;
use crate::reading::Reading;
use crate::tables::{Kind, Order};
use domain::access::{Action, FieldClass, RecordType};
use domain::deals::{self, DealSort, SortKey};
use domain::id::{GroupId, PersonId, StageId};
use domain::text::sort_key;
use std::collections::BTreeSet;

/// One stretch.
#[derive(Clone)]
pub(crate) struct Segment {
    pub(crate) order: Order,
    pub(crate) direction: Direction,
    pub(crate) narrow: Narrow,
    pub(crate) amounts: Amounts,
}

/// Which deals a segment takes by their amount, as far as the viewer may know it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Amounts {
    Any,
    Present,
    /// None, or a hidden one; hidden where this says.
    Absent(Hidden),
}

/// The segments of a list: a list by owner has as many as the firm has people, of which a page
/// reads one or two, so each is made when its turn comes.
pub(crate) struct Segments {
    direction: Direction,
    narrow: Narrow,
    kind: Kinds,
}

enum Kinds {
    Whole(Order),
    Amounts([Amounts; 2]),
    Stages(Vec<StageId>),
    Owners(Vec<PersonId>),
    Groups(Vec<GroupId>),
}

impl Segments {
    pub(crate) fn of(
        sort: DealSort,
        narrow: &Narrow,
        reading: &Reading,
        hidden: Hidden,
    ) -> Result<Self, StoreError> {
        let direction = match sort.direction {
            deals::Direction::Up => Direction::Forward,
            deals::Direction::Down => Direction::Backward,
        };
        let backward = direction == Direction::Backward;
        let firm = reading.firm();
        let kind = match sort.key {
            SortKey::Newest => Kinds::Whole(Order::Newest),
            SortKey::Updated => Kinds::Whole(Order::Updated),
            SortKey::Title => Kinds::Whole(Order::Title),
            SortKey::Company => Kinds::Whole(Order::Company),
            SortKey::Close => Kinds::Whole(Order::Close),
            SortKey::Amount if hidden == Hidden::Nowhere => Kinds::Whole(Order::Amount),
            SortKey::Amount if backward => {
                Kinds::Amounts([Amounts::Present, Amounts::Absent(hidden)])
            }
            SortKey::Amount => Kinds::Amounts([Amounts::Absent(hidden), Amounts::Present]),
            SortKey::Stage => Kinds::Stages(turned(stages(firm, narrow), backward)),
            SortKey::Owner => {
                let owners = owners(firm, narrow, visible_owners(reading, narrow)?.as_ref());
                Kinds::Owners(turned(owners, backward))
            }
            SortKey::Group => {
                let groups = groups(firm, narrow, visible_groups(reading, narrow)?.as_ref());
                Kinds::Groups(turned(groups, backward))
            }
        };
        Ok(Self {
            direction,
            narrow: narrow.clone(),
            kind,
        })
    }

    pub(crate) fn len(&self) -> usize {
        match &self.kind {
            Kinds::Whole(_) => 1,
            Kinds::Amounts(both) => both.len(),
            Kinds::Stages(stages) => stages.len(),
            Kinds::Owners(owners) => owners.len(),
            Kinds::Groups(groups) => groups.len(),
        }
    }

    /// The segment with this number, counted from the start of the list.
    pub(crate) fn get(&self, number: usize) -> Option<Segment> {
        let mut segment = Segment {
            // Within one stage, owner or group the newest come first, whichever way the list runs.
            order: Order::Newest,
            direction: Direction::Backward,
            narrow: self.narrow.clone(),
            amounts: Amounts::Any,
        };
        match &self.kind {
            Kinds::Whole(order) => {
                (segment.order, segment.direction) = (*order, self.direction);
            }
            Kinds::Amounts(both) => {
                (segment.order, segment.direction) = (Order::Amount, self.direction);
                segment.amounts = *both.get(number)?;
            }
            Kinds::Stages(stages) => segment.narrow.stages = Some(vec![*stages.get(number)?]),
            Kinds::Owners(owners) => segment.narrow.owners = Some(vec![*owners.get(number)?]),
            Kinds::Groups(groups) => segment.narrow.groups = Some(vec![*groups.get(number)?]),
        }
        Some(segment)
    }
}

fn turned<T>(mut values: Vec<T>, backward: bool) -> Vec<T> {
    if backward {
        values.reverse();
    }
    values
}

/// The action that shows an amount.
pub(crate) const AMOUNT: Action = Action::Field(FieldClass::Commercial);

fn stages(firm: &Firm, narrow: &Narrow) -> Vec<StageId> {
    firm.stages()
        .map(|(_, stage)| stage.id)
        .filter(|stage| narrow.has_stage(*stage))
        .collect()
}

fn owners(firm: &Firm, narrow: &Narrow, visible: Option<&BTreeSet<PersonId>>) -> Vec<PersonId> {
    let wanted =
        |id: &PersonId| narrow.has_owner(*id) && visible.is_none_or(|visible| visible.contains(id));
    firm.by_name()
        .iter()
        .copied()
        .filter(|id| wanted(id))
        .collect()
}

fn groups(firm: &Firm, narrow: &Narrow, visible: Option<&BTreeSet<GroupId>>) -> Vec<GroupId> {
    let wanted =
        |id: &GroupId| narrow.has_group(*id) && visible.is_none_or(|visible| visible.contains(id));
    let mut groups: Vec<_> = firm
        .groups
        .values()
        .filter(|group| wanted(&group.id))
        .collect();
    groups.sort_by_cached_key(|group| (sort_key(&group.name), group.id));
    groups.into_iter().map(|group| group.id).collect()
}

/// More groups than this, and most owners are visible: looking them up first gains nothing.
const MANY_GROUPS: usize = 64;

/// The owners of what the viewer sees, so that a list by owner does not search through those of
/// strangers; `None` where nearly everything is visible.
fn visible_owners(
    reading: &Reading,
    narrow: &Narrow,
) -> Result<Option<BTreeSet<PersonId>>, StoreError> {
    let viewer = reading.viewer(Kind::Deal, RecordType::Deal);
    let normal = viewer.plan(Action::Read).normal;
    if normal.all || normal.groups.len() > MANY_GROUPS {
        return Ok(None);
    }
    let mut owners = BTreeSet::new();
    let sweep = Sweep::of_reading(viewer, narrow);
    sweep.every_owner(&mut |owner| owners.extend([owner]))?;
    Ok(Some(owners))
}

/// The groups of what the viewer sees, perhaps more; `None` where everything is visible.
fn visible_groups(
    reading: &Reading,
    narrow: &Narrow,
) -> Result<Option<BTreeSet<GroupId>>, StoreError> {
    let viewer = reading.viewer(Kind::Deal, RecordType::Deal);
    let plan = viewer.plan(Action::Read);
    if plan.normal.all || plan.confidential.all {
        return Ok(None);
    }
    let planned = plan.normal.groups.iter().chain(&plan.confidential.groups);
    let mut groups: BTreeSet<GroupId> = planned.copied().collect();
    let sweep = Sweep::of_reading(viewer, narrow);
    sweep.apart(&plan, &mut |part| groups.extend(part.group))?;
    Ok(Some(groups))
}
