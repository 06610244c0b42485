//! What a server function answers instead of a result. Invariant: every variant says in both
//! languages what happened and what next; nothing internal crosses the wire.
use domain::access::{AccessRefusal, Denial};
use domain::companies;
use domain::deals;
use domain::field::Field;
use domain::id::CompanyId;
use domain::lang::{Lang, Say};
use domain::pipelines::Needs;
use domain::refusal::Refusal;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// A refused or failed request, as the page sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Failure {
    /// A rule of the field says no.
    Refused(Box<Refused>),
    /// No session, or it ended.
    SignedOut,
    /// No such account, or not its password; which, is never said.
    WrongPassword,
    /// The password given to prove oneself anew is not the right one.
    WrongOldPassword,
    /// The same was tried too often.
    TooOften {
        /// How long until it may be tried again.
        seconds: u64,
    },
    /// Nothing is at this address.
    Missing,
    /// The request is not one that our pages send.
    Malformed,
    /// More was sent than the server takes.
    TooLarge,
    /// The form of a file came without one.
    NoFile,
    /// The request came from somebody else's page.
    Foreign,
    /// The server has too much to do; nothing was changed.
    Busy,
    /// The disk takes no writes; nothing was changed.
    ReadOnly,
    /// The disk failed while writing: whether the change is kept is not known.
    Uncertain,
    /// The server was not reached, or its answer did not arrive.
    Unreachable,
    /// A fault of ours, noted in the log under this id.
    Trouble(String),
}

/// A refusal in its words. They are found where the rules are, on the server: the browser would
/// need every rule of the field to read a refusal, only to say it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refused {
    pub kind: Kind,
    /// The input to show it at.
    pub field: Option<Field>,
    /// The company that stands in the way, for who may see it.
    about: Option<CompanyId>,
    pl: String,
    en: String,
}

/// What a page does about a refusal besides saying it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// There is no such record for this person.
    Invisible,
    /// Only administrators do this.
    Administration,
    Forbidden,
    /// Somebody else changed the record meanwhile.
    Stale,
    /// The gate of a stage asks for these.
    Gate(Needs),
    Other,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let kind = match &refusal {
            Refusal::Invisible | Refusal::Access(AccessRefusal::Denied(Denial::Invisible)) => {
                Kind::Invisible
            }
            Refusal::Access(AccessRefusal::NotAdministrator) => Kind::Administration,
            Refusal::Forbidden(_)
            | Refusal::Access(
                AccessRefusal::Denied(Denial::Forbidden(_)) | AccessRefusal::ViewingOnly,
            ) => Kind::Forbidden,
            Refusal::Stale { .. } => Kind::Stale,
            Refusal::Deal(deals::Refusal::Gate { missing }) => Kind::Gate(*missing),
            _ => Kind::Other,
        };
        Self::Refused(Box::new(Refused {
            kind,
            field: refusal.field(),
            about: match &refusal {
                Refusal::Company(companies::Refusal::NipTaken { by }) => *by,
                _ => None,
            },
            pl: refusal.say(Lang::Pl),
            en: refusal.say(Lang::En),
        }))
    }
}

impl Failure {
    /// The kind of refusal, if it is one.
    #[must_use]
    pub fn refused(&self) -> Option<Kind> {
        match self {
            Self::Refused(refused) => Some(refused.kind),
            _ => None,
        }
    }

    /// The company that stands in the way, if it is one that this person may see.
    #[must_use]
    pub fn about(&self) -> Option<CompanyId> {
        match self {
            Self::Refused(refused) => refused.about,
            _ => None,
        }
    }

    /// What the gate of a stage asks for, if that is why.
    #[must_use]
    pub fn needs(&self) -> Option<Needs> {
        match self.refused() {
            Some(Kind::Gate(missing)) => Some(missing),
            _ => None,
        }
    }

    /// Whether somebody else changed the record meanwhile.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.refused() == Some(Kind::Stale)
    }

    /// The input to show it at, if it is about one.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Refused(refused) => refused.field,
            _ => None,
        }
    }

    /// How long to wait before trying again, if waiting helps.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooOften { seconds } => Some(*seconds),
            Self::Busy | Self::ReadOnly => Some(2),
            _ => None,
        }
    }

    /// The HTTP status of an answer to a script.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(refused) => match refused.kind {
                Kind::Invisible => 404,
                Kind::Forbidden | Kind::Administration => 403,
                Kind::Stale => 409,
                Kind::Gate(_) | Kind::Other => 422,
            },
            Self::Missing => 404,
            Self::WrongPassword | Self::WrongOldPassword => 422,
            Self::SignedOut => 401,
            Self::TooOften { .. } => 429,
            Self::Malformed | Self::NoFile => 400,
            Self::TooLarge => 413,
            Self::Foreign => 403,
            Self::Busy | Self::ReadOnly | Self::Uncertain => 503,
            Self::Unreachable => 502,
            Self::Trouble(_) => 500,
        }
    }
}

