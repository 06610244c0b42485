//! Who acts and when: the first argument of every command.
use crate::id::PersonId;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// Who does something. Invariant: there is no bypass; work of the system has a named actor too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Actor {
    Person(PersonId),
    System(SystemActor),
}

/// The parts of the server that act by themselves.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum SystemActor {
    /// First start: the setup command or the setup page.
    Setup,
    /// The operator at the command line of the machine.
    Operator,
    /// Demo and benchmark data.
    Seed,
}

/// The actor and the moment of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct By {
    pub actor: Actor,
    pub now: Moment,
}
