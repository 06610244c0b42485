//! Sentences about companies, contacts, products, pipelines, people, the firm and imports.
use super::words::{arrow, arrow_opt, edits, joined, lost_kind, reworded, role, shown, stage_kind};
use crate::access::Preset;
use crate::change::Change;
use crate::choices;
use crate::companies;
use crate::contacts;
use crate::dates;
use crate::deals::{LostReasons, ReasonEdit};
use crate::events::ImportEvent;
use crate::field::Field;
use crate::firm;
use crate::id::GroupId;
use crate::lang::Lang;
use crate::names::Names;
use crate::people;
use crate::pipelines::{self, Needs, Stage};
use crate::products;

pub(super) fn company_edit(edit: &companies::Edit, lang: Lang, names: &dyn Names) -> String {
    use companies::Edit;
    let text =
        |field, change: &Change<Option<String>>| arrow_opt(field, change, lang, Clone::clone);
    match edit {
        Edit::Name(change) => arrow(Field::Name, change, lang, Clone::clone),
        Edit::Nip(change) => arrow_opt(Field::Nip, change, lang, ToString::to_string),
        Edit::Regon(change) => text(Field::Regon, change),
        Edit::Krs(change) => text(Field::Krs, change),
        Edit::Address(change) => text(Field::Address, change),
        Edit::PostalCode(change) => text(Field::PostalCode, change),
        Edit::City(change) => text(Field::City, change),
        Edit::Country(change) => text(Field::Country, change),
        Edit::Website(change) => text(Field::Website, change),
        Edit::Phone(change) => text(Field::Phone, change),
        Edit::Industry(change) => text(Field::Industry, change),
        Edit::Employees(change) => arrow_opt(Field::Employees, change, lang, ToString::to_string),
        Edit::Revenue(change) => {
            arrow_opt(Field::Revenue, change, lang, |money| money.format(lang))
        }
        Edit::Founded(change) => arrow_opt(Field::Founded, change, lang, ToString::to_string),
        Edit::Parent(change) => arrow_opt(Field::Parent, change, lang, |id| {
            shown(&names.company(*id), lang)
        }),
        Edit::Note(change) => reworded(Field::Note, change, lang),
    }
}

pub(super) fn contact_edit(edit: &contacts::Edit, lang: Lang, names: &dyn Names) -> String {
    use contacts::Edit;
    match edit {
        Edit::Name(change) => arrow(Field::PersonName, change, lang, Clone::clone),
        Edit::Company(change) => arrow_opt(Field::Company, change, lang, |id| {
            shown(&names.company(*id), lang)
        }),
        Edit::Position(change) => arrow_opt(Field::Position, change, lang, Clone::clone),
        Edit::Phones(change) => arrow(Field::Phone, change, lang, |phones| {
            joined(phones.iter().cloned(), lang)
        }),
        Edit::Emails(change) => arrow(Field::Email, change, lang, |emails| {
            joined(emails.iter().map(ToString::to_string), lang)
        }),
        Edit::Note(change) => reworded(Field::Note, change, lang),
    }
}

pub(super) fn product(event: &products::Event, lang: Lang) -> String {
    use products::{Edit, Event};
    let edit = |edit: &Edit| match edit {
        Edit::Name(change) => arrow(Field::Name, change, lang, Clone::clone),
        Edit::Code(change) => arrow_opt(Field::Code, change, lang, Clone::clone),
        Edit::Category(change) => arrow_opt(Field::Category, change, lang, Clone::clone),
        Edit::Price(change) => arrow_opt(Field::Price, change, lang, |money| money.format(lang)),
        Edit::Unit(change) => arrow_opt(Field::Unit, change, lang, Clone::clone),
    };
    match event {
        Event::Created { name, price } => {
            let text = format!("{}: {name}", lang.pick("Nowy produkt", "New product"));
            price.map_or(text.clone(), |price| {
                format!("{text} ({})", price.format(lang))
            })
        }
        Event::Edited {
            edits: changed,
            hidden,
        } => edits(changed.iter().map(edit).collect(), *hidden, lang),
        Event::Archived => archived(lang),
        Event::Unarchived => unarchived(lang),
    }
}

