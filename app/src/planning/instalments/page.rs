//! The list of instalments on the screen.
use super::api::ListInstalments;
use super::model::{Listing, Query, Row};
use super::texts::Texts;
use crate::gate;
use crate::loaded::ask;
use crate::people::pick::PersonField;
use crate::planning::places;
use crate::ui::{
    Bar, BarRows, Button, Cell, Choice, Empty, Head, Icon, Lead, LinkButton, Note, Page, Pager,
    Segmented, Select, Tab, Table, Totals, use_lang,
};
use domain::field::Field;
use domain::planning::Category;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn InstalmentsPage() -> impl IntoView {
    let params = use_query_map();
    let query = move || params.with(|params| Query::of(|name| params.get(name)));
    let listing = ask(move || ListInstalments { query: query() });
    gate::page(listing, move |listing| page(&listing, &untrack(query)))
}

fn page(listing: &Listing, query: &Query) -> AnyView {
    let texts = Texts::of(use_lang());
    let content = match listing.rows.is_empty() {
        true => {
            let all = Query::default().seen_as("all").address();
            let actions = view! { <LinkButton href=all text=texts.show_all /> }.into_any();
            view! { <Empty icon=Icon::Calendar title=texts.none text=texts.none_text actions /> }
                .into_any()
        }
        false => table(listing, query),
    };
    let top = (filters(listing, query), aging(listing), totals(listing));
    view! {
        <Page title=texts.title>
            <div class="stack-l">{places("/plan/instalments")} {top} {content}</div>
        </Page>
    }
    .into_any()
}

fn filters(listing: &Listing, query: &Query) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let views = [
        ("", texts.awaited),
        ("overdue", texts.overdue),
        ("not-planned", texts.not_planned),
        ("paid", texts.paid),
        ("all", texts.all),
    ];
    let views = views.map(|(view, name)| {
        let here = query.view == view;
        Tab::new(query.seen_as(view).address(), name, here)
    });
    let any = |name| std::iter::once(Choice::new("", name));
    let groups = listing.groups.iter();
    let groups = groups.map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    let periods = listing.periods.iter();
    let periods = periods.map(|(value, name)| Choice::new(value.clone(), name.clone()));
    let kinds = Category::ALL.map(|kind| Choice::new(kind.key(), kind.name(lang)));
    view! {
        <Segmented label=texts.view tabs=views.to_vec() />
        <form method="get" action="/plan/instalments" class="card scope no-print">
            <input type="hidden" name="view" value=query.view.clone() />
            <Select name="group" label=texts.group options=any(texts.any).chain(groups).collect() value=query.group.clone() />
            <PersonField
                name="owner"
                id="instalments-owner"
                label=Field::Owner.label(lang)
                offered=listing.people.clone()
                value=listing.owner.clone()
            />
            <Select
                name="period"
                label=Field::Period.label(lang)
                options=any(texts.any_time).chain(periods).collect()
                value=query.period.clone()
            />
            <Select
                name="category"
                label=Field::ForecastCategory.label(lang)
                options=any(texts.any).chain(kinds).collect()
                value=query.category.clone()
            />
            <Button text=texts.apply />
        </form>
    }
    .into_any()
}

fn aging(listing: &Listing) -> AnyView {
    let texts = Texts::of(use_lang());
    let rows = listing.aging.iter().map(|band| Bar {
        name: band.name.clone().into(),
        value: band.minor,
        shown: band.shown.clone().into(),
        note: Note(None),
        href: Note(None),
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <section class="card">
                    <BarRows finding=texts.aging rows />
                </section>
            }
        })
        .into_any()
}

fn totals(listing: &Listing) -> AnyView {
    let sums = listing.sums.iter().map(|(name, sum)| {
        view! {
            <span>{name.clone()} " " <span class="num strong">{sum.clone()}</span></span>
        }
    });
    let sums: Vec<_> = sums.collect();
    let count = crate::planning::counted(use_lang(), listing.count);
    view! {
        <Totals count=listing.count sum=listing.data.clone()>
            <span>{count}</span>
            {sums}
        </Totals>
    }
    .into_any()
}

fn table(listing: &Listing, query: &Query) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let heads = vec![
        Head::text(texts.deal),
        Head::text(texts.due),
        Head::text(Field::Owner.label(lang)).minor(),
        Head::text(Field::ForecastCategory.label(lang)).minor(),
        Head::number(texts.planned),
        Head::number(texts.owed),
        Head::text(texts.state),
    ];
    let rows: Vec<_> = listing.rows.iter().map(row).collect();
    let step = |cursor: &Option<String>| Note::from(cursor.clone().map(|at| query.at(at)));
    let (previous, next) = (step(&listing.previous), step(&listing.next));
    view! {
        <Table caption=texts.title heads>
            {rows}
        </Table>
        <Pager previous next />
    }
    .into_any()
}

fn row(row: &Row) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let row = row.clone();
    view! {
        <tr data-instalment=row.id>
            <Lead href=row.href name=row.title below=row.company />
            <Cell label=texts.due late=row.late>
                {row.due}
            </Cell>
            <Cell label=Field::Owner.label(lang) minor=true>
                {row.owner}
            </Cell>
            <Cell label=Field::ForecastCategory.label(lang) minor=true>
                {row.category}
            </Cell>
            <Cell label=texts.planned num=true>
                {row.amount}
            </Cell>
            <Cell label=texts.owed num=true>
                {row.owed}
            </Cell>
            <Cell label=texts.state late=row.late>
                {row.said}
            </Cell>
        </tr>
    }
    .into_any()
}
