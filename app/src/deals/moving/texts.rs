//! Words of moving deals. Labels of fields come from the domain.
use domain::lang::Lang;

pub(in crate::deals) struct Texts {
    pub(in crate::deals) deals: &'static str,
    pub(in crate::deals) move_to: &'static str,
    pub(in crate::deals) move_here: &'static str,
    pub(in crate::deals) fill_and_move: &'static str,
    pub(in crate::deals) lacks: &'static str,
    pub(in crate::deals) pass: &'static str,
    pub(in crate::deals) won: &'static str,
    pub(in crate::deals) lost: &'static str,
    pub(in crate::deals) choose_reason: &'static str,
    pub(in crate::deals) details: &'static str,
    pub(in crate::deals) back: &'static str,
    pub(in crate::deals) nowhere: &'static str,
    pub(in crate::deals) choose: &'static str,
}

impl Texts {
    pub(in crate::deals) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    deals: "Szanse sprzedaży",
    move_to: "Przenieś",
    move_here: "Przenieś",
    fill_and_move: "Uzupełnij i przenieś",
    lacks: "brakuje",
    pass: "Etap przyjmuje szanse, które mają to wypełnione. Uzupełnienie i przeniesienie zapisują się razem.",
    won: "Zapisz wygraną",
    lost: "Zapisz przegraną",
    choose_reason: "Wybierz powód",
    details: "Opis powodu",
    back: "Wróć",
    nowhere: "Tej szansy nie można przenieść: jest w koszu albo brakuje prawa do jej zmiany.",
    choose: "Etap, na który przejdzie szansa",
};

const EN: Texts = Texts {
    deals: "Deals",
    move_to: "Move",
    move_here: "Move",
    fill_and_move: "Fill in and move",
    lacks: "lacks",
    pass: "The stage takes deals that have this filled in. Filling in and moving are saved together.",
    won: "Save as won",
    lost: "Save as lost",
    choose_reason: "Choose a reason",
    details: "What happened",
    back: "Back",
    nowhere: "This deal cannot be moved: it is in the trash, or you may not change it.",
    choose: "Stage to move the deal to",
};
