//! Screens and their server functions: the same code renders on the server and takes over in the browser.
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

pub mod access;
pub mod account;
pub mod companies;
pub mod contacts;
#[cfg(feature = "ssr")]
pub mod current;
pub mod custody;
pub mod deals;
#[cfg(feature = "ssr")]
pub mod door;
pub mod draft;
mod edit_form;
pub mod failure;
pub mod form;
pub mod gate;
pub mod groups;
pub mod home;
pub mod moments;
pub mod people;
pub mod preferences;
pub mod products;
pub mod record_list;
pub mod search;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod sign_in;
pub mod target;
pub mod ui;

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    preferences::provide();
    draft::provide();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "Contentum".into() } else { format!("{title} – Contentum") } />
        <Router>
            <Routes fallback=NotFound>
                // Every page inside is for people who are signed in, and stands in one frame.
                <ParentRoute path=path!("") view=gate::SignedIn ssr=SsrMode::Async>
                    <Route path=path!("/account") view=account::AccountPage ssr=SsrMode::Async />
                    <Route path=path!("/people") view=people::list::PeoplePage ssr=SsrMode::Async />
                    <Route path=path!("/people/new") view=people::form::NewPersonPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id") view=people::card::PersonPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/edit") view=people::form::EditPersonPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/groups") view=people::places::PersonGroupsPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/roles") view=people::change::PersonRolesPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/access") view=people::change::PersonAccessPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/invitation") view=people::entry::PersonInvitationPage ssr=SsrMode::Async />
                    <Route path=path!("/groups") view=groups::list::GroupsPage ssr=SsrMode::Async />
                    <Route path=path!("/groups/new") view=groups::new::NewGroupPage ssr=SsrMode::Async />
                    <Route path=path!("/groups/:id") view=groups::card::GroupPage ssr=SsrMode::Async />
                    <Route path=path!("/groups/:id/dissolve") view=groups::dissolve::DissolveGroupPage ssr=SsrMode::Async />
                    <Route path=path!("/access") view=access::AccessPage ssr=SsrMode::Async />
                    <Route path=path!("/") view=home::HomePage ssr=SsrMode::Async />
                    <Route path=path!("/search") view=search::SearchPage ssr=SsrMode::Async />
                    <Route path=path!("/deals") view=deals::DealsPage ssr=SsrMode::Async />
                    <Route path=path!("/deals/new") view=deals::NewDealPage ssr=SsrMode::Async />
                    <Route path=path!("/deals/:id") view=deals::DealPage ssr=SsrMode::Async />
                    <Route path=path!("/deals/:id/edit") view=deals::EditDealPage ssr=SsrMode::Async />
                    <Route path=path!("/companies") view=companies::list::CompaniesPage ssr=SsrMode::Async />
                    <Route path=path!("/companies/new") view=companies::form::NewCompanyPage ssr=SsrMode::Async />
                    <Route path=path!("/companies/:id") view=companies::card::CompanyPage ssr=SsrMode::Async />
                    <Route path=path!("/companies/:id/edit") view=companies::form::EditCompanyPage ssr=SsrMode::Async />
                    <Route path=path!("/contacts") view=contacts::list::ContactsPage ssr=SsrMode::Async />
                    <Route path=path!("/contacts/new") view=contacts::form::NewContactPage ssr=SsrMode::Async />
                    <Route path=path!("/contacts/:id") view=contacts::card::ContactPage ssr=SsrMode::Async />
                    <Route path=path!("/contacts/:id/edit") view=contacts::form::EditContactPage ssr=SsrMode::Async />
                    <Route path=path!("/products") view=products::list::ProductsPage ssr=SsrMode::Async />
                    <Route path=path!("/products/new") view=products::form::NewProductPage ssr=SsrMode::Async />
                    <Route path=path!("/products/:id/edit") view=products::form::EditProductPage ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("/sign-in") view=sign_in::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/setup") view=sign_in::SetupPage ssr=SsrMode::Async />
                <Route path=path!("/invitation") view=sign_in::InvitationPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// Shown for an address that leads nowhere; on the server it also sets the status.
#[component]
fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    let lang = ui::use_lang();
    view! {
        <Title text=lang.pick("Nie ma takiej strony", "No such page") />
        <main id="main">
            <h1>{lang.pick("Nie ma takiej strony", "No such page")}</h1>
            <p>
                {lang
                    .pick(
                        "Pod tym adresem nic nie ma albo nie masz do tego dostępu.",
                        "Nothing is here, or you may not see it.",
                    )}
            </p>
            <p>
                <a href="/">{lang.pick("Przejdź do strony głównej", "Go to the start page")}</a>
            </p>
        </main>
    }
}
