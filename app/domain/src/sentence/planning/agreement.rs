//! Sentences about sheets, verdicts and periods.
use super::super::words::{arrow_opt, day, joined, shown};
use crate::field::Field;
use crate::id::PersonId;
use crate::lang::Lang;
use crate::money::{Money, Sums};
use crate::names::Names;
use crate::planning::{Level, Ruling, period, sheet, verdict};

pub(super) fn sheet(event: &sheet::Event, lang: Lang, names: &dyn Names) -> String {
    use sheet::Event;
    match event {
        Event::Opened { edition, due } => {
            let text = format!(
                "{} {edition}",
                lang.pick("Nowy arkusz planu, wersja", "New plan sheet, version")
            );
            match due {
                Some(due) => format!(
                    "{text}, {} {}",
                    lang.pick("do złożenia do", "due by"),
                    day(*due, lang)
                ),
                None => text,
            }
        }
        Event::Submitted { instead_of, .. } => {
            for_whom(submitted(event, lang), *instead_of, lang, names)
        }
        Event::Agreed { instead_of } => for_whom(
            lang.pick("Uzgodnienie planu", "Plan agreed").to_owned(),
            *instead_of,
            lang,
            names,
        ),
        Event::Returned { reason, instead_of } => because(
            lang.pick("Zwrot planu", "Plan returned"),
            reason,
            *instead_of,
            lang,
            names,
        ),
        Event::ReopeningAsked { reason, instead_of } => {
            let text = lang.pick(
                "Prośba o ponowne otwarcie planu",
                "Reopening of the plan asked for",
            );
            because(text, reason, *instead_of, lang, names)
        }
        Event::Reopened {
            edition,
            instead_of,
        } => {
            let text = lang.pick("Ponowne otwarcie planu, wersja", "Plan reopened, version");
            for_whom(format!("{text} {edition}"), *instead_of, lang, names)
        }
    }
}

/// "Złożenie planu po terminie: 90,00 zł; wiersze bez uzgodnienia: 2".
fn submitted(event: &sheet::Event, lang: Lang) -> String {
    let mut text = lang.pick("Złożenie planu", "Plan submitted").to_owned();
    let sheet::Event::Submitted {
        up,
        open_lines,
        late,
        ..
    } = event
    else {
        return text;
    };
    if *late {
        text.push_str(lang.pick(" po terminie", " after its deadline"));
    }
    if !up.is_empty() {
        text = format!("{text}: {}", sums(up, lang));
    }
    if *open_lines > 0 {
        let lines = lang.pick("wiersze bez uzgodnienia", "lines without a verdict");
        text = format!("{text}; {lines}: {open_lines}");
    }
    text
}

pub(super) fn verdict(event: &verdict::Event, lang: Lang, names: &dyn Names) -> String {
    use verdict::Event;
    match event {
        Event::Given {
            line,
            level,
            ruling: given,
            instead_of,
        } => {
            let text = lang.pick("Uzgodnienie raty", "Verdict on instalment");
            let text = format!(
                "{text} {line} ({}): {}",
                place(*level, lang, names),
                ruling(given, lang)
            );
            for_whom(text, *instead_of, lang, names)
        }
        Event::Changed {
            line,
            level,
            ruling: change,
            instead_of,
        } => {
            let text = lang.pick("Zmiana uzgodnienia raty", "Verdict changed on instalment");
            let [was, is] = [&change.was, &change.is].map(|one| ruling(one, lang));
            let text = format!(
                "{text} {line} ({}): {was} → {is}",
                place(*level, lang, names)
            );
            for_whom(text, *instead_of, lang, names)
        }
        Event::Commented {
            line, instead_of, ..
        } => {
            let text = lang.pick(
                "Komentarz do uzgodnienia raty",
                "Comment on the verdict of instalment",
            );
            for_whom(format!("{text} {line}"), *instead_of, lang, names)
        }
    }
}

pub(super) fn period(event: &period::Event, lang: Lang, names: &dyn Names) -> String {
    use period::Event;
    match event {
        Event::WindowSet(change) => arrow_opt(Field::Window, change, lang, |on| day(*on, lang)),
        Event::RuleSet { number } => {
            let text = lang.pick(
                "Nowe zasady liczenia wierszy, wersja",
                "New rule of which lines count, version",
            );
            format!("{text} {number}")
        }
        Event::Closed { instead_of } => for_whom(
            lang.pick("Zamknięcie okresu", "Period closed").to_owned(),
            *instead_of,
            lang,
            names,
        ),
        Event::ReopeningAsked { reason, instead_of } => {
            let text = lang.pick(
                "Prośba o ponowne otwarcie okresu",
                "Reopening of the period asked for",
            );
            because(text, reason, *instead_of, lang, names)
        }
        Event::Reopened { instead_of } => {
            let text = lang
                .pick("Ponowne otwarcie okresu", "Period reopened")
                .to_owned();
            for_whom(text, *instead_of, lang, names)
        }
    }
}

/// "uzgodnione, 90,00 zł, 05.12.2026, powód: rabat".
fn ruling(ruling: &Ruling, lang: Lang) -> String {
    let mut parts = vec![ruling.outcome.name(lang).to_owned()];
    parts.extend(ruling.amount.map(|amount| amount.format(lang)));
    parts.extend(ruling.due.map(|due| day(due, lang)));
    let why = lang.pick("powód", "reason");
    parts.extend(
        ruling
            .reason
            .as_ref()
            .map(|reason| format!("{why}: {reason}")),
    );
    parts.join(", ")
}

fn place(level: Level, lang: Lang, names: &dyn Names) -> String {
    match level {
        Level::Group(group) => shown(names.group(group), lang),
        Level::Firm => lang.pick("poziom firmy", "the firm’s level").to_owned(),
    }
}

fn because(
    what: &str,
    reason: &str,
    instead_of: Option<PersonId>,
    lang: Lang,
    names: &dyn Names,
) -> String {
    let text = format!("{what}, {}: {reason}", lang.pick("powód", "reason"));
    for_whom(text, instead_of, lang, names)
}

/// Marks what a deputy did.
pub(super) fn for_whom(
    text: String,
    instead_of: Option<PersonId>,
    lang: Lang,
    names: &dyn Names,
) -> String {
    match instead_of {
        Some(person) => {
            let mark = lang.pick("w zastępstwie za:", "on behalf of");
            format!("{text} ({mark} {})", shown(names.person(person), lang))
        }
        None => text,
    }
}

pub(super) fn sums(sums: &Sums, lang: Lang) -> String {
    let each = sums
        .iter()
        .map(|(currency, sum)| Money::new(sum.minor, currency).format(lang));
    joined(each, lang)
}
