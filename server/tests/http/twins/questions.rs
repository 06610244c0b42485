//! What is asked of the twin worlds: everything of the access matrix about what is the viewer's and
//! what is not, every filter and order with values of both worlds, and forms that try to find out.
use super::varied::email;
use crate::stand::{World, encoded};
use domain::access::Preset;
use std::collections::BTreeSet;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Question {
    Page(String),
    /// A script's call: method, function, fields.
    Call(String, String, String),
    /// A plain form: its page, function, fields.
    Form(String, String, String),
}

impl Question {
    /// Whether it repeats a word of the invisible.
    pub(super) fn names_canary(&self) -> bool {
        let (Self::Page(text) | Self::Call(_, _, text) | Self::Form(_, _, text)) = self;
        super::names_canary(text)
    }
}

pub(super) fn of(worlds: &[World; 2], key: &str, preset: Preset) -> Vec<Question> {
    let mut all = matrix(&worlds[0]);
    let lists = filters(&worlds[0]);
    // A page draws what the call gives; it takes longer, so every fourth is drawn.
    all.extend(
        lists
            .iter()
            .step_by(4)
            .map(|query| Question::Page(format!("/deals?{query}"))),
    );
    all.extend(lists.iter().map(|query| {
        let with = format!("query={}", encoded(query));
        Question::Call("GET".into(), "/api/deals/list".into(), with)
    }));
    all.extend(reports());
    all.extend(searches());
    all.extend(ids(worlds, key, preset));
    all.extend(tries(worlds));
    all.into_iter().collect()
}

/// The rows of the matrix, as a script and, where they are forms, as a person.
fn matrix(world: &World) -> BTreeSet<Question> {
    let mut all = BTreeSet::new();
    for (method, route, with) in super::rows() {
        let with = if with == "-" {
            String::new()
        } else {
            world.filled(&with)
        };
        // Signing out ends the session; a link is new every time.
        let secret = route.starts_with("/api/setup") || route == "/api/people/invite";
        // What-if tells administrators how many records a change concerns, never which they are:
        // `what_if.rs` looks for their names.
        let counts = route.ends_with("/what-if");
        if route.starts_with("/api/sign") || secret || counts {
            continue;
        }
        if !route.starts_with("/api/") {
            all.insert(Question::Page(with));
            continue;
        }
        // A form that comes back draws its page; the functions of one kind do so alike.
        if method == "POST" && route.len().is_multiple_of(3) {
            all.insert(Question::Form("/deals".into(), route.clone(), with.clone()));
        }
        all.insert(Question::Call(method, route, with));
    }
    all
}

fn filters(world: &World) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let sorts = [
        "newest", "updated", "title", "company", "amount", "close", "stage", "owner", "group",
    ];
    for sort in sorts {
        all.extend(["", ".up", ".down"].map(|way| format!("sort={sort}{way}")));
        all.push(format!("sort={sort}&status=open,won,lost"));
    }
    let people = world
        .cast
        .people
        .iter()
        .map(|one| format!("owner={}&status=open,won,lost", one.id));
    let groups = world
        .cast
        .groups
        .iter()
        .map(|one| format!("group={}&below=1&status=open,won,lost", one.id));
    let stages = world.cast.pipelines.iter().flat_map(|one| &one.stages);
    let stages = stages.map(|stage| format!("stage={}", stage.id));
    let companies = world
        .cast
        .companies
        .iter()
        .map(|one| format!("company={}", one.id));
    all.extend(
        people
            .chain(groups)
            .chain(stages)
            .chain(companies.step_by(3)),
    );
    all.extend(["open", "won", "lost", "open,won,lost"].map(|status| format!("status={status}")));
    all.extend(["no-step", "late-step", "past-close"].map(|kind| format!("attention={kind}")));
    all.extend(["", "&below=1&group=1", "&q=a"].map(|rest| format!("stuck=1{rest}")));
    for amount in [1, 100_000, 7_766_500, 776_650_000, 776_650_050] {
        all.push(format!("amount-from={amount}&status=open,won,lost"));
        all.push(format!("amount-to={amount}&sort=amount"));
    }
    for text in [
        "kanarek1",
        "kanarek2",
        "szansa",
        "źródło",
        "a",
        "Wyposażenie",
        "Mewa",
        "Odra",
    ] {
        all.push(format!("q={}", encoded(text)));
        all.push(format!(
            "q={}&sort=title&status=open,won,lost",
            encoded(text)
        ));
    }
    let today = crate::today();
    for days in [0, 30, 90, 365] {
        let day = domain::dates::iso(today - chrono::Days::new(days));
        all.extend(["close", "closed", "opened"].map(|field| format!("{field}-from={day}")));
        all.push(format!("closed-to={day}&status=won"));
    }
    all
}

/// The report of movement over all days and some, by everything, and the deals behind its cells.
fn reports() -> Vec<Question> {
    let days = [
        "from=2020-01-01&to=2099-12-31",
        "from=2026-09-01&to=2026-10-31",
    ];
    let by = ["reason", "owner", "source", "product"];
    let reports = days
        .iter()
        .flat_map(|days| by.map(|by| format!("{days}&by={by}")));
    let ask = |function: &str, query: &str| {
        let function = format!("/api/{function}");
        Question::Call("GET".into(), function, format!("query={}", encoded(query)))
    };
    let mut all: Vec<_> = reports.map(|query| ask("movement", &query)).collect();
    all.push(Question::Page(format!("/movement?{}", days[0])));
    for (out, into) in [("", 1), ("", 6), ("1", 2), ("2", 2), ("", 7)] {
        let query = format!("{}&out={out}&into={into}", days[0]);
        all.push(ask("movement/deals", &query));
    }
    all
}

