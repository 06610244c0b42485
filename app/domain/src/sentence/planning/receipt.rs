//! Sentences about receipts.
use super::super::words::{arrow, arrow_opt, day, deleted, edits, restored, shown};
use super::with_amount;
use crate::change::Change;
use crate::field::Field;
use crate::lang::Lang;
use crate::names::Names;
use crate::planning::ReceiptFacts;
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
        Event::Corrected(change) => corrected(change, lang, names),
        Event::Deleted => deleted(lang),
        Event::Restored => restored(lang),
    }
}

fn corrected(change: &Change<ReceiptFacts>, lang: Lang, names: &dyn Names) -> String {
    let (was, is) = (&change.was, &change.is);
    let on = Change::between(was.on, is.on)
        .map(|one| arrow(Field::ReceivedOn, &one, lang, |on| day(*on, lang)));
    let amount = Change::between(was.amount, is.amount)
        .map(|one| arrow_opt(Field::Amount, &one, lang, |money| money.format(lang)));
    let payer = Change::between(was.payer, is.payer).map(|one| {
        arrow_opt(Field::Payer, &one, lang, |id| {
            shown(&names.company(*id), lang)
        })
    });
    let document = Change::between(was.document.clone(), is.document.clone())
        .map(|one| arrow_opt(Field::Document, &one, lang, Clone::clone));
    let said: Vec<String> = [on, amount, payer, document]
        .into_iter()
        .flatten()
        .collect();
    let hidden = said.is_empty();
    edits(said, hidden, lang)
}
