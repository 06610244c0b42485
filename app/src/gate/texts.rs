//! What the frame and the pages that did not come say. Invariant: both languages are complete.
use domain::lang::Lang;

pub(crate) struct Texts {
    pub(crate) dashboard: &'static str,
    pub(crate) deals: &'static str,
    pub(crate) tasks: &'static str,
    pub(crate) companies: &'static str,
    pub(crate) contacts: &'static str,
    pub(crate) movement: &'static str,
    pub(crate) plan: &'static str,
    pub(crate) products: &'static str,
    pub(crate) firm: &'static str,
    pub(crate) people: &'static str,
    pub(crate) groups: &'static str,
    pub(crate) access: &'static str,
    pub(crate) working_time: &'static str,
    pub(crate) pipelines: &'static str,
    pub(crate) choices: &'static str,
    pub(crate) import: &'static str,
    pub(crate) audit: &'static str,
    pub(crate) account: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) missing_text: &'static str,
    pub(crate) home: &'static str,
    pub(crate) failed: &'static str,
}

impl Texts {
    pub(crate) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    dashboard: "Pulpit",
    deals: "Szanse",
    tasks: "Zadania",
    companies: "Kontrahenci",
    contacts: "Kontakty",
    movement: "Ruch szans",
    plan: "Plan",
    products: "Produkty",
    firm: "Firma",
    people: "Osoby",
    groups: "Grupy",
    access: "Dostęp",
    working_time: "Czas pracy",
    pipelines: "Lejki",
    choices: "Źródła i powody",
    import: "Import",
    audit: "Dziennik",
    account: "Konto",
    sign_out: "Wyloguj",
    missing: "Nie ma takiej strony",
    missing_text: "Pod tym adresem nic nie ma albo nie widać tego z tego konta.",
    home: "Przejdź do pulpitu",
    failed: "Nie udało się wczytać strony",
};

const EN: Texts = Texts {
    dashboard: "Home",
    deals: "Deals",
    tasks: "Assignments",
    companies: "Companies",
    contacts: "Contacts",
    movement: "Movement",
    plan: "Plan",
    products: "Products",
    firm: "Firm",
    people: "People",
    groups: "Groups",
    access: "Access",
    working_time: "Working time",
    pipelines: "Pipelines",
    choices: "Sources and reasons",
    import: "Import",
    audit: "Audit log",
    account: "Account",
    sign_out: "Sign out",
    missing: "No such page",
    missing_text: "Nothing is here, or this account may not see it.",
    home: "Go to the start page",
    failed: "The page could not be loaded",
};
