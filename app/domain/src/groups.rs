//! Sales groups: the tree of the firm, its heads, and the commands that change it.
//! Invariant: parents form a forest; a group with members, children or records is never dissolved.
use crate::by::By;
use crate::id::{GroupId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod event;
mod refusal;
mod tree;

pub use event::GroupEvent;
pub use refusal::GroupRefusal;
pub use tree::OrgTree;

/// The names that sentences about access and groups need.
pub trait Names {
    fn person(&self, id: PersonId) -> &str;
    fn group(&self, id: GroupId) -> &str;
}

/// A node of the firm: department, region, team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    #[serde(default)]
    pub parent: Option<GroupId>,
    /// Sorted, without repeats. A head need not be a member.
    #[serde(default)]
    pub heads: Vec<PersonId>,
    /// Dissolved: kept because old events name it, offered nowhere.
    #[serde(default)]
    pub archived: bool,
}

/// Every group by its id; what a command has to see of the others.
pub type Groups = BTreeMap<GroupId, Group>;

/// What a group still holds; counted by the store inside the same unit of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Holdings {
    pub members: u64,
    pub children: u64,
    /// Not how many: who looks after groups may see none of them.
    pub records: bool,
}

impl Group {
    /// The longest name, in characters.
    pub const LONGEST_NAME: usize = 80;

    /// A new group at the top or under a living parent.
    ///
    /// # Errors
    /// A name that is empty, too long or taken beside it; a parent unknown or dissolved.
    pub fn create(
        _by: By,
        id: GroupId,
        name: &str,
        parent: Option<GroupId>,
        others: &Groups,
    ) -> Result<(Self, GroupEvent), GroupRefusal> {
        living_parent(parent, others)?;
        let name = free_name(name, id, parent, others)?;
        let group = Self {
            id,
            name: name.clone(),
            parent,
            heads: Vec::new(),
            archived: false,
        };
        Ok((
            group,
            GroupEvent::Created {
                group: id,
                name,
                parent,
            },
        ))
    }

    /// # Errors
    /// A dissolved group; a name that is empty, too long or taken beside it.
    pub fn rename(
        &mut self,
        _by: By,
        name: &str,
        others: &Groups,
    ) -> Result<GroupEvent, GroupRefusal> {
        self.living()?;
        let to = free_name(name, self.id, self.parent, others)?;
        let from = std::mem::replace(&mut self.name, to.clone());
        Ok(GroupEvent::Renamed {
            group: self.id,
            from,
            to,
        })
    }

    /// Hangs the group, with everything below it, under another parent or at the top.
    ///
    /// # Errors
    /// A parent unknown, dissolved or inside this very group; a name taken beside the new place.
    pub fn move_under(
        &mut self,
        _by: By,
        parent: Option<GroupId>,
        others: &Groups,
    ) -> Result<GroupEvent, GroupRefusal> {
        self.living()?;
        living_parent(parent, others)?;
        if parent.is_some_and(|parent| leads_up_to(parent, self.id, others)) {
            return Err(GroupRefusal::InsideItself);
        }
        free_name(&self.name, self.id, parent, others)?;
        let from = std::mem::replace(&mut self.parent, parent);
        Ok(GroupEvent::Moved {
            group: self.id,
            from,
            to: parent,
        })
    }

    /// # Errors
    /// A dissolved group; a person who heads it already.
    pub fn appoint(&mut self, _by: By, person: PersonId) -> Result<GroupEvent, GroupRefusal> {
        self.living()?;
        match self.heads.binary_search(&person) {
            Ok(_) => Err(GroupRefusal::HeadAlready),
            Err(place) => {
                self.heads.insert(place, person);
                Ok(GroupEvent::Appointed {
                    group: self.id,
                    person,
                })
            }
        }
    }

    /// # Errors
    /// A person who does not head it.
    pub fn dismiss(&mut self, _by: By, person: PersonId) -> Result<GroupEvent, GroupRefusal> {
        let place = self
            .heads
            .iter()
            .position(|head| *head == person)
            .ok_or(GroupRefusal::NotHead)?;
        self.heads.remove(place);
        Ok(GroupEvent::Dismissed {
            group: self.id,
            person,
        })
    }

    /// Ends the group; its record stays for old events.
    ///
    /// # Errors
    /// A group dissolved already, or one that still holds people, groups or records.
    pub fn dissolve(&mut self, _by: By, holds: Holdings) -> Result<GroupEvent, GroupRefusal> {
        self.living()?;
        if holds != Holdings::default() {
            return Err(GroupRefusal::StillHolds(holds));
        }
        self.heads.clear();
        self.archived = true;
        Ok(GroupEvent::Dissolved { group: self.id })
    }

    fn living(&self) -> Result<(), GroupRefusal> {
        if self.archived {
            Err(GroupRefusal::DissolvedAlready)
        } else {
            Ok(())
        }
    }
}

fn living_parent(parent: Option<GroupId>, others: &Groups) -> Result<(), GroupRefusal> {
    let Some(parent) = parent else { return Ok(()) };
    match others.get(&parent) {
        None => Err(GroupRefusal::UnknownParent),
        Some(group) if group.archived => Err(GroupRefusal::DissolvedParent),
        Some(_) => Ok(()),
    }
}

/// The cleaned name, when no living group beside this place bears it.
fn free_name(
    name: &str,
    id: GroupId,
    parent: Option<GroupId>,
    others: &Groups,
) -> Result<String, GroupRefusal> {
    let clean = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.is_empty() {
        return Err(GroupRefusal::EmptyName);
    }
    if clean.chars().count() > Group::LONGEST_NAME || clean.chars().any(char::is_control) {
        return Err(GroupRefusal::NameTooLong);
    }
    let folded = clean.to_lowercase();
    let beside = |group: &&Group| group.id != id && group.parent == parent && !group.archived;
    if others
        .values()
        .filter(beside)
        .any(|group| group.name.to_lowercase() == folded)
    {
        return Err(GroupRefusal::NameTaken);
    }
    Ok(clean)
}

/// Whether `from` is `goal` or lies below it. Bounded by the number of groups, so that a cycle
/// in damaged data ends too (as "yes": the move is then refused).
fn leads_up_to(from: GroupId, goal: GroupId, others: &Groups) -> bool {
    let mut place = Some(from);
    for _ in 0..=others.len() {
        match place {
            None => return false,
            Some(here) if here == goal => return true,
            Some(here) => place = others.get(&here).and_then(|group| group.parent),
        }
    }
    true
}
