//! Words of the home.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) home: &'static str,
    pub(super) period: &'static str,
    pub(super) previous: &'static str,
    pub(super) next: &'static str,
    pub(super) month: &'static str,
    pub(super) quarter: &'static str,
    pub(super) year: &'static str,
    pub(super) latest: &'static str,
    pub(super) open: &'static str,
    pub(super) weighted: &'static str,
    pub(super) won: &'static str,
    pub(super) lost: &'static str,
    pub(super) funnel: &'static str,
    pub(super) by_person: &'static str,
    pub(super) by_team: &'static str,
    pub(super) attention: &'static str,
    pub(super) stuck: &'static str,
    pub(super) no_next_step: &'static str,
    pub(super) late_step: &'static str,
    pub(super) past_close: &'static str,
    pub(super) nothing_won: &'static str,
    pub(super) nothing_open: &'static str,
    pub(super) other_currencies: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    home: "Pulpit",
    period: "Okres",
    previous: "Poprzedni okres",
    next: "Następny okres",
    month: "Miesiąc",
    quarter: "Kwartał",
    year: "Rok",
    latest: "Ostatni okres z danymi",
    open: "Otwarte",
    weighted: "Ważone szansą",
    won: "Wygrane",
    lost: "Przegrane",
    funnel: "Otwarte szanse według etapów",
    by_person: "Wygrane według opiekunów",
    by_team: "Wygrane według grup",
    attention: "Wymaga uwagi",
    stuck: "Bez postępu",
    no_next_step: "Bez następnego kroku",
    late_step: "Krok po terminie",
    past_close: "Po przewidywanym zamknięciu",
    nothing_won: "W tym okresie nic nie wygrano.",
    nothing_open: "Brak otwartych szans.",
    other_currencies: "oraz",
};

const EN: Texts = Texts {
    home: "Home",
    period: "Period",
    previous: "Previous period",
    next: "Next period",
    month: "Month",
    quarter: "Quarter",
    year: "Year",
    latest: "Latest period with data",
    open: "Open",
    weighted: "Weighted",
    won: "Won",
    lost: "Lost",
    funnel: "Open deals by stage",
    by_person: "Won by owner",
    by_team: "Won by group",
    attention: "Needs attention",
    stuck: "Stuck deals",
    no_next_step: "No next step",
    late_step: "Step overdue",
    past_close: "Past expected close",
    nothing_won: "Nothing was won in this period.",
    nothing_open: "No open deals.",
    other_currencies: "and",
};
