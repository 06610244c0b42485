//! One sheet: how it stands, what goes up, what can be done about it, and its lines. Invariant: what
//! the viewer may not do is absent, and the server decides again.
use super::api::LoadSheet;
use super::keys::Place;
use super::model::{Sheet, Standing};
use super::texts::{Texts, standing};
use super::{keys, line, list, tools};
use crate::act::Act;
use crate::gate;
use crate::loaded::ask_again;
use crate::people::pick::PersonField;
use crate::target::encoded;
use crate::ui::{Button, Choice, Crumb, Page, Pager, Select, use_lang};
use domain::field::Field;
use leptos::html::Ul;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What can be done on the page; each that ends draws it anew.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) sheet: Act,
    pub(super) verdict: Act,
    pub(super) bulk: Act,
    pub(super) comment: Act,
    pub(super) place: Place,
}

#[component]
pub fn SheetPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let group = move || params.read().get("group").unwrap_or_default();
    let of = move |name: &str| query.read().get(name).unwrap_or_default();
    let acts = Acts {
        sheet: Act::new("/api/planning/sheet-step"),
        verdict: Act::new("/api/planning/verdict"),
        bulk: Act::new("/api/planning/agree-lines"),
        comment: Act::new("/api/planning/comment-line"),
        place: StoredValue::new(None),
    };
    let done =
        move || acts.sheet.done() + acts.verdict.done() + acts.bulk.done() + acts.comment.done();
    let sheet = ask_again(done, move || LoadSheet {
        group: group(),
        period: of("period"),
        standing: of("standing"),
        owner: of("owner"),
        page: of("page"),
    });
    gate::page(sheet, move |sheet| page(&sheet, acts))
}

fn page(sheet: &Sheet, acts: Acts) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let title = format!("{} · {}", sheet.name, sheet.when.label);
    let back = format!("/plan/sheets?period={}", sheet.when.value);
    let crumbs = vec![Crumb::new(back, texts.title)];
    let base = format!("/plan/sheets/{}", sheet.group);
    let actions = list::switcher(&sheet.when, &base);
    let rows: Vec<_> = sheet
        .lines
        .iter()
        .enumerate()
        .map(|(at, one)| line::line(sheet, one, at == 0, acts))
        .collect();
    let rows = match rows.is_empty() {
        true => view! { <p class="muted">{texts.no_lines}</p> }.into_any(),
        false => lines(rows, acts.place),
    };
    let hint = sheet
        .may
        .judge
        .then(|| view! { <p class="small muted no-print">{texts.keys}</p> });
    let (top, filter, bulk, pager) = (
        tools::top(sheet, acts),
        filter(sheet, &base),
        tools::bulk(sheet, acts),
        pager(sheet, &base),
    );
    view! {
        <Page title crumbs actions>
            <div class="stack-l">
                {top} <section class="stack">
                    <h2>{texts.lines}</h2>
                    {filter}
                    {bulk}
                    {hint}
                    {rows}
                    {pager}
                </section>
            </div>
        </Page>
    }
    .into_any()
}

fn lines(rows: Vec<AnyView>, place: Place) -> AnyView {
    let list = NodeRef::<Ul>::new();
    keys::go_on(list, place);
    let walk = move |event| keys::walk(event, place);
    view! {
        <ul class="card verdicts" node_ref=list on:keydown=walk>
            {rows}
        </ul>
    }
    .into_any()
}

fn pager(sheet: &Sheet, base: &str) -> Option<AnyView> {
    let lang = use_lang();
    let to = |page: usize| {
        format!(
            "{base}?period={}&standing={}&owner={}&page={page}",
            sheet.when.value,
            sheet.standing,
            encoded(&sheet.owner)
        )
    };
    let (page, pages) = (sheet.page, sheet.pages);
    let previous = (page > 1).then(|| to(page - 1));
    let next = (page < pages).then(|| to(page + 1));
    let middle = lang.pick(
        format!("Strona {page} z {pages}, wierszy: {}", sheet.count),
        format!("Page {page} of {pages}, lines: {}", sheet.count),
    );
    (pages > 1).then(|| view! { <Pager previous next middle /> }.into_any())
}

fn filter(sheet: &Sheet, base: &str) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let all = Choice::new("", texts.all);
    let kinds = Standing::ALL.map(|one| Choice::new(one.key(), standing(one, lang)));
    let options: Vec<_> = std::iter::once(all).chain(kinds).collect();
    view! {
        <form method="get" action=base.to_owned() class="card plan-scope no-print">
            <input type="hidden" name="period" value=sheet.when.value.clone() />
            <Select name="standing" label=texts.standing options value=sheet.standing.clone() />
            <PersonField
                name="owner"
                id="sheet-owner"
                label=Field::Owner.label(lang)
                offered=sheet.people.clone()
                value=sheet.owner.clone()
            />
            <Button text=texts.apply />
        </form>
    }
    .into_any()
}
