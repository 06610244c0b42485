//! Assignments about a deal: the open ones the viewer may see, and a new one in one line.
use super::model::Detail;
use crate::tasks::{Texts, lines, quick_line};
use crate::ui::{Icon, Kind, LinkButton, use_lang};
use leptos::prelude::*;

pub(super) fn tasks(detail: &Detail) -> AnyView {
    let texts = Texts::of(use_lang());
    let (id, here) = (
        detail.deal.id,
        detail.deal.deleted.is_none() && detail.adds_tasks,
    );
    if detail.tasks.is_empty() && !here {
        return ().into_any();
    }
    let shown = match detail.tasks.is_empty() {
        true => view! { <p class="muted">{texts.none_of_deal}</p> }.into_any(),
        false => lines(detail.tasks.iter().cloned()),
    };
    let add = here.then(|| {
        let href = format!("/tasks/new?deal={id}");
        view! {
            {quick_line(format!("/deals/{id}"), Some(id))}
            <LinkButton href text=texts.full_form kind=Kind::Quiet icon=Icon::Plus small=true />
        }
    });
    view! {
        <section class="card stack-s">
            <h2>{texts.of_deal}</h2>
            {shown} {add}
        </section>
    }
    .into_any()
}
