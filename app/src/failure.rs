//! What a server function answers instead of a result. Invariant: every variant says in both
//! languages what happened and what next; nothing internal crosses the wire.
use domain::lang::{Lang, Say};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// A refused or failed request, as the page sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Failure {
    /// No session, or it ended.
    SignedOut,
    /// The person sees the record but may not do this.
    Forbidden,
    /// There is no such record, or the person may not see it: the same answer.
    Missing,
    /// The request is not one that our pages send.
    Malformed,
    /// More was sent than the server takes.
    TooLarge,
    /// The request came from somebody else's page.
    Foreign,
    /// The server has too much to do; nothing was changed.
    Busy,
    /// The server was not reached, or its answer did not arrive.
    Unreachable,
    /// A fault of ours, noted in the log under this id.
    Trouble(String),
}

impl Failure {
    /// The HTTP status of an answer to a script.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::Forbidden => 403,
            Self::Missing => 404,
            Self::Malformed => 400,
            Self::TooLarge => 413,
            Self::Foreign => 403,
            Self::Busy => 503,
            Self::Unreachable => 502,
            Self::Trouble(_) => 500,
        }
    }
}

impl Say for Failure {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::SignedOut => (
                "Sesja wygasła. Po zalogowaniu można dokończyć tę czynność.",
                "The session has ended. Sign in to finish what you were doing.",
            ),
            Self::Forbidden => (
                "Brak uprawnień do tej czynności. O dostęp można poprosić administratora.",
                "You may not do this. An administrator can grant access.",
            ),
            Self::Missing => (
                "Nie ma takiego wpisu albo nie jest dostępny dla tego konta.",
                "There is no such record, or this account may not see it.",
            ),
            Self::Malformed => (
                "Formularz dotarł uszkodzony. Proszę odświeżyć stronę i spróbować ponownie.",
                "The form arrived damaged. Reload the page and try again.",
            ),
            Self::TooLarge => (
                "Przesłano więcej, niż serwer przyjmuje. Proszę skrócić tekst albo podzielić plik.",
                "More was sent than the server takes. Shorten the text or split the file.",
            ),
            Self::Foreign => (
                "Żądanie wysłała inna strona, więc zostało odrzucone. Proszę wrócić do Contentum i spróbować ponownie.",
                "The request came from another site and was refused. Go back to Contentum and try again.",
            ),
            Self::Busy => (
                "Serwer jest teraz przeciążony i niczego nie zmienił. Proszę spróbować za chwilę.",
                "The server is overloaded and changed nothing. Try again in a moment.",
            ),
            Self::Unreachable => (
                "Brak połączenia z serwerem. Proszę sprawdzić sieć i spróbować ponownie.",
                "The server cannot be reached. Check the network and try again.",
            ),
            Self::Trouble(id) => return trouble(lang, id),
        };
        lang.pick(pl, en).to_owned()
    }
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

    fn all() -> [Failure; 9] {
        use Failure::*;
        [
            SignedOut,
            Forbidden,
            Missing,
            Malformed,
            TooLarge,
            Foreign,
            Busy,
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
