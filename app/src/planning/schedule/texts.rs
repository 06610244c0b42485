//! Words of payment schedules. Labels of fields come from the domain.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    title "Harmonogram płatności" "Payment schedule"
    deals "Szanse sprzedaży" "Deals"
    change "Zmień harmonogram" "Change the schedule"
    lay "Wpisz raty" "Enter instalments"
    implied "Bez harmonogramu: jeden planowany wpływ, w kwocie i terminie zamknięcia szansy."
        "No schedule yet: one planned receipt, by the deal’s amount and close date."
    by_template "Rozłóż według szablonu" "Lay by a template"
    anew "Rozłóż ponownie według szablonu" "Lay anew by a template"
    anew_hint "Raty, na które coś wpłynęło, zostaną; pozostałe zastąpi szablon."
        "Instalments with receipts stay; the template replaces the others."
    lay_now "Rozłóż" "Lay"
    instalment "Rata" "Instalment"
    new_instalment "Nowa rata" "New instalment"
    when "Termin" "Due"
    on_day "w dniu" "on a day"
    days_after "Dni robocze" "Working days"
    by_stage "według etapu szansy" "by the deal’s stage"
    more "Faktura, płatnik, odpowiedzialność" "Invoice, payer, responsible"
    remove "Usuń tę ratę" "Remove this instalment"
    settled "Jest na niej wpływ, więc nie można jej usunąć." "It holds a receipt, so it cannot be removed."
    anchors "Daty, od których liczą się terminy" "Days that due dates hang on"
    signing_hint "Puste: dzień wygrania, a wcześniej przewidywane zamknięcie" "Empty: the day of winning, before that the expected close"
    add "Dodaj ratę" "Add an instalment"
    save "Zapisz" "Save"
    save_more "Zapisz i dodaj kolejne" "Save and add more"
    cancel "Anuluj" "Cancel"
    theirs "Weź zapisaną wersję" "Take the saved version"
    nothing "brak" "none"
    hidden "Kwoty są ukryte dla tego konta, więc harmonogram może zmienić tylko ktoś, kto je widzi."
        "Amounts are hidden from this account, so only somebody who sees them can change the schedule."
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
