//! Pipelines a new firm starts with, named in the firm's language.
use super::{Colour, StageDraft, StageKind};
use crate::lang::Lang;

/// A pipeline to begin with; ids are given by whoever stores it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    pub name: String,
    pub stages: Vec<StageDraft>,
}

type Row = (
    &'static str,
    &'static str,
    StageKind,
    u8,
    Colour,
    Option<u16>,
);

const SALES: [Row; 7] = [
    (
        "Kontakt",
        "Lead",
        StageKind::Open,
        10,
        Colour::Sand,
        Some(5),
    ),
    (
        "Rozpoznanie potrzeb",
        "Discovery",
        StageKind::Open,
        25,
        Colour::Sky,
        Some(10),
    ),
    (
        "Oferta",
        "Proposal",
        StageKind::Open,
        50,
        Colour::Petrol,
        Some(10),
    ),
    (
        "Negocjacje",
        "Negotiation",
        StageKind::Open,
        75,
        Colour::Violet,
        Some(15),
    ),
    (
        "Umowa",
        "Contract",
        StageKind::Open,
        90,
        Colour::Amber,
        Some(5),
    ),
    ("Wygrana", "Won", StageKind::Won, 100, Colour::Green, None),
    ("Przegrana", "Lost", StageKind::Lost, 0, Colour::Grey, None),
];

const RENEWALS: [Row; 5] = [
    (
        "Zbliża się koniec umowy",
        "Renewal due",
        StageKind::Open,
        60,
        Colour::Sky,
        Some(20),
    ),
    (
        "Rozmowy",
        "In talks",
        StageKind::Open,
        75,
        Colour::Petrol,
        Some(15),
    ),
    (
        "Aneks u klienta",
        "Papers out",
        StageKind::Open,
        90,
        Colour::Amber,
        Some(10),
    ),
    (
        "Odnowiona",
        "Renewed",
        StageKind::Won,
        100,
        Colour::Green,
        None,
    ),
    (
        "Nieodnowiona",
        "Not renewed",
        StageKind::Lost,
        0,
        Colour::Grey,
        None,
    ),
];

/// The pipelines of a new firm; the first is the default.
#[must_use]
pub fn examples(lang: Lang) -> Vec<Example> {
    let example = |pl: &str, en: &str, rows: &[Row]| Example {
        name: lang.pick(pl, en).to_owned(),
        stages: rows.iter().map(|row| draft(row, lang)).collect(),
    };
    vec![
        example("Sprzedaż", "Sales", &SALES),
        example("Odnowienia umów", "Renewals", &RENEWALS),
    ]
}

fn draft(&(pl, en, kind, probability, colour, expected_days): &Row, lang: Lang) -> StageDraft {
    StageDraft {
        name: lang.pick(pl, en).to_owned(),
        kind,
        probability,
        colour,
        expected_days,
        ..StageDraft::default()
    }
}