impl Say for Failure {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::Refused(refused) => (refused.pl.as_str(), refused.en.as_str()),
            Self::TooOften { seconds } => return too_often(lang, *seconds),
            Self::Trouble(id) => return trouble(lang, id),
            Self::SignedOut => (
                "Sesja wygasła. Po zalogowaniu można dokończyć tę czynność.",
                "The session has ended. Sign in to finish what you were doing.",
            ),
            Self::WrongPassword => (
                "Adres e-mail albo hasło się nie zgadza. Proszę wpisać je ponownie albo poprosić administratora o nowy odnośnik.",
                "The e-mail address or the password is not right. Type them again, or ask an administrator for a new link.",
            ),
            Self::WrongOldPassword => (
                "Obecne hasło się nie zgadza, więc nic się nie zmieniło. Proszę wpisać je ponownie.",
                "The current password is not right, so nothing changed. Type it again.",
            ),
            Self::Missing => (
                "Pod tym adresem nic nie ma. Proszę sprawdzić adres albo przejść do strony głównej.",
                "Nothing is at this address. Check it, or go to the start page.",
            ),
            Self::Malformed => (
                "Formularz dotarł uszkodzony. Proszę odświeżyć stronę i spróbować ponownie.",
                "The form arrived damaged. Reload the page and try again.",
            ),
            Self::TooLarge => (
                "Przesłano więcej, niż serwer przyjmuje. Proszę skrócić tekst albo podzielić plik.",
                "More was sent than the server takes. Shorten the text or split the file.",
            ),
            Self::NoFile => (
                "Nie wybrano pliku, więc nic nie przesłano. Proszę wybrać plik i przesłać go ponownie.",
                "No file was chosen, so nothing was sent. Choose a file and send it again.",
            ),
            Self::Foreign => (
                "Żądanie wysłała inna strona, więc zostało odrzucone. Proszę wrócić do Contentum i spróbować ponownie.",
                "The request came from another site and was refused. Go back to Contentum and try again.",
            ),
            Self::Busy => (
                "Serwer jest teraz przeciążony i niczego nie zmienił. Proszę spróbować za chwilę.",
                "The server is overloaded and changed nothing. Try again in a moment.",
            ),
            Self::ReadOnly => (
                "Dysk serwera odmawia zapisu, więc niczego nie zmieniono; czytać można dalej. Proszę spróbować za chwilę albo powiadomić administratora.",
                "The server's disk refuses to write, so nothing was changed; reading goes on. Try again in a moment, or tell your administrator.",
            ),
            Self::Uncertain => (
                "Dysk serwera nie potwierdził zapisu, więc nie wiadomo, czy zmiana się zachowała. Proszę odświeżyć stronę i sprawdzić, zanim ją powtórzyć.",
                "The server's disk did not confirm the write, so it is not known whether the change was kept. Reload the page and check before repeating it.",
            ),
            Self::Unreachable => (
                "Brak połączenia z serwerem. Proszę sprawdzić sieć i spróbować ponownie.",
                "The server cannot be reached. Check the network and try again.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

fn too_often(lang: Lang, seconds: u64) -> String {
    let unit = lang.pick(
        lang.plural(seconds, "sekundę", "sekundy", "sekund"),
        lang.plural(seconds, "second", "seconds", "seconds"),
    );
    lang.pick(
        format!("Zbyt wiele prób. Następna będzie możliwa za {seconds} {unit}."),
        format!("Too many tries. The next one is possible in {seconds} {unit}."),
    )
}

fn trouble(lang: Lang, id: &str) -> String {
    lang.pick(
        format!(
            "Wystąpił błąd po stronie serwera. Proszę spróbować ponownie; numer zgłoszenia: {id}."
        ),
        format!("Something went wrong on the server. Try again; the report number is {id}."),
    )
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Unreachable,
            _ => Self::Malformed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> [Failure; 16] {
        use Failure::*;
        [
            Refusal::Invisible.into(),
            Refusal::Unchanged.into(),
            SignedOut,
            WrongPassword,
            WrongOldPassword,
            TooOften { seconds: 22 },
            Missing,
            Malformed,
            TooLarge,
            NoFile,
            Foreign,
            Busy,
            ReadOnly,
            Uncertain,
            Unreachable,
            Trouble("7f3a".into()),
        ]
    }

    #[test]
    fn every_failure_speaks_both_languages_differently() {
        for failure in all() {
            let (pl, en) = (failure.say(Lang::Pl), failure.say(Lang::En));
            assert!(pl.len() > 20 && en.len() > 20 && pl != en, "{failure:?}");
            assert!(!pl.contains('!') && !en.contains('!'), "{failure:?}");
        }
    }

    #[test]
    fn a_failure_survives_the_wire() {
        for failure in all() {
            assert_eq!(failure, Failure::de(failure.ser()));
        }
    }

    #[test]
    fn every_failure_is_an_error_status() {
        assert!(
            all()
                .iter()
                .all(|failure| (400..600).contains(&failure.status()))
        );
    }
}
