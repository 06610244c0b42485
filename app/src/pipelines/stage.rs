//! Words and marks of a stage. Invariant: a colour is always beside its name.
use super::texts::Texts;
use crate::deals::words::colour_place;
use crate::ui::Tone;
use domain::lang::Lang;
use domain::pipelines::{Colour, Need, StageKind};
use leptos::prelude::*;

/// The value of a need in the form.
pub(super) fn key(need: Need) -> &'static str {
    match need {
        Need::Contact => "contact",
        other => other.field().key(),
    }
}

pub(super) fn kind_key(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Open => "open",
        StageKind::Won => "won",
        StageKind::Lost => "lost",
    }
}

pub(super) fn kind(kind: StageKind, texts: &'static Texts) -> &'static str {
    match kind {
        StageKind::Open => texts.open,
        StageKind::Won => texts.won,
        StageKind::Lost => texts.lost,
    }
}

pub(super) fn colour(colour: Colour, lang: Lang) -> &'static str {
    let (pl, en) = match colour {
        Colour::Sand => ("Piaskowy", "Sand"),
        Colour::Sky => ("Błękitny", "Sky"),
        Colour::Petrol => ("Petrol", "Petrol"),
        Colour::Violet => ("Fioletowy", "Violet"),
        Colour::Rose => ("Różowy", "Rose"),
        Colour::Amber => ("Bursztynowy", "Amber"),
        Colour::Green => ("Zielony", "Green"),
        Colour::Grey => ("Szary", "Grey"),
    };
    lang.pick(pl, en)
}

pub(super) fn dot(colour: Colour) -> AnyView {
    let tone = Tone::Stage(colour_place(colour)).class();
    view! { <span class=["dot tone-dot ", tone].concat() aria-hidden="true"></span> }.into_any()
}
