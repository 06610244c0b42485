//! A decision in words. Invariant: one sentence per grant, in both languages; the viewer is
//! spoken to, others are spoken about; names of people and groups stay in the nominative.
use super::acl::ShareTo;
use super::action::{Action, FieldClass, RecordType};
use super::decide::Because;
use crate::groups::Names;
use crate::id::{GroupId, PersonId};
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// Why somebody sees a record of this type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Explanation {
    pub because: Because,
    pub kind: RecordType,
    /// About whom: `None` speaks to the viewer.
    pub about: Option<PersonId>,
}

impl Because {
    /// The reason as it is told to the viewer.
    #[must_use]
    pub const fn to_viewer(self, kind: RecordType) -> Explanation {
        Explanation {
            because: self,
            kind,
            about: None,
        }
    }

    /// The reason as it is told about somebody else.
    #[must_use]
    pub const fn about(self, person: PersonId, kind: RecordType) -> Explanation {
        Explanation {
            because: self,
            kind,
            about: Some(person),
        }
    }
}

impl Explanation {
    /// A whole sentence with its full stop: "You are head of Region North, which contains
    /// Team 12." or "Anna Nowak: head of Region North, which contains Team 12."
    #[must_use]
    pub fn say(&self, lang: Lang, names: &dyn Names) -> String {
        let reason = match lang {
            Lang::Pl => self.polish(names),
            Lang::En => self.english(names),
        };
        match self.about {
            Some(person) => format!("{}: {reason}.", names.person(person)),
            None => format!("{}.", capitalised(&reason)),
        }
    }

    fn polish(&self, names: &dyn Names) -> String {
        let this = self.kind.this(Lang::Pl);
        match self.because {
            Because::Owner => format!("opiekun {this}"),
            Because::Everyone => format!("dostęp do {this} z zasad firmy, bez względu na grupę"),
            Because::Group(group) => format!("osoba z grupy {}", names.group(group)),
            Because::Below { of, holds } => {
                format!("osoba z grupy {}", within(of, holds, Lang::Pl, names))
            }
            Because::Head { of, holds } => {
                format!("kierownik grupy {}", within(of, holds, Lang::Pl, names))
            }
            Because::Participant => format!("uczestnik {this}"),
            Because::HeadOf { of, person } => {
                let (group, person) = (names.group(of), names.person(person));
                format!("kierownik grupy {group}; uczestnik {this}: {person}")
            }
            Because::Share {
                to: ShareTo::Person(_),
                by,
                ..
            } => {
                format!("udostępnienie {this}, od: {}", names.person(by))
            }
            Because::Share {
                to: ShareTo::Group(group),
                by,
                ..
            } => {
                let (group, by) = (names.group(group), names.person(by));
                format!("udostępnienie {this} dla grupy {group}, od: {by}")
            }
            Because::Deputy {
                for_person,
                head: None,
                ..
            } => {
                format!(
                    "zastępstwo za opiekuna {this}: {}",
                    names.person(for_person)
                )
            }
            Because::Deputy {
                for_person,
                head: Some(group),
                ..
            } => {
                let (group, person) = (names.group(group), names.person(for_person));
                format!("zastępstwo za kierownika grupy {group}: {person}")
            }
        }
    }

    fn english(&self, names: &dyn Names) -> String {
        let this = self.kind.this(Lang::En);
        let (are, them) = if self.about.is_none() {
            ("you are ", "you")
        } else {
            ("", "them")
        };
        match self.because {
            Because::Owner => format!("{are}the owner of {this}"),
            Because::Everyone => {
                format!("the firm's policy opens {this} to {them}, whatever the group")
            }
            Because::Group(group) => format!("{are}a member of {}", names.group(group)),
            Because::Below { of, holds } => {
                format!("{are}a member of {}", within(of, holds, Lang::En, names))
            }
            Because::Head { of, holds } => {
                format!("{are}head of {}", within(of, holds, Lang::En, names))
            }
            Because::Participant => format!("{are}a participant of {this}"),
            Because::HeadOf { of, person } => {
                let (group, person) = (names.group(of), names.person(person));
                format!("{are}head of {group}, above {person}, a participant of {this}")
            }
            Because::Share {
                to: ShareTo::Person(_),
                by,
                ..
            } => {
                format!("{} shares {this} with {them}", names.person(by))
            }
            Because::Share {
                to: ShareTo::Group(group),
                by,
                ..
            } => {
                format!(
                    "{} shares {this} with {}",
                    names.person(by),
                    names.group(group)
                )
            }
            Because::Deputy {
                for_person,
                head: None,
                ..
            } => {
                format!(
                    "{are}deputy for {}, the owner of {this}",
                    names.person(for_person)
                )
            }
            Because::Deputy {
                for_person,
                head: Some(group),
                ..
            } => {
                let (group, person) = (names.group(group), names.person(for_person));
                format!("{are}deputy for {person}, head of {group}")
            }
        }
    }
}

