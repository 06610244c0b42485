//! Every page and every server function for every role, as `access-matrix.txt` says. Invariants: what
//! is not in the table fails, and what the table has beyond them fails too; a refused request and a
//! reading one write nothing, nor does an auditor; an invisible record is missing, for everybody the same.
//!
//! After a change that is meant, `CONTENTUM_BLESS=1 cargo nextest run -j1 -p server matrix` writes the
//! table anew; its difference is what is to be reviewed.
use crate::assets;
use crate::stand::{ROLES, Site, World};
use app::shell::{Pkg, shell};
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list;
use std::collections::BTreeSet;
use std::path::PathBuf;

const CALL: &str = "/api/";
/// A stream, which has no last byte to wait for.
const LIVE: &str = "/live";

/// One line of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Row {
    method: String,
    /// The route as the router knows it.
    route: String,
    /// The address of a page, or the fields of a call.
    with: String,
    /// Statuses in the order of [`ROLES`].
    statuses: Vec<String>,
}

impl Row {
    fn read(line: &str) -> Self {
        let mut words = line.split_whitespace().map(str::to_owned);
        let mut next = || words.next().unwrap_or_default();
        let (method, route, with) = (next(), next(), next());
        Self {
            method,
            route,
            with,
            statuses: words.collect(),
        }
    }

    fn line(&self) -> String {
        let statuses = self.statuses.iter().map(|status| format!("{status:<6}"));
        let statuses: String = statuses.collect();
        let (method, route, with) = (&self.method, &self.route, &self.with);
        format!("{method:<5}{route:<34}{with:<60} {}", statuses.trim_end())
    }

    fn is_call(&self) -> bool {
        self.route.starts_with(CALL)
    }

    fn names(&self) -> (String, String) {
        (self.method.clone(), self.route.clone())
    }

    fn status(&self, role: &str) -> &str {
        let at = ROLES.iter().position(|(name, _)| *name == role).unwrap();
        &self.statuses[at]
    }
}

fn file() -> PathBuf {
    // Asked while running: a compiled-in path would be of the checkout that filled the build cache.
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    package.join("tests/http/access-matrix.txt")
}

fn table() -> Vec<Row> {
    let text = std::fs::read_to_string(file()).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(Row::read).collect()
}

/// Method, route and what it is asked with, of every row whose answer comes to an end.
pub(crate) fn requests() -> Vec<(String, String, String)> {
    let rows = table().into_iter().filter(|row| row.route != LIVE);
    rows.map(|row| (row.method, row.route, row.with)).collect()
}

/// What is there: pages from the application's own routes, functions from their registry, the stream.
fn routes() -> BTreeSet<(String, String)> {
    let pkg = Pkg::of_build(assets().build(), &[]);
    let pages = generate_route_list(move || shell(pkg.clone()));
    let pages = pages
        .iter()
        .map(|page| page.path().replace('{', ":").replace('}', ""));
    let pages = pages.filter(|path| !path.starts_with(CALL));
    let pages = pages.map(|path| ("GET".to_owned(), path));
    let calls = server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned()));
    let live = [("GET".to_owned(), LIVE.to_owned())];
    pages.chain(calls).chain(live).collect()
}

/// Asks the rows as every role and gives them with the statuses that came.
async fn asked(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let world = World::demo().await;
    let (mut site, mut answered) = (world.copy(), Vec::new());
    for mut row in rows {
        row.statuses.clear();
        for (role, key) in ROLES {
            let status = ask(&world, &site, &row, key).await;
            let reads = row.method == "GET" || status >= 400;
            let untouched = world.is_untouched(&site);
            assert!(
                untouched || !reads,
                "{role} got {status} for {row:?}, but it wrote"
            );
            let writes_own = OWN.iter().any(|start| row.route.starts_with(start));
            assert!(
                untouched || role != "audit" || writes_own,
                "an auditor wrote: {row:?}"
            );
            if !untouched {
                site = world.copy();
            }
            row.statuses.push(status.to_string());
        }
        answered.push(row);
    }
    answered
}

