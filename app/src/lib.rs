//! Screens and their server functions: the same code renders on the server and takes over in the browser.
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

pub mod access;
pub mod account;
pub mod act;
mod ahead;
pub mod audit;
pub mod choices;
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
pub mod import;
mod live;
pub mod loaded;
pub mod moments;
pub mod people;
pub mod pipelines;
pub mod planning;
pub mod preferences;
pub mod products;
mod record_card;
pub mod record_list;
mod routes;
pub mod search;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod sign_in;
pub mod target;
pub mod tasks;
pub mod ui;
pub mod view_as;
pub mod what_if;
pub mod who;
mod wire;
pub mod working_time;

/// The whole application, the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    preferences::provide();
    draft::provide();
    view! {
        <Title formatter=document_title />
        <Router>
            <Routes fallback=NotFound>
                // Every page inside is for people who are signed in, and stands in one frame.
                <ParentRoute path=path!("") view=gate::SignedIn ssr=SsrMode::Async>
                    <Route path=path!("/account") view={Lazy::<routes::AccountRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people") view={Lazy::<routes::PeopleRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/new") view={Lazy::<routes::NewPersonRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:id") view={Lazy::<routes::PersonRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/edit") view={Lazy::<routes::EditPersonRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/groups") view={Lazy::<routes::PersonGroupsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/roles") view={Lazy::<routes::PersonRolesRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/access") view={Lazy::<routes::PersonAccessRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/invitation") view={Lazy::<routes::PersonInvitationRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/groups") view={Lazy::<routes::GroupsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/groups/new") view={Lazy::<routes::NewGroupRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/groups/:id") view={Lazy::<routes::GroupRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/groups/:id/dissolve") view={Lazy::<routes::DissolveGroupRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/access") view={Lazy::<routes::AccessRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/who/:of") view={Lazy::<routes::WhoRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/what-if") view={Lazy::<routes::WhatIfRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/audit") view={Lazy::<routes::AuditRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/working-time") view={Lazy::<routes::WorkingTimeRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/choices") view={Lazy::<routes::ChoicesRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pipelines") view={Lazy::<routes::PipelinesRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pipelines/new") view={Lazy::<routes::NewPipelineRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pipelines/:id") view={Lazy::<routes::PipelineRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pipelines/:id/stages/new") view={Lazy::<routes::NewStageRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/pipelines/:id/stages/:stage") view={Lazy::<routes::StageRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/import") view={Lazy::<routes::ImportRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/import/:id") view={Lazy::<routes::ImportRunRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/import/:id/undo") view={Lazy::<routes::UndoImportRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/import/files/:id") view={Lazy::<routes::ImportFileRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/import/files/:id/check") view={Lazy::<routes::ImportCheckRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/") view={Lazy::<routes::HomeRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/search") view={Lazy::<routes::SearchRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/deals") view={Lazy::<routes::DealsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/deals/new") view={Lazy::<routes::NewDealRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/deals/:id") view={Lazy::<routes::DealRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/deals/:id/move") view={Lazy::<routes::MoveDealRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/deals/:id/schedule") view={Lazy::<routes::ScheduleRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/deals/:id/edit") view={Lazy::<routes::EditDealRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/movement") view={Lazy::<routes::MovementRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/movement/deals") view={Lazy::<routes::PassedRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/tasks") view={Lazy::<routes::TasksRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/tasks/new") view={Lazy::<routes::NewTaskRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/tasks/:id") view={Lazy::<routes::TaskRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/tasks/:id/edit") view={Lazy::<routes::EditTaskRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan") view={Lazy::<routes::PlanRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/instalments") view={Lazy::<routes::InstalmentsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/receipts") view={Lazy::<routes::ReceiptsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/receipts/new") view={Lazy::<routes::NewReceiptRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/receipts/paste") view={Lazy::<routes::PasteReceiptsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/receipts/:id") view={Lazy::<routes::ReceiptRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/quotas") view={Lazy::<routes::QuotasRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/changes") view={Lazy::<routes::ChangesRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/sheets") view={Lazy::<routes::SheetsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/plan/sheets/:group") view={Lazy::<routes::SheetRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/companies") view={Lazy::<routes::CompaniesRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/companies/new") view={Lazy::<routes::NewCompanyRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/companies/:id") view={Lazy::<routes::CompanyRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/companies/:id/edit") view={Lazy::<routes::EditCompanyRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/contacts") view={Lazy::<routes::ContactsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/contacts/new") view={Lazy::<routes::NewContactRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/contacts/:id") view={Lazy::<routes::ContactRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/contacts/:id/edit") view={Lazy::<routes::EditContactRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/products") view={Lazy::<routes::ProductsRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/products/new") view={Lazy::<routes::NewProductRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/products/:id/edit") view={Lazy::<routes::EditProductRoute>::new()} ssr=SsrMode::Async />
                </ParentRoute>
                <Route path=path!("/sign-in") view=sign_in::SignInPage ssr=SsrMode::Async />
                <Route path=path!("/setup") view=sign_in::SetupPage ssr=SsrMode::Async />
                <Route path=path!("/invitation") view=sign_in::InvitationPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

/// The title of the document. The server writes it into the page as it stands, so the markup in it,
/// which may be a record's name, is made text here; the browser takes it for text by itself.
fn document_title(title: String) -> String {
    let title = match title.is_empty() {
        true => "Contentum".to_owned(),
        false => format!("{title} – Contentum"),
    };
    if cfg!(feature = "ssr") {
        title.replace('&', "&amp;").replace('<', "&lt;")
    } else {
        title
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
        <ui::Plain title=lang.pick("Nie ma takiej strony", "No such page") foot=view! { <preferences::Switches /> }.into_any()>
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
        </ui::Plain>
    }
}
