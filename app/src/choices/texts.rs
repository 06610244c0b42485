//! What the page of lists to choose from says. Invariant: both languages are complete.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) title: &'static str,
    pub(super) sources: &'static str,
    pub(super) sources_hint: &'static str,
    pub(super) no_sources: &'static str,
    pub(super) reasons: &'static str,
    pub(super) reasons_hint: &'static str,
    pub(super) no_reasons: &'static str,
    pub(super) usual: &'static str,
    pub(super) own: &'static str,
    pub(super) name: &'static str,
    pub(super) new_source: &'static str,
    pub(super) new_reason: &'static str,
    pub(super) was: &'static str,
    pub(super) add: &'static str,
    pub(super) rename: &'static str,
    pub(super) up: &'static str,
    pub(super) down: &'static str,
    pub(super) archive: &'static str,
    pub(super) archived: &'static str,
    pub(super) restore: &'static str,
    pub(super) offered: &'static str,
    pub(super) left_out: &'static str,
    pub(super) leave: &'static str,
    pub(super) offer: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }

    /// What was just done.
    pub(super) fn done(&self, lang: Lang, verb: &str) -> &'static str {
        match verb {
            "add" => lang.pick("Dodano do listy.", "Added to the list."),
            "rename" => lang.pick(
                "Zmieniono nazwę. Dotychczasowe szanse liczą się pod nową.",
                "Renamed. Deals so far count under the new name.",
            ),
            "archive" | "leave" => lang.pick(
                "Nie ma już tego do wyboru. Szanse, które to mają, nie zmieniły się.",
                "No longer offered. Deals that have it are unchanged.",
            ),
            "restore" | "offer" => lang.pick("Jest znów do wyboru.", "Offered again."),
            _ => lang.pick("Zmieniono kolejność.", "Order changed."),
        }
    }
}

const PL: Texts = Texts {
    title: "Źródła i powody utraty",
    sources: "Źródła szans",
    sources_hint: "Kolejność jest taka jak przy wyborze. Zmiana nazwy obejmuje też dotychczasowe szanse; to, co trafia do archiwum, w nich zostaje.",
    no_sources: "Dopóki lista jest pusta, źródło szansy wpisuje się dowolnie.",
    reasons: "Powody utraty",
    reasons_hint: "Własne powody są do wyboru obok zwykłych i liczą się w raportach osobno. Musi zostać choć jeden.",
    no_reasons: "Nie ma własnych powodów.",
    usual: "Zwykłe powody",
    own: "Własne powody",
    name: "Nazwa",
    new_source: "Nowe źródło",
    new_reason: "Nowy powód",
    was: "wcześniej",
    add: "Dodaj",
    rename: "Zmień nazwę",
    up: "Wyżej",
    down: "Niżej",
    archive: "Przenieś do archiwum",
    archived: "W archiwum",
    restore: "Przywróć",
    offered: "do wyboru",
    left_out: "pominięty",
    leave: "Pomiń",
    offer: "Daj do wyboru",
};

const EN: Texts = Texts {
    title: "Sources and lost reasons",
    sources: "Sources of deals",
    sources_hint: "The order is that of choosing. A new name counts for deals so far, too; what is archived stays in them.",
    no_sources: "While the list is empty, anything may be written as a deal's source.",
    reasons: "Lost reasons",
    reasons_hint: "Your own reasons are offered beside the usual ones and counted apart in reports. At least one has to stay.",
    no_reasons: "There are no reasons of your own.",
    usual: "Usual reasons",
    own: "Own reasons",
    name: "Name",
    new_source: "New source",
    new_reason: "New reason",
    was: "before",
    add: "Add",
    rename: "Rename",
    up: "Up",
    down: "Down",
    archive: "Archive",
    archived: "Archived",
    restore: "Restore",
    offered: "offered",
    left_out: "left out",
    leave: "Leave out",
    offer: "Offer",
};
