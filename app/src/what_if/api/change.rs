//! A change as the query of an address asks for it; only on the server. Invariant: it is read as the
//! form's own server function reads it, so that the preview is of what would be saved.
use crate::people::pick::api::inside::person;
use domain::access::{Preset, Role};
use domain::field::Field;
use domain::groups::Names;
use domain::id::{GroupId, PersonId};
use domain::lang::Lang;
use domain::refusal::Refusal;
use store::{Firm, Following, Stopped, Work};

/// What is asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Change {
    Preset {
        was: Preset,
        is: Preset,
    },
    Groups {
        person: PersonId,
        groups: Vec<GroupId>,
        follow: bool,
    },
    Roles {
        person: PersonId,
        roles: Vec<Role>,
    },
    Off(PersonId),
    Place {
        group: GroupId,
        parent: Option<GroupId>,
    },
    Head {
        group: GroupId,
        person: PersonId,
    },
}

/// The pairs of a query.
pub(super) struct Pairs(pub(super) Vec<(String, String)>);

impl Pairs {
    pub(super) fn of(query: &str) -> Self {
        let query = query.trim_start_matches('?').as_bytes();
        Self(form_urlencoded::parse(query).into_owned().collect())
    }

    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        let bare = |key: &'p str| key.strip_suffix("[]").unwrap_or(key);
        let named = self.0.iter().filter(move |(key, _)| bare(key) == name);
        named.map(|(_, value)| value.as_str())
    }

    fn id(&self, field: Field) -> Result<u64, Refusal> {
        let id = self.get("id").parse();
        id.map_err(|_| Refusal::Unknown(field))
    }
}

impl Change {
    pub(super) fn of(pairs: &Pairs, firm: &Firm) -> Result<Self, Refusal> {
        let colleague = || pairs.id(Field::PersonName).map(PersonId);
        match pairs.get("do") {
            "preset" => Ok(Self::Preset {
                was: firm.preset(),
                is: preset(pairs.get("preset"))?,
            }),
            "groups" => {
                let primary = group(pairs.get("group"))?;
                let mut groups: Vec<GroupId> = primary.into_iter().collect();
                for other in pairs.all("others") {
                    groups.extend(group(other)?.filter(|other| Some(*other) != primary));
                }
                Ok(Self::Groups {
                    person: colleague()?,
                    groups,
                    follow: pairs.get("follow") == "true",
                })
            }
            "roles" => Ok(Self::Roles {
                person: colleague()?,
                roles: pairs.all("role").map(role).collect::<Result<_, _>>()?,
            }),
            "off" => Ok(Self::Off(colleague()?)),
            "place" => Ok(Self::Place {
                group: GroupId(pairs.id(Field::Group)?),
                parent: group(pairs.get("parent"))?,
            }),
            "head" => Ok(Self::Head {
                group: GroupId(pairs.id(Field::Group)?),
                person: person(firm, pairs.get("person"), Field::Owner)?,
            }),
            _ => Err(Refusal::Invisible),
        }
    }

    /// Where saving is posted to, and the page of its form.
    pub(super) fn way(&self) -> (&'static str, String) {
        let (action, page) = match self {
            Self::Preset { .. } => ("access/choose", "/access".to_owned()),
            Self::Groups { person, .. } => ("people/groups", format!("/people/{person}/groups")),
            Self::Roles { person, .. } => ("people/roles", format!("/people/{person}/roles")),
            Self::Off(person) => ("people/deactivate", format!("/people/{person}/access")),
            Self::Place { group, .. } => ("groups/move", format!("/groups/{group}")),
            Self::Head { group, .. } => ("groups/appoint", format!("/groups/{group}")),
        };
        (action, page)
    }

    /// Whose records go along from where.
    pub(super) fn following(&self, firm: &Firm) -> Vec<Following> {
        let Self::Groups {
            person,
            groups,
            follow: true,
        } = self
        else {
            return Vec::new();
        };
        let (Some(to), Some(who)) = (groups.first(), firm.people.get(person)) else {
            return Vec::new();
        };
        let left = who.groups.iter().filter(|group| !groups.contains(group));
        let along = left.map(|from| Following {
            person: *person,
            from: *from,
            to: *to,
        });
        along.collect()
    }

