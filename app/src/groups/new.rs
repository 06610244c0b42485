//! `/groups/new?parent=ID`
use super::texts::Texts;
use super::{Choosable, api, choices};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Button, Choice, Crumb, Field, Kind, LinkButton, Page, Select, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const CREATE: &str = "/api/groups/create";

#[component]
pub fn NewGroupPage() -> impl IntoView {
    let parents = ask(|| api::ReadParents {});
    let parent = use_query_map().with_untracked(|query| query.get("parent"));
    gate::page(parents, move |parents| page(&parents, parent.clone()))
}

fn page(parents: &[Choosable], parent: Option<String>) -> AnyView {
    let form = use_form(CREATE);
    let texts = Texts::of(use_lang());
    let mut options = vec![Choice::new("", texts.top)];
    options.extend(choices(parents));
    let path = vec![Crumb::new("/groups", texts.groups)];
    view! {
        <Page title=texts.add crumbs=path narrow=true>
            <form class="form" method="post" action=CREATE>
                {form.fault(&["name", "parent"])}
                <Field
                    name="name"
                    label=texts.name
                    value=form.value("name", None::<String>)
                    error=form.error("name")
                    maxlength=80
                    required=true
                    autofocus=true
                />
                <Select
                    name="parent"
                    label=texts.parent
                    options
                    value=form.value("parent", parent)
                    error=form.error("parent")
                /> <div class="form-actions">
                    <Button text=texts.add kind=Kind::Primary />
                    <LinkButton href="/groups" text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}
