//! Sentences about payment schedules.
use super::super::words::{arrow, arrow_opt, day, edits, shown};
use super::{percent, with_amount};
use crate::change::Change;
use crate::field::Field;
use crate::lang::Lang;
use crate::names::Names;
use crate::planning::schedule::Event;
use crate::planning::template;
use crate::planning::{Due, Terms};

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Laid { count, total } => {
            let text = lang.pick(
                format!("Nowy harmonogram płatności (raty: {count})"),
                format!("New payment schedule (instalments: {count})"),
            );
            with_amount(text, *total, lang)
        }
        Event::Added { number, amount } => {
            let text = format!("{} {number}", lang.pick("Nowa rata", "New instalment"));
            with_amount(text, *amount, lang)
        }
        Event::Removed { number, amount } => {
            let text = lang.pick("Usunięcie raty", "Instalment removed");
            with_amount(format!("{text} {number}"), *amount, lang)
        }
        Event::Changed { number, terms } => {
            let text = format!("{} {number}", Field::Instalment.label(lang));
            format!("{text}: {}", changed(terms, lang, names))
        }
        Event::Anchored { anchor, day: on } => {
            arrow_opt(anchor.field(), on, lang, |on| day(*on, lang))
        }
    }
}

pub(super) fn template(event: &template::Event, lang: Lang) -> String {
    use template::Event;
    let (label, name) = match event {
        Event::Created { name } => (
            lang.pick("Nowy szablon harmonogramu", "New schedule template"),
            name.clone(),
        ),
        Event::Changed { name } if name.was == name.is => (
            lang.pick("Zmiana szablonu harmonogramu", "Schedule template changed"),
            name.is.clone(),
        ),
        Event::Changed { name } => {
            let label = lang.pick("Zmiana szablonu harmonogramu", "Schedule template changed");
            (label, format!("{} → {}", name.was, name.is))
        }
        Event::Archived { name } => (
            lang.pick(
                "Archiwizacja szablonu harmonogramu",
                "Schedule template archived",
            ),
            name.clone(),
        ),
        Event::Restored { name } => (
            lang.pick(
                "Przywrócenie szablonu harmonogramu",
                "Schedule template restored",
            ),
            name.clone(),
        ),
    };
    format!("{label}: {name}")
}

fn changed(terms: &Change<Terms>, lang: Lang, names: &dyn Names) -> String {
    let (was, is) = (&terms.was, &terms.is);
    let due = Change::between(was.due, is.due)
        .map(|change| arrow_opt(Field::Due, &change, lang, |due| due_text(*due, lang)));
    let amount = Change::between(was.amount, is.amount)
        .map(|change| arrow_opt(Field::Amount, &change, lang, |money| money.format(lang)));
    let vat = Change::between(was.vat, is.vat)
        .map(|change| arrow(Field::Vat, &change, lang, |rate| percent(*rate, lang)));
    let basis = Change::between(was.basis, is.basis).map(|change| {
        arrow(Field::VatBasis, &change, lang, |basis| {
            basis.name(lang).to_owned()
        })
    });
    let category = Change::between(was.category, is.category).map(|change| {
        arrow_opt(Field::ForecastCategory, &change, lang, |one| {
            one.name(lang).to_owned()
        })
    });
    let payer = Change::between(was.payer, is.payer).map(|change| {
        arrow_opt(Field::Payer, &change, lang, |id| {
            shown(&names.company(*id), lang)
        })
    });
    let responsible = Change::between(was.responsible, is.responsible).map(|change| {
        arrow_opt(Field::Responsible, &change, lang, |id| {
            shown(names.person(*id), lang)
        })
    });
    let text = |field, was: &Option<String>, is: &Option<String>| {
        let change = Change::between(was.clone(), is.clone())?;
        Some(arrow_opt(field, &change, lang, Clone::clone))
    };
    let texts = [
        text(Field::Description, &was.description, &is.description),
        text(Field::Invoice, &was.invoice, &is.invoice),
        text(Field::Ksef, &was.ksef, &is.ksef),
    ];
    let said = [amount, due, vat, basis, category, payer, responsible].into_iter();
    let said: Vec<String> = said.chain(texts).flatten().collect();
    let hidden = said.is_empty();
    edits(said, hidden, lang)
}

/// "14 dni roboczych od dostawy".
fn due_text(due: Due, lang: Lang) -> String {
    match due {
        Due::On(on) => day(on, lang),
        Due::After {
            anchor,
            working_days,
        } => {
            let days = lang.plural(
                u64::from(working_days),
                lang.pick("dzień roboczy", "working day"),
                lang.pick("dni robocze", "working days"),
                lang.pick("dni roboczych", "working days"),
            );
            format!("{working_days}\u{a0}{days} {}", anchor.name(lang))
        }
    }
}
