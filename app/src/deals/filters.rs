//! The filters over the list of deals. Invariant: every filter is a plain form or link to an
//! address, every active one is visible and has a link that drops it.
use super::list::{address, cleared};
use super::model::{DealList, Names};
use super::texts::Texts;
use crate::people::pick::PersonField;
use crate::ui::{
    Button, Chip, Choice, Field, FilterMenu, Filters, Icon, LinkButton, Search, Segmented, Select,
    Tab, use_lang,
};
use domain::dates;
use domain::deals::{AttentionKind, DealFilter, DealQuery, Layout, Range, Status};
use domain::id::GroupId;
use domain::money::Money;
use domain::time::Day;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn FilterBar(list: Arc<DealList>) -> impl IntoView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let query = list.query.clone();
    let chips = chips(&list, texts);
    let clear = (!query.filter.is_empty())
        .then(|| view! { <LinkButton href=cleared(&query) text=texts.clear small=true /> });
    let stuck = query
        .stuck
        .then(|| view! { <input type="hidden" name="stuck" value="1" /> });
    let board = (query.layout == Layout::Board)
        .then(|| view! { <input type="hidden" name="view" value="board" /> });
    view! {
        <Filters>
            <form method="get" action="/deals" role="search" aria-label=texts.search_hint>
                {kept(&DealQuery { filter: DealFilter { text: None, ..query.filter.clone() }, ..query.first_page() })}
                <Search label=texts.search_hint value=query.filter.text.clone() />
            </form>
            <Segmented label=texts.layout tabs=layouts(&query, texts) />
            <Segmented label=texts.status tabs=statuses(&query, texts) />
            <FilterMenu name=texts.all_filters icon=Icon::Filter>
                <form method="get" action="/deals" class="menu-form stack-s">
                    {stuck} {board} {selects(&list, &query.filter, texts)}
                    {ranges(&query.filter, &list, texts)}
                    <Button text=texts.apply />
                </form>
            </FilterMenu>
            {chips}
            {clear}
        </Filters>
    }
}

/// Every active filter in words, for paper.
pub(super) fn described(list: &DealList, texts: &'static Texts) -> Vec<String> {
    let filter = &list.query.filter;
    let status = |status: &Status| match status {
        Status::Open => texts.open,
        Status::Won => texts.won,
        Status::Lost => texts.lost,
    };
    let statuses: Vec<_> = filter.statuses.iter().map(status).collect();
    let statuses = (!statuses.is_empty() && !list.query.stuck)
        .then(|| format!("{}: {}", texts.status, statuses.join(", ")));
    let text = filter.text.iter().map(|text| format!("„{text}”"));
    let all = [
        places(list, texts),
        people_and_companies(list, texts),
        ranges_set(list, texts),
    ];
    let rest = all.into_iter().flatten();
    let rest = rest.map(|(name, value, _)| format!("{name}: {value}"));
    statuses.into_iter().chain(text).chain(rest).collect()
}

/// List or board of the same deals.
fn layouts(query: &DealQuery, texts: &'static Texts) -> Vec<Tab> {
    let tab = |name, layout| {
        let other = DealQuery {
            layout,
            // Stuck deals are a list: their order is by how long.
            stuck: query.stuck && layout == Layout::List,
            ..query.first_page()
        };
        Tab::new(address(&other, None), name, query.layout == layout)
    };
    vec![
        tab(texts.as_list, Layout::List),
        tab(texts.as_board, Layout::Board),
    ]
}

/// What a smaller form must carry along so that the rest of the filter stays.
fn kept(query: &DealQuery) -> AnyView {
    let pairs = query.pairs().into_iter();
    pairs
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}

fn statuses(query: &DealQuery, texts: &'static Texts) -> Vec<Tab> {
    let tab = |name, statuses: &[Status], stuck| {
        let statuses = statuses.iter().copied().collect();
        let here = query.stuck == stuck && (stuck || query.filter.statuses == statuses);
        let filter = DealFilter {
            statuses,
            ..query.filter.clone()
        };
        Tab::new(
            address(
                &DealQuery {
                    filter,
                    stuck,
                    layout: match stuck {
                        true => Layout::List,
                        false => query.layout,
                    },
                    ..query.first_page()
                },
                None,
            ),
            name,
            here,
        )
    };
    vec![
        tab(texts.all, &[], false),
        tab(texts.open, &[Status::Open], false),
        tab(texts.stuck, &[], true),
        tab(texts.won, &[Status::Won], false),
        tab(texts.lost, &[Status::Lost], false),
    ]
}

