//! The order of a list of deals as stretches of index, each read to its end before the next.
//!
//! Invariant: read one after the other, the segments hold every deal of the list once, in the
//! order asked for; a position is a segment and a suffix in it.
use crate::engine::Direction;
use crate::firm::Firm;
use crate::lists::Narrow;
use crate::tables::Order;
use domain::access::{Action, FieldClass};
use domain::deals::{self, DealSort, SortKey};
use domain::id::{GroupId, PersonId, StageId};
use domain::text::sort_key;

/// One stretch.
#[derive(Clone)]
pub(crate) struct Segment {
    pub(crate) order: Order,
    pub(crate) direction: Direction,
    pub(crate) narrow: Narrow,
    /// Only deals whose amount the viewer may (or may not) see: a hidden amount sorts as none.
    pub(crate) amount_shown: Option<bool>,
}

/// The segments of a list. `mixed` says that some visible deals hide their amount.
pub(crate) fn of(sort: DealSort, narrow: &Narrow, firm: &Firm, mixed: bool) -> Vec<Segment> {
    let direction = match sort.direction {
        deals::Direction::Up => Direction::Forward,
        deals::Direction::Down => Direction::Backward,
    };
    let whole = |order| {
        vec![Segment {
            order,
            direction,
            narrow: narrow.clone(),
            amount_shown: None,
        }]
    };
    match sort.key {
        SortKey::Newest => whole(Order::Newest),
        SortKey::Updated => whole(Order::Updated),
        SortKey::Title => whole(Order::Title),
        SortKey::Company => whole(Order::Company),
        SortKey::Close => whole(Order::Close),
        SortKey::Amount if mixed => with_hidden_amounts(narrow, direction),
        SortKey::Amount => whole(Order::Amount),
        SortKey::Stage => by(stages(firm, narrow), narrow, direction, |narrow, stage| {
            narrow.stages = Some(vec![stage])
        }),
        SortKey::Owner => by(owners(firm, narrow), narrow, direction, |narrow, owner| {
            narrow.owners = Some(vec![owner])
        }),
        SortKey::Group => by(groups(firm, narrow), narrow, direction, |narrow, group| {
            narrow.groups = Some(vec![group])
        }),
    }
}

/// The action that shows an amount.
pub(crate) const AMOUNT: Action = Action::Field(FieldClass::Commercial);

fn with_hidden_amounts(narrow: &Narrow, direction: Direction) -> Vec<Segment> {
    let stretch = |order, shown| Segment {
        order,
        direction,
        narrow: narrow.clone(),
        amount_shown: Some(shown),
    };
    let mut segments = vec![stretch(Order::Newest, false), stretch(Order::Amount, true)];
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
            amount_shown: None,
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

fn owners(firm: &Firm, narrow: &Narrow) -> Vec<PersonId> {
    let wanted = |id: &PersonId| {
        narrow
            .owners
            .as_ref()
            .is_none_or(|owners| owners.contains(id))
    };
    let mut owners: Vec<_> = firm
        .people
        .values()
        .filter(|person| wanted(&person.id))
        .collect();
    owners.sort_by_cached_key(|person| (sort_key(&person.name), person.id));
    owners.into_iter().map(|person| person.id).collect()
}

fn groups(firm: &Firm, narrow: &Narrow) -> Vec<GroupId> {
    let mut groups: Vec<_> = firm
        .groups
        .values()
        .filter(|group| narrow.has_group(group.id))
        .collect();
    groups.sort_by_cached_key(|group| (sort_key(&group.name), group.id));
    groups.into_iter().map(|group| group.id).collect()
}