impl RecordType {
    /// "this deal" in English; in Polish the genitive that follows "opiekun".
    #[must_use]
    pub fn this(self, lang: Lang) -> &'static str {
        let (pl, en) = match self {
            Self::Deal => ("tej szansy", "this deal"),
            Self::Company => ("tego kontrahenta", "this company"),
            Self::Contact => ("tego kontaktu", "this contact"),
            Self::Product => ("tego produktu", "this product"),
            Self::Instalment => ("tej raty", "this instalment"),
            Self::Assignment => ("tego zadania", "this assignment"),
            Self::Calendar => ("tego wydarzenia", "this event"),
            Self::Report => ("tego raportu", "this report"),
        };
        lang.pick(pl, en)
    }
}

impl Action {
    /// The name of the right, as a noun in the nominative.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        let (pl, en) = match self {
            Self::Read => ("odczyt", "reading"),
            Self::Edit => ("edycja", "editing"),
            Self::Delete => ("usuwanie", "deleting"),
            Self::Reassign => ("zmiana opiekuna", "changing the owner"),
            Self::Approve => ("zatwierdzanie", "approving"),
            Self::Export => ("eksport", "exporting"),
            Self::Share => ("udostępnianie", "sharing"),
            Self::Field(FieldClass::Basic) => ("dane podstawowe", "basic data"),
            Self::Field(FieldClass::Commercial) => ("kwoty i marże", "amounts and margins"),
            Self::Field(FieldClass::Personal) => ("dane osobowe", "personal data"),
            Self::Field(FieldClass::Internal) => ("dane wewnętrzne", "internal data"),
        };
        lang.pick(pl, en)
    }
}

/// The group, and the record's group inside it when that is another.
fn within(of: GroupId, holds: GroupId, lang: Lang, names: &dyn Names) -> String {
    let (outer, inner) = (names.group(of), names.group(holds));
    if of == holds {
        return outer.to_owned();
    }
    lang.pick(
        format!("{outer}, w niej: {inner}"),
        format!("{outer}, which contains {inner}"),
    )
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    struct Cast;
    impl Names for Cast {
        fn person(&self, id: PersonId) -> &str {
            if id.0 == 1 {
                "Anna Nowak"
            } else {
                "Jan Kowalski"
            }
        }
        fn group(&self, id: GroupId) -> &str {
            if id.0 == 1 { "Region North" } else { "Team 12" }
        }
    }

    const REGION: GroupId = GroupId(1);
    const TEAM: GroupId = GroupId(2);
    const JAN: PersonId = PersonId(2);

    fn every_reason() -> [Because; 12] {
        let share = |to| Because::Share {
            to,
            by: JAN,
            until: None,
        };
        let deputy = |head| Because::Deputy {
            for_person: JAN,
            head,
            until: Moment(9),
        };
        [
            Because::Owner,
            Because::Everyone,
            Because::Group(TEAM),
            Because::Below {
                of: REGION,
                holds: TEAM,
            },
            Because::Head {
                of: REGION,
                holds: TEAM,
            },
            Because::Head {
                of: TEAM,
                holds: TEAM,
            },
            Because::Participant,
            Because::HeadOf {
                of: REGION,
                person: JAN,
            },
            share(ShareTo::Person(PersonId(1))),
            share(ShareTo::Group(TEAM)),
            deputy(None),
            deputy(Some(REGION)),
        ]
    }

    #[test]
    fn a_head_is_told_which_group_contains_the_record() {
        let head = Because::Head {
            of: REGION,
            holds: TEAM,
        };
        let told = |lang| head.to_viewer(RecordType::Deal).say(lang, &Cast);
        assert_eq!(
            told(Lang::En),
            "You are head of Region North, which contains Team 12."
        );
        assert_eq!(
            told(Lang::Pl),
            "Kierownik grupy Region North, w niej: Team 12."
        );
        let anna = head.about(PersonId(1), RecordType::Deal);
        assert_eq!(
            anna.say(Lang::En, &Cast),
            "Anna Nowak: head of Region North, which contains Team 12."
        );
    }

    #[test]
    fn an_owner_is_told_so() {
        let owner = Because::Owner.to_viewer(RecordType::Deal);
        assert_eq!(owner.say(Lang::Pl, &Cast), "Opiekun tej szansy.");
        assert_eq!(
            owner.say(Lang::En, &Cast),
            "You are the owner of this deal."
        );
    }

    #[test]
    fn every_reason_has_its_own_sentence_in_each_language_and_person() {
        let mut told = std::collections::BTreeSet::new();
        for because in every_reason() {
            for kind in RecordType::EVERY {
                for about in [None, Some(PersonId(1))] {
                    let explanation = Explanation {
                        because,
                        kind,
                        about,
                    };
                    for lang in [Lang::Pl, Lang::En] {
                        let text = explanation.say(lang, &Cast);
                        assert!(text.ends_with('.') && !text.contains('!'), "{text}");
                        told.insert((lang.code(), text));
                    }
                }
            }
        }
        let distinct = told.len();
        assert!(distinct >= 2 * 2 * 10, "{distinct}");
    }
}
