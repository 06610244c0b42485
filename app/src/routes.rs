//! The screens that are loaded when they are first opened. Invariants: a chunk is an area of work, so
//! that moving within it loads nothing more; what people work in – the door, the list of deals –
//! is in the main file, so that it needs no second one.
// The generated code calls into the chunk, which is a foreign function to the main file.
#![cfg_attr(target_family = "wasm", allow(unsafe_code))]
use crate::{
    access, account, audit, choices, companies, contacts, deals, groups, home, import, live,
    people, pipelines, planning, products, search, tasks, what_if, who, working_time,
};
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::LazyRoute;
use leptos_router::hooks::use_location;

/// `chunk: Route = open load Page` makes `Route`, for a route's `Lazy::<Route>::new()`. The two names
/// become the functions that draw the page and that load its chunk.
macro_rules! screens {
    ($($chunk:ident: $($route:ident = $open:ident $load:ident $page:path),+;)+) => {$($(
        pub(crate) struct $route;

        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                #[cfg(feature = "ssr")]
                crate::shell::announce(stringify!($chunk));
                $open().await
            }

            async fn preload() {
                $load().await;
            }
        }

        #[leptos::wasm_split::wasm_split(
            $chunk,
            wasm_split_path = ::leptos::wasm_split,
            preload($load)
        )]
        fn $open() -> AnyView {
            $page().into_any()
        }
    )+)+};
}

/// `/deals` is a list or a board, by its address: the list in the main file, the board with the deal.
pub(crate) struct DealsRoute;

impl LazyRoute for DealsRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        let search = use_location().search.get_untracked();
        let first = if deals::shows_board(&search) {
            #[cfg(feature = "ssr")]
            crate::shell::announce("deal");
            open_board().await
        } else {
            deals::DealsPage().into_any()
        };
        deals::switched(first, open_board)
    }

    /// Taking over a board that the server drew needs its chunk at once.
    async fn preload() {
        let search = use_location().search.get_untracked();
        if deals::shows_board(&search) {
            load_board().await;
        }
    }
}

#[leptos::wasm_split::wasm_split(
    deal,
    wasm_split_path = ::leptos::wasm_split,
    preload(load_board)
)]
fn open_board() -> AnyView {
    deals::BoardPage().into_any()
}

/// What a page is followed with once it works: nobody waits for it, and without it the page stays as
/// it is.
#[leptos::wasm_split::wasm_split(live, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(crate) fn follow(
    job: live::Job,
    owner: Owner,
    here: StoredValue<()>,
) -> Result<(), SplitLoaderError> {
    if !here.is_disposed() {
        owner.with(|| job.begin());
    }
    Ok(())
}

