//! Words of the report of movement. Invariant: both languages are complete.
use super::model::By;
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) title: &'static str,
    pub(super) pipeline: &'static str,
    pub(super) group: &'static str,
    pub(super) owner: &'static str,
    pub(super) all: &'static str,
    pub(super) apply: &'static str,
    pub(super) days: &'static str,
    pub(super) matrix: &'static str,
    pub(super) matrix_hint: &'static str,
    pub(super) from_stage: &'static str,
    pub(super) new: &'static str,
    pub(super) nothing_moved: &'static str,
    pub(super) nothing_moved_hint: &'static str,
    pub(super) nobody_passed: &'static str,
    pub(super) forwards: &'static str,
    pub(super) backwards: &'static str,
    pub(super) won: &'static str,
    pub(super) lost: &'static str,
    pub(super) funnel: &'static str,
    pub(super) funnel_hint: &'static str,
    pub(super) stage: &'static str,
    pub(super) entered: &'static str,
    pub(super) onwards: &'static str,
    pub(super) conversion: &'static str,
    pub(super) median: &'static str,
    pub(super) none_entered: &'static str,
    pub(super) outcomes: &'static str,
    pub(super) by: &'static str,
    pub(super) sum: &'static str,
    pub(super) win_rate: &'static str,
    pub(super) none_closed: &'static str,
    pub(super) unknown: &'static str,
    pub(super) newest: &'static str,
    pub(super) deal: &'static str,
    pub(super) company: &'static str,
    pub(super) amount: &'static str,
    pub(super) close: &'static str,
    pub(super) none: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

pub(super) fn by(by: By, lang: Lang) -> &'static str {
    match by {
        By::Reason => lang.pick("Powody utraty", "Lost reasons"),
        By::Owner => lang.pick("Opiekunowie", "Owners"),
        By::Source => lang.pick("Źródła", "Sources"),
        By::Product => lang.pick("Produkty", "Products"),
    }
}

/// "6 dni rob."; working days.
pub(super) fn working_days(days: u32, lang: Lang) -> String {
    let unit = lang.pick("dni rob.", "working days");
    let unit = if days == 1 {
        lang.pick("dzień rob.", "working day")
    } else {
        unit
    };
    format!("{days}\u{a0}{unit}")
}

const PL: Texts = Texts {
    title: "Ruch szans",
    pipeline: "Lejek",
    group: "Grupa",
    owner: "Opiekun",
    all: "Wszystkie",
    apply: "Pokaż",
    days: "Ostatnie dni",
    matrix: "Z etapu na etap",
    matrix_hint: "Wiersz: gdzie szansa była przed pierwszym dniem. Kolumna: gdzie jest na koniec ostatniego. Kwoty i opiekunowie są dzisiejsi.",
    from_stage: "Było",
    new: "Nowe",
    nothing_moved: "Nic tu nie ma",
    nothing_moved_hint: "W tym lejku i zakresie nie ma szans w tych dniach.",
    nobody_passed: "Żadna szansa nie przeszła tak w tych dniach.",
    forwards: "dalej",
    backwards: "wstecz",
    won: "Wygrane",
    lost: "Przegrane",
    funnel: "Lejek",
    funnel_hint: "Szanse, które w tych dniach weszły na etap, i co się z nimi stało do dziś.",
    stage: "Etap",
    entered: "Weszło",
    onwards: "Poszło dalej",
    conversion: "Konwersja",
    median: "Mediana pobytu",
    none_entered: "W tych dniach żadna szansa nie weszła na etap.",
    outcomes: "Wygrane i przegrane",
    by: "Według",
    sum: "Kwota",
    win_rate: "Skuteczność",
    none_closed: "W tych dniach nic nie zostało zamknięte.",
    unknown: "Nie podano",
    newest: "Najnowsze",
    deal: "Szansa",
    company: "Kontrahent",
    amount: "Kwota",
    close: "Zamknięcie",
    none: "–",
};

const EN: Texts = Texts {
    title: "Deal movement",
    pipeline: "Pipeline",
    group: "Group",
    owner: "Owner",
    all: "All",
    apply: "Show",
    days: "Last days",
    matrix: "From stage to stage",
    matrix_hint: "Row: where a deal stood before the first day. Column: where it stands at the end of the last. Amounts and owners are today’s.",
    from_stage: "From",
    new: "New",
    nothing_moved: "Nothing here",
    nothing_moved_hint: "No deals in this pipeline and scope in these days.",
    nobody_passed: "No deal went this way in these days.",
    forwards: "onwards",
    backwards: "back",
    won: "Won",
    lost: "Lost",
    funnel: "Funnel",
    funnel_hint: "Deals that entered the stage in these days, and what became of them since.",
    stage: "Stage",
    entered: "Entered",
    onwards: "Went on",
    conversion: "Conversion",
    median: "Median stay",
    none_entered: "No deal entered a stage in these days.",
    outcomes: "Won and lost",
    by: "By",
    sum: "Amount",
    win_rate: "Win rate",
    none_closed: "Nothing was closed in these days.",
    unknown: "Not recorded",
    newest: "The newest",
    deal: "Deal",
    company: "Company",
    amount: "Amount",
    close: "Close",
    none: "–",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_working_day_is_singular() {
        assert_eq!(working_days(1, Lang::Pl), "1\u{a0}dzień rob.");
        assert_eq!(working_days(21, Lang::Pl), "21\u{a0}dni rob.");
        assert_eq!(working_days(1, Lang::En), "1\u{a0}working day");
    }
}
