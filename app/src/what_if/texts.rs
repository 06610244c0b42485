//! What the page of previews says. Invariant: both languages are complete.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    ask "Pokaż skutki" "Show the effect"
    title "Skutki zmiany" "Effect of the change"
    nothing_yet "Nic jeszcze nie zapisano." "Nothing is saved yet."
    inexact "Rekordów udostępnionych lub zadań jest więcej, niż można policzyć po kolei; liczby są przybliżone."
        "There are more shared records or assignments than are counted one by one; the numbers are approximate."
    person "Osoba" "Person"
    gains "Zyskuje" "Gains"
    loses "Traci" "Loses"
    by_type "Rodzaje" "Types"
    records "Lista" "List"
    gained "Nowe w zasięgu" "Newly in reach"
    lost "Poza zasięgiem" "Out of reach"
    none "brak" "none"
    first "Najwyżej 50 pierwszych rekordów." "The first 50 records at most."
    more "Dalsze osoby:" "More people:"
    save "Zapisz zmianę" "Save the change"
    back "Wróć do formularza" "Back to the form"
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
