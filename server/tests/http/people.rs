//! Getting in and out, and who may look after whom: the whole way through router, screens and store.
use crate::{Answer, assets, send};
use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use domain::by::{Actor, By, SystemActor};
use server::device::DeviceKey;
use server::door::Gate;
use server::house::House;
use server::passwords::Passwords;
use server::router::router;
use server::serving::Serving;
use server::session::now;
use server::tokens;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Store;
use store::engine::memory::MemoryEngine;

pub(crate) const PASSWORD: &str = "cztery konie w galopie";

/// A browser without scripts: it keeps cookies and follows nothing by itself.
pub(crate) struct Browser {
    site: Router,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn at(site: &Router) -> Self {
        Self {
            site: site.clone(),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[], String::new()).await
    }

    /// Sends the form of that page, each field as it is typed.
    pub(crate) async fn post(
        &mut self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let referer = format!("referer: http://crm.example{page}");
        let headers = [
            "content-type: application/x-www-form-urlencoded",
            "sec-fetch-site: same-origin",
            &referer,
        ];
        self.ask("POST", action, &headers, body).await
    }

    /// Sends the form and opens the page that it leads to.
    pub(crate) async fn submit(
        &mut self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let sent = self.post(page, action, fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let target = sent.header("location").to_owned();
        self.get(&target).await
    }

    async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let fields = [("email", email), ("password", password)];
        self.post("/sign-in", "/api/sign-in", &fields).await
    }

