//! Why a change of a person is refused.
use crate::field::Field;
use crate::lang::{Lang, Say};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refusal {
    Inactive,
    ActiveAlready,
    /// Deactivating oneself.
    Oneself,
    GroupTwice,
    EmailTaken,
    PasswordShort,
    PasswordLong,
    PasswordCommon,
    /// The password is or contains the person's own name or address.
    PasswordPersonal,
}

impl Refusal {
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Inactive | Self::ActiveAlready | Self::Oneself => None,
            Self::GroupTwice => Some(Field::Group),
            Self::EmailTaken => Some(Field::Email),
            Self::PasswordShort
            | Self::PasswordLong
            | Self::PasswordCommon
            | Self::PasswordPersonal => Some(Field::Password),
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::Inactive => (
                "Konto tej osoby jest wyłączone. Najpierw przywróć dostęp.",
                "This person’s account is switched off. Restore access first.",
            ),
            Self::ActiveAlready => (
                "Konto tej osoby jest już czynne. Nic nie trzeba zmieniać.",
                "This person’s account is active already. Nothing needs to change.",
            ),
            Self::Oneself => (
                "Nie można wyłączyć własnego konta. Może to zrobić inny administrator.",
                "You cannot switch off your own account. Another administrator can.",
            ),
            Self::GroupTwice => (
                "Ta sama grupa jest podana dwa razy. Usuń powtórzenie.",
                "The same group is named twice. Remove the repeat.",
            ),
            Self::EmailTaken => (
                "Ten adres e-mail należy już do innej osoby. Podaj inny adres.",
                "This e-mail address belongs to another person. Give another one.",
            ),
            Self::PasswordShort => (
                "Hasło jest za krótkie, wymagane jest co najmniej 12 znaków. Wpisz na przykład kilka słów.",
                "The password is too short, at least 12 characters are required. Try a few words.",
            ),
            Self::PasswordLong => (
                "Hasło jest dłuższe niż 1024 bajty. Skróć je.",
                "The password is longer than 1024 bytes. Shorten it.",
            ),
            Self::PasswordCommon => (
                "To hasło jest na liście najczęściej odgadywanych. Wymyśl inne, na przykład kilka słów.",
                "This password is among the first to be guessed. Choose another, such as a few words.",
            ),
            Self::PasswordPersonal => (
                "Hasło powtarza imię, nazwisko albo adres e-mail, więc łatwo je odgadnąć. Wymyśl inne.",
                "The password repeats the name or the e-mail address, so it is easy to guess. Choose another.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

#[cfg(test)]
pub(crate) fn all() -> Vec<Refusal> {
    use Refusal::*;
    crate::refusal::chain(Inactive, |refusal| match refusal {
        Inactive => Some(ActiveAlready),
        ActiveAlready => Some(Oneself),
        Oneself => Some(GroupTwice),
        GroupTwice => Some(EmailTaken),
        EmailTaken => Some(PasswordShort),
        PasswordShort => Some(PasswordLong),
        PasswordLong => Some(PasswordCommon),
        PasswordCommon => Some(PasswordPersonal),
        PasswordPersonal => None,
    })
}
