//! Sentences about deals.
use super::custody;
use super::words::{
    activity_kind, arrow, arrow_opt, day, deleted, edits, joined, lost_kind, or_none, restored,
    reworded, shown,
};
use crate::change::Change;
use crate::deals::{DealContact, DealLine, Edit, Event, LostReason, NextStep, Snooze};
use crate::field::Field;
use crate::id::{PipelineId, StageId};
use crate::lang::Lang;
use crate::money::Money;
use crate::names::Names;

pub(super) fn sentence(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Opened {
            title,
            amount,
            import,
            ..
        } => opened(title, *amount, import.is_some(), lang),
        Event::Edited {
            edits: changed,
            hidden,
        } => {
            let said = changed
                .iter()
                .map(|change| edit(change, lang, names))
                .collect();
            edits(said, *hidden, lang)
        }
        Event::Moved { pipeline, stage } => moved(pipeline, stage, lang, names),
        Event::Won { on, amount, .. } => {
            let text = format!("{}: {}", lang.pick("Wygrana", "Won"), day(*on, lang));
            with_amount(text, amount.as_ref(), lang)
        }
        Event::Lost { on, reason, .. } => {
            let [lost, why] = lang.pick(["Przegrana", "powód"], ["Lost", "reason"]);
            format!(
                "{lost}: {}, {why}: {}",
                day(*on, lang),
                lost_reason(reason, lang)
            )
        }
        Event::Reopened { stage, .. } => {
            format!(
                "{}: {}",
                lang.pick("Ponowne otwarcie", "Reopened"),
                stages(stage, lang, names)
            )
        }
        Event::NextStepPlanned(change) => next_step(change, lang),
        Event::LineAdded { .. } | Event::LineChanged { .. } | Event::LineRemoved { .. } => {
            lines(event, lang)
        }
        Event::Custody(change) => custody::sentence(change, lang, names),
        Event::Noted { .. } => lang.pick("Nowa notatka", "New note").to_owned(),
        Event::Logged { .. }
        | Event::Snoozed(_)
        | Event::FileAttached { .. }
        | Event::NoteChanged { .. }
        | Event::NoteRemoved { .. }
        | Event::FileRemoved { .. } => beside(event, lang, names),
        Event::Deleted => deleted(lang),
        Event::Restored => restored(lang),
    }
}

/// What happens beside the fields of a deal.
fn beside(event: &Event, lang: Lang, names: &dyn Names) -> String {
    match event {
        Event::Logged { kind, at, .. } => {
            let held = names.zone().written(*at, lang);
            format!("{}: {held}", activity_kind(*kind, lang))
        }
        Event::NoteChanged { .. } => lang.pick("Zmiana notatki", "Note changed").to_owned(),
        Event::NoteRemoved { .. } => lang.pick("Usunięcie notatki", "Note removed").to_owned(),
        Event::Snoozed(change) => snoozed(change, lang),
        Event::FileAttached { name, .. } => {
            format!(
                "{}: {}",
                lang.pick("Nowy plik", "New file"),
                shown(name, lang)
            )
        }
        Event::FileRemoved { name, .. } => {
            format!(
                "{}: {}",
                lang.pick("Usunięcie pliku", "File removed"),
                shown(name, lang)
            )
        }
        _ => String::new(),
    }
}

fn snoozed(change: &Change<Option<Snooze>>, lang: Lang) -> String {
    match &change.is {
        Some(snooze) => {
            let [label, why] = lang.pick(["Odłożenie do", "powód"], ["Snoozed until", "reason"]);
            format!(
                "{label}: {}, {why}: {}",
                day(snooze.until, lang),
                snooze.reason
            )
        }
        None => lang.pick("Koniec odłożenia", "Snooze ended").to_owned(),
    }
}

fn lines(event: &Event, lang: Lang) -> String {
    let (label, what, amount) = match event {
        Event::LineAdded { line: new, amount } => (
            lang.pick("Nowa pozycja", "Line added"),
            line(new, lang),
            amount,
        ),
        Event::LineRemoved { line: gone, amount } => (
            lang.pick("Usunięcie pozycji", "Line removed"),
            line(gone, lang),
            amount,
        ),
        Event::LineChanged {
            line: change,
            amount,
        } => {
            let [was, is] = [&change.was, &change.is].map(|one| line(one, lang));
            (
                lang.pick("Zmiana pozycji", "Line changed"),
                format!("{was} → {is}"),
                amount,
            )
        }
        _ => return String::new(),
    };
    with_amount(format!("{label}: {what}"), amount.as_ref(), lang)
}