fn selects(list: &DealList, filter: &DealFilter, texts: &'static Texts) -> AnyView {
    let names = &list.names;
    let with_any = |choices: Vec<Choice>| [vec![Choice::new("", texts.all)], choices].concat();
    let stages = names
        .stages
        .iter()
        .map(|stage| Choice::new(stage.id.to_string(), stage.name.clone()));
    let pipelines = names
        .pipelines
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name.clone()));
    let attention = [
        AttentionKind::NoNextStep,
        AttentionKind::LateStep,
        AttentionKind::PastClose,
    ];
    let attention = attention.map(|kind| Choice::new(kind.key(), attention_name(kind, texts)));
    let groups = with_any(groups(names));
    let owner = filter.owners.first().map(|id| list.label(*id));
    let (pipelines, stages) = (with_any(pipelines.collect()), with_any(stages.collect()));
    let attention = with_any(attention.to_vec());
    let first = |id: Option<String>| id.unwrap_or_default();
    view! {
        <Select name="group" label=texts.group options=groups
            value=first(filter.groups.first().map(ToString::to_string)) />
        <input type="hidden" name="below" value="1" />
        <PersonField name="owner" id="filter-owner" label=texts.owner offered=list.people.clone()
            value=owner />
        <Select name="pipeline" label=texts.pipeline options=pipelines
            value=first(filter.pipelines.first().map(ToString::to_string)) />
        <Select name="stage" id="filter-stage" label=texts.stage options=stages
            value=first(filter.stages.first().map(ToString::to_string)) />
        <Select name="attention" label=texts.attention options=attention
            value=first(filter.attention.first().map(|kind| kind.key().to_owned())) />
    }
    .into_any()
}

/// The groups to choose from, each as far in as it stands in the tree.
pub(super) fn groups(names: &Names) -> Vec<Choice> {
    let choice = |(id, name, depth): &(GroupId, String, u32)| {
        let indent = "\u{2003}".repeat(usize::try_from(*depth).unwrap_or(0));
        Choice::new(id.to_string(), format!("{indent}{name}"))
    };
    names.groups.iter().map(choice).collect()
}

fn ranges(filter: &DealFilter, list: &DealList, texts: &'static Texts) -> AnyView {
    let lang = use_lang();
    let money = |minor: Option<i64>| {
        minor.map(|minor| Money::new(minor, filter.currency.unwrap_or(list.currency)).input(lang))
    };
    let day = |day: Option<Day>| day.map(dates::iso);
    let label = |what: &str, end: &str| format!("{what} · {end}");
    view! {
        <div class="form-row">
            <Field name="amount-from" label=label(texts.amount, texts.from) inputmode="decimal" value=money(filter.amount.from) />
            <Field name="amount-to" label=label(texts.amount, texts.to) inputmode="decimal" value=money(filter.amount.to) />
        </div>
        <div class="form-row">
            <Field name="close-from" of="date" label=label(texts.close, texts.from) value=day(filter.expected_close.from) />
            <Field name="close-to" of="date" label=label(texts.close, texts.to) value=day(filter.expected_close.to) />
        </div>
    }
    .into_any()
}

/// One chip for each active filter that no other control shows.
fn chips(list: &DealList, texts: &'static Texts) -> AnyView {
    let query = &list.query;
    let chip = |(name, value, rest): Active| {
        let rest = DealQuery {
            filter: rest,
            ..query.first_page()
        };
        let label = format!("{}: {name}", texts.drop_filter);
        view! { <Chip name value drop=address(&rest, None) drop_label=label /> }.into_any()
    };
    let all = [
        places(list, texts),
        people_and_companies(list, texts),
        ranges_set(list, texts),
    ];
    let chips: Vec<_> = all.into_iter().flatten().map(chip).collect();
    chips.into_any()
}