    pub(super) fn make(&self, work: &mut Work<'_, '_>) -> Result<(), Stopped> {
        match self.clone() {
            Self::Preset { was, is } => work.choose_preset(was, is),
            Self::Groups { person, groups, .. } => work.move_person(person, groups),
            Self::Roles { person, roles } => work.change_roles(person, roles),
            Self::Off(person) => work.deactivate_person(person),
            Self::Place { group, parent } => work.move_group(group, parent),
            Self::Head { group, person } => work.appoint_head(group, person),
        }
    }

    /// The change in words, without a full stop.
    pub(super) fn say(&self, firm: &Firm, lang: Lang) -> String {
        let group = |id: &GroupId| Names::group(firm, *id).to_owned();
        let listed = |names: Vec<String>| match names.is_empty() {
            true => lang.pick("brak", "none").to_owned(),
            false => names.join(", "),
        };
        let (subject, label, value) = match self {
            Self::Preset { was, is } => {
                let [was, is] = [was, is].map(|one| one.name(lang));
                let title = lang.pick("Zasady dostępu", "Access rules");
                return format!("{title}: {was} → {is}");
            }
            Self::Off(person) => {
                let off = lang.pick("wyłączenie konta", "account switched off");
                return format!("{} · {off}", Names::person(firm, *person));
            }
            Self::Groups { person, groups, .. } => {
                let groups = listed(groups.iter().map(group).collect());
                let who = Names::person(firm, *person).to_owned();
                (who, lang.pick("grupy", "groups"), groups)
            }
            Self::Roles { person, roles } => {
                let roles = roles.iter().map(|role| role.name(lang).to_owned());
                let who = Names::person(firm, *person).to_owned();
                (who, lang.pick("role", "roles"), listed(roles.collect()))
            }
            Self::Place { group: id, parent } => {
                let top = || lang.pick("szczyt firmy", "the top of the firm").to_owned();
                let parent = parent.as_ref().map_or_else(top, group);
                (group(id), lang.pick("miejsce", "place"), parent)
            }
            Self::Head { group: id, person } => {
                let head = Names::person(firm, *person).to_owned();
                (group(id), lang.pick("nowy kierownik", "new head"), head)
            }
        };
        format!("{subject} · {label}: {value}")
    }
}

fn group(raw: &str) -> Result<Option<GroupId>, Refusal> {
    if raw.is_empty() {
        return Ok(None);
    }
    let id = raw.parse().map_err(|_| Refusal::Unknown(Field::Group))?;
    Ok(Some(GroupId(id)))
}

fn preset(raw: &str) -> Result<Preset, Refusal> {
    let mut every = Preset::EVERY.into_iter();
    let found = every.find(|preset| format!("{preset:?}") == raw);
    found.ok_or(Refusal::Unknown(Field::Preset))
}

fn role(raw: &str) -> Result<Role, Refusal> {
    let mut every = Role::EVERY.into_iter();
    let found = every.find(|role| format!("{role:?}") == raw);
    found.ok_or(Refusal::Unknown(Field::Role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_one_name_are_read_together() {
        let pairs = Pairs::of("?do=roles&role[]=Rep&role%5B%5D=Head&id=4");
        assert_eq!(pairs.get("do"), "roles");
        assert_eq!(pairs.all("role").collect::<Vec<_>>(), ["Rep", "Head"]);
        assert_eq!(pairs.get("none"), "");
    }

    #[test]
    fn an_unknown_role_rule_or_group_is_refused_by_its_field() {
        assert_eq!(role("King"), Err(Refusal::Unknown(Field::Role)));
        assert_eq!(preset("Chaos"), Err(Refusal::Unknown(Field::Preset)));
        assert_eq!(group("x"), Err(Refusal::Unknown(Field::Group)));
        assert_eq!(group(""), Ok(None));
    }
}
