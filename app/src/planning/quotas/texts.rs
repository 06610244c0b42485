//! Words of quotas.
use domain::lang::Lang;

macro_rules! texts {
    ($($name:ident $pl:literal $en:literal)*) => {
        pub(super) struct Texts { $(pub(super) $name: &'static str,)* }
        const PL: Texts = Texts { $($name: $pl,)* };
        const EN: Texts = Texts { $($name: $en,)* };
    };
}

texts! {
    title "Cele" "Quotas"
    previous "Poprzedni rok" "Previous year"
    next "Następny rok" "Next year"
    group "Grupa" "Group"
    apply "Pokaż" "Show"
    who "Grupa, osoba" "Group, person"
    year "Rok" "Year"
    table "Cele miesięczne" "Monthly quotas"
    save "Zapisz cele" "Save quotas"
    reason "Powód zmiany" "Reason of the change"
    copy "Skopiuj poprzedni rok" "Copy last year"
    percent "Zmiana w procentach" "Change in per cent"
    copy_hint "Cele z tych samych miesięcy poprzedniego roku; ujemny procent obniża."
        "Quotas of the same months of last year; a negative percentage lowers."
    copy_now "Skopiuj" "Copy"
    split "Rozdziel cel grupy" "Divide the group’s quota"
    split_hint "Między osoby i grupy bezpośrednio w tej grupie: w dotychczasowych proporcjach, a bez nich po równo."
        "Among people and groups directly in this group: in the proportions so far, else evenly."
    split_now "Rozdziel" "Divide"
    paste "Wklej z arkusza" "Paste from a spreadsheet"
    paste_hint "Nazwy osób i grup w pierwszej kolumnie, potem miesiące. Nagłówek z miesiącami może zostać; puste komórki niczego nie zmieniają."
        "Names of people and groups in the first column, then months. A heading with months may stay; blank cells change nothing."
    check "Sprawdź" "Check"
    paste_now "Zapisz wklejone" "Save the pasted"
    problems "Nie odczytano" "Not read"
    versions "Wersje celu" "Versions of the quota"
    taken_away "cel zdjęty" "taken away"
    close "Zamknij" "Close"
    empty "Nie ma tu nikogo" "Nobody is here"
    empty_hint "Ta grupa nie ma osób ani celów. Wybierz inną." "This group has neither people nor quotas. Choose another one."
    only_read "Cele tej grupy ustala ktoś inny; można je tylko czytać." "Somebody else sets these quotas; they can only be read."
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}
