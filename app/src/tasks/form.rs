//! `/tasks/new?deal=ID&parent=ID&person=ID` and `/tasks/{id}/edit`. Invariant: a refused form comes
//! back as it was typed, and a version that was not seen is never overwritten.
use super::api;
use super::model::{Editable, Typed};
use super::texts::Texts;
use crate::form::{Typed as Refused, use_form};
use crate::gate;
use crate::loaded::ask;
use crate::people::card::use_id;
use crate::people::pick::PersonField;
use crate::ui::{
    Button, Choice, Crumb, DateField, Field as Input, Kind, LinkButton, Page, Select, TextArea,
    use_lang,
};
use domain::field::Field;
use domain::tasks::Priority;
use domain::text;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const SET: &str = "/api/tasks/set";
const SAVE: &str = "/api/tasks/save";
const LONGEST: u32 = 5_000;
/// Fields whose refusal stands at the field.
const FIELDS: [&str; 9] = [
    "title",
    "assignee",
    "deadline",
    "planned-start",
    "description",
    "controller",
    "co-assignees",
    "observers",
    "item",
];

#[component]
pub fn NewTaskPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let form = ask(move || api::TaskForm {
        id: String::new(),
        deal: of("deal"),
        parent: of("parent"),
        person: of("person"),
    });
    gate::page(form, |form| page(&form))
}

#[component]
pub fn EditTaskPage() -> impl IntoView {
    let id = use_id();
    let form = ask(move || api::TaskForm {
        id: id(),
        deal: String::new(),
        parent: String::new(),
        person: String::new(),
    });
    gate::page(form, |form| page(&form))
}

fn page(editable: &Editable) -> AnyView {
    let texts = Texts::of(use_lang());
    let typed = &editable.typed;
    let mut crumbs = vec![Crumb::new("/tasks", texts.tasks)];
    let (title, action, back) = match editable.id {
        None => (texts.add, SET, "/tasks".to_owned()),
        Some(id) => (texts.edit, SAVE, format!("/tasks/{id}")),
    };
    if editable.id.is_some() {
        crumbs.push(Crumb::new(back.clone(), typed.title.clone()));
    }
    let form = use_form(action);
    let known = editable.id.map(|id| {
        view! {
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="version" value=editable.version.to_string() />
        }
    });
    let beside = editable.beside.iter().cloned();
    let beside = beside
        .map(|said| view! { <p class="muted">{said}</p> })
        .collect_view();
    let hidden = [("deal", &typed.deal), ("parent", &typed.parent)];
    let hidden = hidden.map(|(name, value)| {
        (!value.is_empty()).then(|| {
            view! { <input type="hidden" name=format!("form[{name}]") value=value.clone() /> }
        })
    });
    let fields = fields(&form, editable);
    let (fault, hidden) = (
        form.fault(&FIELDS),
        hidden.into_iter().flatten().collect_view(),
    );
    let done = match editable.id {
        Some(_) => texts.save,
        None => texts.add,
    };
    view! {
        <Page title crumbs narrow=true>
            <form class="form" method="post" action=action>
                {fault} {known} {hidden} {beside} {fields}
                <div class="form-actions">
                    <Button text=done kind=Kind::Primary />
                    <LinkButton href=back text=texts.back kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}

fn fields(form: &Refused, editable: &Editable) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let typed = &editable.typed;
    let new = editable.id.is_none();
    let assignee = new.then(|| who(form, Field::Assignee, &typed.assignee, editable, None));
    let items = new.then(|| area(form, Field::ChecklistItem, &typed.item, texts.items_hint));
    view! {
        <Input
            name="form[title]"
            id="title"
            label=Field::Title.label(lang)
            value=form.value("form[title]", typed.title.clone())
            error=form.error("title")
            maxlength=u32::try_from(text::LINE).unwrap_or(LONGEST)
            required=true
        />
        {assignee}
        {when(form, typed)}
        {area(form, Field::Description, &typed.description, "")}
        {who(form, Field::Controller, &typed.controller, editable, Some(texts.controller_hint))}
        {names(form, Field::CoAssignees, &typed.co_assignees)}
        {names(form, Field::Observers, &typed.observers)}
        {items}
    }
    .into_any()
}

/// Deadline, start and priority.
fn when(form: &Refused, typed: &Typed) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let priorities = Priority::EVERY.map(|one| Choice::new(one.key(), one.name(lang)));
    let priority = match typed.priority.is_empty() {
        true => Priority::default().key().to_owned(),
        false => typed.priority.clone(),
    };
    view! {
        <div class="form-row">
            <DateField
                name="form[deadline]"
                id="deadline"
                label=Field::Deadline.label(lang)
                value=form.value("form[deadline]", typed.deadline.clone())
                error=form.error("deadline")
                optional=true
            />
            <Input
                name="form[deadline-time]"
                id="deadline-time"
                of="time"
                label=texts.time
                hint=texts.time_hint
                value=form.value("form[deadline-time]", typed.deadline_time.clone())
                optional=true
            />
        </div>
        <div class="form-row">
            <DateField
                name="form[planned-start]"
                id="planned-start"
                label=Field::PlannedStart.label(lang)
                value=form.value("form[planned-start]", typed.planned_start.clone())
                error=form.error("planned-start")
                optional=true
            />
            <Select
                name="form[priority]"
                id="priority"
                label=Field::Priority.label(lang)
                options=priorities.to_vec()
                value=form.value("form[priority]", priority)
            />
        </div>
    }
    .into_any()
}

fn who(
    form: &Refused,
    field: Field,
    typed: &str,
    editable: &Editable,
    hint: Option<&'static str>,
) -> AnyView {
    let name = format!("form[{}]", field.key());
    let required = field == Field::Assignee;
    view! {
        <PersonField
            value=form.value(&name, typed.to_owned())
            name
            id=field.key()
            label=field.label(use_lang())
            offered=editable.people.clone()
            error=form.error(field.key())
            hint=hint
            required=required
            optional=!required
        />
    }
    .into_any()
}

/// Several people by name.
fn names(form: &Refused, field: Field, typed: &str) -> AnyView {
    let lang = use_lang();
    let name = format!("form[{}]", field.key());
    view! {
        <Input
            value=form.value(&name, typed.to_owned())
            name
            id=field.key()
            label=field.label(lang)
            hint=Texts::of(lang).names_hint
            error=form.error(field.key())
            autocomplete="off"
            optional=true
        />
    }
    .into_any()
}

fn area(form: &Refused, field: Field, typed: &str, hint: &'static str) -> AnyView {
    let name = format!("form[{}]", field.key());
    let hint = Some(hint).filter(|hint| !hint.is_empty());
    view! {
        <TextArea
            value=form.value(&name, typed.to_owned())
            name
            id=field.key()
            label=field.label(use_lang())
            hint=hint
            error=form.error(field.key())
            rows=3
            maxlength=LONGEST
            optional=true
        />
    }
    .into_any()
}
