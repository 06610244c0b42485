//! `/groups/{id}/dissolve`: asks before a group ends, as that cannot be undone.
use super::texts::Texts;
use super::{Card, api};
use crate::failure::Failure;
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::people::card::use_id;
use crate::ui::{Banner, Button, Crumb, Kind, LinkButton, Page, Tone, use_lang};
use leptos::prelude::*;

const DISSOLVE: &str = "/api/groups/dissolve";

#[component]
pub fn DissolveGroupPage() -> impl IntoView {
    let id = use_id();
    let card = ask(move || api::ReadGroup { id: id() });
    gate::page(card, page)
}

fn page(card: Card) -> AnyView {
    let texts = Texts::of(use_lang());
    if card.change.is_none() {
        return gate::fault(&Failure::Missing, "");
    }
    let here = format!("/groups/{}", card.id);
    let path = vec![
        Crumb::new("/groups", texts.groups),
        Crumb::new(here.clone(), card.name.clone()),
    ];
    view! {
        <Page title=texts.dissolve crumbs=path narrow=true>
            <form class="form" method="post" action=DISSOLVE>
                {use_form(DISSOLVE).fault(&[])} <Banner tone=Tone::Warn title=card.name>
                    <p>{texts.dissolve_text}</p>
                </Banner> <input type="hidden" name="id" value=card.id.to_string() /> <div class="form-actions">
                    <Button text=texts.dissolve kind=Kind::Danger />
                    <LinkButton href=here text=texts.cancel kind=Kind::Quiet />
                </div>
            </form>
        </Page>
    }
    .into_any()
}
