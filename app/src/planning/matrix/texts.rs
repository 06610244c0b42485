//! Words of the matrix of the plan.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    title "Plan wpływów" "Receipts plan"
    previous "Poprzedni rok" "Previous year"
    next "Następny rok" "Next year"
    group "Grupa" "Group"
    everything "Wszystko, co widać" "Everything visible"
    show "Pokazać" "Show"
    apply "Pokaż" "Show"
    who "Grupa, osoba" "Group, person"
    table "Plan według osób i miesięcy" "Plan by people and months"
    hint "Strzałki przechodzą między komórkami, Home i End na początek i koniec wiersza, Enter otwiera raty."
        "Arrows move between cells, Home and End to the ends of a row, Enter opens the instalments."
    order "W komórce kolejno" "In a cell, in order"
    others "Kwoty w innych walutach pokazuje lista rat; nie są tu przeliczane ani dodawane." "Amounts in other currencies stand in the list of instalments; they are neither converted nor added here."
    empty "W tym roku nie ma planu" "Nothing is planned this year"
    empty_hint "Plan powstaje z rat w szansach i z celów. Wpisz raty na stronie szansy albo wybierz inny rok."
        "The plan is made of instalments of deals and of quotas. Enter instalments on a deal’s page or choose another year."
    deals "Przejdź do szans" "Go to deals"
    close "Zamknij" "Close"
    behind "Skąd ta liczba" "Behind the figure"
    nothing_behind "Nic się na to nie składa." "Nothing is behind it."
    all_behind "Wszystkie raty tego zakresu" "All instalments of this scope"
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
