//! The tree of groups as intervals. Invariant: `a` lies below `g` exactly when the place of `a` in
//! the depth-first order falls into the interval of `g` (Euler tour), so `below` is two look-ups.
use super::{Group, GroupRefusal};
use crate::id::GroupId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One group of the tree; its number in the list is its place in the depth-first order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Node {
    id: GroupId,
    parent: Option<GroupId>,
    /// One past the last place of the subtree.
    end: usize,
    depth: u32,
}

/// The forest of all groups, dissolved ones included. It travels as its parents in depth-first
/// order and is built anew on arrival.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Parents", into = "Parents")]
pub struct OrgTree {
    nodes: Vec<Node>,
    /// The ids of `nodes`.
    order: Vec<GroupId>,
    /// Hash of an id → its place plus one, 0 where empty; at most half full, so a search ends.
    slots: Vec<usize>,
}

type Parents = Vec<(GroupId, Option<GroupId>)>;
type Children = BTreeMap<Option<GroupId>, Vec<GroupId>>;

impl OrgTree {
    /// Siblings are ordered by name, then id. A parent that does not exist counts as none.
    ///
    /// # Errors
    /// [`GroupRefusal::Circle`] when parents run in a circle.
    pub fn of<'a>(groups: impl IntoIterator<Item = &'a Group>) -> Result<Self, GroupRefusal> {
        let mut groups: Vec<&Group> = groups.into_iter().collect();
        groups.sort_by_cached_key(|group| (group.name.to_lowercase(), group.id));
        Self::from_parents(groups.into_iter().map(|group| (group.id, group.parent)))
    }

    /// Siblings keep the order given. A parent that does not exist counts as none; of a repeated
    /// id the last parent holds.
    ///
    /// # Errors
    /// [`GroupRefusal::Circle`] when parents run in a circle.
    pub fn from_parents(
        parents: impl IntoIterator<Item = (GroupId, Option<GroupId>)>,
    ) -> Result<Self, GroupRefusal> {
        let given: Parents = parents.into_iter().collect();
        let parent_of: BTreeMap<GroupId, Option<GroupId>> = given.iter().copied().collect();
        let mut children = Children::new();
        let mut seen = BTreeSet::new();
        for (id, _) in given {
            let parent = parent_of.get(&id).copied().flatten();
            let parent = parent.filter(|parent| parent_of.contains_key(parent));
            if seen.insert(id) {
                children.entry(parent).or_default().push(id);
            }
        }
        let mut tree = Self::default();
        tree.walk(&children);
        // Whoever cannot be reached from the top hangs in a circle.
        if tree.nodes.len() != parent_of.len() {
            return Err(GroupRefusal::Circle);
        }
        tree.order = tree.nodes.iter().map(|node| node.id).collect();
        tree.fill_slots();
        Ok(tree)
    }

    /// Whether `a` is `g` or lies below it. Unknown groups lie nowhere.
    #[must_use]
    pub fn below(&self, a: GroupId, g: GroupId) -> bool {
        self.place(a).is_some_and(|place| self.spans(g, place))
    }

    #[must_use]
    pub fn knows(&self, id: GroupId) -> bool {
        self.place(id).is_some()
    }

    #[must_use]
    pub fn parent(&self, id: GroupId) -> Option<GroupId> {
        self.node(id)?.parent
    }

    /// 0 at the top; `None` for an unknown group.
    #[must_use]
    pub fn depth(&self, id: GroupId) -> Option<u32> {
        self.node(id).map(|node| node.depth)
    }

    /// The group itself first, then its parent, up to the top.
    pub fn ancestors(&self, id: GroupId) -> impl Iterator<Item = GroupId> + '_ {
        let start = self.node(id).map(|node| node.id);
        std::iter::successors(start, |id| self.parent(*id))
    }

    /// The group first, then everything below it, depth-first.
    #[must_use]
    pub fn subtree(&self, id: GroupId) -> &[GroupId] {
        let Some(first) = self.place(id) else {
            return &[];
        };
        let end = self.nodes.get(first).map_or(first, |node| node.end);
        self.order.get(first..end).unwrap_or_default()
    }

    /// Every group depth-first: the order of display, together with [`OrgTree::depth`].
    #[must_use]
    pub fn depth_first(&self) -> &[GroupId] {
        &self.order
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The place of a group in the depth-first order.
    pub(crate) fn place(&self, id: GroupId) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(id) & mask;
        loop {
            let place = self.slots.get(slot)?.checked_sub(1)?;
            if self.nodes.get(place)?.id == id {
                return Some(place);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Whether the group at this place is `g` or lies below it.
    pub(crate) fn spans(&self, g: GroupId, place: usize) -> bool {
        self.place(g).is_some_and(|first| {
            first <= place && self.nodes.get(first).is_some_and(|node| place < node.end)
        })
    }

    fn node(&self, id: GroupId) -> Option<&Node> {
        self.nodes.get(self.place(id)?)
    }

    /// Numbers what hangs from the top, without recursion: a deep chain must not end the stack.
    fn walk(&mut self, children: &Children) {
        let below = |id: Option<GroupId>| children.get(&id).map_or(&[][..], Vec::as_slice).iter();
        let mut open = Vec::new();
        let mut current = (usize::MAX, below(None));
        loop {
            if let Some(id) = current.1.next() {
                let place = self.nodes.len();
                let parent = self.nodes.get(current.0).map(|node| node.id);
                let depth = u32::try_from(open.len()).unwrap_or(u32::MAX);
                self.nodes.push(Node {
                    id: *id,
                    parent,
                    end: place,
                    depth,
                });
                open.push(std::mem::replace(&mut current, (place, below(Some(*id)))));
                continue;
            }
            let end = self.nodes.len();
            if let Some(node) = self.nodes.get_mut(current.0) {
                node.end = end;
            }
            match open.pop() {
                Some(up) => current = up,
                None => return,
            }
        }
    }

    fn fill_slots(&mut self) {
        if self.nodes.is_empty() {
            return;
        }
        let mut slots = vec![0; (2 * self.nodes.len()).next_power_of_two()];
        let mask = slots.len() - 1;
        for (place, node) in self.nodes.iter().enumerate() {
            let mut slot = hash(node.id) & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = place + 1;
        }
        self.slots = slots;
    }
}

/// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the golden ratio
/// spreads ids given out in sequence or with gaps alike.
const fn hash(id: GroupId) -> usize {
    (id.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

impl TryFrom<Parents> for OrgTree {
    type Error = GroupRefusal;

    fn try_from(parents: Parents) -> Result<Self, GroupRefusal> {
        Self::from_parents(parents)
    }
}

impl From<OrgTree> for Parents {
    fn from(tree: OrgTree) -> Self {
        tree.nodes
            .into_iter()
            .map(|node| (node.id, node.parent))
            .collect()
    }
}