pub(super) fn pipeline(event: &pipelines::Event, lang: Lang, names: &dyn Names) -> String {
    use pipelines::Event;
    match event {
        Event::Created { name, stages } => {
            let stages = joined(stages.iter().map(|stage| stage.name.clone()), lang);
            format!(
                "{}: {name} ({stages})",
                lang.pick("Nowy lejek", "New pipeline")
            )
        }
        Event::Renamed(change) => arrow(Field::Name, change, lang, Clone::clone),
        Event::StageAdded(added) => {
            let label = lang.pick("Nowy etap", "Stage added");
            format!("{label}: {}", stage(added, lang))
        }
        Event::StageEdited(change) => {
            let label = lang.pick("Zmiana ustawień etapu", "Stage settings changed");
            format!(
                "{label}: {} → {}",
                stage(&change.was, lang),
                stage(&change.is, lang)
            )
        }
        Event::StageRemoved(gone) => {
            let label = lang.pick("Usunięcie etapu", "Stage removed");
            format!("{label}: {}", stage(gone, lang))
        }
        Event::Reordered(change) => {
            let order = change.is.iter().map(|id| shown(&names.stage(*id), lang));
            format!(
                "{}: {}",
                lang.pick("Nowa kolejność etapów", "New order of stages"),
                joined(order, lang)
            )
        }
        Event::StageArchived { stage } => {
            let label = lang.pick("Etap w archiwum", "Stage archived");
            format!("{label}: {}", shown(&names.stage(*stage), lang))
        }
        Event::StageUnarchived { stage } => {
            let label = lang.pick(
                "Etap przywrócony z archiwum",
                "Stage taken out of the archive",
            );
            format!("{label}: {}", shown(&names.stage(*stage), lang))
        }
        Event::Placed(change) => {
            let [was, is] = [change.was, change.is].map(|place| u32::from(place) + 1);
            let label = lang.pick("Miejsce lejka", "Place of the pipeline");
            format!("{label}: {was} → {is}")
        }
        Event::Archived => archived(lang),
        Event::Unarchived => unarchived(lang),
    }
}

fn stage(stage: &Stage, lang: Lang) -> String {
    let gate = |label: &str, needs: Needs| match needs.is_empty() {
        true => String::new(),
        false => format!(", {label}: {}", needs.names(lang)),
    };
    let days = stage.expected_days.map_or(String::new(), |days| {
        format!(", {days} {}", lang.pick("dni rob.", "working days"))
    });
    format!(
        "{} ({}, {}\u{a0}%{days}{}{})",
        stage.name,
        stage_kind(stage.kind, lang),
        stage.probability,
        gate(lang.pick("na wejściu", "to enter"), stage.gate.enter),
        gate(lang.pick("na wyjściu", "to leave"), stage.gate.leave)
    )
}

pub(super) fn person(event: &people::Event, lang: Lang, names: &dyn Names) -> String {
    use people::Event;
    let groups =
        |ids: &Vec<GroupId>| joined(ids.iter().map(|id| shown(names.group(*id), lang)), lang);
    match event {
        Event::Joined { name, .. } => format!("{}: {name}", lang.pick("Nowa osoba", "New person")),
        Event::Edited {
            name,
            email,
            lang: chosen,
            title,
            phone,
        } => {
            let said = [
                name.as_ref()
                    .map(|change| arrow(Field::PersonName, change, lang, Clone::clone)),
                email
                    .as_ref()
                    .map(|change| arrow_opt(Field::Email, change, lang, ToString::to_string)),
                chosen
                    .as_ref()
                    .map(|change| arrow_opt(Field::Lang, change, lang, |l| language(*l, lang))),
                title
                    .as_ref()
                    .map(|change| arrow_opt(Field::Position, change, lang, Clone::clone)),
                phone
                    .as_ref()
                    .map(|change| arrow_opt(Field::Phone, change, lang, Clone::clone)),
            ];
            edits(said.into_iter().flatten().collect(), false, lang)
        }
        Event::Moved(change) => arrow(Field::Group, change, lang, groups),
        Event::RolesChanged(change) => arrow(Field::Role, change, lang, |roles| {
            joined(roles.iter().map(|one| role(*one, lang).to_owned()), lang)
        }),
        Event::Deactivated => lang
            .pick("Wyłączenie konta", "Account switched off")
            .to_owned(),
        Event::Reactivated => lang
            .pick("Przywrócenie konta", "Account restored")
            .to_owned(),
    }
}

