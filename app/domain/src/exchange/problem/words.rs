//! The sentences of faults. Invariant: each has a what-and-why and a what-next in both languages,
//! neither ending the other's sentence.
use super::Fault;
use crate::lang::Lang;

impl Fault {
    /// What is wrong and why, without the full stop.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        match self {
            Self::Missing { field } => both(
                lang,
                "Brak wymaganej wartości pola",
                "No value for the required field",
                field.label(lang),
            ),
            Self::Unknown { field } => both(
                lang,
                "Brak w bazie i w pliku rekordu dla pola",
                "No record in the base or the file for the field",
                field.label(lang),
            ),
            Self::Several { field } => both(
                lang,
                "Nazwa pasuje do kilku rekordów pola",
                "The name fits several records of the field",
                field.label(lang),
            ),
            Self::CreatedAlong { field } => both(
                lang,
                "Nowy rekord, którego dotąd nie było, dla pola",
                "A record that was not there yet is created for the field",
                field.label(lang),
            ),
            Self::LeftEmpty { field } => both(
                lang,
                "Nieznana wartość pominięta w polu",
                "An unknown value is left out of the field",
                field.label(lang),
            ),
            Self::NotADay { order } => match lang {
                Lang::Pl => format!("To nie jest dzień w zapisie takim jak {}", order.pattern()),
                Lang::En => format!("This is not a day written like {}", order.pattern()),
            },
            Self::NotAWholeNumber { from, to } => match lang {
                Lang::Pl => format!("To nie jest liczba całkowita od {from} do {to}"),
                Lang::En => format!("This is not a whole number from {from} to {to}"),
            },
            Self::TooLong { limit } => match lang {
                Lang::Pl => format!("Tekst ma ponad {limit} znaków"),
                Lang::En => format!("The text is longer than {limit} characters"),
            },
            Self::Corrected { from, to } => match lang {
                Lang::Pl => format!("Pisownia „{from}” poprawiona na „{to}”"),
                Lang::En => format!("The spelling “{from}” is corrected to “{to}”"),
            },
            Self::MatchedLoosely { from, to } => match lang {
                Lang::Pl => format!("„{from}” rozpoznane jako „{to}”"),
                Lang::En => format!("“{from}” is taken as “{to}”"),
            },
            plain => plain.plain(lang).0.into(),
        }
    }

    /// What to do next, a whole sentence.
    #[must_use]
    pub fn next(&self, lang: Lang) -> &'static str {
        match self {
            Self::Missing { .. } => lang.pick(
                "Uzupełnij komórkę albo wskaż inną kolumnę.",
                "Fill the cell in, or choose another column.",
            ),
            Self::Unknown { .. } => lang.pick(
                "Popraw nazwę albo najpierw zaimportuj ten rekord.",
                "Correct the name, or import that record first.",
            ),
            Self::Several { .. } => lang.pick(
                "Podaj NIP, adres e-mail albo numer, który wskaże jeden.",
                "Give a NIP, an e-mail address or a number that points at one.",
            ),
            Self::CreatedAlong { .. } => lang.pick(
                "Sprawdź, czy to nie literówka w nazwie znanej bazie.",
                "Check that it is not a misspelling of a name already in the base.",
            ),
            Self::LeftEmpty { .. } => lang.pick(
                "Po imporcie można uzupełnić pole ręcznie.",
                "The field can be filled in by hand after the import.",
            ),
            Self::NotADay { .. } => lang.pick(
                "Popraw komórkę albo wybierz inny zapis dat tej kolumny.",
                "Correct the cell, or choose another date format for this column.",
            ),
            Self::NotAWholeNumber { .. } => lang.pick(
                "Popraw komórkę albo wskaż inną kolumnę.",
                "Correct the cell, or choose another column.",
            ),
            Self::TooLong { .. } => lang.pick("Skróć tekst.", "Shorten the text."),
            Self::Corrected { .. } => lang.pick(
                "Poprawka dotyczy tylko importu, plik pozostaje bez zmian.",
                "Only the import is corrected, the file stays as it is.",
            ),
            Self::MatchedLoosely { .. } => lang.pick(
                "Jeśli to dwa różne rekordy, rozróżnij nazwy w pliku.",
                "If these are two different records, tell the names apart in the file.",
            ),
            plain => plain.plain(lang).1,
        }
    }
}

macro_rules! plain_faults {
    ($($name:ident: $what_pl:literal, $next_pl:literal; $what_en:literal, $next_en:literal;)*) => {
        impl Fault {
            /// What and what next, of faults without details.
            fn plain(&self, lang: Lang) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => lang.pick(($what_pl, $next_pl), ($what_en, $next_en)),)*
                    _ => ("", ""),
                }
            }
        }
    };
}

