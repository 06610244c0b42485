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

/// The segments of a list.
pub(crate) fn of(
    sort: DealSort,
    narrow: &Narrow,
    reading: &Reading,
    hidden: Hidden,
) -> Result<Vec<Segment>, StoreError> {
    let direction = match sort.direction {
        deals::Direction::Up => Direction::Forward,
        deals::Direction::Down => Direction::Backward,
    };
    let firm = reading.firm();
    let whole = |order| {
        vec![Segment {
            order,
            direction,
            narrow: narrow.clone(),
            amounts: Amounts::Any,
        }]
    };
    Ok(match sort.key {
        SortKey::Newest => whole(Order::Newest),
        SortKey::Updated => whole(Order::Updated),
        SortKey::Title => whole(Order::Title),
        SortKey::Company => whole(Order::Company),
        SortKey::Close => whole(Order::Close),
        SortKey::Amount if hidden == Hidden::Nowhere => whole(Order::Amount),
        SortKey::Amount => with_hidden_amounts(narrow, direction, hidden),
        SortKey::Stage => by(stages(firm, narrow), narrow, direction, |narrow, stage| {
            narrow.stages = Some(vec![stage])
        }),
        SortKey::Owner => {
            let owners = owners(firm, narrow, visible_owners(reading, narrow)?.as_ref());
            by(owners, narrow, direction, |narrow, owner| {
                narrow.owners = Some(vec![owner])
            })
        }
        SortKey::Group => {
            let groups = groups(firm, narrow, visible_groups(reading, narrow)?.as_ref());
            by(groups, narrow, direction, |narrow, group| {
                narrow.groups = Some(vec![group])
            })
        }
    })
}

/// The action that shows an amount.
pub(crate) const AMOUNT: Action = Action::Field(FieldClass::Commercial);

fn with_hidden_amounts(narrow: &Narrow, direction: Direction, hidden: Hidden) -> Vec<Segment> {
    let stretch = |amounts| Segment {
        order: Order::Amount,
        direction,
        narrow: narrow.clone(),
        amounts,
    };
    let mut segments = vec![stretch(Amounts::Absent(hidden)), stretch(Amounts::Present)];
    if direction == Direction::Backward {
        segments.reverse();
    }
    segments
}

fn by<T>(
    mut values: Vec<T>,
    narrow: &Narrow,
    direction: Direction,
    set: impl Fn(&mut Narrow, T),
) -> Vec<Segment> {
    if direction == Direction::Backward {
        values.reverse();
    }
    let segment = |value| {
        let mut narrow = narrow.clone();
        set(&mut narrow, value);
        // Within one stage, owner or group the newest come first, whichever way the list runs.
        Segment {
            order: Order::Newest,
            direction: Direction::Backward,
            narrow,
            amounts: Amounts::Any,
        }
    };
    values.into_iter().map(segment).collect()
}

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
    sweep.run(&mut |part| owners.extend(part.owner))?;
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
