//! Sentences about quotas.
use super::super::words::{or_none, shown};
use super::agreement::for_whom;
use crate::dates;
use crate::lang::Lang;
use crate::names::Names;
use crate::planning::Holder;
use crate::planning::quota::Event;

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    let whose = holder(event.holder, lang, names);
    let month = dates::month(event.month, lang);
    let text = format!(
        "{}: {whose}, {month}",
        lang.pick("Zmiana celu", "Quota changed")
    );
    let text = match (event.amount.was, event.amount.is) {
        (None, None) => text,
        amounts => {
            let [was, is] = [amounts.0, amounts.1]
                .map(|amount| or_none(amount.map(|amount| amount.format(lang)), lang));
            format!("{text}: {was} → {is}")
        }
    };
    for_whom(text, event.instead_of, lang, names)
}

pub(super) fn holder(holder: Holder, lang: Lang, names: &dyn Names) -> String {
    match holder {
        Holder::Group(group) => shown(names.group(group), lang),
        Holder::Person { person, .. } => shown(names.person(person), lang),
    }
}
