//! Two people changed one record. Invariant: both versions are on the screen, nothing typed is lost.
use super::{Text, texts::Texts, use_lang};
use leptos::prelude::*;

/// A field that both changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    pub field: Text,
    pub yours: Text,
    pub theirs: Text,
}

/// Both versions and the ways out (children: buttons "keep mine", "take theirs").
#[component]
pub fn Conflict(
    /// Who changed it and when, in one sentence.
    #[prop(into)]
    text: Text,
    differences: Vec<Difference>,
    children: Children,
) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let side = |name: &'static str, of: fn(&Difference) -> &Text| {
        let rows = differences
            .iter()
            .map(|difference| {
                view! {
                    <dt>{difference.field.clone()}</dt>
                    <dd>
                        <mark>{of(difference).clone()}</mark>
                    </dd>
                }
            })
            .collect_view();
        view! {
            <div class="version">
                <h2>{name}</h2>
                <dl class="facts">{rows}</dl>
            </div>
        }
    };
    view! {
        <section class="conflict" role="alert">
            <p>{text}</p>
            <div class="versions">
                {side(texts.yours, |difference| &difference.yours)} {side(texts.theirs, |difference| &difference.theirs)}
            </div>
            <div class="row">{children()}</div>
        </section>
    }
}
