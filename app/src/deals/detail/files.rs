//! Files of a deal: brought, saved, and taken away after a question. Invariant: a file is only ever
//! saved, never opened in the site's own place.
use super::model::{Detail, FileLine};
use super::texts::{Texts, size};
use crate::deals::refused::hidden;
use crate::form::use_form;
use crate::moments::moment;
use crate::ui::{Button, Drawer, Glyph, Icon, Kind, use_lang};
use domain::access::{Action, FieldClass};
use leptos::prelude::*;

const DETACH: &str = "/api/deals/detach";

/// The card; absent for who may not know of files.
pub(super) fn files(detail: &Detail) -> AnyView {
    let deal = &detail.deal;
    if !deal.may(Action::Field(FieldClass::Internal)) {
        return ().into_any();
    }
    let changes = deal.deleted.is_none() && deal.may(Action::Edit);
    if detail.files.is_empty() && !changes {
        return ().into_any();
    }
    let texts = Texts::of(use_lang());
    let rows = detail.files.iter().map(|file| one(detail, file, changes));
    let list = match detail.files.is_empty() {
        true => view! { <p class="muted">{texts.no_files}</p> }.into_any(),
        false => view! { <ul class="lines files">{rows.collect_view()}</ul> }.into_any(),
    };
    let add = changes.then(|| add(detail));
    view! {
        <section class="card stack-s" id="files">
            <h2>{texts.files}</h2>
            {use_form(DETACH).fault(&[])}
            {list}
            {add}
        </section>
    }
    .into_any()
}

fn one(detail: &Detail, file: &FileLine, changes: bool) -> AnyView {
    let lang = use_lang();
    let href = format!("/deals/{}/files/{}", detail.deal.id, file.id);
    let detach = changes.then(|| detach(detail, file));
    view! {
        <li class="file">
            // The browser saves it; our own navigation would look for a page.
            <a href=href download=file.name.clone() rel="external" class="file-name">
                <Glyph icon=Icon::Clip />
                <span>{file.name.clone()}</span>
            </a>
            <p class="small muted">
                {size(lang, file.bytes)} " · " {file.who.clone()} " · " {moment(file.when.clone())}
            </p>
            {detach}
        </li>
    }
    .into_any()
}

/// A file goes for good, so it is asked for.
fn detach(detail: &Detail, file: &FileLine) -> AnyView {
    let texts = Texts::of(use_lang());
    let label = format!("{}: {}", texts.detach, file.name);
    let fields = hidden([
        ("id", detail.deal.id.to_string()),
        ("file", file.id.to_string()),
    ]);
    view! {
        <Drawer title=texts.detach label bare=true>
            <form class="form" method="post" action=DETACH>
                {fields} <p class="small">{texts.detach_hint}</p> <div class="form-actions">
                    <Button text=texts.detach_now kind=Kind::Danger small=true />
                </div>
            </form>
        </Drawer>
    }
    .into_any()
}

fn add(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let action = format!("/api/deals/{}/attach", detail.deal.id);
    let fault = use_form(&action).fault(&[]);
    view! {
        <form class="form" method="post" action=action enctype="multipart/form-data">
            {fault} <div class="field">
                <label class="label" for="file">
                    {texts.add_files}
                </label>
                <input class="input" id="file" name="file" type="file" multiple required=true />
            </div> <div class="form-actions">
                <Button text=texts.send_files icon=Icon::Clip />
            </div>
        </form>
    }
    .into_any()
}
