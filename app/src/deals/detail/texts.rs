//! Words of the page of a deal. Labels of fields come from the domain.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(in crate::deals) struct Texts { $(pub(in crate::deals) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    deals "Szanse sprzedaży" "Deals"
    edit "Zmień dane" "Edit"
    add "Dodaj szansę" "Add deal"
    status "Stan" "Status"
    weighted "Wartość ważona" "Weighted value"
    no_amount "bez kwoty" "no amount"
    hidden_amount "Kwoty są ukryte dla tego konta. Pokazać je może opiekun albo kierownik grupy."
        "Amounts are hidden from this account. Ask the owner or the head of the group."
    late "po terminie" "overdue"
    facts "Dane" "Facts"
    age "Wiek" "Age"
    lines "Produkty i usługi" "Products and services"
    no_lines "Brak pozycji." "No lines yet."
    total "Razem" "Total"
    add_line "Dodaj pozycję" "Add line"
    own_line "Spoza cennika" "Not on the price list"
    line_hint "Puste: nazwa produktu" "Empty: the product’s name"
    price_hint "Puste: cena z cennika" "Empty: the list price"
    follow "Kwota szansy równa sumie pozycji" "The deal’s amount follows the lines"
    remove "Usuń" "Remove"
    history "Historia" "Timeline"
    older "Pokazano 200 ostatnich zdarzeń." "The latest 200 events are shown."
    note_hint "Ustalenia, rozmowa, kontekst" "What was agreed, said, or should be known"
    add_note "Dodaj notatkę" "Add note"
    next_step "Następny krok" "Next step"
    no_next_step "Nie zaplanowano następnego kroku." "No next step is planned."
    step_hint "Puste: brak następnego kroku" "Empty: no next step"
    save_step "Zapisz krok" "Save step"
    actions "Czynności" "Actions"
    move_on "Przenieś" "Move"
    win "Wygrana" "Won"
    won "Zapisz wygraną" "Save as won"
    lose "Przegrana" "Lost"
    lost "Zapisz przegraną" "Save as lost"
    choose_reason "Wybierz powód" "Choose a reason"
    details "Opis powodu" "What happened"
    reopen "Otwórz ponownie" "Reopen"
    reassign "Zmień opiekuna" "Change owner"
    hand_over "Przekaż" "Hand over"
    delete "Usuń szansę" "Delete deal"
    deleted "Szansa jest w koszu." "The deal is in the trash."
    undo "Cofnij" "Undo"
    restore "Przywróć z kosza" "Restore"
    shares "Udostępnienia" "Shares"
    no_shares "Nikomu nie udostępniono." "Shared with nobody."
    share_with "Komu" "With whom"
    share_edits "Także edycja" "May also edit"
    share_until "Do dnia" "Until"
    share "Udostępnij" "Share"
    unshare "Cofnij udostępnienie" "Stop sharing"
    reads "odczyt" "reads"
    edits "odczyt i edycja" "reads and edits"
    until "do" "until"
    over "zakończone" "ended"
    who_sees "Kto to widzi i dlaczego" "Who sees this and why"
    and_others "i inni" "and others"
    hidden_company "kontrahent poufny" "confidential company"
    hidden_contact "kontakt poufny" "confidential contact"
    none "—" "—"
    choose "Wybierz" "Choose"
    theirs "Odśwież i pokaż zapisane" "Reload and show what is saved"
    none_value "brak" "none"
    percent_of_stage "z etapu" "from the stage"
}

impl Texts {
    pub(in crate::deals) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

/// "1 dzień", "2 dni".
pub(super) fn days(lang: Lang, count: u32) -> String {
    let (one, few, many) = lang.pick(("dzień", "dni", "dni"), ("day", "days", "days"));
    format!("{count} {}", lang.plural(u64::from(count), one, few, many))
}

/// "1 osoba", "3 osoby", "5 osób".
pub(super) fn people(lang: Lang, count: usize) -> String {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let (one, few, many) = lang.pick(("osoba", "osoby", "osób"), ("person", "people", "people"));
    format!("{count} {}", lang.plural(count, one, few, many))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_days_are_counted_in_their_plural_forms() {
        assert_eq!(
            [1, 3, 5, 22].map(|count| people(Lang::Pl, count)),
            ["1 osoba", "3 osoby", "5 osób", "22 osoby"]
        );
        assert_eq!(
            [1, 2, 21].map(|count| days(Lang::Pl, count)),
            ["1 dzień", "2 dni", "21 dni"]
        );
    }
}
