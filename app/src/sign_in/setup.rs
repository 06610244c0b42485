//! The first administrator of a new firm.
use super::texts::Texts;
use super::{api, dead_link, foot};
use crate::form::use_form;
use crate::loaded::ask;
use crate::ui::{Button, Checkbox, Field, Kind, PasswordField, Plain, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const FORM: &str = "/api/setup";

/// `/setup?token=…`
#[component]
pub fn SetupPage() -> impl IntoView {
    let query = use_query_map();
    let token = move || query.with(|query| query.get("token").unwrap_or_default());
    let open = ask(move || api::MaySetUp { token: token() });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match open.get().await {
                    Ok(true) => form(query.with_untracked(|query| query.get("token"))),
                    _ => dead_link(Texts::of(use_lang()).dead_setup),
                }
            })}
        </Transition>
    }
}

fn form(token: Option<String>) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(FORM);
    view! {
        <Plain title=texts.setup wide=true foot=foot()>
            <p>{texts.setup_text}</p>
            <form class="form" method="post" action=FORM>
                {form.fault(&["name", "person-name", "email", "password"])}
                <input type="hidden" name="token" value=token />
                <Field
                    name="name"
                    label=texts.firm
                    value=form.value("name", None::<String>)
                    error=form.error("name")
                    autocomplete="organization"
                    required=true
                    autofocus=true
                />
                <Field
                    name="person-name"
                    label=Of::PersonName.label(lang)
                    value=form.value("person-name", None::<String>)
                    error=form.error("person-name")
                    autocomplete="name"
                    required=true
                />
                <Field
                    name="email"
                    of="email"
                    label=Of::Email.label(lang)
                    value=form.value("email", None::<String>)
                    error=form.error("email")
                    autocomplete="username"
                    required=true
                />
                <PasswordField
                    name="password"
                    label=Of::Password.label(lang)
                    new=true
                    hint=texts.password_hint
                    error=form.error("password")
                />
                <Checkbox
                    name="director"
                    label=texts.director
                    hint=texts.director_hint
                    checked=form.ticked("director", "true", true)
                />
                <div class="form-actions">
                    <Button text=texts.set_up kind=Kind::Primary />
                </div>
            </form>
        </Plain>
    }
    .into_any()
}
