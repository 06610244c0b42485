//! Why the deal is stuck, on its page, and its snooze: put off until a day, ended before it.
use super::model::Detail;
use crate::deals::stuck;
use crate::deals::texts::Texts;
use crate::ui::{Drawer, use_lang};
use domain::access::Action;
use domain::dates;
use leptos::prelude::*;

/// Nothing where the deal goes on well and is not snoozed.
pub(super) fn standing(detail: &Detail) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let deal = &detail.deal;
    let snooze = deal
        .snooze
        .as_ref()
        .filter(|_| deal.is_snoozed(detail.today));
    if deal.deleted.is_some() || (detail.stuck.is_empty() && snooze.is_none()) {
        return ().into_any();
    }
    let edits = deal.may(Action::Edit);
    let body = match snooze {
        Some(snooze) => {
            let until = dates::short(snooze.until, lang);
            let wake = edits.then(|| stuck::wake(deal.id, texts.wake, ""));
            view! {
                <p><b>{texts.snoozed_until}" "{until}</b></p>
                <p class="muted">{snooze.reason.clone()}</p>
                {stuck::reasons(&detail.stuck)}
                {wake}
            }
            .into_any()
        }
        None => {
            let form = edits.then(|| {
                let (open, form) = (
                    stuck::is_refused(deal.id),
                    stuck::form(deal.id, detail.today, None),
                );
                view! { <Drawer title=texts.snooze open>{form}</Drawer> }
            });
            view! {
                {stuck::reasons(&detail.stuck)}
                {form}
            }
            .into_any()
        }
    };
    view! {
        <section class="card stack-s" id="stuck">
            <h2>{texts.stuck}</h2>
            {body}
        </section>
    }
    .into_any()
}