screens! {
    home:
    HomeRoute = open_home load_home home::HomePage,
    SearchRoute = open_search load_search search::SearchPage;
    deal:
    MoveDealRoute = open_move_deal load_move_deal deals::MoveDealPage,
    NewDealRoute = open_new_deal load_new_deal deals::NewDealPage,
    DealRoute = open_deal load_deal deals::DealPage,
    EditDealRoute = open_edit_deal load_edit_deal deals::EditDealPage,
    ScheduleRoute = open_schedule load_schedule planning::schedule::SchedulePage;
    tasks:
    TasksRoute = open_tasks load_tasks tasks::list::TasksPage,
    NewTaskRoute = open_new_task load_new_task tasks::form::NewTaskPage,
    TaskRoute = open_task load_task tasks::card::TaskPage,
    EditTaskRoute = open_edit_task load_edit_task tasks::form::EditTaskPage;
    plan:
    MovementRoute = open_movement load_movement deals::movement::MovementPage,
    PassedRoute = open_passed load_passed deals::movement::PassedPage,
    PlanRoute = open_plan load_plan planning::matrix::PlanPage,
    InstalmentsRoute = open_instalments load_instalments planning::instalments::InstalmentsPage,
    ReceiptsRoute = open_receipts load_receipts planning::receipts::ReceiptsPage,
    NewReceiptRoute = open_new_receipt load_new_receipt planning::receipts::NewReceiptPage,
    PasteReceiptsRoute = open_paste_receipts load_paste_receipts planning::receipts::PasteReceiptsPage,
    ReceiptRoute = open_receipt load_receipt planning::receipts::ReceiptPage,
    QuotasRoute = open_quotas load_quotas planning::quotas::QuotasPage,
    SheetsRoute = open_sheets load_sheets planning::sheets::SheetsPage,
    SheetRoute = open_sheet load_sheet planning::sheets::SheetPage,
    ChangesRoute = open_changes load_changes planning::changes::ChangesPage;
    office:
    AccountRoute = open_account load_account account::AccountPage,
    PeopleRoute = open_people load_people people::list::PeoplePage,
    NewPersonRoute = open_new_person load_new_person people::form::NewPersonPage,
    PersonRoute = open_person load_person people::card::PersonPage,
    EditPersonRoute = open_edit_person load_edit_person people::form::EditPersonPage,
    PersonGroupsRoute = open_person_groups load_person_groups people::places::PersonGroupsPage,
    PersonRolesRoute = open_person_roles load_person_roles people::change::PersonRolesPage,
    PersonAccessRoute = open_person_access load_person_access people::change::PersonAccessPage,
    PersonInvitationRoute = open_person_invitation load_person_invitation people::entry::PersonInvitationPage,
    GroupsRoute = open_groups load_groups groups::list::GroupsPage,
    NewGroupRoute = open_new_group load_new_group groups::new::NewGroupPage,
    GroupRoute = open_group load_group groups::card::GroupPage,
    DissolveGroupRoute = open_dissolve_group load_dissolve_group groups::dissolve::DissolveGroupPage,
    AccessRoute = open_access load_access access::AccessPage,
    WhatIfRoute = open_what_if load_what_if what_if::WhatIfPage,
    WhoRoute = open_who load_who who::WhoPage,
    AuditRoute = open_audit load_audit audit::AuditPage,
    WorkingTimeRoute = open_working_time load_working_time working_time::WorkingTimePage,
    ChoicesRoute = open_choices load_choices choices::ChoicesPage,
    PipelinesRoute = open_pipelines load_pipelines pipelines::list::PipelinesPage,
    NewPipelineRoute = open_new_pipeline load_new_pipeline pipelines::list::NewPipelinePage,
    PipelineRoute = open_pipeline load_pipeline pipelines::card::PipelinePage,
    NewStageRoute = open_new_stage load_new_stage pipelines::NewStagePage,
    StageRoute = open_stage load_stage pipelines::StagePage,
    CompaniesRoute = open_companies load_companies companies::list::CompaniesPage,
    NewCompanyRoute = open_new_company load_new_company companies::form::NewCompanyPage,
    CompanyRoute = open_company load_company companies::card::CompanyPage,
    EditCompanyRoute = open_edit_company load_edit_company companies::form::EditCompanyPage,
    ContactsRoute = open_contacts load_contacts contacts::list::ContactsPage,
    NewContactRoute = open_new_contact load_new_contact contacts::form::NewContactPage,
    ContactRoute = open_contact load_contact contacts::card::ContactPage,
    EditContactRoute = open_edit_contact load_edit_contact contacts::form::EditContactPage,
    ProductsRoute = open_products load_products products::list::ProductsPage,
    NewProductRoute = open_new_product load_new_product products::form::NewProductPage,
    EditProductRoute = open_edit_product load_edit_product products::form::EditProductPage,
    ImportRoute = open_import load_import import::list::ImportPage,
    ImportRunRoute = open_import_run load_import_run import::run::RunPage,
    UndoImportRoute = open_undo_import load_undo_import import::run::UndoRunPage,
    ImportFileRoute = open_import_file load_import_file import::file::FilePage,
    ImportCheckRoute = open_import_check load_import_check import::check::CheckPage;
}
