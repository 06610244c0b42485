//! A list to choose from that a firm keeps by itself: sources of deals, its own reasons of losing.
//! Invariants: a choice is known by every name it ever had, so that renaming it rewrites no record and
//! splits no report; nothing is taken out of the list: what is archived is offered no more, and records
//! keep it.
use crate::field::Field;
use crate::refusal::Refusal;
use crate::text;
use serde::{Deserialize, Serialize};

/// Most choices, archived ones too: a longer list is not read to its end.
const MOST: usize = 60;
const NAME: usize = 100;

/// In the order they are offered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Choices(Vec<Choice>);

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Choice {
    pub name: String,
    /// Names it had before.
    pub was: Vec<String>,
    pub archived: bool,
}

/// As it is stored: in older data the name alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Name(String),
    Choice {
        name: String,
        #[serde(default)]
        was: Vec<String>,
        #[serde(default)]
        archived: bool,
    },
}

/// What is done with a list, and what was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Edit {
    Added {
        name: String,
    },
    Renamed {
        was: String,
        is: String,
    },
    /// One place up or down among those that are offered.
    Moved {
        name: String,
        up: bool,
    },
    Archived {
        name: String,
    },
    Restored {
        name: String,
    },
}

impl Choices {
    /// All of them, archived ones too.
    pub fn iter(&self) -> impl Iterator<Item = &Choice> {
        self.0.iter()
    }

    /// Those that may be chosen.
    pub fn offered(&self) -> impl Iterator<Item = &str> {
        let offered = self.0.iter().filter(|choice| !choice.archived);
        offered.map(|choice| choice.name.as_str())
    }

    #[must_use]
    pub fn offers(&self, name: &str) -> bool {
        self.known(name).is_some_and(|choice| !choice.archived)
    }

    /// The choice of this name, now or before.
    #[must_use]
    pub fn known(&self, name: &str) -> Option<&Choice> {
        let at = self.place(name)?;
        self.0.get(at)
    }

    /// What is called so now; words that the list does not know stay as they are.
    #[must_use]
    pub fn said<'a>(&'a self, name: &'a str) -> &'a str {
        self.known(name).map_or(name, |choice| &choice.name)
    }

    /// Does it, and tells it as it was done. What is added and was archived comes back.
    ///
    /// # Errors
    /// A bad name or one of another choice, too many, no such choice, or nothing to do.
    pub fn edit(&mut self, field: Field, edit: &Edit) -> Result<Edit, Refusal> {
        match edit {
            Edit::Added { name } => self.add(field, name),
            Edit::Renamed { was, is } => self.rename(field, was, is),
            Edit::Moved { name, up } => self.shift(field, name, *up),
            Edit::Archived { name } => self.archive(field, name, true),
            Edit::Restored { name } => self.archive(field, name, false),
        }
    }

    fn add(&mut self, field: Field, name: &str) -> Result<Edit, Refusal> {
        let name = text::required(field, name, NAME)?;
        if let Some(known) = self.known(&name) {
            let name = known.name.clone();
            return self.archive(field, &name, false);
        }
        if self.0.len() >= MOST {
            return Err(text::Refusal::TooMany { field, limit: MOST }.into());
        }
        self.0.push(Choice {
            name: name.clone(),
            was: Vec::new(),
            archived: false,
        });
        Ok(Edit::Added { name })
    }

    fn rename(&mut self, field: Field, was: &str, is: &str) -> Result<Edit, Refusal> {
        let is = text::required(field, is, NAME)?;
        let at = self.place(was).ok_or(Refusal::Unknown(field))?;
        if self.place(&is).is_some_and(|other| other != at) {
            return Err(Refusal::Taken(field));
        }
        let choice = self.0.get_mut(at).ok_or(Refusal::Unknown(field))?;
        if choice.name == is {
            return Err(Refusal::Unchanged);
        }
        let was = std::mem::replace(&mut choice.name, is.clone());
        choice.was.retain(|old| !same(old, &is));
        if !same(&was, &is) {
            choice.was.push(was.clone());
        }
        Ok(Edit::Renamed { was, is })
    }

    fn shift(&mut self, field: Field, name: &str, up: bool) -> Result<Edit, Refusal> {
        let at = self.place(name).ok_or(Refusal::Unknown(field))?;
        let offered = |at: &usize| self.0.get(*at).is_some_and(|choice| !choice.archived);
        if !offered(&at) {
            return Err(Refusal::Unknown(field));
        }
        let other = match up {
            true => (0..at).rev().find(offered),
            false => (at + 1..self.0.len()).find(offered),
        };
        let other = other.ok_or(Refusal::Unchanged)?;
        let moved = self.0.remove(at);
        let name = moved.name.clone();
        self.0.insert(other, moved);
        Ok(Edit::Moved { name, up })
    }

