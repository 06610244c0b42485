//! A cell opened beside the matrix: its figures, its indicators, and what is behind them. Invariant:
//! it is an address, so it opens without scripts and can be sent to somebody.
use super::model::{Behind, Line, Opened};
use super::texts::Texts;
use super::top::indicators;
use crate::ui::{Icon, Kind, LinkButton, Segmented, Tab, use_lang};
use leptos::prelude::*;

/// Nothing while no cell is open. `base` is the matrix without it.
pub(super) fn panel(opened: Option<Opened>, base: RwSignal<String>) -> AnyView {
    let Some(opened) = opened else {
        return ().into_any();
    };
    let lang = use_lang();
    let texts = Texts::of(lang);
    let base = base.get_untracked();
    let tabs = Behind::ALL.map(|behind| {
        let measure = behind.measure();
        let href = format!("{base}&cell={}&behind={}", opened.key, measure.key());
        Tab::new(href, measure.name(lang), behind == opened.behind)
    });
    let figures = opened.figures.iter().map(|(name, value)| {
        view! {
            <dt>{name.clone()}</dt>
            <dd class="num">{value.clone()}</dd>
        }
    });
    let lines: Vec<_> = opened.lines.iter().map(line).collect();
    let lines = match lines.is_empty() {
        true => view! { <p class="muted">{texts.nothing_behind}</p> }.into_any(),
        false => view! { <ul class="lines instalments">{lines}</ul> }.into_any(),
    };
    let all = opened.all.clone();
    let all = all.map(|href| view! { <p><a href=href>{texts.all_behind}</a></p> });
    view! {
        <aside class="card stack plan-panel" aria-label=texts.behind>
            <div class="spread">
                <h2>{opened.who.clone()} " · " {opened.when.clone()}</h2>
                <LinkButton href=base text=texts.close icon=Icon::Close kind=Kind::Quiet bare=true />
            </div>
            <dl class="facts">{figures.collect_view()}</dl>
            {indicators(&opened.indicators)}
            <h3 class="small strong">{texts.behind}</h3>
            <Segmented label=texts.behind tabs=tabs.to_vec() />
            <p class="small muted">{opened.total.clone()}</p>
            {lines}
            {all}
        </aside>
    }
    .into_any()
}

fn line(line: &Line) -> AnyView {
    let class = if line.late {
        "small late"
    } else {
        "small muted"
    };
    view! {
        <li>
            <div class="spread">
                <a href=line.href.clone()>{line.title.clone()}</a>
                <span class="num">{line.amount.clone()}</span>
            </div>
            <div class="spread small">
                <span class="muted">{line.below.clone()}</span>
                <span class=class>{line.said.clone()}</span>
            </div>
        </li>
    }
    .into_any()
}
