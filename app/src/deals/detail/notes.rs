//! A call or meeting written down after it was held, and one's own notes changed and removed.
//! Invariant: plain forms, so that both work alike without scripts.
use super::model::{Detail, Told};
use super::texts::Texts;
use crate::deals::refused::hidden;
use crate::form::{Typed, use_form};
use crate::ui::{
    Button, Choice, DateField, Drawer, Field as Input, Icon, Kind, Select, TextArea, use_lang,
};
use domain::dates;
use domain::field::Field;
use domain::id::DealId;
use domain::notes::ActivityKind;
use domain::sentence::activity_kind;
use domain::text;
use leptos::prelude::*;

const LOG: &str = "/api/deals/log";
const CHANGE: &str = "/api/deals/change-note";
const REMOVE: &str = "/api/deals/remove-note";
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 4] = ["held-on", "duration", "contact", "note"];
const LONGEST: u32 = 10_000;

/// What was held, when, with whom and what came of it.
pub(super) fn log(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(LOG);
    let fields = hidden([("id", detail.deal.id.to_string())]);
    let held = held(detail, &form);
    view! {
        <Drawer title=texts.log open=form.refused() bare=true>
            <form class="form" method="post" action=LOG>
                {fields} {form.fault(&FIELDS)} {held}
                <TextArea
                    name="note"
                    id="log-note"
                    label=texts.log_note
                    value=form.value("note", "")
                    error=form.error("note")
                    required=true
                    maxlength=u32::try_from(text::NOTE).unwrap_or(LONGEST)
                />
                <div class="form-actions">
                    <Button text=texts.save_log kind=Kind::Primary />
                </div>
            </form>
        </Drawer>
    }
    .into_any()
}

fn held(detail: &Detail, form: &Typed) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let kinds =
        ActivityKind::CHOICES.map(|kind| Choice::new(kind.key(), activity_kind(kind, lang)));
    let contacts = detail.contacts.iter().filter_map(|contact| {
        let name = contact.name.clone()?;
        Some(Choice::new(contact.id.to_string(), name))
    });
    let contacts: Vec<_> = contacts.collect();
    let with = (!contacts.is_empty()).then(|| {
        let options = [vec![Choice::new("", texts.none)], contacts].concat();
        view! { <Select name="contact" id="log-contact" label=texts.log_with options value=form.value("contact", "") error=form.error("contact") /> }
    });
    view! {
        <div class="form-row">
            <Select name="kind" id="log-kind" label=texts.log_kind options=kinds.to_vec() value=form.value("kind", "call") />
            {with}
        </div>
        <div class="form-row">
            <DateField name="held-on" label=texts.log_on value=form.value("held-on", dates::iso(detail.today)) error=form.error("held-on") required=true />
            <Input name="held-at" of="time" label=texts.log_at value=form.value("held-at", detail.now.clone()) />
            <Input name="duration" label=texts.log_minutes inputmode="numeric" value=form.value("duration", "") error=form.error("duration") optional=true />
        </div>
    }
    .into_any()
}

/// The form of one's own note, folded away.
pub(super) fn change(id: DealId, told: &Told) -> Option<AnyView> {
    let (note, written) = (told.own?, told.note.clone()?);
    let (lang, of) = (use_lang(), note.to_string());
    let texts = Texts::of(lang);
    let (form, remove) = (
        use_form(CHANGE).only("of", &of),
        use_form(REMOVE).only("of", &of),
    );
    let fields = move || hidden([("id", id.to_string()), ("of", note.to_string())]);
    let label = format!("{}: {}", texts.change, told.title);
    let view = view! {
        <Drawer title=texts.change label bare=true open=form.refused() || remove.refused()>
            <form class="form" method="post" action=CHANGE>
                {fields()} {form.fault(&["note"])}
                <TextArea
                    name="note"
                    id=format!("note-{of}")
                    label=Field::Note.label(lang)
                    value=form.value("note", written)
                    error=form.error("note")
                    required=true
                    maxlength=u32::try_from(text::NOTE).unwrap_or(LONGEST)
                />
                <div class="form-actions">
                    <Button text=texts.save_note />
                </div>
            </form>
            <form class="form" method="post" action=REMOVE>
                {fields()} {remove.fault(&[])}
                <div class="form-actions">
                    <Button text=texts.remove_note kind=Kind::Danger icon=Icon::Trash small=true />
                </div>
            </form>
        </Drawer>
    };
    Some(view.into_any())
}
