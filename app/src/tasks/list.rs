//! `/tasks`: the lists of assignments, by day. Invariant: the address says which list, so it can be
//! kept and sent; every count is of the whole list.
use super::api;
use super::line::lines;
use super::model::{DayGroup, Key, Line, List};
use super::quick::quick_line;
use super::texts::Texts;
use crate::gate;
use crate::loaded::ask;
use crate::target::encoded;
use crate::ui::{
    Banner, Crumb, Empty, Icon, Kind, LinkButton, Page, Segmented, Tab, Tabs, Tone, Totals,
    use_lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says.
#[derive(Clone, Default)]
struct Asked {
    list: String,
    person: String,
    late: bool,
    closed: bool,
    after: String,
    added: String,
}

#[component]
pub fn TasksPage() -> impl IntoView {
    let params = use_query_map();
    let asked = move || {
        let of = |name: &str| params.read().get(name).unwrap_or_default();
        Asked {
            list: of("list"),
            person: of("person"),
            late: of("late") == "1",
            closed: of("closed") == "1",
            after: of("after"),
            added: of("added"),
        }
    };
    let list = ask(move || {
        let asked = asked();
        api::ListTasks {
            list: asked.list,
            person: asked.person,
            late: asked.late,
            closed: asked.closed,
            after: asked.after,
            added: asked.added,
        }
    });
    gate::page(list, move |list| untrack(|| page(list, &asked())))
}

fn page(list: List, asked: &Asked) -> AnyView {
    let texts = Texts::of(use_lang());
    let add = match &list.of {
        Some(of) => format!("/tasks/new?person={}", of.id),
        None => "/tasks/new".to_owned(),
    };
    let actions = list
        .adds
        .then(|| view! { <LinkButton href=add text=texts.add icon=Icon::Plus /> }.into_any());
    let title = match &list.of {
        Some(of) => format!("{}: {}", texts.of, of.name),
        None => texts.tasks.to_owned(),
    };
    let crumbs = match &list.of {
        Some(_) => vec![Crumb::new("/tasks", texts.tasks)],
        None => Vec::new(),
    };
    let added = list.added.clone().map(|added| {
        let href = format!("/tasks/{}", added.id);
        view! {
            <Banner tone=Tone::Ok>
                {texts.added}": " <a href=href>{added.said}</a>
            </Banner>
        }
    });
    let quick = list
        .of
        .is_none()
        .then(|| quick_line(address(asked, ""), None));
    let tabs = (!list.tabs.is_empty()).then(|| tabs(&list));
    let switches = switches(&list, asked);
    let content = content(list, asked);
    view! {
        <Page title crumbs actions=actions.into_any()>
            <div class="stack">
                {added} {quick} {tabs} {switches} {content}
            </div>
        </Page>
    }
    .into_any()
}

fn tabs(list: &List) -> AnyView {
    let texts = Texts::of(use_lang());
    let tab = |tab: &super::model::TabOf| {
        let name = format!("{}\u{a0}{}", texts.tab(tab.key), tab.count);
        Tab::new(format!("/tasks?list={}", tab.key.value()), name, tab.here)
    };
    let tabs = list.tabs.iter().map(tab).collect::<Vec<_>>();
    view! { <Tabs label=texts.lists tabs /> }.into_any()
}

/// Open or closed, and of the team's what is late.
fn switches(list: &List, asked: &Asked) -> AnyView {
    let texts = Texts::of(use_lang());
    let key = Key::of(&asked.list);
    if list.of.is_none() && matches!(key, Key::Decide | Key::Overdue) {
        return ().into_any();
    }
    let to = |late, closed| {
        let asked = Asked {
            late,
            closed,
            ..asked.clone()
        };
        address(&asked, "")
    };
    let mut tabs = vec![Tab::new(
        to(false, false),
        texts.open,
        !asked.closed && !asked.late,
    )];
    if let Some(late) = list.late {
        let name = format!("{}\u{a0}{late}", texts.late);
        tabs.push(Tab::new(to(true, false), name, asked.late));
    }
    let closed = asked.closed && !asked.late;
    tabs.push(Tab::new(to(false, true), texts.closed, closed));
    view! { <div class="row"><Segmented label=texts.which tabs /></div> }.into_any()
}

fn content(list: List, asked: &Asked) -> AnyView {
    let lang = use_lang();
    let texts = Texts::of(lang);
    if list.lines.is_empty() {
        let late = asked.late || asked.list == Key::Overdue.value();
        let text = if late {
            texts.none_late
        } else {
            texts.none_text
        };
        return view! { <Empty icon=Icon::Tasks title=texts.none text /> }.into_any();
    }
    let (one, few, many) = texts.counted;
    let said = format!("{} {}", list.count, lang.plural(list.count, one, few, many));
    let groups = match asked.closed && !asked.late {
        true => view! { <section class="card">{lines(list.lines)}</section> }.into_any(),
        false => grouped(list.lines)
            .into_iter()
            .map(group)
            .collect_view()
            .into_any(),
    };
    let next = list.next.map(|next| {
        view! { <LinkButton href=address(asked, &next) text=texts.next icon=Icon::ChevronRight /> }
    });
    let first = (!asked.after.is_empty()).then(|| {
        view! { <LinkButton href=address(asked, "") text=texts.first kind=Kind::Quiet /> }
    });
    view! {
        <Totals count=list.count sum="">{said}</Totals>
        {groups}
        <p class="row">{first} {next}</p>
    }
    .into_any()
}

/// Lines under the headings of their days; they come in that order.
fn grouped(lines: Vec<Line>) -> Vec<(DayGroup, Vec<Line>)> {
    let mut groups: Vec<(DayGroup, Vec<Line>)> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some((group, lines)) if *group == line.group => lines.push(line),
            _ => groups.push((line.group, vec![line])),
        }
    }
    groups
}

fn group((group, of): (DayGroup, Vec<Line>)) -> AnyView {
    let texts = Texts::of(use_lang());
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{texts.group(group)}</h2>
                <span class="muted tabular">{of.len()}</span>
            </div>
            {lines(of)}
        </section>
    }
    .into_any()
}

/// This list from a place on.
fn address(asked: &Asked, after: &str) -> String {
    let flag = |on: bool| if on { "1" } else { "" };
    let pairs = [
        ("list", asked.list.as_str()),
        ("person", asked.person.as_str()),
        ("late", flag(asked.late)),
        ("closed", flag(asked.closed)),
        ("after", after),
    ];
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    match pairs.is_empty() {
        true => "/tasks".to_owned(),
        false => format!("/tasks?{}", pairs.join("&")),
    }
}
