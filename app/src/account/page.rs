//! The page of one's own account.
use super::agent::browser;
use super::texts::Texts;
use super::{Account, Open, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::moments::moment;
use crate::ui::{
    Badge, Button, Cell, Choice, Field, Head, Icon, Kind, Page, PasswordField, Select, Table,
    Toast, Tone, use_lang,
};
use domain::field::Field as Of;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const SAVE: &str = "/api/account/save";
const PASSWORD: &str = "/api/account/password";

/// `/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let account = ask(|| api::ReadAccount {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(account, move |account| page(account, done.as_deref()))
}

fn page(account: Account, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let said = match done {
        Some("saved") => Some(texts.saved),
        Some("password") => Some(texts.password_changed),
        Some("ended") => Some(texts.ended),
        _ => None,
    };
    view! {
        <Page title=texts.account narrow=true>
            <div class="stack-l">
                {particulars(&account)} {account.email.is_some().then(|| password(account.email.clone()))}
                {sessions(account.sessions)}
            </div>
            {said.map(|text| view! { <Toast text close="/account" /> })}
        </Page>
    }
    .into_any()
}

fn particulars(account: &Account) -> AnyView {
    let (lang, form) = (use_lang(), use_form(SAVE));
    let texts = Texts::of(lang);
    let languages = vec![
        Choice::new("", texts.lang_of_browser),
        Choice::new("pl", "Polski"),
        Choice::new("en", "English"),
    ];
    let chosen = account.lang.map_or("", |lang| lang.code());
    let account = account.clone();
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{texts.particulars}</h2>
            </div>
            <form class="form" method="post" action=SAVE>
                {form.fault(&["person-name", "position", "phone", "lang"])}
                <input type="hidden" name="was-person-name" value=account.name.clone() />
                <input type="hidden" name="was-position" value=account.title.clone() />
                <input type="hidden" name="was-phone" value=account.phone.clone() />
                <input type="hidden" name="was-lang" value=chosen />
                <Field
                    name="person-name"
                    label=Of::PersonName.label(lang)
                    value=form.value("person-name", account.name)
                    error=form.error("person-name")
                    autocomplete="name"
                    required=true
                />
                <div class="form-row">
                    <Field
                        name="position"
                        label=Of::Position.label(lang)
                        value=form.value("position", account.title)
                        error=form.error("position")
                        autocomplete="organization-title"
                        optional=true
                    />
                    <Field
                        name="phone"
                        of="tel"
                        label=Of::Phone.label(lang)
                        value=form.value("phone", account.phone)
                        error=form.error("phone")
                        autocomplete="tel"
                        optional=true
                    />
                </div>
                <Select
                    name="lang"
                    label=Of::Lang.label(lang)
                    options=languages
                    value=form.value("lang", chosen)
                    error=form.error("lang")
                />
                <div class="form-actions">
                    <Button text=texts.save kind=Kind::Primary />
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn password(email: Option<String>) -> AnyView {
    let form = use_form(PASSWORD);
    let texts = Texts::of(use_lang());
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{texts.password}</h2>
            </div>
            <form class="form" method="post" action=PASSWORD>
                {form.fault(&["password"])}
                <input type="hidden" name="email" autocomplete="username" value=email />
                <PasswordField name="old-password" label=texts.old_password />
                <PasswordField
                    name="password"
                    label=texts.new_password
                    new=true
                    hint=texts.password_hint
                    error=form.error("password")
                />
                <div class="form-actions">
                    <Button text=texts.change_password />
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn sessions(open: Vec<Open>) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let others = open.len() > 1;
    let heads = vec![
        Head::text(texts.device),
        Head::text(texts.address),
        Head::text(texts.seen),
        Head::tools(texts.tools),
    ];
    let rows = open
        .into_iter()
        .map(|session| row(session, texts))
        .collect_view();
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{texts.sessions}</h2>
                {others
                    .then(|| {
                        view! {
                            <form class="actions" method="post" action="/api/account/sessions/end-others">
                                <Button text=texts.end_others small=true icon=Icon::Exit />
                            </form>
                        }
                    })}
            </div>
            <Table caption=texts.sessions heads>
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn row(session: Open, texts: &'static Texts) -> AnyView {
    let end = if session.here {
        view! { <Badge text=texts.here tone=Tone::Ok icon=Icon::Check /> }.into_any()
    } else {
        view! {
            <form method="post" action="/api/account/sessions/end">
                <input type="hidden" name="session" value=session.key />
                <Button text=texts.end small=true />
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <td class="lead">{browser(&session.agent)}</td>
            <Cell label=texts.address>{session.address}</Cell>
            <Cell label=texts.seen>{moment(session.seen)}</Cell>
            <Cell tools=true>{end}</Cell>
        </tr>
    }
    .into_any()
}
