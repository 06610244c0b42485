//! Sentences about the plan of receipts.
mod adjustment;
mod agreement;
mod counting;
mod quota;
mod receipt;
mod schedule;

pub use counting::rule;

use super::words::{arrow, arrow_opt, edits, shown};
use crate::change::Change;
use crate::field::Field;
use crate::lang::Lang;
use crate::money::Money;
use crate::names::Names;
use crate::planning::{Event, Settings, VatRate};

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Schedule(event) => schedule::sentence(event, lang, names),
        Event::Receipt(event) => receipt::sentence(event, lang, names),
        Event::Sheet(event) => agreement::sheet(event, lang, names),
        Event::Verdict(event) => agreement::verdict(event, lang, names),
        Event::Period(event) => agreement::period(event, lang, names),
        Event::Quota(event) => quota::sentence(event, lang, names),
        Event::Adjustment(event) => adjustment::sentence(event, lang, names),
        Event::Template(event) => schedule::template(event, lang),
    }
}

/// What changed in how the firm plans.
pub(super) fn settings(change: &Change<Settings>, lang: Lang, names: &dyn Names) -> String {
    let (was, is) = (&change.was, &change.is);
    let basis = Change::between(was.basis, is.basis).map(|one| {
        arrow(Field::VatBasis, &one, lang, |basis| {
            basis.name(lang).to_owned()
        })
    });
    let vat = Change::between(was.vat, is.vat)
        .map(|one| arrow(Field::Vat, &one, lang, |rate| percent(*rate, lang)));
    let approver = Change::between(was.approver, is.approver).map(|one| {
        arrow_opt(Field::Approver, &one, lang, |id| {
            shown(names.person(*id), lang)
        })
    });
    edits(
        [basis, vat, approver].into_iter().flatten().collect(),
        false,
        lang,
    )
}

/// "23 %", "5,5 %".
fn percent(rate: VatRate, lang: Lang) -> String {
    let (whole, rest) = (rate.basis_points() / 100, rate.basis_points() % 100);
    let mark = lang.pick(",", ".");
    let text = match (rest, rest % 10) {
        (0, _) => format!("{whole}"),
        (_, 0) => format!("{whole}{mark}{}", rest / 10),
        _ => format!("{whole}{mark}{rest:02}"),
    };
    format!("{text}\u{a0}%")
}

/// "Nowa rata 2", and the amount where the reader may know it.
fn with_amount(text: String, amount: Option<Money>, lang: Lang) -> String {
    match amount {
        Some(amount) => format!("{text}: {}", amount.format(lang)),
        None => text,
    }
}

#[cfg(test)]
mod tests;