    pub(crate) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[&str],
        body: impl Into<Body>,
    ) -> Answer {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookie = format!("cookie: {}", pairs.collect::<Vec<_>>().join("; "));
        let mut all = vec!["accept: text/html", "accept-language: en"];
        all.extend_from_slice(headers);
        all.push(&cookie);
        let answer = send(&self.site, method, path, &all, body).await;
        for set in answer.headers.get_all("set-cookie") {
            let (name, value) = set.to_str().unwrap().split_once('=').unwrap();
            let value = value.split(';').next().unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

/// An empty house and the token printed at its first start.
async fn empty_house() -> (Router, String) {
    house_on(Arc::new(Store::on(Arc::new(MemoryEngine::new())).unwrap())).await
}

async fn house_on(store: Arc<Store>) -> (Router, String) {
    let by = By {
        actor: Actor::System(SystemActor::Setup),
        now: now(),
    };
    let token = tokens::secret();
    let (at_rest, until) = (tokens::at_rest(&token), by.now.plus_seconds(1800));
    let offered = store.work(by, None, move |work| work.offer_setup(at_rest, until));
    offered.done().await.unwrap();
    let gate = Gate::new(Passwords::start().unwrap(), DeviceKey::fresh());
    let house = House::new(assets(), Serving::default(), gate, store);
    (router(house), token)
}

/// A founded firm and the browser of its administrator.
async fn firm() -> (Router, Browser) {
    firm_on(Arc::new(Store::on(Arc::new(MemoryEngine::new())).unwrap())).await
}

/// The same on a store that the test can look into.
pub(crate) async fn firm_on(store: Arc<Store>) -> (Router, Browser) {
    let (site, token) = house_on(store).await;
    let mut admin = Browser::at(&site);
    let founded = admin.post("/setup", "/api/setup", &setup(&token)).await;
    assert_eq!(founded.header("location"), "/", "{}", founded.body);
    (site, admin)
}

fn setup(token: &str) -> [(&str, &str); 6] {
    [
        ("token", token),
        ("name", "Arkada"),
        ("person-name", "Barbara Wiśniewska"),
        ("email", "barbara@arkada.example"),
        ("password", PASSWORD),
        ("director", "true"),
    ]
}

/// Takes a rep into the firm; gives the page of the person and the one-time link.
pub(crate) async fn invited(admin: &mut Browser) -> (String, String) {
    let fields = [
        ("person-name", "Jan Kowalski"),
        ("email", "jan@arkada.example"),
        ("group", "1"),
        ("role[]", "Rep"),
        ("invite", "true"),
    ];
    let sent = admin
        .post("/people/new", "/api/people/create", &fields)
        .await;
    let page = sent.header("location").to_owned();
    let shown = admin.get(&page).await.body;
    let (_, link) = shown
        .split_once("http://crm.example/invitation?token=")
        .unwrap();
    let token: String = link.chars().take_while(|letter| *letter != '"').collect();
    (page.replace("/invitation", ""), token)
}

#[tokio::test]
async fn the_setup_token_founds_the_firm_once_and_signs_its_administrator_in() {
    let (site, token) = empty_house().await;
    let mut admin = Browser::at(&site);
    assert!(
        admin
            .get("/sign-in")
            .await
            .body
            .contains("waits for its first administrator")
    );
    let page = format!("/setup?token={token}");
    assert_eq!(admin.get(&page).await.status, StatusCode::OK);
    let mut weak = setup(&token);
    weak[4].1 = "short";
    let refused = admin.submit(&page, "/api/setup", &weak).await.body;
    assert!(refused.contains("at least 12 characters") && refused.contains("Barbara Wiśniewska"));
    assert!(
        !refused.contains("value=\"short\""),
        "secrets do not come back"
    );

    let founded = admin.post(&page, "/api/setup", &setup(&token)).await;
    assert_eq!(founded.header("location"), "/");
    assert!(
        admin
            .get("/people")
            .await
            .body
            .contains("barbara@arkada.example")
    );
    let again = Browser::at(&site).get(&page).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let second = Browser::at(&site)
        .post(&page, "/api/setup", &setup(&token))
        .await;
    assert_ne!(second.header("location"), "/");
}

#[tokio::test]
async fn an_unknown_account_and_a_wrong_password_are_told_in_the_same_words() {
    let (site, _) = firm().await;
    let mut told = Vec::new();
    for email in [
        "nobody@arkada.example",
        "barbara@arkada.example",
        "no address",
    ] {
        let mut browser = Browser::at(&site);
        let fields = [("email", email), ("password", "not the password")];
        let page = browser
            .submit("/sign-in", "/api/sign-in", &fields)
            .await
            .body;
        assert!(page.contains(email) && !page.contains("not the password"));
        assert!(!browser.cookies.contains_key("session"));
        let (_, alert) = page.split_once("role=\"alert\"").unwrap();
        told.push(alert.split("</div>").next().unwrap().to_owned());
    }
    assert!(
        told[0].contains("is not right") && told.iter().all(|words| *words == told[0]),
        "{told:?}"
    );
}

#[tokio::test]
async fn guessing_is_stopped_and_the_wait_is_told() {
    let (site, _) = firm().await;
    let mut last = String::new();
    for _ in 0..11 {
        let fields = [("email", "barbara@arkada.example"), ("password", "guess")];
        last = Browser::at(&site)
            .submit("/sign-in", "/api/sign-in", &fields)
            .await
            .body;
    }
    // The draft belongs to its browser, so a fresh one sees its own refusal.
    assert!(
        last.contains("Too many tries") && last.contains("second"),
        "{last}"
    );
}

#[tokio::test]
async fn whoever_is_signed_out_is_led_to_sign_in_and_from_there_only_to_pages_of_ours() {
    let (site, _) = firm().await;
    let mut browser = Browser::at(&site);
    let away = browser.get("/people?show=all").await;
    let target = "/sign-in?next=/people%3Fshow%3Dall";
    assert_eq!(
        (away.status, away.header("location")),
        (StatusCode::FOUND, target)
    );
    for (next, leads) in [
        ("/people?show=all", "/people?show=all"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
    ] {
        let fields = [
            ("email", "barbara@arkada.example"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = browser.post("/sign-in", "/api/sign-in", &fields).await;
        assert_eq!(answer.header("location"), leads);
    }
}

#[tokio::test]
async fn an_invitation_is_shown_once_works_once_and_stands_in_no_address() {
    let (site, mut admin) = firm().await;
    let (person, token) = invited(&mut admin).await;
    let again = admin.get(&format!("{person}/invitation")).await.body;
    assert!(!again.contains(&token) && again.contains("Sign-in link"));

    let mut guest = Browser::at(&site);
    let page = format!("/invitation?token={token}");
    assert!(guest.get(&page).await.body.contains("Jan Kowalski"));
    let own = [("token", token.as_str()), ("password", "Jan Kowalski 2026")];
    let refused = guest.submit(&page, "/api/invitation", &own).await.body;
    assert!(refused.contains("repeats the name"), "{refused}");
    let good = [("token", token.as_str()), ("password", PASSWORD)];
    let accepted = guest.post(&page, "/api/invitation", &good).await;
    assert_eq!(accepted.header("location"), "/");
    assert_eq!(guest.get("/people").await.status, StatusCode::OK);
    assert_eq!(guest.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_ne!(
        guest
            .post(&page, "/api/invitation", &good)
            .await
            .header("location"),
        "/"
    );
}

#[tokio::test]
async fn who_is_deactivated_is_out_with_the_next_request() {
    let (site, mut admin) = firm().await;
    let (person, token) = invited(&mut admin).await;
    let mut guest = Browser::at(&site);
    let good = [("token", token.as_str()), ("password", PASSWORD)];
    guest.post("/invitation", "/api/invitation", &good).await;
    assert_eq!(guest.get("/people").await.status, StatusCode::OK);

    let id = person.rsplit('/').next().unwrap().to_owned();
    let off = [("id", id.as_str())];
    let done = admin.post(&person, "/api/people/deactivate", &off).await;
    assert_eq!(
        done.header("location"),
        format!("{person}?done=deactivated")
    );
    assert_eq!(guest.get("/people").await.status, StatusCode::FOUND);
    guest.sign_in("jan@arkada.example", PASSWORD).await;
    assert_eq!(guest.get("/people").await.status, StatusCode::FOUND);

    admin.post(&person, "/api/people/reactivate", &off).await;
    guest.sign_in("jan@arkada.example", PASSWORD).await;
    assert_eq!(guest.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn for_a_rep_administration_is_not_there() {
    let (site, mut admin) = firm().await;
    let (person, token) = invited(&mut admin).await;
    let mut rep = Browser::at(&site);
    let good = [("token", token.as_str()), ("password", PASSWORD)];
    rep.post("/invitation", "/api/invitation", &good).await;
    for page in [
        "/access",
        "/people/new",
        "/people/1/edit",
        "/people/1/invitation",
        "/groups/new",
        "/groups/1/dissolve",
        "/people/999999",
        "/groups/x",
    ] {
        let answer = rep.get(page).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        assert!(
            answer.body.contains("No such page") && !answer.body.contains("action=\"/api/people"),
            "{page}"
        );
    }
    let seen = rep.get("/people/1").await.body;
    assert!(
        seen.contains("Barbara")
            && !seen.contains("Administrator")
            && !seen.contains("/people/1/edit")
    );
    // What no page offers, nobody does by hand either.
    let id = person.rsplit('/').next().unwrap().to_owned();
    let forged = [
        (
            "/api/people/roles",
            vec![("id", id.as_str()), ("role[]", "Administrator")],
        ),
        ("/api/people/deactivate", vec![("id", "1")]),
        (
            "/api/access/choose",
            vec![("was", "Team"), ("preset", "Open")],
        ),
        ("/api/groups/create", vec![("name", "Mine")]),
        ("/api/people/invite", vec![("id", "1")]),
    ];
    for (action, fields) in forged {
        let refused = rep.submit("/people", action, &fields).await;
        assert_eq!(refused.status, StatusCode::OK, "{action}");
    }
    assert!(!admin.get("/groups").await.body.contains("Mine"));
    assert!(!admin.get(&person).await.body.contains("Administrator, "));
    assert_eq!(admin.get("/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn roles_groups_and_rules_change_through_plain_forms() {
    let (_, mut admin) = firm().await;
    let (person, _) = invited(&mut admin).await;
    let id = person.rsplit('/').next().unwrap().to_owned();
    let roles = [
        ("id", id.as_str()),
        ("role[]", "Rep"),
        ("role[]", "Auditor"),
    ];
    let page = admin
        .submit(&person, "/api/people/roles", &roles)
        .await
        .body;
    assert!(
        page.contains("Rep, Auditor") && page.contains("The roles are saved."),
        "{page}"
    );

    let group = [("name", "Region Północ"), ("parent", "1")];
    let page = admin
        .submit("/groups/new", "/api/groups/create", &group)
        .await
        .body;
    assert!(page.contains("Region Północ") && page.contains("The group is added."));
    let moved = [
        ("id", id.as_str()),
        ("group", "2"),
        ("others[]", "1"),
        ("follow", "true"),
    ];
    let page = admin
        .submit(&person, "/api/people/groups", &moved)
        .await
        .body;
    assert!(page.contains("/groups/2") && page.contains("/groups/1"));
    let head = [("id", "2"), ("person", id.as_str())];
    let page = admin
        .submit("/groups/2", "/api/groups/appoint", &head)
        .await
        .body;
    assert!(page.contains("The head is appointed."));
    let dissolve = [("id", "2")];
    let page = admin
        .submit("/groups/2/dissolve", "/api/groups/dissolve", &dissolve)
        .await
        .body;
    assert!(
        page.contains("role=\"alert\""),
        "a group with people stays: {page}"
    );

    let rules = [("was", "Team"), ("preset", "Private")];
    let page = admin
        .submit("/access", "/api/access/choose", &rules)
        .await
        .body;
    assert!(
        page.contains("The new rules hold.") && page.contains("value=\"Private\" checked"),
        "{page}"
    );
    let late = [("was", "Team"), ("preset", "Open")];
    let page = admin
        .submit("/access", "/api/access/choose", &late)
        .await
        .body;
    assert!(page.contains("Somebody changed"), "{page}");
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    let (site, mut here) = firm().await;
    let mut there = Browser::at(&site);
    there.sign_in("barbara@arkada.example", PASSWORD).await;
    assert_eq!(there.get("/account").await.status, StatusCode::OK);
    let wrong = [
        ("old-password", "wrong"),
        ("password", "pięć koni w galopie"),
    ];
    let page = here
        .submit("/account", "/api/account/password", &wrong)
        .await
        .body;
    assert!(page.contains("current password is not right"));
    let right = [
        ("old-password", PASSWORD),
        ("password", "pięć koni w galopie"),
    ];
    let page = here
        .submit("/account", "/api/account/password", &right)
        .await
        .body;
    assert!(page.contains("other devices are signed out"));
    assert_eq!(there.get("/account").await.status, StatusCode::FOUND);
    here.post("/account", "/api/sign-out", &[]).await;
    assert_eq!(here.get("/account").await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn a_refused_form_comes_back_filled_and_says_why_at_its_field() {
    let (_, mut admin) = firm().await;
    let typed = [
        ("person-name", "Ewa Lis"),
        ("email", "barbara@arkada.example"),
        ("phone", "600 100 200"),
        ("role[]", "Head"),
    ];
    let page = admin
        .submit("/people/new", "/api/people/create", &typed)
        .await
        .body;
    for part in [
        "value=\"Ewa Lis\"",
        "value=\"600 100 200\"",
        "id=\"email-error\"",
        "belongs to another person",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(page.contains("value=\"Head\" checked") && !page.contains("value=\"Rep\" checked"));
}
