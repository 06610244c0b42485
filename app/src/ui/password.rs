//! A field for a password. Invariant: managers and paste work; showing it never sends it elsewhere,
//! and the button that shows it appears only where scripts run.
use super::field::Around;
use super::{Glyph, Icon, Note, Text, texts::Texts, use_lang};
use leptos::prelude::*;

/// A password with a button that shows what was typed. `new` is for choosing one.
#[component]
pub fn PasswordField(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(optional)] new: bool,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
) -> impl IntoView {
    let around = Around::new(&name, id, label, hint, error);
    let shown = RwSignal::new(false);
    let texts = Texts::of(use_lang());
    let kind = move || if shown.get() { "text" } else { "password" };
    let pressed = move || if shown.get() { "true" } else { "false" };
    let control = view! {
        <div class="with-unit">
            <input
                class="input"
                id=around.id.clone()
                name=name
                type=kind
                required
                autocomplete=if new { "new-password" } else { "current-password" }
                autocapitalize="none"
                spellcheck="false"
                minlength=new.then_some("12")
                aria-invalid=around.invalid()
                aria-describedby=around.described_by()
            />
            <button
                type="button"
                class="btn btn-quiet btn-icon reveal"
                aria-label=texts.show_password
                title=texts.show_password
                aria-pressed=pressed
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                <Glyph icon=Icon::Eye />
            </button>
        </div>
    }
    .into_any();
    around.wrap(control)
}
