//! Who acts on a plan, and for whom. Invariant: what a deputy does is marked with the person they
//! stand in for, and neither of the two may judge what is their own.
use crate::by::{Actor, By};
use crate::id::PersonId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// The hand of a command: oneself, or a deputy of somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hand {
    pub by: By,
    pub instead_of: Option<PersonId>,
}

/// The mark a hand leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Signed {
    pub by: Actor,
    pub at: Moment,
    #[serde(default)]
    pub instead_of: Option<PersonId>,
}

impl Hand {
    #[must_use]
    pub const fn own(by: By) -> Self {
        let instead_of = None;
        Self { by, instead_of }
    }

    /// Whose duty it is: the person stood in for, else the one who acts.
    #[must_use]
    pub fn duty_of(self) -> Option<PersonId> {
        self.instead_of.or(self.actor())
    }

    /// Whether this person acts or is stood in for.
    #[must_use]
    pub fn is(self, person: PersonId) -> bool {
        self.actor() == Some(person) || self.instead_of == Some(person)
    }

    #[must_use]
    pub fn sign(self) -> Signed {
        Signed {
            by: self.by.actor,
            at: self.by.now,
            instead_of: self.instead_of,
        }
    }

    fn actor(self) -> Option<PersonId> {
        match self.by.actor {
            Actor::Person(person) => Some(person),
            Actor::System(_) => None,
        }
    }
}

impl Signed {
    /// Whether this person signed or was stood in for.
    #[must_use]
    pub fn is(self, person: PersonId) -> bool {
        self.by == Actor::Person(person) || self.instead_of == Some(person)
    }

    /// Whether the hand holds anybody who signed.
    #[must_use]
    pub fn shares(self, hand: Hand) -> bool {
        let own = hand.actor().is_some_and(|person| self.is(person));
        own || hand.instead_of.is_some_and(|person| self.is(person))
    }
}