plain_faults! {
    CellsBeyondColumns:
        "Wiersz ma więcej komórek niż nagłówek", "Ujmij w cudzysłów komórkę, w której jest znak rozdzielający.";
        "The row has more cells than the header", "Put quotation marks around the cell that holds the delimiter.";
    NotAnAmount:
        "To nie jest kwota w zapisie tej kolumny", "Popraw komórkę albo wybierz inny znak dziesiętny.";
        "This is not an amount as this column writes them", "Correct the cell, or choose another decimal sign.";
    AmountTooLarge:
        "Kwota jest za duża albo ma więcej miejsc po przecinku niż jej waluta", "Popraw kwotę; zwykle przesunięty jest znak dziesiętny.";
        "The amount is too large, or has more decimals than its currency", "Correct the amount; most often the decimal sign is misplaced.";
    NegativeAmount:
        "Kwota jest ujemna", "Wpisz zero albo więcej, korektę ujmij osobno.";
        "The amount is negative", "Type zero or more and record a correction apart.";
    NotAnEmail:
        "To nie jest adres e-mail", "Popraw adres albo wyczyść komórkę.";
        "This is not an e-mail address", "Correct the address or clear the cell.";
    NotYesOrNo:
        "Oczekiwane „tak” albo „nie”", "Wpisz jedno z nich albo wyczyść komórkę.";
        "Yes or no was expected", "Type one of them or clear the cell.";
    UnknownCurrency:
        "Nieznana waluta", "Wpisz trzyliterowy kod, na przykład PLN.";
        "Unknown currency", "Type its three-letter code, for example PLN.";
    BadNip:
        "NIP ma błędną sumę kontrolną i trafia do notatki", "Sprawdź numer u kontrahenta i uzupełnij pole.";
        "The NIP has a wrong checksum and goes into the note", "Ask the company for the right number and fill the field in.";
    UnknownStage:
        "Etap nie ma odpowiednika w lejku", "Przypisz tę wartość do etapu w mapowaniu.";
        "The stage has no counterpart in the pipeline", "Assign this value to a stage in the mapping.";
    StageMissing:
        "Brak etapu, szansa trafia do pierwszego etapu lejka", "Po imporcie zmień etap, jeśli trzeba.";
        "No stage, so the deal enters the first stage of the pipeline", "Change the stage after the import where needed.";
    DefaultOwner:
        "Opiekun nieznany, rekord otrzymuje opiekuna domyślnego", "Zaimportuj najpierw osoby albo zmień opiekuna po imporcie.";
        "The owner is unknown, so the record gets the default owner", "Import the people first, or change the owner after the import.";
    AlreadyThere:
        "Taki rekord już jest w bazie, nowy nie powstaje", "Zmiany istniejącego rekordu wprowadź w jego karcie.";
        "This record is already in the base, no new one is created", "Change the existing record on its own page.";
    Repeated:
        "Wiersz powtarza rekord z wcześniejszej linii pliku", "Usuń powtórzenie albo rozróżnij oba rekordy.";
        "The row repeats a record from an earlier line of the file", "Remove the repetition, or tell the two records apart.";
    EmailTaken:
        "Ten adres e-mail ma już inna osoba", "Podaj inny adres albo wyczyść komórkę.";
        "Another person already has this e-mail address", "Give another address or clear the cell.";
    ParentCircle:
        "Podmioty nadrzędne tworzą koło, powiązanie pominięto", "Popraw podmiot nadrzędny w jednym z wierszy.";
        "The parent companies form a circle, so the link is left out", "Correct the parent in one of the rows.";
    LowercaseName:
        "Nazwa zaczyna się małą literą i taka pozostaje", "Popraw ją w karcie kontrahenta, jeśli to pomyłka.";
        "The name starts with a small letter and is kept so", "Correct it on the company’s page if it is a mistake.";
    OwnsNothing:
        "Osoba z listy zespołów nie ma ani jednej szansy", "Nic nie trzeba robić; osoba i tak powstaje w swojej grupie.";
        "A person of the team list owns no deal", "Nothing needs doing; the person is created in their group all the same.";
    NoEmail:
        "Osoba bez adresu e-mail nie może się zalogować", "Wyślij jej zaproszenie z widoku osób.";
        "A person without an e-mail address cannot sign in", "Invite them from the list of people.";
    NoCompany:
        "Szansa bez kontrahenta", "Uzupełnij kontrahenta w szansie, gdy będzie znany.";
        "The deal has no company", "Fill the company in on the deal once it is known.";
    NoOpeningDay:
        "Szansa bez daty otwarcia", "Uzupełnij datę w szansie, jeśli jest znana.";
        "The deal has no opening day", "Fill the day in on the deal if it is known.";
    NoClosingDay:
        "Zamknięta szansa nie ma dnia zamknięcia, więc nie trafi do żadnego okresu", "Uzupełnij dzień zamknięcia w pliku albo wskaż kolumnę z nim.";
        "A closed deal has no closing day, so it would belong to no period", "Fill the closing day in, or choose the column that holds it.";
    ClosedBeforeOpened:
        "Dzień zamknięcia jest wcześniejszy niż dzień otwarcia", "Sprawdź obie daty.";
        "The closing day is before the opening day", "Check both days.";
    ClosedInFuture:
        "Dzień zamknięcia jeszcze nie nadszedł", "Popraw datę albo wybierz inny zapis dat tej kolumny.";
        "The closing day is still to come", "Correct the day, or choose another date format for this column.";
    NoAmount:
        "Szansa bez kwoty nie wchodzi do żadnej sumy", "Uzupełnij kwotę w szansie, gdy będzie znana.";
        "The deal has no amount and is in no sum", "Fill the amount in on the deal once it is known.";
    LostWorthZero:
        "Przegrana szansa ma w pliku kwotę 0, która mówi, ile zarobiono, a nie ile była warta; kwota pozostaje pusta", "Wpisz wartość szansy, jeśli jest znana.";
        "A lost deal has the amount 0 in the file, which tells what was earned, not what it was worth; the amount is left empty", "Type the deal’s worth if it is known.";
    NoLostReason:
        "Przegrana szansa bez powodu otrzymuje powód „import: nie podano”", "Uzupełnij powód w szansie, jeśli jest znany.";
        "A lost deal without a reason gets the reason “import: not given”", "Fill the reason in on the deal if it is known.";
}

