//! The contacts of a deal in its form: one row each and an empty one to add another, and whether
//! names that nobody bears yet are to come into being.
use super::model::Sheet;
use super::name_field::NameField;
use super::typed::{Part, Typed};
use crate::deals::detail::Texts;
use crate::deals::refused::Refused;
use crate::ui::{Checkbox, Field as Input, use_lang};
use domain::field::Field;
use leptos::prelude::*;

pub(super) fn contacts(sheet: &Sheet, typed: &Typed, refused: &Refused) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
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
        <Checkbox name="form[add]" label=texts.add_new hint=texts.add_new_hint checked=typed.add />
    }
    .into_any()
}

fn row(sheet: &Sheet, at: usize, part: Part, refused: &Refused) -> AnyView {
    let lang = use_lang();
    view! {
        <div class="form-row">
            <NameField
                name=format!("form[contacts][{at}][contact]")
                id=format!("contact-{at}")
                label=format!("{} {}", Field::Contact.label(lang), at + 1)
                offered=sheet.contacts.clone()
                contacts=true
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

/// "Anna Nowak (decyduje), Jan Kowalski", for comparing two versions.
pub(super) fn said(typed: &Typed) -> String {
    let one = |part: &Part| match part.role.as_str() {
        "" => part.contact.clone(),
        role => format!("{} ({role})", part.contact),
    };
    let parts: Vec<String> = typed.contacts.iter().map(one).collect();
    parts.join(", ")
}