    fn archive(&mut self, field: Field, name: &str, archived: bool) -> Result<Edit, Refusal> {
        let at = self.place(name).ok_or(Refusal::Unknown(field))?;
        let choice = self.0.get_mut(at).ok_or(Refusal::Unknown(field))?;
        if choice.archived == archived {
            return Err(Refusal::Unchanged);
        }
        choice.archived = archived;
        let name = choice.name.clone();
        Ok(match archived {
            true => Edit::Archived { name },
            false => Edit::Restored { name },
        })
    }

    fn place(&self, name: &str) -> Option<usize> {
        let named = |choice: &Choice| {
            let names = choice.was.iter().chain([&choice.name]);
            names.into_iter().any(|known| same(known, name))
        };
        self.0.iter().position(named)
    }
}

/// Capitals and accents tell no two choices apart.
fn same(one: &str, other: &str) -> bool {
    text::fold(one.trim()) == text::fold(other.trim())
}

impl<const COUNT: usize> From<[&str; COUNT]> for Choices {
    fn from(names: [&str; COUNT]) -> Self {
        let names = names.into_iter().map(str::to_owned);
        Self(names.map(Kept::Name).map(Choice::from).collect())
    }
}

impl From<Kept> for Choice {
    fn from(kept: Kept) -> Self {
        let (name, was, archived) = match kept {
            Kept::Name(name) => (name, Vec::new(), false),
            Kept::Choice {
                name,
                was,
                archived,
            } => (name, was, archived),
        };
        Self {
            name,
            was,
            archived,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Field = Field::Source;

    fn offered(choices: &Choices) -> Vec<&str> {
        choices.offered().collect()
    }

    fn edit(choices: &mut Choices, edit: &Edit) -> Result<(), Refusal> {
        choices.edit(FIELD, edit).map(drop)
    }

    fn renamed(was: &str, is: &str) -> Edit {
        let (was, is) = (was.to_owned(), is.to_owned());
        Edit::Renamed { was, is }
    }

    #[test]
    fn a_renamed_choice_is_known_by_every_name_it_had() {
        let mut choices = Choices::from(["Targi", "Polecenie"]);
        edit(&mut choices, &renamed("Targi", " Targi i konferencje ")).unwrap();
        edit(&mut choices, &renamed("targi", "Wydarzenia")).unwrap();
        assert_eq!(offered(&choices), ["Wydarzenia", "Polecenie"]);
        for name in ["TARGI", "Targi i konferencje", "wydarzenia"] {
            assert_eq!(choices.said(name), "Wydarzenia");
        }
        assert_eq!(choices.said("Ulotka"), "Ulotka");
        let taken = edit(&mut choices, &renamed("Polecenie", "Targi"));
        assert_eq!(taken, Err(Refusal::Taken(FIELD)));
        // Back to a name of its own.
        edit(&mut choices, &renamed("Wydarzenia", "Targi")).unwrap();
        assert_eq!(choices.said("Wydarzenia"), "Targi");
    }

    #[test]
    fn what_is_archived_is_offered_no_more_and_still_known() {
        let mut choices = Choices::from(["Targi", "Polecenie"]);
        let name = || "Targi".to_owned();
        edit(&mut choices, &Edit::Archived { name: name() }).unwrap();
        assert_eq!(offered(&choices), ["Polecenie"]);
        assert!(!choices.offers("Targi") && choices.known("Targi").is_some());
        let again = edit(&mut choices, &Edit::Archived { name: name() });
        assert_eq!(again, Err(Refusal::Unchanged));
        let added = choices.edit(
            FIELD,
            &Edit::Added {
                name: "targi ".into(),
            },
        );
        assert_eq!(added, Ok(Edit::Restored { name: name() }));
        assert_eq!(offered(&choices), ["Targi", "Polecenie"]);
    }

    #[test]
    fn a_choice_moves_past_its_offered_neighbour() {
        let mut choices = Choices::from(["A", "B", "C"]);
        let moved = |name: &str, up| Edit::Moved {
            name: name.to_owned(),
            up,
        };
        edit(&mut choices, &Edit::Archived { name: "B".into() }).unwrap();
        edit(&mut choices, &moved("C", true)).unwrap();
        assert_eq!(offered(&choices), ["C", "A"]);
        assert_eq!(
            edit(&mut choices, &moved("C", true)),
            Err(Refusal::Unchanged)
        );
        edit(&mut choices, &moved("C", false)).unwrap();
        assert_eq!(offered(&choices), ["A", "C"]);
        assert!(edit(&mut choices, &moved("B", true)).is_err());
    }

    #[test]
    fn no_list_grows_without_end_and_no_name_is_empty() {
        let mut choices = Choices::default();
        for number in 0..MOST {
            let name = number.to_string();
            edit(&mut choices, &Edit::Added { name }).unwrap();
        }
        let more = Edit::Added { name: "x".into() };
        assert!(edit(&mut choices, &more).is_err());
        let empty = Edit::Added { name: " ".into() };
        assert!(edit(&mut Choices::default(), &empty).is_err());
    }
}
