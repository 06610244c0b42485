//! What the pages of the price list say. Invariant: both languages are complete.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) products: &'static str,
    pub(super) add: &'static str,
    pub(super) edit: &'static str,
    pub(super) save: &'static str,
    pub(super) cancel: &'static str,
    /// One, few, many.
    pub(super) counted: (&'static str, &'static str, &'static str),
    pub(super) none: &'static str,
    pub(super) none_text: &'static str,
    pub(super) state: &'static str,
    pub(super) tools: &'static str,
    pub(super) archived: &'static str,
    pub(super) archive: &'static str,
    pub(super) unarchive: &'static str,
    created: &'static str,
    saved: &'static str,
    was_archived: &'static str,
    was_restored: &'static str,
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
            "archived" => Some(self.was_archived),
            "restored" => Some(self.was_restored),
            _ => None,
        }
    }
}

const PL: Texts = Texts {
    products: "Produkty",
    add: "Dodaj produkt",
    edit: "Edytuj produkt",
    save: "Zapisz",
    cancel: "Anuluj",
    counted: ("produkt", "produkty", "produktów"),
    none: "Cennik jest pusty",
    none_text: "Produkty z cennika można wybierać w pozycjach szans.",
    state: "Stan",
    tools: "Czynności",
    archived: "W archiwum",
    archive: "Przenieś do archiwum",
    unarchive: "Przywróć",
    created: "Produkt dodany.",
    saved: "Zapisano.",
    was_archived: "Produkt w archiwum. Pozostaje na dawnych pozycjach, na nowych nie wystąpi.",
    was_restored: "Produkt przywrócony.",
};

const EN: Texts = Texts {
    products: "Products",
    add: "Add a product",
    edit: "Edit the product",
    save: "Save",
    cancel: "Cancel",
    counted: ("product", "products", "products"),
    none: "The price list is empty",
    none_text: "Products of the price list can be chosen for the lines of deals.",
    state: "State",
    tools: "Tools",
    archived: "Archived",
    archive: "Archive",
    unarchive: "Restore",
    created: "The product is added.",
    saved: "Saved.",
    was_archived: "The product is archived. It stays on old lines and is offered on no new one.",
    was_restored: "The product is restored.",
};
