//! Which lines count, as a sentence.
use super::super::words::{joined, shown, status};
use crate::lang::Lang;
use crate::names::Names;
use crate::planning::CountingRule;

/// "Liczą się wiersze: kategoria deklaracja, wariant optymistyczny; szansa od 50 %."
#[must_use]
pub fn rule(rule: &CountingRule, lang: Lang, names: &dyn Names) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |label: &str, all: Vec<String>| {
        if !all.is_empty() {
            parts.push(format!("{label} {}", joined(all.into_iter(), lang)));
        }
    };
    let categories = rule.categories.iter().map(|one| one.name(lang).to_owned());
    add(lang.pick("kategoria", "category"), categories.collect());
    let statuses = rule
        .statuses
        .iter()
        .map(|one| status(*one, lang).to_owned());
    add(lang.pick("stan szansy", "deal"), statuses.collect());
    let pipelines = rule
        .pipelines
        .iter()
        .map(|id| shown(&names.pipeline(*id), lang));
    add(lang.pick("lejek", "pipeline"), pipelines.collect());
    let payers = rule
        .payers
        .iter()
        .map(|id| shown(&names.company(*id), lang));
    add(lang.pick("płatnik", "payer"), payers.collect());
    let chance = rule.least_chance.map(|least| format!("{least}\u{a0}%"));
    add(
        lang.pick("prawdopodobieństwo od", "probability from"),
        chance.into_iter().collect(),
    );
    let needs = rule.needs.iter().map(|one| one.name(lang).to_owned());
    add(lang.pick("wymagane:", "required:"), needs.collect());
    if parts.is_empty() {
        let all = "Liczą się wszystkie wiersze oprócz pominiętych.";
        return lang
            .pick(all, "All lines count but omitted ones.")
            .to_owned();
    }
    format!(
        "{}: {}.",
        lang.pick("Liczą się wiersze", "Lines that count"),
        parts.join("; ")
    )
}
