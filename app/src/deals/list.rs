//! `/deals`: the group's deals. Invariant: the whole state of the list is in its address, and the
//! count and sums above the table are those of the whole result.
pub(crate) mod follow;

use super::api::LoadDeals;
use super::detail::Deleted;
use super::edit_row::EditRow;
use super::filters::{FilterBar, described};
use super::model::DealList;
use super::stuck;
use super::texts::Texts;
use super::words::{self, stage_badge};
use crate::gate;
use crate::live::{self, News};
use crate::loaded::ask;
use crate::target::encoded;
use crate::ui::{
    Banner, Cell, Direction, Empty, Head, Icon, Kind, Lead, LinkButton, Page, Pager, PrintButton,
    PrintFoot, Table, Tone, use_lang,
};
use domain::dates;
use domain::deals::{self, DealQuery, DealRow, SortKey};
use domain::id::DealId;
use domain::lang::Say;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::Arc;

#[component]
pub fn DealsPage() -> impl IntoView {
    let search = use_location().search;
    let news = live::news();
    let list = ask(move || {
        news.forget();
        LoadDeals {
            query: search.get(),
        }
    });
    gate::page(list, move |list| view! { <List list news /> })
}

/// Whether the query part of an address asks for the board.
#[must_use]
pub fn shows_board(search: &str) -> bool {
    let pairs = search.trim_start_matches('?').split('&');
    pairs.clone().any(|pair| pair == "view=board")
}

/// List or board, as the address says. `first` is what was drawn with the page; the other one is
/// drawn when it is asked for, and never on the server.
pub fn switched<F>(first: AnyView, board: fn() -> F) -> AnyView
where
    F: Future<Output = AnyView> + Send + 'static,
{
    if cfg!(feature = "ssr") {
        return first;
    }
    let search = use_location().search;
    let shown = Memo::new(move |_| shows_board(&search.read()));
    let first = StoredValue::new_local(Some(first));
    (move || {
        let drawn = first.try_update_value(Option::take).flatten();
        match (drawn, shown.get()) {
            (Some(first), _) => first,
            (None, true) => Suspend::new(board()).into_any(),
            (None, false) => view! { <DealsPage /> }.into_any(),
        }
    })
    .into_any()
}

#[component]
fn List(list: DealList, news: News) -> impl IntoView {
    let list = Arc::new(list);
    let texts = Texts::of(use_lang());
    let followed = follow::follow(&list, news);
    let around = Arc::clone(&list);
    let table = move || {
        let shown = followed.shown.read();
        if shown.rows.is_empty() {
            nothing(&around, texts)
        } else {
            table(&around, &shown.rows, &shown.tinted)
        }
    };
    let sums = move || totals(&followed.shown.read().list, texts);
    let page = |cursor: &Option<String>| {
        cursor
            .as_ref()
            .map(|cursor| address(&list.query, Some(cursor)))
    };
    let (previous, next) = (page(&list.previous), page(&list.next));
    let pager = (previous.is_some() || next.is_some())
        .then(|| view! { <Pager previous=previous.clone() next=next.clone() /> });
    let title = match list.query.stuck {
        true => texts.stuck_deals,
        false => texts.deals,
    };
    view! {
        <Page title actions=actions(&list, texts)>
            {problems(&list)}
            <Deleted />
            {stuck::snoozed(&list)}
            <FilterBar list=Arc::clone(&list) />
            {sums}
            {followed.button()}
            {table}
            {pager}
            <PrintFoot chosen=described(&list, texts) printed=list.printed.clone() />
        </Page>
    }
}

/// What can be done with a list or a board as a whole.
pub(super) fn actions(list: &DealList, texts: &'static Texts) -> AnyView {
    let add = list.may_create.then(|| {
        view! { <LinkButton href="/deals/new" text=texts.add kind=Kind::Primary icon=Icon::Plus /> }
    });
    view! {
        <PrintButton />
        {add}
    }
    .into_any()
}

/// What of the address was not understood.
pub(super) fn problems(list: &DealList) -> AnyView {
    let lang = use_lang();
    let said = list.problems.iter().map(|problem| problem.say(lang));
    let said: Vec<String> = said.collect();
    said.into_iter()
        .map(|said| view! { <Banner tone=Tone::Warn>{said}</Banner> })
        .collect_view()
        .into_any()
}

/// Exact count and sums, for people and as data.
pub(super) fn totals(list: &DealList, texts: &'static Texts) -> AnyView {
    let at_least = (!list.exact).then(|| format!("{} ", texts.at_least));
    words::totals(list.count, &list.sums, at_least, None)
}

fn nothing(list: &DealList, texts: &'static Texts) -> AnyView {
    if list.query.filter.is_empty() && list.query.stuck {
        view! { <Empty icon=Icon::Check title=texts.none_stuck text=texts.none_stuck_hint /> }
            .into_any()
    } else if list.query.filter.is_empty() {
        view! { <Empty icon=Icon::Flag title=texts.none_yet text=texts.none_yet_hint /> }.into_any()
    } else {
        let href = cleared(&list.query);
        let clear = view! { <LinkButton href text=texts.clear /> }.into_any();
        view! { <Empty icon=Icon::Filter title=texts.none_match text=texts.none_match_hint actions=clear /> }.into_any()
    }
}

