//! What only paper shows. Invariant: a sheet tells by itself what it is of, whose and when.
use super::{Button, Icon, Kind, Text, texts::Texts, use_lang};
use leptos::prelude::*;

/// The foot of a print: what was chosen, then firm, viewer and moment.
#[component]
pub fn PrintFoot(
    #[prop(optional)] chosen: Vec<String>,
    #[prop(into)] printed: Text,
) -> impl IntoView {
    let chosen = (!chosen.is_empty()).then(|| view! { <p>{chosen.join(" · ")}</p> });
    view! {
        <footer class="print-only print-foot">
            {chosen}
            <p>"Contentum CRM+ · " {printed}</p>
        </footer>
    }
}

/// Prints the page; there only where scripts run, as the browser's own menu always is.
#[component]
pub fn PrintButton() -> impl IntoView {
    let print = move |_| {
        if let Some(window) = web_sys::window() {
            // A browser without a printer says so itself.
            let _ = window.print();
        }
    };
    let text = Texts::of(use_lang()).print;
    view! { <Button text icon=Icon::Print kind=Kind::Quiet bare=true of="button" attr:data-scripted="" on:click=print /> }
}
