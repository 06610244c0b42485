//! Why the data set is not planned at all.
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

/// Why the files are not these four, or a head cannot be given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    MissingColumn { file: String, column: String },
    NotAHead { typed: String },
    NotAnEmail { typed: String },
    NoSuchGroup { name: String, groups: Vec<String> },
    SeveralGroups { name: String },
    SeveralPeople { email: String },
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::MissingColumn { file, column } => lang.pick(
                format!("Plik {file} nie ma kolumny „{column}”, więc to nie jest ten zbiór. Sprawdź folder albo zaimportuj plik z własnym mapowaniem."),
                format!("The file {file} has no column “{column}”, so this is another data set. Check the folder, or import the file with a mapping of your own."),
            ),
            Self::NotAHead { typed } => lang.pick(
                format!("„{typed}” nie wskazuje kierownika. Wpisz GRUPA=IMIĘ I NAZWISKO:E-MAIL."),
                format!("“{typed}” does not name a head. Type GROUP=NAME:EMAIL."),
            ),
            Self::NotAnEmail { typed } => lang.pick(
                format!("„{typed}” nie jest adresem e-mail. Popraw adres kierownika."),
                format!("“{typed}” is not an e-mail address. Correct the head’s address."),
            ),
            Self::NoSuchGroup { name, groups } => lang.pick(
                format!("Nie ma grupy „{name}”. Wybierz jedną z: {}.", groups.join(", ")),
                format!("There is no group “{name}”. Choose one of: {}.", groups.join(", ")),
            ),
            Self::SeveralGroups { name } => lang.pick(
                format!("Nazwa „{name}” pasuje do kilku grup. Podaj pełną nazwę."),
                format!("The name “{name}” fits several groups. Give the full name."),
            ),
            Self::SeveralPeople { email } => lang.pick(
                format!("Adres {email} pasuje do kilku osób. Podaj inny."),
                format!("The address {email} fits several people. Give another."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_names_what_it_is_about_in_both_languages() {
        let name = || "Abc".to_owned();
        let all = [
            Refusal::MissingColumn {
                file: name(),
                column: name(),
            },
            Refusal::NotAHead { typed: name() },
            Refusal::NotAnEmail { typed: name() },
            Refusal::NoSuchGroup {
                name: name(),
                groups: vec![name()],
            },
            Refusal::SeveralGroups { name: name() },
            Refusal::SeveralPeople { email: name() },
        ];
        for refusal in all {
            let [pl, en] = [Lang::Pl, Lang::En].map(|lang| refusal.say(lang));
            assert!(pl != en && pl.ends_with('.') && en.ends_with('.'));
            assert!(pl.contains("Abc") && en.contains("Abc"));
        }
    }
}