/// The rows, each with what its own list says around it.
fn table(around: &Arc<DealList>, rows: &[follow::Row], tinted: &[DealId]) -> AnyView {
    let texts = Texts::of(use_lang());
    let (edited, snoozed) = (stuck::opened("edit"), stuck::opened("snooze"));
    let heads = heads(&around.query, texts);
    let edit = edit(&around.query);
    let row = |(list, at): &follow::Row| {
        let (row, place) = (list.rows.get(*at)?, list.places.get(*at)?);
        Some(match Some(row.id) {
            here if here == edited => {
                view! { <EditRow row=row.clone() list=Arc::clone(list) /> }.into_any()
            }
            here if here == snoozed && list.query.stuck => stuck::row(list, row),
            _ => one(list, row, (place, &edit), tinted.contains(&row.id)),
        })
    };
    let rows: Vec<_> = rows.iter().filter_map(row).collect();
    view! { <Table caption=texts.deals heads>{rows}</Table> }.into_any()
}

fn heads(query: &DealQuery, texts: &'static Texts) -> Vec<Head> {
    let sort = |head: Head, key| {
        // The order of stuck deals is given: the longest first.
        if query.stuck {
            return head;
        }
        let sorted = (query.sort.key == key).then_some(match query.sort.direction {
            deals::Direction::Up => Direction::Up,
            deals::Direction::Down => Direction::Down,
        });
        head.sortable(
            address(
                &DealQuery {
                    sort: query.sort.clicked(key),
                    ..query.first_page()
                },
                None,
            ),
            sorted,
        )
    };
    vec![
        sort(Head::text(texts.title), SortKey::Title),
        sort(Head::text(texts.company), SortKey::Company),
        sort(Head::text(texts.stage), SortKey::Stage),
        sort(Head::text(texts.owner), SortKey::Owner),
        sort(Head::text(texts.group).minor(), SortKey::Group),
        sort(Head::number(texts.amount), SortKey::Amount),
        sort(Head::text(texts.close), SortKey::Close),
        Head::text(match query.stuck {
            true => texts.why,
            false => texts.next_step,
        }),
        Head::tools(texts.tools),
    ]
}

fn one(list: &DealList, row: &DealRow, (place, edit): (&str, &str), fresh: bool) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    let attention = row.needs_attention(list.today);
    let amount = row
        .amount
        .map_or_else(|| texts.none.to_owned(), |amount| amount.column(lang));
    let close = row.closed.or(row.expected_close);
    let close = close.map_or_else(|| texts.none.to_owned(), |day| dates::short(day, lang));
    let last = match list.query.stuck {
        true => stuck::cells(list, row),
        false => next_step(row, attention.late_step, edit, texts),
    };
    let company = match (&row.company, &row.company_name) {
        (Some(id), Some(name)) => {
            view! { <a href=format!("/companies/{id}")>{name.clone()}</a> }.into_any()
        }
        (Some(_), None) => view! { <span class="subtle">{texts.hidden_company}</span> }.into_any(),
        _ => texts.none.into_any(),
    };
    let stage = stage(list, row);
    let owner = list.names.person(row.owner).to_owned();
    let group = list.names.group(row.group).to_owned();
    view! {
        <tr id=format!("deal-{}", row.id) data-deal=row.id.to_string() class=fresh.then_some("is-fresh")>
            <Lead href=one_of(&list.query, row.id, place) name=row.title.clone() />
            <Cell label=texts.company>{company}</Cell>
            <Cell label=texts.stage>{stage}</Cell>
            <Cell label=texts.owner>{owner}</Cell>
            <Cell label=texts.group minor=true>{group}</Cell>
            <Cell label=texts.amount num=true>{amount}</Cell>
            <Cell label=texts.close late=attention.past_close>{close}</Cell>
            {last}
        </tr>
    }
    .into_any()
}

fn next_step(row: &DealRow, late: bool, edit: &str, texts: &'static Texts) -> AnyView {
    let step = row.next_step.clone();
    let step = step.unwrap_or_else(|| texts.none.to_owned());
    let edit = format!("{edit}{}#deal-{}", row.id, row.id);
    let label = format!("{}: {}", texts.change, row.title);
    view! {
        <Cell label=texts.next_step late>{step}</Cell>
        <Cell tools=true>
            <a class="btn btn-quiet btn-small" href=edit aria-label=label rel="nofollow">{texts.change}</a>
        </Cell>
    }
    .into_any()
}

/// The stage with its colour; won and lost also say so by their word.
pub(super) fn stage(list: &DealList, row: &DealRow) -> AnyView {
    let Some(stage) = list.names.stage(row.stage) else {
        return ().into_any();
    };
    stage_badge(stage.name.clone(), row.status, stage.colour)
}

/// The address of this kind of list without any filter.
pub(super) fn cleared(query: &DealQuery) -> String {
    let all = DealQuery {
        stuck: query.stuck,
        layout: query.layout,
        ..DealQuery::default()
    };
    join(all.pairs())
}

/// The address of a list, on its first page or at a cursor.
pub(super) fn address(query: &DealQuery, cursor: Option<&String>) -> String {
    let query = DealQuery {
        after: cursor.cloned(),
        ..query.clone()
    };
    join(query.pairs())
}

/// The query part of that address.
pub(super) fn query_part(query: &DealQuery) -> String {
    let address = address(query, None);
    let part = address.trim_start_matches("/deals").trim_start_matches('?');
    part.to_owned()
}

/// The address of a deal that knows the list it was opened from, and its place there.
pub(super) fn one_of(query: &DealQuery, id: DealId, place: &str) -> String {
    let list = address(query, Some(&place.to_owned()));
    let list = list.trim_start_matches("/deals").trim_start_matches('?');
    format!("/deals/{id}?in={}", encoded(list))
}

/// The address of a list whose row is edited; the row's id follows.
fn edit(query: &DealQuery) -> String {
    let mut pairs = query.pairs();
    pairs.push(("edit", String::new()));
    join(pairs)
}

fn join(pairs: Vec<(&'static str, String)>) -> String {
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={}", encoded(&value)));
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() {
        "/deals".to_owned()
    } else {
        format!("/deals?{query}")
    }
}