pub(super) fn firm(event: &firm::Event, lang: Lang, names: &dyn Names) -> String {
    let changes = match event {
        firm::Event::Founded { name } => {
            return format!(
                "{}: {name}",
                lang.pick("Założenie bazy firmy", "Firm set up")
            );
        }
        firm::Event::Edited(changes) => changes,
        firm::Event::LostReasonsChanged(change) => return lost_reasons(change, lang),
        firm::Event::LostReasonsEdited(edit) => return reason_edit(edit, lang),
        firm::Event::SourcesEdited(edit) => return choices(edit, Field::Source, lang),
        firm::Event::PlanningChanged(change) => {
            return super::planning::settings(change, lang, names);
        }
        firm::Event::CalendarChanged(changes) => return super::calendar::sentence(changes, lang),
    };
    let currency = |field, change: &Change<_>| arrow(field, change, lang, ToString::to_string);
    let said = [
        changes
            .name
            .as_ref()
            .map(|change| arrow(Field::Name, change, lang, Clone::clone)),
        changes
            .lang
            .as_ref()
            .map(|change| arrow(Field::Lang, change, lang, |l| language(*l, lang))),
        changes
            .currency
            .as_ref()
            .map(|change| currency(Field::Currency, change)),
        changes
            .plan_currency
            .as_ref()
            .map(|change| currency(Field::PlanCurrency, change)),
        changes.fiscal_start.as_ref().map(|change| {
            arrow(Field::FiscalYear, change, lang, |start| {
                dates::month_name(start.month(), lang).to_owned()
            })
        }),
        changes
            .zone
            .as_ref()
            .map(|change| arrow(Field::Zone, change, lang, |zone| zone.name().to_owned())),
        changes.preset.as_ref().map(|change| {
            arrow(Field::Preset, change, lang, |one| {
                preset(*one, lang).to_owned()
            })
        }),
        changes.default_pipeline.as_ref().map(|change| {
            arrow_opt(Field::Pipeline, change, lang, |id| {
                shown(&names.pipeline(*id), lang)
            })
        }),
    ];
    edits(said.into_iter().flatten().collect(), false, lang)
}

fn reason_edit(edit: &ReasonEdit, lang: Lang) -> String {
    let (kind, offered) = match edit {
        ReasonEdit::Own(edit) => return choices(edit, Field::LostReason, lang),
        ReasonEdit::Usual { kind, offered } => (*kind, *offered),
    };
    let done = match offered {
        true => lang.pick("Powód utraty do wyboru", "Lost reason offered"),
        false => lang.pick("Powód utraty poza wyborem", "Lost reason not offered"),
    };
    format!("{done}: {}", lost_kind(kind, lang))
}

/// What was done with a list to choose from.
fn choices(edit: &choices::Edit, field: Field, lang: Lang) -> String {
    use choices::Edit::{Added, Archived, Moved, Renamed, Restored};
    let of = field.label(lang);
    let (done, what) = match edit {
        Added { name } => (
            lang.pick("Nowa pozycja listy", "Entry added to"),
            name.clone(),
        ),
        Renamed { was, is } => (
            lang.pick("Inna nazwa na liście", "Entry renamed in"),
            format!("{was} → {is}"),
        ),
        Moved { name, .. } => (
            lang.pick("Inna kolejność listy", "Order changed in"),
            name.clone(),
        ),
        Archived { name } => (lang.pick("Do archiwum listy", "Archived in"), name.clone()),
        Restored { name } => (
            lang.pick("Przywrócenie na listę", "Taken out of the archive of"),
            name.clone(),
        ),
    };
    lang.pick(
        format!("{done} „{of}”: {what}"),
        format!("{done} “{of}”: {what}"),
    )
}

fn lost_reasons(change: &Change<LostReasons>, lang: Lang) -> String {
    let offered = |reasons: &LostReasons| {
        let usual = reasons.usual().map(|kind| lost_kind(kind, lang).to_owned());
        joined(usual.chain(reasons.own.offered().map(str::to_owned)), lang)
    };
    let label = lang.pick("Powody utraty do wyboru", "Lost reasons offered");
    format!(
        "{label}: {} → {}",
        offered(&change.was),
        offered(&change.is)
    )
}

pub(super) fn import(event: &ImportEvent, lang: Lang) -> String {
    let records = |count: &u64| {
        let noun = lang.pick(
            ["rekord", "rekordy", "rekordów"],
            ["record", "records", "records"],
        );
        format!("{count} {}", lang.plural(*count, noun[0], noun[1], noun[2]))
    };
    match event {
        ImportEvent::Finished { records: count } => {
            format!(
                "{}: {}",
                lang.pick("Import zakończony", "Import finished"),
                records(count)
            )
        }
        ImportEvent::Undone { records: count } => {
            format!(
                "{}: {}",
                lang.pick("Import cofnięty", "Import undone"),
                records(count)
            )
        }
    }
}

pub(crate) fn preset(preset: Preset, lang: Lang) -> &'static str {
    match preset {
        Preset::Open => lang.pick("każdy widzi wszystko", "everyone sees everything"),
        Preset::Team => lang.pick("w obrębie grupy", "within the group"),
        Preset::Regional => lang.pick("grupa i niżej", "group and below"),
        Preset::Private => lang.pick("tylko własne", "only own"),
    }
}

fn language(chosen: Lang, lang: Lang) -> String {
    match chosen {
        Lang::Pl => lang.pick("polski", "Polish").to_owned(),
        Lang::En => lang.pick("angielski", "English").to_owned(),
    }
}

fn archived(lang: Lang) -> String {
    lang.pick("Przeniesienie do archiwum", "Archived")
        .to_owned()
}

fn unarchived(lang: Lang) -> String {
    lang.pick("Przywrócenie z archiwum", "Taken out of the archive")
        .to_owned()
}
