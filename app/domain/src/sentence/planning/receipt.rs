//! Sentences about receipts.
use super::super::words::{day, deleted, restored, shown};
use super::with_amount;
use crate::lang::Lang;
use crate::names::Names;
use crate::planning::receipt::Event;

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Recorded { on, amount, payer } => {
            let mut text = format!(
                "{} {}",
                lang.pick("Wpływ z dnia", "Receipt of"),
                day(*on, lang)
            );
            if let Some(payer) = payer {
                text = format!("{text}, {}", shown(&names.company(*payer), lang));
            }
            with_amount(text, *amount, lang)
        }
        Event::Allocated { to, amount } => {
            let text = lang.pick("Rozliczenie na ratę", "Allocated to instalment");
            with_amount(format!("{text} {to}"), *amount, lang)
        }
        Event::Released { to, amount } => {
            let text = lang.pick(
                "Cofnięcie rozliczenia z raty",
                "Allocation released from instalment",
            );
            with_amount(format!("{text} {to}"), *amount, lang)
        }
        Event::GivenBack {
            on, amount, reason, ..
        } => {
            let text = format!(
                "{} {}",
                lang.pick("Zwrot z dnia", "Given back on"),
                day(*on, lang)
            );
            let why = lang.pick("powód", "reason");
            format!("{}, {why}: {reason}", with_amount(text, *amount, lang))
        }
        Event::Deleted => deleted(lang),
        Event::Restored => restored(lang),
    }
}
