//! The checklist and the conversation of an assignment.
use super::model::{Comment, Detail, Item};
use super::texts::Texts;
use crate::form::use_form;
use crate::moments::moment;
use crate::ui::{Button, Field as Input, Glyph, Icon, Kind, TextArea, use_lang};
use domain::field::Field;
use domain::tasks::Verb;
use domain::text;
use leptos::prelude::*;

const ADD: &str = "/api/tasks/add-item";
const TICK: &str = "/api/tasks/tick";
const REMOVE: &str = "/api/tasks/remove-item";
const COMMENT: &str = "/api/tasks/comment";
const LONGEST: u32 = 5_000;

pub(super) fn checklist(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let may = detail.may.contains(&Verb::Tick);
    if detail.checklist.is_empty() && !may {
        return ().into_any();
    }
    let (done, all) = detail.line.ticked;
    let items = detail.checklist.iter().map(|one| item(detail, one, may));
    let items = items.collect_view();
    let form = use_form(ADD);
    let add = may.then(|| {
        view! {
            <form class="form task-quick-line" method="post" action=ADD>
                <input type="hidden" name="id" value=detail.line.id.to_string() />
                {form.fault(&["item"])}
                <Input
                    name="item"
                    label=Field::ChecklistItem.label(lang)
                    value=form.value("item", "")
                    error=form.error("item")
                    maxlength=u32::try_from(text::LINE).unwrap_or(LONGEST)
                    required=true
                />
                <Button text=texts.add_item />
            </form>
        }
    });
    view! {
        <section class="card stack-s">
            <div class="card-head">
                <h2>{texts.checklist}</h2>
                <span class="muted tabular">{format!("{done}/{all}")}</span>
            </div>
            <ul class="lines">{items}</ul>
            {add}
        </section>
    }
    .into_any()
}

fn item(detail: &Detail, item: &Item, may: bool) -> AnyView {
    let texts = Texts::of(use_lang());
    let id = detail.line.id.to_string();
    let number = item.number.to_string();
    let hidden = move || {
        view! {
            <input type="hidden" name="id" value=id.clone() />
            <input type="hidden" name="number" value=number.clone() />
        }
    };
    let tick = may.then(|| {
        let (text, value) = match item.done.is_some() {
            true => (texts.untick, "false"),
            false => (texts.tick, "true"),
        };
        view! {
            <form method="post" action=TICK>
                {hidden()} <input type="hidden" name="done" value=value />
                <Button text=format!("{text}: {}", item.text) icon=Icon::Check kind=Kind::Quiet bare=true attr:aria-pressed=item.done.is_some().to_string() />
            </form>
        }
    });
    let remove = may.then(|| {
        view! {
            <form method="post" action=REMOVE>
                {hidden()}
                <Button text=format!("{}: {}", texts.remove, item.text) icon=Icon::Close kind=Kind::Quiet bare=true />
            </form>
        }
    });
    let done = item.done.clone().map(|who| {
        view! { <span class="small good row"><Glyph icon=Icon::Check /> {who}</span> }
    });
    let class = if item.done.is_some() {
        "grow muted"
    } else {
        "grow"
    };
    view! {
        <li class="task-item" data-item=item.number.to_string()>
            {tick} <span class=class>{item.text.clone()}</span> {done} {remove}
        </li>
    }
    .into_any()
}

pub(super) fn comments(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let form = use_form(COMMENT);
    let all = detail.comments.iter().cloned().map(said).collect_view();
    let none = detail
        .comments
        .is_empty()
        .then(|| view! { <p class="muted">{texts.no_comments}</p> });
    let add = detail.may.contains(&Verb::Comment).then(|| {
        view! {
            <form class="form" method="post" action=COMMENT>
                <input type="hidden" name="id" value=detail.line.id.to_string() />
                {form.fault(&["comment"])}
                <TextArea
                    name="comment"
                    label=Field::Comment.label(lang)
                    value=form.value("comment", "")
                    error=form.error("comment")
                    rows=2
                    maxlength=LONGEST
                    required=true
                />
                <div class="form-actions">
                    <Button text=texts.add_comment />
                </div>
            </form>
        }
    });
    view! {
        <section class="card stack-s" id="comments">
            <h2>{texts.comments}</h2>
            {none}
            <ul class="lines">{all}</ul>
            {add}
        </section>
    }
    .into_any()
}

fn said(comment: Comment) -> AnyView {
    view! {
        <li>
            <p class="small muted">{comment.who} " · " {moment(comment.when)}</p>
            <p class="pre">{comment.text}</p>
        </li>
    }
    .into_any()
}