fn searches() -> Vec<Question> {
    let mut all = Vec::new();
    for list in ["companies", "contacts"] {
        for text in [
            "", "kanarek1", "kanarek2", "firma", "osoba", "a", "Odra", "Zając", "1234000",
            "5234000",
        ] {
            for sort in ["", "updated", "newest"] {
                let query = format!("q={}&sort={sort}", encoded(text));
                all.push(Question::Page(format!("/{list}?{query}")));
                let with = format!("query[q]={}&query[sort]={sort}", encoded(text));
                all.push(Question::Call(
                    "GET".into(),
                    format!("/api/{list}/list"),
                    with,
                ));
            }
        }
    }
    let today = crate::today();
    for months in 0..14u32 {
        let month = today
            .checked_sub_months(chrono::Months::new(months))
            .unwrap();
        let month = domain::dates::iso(month);
        all.push(Question::Page(format!("/?period={}", &month[..7])));
    }
    all.extend(
        ["2025", "2026", "2026-Q3", "x"].map(|period| Question::Page(format!("/?period={period}"))),
    );
    all.extend(
        ["kanarek", "a", "Nowak"].map(|text| Question::Page(format!("/people?q={text}&show=all"))),
    );
    all
}

/// The cards of a handful of everything, seen or not.
fn ids(worlds: &[World; 2], key: &str, _: Preset) -> Vec<Question> {
    let (cast, viewer) = (&worlds[0].cast, worlds[0].id(key));
    let own = cast.deals.iter().filter(|deal| deal.owner == viewer);
    let deals = own
        .take(4)
        .chain(cast.deals.iter().step_by(11))
        .map(|one| format!("/deals/{}", one.id));
    let companies = cast
        .companies
        .iter()
        .step_by(3)
        .map(|one| format!("/companies/{}", one.id));
    let contacts = cast
        .contacts
        .iter()
        .step_by(5)
        .map(|one| format!("/contacts/{}", one.id));
    let groups = cast.groups.iter().map(|one| format!("/groups/{}", one.id));
    let people = cast
        .people
        .iter()
        .step_by(4)
        .map(|one| format!("/people/{}", one.id));
    let pages = deals
        .chain(companies)
        .chain(contacts)
        .chain(groups)
        .chain(people);
    pages.map(Question::Page).collect()
}

/// Forms that would tell by their refusal what is there: addresses, names and ids. Tax numbers are not
/// tried: one belongs to one company of the firm, so that a taken one is told is decided.
fn tries(worlds: &[World; 2]) -> Vec<Question> {
    let cast = &worlds[0].cast;
    let mut all = Vec::new();
    let mut form = |page: &str, action: &str, with: String| {
        if all.len().is_multiple_of(4) {
            all.push(Question::Form(page.into(), action.into(), with.clone()));
        }
        all.push(Question::Call("POST".into(), action.into(), with));
    };
    for id in cast.companies.iter().step_by(7).map(|one| one.id.0) {
        for number in [1, 2] {
            let name = encoded(
                &worlds[number as usize - 1].cast.companies[id as usize - 1]
                    .profile
                    .name,
            );
            form(
                "/companies/new",
                "/api/companies/create",
                format!("form[name]={name}"),
            );
            let child = format!("form[name]=Nowa&form[parent]={name}");
            form("/companies/new", "/api/companies/create", child);
            let smuggled = format!("form[name]=Nowa&was[parent-id]={id}");
            form("/companies/new", "/api/companies/create", smuggled);
            let employee = format!("form[person-name]=Nowy&form[company]={name}");
            form("/contacts/new", "/api/contacts/create", employee);
            let employee = format!("form[person-name]=Nowy&was[company-id]={id}");
            form("/contacts/new", "/api/contacts/create", employee);
            let deal = format!("form[title]=Nowa&form[stage]=1&form[company]={name}");
            form("/deals/new", "/api/deals/open", deal);
        }
        form(
            "/deals/new",
            "/api/deals/open",
            format!("form[title]=Nowa&form[stage]=1&form[company]={id}"),
        );
    }
    for id in cast.contacts.iter().step_by(9).map(|one| one.id.0) {
        for number in [1, 2] {
            let fields = format!("form[person-name]=Nowy&form[email]={}", email(number, id));
            form("/contacts/new", "/api/contacts/create", fields);
        }
        let part = format!("form[title]=Nowa&form[stage]=1&form[contacts][0][contact]={id}");
        form("/deals/new", "/api/deals/open", part);
    }
    for id in cast.deals.iter().step_by(13).map(|one| one.id.0) {
        form("/deals", "/api/deals/note", format!("id={id}&note=x"));
        form("/deals", "/api/deals/delete", format!("id={id}"));
        form(
            "/deals",
            "/api/deals/move",
            format!("id={id}&stage=2&was_stage=1"),
        );
        form("/deals", "/api/deals/reopen", format!("id={id}"));
        let line = format!("id={id}&version=1&line=x&quantity=1&price=1&currency=EUR");
        form("/deals", "/api/deals/add-line", line);
    }
    all
}
