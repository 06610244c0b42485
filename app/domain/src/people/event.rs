//! What happened to people.
use super::Email;
use crate::access::Role;
use crate::change::Change;
use crate::id::GroupId;
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    Joined {
        name: String,
        #[serde(default)]
        email: Option<Email>,
        #[serde(default)]
        groups: Vec<GroupId>,
        #[serde(default)]
        roles: Vec<Role>,
    },
    Edited {
        #[serde(default)]
        name: Option<Change<String>>,
        #[serde(default)]
        email: Option<Change<Option<Email>>>,
        #[serde(default)]
        lang: Option<Change<Option<Lang>>>,
        #[serde(default)]
        title: Option<Change<Option<String>>>,
        #[serde(default)]
        phone: Option<Change<Option<String>>>,
    },
    Moved(Change<Vec<GroupId>>),
    RolesChanged(Change<Vec<Role>>),
    Deactivated,
    Reactivated,
}

impl Event {
    pub(super) fn is_empty(&self) -> bool {
        matches!(
            self,
            Self::Edited {
                name: None,
                email: None,
                lang: None,
                title: None,
                phone: None
            }
        )
    }
}
