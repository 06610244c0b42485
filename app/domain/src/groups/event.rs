//! What happened to groups. Invariant: an event carries ids and both names, so that its sentence
//! is true even after later changes.
use super::Names;
use crate::id::{GroupId, PersonId};
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum GroupEvent {
    Created {
        group: GroupId,
        name: String,
        parent: Option<GroupId>,
    },
    Renamed {
        group: GroupId,
        from: String,
        to: String,
    },
    Moved {
        group: GroupId,
        from: Option<GroupId>,
        to: Option<GroupId>,
    },
    Appointed {
        group: GroupId,
        person: PersonId,
    },
    Dismissed {
        group: GroupId,
        person: PersonId,
    },
    Dissolved {
        group: GroupId,
    },
}

impl GroupEvent {
    #[must_use]
    pub fn group(&self) -> GroupId {
        match self {
            Self::Created { group, .. }
            | Self::Renamed { group, .. }
            | Self::Moved { group, .. }
            | Self::Appointed { group, .. }
            | Self::Dismissed { group, .. }
            | Self::Dissolved { group } => *group,
        }
    }

    /// One sentence for the audit log, nouns only, without the actor.
    #[must_use]
    pub fn say(&self, lang: Lang, names: &dyn Names) -> String {
        let place = |id: Option<GroupId>| {
            id.map_or(lang.pick("szczyt firmy", "the top of the firm"), |id| {
                names.group(id)
            })
        };
        match self {
            Self::Created { name, parent, .. } => lang.pick(
                format!("Nowa grupa: {name} (miejsce: {}).", place(*parent)),
                format!("New group: {name} (place: {}).", place(*parent)),
            ),
            Self::Renamed { from, to, .. } => lang.pick(
                format!("Nowa nazwa grupy: {from} → {to}."),
                format!("Group renamed: {from} → {to}."),
            ),
            Self::Moved { group, from, to } => lang.pick(
                format!(
                    "Nowe miejsce grupy {}: {} → {}.",
                    names.group(*group),
                    place(*from),
                    place(*to)
                ),
                format!(
                    "Group {} moved: {} → {}.",
                    names.group(*group),
                    place(*from),
                    place(*to)
                ),
            ),
            Self::Appointed { group, person } => lang.pick(
                format!(
                    "Nowy kierownik grupy {}: {}.",
                    names.group(*group),
                    names.person(*person)
                ),
                format!(
                    "New head of {}: {}.",
                    names.group(*group),
                    names.person(*person)
                ),
            ),
            Self::Dismissed { group, person } => lang.pick(
                format!(
                    "Koniec kierowania grupą {}: {}.",
                    names.group(*group),
                    names.person(*person)
                ),
                format!(
                    "No longer head of {}: {}.",
                    names.group(*group),
                    names.person(*person)
                ),
            ),
            Self::Dissolved { group } => lang.pick(
                format!("Koniec grupy: {}.", names.group(*group)),
                format!("Group dissolved: {}.", names.group(*group)),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Cast;
    impl Names for Cast {
        fn person(&self, _: PersonId) -> &str {
            "Anna Nowak"
        }
        fn group(&self, id: GroupId) -> &str {
            if id.0 == 1 { "North" } else { "Team 12" }
        }
    }

    #[test]
    fn every_event_of_a_group_is_a_sentence_that_names_it() {
        let (group, person) = (GroupId(2), PersonId(1));
        let (from, to) = ("Team 12".to_owned(), "Team 14".to_owned());
        let events = [
            GroupEvent::Created {
                group,
                name: from.clone(),
                parent: Some(GroupId(1)),
            },
            GroupEvent::Renamed { group, from, to },
            GroupEvent::Moved {
                group,
                from: None,
                to: Some(GroupId(1)),
            },
            GroupEvent::Appointed { group, person },
            GroupEvent::Dismissed { group, person },
            GroupEvent::Dissolved { group },
        ];
        for event in events {
            assert_eq!(event.group(), group);
            let (pl, en) = (event.say(Lang::Pl, &Cast), event.say(Lang::En, &Cast));
            assert_ne!(pl, en);
            for text in [pl, en] {
                assert!(text.ends_with('.') && text.contains("Team 12"), "{text}");
            }
        }
    }
}
