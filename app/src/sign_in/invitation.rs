//! Accepting an invitation: choosing a password.
use super::texts::Texts;
use super::{Invited, api, dead_link, foot};
use crate::form::use_form;
use crate::loaded::ask;
use crate::ui::{Button, Fact, Facts, Kind, PasswordField, Plain, use_lang};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const FORM: &str = "/api/invitation";

/// `/invitation?token=…`
#[component]
pub fn InvitationPage() -> impl IntoView {
    let query = use_query_map();
    let token = move || query.with(|query| query.get("token").unwrap_or_default());
    let invited = ask(move || api::ReadInvitation { token: token() });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match invited.get().await {
                    Ok(invited) => form(invited, query.with_untracked(|query| query.get("token"))),
                    Err(_) => dead_link(Texts::of(use_lang()).dead_invitation),
                }
            })}
        </Transition>
    }
}

fn form(invited: Invited, token: Option<String>) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(FORM);
    let facts = vec![
        Fact::new(texts.firm, invited.firm),
        Fact::new(Of::PersonName.label(lang), invited.name),
        Fact::new(Of::Email.label(lang), invited.email.clone()),
    ];
    view! {
        <Plain title=texts.invitation foot=foot()>
            <Facts facts />
            <form class="form" method="post" action=FORM>
                {form.fault(&["password"])}
                <input type="hidden" name="token" value=token />
                // Tells a password manager whose password this is.
                <input type="hidden" name="email" autocomplete="username" value=invited.email />
                <PasswordField
                    name="password"
                    label=Of::Password.label(lang)
                    new=true
                    hint=texts.password_hint
                    error=form.error("password")
                />
                <div class="form-actions">
                    <Button text=texts.accept kind=Kind::Primary />
                </div>
            </form>
        </Plain>
    }
    .into_any()
}
