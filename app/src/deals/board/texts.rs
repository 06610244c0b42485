//! Words of the board.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) board: &'static str,
    pub(super) pipeline: &'static str,
    pub(super) weighted: &'static str,
    pub(super) no_amount: &'static str,
    pub(super) empty: &'static str,
    pub(super) empty_open: &'static str,
    pub(super) archived: &'static str,
    pub(super) move_to: &'static str,
    pub(super) more: &'static str,
    pub(super) no_step: &'static str,
    pub(super) late: &'static str,
    pub(super) in_stage: &'static str,
    pub(super) since_today: &'static str,
    pub(super) too_long: &'static str,
    pub(super) hidden_company: &'static str,
    pub(super) closed_to_closed: &'static str,
    pub(super) takes_none: &'static str,
    pub(super) close: &'static str,
    pub(super) of: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    board: "Tablica szans sprzedaży",
    pipeline: "Lejek",
    weighted: "ważone",
    no_amount: "bez kwoty",
    empty: "Brak szans na tym etapie.",
    empty_open: "Brak szans na tym etapie. Można tu przeciągnąć kartę.",
    archived: "w archiwum",
    move_to: "Przenieś",
    more: "Pokaż kolejne",
    no_step: "Brak następnego kroku",
    late: "po terminie",
    in_stage: "na etapie",
    since_today: "na etapie od dziś",
    too_long: "za długo",
    hidden_company: "kontrahent poufny",
    closed_to_closed: "Szansa jest zamknięta. Najpierw trzeba ją otworzyć ponownie na jednym z otwartych etapów.",
    takes_none: "Ten etap jest zarchiwizowany i nie przyjmuje szans. Można wybrać inny etap.",
    close: "Zamknij",
    of: "z",
};

const EN: Texts = Texts {
    board: "Board of deals",
    pipeline: "Pipeline",
    weighted: "weighted",
    no_amount: "no amount",
    empty: "No deals in this stage.",
    empty_open: "No deals in this stage. Drop a card here.",
    archived: "archived",
    move_to: "Move",
    more: "Show more",
    no_step: "No next step",
    late: "overdue",
    in_stage: "in stage",
    since_today: "in stage since today",
    too_long: "too long",
    hidden_company: "confidential company",
    closed_to_closed: "The deal is closed. Reopen it in one of the open stages first.",
    takes_none: "This stage is archived and takes no deals. Choose another stage.",
    close: "Close",
    of: "of",
};
