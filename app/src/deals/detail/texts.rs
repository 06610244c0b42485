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
    change "Zmień" "Change"
    save_line "Zapisz pozycję" "Save line"
    files "Pliki" "Files"
    no_files "Brak plików." "No files yet."
    add_files "Dodaj pliki" "Add files"
    send_files "Prześlij" "Upload"
    detach "Usuń plik" "Remove file"
    detach_hint "Plik zniknie na zawsze, także z serwera." "The file goes for good, from the server too."
    detach_now "Usuń na zawsze" "Remove for good"
    history "Historia" "Timeline"
    older "Starsze zdarzenia" "Older events"
    newest "Najnowsze zdarzenia" "Newest events"
    previous "Poprzednia szansa na liście" "Previous deal of the list"
    next "Następna szansa na liście" "Next deal of the list"
    note_hint "Ustalenia, rozmowa, kontekst" "What was agreed, said, or should be known"
    add_note "Dodaj notatkę" "Add note"
    log "Zapisz rozmowę lub spotkanie" "Log a call or meeting"
    log_kind "Rodzaj" "Kind"
    log_with "Z kim" "With"
    log_on "Dzień" "Day"
    log_at "Godzina" "Time"
    log_minutes "Minuty" "Minutes"
    log_note "Przebieg i ustalenia" "What was said and agreed"
    save_log "Zapisz" "Save"
    save_note "Zapisz notatkę" "Save note"
    remove_note "Usuń notatkę" "Remove note"
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
    add_new "Dodaj kontrahenta i kontakty, których jeszcze nie ma" "Add the company and contacts that do not exist yet"
    add_new_hint "Wystarczy nazwa; resztę można uzupełnić później." "A name is enough; the rest can follow later."
    choose_reason "Wybierz powód" "Choose a reason"
    details "Opis powodu" "What happened"
    reopen "Otwórz ponownie" "Reopen"
    delete "Usuń szansę" "Delete deal"
    deleted "Szansa jest w koszu." "The deal is in the trash."
    undo "Cofnij" "Undo"
    restore "Przywróć z kosza" "Restore"
    hidden_company "kontrahent poufny" "confidential company"
    hidden_contact "kontakt poufny" "confidential contact"
    none "—" "—"
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
pub(in crate::deals) fn days(lang: Lang, count: u32) -> String {
    let (one, few, many) = lang.pick(("dzień", "dni", "dni"), ("day", "days", "days"));
    format!("{count} {}", lang.plural(u64::from(count), one, few, many))
}

/// "340 B", "12 kB", "1,4 MB".
pub(super) fn size(lang: Lang, bytes: u64) -> String {
    let mark = lang.pick(',', '.');
    let tenths = |unit: u64| {
        let tenths = (bytes * 10 + unit / 2) / unit;
        (tenths / 10, tenths % 10)
    };
    let (number, unit) = match bytes {
        0..1_000 => (bytes.to_string(), "B"),
        1_000..999_500 => (((bytes + 500) / 1_000).to_string(), "kB"),
        _ => {
            let (whole, tenth) = tenths(1_000_000);
            (format!("{whole}{mark}{tenth}"), "MB")
        }
    };
    format!("{number}\u{a0}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_in_their_plural_forms() {
        assert_eq!(
            [1, 2, 21].map(|count| days(Lang::Pl, count)),
            ["1 dzień", "2 dni", "21 dni"]
        );
    }

    #[test]
    fn a_size_is_told_in_the_unit_that_fits_it() {
        let told = [340, 1_499, 999_499, 999_500, 1_440_000, 26_214_400];
        assert_eq!(
            told.map(|bytes| size(Lang::Pl, bytes).replace('\u{a0}', " ")),
            ["340 B", "1 kB", "999 kB", "1,0 MB", "1,4 MB", "26,2 MB"]
        );
    }
}
