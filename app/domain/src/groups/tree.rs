//! The tree of groups as intervals. Invariant: `a` lies below `g` exactly when the number of `a`
//! falls into the interval of `g` (Euler tour), so that `below` costs two look-ups.
use super::{Group, GroupRefusal};
use crate::id::GroupId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One group of the tree: its id, its parent, its place in the depth-first order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Node {
    id: GroupId,
    parent: Option<GroupId>,
    /// Place in the depth-first order.
    first: u32,
    /// One past the last place of the subtree.
    end: u32,
    depth: u32,
}

/// The forest of all groups, dissolved ones included.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct OrgTree {
    /// Sorted by id.
    nodes: Vec<Node>,
    /// Depth-first; siblings in the order given at construction.
    order: Vec<GroupId>,
}

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
        let given: Vec<_> = parents.into_iter().collect();
        let parent_of: BTreeMap<GroupId, Option<GroupId>> = given.iter().copied().collect();
        let known = |id: GroupId| {
            let parent = parent_of.get(&id).copied().flatten();
            parent.filter(|parent| parent_of.contains_key(parent))
        };
        let mut children: BTreeMap<Option<GroupId>, Vec<GroupId>> = BTreeMap::new();
        let mut seen = std::collections::BTreeSet::new();
        for (id, _) in given {
            if seen.insert(id) {
                children.entry(known(id)).or_default().push(id);
            }
        }
        let mut tree = Self::default();
        tree.walk(&children);
        // Whoever cannot be reached from the top hangs in a circle.
        if tree.nodes.len() != parent_of.len() {
            return Err(GroupRefusal::Circle);
        }
        tree.nodes.sort_by_key(|node| node.id);
        Ok(tree)
    }

    /// Whether `a` is `g` or lies below it. Unknown groups lie nowhere.
    #[must_use]
    pub fn below(&self, a: GroupId, g: GroupId) -> bool {
        match (self.node(a), self.node(g)) {
            (Some(a), Some(g)) => g.first <= a.first && a.first < g.end,
            _ => false,
        }
    }

    #[must_use]
    pub fn knows(&self, id: GroupId) -> bool {
        self.node(id).is_some()
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
        self.node(id)
            .and_then(|node| self.order.get(node.first as usize..node.end as usize))
            .unwrap_or_default()
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

    /// Numbers what hangs from the top, without recursion: a deep chain must not end the stack.
    fn walk(&mut self, children: &BTreeMap<Option<GroupId>, Vec<GroupId>>) {
        let below = |id: Option<GroupId>| children.get(&id).map_or(&[][..], Vec::as_slice);
        let mut open: Vec<(usize, std::slice::Iter<'_, GroupId>)> = Vec::new();
        let mut current = (usize::MAX, below(None).iter());
        loop {
            if let Some(id) = current.1.next() {
                let place = self.nodes.len();
                let parent = self.nodes.get(current.0).map(|node| node.id);
                let first = u32::try_from(place).unwrap_or(u32::MAX);
                let depth = u32::try_from(open.len()).unwrap_or(u32::MAX);
                self.nodes.push(Node {
                    id: *id,
                    parent,
                    first,
                    end: first.saturating_add(1),
                    depth,
                });
                self.order.push(*id);
                open.push(std::mem::replace(
                    &mut current,
                    (place, below(Some(*id)).iter()),
                ));
                continue;
            }
            let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            if let Some(node) = self.nodes.get_mut(current.0) {
                node.end = end;
            }
            match open.pop() {
                Some(up) => current = up,
                None => return,
            }
        }
    }

    /// Ids are given out in sequence, so the place is mostly the distance from the first id.
    fn node(&self, id: GroupId) -> Option<&Node> {
        let guess = usize::try_from(id.0.wrapping_sub(self.nodes.first()?.id.0)).ok();
        if let Some(node) = guess
            .and_then(|place| self.nodes.get(place))
            .filter(|node| node.id == id)
        {
            return Some(node);
        }
        let place = self.nodes.binary_search_by_key(&id, |node| node.id).ok()?;
        self.nodes.get(place)
    }
}
