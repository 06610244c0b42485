//! Why a change of groups is refused. Invariant: each variant says what happened and what next.
use super::{Group, Holdings};
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum GroupRefusal {
    EmptyName,
    /// Longer than [`Group::LONGEST_NAME`] or with control characters.
    NameTooLong,
    NameTaken,
    UnknownParent,
    DissolvedParent,
    /// The new parent is the group itself or lies below it.
    InsideItself,
    /// The stored parents run in a circle.
    Circle,
    HeadAlready,
    NotHead,
    DissolvedAlready,
    StillHolds(Holdings),
}

impl Say for GroupRefusal {
    fn say(&self, lang: Lang) -> String {
        if let Self::StillHolds(holds) = self {
            return still_holds(*holds, lang);
        }
        if *self == Self::NameTooLong {
            let most = Group::LONGEST_NAME;
            return lang.pick(
                format!("Nazwa grupy ma najwyżej {most} znaków w jednym wierszu. Skrócić nazwę."),
                format!("A group's name has at most {most} characters on one line. Shorten it."),
            );
        }
        lang.pick(self.polish(), self.english()).to_owned()
    }
}

/// For logs and serde, which speak English.
impl fmt::Display for GroupRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl GroupRefusal {
    fn polish(self) -> &'static str {
        match self {
            Self::EmptyName => "Grupa nie ma nazwy. Wpisać nazwę, na przykład Region Północ.",
            Self::NameTooLong => "Nazwa grupy jest za długa. Skrócić nazwę.",
            Self::NameTaken => "Obok jest już grupa o tej nazwie. Wybrać inną nazwę.",
            Self::UnknownParent => {
                "Nie ma takiej grupy nadrzędnej. Odświeżyć stronę i wybrać inną."
            }
            Self::DissolvedParent => "Ta grupa nadrzędna jest rozwiązana. Wybrać czynną grupę.",
            Self::InsideItself => {
                "Grupa nie może leżeć w sobie samej ani w swojej podgrupie. Wybrać grupę spoza niej."
            }
            Self::Circle => {
                "Grupy nadrzędne tworzą koło, więc drzewa nie da się ułożyć. \
                 Przenieść jedną z nich na szczyt firmy."
            }
            Self::HeadAlready => {
                "Ta osoba jest już kierownikiem tej grupy. Nic nie trzeba zmieniać."
            }
            Self::NotHead => "Ta osoba nie jest kierownikiem tej grupy. Odświeżyć stronę.",
            Self::DissolvedAlready => "Ta grupa jest rozwiązana. Wybrać czynną grupę.",
            Self::StillHolds(_) => "Grupa nie jest pusta. Najpierw przenieść jej zawartość.",
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::EmptyName => "The group has no name. Enter one, such as Region North.",
            Self::NameTooLong => "The group's name is too long. Shorten it.",
            Self::NameTaken => "A group beside it bears this name already. Choose another name.",
            Self::UnknownParent => {
                "There is no such parent group. Reload the page and choose another."
            }
            Self::DissolvedParent => "That parent group is dissolved. Choose one in use.",
            Self::InsideItself => {
                "A group cannot lie inside itself or inside its own subgroup. Choose one outside it."
            }
            Self::Circle => {
                "The parent groups run in a circle, so no tree can be drawn. \
                 Move one of them to the top of the firm."
            }
            Self::HeadAlready => "This person heads the group already. Nothing needs to change.",
            Self::NotHead => "This person does not head the group. Reload the page.",
            Self::DissolvedAlready => "This group is dissolved. Choose one in use.",
            Self::StillHolds(_) => "The group is not empty. Move what it holds first.",
        }
    }
}

fn still_holds(holds: Holdings, lang: Lang) -> String {
    let counts = [
        (
            holds.members,
            lang.pick(["osoba", "osoby", "osób"], ["person", "people", "people"]),
        ),
        (
            holds.children,
            lang.pick(
                ["podgrupa", "podgrupy", "podgrup"],
                ["subgroup", "subgroups", "subgroups"],
            ),
        ),
    ];
    let records = holds
        .records
        .then(|| lang.pick("rekordy", "records").to_owned());
    let held = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, [one, few, many])| format!("{count} {}", lang.plural(count, one, few, many)))
        .chain(records)
        .collect::<Vec<_>>()
        .join(", ");
    lang.pick(
        format!("Grupa nie jest pusta: {held}. Najpierw przenieść je do innej grupy."),
        format!("The group is not empty: {held}. Move them to another group first."),
    )
}

#[cfg(test)]
pub(crate) const EVERY: [GroupRefusal; 11] = [
    GroupRefusal::EmptyName,
    GroupRefusal::NameTooLong,
    GroupRefusal::NameTaken,
    GroupRefusal::UnknownParent,
    GroupRefusal::DissolvedParent,
    GroupRefusal::InsideItself,
    GroupRefusal::Circle,
    GroupRefusal::HeadAlready,
    GroupRefusal::NotHead,
    GroupRefusal::DissolvedAlready,
    GroupRefusal::StillHolds(Holdings {
        members: 2,
        children: 1,
        records: true,
    }),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_says_a_whole_sentence_in_both_languages() {
        for refusal in EVERY {
            let (pl, en) = (refusal.say(Lang::Pl), refusal.say(Lang::En));
            assert_ne!(pl, en);
            for text in [pl, en] {
                assert!(
                    text.ends_with('.') && !text.contains('!') && text.len() > 20,
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn what_a_group_still_holds_is_counted_in_the_right_forms() {
        let holds = Holdings {
            members: 2,
            children: 0,
            records: true,
        };
        let text = GroupRefusal::StillHolds(holds).say(Lang::Pl);
        assert!(text.contains("2 osoby, rekordy"), "{text}");
    }
}