fn moved(
    pipeline: &Change<PipelineId>,
    stage: &Change<StageId>,
    lang: Lang,
    names: &dyn Names,
) -> String {
    let stages = stages(stage, lang, names);
    if pipeline.was == pipeline.is {
        return format!("{}: {stages}", lang.pick("Zmiana etapu", "Stage changed"));
    }
    let [was, is] = [pipeline.was, pipeline.is].map(|id| shown(&names.pipeline(id), lang));
    let [pipeline, stage] = lang.pick(["Zmiana lejka", "etap"], ["Pipeline changed", "stage"]);
    format!("{pipeline}: {was} → {is}, {stage}: {stages}")
}

fn opened(title: &str, amount: Option<Money>, imported: bool, lang: Lang) -> String {
    let label = match imported {
        false => lang.pick("Nowa szansa", "New deal"),
        true => lang.pick("Szansa z importu", "Imported deal"),
    };
    match amount {
        Some(amount) => format!("{label}: {title} ({})", amount.format(lang)),
        None => format!("{label}: {title}"),
    }
}

fn edit(edit: &Edit, lang: Lang, names: &dyn Names) -> String {
    match edit {
        Edit::Title(change) => arrow(Field::Title, change, lang, Clone::clone),
        Edit::Company(change) => arrow_opt(Field::Company, change, lang, |id| {
            shown(&names.company(*id), lang)
        }),
        Edit::Contacts(change) => arrow(Field::Contact, change, lang, |parts| {
            contacts(parts, lang, names)
        }),
        Edit::Amount(change) => arrow_opt(Field::Amount, change, lang, |money| money.format(lang)),
        Edit::Probability(change) => arrow_opt(Field::Probability, change, lang, |percent| {
            format!("{percent}\u{a0}%")
        }),
        Edit::ExpectedClose(change) => {
            arrow_opt(Field::ExpectedClose, change, lang, |on| day(*on, lang))
        }
        Edit::Opened(change) => arrow_opt(Field::Opened, change, lang, |on| day(*on, lang)),
        Edit::Closed(change) => arrow_opt(Field::Closed, change, lang, |on| day(*on, lang)),
        Edit::Source(change) => arrow_opt(Field::Source, change, lang, Clone::clone),
        Edit::LostReason(change) => arrow_opt(Field::LostReason, change, lang, |reason| {
            lost_reason(reason, lang)
        }),
        Edit::Description(change) => reworded(Field::Description, change, lang),
        Edit::ExternalId(change) => arrow_opt(Field::ExternalId, change, lang, Clone::clone),
    }
}

fn contacts(parts: &[DealContact], lang: Lang, names: &dyn Names) -> String {
    let one = |part: &DealContact| {
        let name = shown(&names.contact(part.contact), lang);
        part.role
            .as_ref()
            .map_or(name.clone(), |role| format!("{name} ({role})"))
    };
    joined(parts.iter().map(one), lang)
}

fn stages(change: &Change<StageId>, lang: Lang, names: &dyn Names) -> String {
    let [was, is] = [change.was, change.is].map(|id| shown(&names.stage(id), lang));
    format!("{was} → {is}")
}

fn lost_reason(reason: &LostReason, lang: Lang) -> String {
    let kind = lost_kind(reason.kind, lang);
    reason
        .text
        .as_ref()
        .map_or(kind.to_owned(), |text| format!("{kind} ({text})"))
}

fn next_step(change: &Change<Option<NextStep>>, lang: Lang) -> String {
    let label = Field::NextStep.label(lang);
    let text = |step: &NextStep| match step.on {
        Some(on) => format!("{} ({})", step.what, day(on, lang)),
        None => step.what.clone(),
    };
    match &change.was {
        None => format!("{label}: {}", or_none(change.is.as_ref().map(text), lang)),
        Some(was) => format!(
            "{label}: {} → {}",
            text(was),
            or_none(change.is.as_ref().map(text), lang)
        ),
    }
}

fn with_amount(text: String, amount: Option<&Change<Option<Money>>>, lang: Lang) -> String {
    match amount {
        Some(change) => {
            let change = arrow_opt(Field::Amount, change, lang, |money| money.format(lang));
            format!("{text}; {change}")
        }
        None => text,
    }
}

/// "2,5 × Szafa po 1200,00 zł, rabat 12,5 %".
fn line(line: &DealLine, lang: Lang) -> String {
    let mut text = format!("{} × {}", decimal(line.quantity, 3, lang), line.name);
    if let Some(price) = line.price {
        text = format!("{text} {} {}", lang.pick("po", "at"), price.format(lang));
    }
    if line.discount > 0 {
        let percent = decimal(i64::from(line.discount), 2, lang);
        text = format!(
            "{text}, {} {percent}\u{a0}%",
            lang.pick("rabat", "discount")
        );
    }
    text
}

/// A number in 10^-places, without closing zeros.
fn decimal(number: i64, places: usize, lang: Lang) -> String {
    let digits = format!("{:0width$}", number.unsigned_abs(), width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    let rest = rest.trim_end_matches('0');
    let mark = if rest.is_empty() {
        ""
    } else {
        lang.pick(",", ".")
    };
    format!("{whole}{mark}{rest}")
}
