//! The contacts of a deal in its form: one row each and an empty one to add another.
use super::model::Sheet;
use super::typed::{Part, Typed};
use crate::deals::detail::Texts;
use crate::deals::refused::Refused;
use crate::ui::{Choice, Field as Input, Select, use_lang};
use domain::field::Field;
use leptos::prelude::*;

pub(super) fn contacts(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    if sheet.contacts.is_empty() {
        return ().into_any();
    }
    let lang = use_lang();
    let rows = typed
        .contacts
        .iter()
        .cloned()
        .chain([Part::default()])
        .enumerate();
    let rows = rows
        .map(|(at, part)| row(sheet, at, part, refused))
        .collect_view();
    view! {
        <fieldset class="form-group">
            <legend>{Field::Contact.label(lang)}</legend>
            {rows}
        </fieldset>
    }
    .into_any()
}

fn row(sheet: &Sheet, at: usize, part: Part, refused: &Refused) -> AnyView {
    let lang = use_lang();
    let none = std::iter::once(Choice::new("", Texts::of(lang).none));
    let people = sheet
        .contacts
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), shown(name)));
    // A contact typed before another company was chosen stays what was typed.
    let foreign = !part.contact.is_empty()
        && sheet
            .contacts
            .iter()
            .all(|(id, _)| id.to_string() != part.contact);
    let foreign =
        foreign.then(|| Choice::new(part.contact.clone(), Texts::of(lang).hidden_contact));
    let options: Vec<_> = none.chain(people).chain(foreign).collect();
    view! {
        <div class="form-row">
            <Select
                name=format!("form[contacts][{at}][contact]")
                id=format!("contact-{at}")
                label=format!("{} {}", Field::Contact.label(lang), at + 1)
                options
                value=part.contact
                error=refused.at(Field::Contact)
            />
            <Input
                name=format!("form[contacts][{at}][role]")
                id=format!("contact-role-{at}")
                label=Field::ContactRole.label(lang)
                value=part.role
                error=refused.at(Field::ContactRole)
                maxlength=200
                optional=true
            />
        </div>
    }
    .into_any()
}

fn shown(name: &str) -> String {
    if name.is_empty() {
        Texts::of(use_lang()).hidden_contact.to_owned()
    } else {
        name.to_owned()
    }
}

/// "Anna Nowak (decyduje), Jan Kowalski", for comparing two versions.
pub(super) fn said(sheet: &Sheet, typed: &Typed) -> String {
    let name = |part: &Part| {
        let known = sheet
            .contacts
            .iter()
            .find(|(id, _)| id.to_string() == part.contact);
        shown(known.map_or("", |(_, name)| name))
    };
    let one = |part: &Part| match part.role.as_str() {
        "" => name(part),
        role => format!("{} ({role})", name(part)),
    };
    typed
        .contacts
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .join(", ")
}
