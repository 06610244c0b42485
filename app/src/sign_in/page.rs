//! The sign-in page.
use super::texts::Texts;
use super::{api, foot};
use crate::form::use_form;
use crate::loaded::ask;
use crate::ui::{Banner, Button, Field, Kind, PasswordField, Plain, Tone, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const FORM: &str = "/api/sign-in";

/// `/sign-in?next=PATH`
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(FORM);
    let next = use_query_map().with_untracked(|query| query.get("next"));
    view! {
        <Plain title=texts.sign_in foot=foot()>
            <NotSetUp />
            <form class="form" method="post" action=FORM>
                {form.fault(&["email", "password"])}
                {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                <Field
                    name="email"
                    of="email"
                    label=Of::Email.label(lang)
                    value=form.value("email", None::<String>)
                    error=form.error("email")
                    autocomplete="username"
                    maxlength=254
                    required=true
                    autofocus=!form.refused()
                />
                <PasswordField name="password" label=Of::Password.label(lang) error=form.error("password") />
                <div class="form-actions">
                    <Button text=texts.enter kind=Kind::Primary />
                </div>
            </form>
            <p class="small muted">{texts.lost_password}</p>
        </Plain>
    }
}

/// Before the first administrator: where the way in is printed.
#[component]
fn NotSetUp() -> impl IntoView {
    let empty = ask(|| api::NeedsSetup {});
    let texts = Texts::of(use_lang());
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let empty = empty.get().await.unwrap_or(false);
                empty.then(|| view! { <Banner tone=Tone::Info>{texts.not_set_up}</Banner> })
            })}
        </Transition>
    }
}
