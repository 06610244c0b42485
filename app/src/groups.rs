//! Sales groups: the tree of the firm, its heads and members. Invariant: everybody signed in may see
//! the tree, only administrators change it.
pub mod api;
pub mod card;
pub mod dissolve;
pub mod list;
pub mod new;
mod texts;

use crate::people::Named;
use crate::ui::Choice;
use domain::id::GroupId;
use serde::{Deserialize, Serialize};

/// A living group with its place in the tree; lists of them run depth-first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Choosable {
    pub id: GroupId,
    pub name: String,
    /// 0 at the top.
    pub depth: u32,
}

/// A group as the tree shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Node {
    pub group: Choosable,
    pub heads: Vec<Named>,
    /// Active people who belong to it.
    pub members: u64,
    /// The same with every group below it, each person once.
    pub below: u64,
}

/// The whole tree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tree {
    pub nodes: Vec<Node>,
    pub administers: bool,
}

/// One group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub id: GroupId,
    pub name: String,
    pub parent: Option<Named>,
    pub heads: Vec<Named>,
    pub members: Vec<Named>,
    pub subgroups: Vec<Named>,
    /// For administrators only.
    pub change: Option<Changeable>,
}

/// What an administrator may choose for a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Changeable {
    /// Groups it may hang under.
    pub parents: Vec<Choosable>,
    /// Active people who do not head it yet.
    pub candidates: Vec<String>,
}

impl Choosable {
    /// The name, moved in by its depth: for lists where markup is not allowed.
    #[must_use]
    pub fn indented(&self) -> String {
        let depth = usize::try_from(self.depth).unwrap_or(0).min(12);
        ["\u{a0}\u{a0}\u{a0}".repeat(depth).as_str(), &self.name].concat()
    }
}

/// The groups as options of a select.
#[must_use]
pub fn choices(groups: &[Choosable]) -> Vec<Choice> {
    let choice = |group: &Choosable| Choice::new(group.id.to_string(), group.indented());
    groups.iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subgroup_stands_further_in_than_its_parent() {
        let group = |name: &str, depth| Choosable {
            id: GroupId(7),
            name: name.to_owned(),
            depth,
        };
        assert_eq!(group("Firma", 0).indented(), "Firma");
        assert_eq!(group("Północ", 1).indented(), "\u{a0}\u{a0}\u{a0}Północ");
        assert_eq!(choices(&[group("Firma", 0)]), [Choice::new("7", "Firma")]);
    }
}
