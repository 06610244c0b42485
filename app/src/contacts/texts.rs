//! What the pages of contacts say. Invariant: both languages are complete.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) contacts: &'static str,
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
    pub(super) many_hint: &'static str,
    pub(super) company_hint: &'static str,
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
    contacts: "Kontakty",
    add: "Dodaj kontakt",
    edit: "Edytuj",
    save: "Zapisz",
    cancel: "Anuluj",
    search: "Imię, nazwisko, stanowisko, telefon albo e-mail",
    counted: ("kontakt", "kontakty", "kontaktów"),
    none: "Nie ma jeszcze kontaktów",
    none_text: "Kontakt to osoba po stronie kontrahenta. Można ją dodać tutaj albo na karcie kontrahenta.",
    no_match: "Nic nie pasuje",
    no_match_text: "Żaden widoczny kontakt nie zawiera wszystkich tych słów. Spróbuj krótszego tekstu.",
    many_hint: "Jeden w wierszu albo po przecinku.",
    company_hint: "Dokładna nazwa istniejącego kontrahenta.",
    created: "Kontakt dodany.",
    saved: "Zapisano.",
    restored: "Kontakt przywrócony.",
};

const EN: Texts = Texts {
    contacts: "Contacts",
    add: "Add a contact",
    edit: "Edit",
    save: "Save",
    cancel: "Cancel",
    search: "Name, position, telephone or e-mail",
    counted: ("contact", "contacts", "contacts"),
    none: "There are no contacts yet",
    none_text: "A contact is a person at a customer. Add one here, or on the card of a company.",
    no_match: "Nothing matches",
    no_match_text: "No contact you can see has all these words. Try a shorter text.",
    many_hint: "One in a line, or parted by commas.",
    company_hint: "The exact name of an existing company.",
    created: "The contact is added.",
    saved: "Saved.",
    restored: "The contact is restored.",
};
