//! Words of receipts. Labels of fields come from the domain.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    title "Wpływy" "Receipts"
    one "Wpływ" "Receipt"
    add "Zapisz wpływ" "Record a receipt"
    paste "Wklej wpływy" "Paste receipts"
    view "Które" "Which"
    all "Wszystkie" "All"
    free_ones "Do rozliczenia" "To allocate"
    on "Dzień" "Day"
    free "Do rozliczenia" "To allocate"
    settled "rozliczony" "allocated"
    none "Nie ma jeszcze wpływów" "No receipts yet"
    none_text "Zapisz pierwszy wpływ albo wklej wyciąg z arkusza." "Record the first receipt or paste a statement from a spreadsheet."
    none_free "Wszystko rozliczone" "Everything is allocated"
    none_free_text "Każdy wpływ jest rozliczony na raty." "Every receipt is allocated to instalments."
    save "Zapisz" "Save"
    cancel "Anuluj" "Cancel"
    gross "Kwota brutto, jak na wyciągu." "Gross, as on the bank statement."
    owner_hint "Czyje wpływy zwiększa" "Whose receipts it adds to"
    allocations "Rozliczenie na raty" "Allocated to"
    not_allocated "Nic jeszcze nie rozliczono." "Nothing is allocated yet."
    hidden_deal "szansa niewidoczna dla tego konta" "a deal this account may not see"
    release "Cofnij" "Take back"
    proposed "Propozycje" "Proposals"
    allocate "Rozlicz" "Allocate"
    allocate_all "Rozlicz jak zaproponowano" "Allocate as proposed"
    other "Rozlicz na wybraną ratę" "Allocate to another instalment"
    returned "Zwroty do płatnika" "Given back"
    give_back "Zapisz zwrot" "Record money given back"
    correct "Popraw dane" "Correct"
    delete "Usuń wpływ" "Delete the receipt"
    delete_hint "Trafi do kosza; da się go przywrócić." "It goes to the trash and can be restored."
    deleted "Ten wpływ jest w koszu." "This receipt is in the trash."
    restore "Przywróć" "Restore"
    closed "Okres tego wpływu jest zamknięty, więc można go tylko czytać." "The period of this receipt is closed; it can only be read."
    hidden "Kwoty są ukryte dla tego konta." "Amounts are hidden from this account."
    paste_hint "Kolumny: dzień, kwota, płatnik, tytuł. Skopiuj z arkusza albo z wyciągu; nagłówek może zostać."
        "Columns: day, amount, payer, title. Copy from a spreadsheet or a statement; a heading may stay."
    check "Sprawdź" "Check"
    save_all "Zapisz wszystkie" "Record all"
    preview "Odczytano" "Read"
    row "Wiersz" "Row"
    problems "Nie odczytano" "Not read"
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
