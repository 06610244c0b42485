//! Reading tables. Invariant: a native table with a `tbody`, whose cells know their label, because on a
//! phone each row becomes a card; sorting and paging are links, so a view is an address.
use super::{Glyph, Icon, Note, Text, texts::Texts, use_lang};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Up,
    Down,
}

/// The head of one column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    name: Text,
    numeric: bool,
    hidden: bool,
    minor: bool,
    href: Note,
    sorted: Option<Direction>,
}

impl Head {
    pub fn text(name: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            numeric: false,
            hidden: false,
            minor: false,
            href: Note(None),
            sorted: None,
        }
    }

    /// A column of numbers: right-aligned, digits of one width.
    pub fn number(name: impl Into<Text>) -> Self {
        Self {
            numeric: true,
            ..Self::text(name)
        }
    }

    /// A column of tools: named for assistive technology only.
    pub fn tools(name: impl Into<Text>) -> Self {
        Self {
            hidden: true,
            ..Self::text(name)
        }
    }

    /// A column that a narrow desk can miss; its cells say `minor` too. A phone's card shows it again.
    #[must_use]
    pub fn minor(self) -> Self {
        Self {
            minor: true,
            ..self
        }
    }

    /// Sortable by following `href`; `sorted` is how it is sorted now.
    #[must_use]
    pub fn sortable(self, href: impl Into<Text>, sorted: Option<Direction>) -> Self {
        Self {
            href: Note(Some(href.into())),
            sorted,
            ..self
        }
    }

    fn view(self) -> AnyView {
        let sort = self.sorted.map(|direction| match direction {
            Direction::Up => "ascending",
            Direction::Down => "descending",
        });
        let class = class(self.numeric, false, self.hidden, self.minor);
        let name = match (self.href.0, self.hidden) {
            (Some(href), _) => view! {
                <a href=href>
                    <span>{self.name}</span>
                    <Glyph icon=Icon::ArrowDown />
                </a>
            }
            .into_any(),
            (None, true) => view! { <span class="vh">{self.name}</span> }.into_any(),
            (None, false) => view! { <span>{self.name}</span> }.into_any(),
        };
        view! {
            <th scope="col" class=class aria-sort=sort>
                {name}
            </th>
        }
        .into_any()
    }
}

/// A table; children are `<tr>` of `Lead` and `Cell`. `caption` names it for assistive technology.
#[component]
pub fn Table(
    #[prop(into)] caption: Text,
    heads: Vec<Head>,
    #[prop(optional)] compact: bool,
    /// A `<tr>` of sums.
    #[prop(optional)]
    foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let heads = heads.into_iter().map(Head::view).collect_view();
    let name = caption.clone();
    view! {
        // It scrolls on a narrow desk, so the keyboard must reach it.
        <div class="table-box" tabindex="0" role="region" aria-label=name>
            <table class=if compact { "table compact" } else { "table" }>
                <caption class="vh">{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children()}</tbody>
                {foot.map(|foot| view! { <tfoot>{foot}</tfoot> })}
            </table>
        </div>
    }
}

/// The first cell of a row: the record's name as a link, with a quiet second line.
#[component]
pub fn Lead(
    #[prop(into)] href: Text,
    #[prop(into)] name: Text,
    #[prop(optional, into)] below: Note,
) -> impl IntoView {
    view! {
        <td class="lead">
            <a class="row-link" href=href>
                <span>{name}</span>
                {below.0.map(|below| view! { <small>{below}</small> })}
            </a>
        </td>
    }
}

/// A cell; `label` repeats the column's name on a phone. `tools` is for buttons at the end of a row.
#[component]
pub fn Cell(
    #[prop(optional, into)] label: Note,
    #[prop(optional)] num: bool,
    #[prop(optional)] late: bool,
    #[prop(optional)] tools: bool,
    #[prop(optional)] minor: bool,
    children: Children,
) -> impl IntoView {
    let class = class(num, late, tools, minor);
    view! {
        <td class=class data-label=label.0>
            {children()}
        </td>
    }
}

/// Written out, because a page has hundreds of cells.
fn class(num: bool, late: bool, tools: bool, minor: bool) -> &'static str {
    match (num, late, tools, minor) {
        (false, false, false, false) => "",
        (false, false, false, true) => "minor",
        (false, false, true, false) => "act",
        (false, false, true, true) => "act minor",
        (false, true, false, false) => "late",
        (false, true, false, true) => "late minor",
        (false, true, true, false) => "late act",
        (false, true, true, true) => "late act minor",
        (true, false, false, false) => "num",
        (true, false, false, true) => "num minor",
        (true, false, true, false) => "num act",
        (true, false, true, true) => "num act minor",
        (true, true, false, false) => "num late",
        (true, true, false, true) => "num late minor",
        (true, true, true, false) => "num late act",
        (true, true, true, true) => "num late act minor",
    }
}

/// The exact count and sum of the whole result, for people and as data for scripts.
/// `sum` is machine-readable, such as `PLN:1234550 EUR:990000` in minor units.
#[component]
pub fn Totals(count: u64, #[prop(into)] sum: Text, children: Children) -> impl IntoView {
    view! {
        <p class="totals" role="status" data-count=count.to_string() data-sum=sum>
            {children()}
        </p>
    }
}

/// Neighbouring pages of a list by cursor; `middle` says where in the list this page is.
#[component]
pub fn Pager(
    #[prop(optional, into)] previous: Note,
    #[prop(optional, into)] next: Note,
    #[prop(optional, into)] middle: Note,
) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let step = |href: Note, rel, name, icon_first| {
        href.0.map(|href| {
            view! {
                <a class="btn" href=href rel=rel>
                    {if icon_first { Some(view! { <Glyph icon=Icon::ChevronLeft /> }) } else { None }}
                    <span>{name}</span>
                    {if icon_first { None } else { Some(view! { <Glyph icon=Icon::ChevronRight /> }) }}
                </a>
            }
        })
    };
    view! {
        <nav class="pager" aria-label=texts.pages>
            <span>{middle.0}</span>
            <div class="row">{step(previous, "prev", texts.previous, true)} {step(next, "next", texts.next, false)}</div>
        </nav>
    }
}
