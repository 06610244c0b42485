//! Words of the list of instalments.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    title "Raty" "Instalments"
    view "Które" "Which"
    awaited "Oczekiwane" "Awaited"
    overdue "Po terminie" "Overdue"
    not_planned "Niezaplanowane" "Not planned"
    paid "Opłacone" "Paid"
    all "Wszystkie" "All"
    group "Grupa" "Group"
    any "Dowolna" "Any"
    any_time "Dowolny" "Any"
    apply "Pokaż" "Show"
    due "Termin" "Due"
    deal "Szansa" "Deal"
    planned "Plan" "Planned"
    owed "Do zapłaty (brutto)" "Owed (gross)"
    state "Stan" "State"
    aging "Wiek zaległości (brutto)" "Overdue by age (gross)"
    none "Nie ma takich rat" "No such instalments"
    none_text "Nic nie spełnia tych warunków. Wybierz inne albo pokaż wszystkie." "Nothing fits. Choose other conditions or show all."
    show_all "Pokaż wszystkie" "Show all"
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
