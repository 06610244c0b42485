//! What the page of the audit log says. Invariant: both languages are complete.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) title: &'static str,
    pub(super) intro: &'static str,
    pub(super) person: &'static str,
    pub(super) kind: &'static str,
    pub(super) every_kind: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) show: &'static str,
    pub(super) clear: &'static str,
    pub(super) export: &'static str,
    pub(super) export_note: &'static str,
    pub(super) none: &'static str,
    pub(super) none_text: &'static str,
    pub(super) number: &'static str,
    pub(super) moment: &'static str,
    pub(super) who: &'static str,
    pub(super) what: &'static str,
    pub(super) about: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    title: "Dziennik",
    intro: "Logowania, odmowy, zmiany osób, grup, zasad i udostępnień oraz eksporty. Wpisów nie można zmienić ani usunąć: każdy zawiera skrót poprzedniego, a polecenie „contentum check” sprawdza cały łańcuch.",
    person: "Osoba",
    kind: "Rodzaj",
    every_kind: "Wszystkie",
    from: "Od dnia",
    to: "Do dnia",
    show: "Pokaż",
    clear: "Wyczyść filtry",
    export: "Pobierz CSV",
    export_note: "Plik zawiera najwyżej 20 000 najnowszych wpisów z tego wyboru. Pobranie zapisuje się w dzienniku.",
    none: "Brak wpisów",
    none_text: "Nic nie pasuje do tych filtrów. Wybrać inne daty, osobę albo rodzaj.",
    number: "Nr",
    moment: "Kiedy",
    who: "Kto",
    what: "Co",
    about: "Czego dotyczy",
};

const EN: Texts = Texts {
    title: "Audit log",
    intro: "Sign-ins, refusals, changes of people, groups, rules and shares, and exports. Entries can be neither changed nor removed: each carries the hash of the one before, and “contentum check” proves the whole chain.",
    person: "Person",
    kind: "Kind",
    every_kind: "All",
    from: "From",
    to: "To",
    show: "Show",
    clear: "Clear filters",
    export: "Download CSV",
    export_note: "The file holds at most the newest 20,000 entries of this choice. The download is told in the log.",
    none: "No entries",
    none_text: "Nothing matches these filters. Choose other dates, another person or kind.",
    number: "No.",
    moment: "When",
    who: "Who",
    what: "What",
    about: "About",
};
