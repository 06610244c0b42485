//! The frame of a signed-in page: where one can go, who one is, the way out. Invariant: it is drawn
//! at once and the same for everybody; only what depends on the person waits for the person.
use super::texts::Texts;
use super::{Me, api, fault, use_address};
use crate::failure::Failure;
use crate::live;
use crate::loaded::{Loaded, ask};
use crate::preferences::Switches;
use crate::ui::{Frame, Glyph, Icon, NavItem, Search, UserMenu, use_lang};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// The signed-in person, fetched once for the frame and every page in it.
#[derive(Clone, Copy)]
struct Signed(Loaded<Me>);

/// The signed-in person, for a page inside [`SignedIn`].
#[must_use]
pub fn use_me() -> Loaded<Me> {
    use_context::<Signed>().map_or_else(fetched, |Signed(me)| me)
}

fn fetched() -> Loaded<Me> {
    ask(|| api::WhoAmI {})
}

/// The parent route of every signed-in page.
#[component]
pub fn SignedIn() -> impl IntoView {
    let me = fetched();
    provide_context(Signed(me));
    live::provide();
    let lang = use_lang();
    let location = use_location();
    let address = use_address();
    view! {
        <Frame
            here=location.pathname
            items=places(Texts::of(lang))
            search=search
            account=move || account(me, address.clone())
        >
            {crate::view_as::banner()}
            <Outlet />
        </Frame>
    }
}

fn places(texts: &Texts) -> Vec<NavItem> {
    vec![
        NavItem::new("/", Icon::Dashboard, texts.dashboard),
        NavItem::new("/deals", Icon::Target, texts.deals),
        NavItem::new("/plan", Icon::Plan, texts.plan),
        NavItem::new("/tasks", Icon::Tasks, texts.tasks),
        NavItem::new("/companies", Icon::Building, texts.companies),
        NavItem::new("/contacts", Icon::Person, texts.contacts),
        NavItem::new("/movement", Icon::Movement, texts.movement),
        NavItem::new("/products", Icon::Box, texts.products),
        NavItem::new("/people", Icon::People, texts.people).in_group(texts.firm),
        NavItem::new("/groups", Icon::Tree, texts.groups),
    ]
}

fn search() -> AnyView {
    let lang = use_lang();
    view! {
        <form method="get" action="/search" role="search">
            <Search label=lang.pick("Szukaj", "Search") />
        </form>
    }
    .into_any()
}

fn account(
    me: Loaded<Me>,
    address: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> AnyView {
    view! {
        <Transition>
            {move || {
                let address = address.clone();
                Suspend::new(async move {
                    match me.get().await {
                        Ok(me) => signed(me),
                        // The page tells every other failure; this one it may not notice.
                        Err(Failure::SignedOut) => fault(&Failure::SignedOut, &address()),
                        Err(_) => ().into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

fn signed(me: Me) -> AnyView {
    let texts = Texts::of(use_lang());
    let administration = me.administers.then(|| {
        view! {
            {place("/access", Icon::Shield, texts.access)}
            {place("/working-time", Icon::Clock, texts.working_time)}
            {place("/pipelines", Icon::Filter, texts.pipelines)}
            {place("/choices", Icon::Lines, texts.choices)}
            {place("/import", Icon::Import, texts.import)}
        }
    });
    let audit = me.audits.then(|| place("/audit", Icon::Lines, texts.audit));
    view! {
        {administration}
        {audit}
        <UserMenu name=me.name id=me.id.0>
            <a href="/account">
                <Glyph icon=Icon::Settings />
                <span>{texts.account}</span>
            </a>
            <Switches />
            <hr />
            <form method="post" action="/api/sign-out">
                <button>
                    <Glyph icon=Icon::Exit />
                    <span>{texts.sign_out}</span>
                </button>
            </form>
        </UserMenu>
    }
    .into_any()
}

fn place(href: &'static str, icon: Icon, name: &'static str) -> AnyView {
    let path = use_location().pathname;
    let here = move || path.read().starts_with(href).then_some("page");
    view! {
        <a class="rail-link" href=href title=name aria-current=here>
            <Glyph icon />
            <span>{name}</span>
        </a>
    }
    .into_any()
}
