//! The words sentences are made of.
use crate::access::Role;
use crate::change::Change;
use crate::dates;
use crate::deals::{LostKind, Status};
use crate::field::Field;
use crate::lang::Lang;
use crate::notes::ActivityKind;
use crate::pipelines::StageKind;
use crate::time::Day;

/// "1 dzień", "2 dni"; never less than one.
pub(super) fn days(count: i64, lang: Lang) -> String {
    let (one, few, many) = lang.pick(("dzień", "dni", "dni"), ("day", "days", "days"));
    let count = count.max(1).unsigned_abs();
    format!("{count}\u{a0}{}", lang.plural(count, one, few, many))
}

/// "1 dzień roboczy", "2 dni robocze", "5 dni roboczych"; never less than one.
pub(super) fn working_days(count: i64, lang: Lang) -> String {
    let (one, few, many) = lang.pick(
        ("dzień roboczy", "dni robocze", "dni roboczych"),
        ("working day", "working days", "working days"),
    );
    let count = count.max(1).unsigned_abs();
    format!("{count}\u{a0}{}", lang.plural(count, one, few, many))
}

#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Open => lang.pick("otwarta", "open"),
        Status::Won => lang.pick("wygrana", "won"),
        Status::Lost => lang.pick("przegrana", "lost"),
    }
}

#[must_use]
pub fn stage_kind(kind: StageKind, lang: Lang) -> &'static str {
    match kind {
        StageKind::Open => lang.pick("otwarty", "open"),
        StageKind::Won => lang.pick("wygrana", "won"),
        StageKind::Lost => lang.pick("przegrana", "lost"),
    }
}

#[must_use]
pub fn lost_kind(kind: LostKind, lang: Lang) -> &'static str {
    match kind {
        LostKind::Price => lang.pick("cena", "price"),
        LostKind::Competitor => lang.pick("konkurencja", "competitor"),
        LostKind::NoBudget => lang.pick("brak budżetu", "no budget"),
        LostKind::NoNeed => lang.pick("brak potrzeby", "no need"),
        LostKind::NoDecision => lang.pick("brak decyzji", "no decision"),
        LostKind::Timing => lang.pick("nieodpowiedni czas", "wrong time"),
        LostKind::NoContact => lang.pick("brak kontaktu", "no contact"),
        LostKind::Other => lang.pick("inny", "other"),
        LostKind::NotRecorded => lang.pick("nie podano", "not recorded"),
    }
}

/// As in the timeline: upper-case first letter.
#[must_use]
pub fn activity_kind(kind: ActivityKind, lang: Lang) -> &'static str {
    match kind {
        ActivityKind::Call => lang.pick("Rozmowa telefoniczna", "Call"),
        ActivityKind::Meeting => lang.pick("Spotkanie", "Meeting"),
        ActivityKind::Mail => lang.pick("Korespondencja", "Mail"),
        ActivityKind::Other => lang.pick("Kontakt", "Contact"),
    }
}

#[must_use]
pub fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Rep => lang.pick("handlowiec", "rep"),
        Role::Head => lang.pick("kierownik", "head"),
        Role::Director => lang.pick("dyrektor", "director"),
        Role::Administrator => lang.pick("administrator", "administrator"),
        Role::Auditor => lang.pick("audytor", "auditor"),
    }
}

pub(super) fn deleted(lang: Lang) -> String {
    lang.pick("Przeniesienie do kosza", "Moved to the trash")
        .to_owned()
}

pub(super) fn restored(lang: Lang) -> String {
    lang.pick("Przywrócenie z kosza", "Restored from the trash")
        .to_owned()
}

/// A name, or a word for one the viewer may not see.
pub(super) fn shown(name: &str, lang: Lang) -> String {
    if name.is_empty() {
        lang.pick("(ukryte)", "(hidden)").to_owned()
    } else {
        name.to_owned()
    }
}

/// A value, or a word for none.
pub(super) fn or_none(value: Option<String>, lang: Lang) -> String {
    value.unwrap_or_else(|| lang.pick("brak", "none").to_owned())
}

pub(super) fn day(day: Day, lang: Lang) -> String {
    dates::short(day, lang)
}

/// "Kwota: 10,00 zł → 12,00 zł".
pub(super) fn arrow<T>(
    field: Field,
    change: &Change<T>,
    lang: Lang,
    text: impl Fn(&T) -> String,
) -> String {
    format!(
        "{}: {} → {}",
        field.label(lang),
        text(&change.was),
        text(&change.is)
    )
}

/// As `arrow`, for values that may be missing.
pub(super) fn arrow_opt<T>(
    field: Field,
    change: &Change<Option<T>>,
    lang: Lang,
    text: impl Fn(&T) -> String,
) -> String {
    arrow(field, change, lang, |value| {
        or_none(value.as_ref().map(&text), lang)
    })
}

/// A long text: that it changed, not how.
pub(super) fn reworded(field: Field, change: &Change<Option<String>>, lang: Lang) -> String {
    let what = match (&change.was, &change.is) {
        (None, _) => lang.pick("dodanie", "added"),
        (_, None) => lang.pick("usunięcie", "removed"),
        _ => lang.pick("zmiana treści", "reworded"),
    };
    format!("{}: {what}", field.label(lang))
}

/// Several changed fields, and that there were others the reader may not see.
pub(super) fn edits(mut said: Vec<String>, hidden: bool, lang: Lang) -> String {
    if hidden && said.is_empty() {
        return lang
            .pick("Zmiana ukrytych pól", "Hidden fields changed")
            .to_owned();
    }
    if hidden {
        said.push(
            lang.pick("zmiana ukrytych pól", "hidden fields changed")
                .to_owned(),
        );
    }
    said.join("; ")
}

pub(super) fn joined(items: impl Iterator<Item = String>, lang: Lang) -> String {
    let text = items.collect::<Vec<_>>().join(", ");
    or_none(Some(text).filter(|text| !text.is_empty()), lang)
}