async fn ask(world: &World, site: &Site, row: &Row, key: Option<&str>) -> u16 {
    let (cookie, with) = (world.cookie(key), world.filled(&row.with));
    if row.route == LIVE {
        return site.begin(&with, &cookie).await;
    }
    let answer = if row.is_call() {
        let fields = if with == "-" { "" } else { &with };
        site.call(&row.method, &row.route, fields, &cookie).await
    } else {
        site.page(&with, &cookie).await
    };
    assert!(
        answer.status.as_u16() < 500,
        "{key:?} {row:?}: {}",
        answer.body
    );
    answer.status.as_u16()
}

/// Compares, or writes the table when asked to.
fn settle(answered: &[Row]) {
    if std::env::var_os("CONTENTUM_BLESS").is_some() {
        return bless(answered);
    }
    let expected = table();
    let wrong: Vec<String> = answered
        .iter()
        .filter(|row| !expected.contains(row))
        .map(Row::line)
        .collect();
    assert!(
        wrong.is_empty(),
        "answered otherwise than the table says:\n{}",
        wrong.join("\n")
    );
}

fn bless(answered: &[Row]) {
    let text = std::fs::read_to_string(file()).unwrap();
    let lines = text.lines().map(|line| {
        let old = Row::read(line);
        let row = answered
            .iter()
            .find(|row| (row.names(), &row.with) == (old.names(), &old.with));
        row.map_or_else(|| line.to_owned(), Row::line)
    });
    let lines: Vec<String> = lines.collect();
    std::fs::write(file(), lines.join("\n") + "\n").unwrap();
}

#[test]
fn every_route_and_every_server_function_has_a_row_and_every_row_has_one() {
    let (there, told) = (
        routes(),
        table().iter().map(Row::names).collect::<BTreeSet<_>>(),
    );
    let missing: Vec<_> = there.difference(&told).collect();
    assert!(
        missing.is_empty(),
        "without a row in access-matrix.txt: {missing:#?}"
    );
    let gone: Vec<_> = told.difference(&there).collect();
    assert!(
        gone.is_empty(),
        "in access-matrix.txt, but nowhere else: {gone:#?}"
    );
}

#[tokio::test]
async fn every_page_answers_every_role_as_the_matrix_says() {
    settle(&asked(table().into_iter().filter(|row| !row.is_call())).await);
}

#[tokio::test]
async fn every_server_function_that_reads_answers_every_role_as_the_matrix_says() {
    let reads = |row: &Row| row.is_call() && row.method == "GET";
    settle(&asked(table().into_iter().filter(reads)).await);
}

#[tokio::test]
async fn every_server_function_that_writes_answers_every_role_as_the_matrix_says() {
    let writes = |row: &Row| row.is_call() && row.method != "GET";
    settle(&asked(table().into_iter().filter(writes)).await);
}

/// What everybody changes of their own, an auditor too.
const OWN: [&str; 3] = ["/api/account/", "/api/sign-", "/api/view-as/"];

/// The pages and functions for whoever is not signed in; everything else is closed to them.
const OPEN: [&str; 12] = [
    "/sign-in",
    "/setup",
    "/invitation",
    "/api/setup",
    "/api/setup/needed",
    "/api/setup/open",
    "/api/sign-in",
    "/api/sign-out",
    "/api/invitation",
    "/api/invitation/for",
    "/api/preferences/language",
    "/api/preferences/theme",
];

#[test]
fn whoever_is_signed_out_or_has_lost_access_reaches_nothing_but_the_way_in() {
    for row in table() {
        let asked = row.is_call() || row.route == LIVE;
        let closed = if asked { "401" } else { "302" };
        for role in ["out", "off"] {
            let is_open = OPEN.contains(&row.route.as_str());
            assert!(
                is_open || row.status(role) == closed,
                "{role}: {}",
                row.line()
            );
        }
        assert_eq!(row.status("out"), row.status("off"), "{}", row.line());
    }
}

#[test]
fn records_of_another_team_are_missing_for_its_reps_and_for_administration() {
    let kinds = ["{deal", "{company", "{contact", "{task"];
    // A form for something new opens without what is not there.
    let new = |row: &Row| row.route.ends_with("/new") || row.route.ends_with("/open");
    let named = |row: &Row| kinds.iter().any(|kind| row.with.contains(kind)) && !new(row);
    for row in table().iter().filter(|row| named(row)) {
        for role in ["peer", "admin"] {
            assert_eq!(row.status(role), "404", "{role}: {}", row.line());
        }
    }
}
