//! Words of the screens of deals.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) deals: &'static str,
    pub(super) add: &'static str,
    pub(super) title: &'static str,
    pub(super) company: &'static str,
    pub(super) stage: &'static str,
    pub(super) owner: &'static str,
    pub(super) group: &'static str,
    pub(super) amount: &'static str,
    pub(super) close: &'static str,
    pub(super) next_step: &'static str,
    pub(super) tools: &'static str,
    pub(super) change: &'static str,
    pub(super) save: &'static str,
    pub(super) cancel: &'static str,
    pub(super) all: &'static str,
    pub(super) status: &'static str,
    pub(super) open: &'static str,
    pub(super) won: &'static str,
    pub(super) lost: &'static str,
    pub(super) apply: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) search: &'static str,
    pub(super) search_hint: &'static str,
    pub(super) below: &'static str,
    pub(super) none: &'static str,
    pub(super) none_yet: &'static str,
    pub(super) none_yet_hint: &'static str,
    pub(super) none_match: &'static str,
    pub(super) none_match_hint: &'static str,
    pub(super) clear: &'static str,
    pub(super) attention: &'static str,
    pub(super) no_next_step: &'static str,
    pub(super) late_step: &'static str,
    pub(super) past_close: &'static str,
    pub(super) drop_filter: &'static str,
    pub(super) at_least: &'static str,
    pub(super) no_amount: &'static str,
    pub(super) hidden_company: &'static str,
    pub(super) pipeline: &'static str,
    pub(super) opened: &'static str,
    pub(super) closed: &'static str,
    pub(super) all_filters: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    deals: "Szanse sprzedaży",
    add: "Dodaj szansę",
    title: "Tytuł",
    company: "Kontrahent",
    stage: "Etap",
    owner: "Opiekun",
    group: "Grupa",
    amount: "Kwota",
    close: "Zamknięcie",
    next_step: "Następny krok",
    tools: "Czynności",
    change: "Zmień",
    save: "Zapisz",
    cancel: "Anuluj",
    all: "Wszystkie",
    status: "Stan",
    open: "Otwarte",
    won: "Wygrane",
    lost: "Przegrane",
    apply: "Zastosuj",
    from: "Od",
    to: "Do",
    search: "Szukaj",
    search_hint: "Tytuł, kontrahent, następny krok",
    below: "z grupami podległymi",
    none: "—",
    none_yet: "Brak szans sprzedaży",
    none_yet_hint: "Dodać pierwszą szansę albo zaimportować je z pliku.",
    none_match: "Żadna szansa nie pasuje do filtrów",
    none_match_hint: "Usunąć jeden z filtrów albo wszystkie.",
    clear: "Wyczyść filtry",
    attention: "Wymaga uwagi",
    no_next_step: "Bez następnego kroku",
    late_step: "Krok po terminie",
    past_close: "Po przewidywanym zamknięciu",
    drop_filter: "Usuń filtr",
    at_least: "co najmniej",
    no_amount: "bez kwoty",
    hidden_company: "kontrahent poufny",
    pipeline: "Lejek",
    opened: "Data otwarcia",
    closed: "Data zamknięcia",
    all_filters: "Filtry",
};

const EN: Texts = Texts {
    deals: "Deals",
    add: "Add deal",
    title: "Title",
    company: "Company",
    stage: "Stage",
    owner: "Owner",
    group: "Group",
    amount: "Amount",
    close: "Close",
    next_step: "Next step",
    tools: "Actions",
    change: "Change",
    save: "Save",
    cancel: "Cancel",
    all: "All",
    status: "Status",
    open: "Open",
    won: "Won",
    lost: "Lost",
    apply: "Apply",
    from: "From",
    to: "To",
    search: "Search",
    search_hint: "Title, company, next step",
    below: "with groups below",
    none: "—",
    none_yet: "No deals yet",
    none_yet_hint: "Add the first one, or import them from a file.",
    none_match: "No deal matches the filters",
    none_match_hint: "Drop one of the filters, or all of them.",
    clear: "Clear filters",
    attention: "Needs attention",
    no_next_step: "No next step",
    late_step: "Step overdue",
    past_close: "Past expected close",
    drop_filter: "Drop filter",
    at_least: "at least",
    no_amount: "no amount",
    hidden_company: "confidential company",
    pipeline: "Pipeline",
    opened: "Opened on",
    closed: "Closed on",
    all_filters: "Filters",
};

/// "1 234 szanse", in the right form.
pub(super) fn counted(lang: Lang, count: u64) -> String {
    let (one, few, many) = lang.pick(("szansa", "szanse", "szans"), ("deal", "deals", "deals"));
    format!("{} {}", grouped(count), lang.plural(count, one, few, many))
}

/// Digits in groups of three with a no-break space, as columns of both languages have them.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_grouped_and_has_its_plural_form() {
        assert_eq!(counted(Lang::Pl, 1), "1 szansa");
        assert_eq!(counted(Lang::Pl, 1_234_222), "1\u{a0}234\u{a0}222 szanse");
        assert_eq!(counted(Lang::En, 21), "21 deals");
    }
}
