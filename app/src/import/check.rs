//! `/import/files/{id}/check`: what an import would do, how far it is, and what it did.
use super::parts::{figures, progress};
use super::texts::Texts;
use super::{CheckCard, FaultLine, Ready, api};
use crate::form::use_form;
use crate::gate;
use crate::loaded::ask_again;
use crate::people::card::use_id;
use crate::ui::{
    Banner, Button, Cell, Crumb, Head, Icon, Kind, LinkButton, Page, Table, Tone, use_lang,
};
use leptos::prelude::*;

const RUN: &str = "/api/import/run";

#[component]
pub fn CheckPage() -> impl IntoView {
    let (id, tick) = (use_id(), RwSignal::new(0));
    let card = ask_again(move || tick.get(), move || api::ReadCheck { id: id() });
    gate::page(card, move |card| page(card, tick))
}

fn page(card: CheckCard, tick: RwSignal<usize>) -> AnyView {
    let texts = Texts::of(use_lang());
    let here = format!("/import/files/{}", card.id);
    let path = vec![
        Crumb::new("/import", texts.import),
        Crumb::new(here.clone(), card.name.clone()),
    ];
    let content = match (card.done, card.busy.clone()) {
        (Some(run), _) => done(run, card.figures, texts),
        (None, Some(busy)) => progress(busy, format!("{here}/check"), tick),
        (None, None) => result(card, here, texts),
    };
    view! {
        <Page title=texts.result crumbs=path>
            <div class="stack-l">{content}</div>
        </Page>
    }
    .into_any()
}

fn done(run: u64, counts: Vec<(String, u64)>, texts: &'static Texts) -> AnyView {
    view! {
        <Banner tone=Tone::Ok>{texts.imported}</Banner>
        {figures(counts)}
        <div class="row">
            <LinkButton href=format!("/import/{run}") text=texts.see_run kind=Kind::Primary />
            <LinkButton href=format!("/import/{run}/undo") text=texts.undo icon=Icon::Undo />
            <LinkButton href="/import" text=texts.another kind=Kind::Quiet />
        </div>
    }
    .into_any()
}

fn result(card: CheckCard, back: String, texts: &'static Texts) -> AnyView {
    let fault = card
        .fault
        .map(|fault| view! { <Banner tone=Tone::Danger>{fault}</Banner> });
    let outdated = card
        .outdated
        .then(|| view! { <Banner tone=Tone::Warn>{texts.outdated}</Banner> });
    let counts = (!card.figures.is_empty()).then(|| figures(card.figures));
    let faults = (!card.tallies.is_empty()).then(|| {
        faults(
            card.tallies,
            card.first,
            format!("{back}/faults.csv"),
            texts,
        )
    });
    view! {
        {fault}
        {outdated}
        {counts}
        {run(card.id, card.ready, texts)}
        {faults}
        <p>
            <LinkButton href=back text=texts.back />
        </p>
    }
    .into_any()
}

fn run(id: String, ready: Ready, texts: &'static Texts) -> AnyView {
    let agree = match ready {
        Ready::No => return ().into_any(),
        Ready::Refused(why) => return view! { <Banner tone=Tone::Warn>{why}</Banner> }.into_any(),
        Ready::Whole => None,
        Ready::WithoutRejected(said) => Some(view! {
            <label class="check">
                <input type="checkbox" name="without-rejected" value="true" required=true />
                <span>{said}</span>
            </label>
        }),
    };
    view! {
        <form class="form" method="post" action=RUN>
            {use_form(RUN).fault(&[])} <input type="hidden" name="id" value=id /> {agree}
            <p class="hint">{texts.run_hint}</p> <div class="form-actions">
                <Button text=texts.run kind=Kind::Primary icon=Icon::Import />
            </div>
        </form>
    }
    .into_any()
}

fn faults(
    tallies: Vec<String>,
    first: Vec<FaultLine>,
    file: String,
    texts: &'static Texts,
) -> AnyView {
    let tallies = tallies
        .into_iter()
        .map(|tally| view! { <li>{tally}</li> })
        .collect_view();
    let heads = vec![
        Head::number(texts.line),
        Head::text(texts.column),
        Head::text(texts.value),
        Head::text(texts.row),
        Head::text(texts.what),
    ];
    let rows = first
        .into_iter()
        .map(|fault| fault_row(fault, texts))
        .collect_view();
    view! {
        <section class="stack">
            <h2>{texts.faults}</h2>
            <ul class="lines">{tallies}</ul>
            <p>
                // Not a page: the router of scripts must leave it to the browser.
                <a class="btn" href=file rel="external" download="">
                    {texts.download}
                </a>
            </p>
            <h3>{texts.first_faults}</h3>
            <Table caption=texts.first_faults heads compact=true>
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

fn fault_row(fault: FaultLine, texts: &'static Texts) -> AnyView {
    view! {
        <tr>
            <Cell label=texts.line num=true>
                {fault.line}
            </Cell>
            <Cell label=texts.column>{fault.column}</Cell>
            <Cell label=texts.value>{fault.value}</Cell>
            <Cell label=texts.row>{fault.row}</Cell>
            <Cell label=texts.what>{fault.what}</Cell>
        </tr>
    }
    .into_any()
}
