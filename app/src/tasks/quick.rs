//! A new assignment in one line. Invariant: without scripts the line is understood just as its
//! preview says with them, and what came of it is told after it was added.
use super::api;
use super::texts::Texts;
use crate::form::use_form;
use crate::ui::{Button, Field, Icon, Kind, use_lang};
use crate::wire;
use domain::id::DealId;
use leptos::prelude::*;
use leptos::task::spawn_local;

const ACTION: &str = "/api/tasks/quick";
const LONGEST: u32 = 400;

/// The line; it leads back to `back`, the page it stands on. About a deal where one is named.
pub(crate) fn quick_line(back: String, deal: Option<DealId>) -> AnyView {
    let texts = Texts::of(use_lang());
    let form = use_form(ACTION);
    let said = RwSignal::new(String::new());
    let asked = StoredValue::new(String::new());
    let look = move |event: web_sys::Event| {
        let line = event_target_value(&event);
        let address = wire::address(&api::Understand { line: line.clone() });
        asked.set_value(address.clone());
        if line.trim().is_empty() {
            said.set(String::new());
        } else {
            spawn_local(answered(address, asked, said));
        }
    };
    let deal =
        deal.map(|deal| view! { <input type="hidden" name="deal" value=deal.to_string() /> });
    view! {
        <form class="form task-quick" method="post" action=ACTION>
            <input type="hidden" name="back" value=back />
            {deal}
            {form.fault(&["quick"])}
            <div class="task-quick-line" on:input=look>
                <Field
                    name="quick"
                    label=texts.quick
                    hint=texts.quick_hint
                    value=form.value("quick", "")
                    error=form.error("quick")
                    autocomplete="off"
                    maxlength=LONGEST
                    required=true
                />
                <Button text=texts.add_here kind=Kind::Primary icon=Icon::Plus />
            </div>
            <p class="small task-understood" aria-live="polite">{move || said.get()}</p>
        </form>
    }
    .into_any()
}

/// Shows what the line was understood as, unless it reads otherwise by now or the page was left.
async fn answered(address: String, asked: StoredValue<String>, said: RwSignal<String>) {
    let Ok(text) = wire::read(&address).await else {
        return;
    };
    if asked.try_get_value() == Some(address)
        && let Some(understood) = wire::opened::<String>(&text)
    {
        let _ = said.try_set(understood);
    }
}