fn both(lang: Lang, pl: &str, en: &str, field: &str) -> String {
    lang.pick(format!("{pl} „{field}”"), format!("{en} “{field}”"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{DateOrder, Field};

    /// The fault after this one. Exhaustive, so a new variant does not compile until it is here.
    fn after(fault: &Fault) -> Option<Fault> {
        use Fault::*;
        let field = Field::Company;
        let words = || ("a".to_owned(), "b".to_owned());
        Some(match fault {
            Missing { .. } => CellsBeyondColumns,
            CellsBeyondColumns => NotADay {
                order: DateOrder::DayMonthYear,
            },
            NotADay { .. } => NotAnAmount,
            NotAnAmount => AmountTooLarge,
            AmountTooLarge => NegativeAmount,
            NegativeAmount => NotAWholeNumber { from: 0, to: 9 },
            NotAWholeNumber { .. } => NotAnEmail,
            NotAnEmail => NotYesOrNo,
            NotYesOrNo => TooLong { limit: 9 },
            TooLong { .. } => UnknownCurrency,
            UnknownCurrency => BadNip,
            BadNip => UnknownStage,
            UnknownStage => StageMissing,
            StageMissing => Unknown { field },
            Unknown { .. } => Several { field },
            Several { .. } => DefaultOwner,
            DefaultOwner => CreatedAlong { field },
            CreatedAlong { .. } => LeftEmpty { field },
            LeftEmpty { .. } => AlreadyThere,
            AlreadyThere => Repeated,
            Repeated => EmailTaken,
            EmailTaken => ParentCircle,
            ParentCircle => {
                let (from, to) = words();
                Corrected { from, to }
            }
            Corrected { .. } => {
                let (from, to) = words();
                MatchedLoosely { from, to }
            }
            MatchedLoosely { .. } => LowercaseName,
            LowercaseName => NoCompany,
            NoCompany => NoOpeningDay,
            NoOpeningDay => NoClosingDay,
            NoClosingDay => ClosedBeforeOpened,
            ClosedBeforeOpened => ClosedInFuture,
            ClosedInFuture => NoAmount,
            NoAmount => LostWorthZero,
            LostWorthZero => NoLostReason,
            NoLostReason => OwnsNothing,
            OwnsNothing => NoEmail,
            NoEmail => return None,
        })
    }

    #[test]
    fn every_fault_says_what_is_wrong_and_what_next_in_both_languages() {
        let mut fault = Some(Fault::Missing { field: Field::Name });
        while let Some(now) = fault {
            for lang in [Lang::Pl, Lang::En] {
                let (what, next) = (now.what(lang), now.next(lang));
                assert!(what.len() > 10 && !what.ends_with('.'), "{now:?}: {what}");
                assert!(next.len() > 10 && next.ends_with('.'), "{now:?}: {next}");
            }
            assert_ne!(now.what(Lang::Pl), now.what(Lang::En));
            assert_ne!(now.next(Lang::Pl), now.next(Lang::En));
            fault = after(&now);
        }
    }
}
