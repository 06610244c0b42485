//! `/people/{id}/invitation`: a one-time link, made on demand and shown once.
use super::card::{crumbs, use_id};
use super::texts::Texts;
use super::{Card, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask;
use crate::ui::{Banner, Button, Field, Icon, Kind, LinkButton, Page, Tone, use_lang};
use leptos::prelude::*;

const INVITE: &str = "/api/people/invite";

#[component]
pub fn PersonInvitationPage() -> impl IntoView {
    let id = use_id();
    let link = ask(move || api::FreshLink { id: id() });
    gate::page(link, |(card, link)| page(card, link))
}

fn page(Card { person, .. }: Card, link: Option<String>) -> AnyView {
    let form = use_form(INVITE);
    let texts = Texts::of(use_lang());
    let (id, path, fresh) = (person.id, crumbs(&person), link.is_some());
    let shown = link.map(|link| {
        view! {
            <Banner tone=Tone::Ok title=texts.link_title>
                <p>{texts.link_text}</p>
            </Banner>
            <Field name="link" label=texts.link value=link readonly=true autocomplete="off" />
        }
    });
    let again = if fresh {
        texts.invite_again
    } else {
        texts.invite
    };
    let kind = if fresh { Kind::Normal } else { Kind::Primary };
    let can = person.email.is_some() && person.active;
    view! {
        <Page title=texts.invite crumbs=path narrow=true>
            <div class="stack">
                {shown} {form.fault(&[])}
                {if can {
                    view! {
                        <form class="form" method="post" action=INVITE>
                            <p>{texts.invite_text}</p>
                            <input type="hidden" name="id" value=id.to_string() />
                            <div class="form-actions">
                                <Button text=again kind icon=Icon::Mail />
                                <LinkButton href=format!("/people/{id}") text=texts.back kind=Kind::Quiet />
                            </div>
                        </form>
                    }
                        .into_any()
                } else {
                    view! { <Banner tone=Tone::Info>{texts.cannot_invite}</Banner> }.into_any()
                }}
            </div>
        </Page>
    }
    .into_any()
}
