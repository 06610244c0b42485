//! What the pages of companies say. Invariant: both languages are complete.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) companies: &'static str,
    pub(super) add: &'static str,
    pub(super) edit: &'static str,
    pub(super) save: &'static str,
    pub(super) cancel: &'static str,
    pub(super) search: &'static str,
    /// One, few, many.
    pub(super) counted: (&'static str, &'static str, &'static str),
    pub(super) none: &'static str,
    pub(super) none_text: &'static str,
    pub(super) no_match: &'static str,
    pub(super) no_match_text: &'static str,
    pub(super) updated: &'static str,
    pub(super) parent: &'static str,
    pub(super) subsidiaries: &'static str,
    pub(super) open_taken: &'static str,
    pub(super) parent_hint: &'static str,
    pub(super) nip_hint: &'static str,
    pub(super) deals: &'static str,
    pub(super) all_deals: &'static str,
    pub(super) add_deal: &'static str,
    pub(super) close: &'static str,
    pub(super) contacts: &'static str,
    pub(super) add_contact: &'static str,
    pub(super) more: &'static str,
    created: &'static str,
    saved: &'static str,
    restored: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }

    /// What has just been done, by the word in the address.
    pub(super) fn done(&self, word: &str) -> Option<&'static str> {
        match word {
            "created" => Some(self.created),
            "saved" => Some(self.saved),
            "restored" => Some(self.restored),
            _ => None,
        }
    }
}

const PL: Texts = Texts {
    companies: "Kontrahenci",
    add: "Dodaj kontrahenta",
    edit: "Edytuj",
    save: "Zapisz",
    cancel: "Anuluj",
    search: "Nazwa, NIP albo miejscowość",
    counted: ("kontrahent", "kontrahenci", "kontrahentów"),
    none: "Nie ma jeszcze kontrahentów",
    none_text: "Kontrahent łączy szanse i kontakty jednej firmy. Można go dodać albo zaimportować listę.",
    no_match: "Nic nie pasuje",
    no_match_text: "Żaden widoczny kontrahent nie zawiera wszystkich tych słów. Spróbuj krótszego tekstu.",
    updated: "Zmiana",
    parent: "Podmiot nadrzędny",
    subsidiaries: "Podmioty zależne",
    open_taken: "Otwórz kontrahenta o tym numerze NIP",
    parent_hint: "Dokładna nazwa istniejącego kontrahenta.",
    nip_hint: "Dziesięć cyfr; kreski i „PL” można pominąć.",
    deals: "Szanse",
    all_deals: "Wszystkie szanse",
    add_deal: "Dodaj szansę",
    close: "Zamknięcie",
    contacts: "Kontakty",
    add_contact: "Dodaj kontakt",
    more: "Kolejne kontakty:",
    created: "Kontrahent dodany.",
    saved: "Zapisano.",
    restored: "Kontrahent przywrócony.",
};

const EN: Texts = Texts {
    companies: "Companies",
    add: "Add a company",
    edit: "Edit",
    save: "Save",
    cancel: "Cancel",
    search: "Name, tax number or city",
    counted: ("company", "companies", "companies"),
    none: "There are no companies yet",
    none_text: "A company holds the deals and contacts of one customer. Add one, or import a list.",
    no_match: "Nothing matches",
    no_match_text: "No company you can see has all these words. Try a shorter text.",
    updated: "Changed",
    parent: "Parent company",
    subsidiaries: "Subsidiaries",
    open_taken: "Open the company with this tax number",
    parent_hint: "The exact name of an existing company.",
    nip_hint: "Ten digits; dashes and “PL” may be left out.",
    deals: "Deals",
    all_deals: "All deals",
    add_deal: "Add a deal",
    close: "Close",
    contacts: "Contacts",
    add_contact: "Add a contact",
    more: "More contacts:",
    created: "The company is added.",
    saved: "Saved.",
    restored: "The company is restored.",
};
