//! Words of the search.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    search "Szukaj" "Search"
    label "Szansa, kontrahent, kontakt, NIP, telefon albo e-mail"
        "Deal, company, contact, tax number, telephone or e-mail"
    ask "Co znaleźć" "What to find"
    ask_text "Wpisz słowo albo kilka; znajdą się rekordy, które zawierają każde z nich."
        "Type a word or several; records that hold each of them are found."
    none "Nic nie znaleziono" "Nothing found"
    none_text "Żaden dostępny rekord nie zawiera wszystkich tych słów. Użyj mniej słów albo sprawdź pisownię."
        "No record you may see holds all of these words. Use fewer words or check the spelling."
    deals "Szanse sprzedaży" "Deals"
    companies "Kontrahenci" "Companies"
    contacts "Kontakty" "Contacts"
    all "Pokaż wszystkie" "Show all"
    at_least "co najmniej " "at least "
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
