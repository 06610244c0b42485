//! The shell of every page. Invariant: skip link first, one `h1`, one `main`; the rail of a desk and the
//! bar of a phone lead to the same places.
use super::{Glyph, Icon, Text, texts::Texts, use_lang};
use leptos::prelude::*;
use leptos_meta::Title;

/// How many places the phone's bar shows before "more".
const TABS: usize = 4;

/// A place in the navigation; the first four also stand in the phone's bar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NavItem {
    pub href: &'static str,
    pub icon: Icon,
    pub name: &'static str,
    /// Begins a new group under this heading.
    pub group: Option<&'static str>,
}

impl NavItem {
    #[must_use]
    pub fn new(href: &'static str, icon: Icon, name: &'static str) -> Self {
        Self {
            href,
            icon,
            name,
            group: None,
        }
    }

    /// The same place, opening a group of that name.
    #[must_use]
    pub fn in_group(self, group: &'static str) -> Self {
        Self {
            group: Some(group),
            ..self
        }
    }

    fn holds(&self, path: &str) -> bool {
        let inside = path
            .strip_prefix(self.href)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        path == self.href || (self.href != "/" && inside)
    }
}

/// The frame of a signed-in page: rail, page, phone bar. `here` is the current path; `search` is the
/// search form; `account` the user menu. Both are drawn twice, for desk and phone, so give them no ids.
#[component]
pub fn Frame(
    #[prop(into)] here: Signal<String>,
    items: Vec<NavItem>,
    #[prop(into)] search: ViewFn,
    #[prop(into)] account: ViewFn,
    children: Children,
) -> impl IntoView {
    let texts = Texts::of(use_lang());
    let rail = items
        .iter()
        .map(|item| rail_item(item, here))
        .collect_view();
    let tabs = items
        .iter()
        .take(TABS)
        .map(|item| tab(item, here))
        .collect_view();
    let rest = items
        .iter()
        .skip(TABS)
        .map(|item| rail_item(item, here))
        .collect_view();
    view! {
        <a class="skip" href="#main">
            {texts.skip}
        </a>
        <div class="frame">
            <nav class="rail" aria-label=texts.navigation>
                <a class="brand" href="/">
                    <Brand />
                    <span>"Contentum"</span>
                </a>
                {search.run()}
                <a class="rail-link rail-search" href="/deals" title=texts.search>
                    <Glyph icon=Icon::Search />
                    <span>{texts.search}</span>
                </a>
                <div class="rail-list">{rail}</div>
                <div class="rail-end">{account.run()}</div>
            </nav>
            <main class="main" id="main" tabindex="-1">
                {children()}
            </main>
            <nav class="tabbar" aria-label=texts.navigation>
                {tabs}
                <details>
                    <summary>
                        <Glyph icon=Icon::More />
                        <span>{texts.more}</span>
                    </summary>
                    <div class="sheet">{search.run()} {rest} {account.run()}</div>
                </details>
            </nav>
        </div>
    }
}

fn current(
    item: &NavItem,
    here: Signal<String>,
) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
    let item = item.clone();
    move || item.holds(&here.read()).then_some("page")
}

fn rail_item(item: &NavItem, here: Signal<String>) -> AnyView {
    view! {
        {item.group.map(|group| view! { <p class="rail-group">{group}</p> })}
        <a class="rail-link" href=item.href title=item.name aria-current=current(item, here)>
            <Glyph icon=item.icon />
            <span>{item.name}</span>
        </a>
    }
    .into_any()
}

fn tab(item: &NavItem, here: Signal<String>) -> AnyView {
    view! {
        <a href=item.href aria-current=current(item, here)>
            <Glyph icon=item.icon />
            <span>{item.name}</span>
        </a>
    }
    .into_any()
}

/// One step of the path to a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crumb {
    pub href: Text,
    pub name: Text,
}

impl Crumb {
    pub fn new(href: impl Into<Text>, name: impl Into<Text>) -> Self {
        Self {
            href: href.into(),
            name: name.into(),
        }
    }
}

/// One page inside the frame: its title (also the document's), the path to it, its actions, its content.
/// `narrow` is for forms.
#[component]
pub fn Page(
    #[prop(into)] title: Text,
    #[prop(optional)] crumbs: Vec<Crumb>,
    #[prop(optional)] actions: Option<AnyView>,
    #[prop(optional)] narrow: bool,
    children: Children,
) -> impl IntoView {
    let crumbs = (!crumbs.is_empty()).then(|| path(crumbs));
    view! {
        <Title text=title.to_string() />
        <div class=if narrow { "page page-narrow" } else { "page" }>
            <header class="page-head">
                {crumbs}
                <h1>{title}</h1>
                {actions.map(|actions| view! { <div class="actions">{actions}</div> })}
            </header>
            {children()}
        </div>
    }
}

fn path(crumbs: Vec<Crumb>) -> AnyView {
    let steps = crumbs
        .into_iter()
        .map(|crumb| {
            view! {
                <li>
                    <a href=crumb.href>{crumb.name}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="crumbs" aria-label=Texts::of(use_lang()).where_you_are>
            <ol>{steps}</ol>
        </nav>
    }
    .into_any()
}

/// The layout of sign-in and first run: one centred column. `foot` holds language and theme.
#[component]
pub fn Plain(
    #[prop(into)] title: Text,
    #[prop(optional)] wide: bool,
    #[prop(optional)] foot: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title.to_string() />
        <div class="plain">
            <main class=if wide { "plain-box wide" } else { "plain-box" } id="main">
                <p class="plain-brand">
                    <Brand />
                    <span>"Contentum"</span>
                </p>
                <h1>{title}</h1>
                {children()}
                {foot.map(|foot| view! { <footer class="plain-foot">{foot}</footer> })}
            </main>
        </div>
    }
}

/// The mark of the product.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <svg class="mark" width="20" height="20" viewBox="0 0 32 32" fill="none" aria-hidden="true" focusable="false">
            <rect class="mark-field" width="32" height="32" rx="8"></rect>
            <path class="mark-letter" d="M18.6 10.2a7.5 7.5 0 1 0 0 11.6"></path>
            <path class="mark-plus" d="M23 12.2v7.6M19.2 16h7.6"></path>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::{Icon, NavItem};

    #[test]
    fn a_place_holds_the_pages_below_it_and_no_neighbour() {
        let deals = NavItem::new("/deals", Icon::Target, "Szanse");
        assert!(deals.holds("/deals") && deals.holds("/deals/42"));
        assert!(!deals.holds("/deals-archive") && !deals.holds("/"));
        assert!(!NavItem::new("/", Icon::Dashboard, "Pulpit").holds("/deals"));
    }
}