/// An active filter: its name, its value, and the filter without it.
type Active = (&'static str, String, DealFilter);

fn places(list: &DealList, texts: &'static Texts) -> Vec<Active> {
    let (filter, names) = (&list.query.filter, &list.names);
    let below = match filter.below {
        true => format!(" ({})", texts.below),
        false => String::new(),
    };
    let groups = filter.groups.iter().map(|id| {
        let name = format!("{}{below}", names.group(*id));
        let rest = without(filter, |rest| {
            rest.groups.remove(id);
        });
        (texts.group, name, rest)
    });
    let pipelines = filter.pipelines.iter().map(|id| {
        let rest = without(filter, |rest| {
            rest.pipelines.remove(id);
        });
        (texts.pipeline, names.pipeline(*id).to_owned(), rest)
    });
    let stages = filter.stages.iter().map(|id| {
        let name = names.stage(*id).map(|stage| stage.name.clone());
        let rest = without(filter, |rest| {
            rest.stages.remove(id);
        });
        (texts.stage, name.unwrap_or_default(), rest)
    });
    groups.chain(pipelines).chain(stages).collect()
}

fn people_and_companies(list: &DealList, texts: &'static Texts) -> Vec<Active> {
    let (filter, names) = (&list.query.filter, &list.names);
    let owners = filter.owners.iter().map(|id| {
        let rest = without(filter, |rest| {
            rest.owners.remove(id);
        });
        (texts.owner, names.person(*id).to_owned(), rest)
    });
    let companies = filter.companies.iter().map(|id| {
        let of = list.rows.iter().find(|row| row.company == Some(*id));
        let name = of.and_then(|row| row.company_name.clone());
        let rest = without(filter, |rest| {
            rest.companies.remove(id);
        });
        (texts.company, name.unwrap_or_else(|| id.to_string()), rest)
    });
    let attention = filter.attention.iter().map(|kind| {
        let rest = without(filter, |rest| {
            rest.attention.remove(kind);
        });
        (
            texts.attention,
            attention_name(*kind, texts).to_owned(),
            rest,
        )
    });
    owners.chain(companies).chain(attention).collect()
}

fn ranges_set(list: &DealList, texts: &'static Texts) -> Vec<Active> {
    let (filter, lang) = (&list.query.filter, use_lang());
    let currency = filter.currency.unwrap_or(list.currency);
    let amount = (!filter.amount.is_open()).then(|| {
        let shown = span(filter.amount, |minor| {
            Money::new(minor, currency).format(lang)
        });
        let rest = without(filter, |rest| {
            rest.amount = Range::default();
            rest.currency = None;
        });
        (texts.amount, shown, rest)
    });
    let days = days(filter, texts).into_iter();
    let days =
        days.map(|(name, range, rest)| (name, span(range, |day| dates::short(day, lang)), rest));
    amount.into_iter().chain(days).collect()
}

fn days(filter: &DealFilter, texts: &'static Texts) -> Vec<(&'static str, Range<Day>, DealFilter)> {
    let all = [
        (
            texts.close,
            filter.expected_close,
            without(filter, |rest| rest.expected_close = Range::default()),
        ),
        (
            texts.closed,
            filter.closed,
            without(filter, |rest| rest.closed = Range::default()),
        ),
        (
            texts.opened,
            filter.opened,
            without(filter, |rest| rest.opened = Range::default()),
        ),
    ];
    all.into_iter()
        .filter(|(_, range, _)| !range.is_open())
        .collect()
}

fn without(filter: &DealFilter, drop: impl FnOnce(&mut DealFilter)) -> DealFilter {
    let mut rest = filter.clone();
    drop(&mut rest);
    rest
}

/// "100 – 200", "≥ 100", "≤ 200".
fn span<T>(range: Range<T>, show: impl Fn(T) -> String) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) => format!("{} – {}", show(from), show(to)),
        (Some(from), None) => format!("≥ {}", show(from)),
        (None, Some(to)) => format!("≤ {}", show(to)),
        (None, None) => String::new(),
    }
}

fn attention_name(kind: AttentionKind, texts: &'static Texts) -> &'static str {
    match kind {
        AttentionKind::NoNextStep => texts.no_next_step,
        AttentionKind::LateStep => texts.late_step,
        AttentionKind::PastClose => texts.past_close,
    }
}
