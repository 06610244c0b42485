//! Looking with a colleague's eyes: beginning it, ending it, and the banner that says so on every page.
//! Invariant: while it lasts nothing can be changed, and no more is seen than both may read.
pub mod api;
mod texts;

use crate::gate::{Me, use_me};
use crate::ui::{Banner, Button, Icon, Tone, use_lang};
use leptos::prelude::*;
use texts::Texts;

const BEGIN: &str = "/api/view-as/begin";
const END: &str = "/api/view-as/end";

/// The banner over every page, while somebody looks with another's eyes.
pub(crate) fn banner() -> AnyView {
    let me = use_me();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match me.get().await {
                    Ok(Me { viewing: Some(name), .. }) => shown(&name),
                    _ => ().into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

fn shown(name: &str) -> AnyView {
    let texts = Texts::of(use_lang());
    let title = format!("{}: {name}", texts.viewing);
    view! {
        <Banner tone=Tone::Warn title>
            <form method="post" action=END class="spread" id="view-as">
                <span>{texts.read_only}</span>
                <Button text=texts.end small=true />
            </form>
        </Banner>
    }
    .into_any()
}

/// The button on a colleague's page that begins it.
pub(crate) fn button(person: u64) -> AnyView {
    let texts = Texts::of(use_lang());
    view! {
        <form method="post" action=BEGIN>
            <input type="hidden" name="id" value=person.to_string() />
            <Button text=texts.begin icon=Icon::Eye />
        </form>
    }
    .into_any()
}
