//! `/groups`: the tree of the firm.
use super::texts::Texts;
use super::{Node, Tree, api};
use crate::gate;
use crate::loaded::ask;
use crate::people::Named;
use crate::ui::{Cell, Empty, Head, Icon, Kind, LinkButton, Page, Table, Toast, use_lang};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn GroupsPage() -> impl IntoView {
    let tree = ask(|| api::ReadGroups {});
    let done = use_query_map().with_untracked(|query| query.get("done"));
    gate::page(tree, move |tree| page(tree, done.as_deref()))
}

fn page(tree: Tree, done: Option<&str>) -> AnyView {
    let texts = Texts::of(use_lang());
    let said = done.and_then(|done| texts.done(done));
    let add = tree.administers.then(|| {
        view! { <LinkButton href="/groups/new" text=texts.add kind=Kind::Primary icon=Icon::Plus /> }
            .into_any()
    });
    let content = if tree.nodes.is_empty() {
        view! { <Empty icon=Icon::Tree title=texts.none_title text=texts.none_text /> }.into_any()
    } else {
        table(tree.nodes, texts)
    };
    view! {
        <Page title=texts.groups actions=add.into_any()>
            {content}
            {said.map(|text| view! { <Toast text close="/groups" /> })}
        </Page>
    }
    .into_any()
}

fn table(nodes: Vec<Node>, texts: &'static Texts) -> AnyView {
    let heads = vec![
        Head::text(texts.group),
        Head::text(texts.heads),
        Head::number(texts.members),
        Head::number(texts.below),
    ];
    let rows = nodes
        .into_iter()
        .map(|node| row(node, texts))
        .collect_view();
    view! {
        <Table caption=texts.groups heads>
            {rows}
        </Table>
    }
    .into_any()
}

fn row(node: Node, texts: &'static Texts) -> AnyView {
    let heads = if node.heads.is_empty() {
        view! { <span class="caution">{texts.no_heads}</span> }.into_any()
    } else {
        links("/people/", node.heads)
    };
    view! {
        <tr>
            <td class=["lead ", depth(node.group.depth)].concat()>
                <a class="row-link" href=format!("/groups/{}", node.group.id)>
                    <span>{node.group.name}</span>
                </a>
            </td>
            <Cell label=texts.heads>{heads}</Cell>
            <Cell label=texts.members num=true>
                {node.members}
            </Cell>
            <Cell label=texts.below num=true>
                {node.below}
            </Cell>
        </tr>
    }
    .into_any()
}

/// How far in a row stands; from the seventh level on it stays.
fn depth(depth: u32) -> &'static str {
    match depth {
        0 => "depth-0",
        1 => "depth-1",
        2 => "depth-2",
        3 => "depth-3",
        4 => "depth-4",
        5 => "depth-5",
        _ => "depth-6",
    }
}

/// Names one after another, each a link.
pub(super) fn links(to: &'static str, named: Vec<Named>) -> AnyView {
    named
        .into_iter()
        .enumerate()
        .map(|(place, Named { id, name })| {
            view! {
                {(place > 0).then_some(", ")}
                <a href=format!("{to}{id}")>{name}</a>
            }
        })
        .collect_view()
        .into_any()
}
