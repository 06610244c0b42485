//! Screens of the receipts plan. Invariant: what the store does not open for the viewer is on none
//! of them.
pub mod changes;
pub mod instalments;
pub mod matrix;
pub mod quotas;
pub mod receipts;
pub mod schedule;
pub mod sheets;

use crate::ui::{Tab, Tabs, use_lang};
use domain::lang::Lang;
use leptos::prelude::*;

/// The parts of the plan, above each of them.
pub(crate) fn places(here: &str) -> AnyView {
    let lang = use_lang();
    let places = [
        ("/plan", lang.pick("Plan", "Plan")),
        ("/plan/sheets", lang.pick("Uzgodnienie", "Reconciliation")),
        ("/plan/changes", lang.pick("Zmiany", "Changes")),
        ("/plan/instalments", lang.pick("Raty", "Instalments")),
        ("/plan/receipts", lang.pick("Wpływy", "Receipts")),
        ("/plan/quotas", lang.pick("Cele", "Quotas")),
    ];
    let tabs = places.map(|(href, name)| Tab::new(href, name, href == here));
    view! { <Tabs label=lang.pick("Części planu", "Parts of the plan") tabs=tabs.to_vec() /> }
        .into_any()
}

/// "12 rat".
pub(crate) fn counted(lang: Lang, count: u64) -> String {
    let (one, few, many) = lang.pick(
        ("rata", "raty", "rat"),
        ("instalment", "instalments", "instalments"),
    );
    format!("{count} {}", lang.plural(count, one, few, many))
}

/// "12 wpływów".
pub(crate) fn counted_receipts(lang: Lang, count: u64) -> String {
    let (one, few, many) = lang.pick(
        ("wpływ", "wpływy", "wpływów"),
        ("receipt", "receipts", "receipts"),
    );
    format!("{count} {}", lang.plural(count, one, few, many))
}
