//! Importing a file by hand: the whole way through router, screens, disk and store.
use crate::Answer;
use crate::people::{Browser, PASSWORD, firm_on, invited};
use axum::body::{Body, Bytes, HttpBody};
use axum::http::StatusCode;
use hyper::body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use store::Store;
use store::engine::memory::MemoryEngine;
use store::engine::{Row, Space};
use store::testing::rows;

const COMPANIES: &str = "Nazwa;NIP;Miasto\nAlfa;5251000810;Łódź\nBeta;;Zgierz\n";
const DEALS: &str = "Klient;Kwota;Etap;Data utworzenia\n\
    Alfa;1 234,50;Lead;23.11.2026\nBeta;900,00;Proposal;1.11.2026\n";

/// A founded firm, its store, and the browser of its administrator, who is a director too.
async fn firm() -> (Arc<Store>, axum::Router, Browser) {
    let store = Arc::new(Store::on(Arc::new(MemoryEngine::new())).unwrap());
    let (site, admin) = firm_on(Arc::clone(&store)).await;
    (store, site, admin)
}

impl Browser {
    /// Sends the form of `/import` with a file.
    async fn upload(&mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Answer {
        let (kind, body) = form_of(name, bytes.into());
        let headers = [
            kind.as_str(),
            "sec-fetch-site: same-origin",
            "referer: http://crm.example/import",
        ];
        self.ask("POST", "/api/import/upload", &headers, Body::from(body))
            .await
    }

    /// The address of an uploaded file.
    async fn uploaded(&mut self, name: &str, bytes: impl Into<Vec<u8>>) -> String {
        let sent = self.upload(name, bytes).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let page = sent.header("location").to_owned();
        assert!(page.starts_with("/import/files/"), "{page}");
        self.settled(&page).await;
        page
    }

    /// The page, once nothing is at work on it.
    async fn settled(&mut self, page: &str) -> String {
        for _ in 0..20 {
            let answer = self.get(page).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
            if !answer.body.contains(">Reload<") {
                return answer.body;
            }
        }
        panic!("{page} is still busy");
    }

    /// Sends the form of the mapping as the page offers it; gives the page of the result.
    async fn check(&mut self, page: &str, change: &[(&str, &str)]) -> String {
        let shown = self.settled(page).await;
        let mut fields = offered(&shown, "/api/import/check");
        for (name, value) in change {
            let field = fields.iter_mut().find(|(known, _)| known == name);
            field.unwrap().1 = (*value).to_owned();
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        let sent = self.post(page, "/api/import/check", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let next = sent.header("location").to_owned();
        self.settled(&next).await
    }

    async fn carry_out(&mut self, page: &str) -> String {
        let id = page.rsplit('/').next().unwrap().to_owned();
        let check = format!("{page}/check");
        let sent = self.post(&check, "/api/import/run", &[("id", &id)]).await;
        assert_eq!(sent.header("location"), check, "{}", sent.body);
        self.settled(&check).await
    }
}

/// A form with one file, as browsers send it.
fn form_of(name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    );
    let body = [head.into_bytes(), bytes, b"\r\n--edge--\r\n".to_vec()].concat();
    (
        "content-type: multipart/form-data; boundary=edge".to_owned(),
        body,
    )
}

/// Names and values of the form that posts to `action`, as a browser would send them untouched.
fn offered(page: &str, action: &str) -> Vec<(String, String)> {
    let (_, form) = page.split_once(&format!("action=\"{action}\"")).unwrap();
    let form = form.split("</form>").next().unwrap();
    let (mut fields, mut fresh) = (Vec::new(), false);
    for tag in form.split('<') {
        if tag.starts_with("input") && tag.contains("type=\"hidden\"") {
            fields.push((attribute(tag, "name"), attribute(tag, "value")));
        } else if tag.starts_with("select") {
            fields.push((attribute(tag, "name"), String::new()));
            fresh = true;
        } else if tag.starts_with("option") && (fresh || tag.contains(" selected")) {
            fresh = false;
            if let Some(select) = fields.last_mut() {
                select.1 = attribute(tag, "value");
            }
        }
    }
    fields
}

fn attribute(tag: &str, name: &str) -> String {
    let (_, rest) = tag.split_once(&format!("{name}=\"")).unwrap();
    let raw = rest.split('"').next().unwrap();
    raw.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The count of a key figure.
fn figure(page: &str, name: &str) -> Option<u64> {
    let (_, rest) = page.split_once(name)?;
    let digits = rest
        .split(['>', '<'])
        .find(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok()
}

/// Everything but the log, records of runs and remembered mappings, and the writer's numbers.
fn kept(store: &Store) -> Vec<(Space, Row)> {
    let (own, timeline) = ([10, 13], 2);
    let mut rows = rows(store).unwrap();
    rows.retain(|(space, (key, _))| match space {
        Space::Rec => key.first().is_none_or(|kind| !own.contains(kind)),
        Space::Idx => key.first() != Some(&timeline),
        Space::Cell | Space::Uniq => true,
        _ => false,
    });
    rows
}

#[tokio::test]
async fn a_file_goes_all_the_way_in_and_out_again() {
    let (store, _, mut admin) = firm().await;
    let before = kept(&store);
    let page = admin.uploaded("kontrahenci.csv", COMPANIES).await;
    let shown = admin.settled(&page).await;
    for told in [
        "2 rows, 3 columns",
        "recognised: UTF-8",
        "semicolon ;",
        "Łódź",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let promised = admin.check(&page, &[]).await;
    assert_eq!(figure(&promised, "New companies"), Some(2), "{promised}");
    assert!(kept(&store) == before, "a check wrote something");

    let done = admin.carry_out(&page).await;
    assert!(done.contains("The import is kept, whole"), "{done}");
    assert_eq!(figure(&done, "New companies"), Some(2));
    assert!(kept(&store) != before);
    let list = admin.get("/import").await.body;
    assert!(list.contains("kontrahenci.csv") && list.contains("2 companies"));
    let companies = admin.get("/companies").await.body;
    assert!(companies.contains("Alfa") && companies.contains("Beta"));

    let asked = admin.get("/import/1/undo").await.body;
    assert!(asked.contains("Everything this import made will go"));
    let undone = admin
        .submit("/import/1/undo", "/api/import/undo", &[("id", "1")])
        .await;
    assert!(undone.body.contains("The whole import is undone"));
    assert!(kept(&store) == before, "something stayed behind");
    assert!(store.check().unwrap().is_clean());
    assert_eq!(
        admin.get("/import/1/undo").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_the_check_promises_is_what_the_run_does_and_rejected_rows_need_a_word() {
    let (store, _, mut admin) = firm().await;
    let text = format!("{DEALS}Gamma;wiele;Lead;1.11.2026\n=2+5;7;Lead;99.99.2026\n");
    let page = admin.uploaded("szanse.csv", text).await;
    let promised = admin.check(&page, &[("currency", "EUR")]).await;
    let counts = [
        "New deals",
        "New companies",
        "Rows rejected",
        "Rows in the file",
    ];
    let counted = |page: &str| counts.map(|name| figure(page, name));
    assert_eq!(
        counted(&promised),
        [Some(2), Some(2), Some(2), Some(4)],
        "{promised}"
    );
    assert!(promised.contains("Leave the rejected rows out (2 of 4)"));

    let faults = admin.get(&format!("{page}/faults.csv")).await;
    assert!(faults.header("content-type").starts_with("text/csv"));
    assert!(faults.header("content-disposition").contains("attachment"));
    assert!(
        faults.body.contains("wiele")
            && !faults.body.contains("\n=")
            && !faults.body.contains(",=")
    );

    let before = kept(&store);
    let id = page.rsplit('/').next().unwrap();
    let check = format!("{page}/check");
    admin.post(&check, "/api/import/run", &[("id", id)]).await;
    admin.settled(&check).await;
    assert!(
        kept(&store) == before,
        "rejected rows were left out unasked"
    );
    let agreed = [("id", id), ("without-rejected", "true")];
    admin.post(&check, "/api/import/run", &agreed).await;
    let done = admin.settled(&check).await;
    assert_eq!(counted(&done), counted(&promised));
    let run = admin.get("/import/1").await.body;
    assert_eq!(counted(&run), counted(&promised));
    assert!(
        admin
            .get("/deals")
            .await
            .body
            .contains("data-sum=\"EUR:213450\"")
    );
    // Sent twice, done once.
    admin.post(&check, "/api/import/run", &agreed).await;
    admin.settled(&check).await;
    assert_eq!(admin.get("/import/2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_changed_since_the_check_is_checked_again_and_not_run() {
    let (store, _, mut admin) = firm().await;
    let page = admin.uploaded("a.csv", COMPANIES).await;
    admin.check(&page, &[]).await;
    let other = admin.uploaded("b.csv", "Nazwa;NIP\nBeta;\n").await;
    admin.check(&other, &[]).await;
    admin.carry_out(&other).await;
    let before = kept(&store);
    let told = admin.carry_out(&page).await;
    assert!(told.contains("The data changed since the check"), "{told}");
    assert_eq!(figure(&told, "New companies"), Some(1));
    assert!(kept(&store) == before);
    let done = admin.carry_out(&page).await;
    assert!(done.contains("The import is kept, whole"), "{done}");
}

#[tokio::test]
async fn a_file_is_not_there_for_anybody_but_its_owner() {
    let (_, site, mut admin) = firm().await;
    let page = admin.uploaded("a.csv", COMPANIES).await;
    let id = page.rsplit('/').next().unwrap();
    let mut other = second_administrator(&site, &mut admin).await;
    for path in [
        &page,
        &format!("{page}/check"),
        &format!("{page}/faults.csv"),
    ] {
        assert_eq!(
            other.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for action in ["/api/import/read", "/api/import/check", "/api/import/run"] {
        let fields = format!("id={id}");
        let headers = [
            "content-type: application/x-www-form-urlencoded",
            "sec-fetch-site: same-origin",
        ];
        let answer = other.ask("POST", action, &headers, fields).await;
        assert_eq!(
            answer.status,
            StatusCode::NOT_FOUND,
            "{action}: {}",
            answer.body
        );
    }
    assert!(admin.settled(&page).await.contains("Łódź"));
}

#[tokio::test]
async fn imports_are_not_there_for_whoever_may_not_import() {
    let (_, site, mut admin) = firm().await;
    let page = admin.uploaded("a.csv", COMPANIES).await;
    let (_, token) = invited(&mut admin).await;
    let mut rep = Browser::at(&site);
    let own = [("token", token.as_str()), ("password", PASSWORD)];
    rep.post("/invitation", "/api/invitation", &own).await;
    for path in ["/import", "/import/1", "/import/1/undo", &page] {
        assert_eq!(rep.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let sent = rep.upload("a.csv", COMPANIES).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let stranger = Browser::at(&site).upload("a.csv", COMPANIES).await;
    assert!(stranger.header("location").starts_with("/sign-in?next="));
}

#[tokio::test]
async fn a_file_from_a_foreign_page_is_refused_before_it_is_read() {
    let (_, _, mut admin) = firm().await;
    let (kind, body) = form_of("a.csv", COMPANIES.into());
    let headers = [
        kind.as_str(),
        "sec-fetch-site: cross-site",
        "origin: https://evil.example",
    ];
    let answer = admin
        .ask("POST", "/api/import/upload", &headers, Body::from(body))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_bad_file_gets_a_sentence_in_both_languages() {
    let (_, _, mut admin) = firm().await;
    let long = "x".repeat(3 << 20);
    let columns = ";".repeat(600);
    let cases: [(&str, Vec<u8>, &str, &str); 6] = [
        ("empty", Vec::new(), "The file is empty", "Plik jest pusty"),
        (
            "nul",
            b"a;b\n\0;1\n".to_vec(),
            "is not text",
            "nie jest tekstem",
        ),
        (
            "binary",
            [b"PK\x03\x04\0\0".as_slice(), &[0xff; 300]].concat(),
            "is not text",
            "nie jest tekstem",
        ),
        ("long", long.into(), "is longer than", "bajtów"),
        (
            "columns",
            columns.into(),
            "more than 500 columns",
            "ponad 500 kolumn",
        ),
        (
            "quote",
            b"a;b\n\"x;1\n".to_vec(),
            "is not closed",
            "nie jest zamknięty",
        ),
    ];
    for (name, bytes, en, pl) in cases {
        let page = admin.uploaded(&format!("{name}.csv"), bytes).await;
        let shown = admin.settled(&page).await;
        assert!(shown.contains(en), "{name}: {shown}");
        assert!(!shown.contains("/api/import/check"), "{name}");
        admin.cookies.insert("lang".into(), "pl".into());
        assert!(admin.get(&page).await.body.contains(pl), "{name}");
        admin.cookies.remove("lang");
    }
}

#[tokio::test]
async fn a_wrong_reading_is_mended_by_its_owner() {
    let (_, _, mut admin) = firm().await;
    let latin = [
        b"Nazwa;Miasto\nAlfa;".as_slice(),
        &[0xa3, 0xf3, b'd', 0xbc],
        b"\n",
    ]
    .concat();
    let page = admin.uploaded("iso.csv", latin).await;
    let id = page.rsplit('/').next().unwrap();
    let read = |encoding| {
        [
            ("id", id),
            ("encoding", encoding),
            ("kind", "companies"),
            ("header", "yes"),
        ]
    };
    admin
        .post(&page, "/api/import/read", &read("ISO-8859-2"))
        .await;
    assert!(admin.settled(&page).await.contains("Łódź"));
    admin.post(&page, "/api/import/read", &read("UTF-8")).await;
    let broken = admin.settled(&page).await;
    assert!(broken.contains("is not valid UTF-8") && broken.contains("/api/import/read"));
    let refused = admin
        .post(&page, "/api/import/read", &read("klingon"))
        .await;
    assert!(refused.header("location").contains("draft="));
}

#[tokio::test]
async fn a_file_too_large_or_absent_is_told_on_the_page_of_its_form() {
    let (_, _, mut admin) = firm().await;
    let headers = [
        "content-type: multipart/form-data; boundary=edge",
        "content-length: 209715200",
        "sec-fetch-site: same-origin",
        "referer: http://crm.example/import",
    ];
    let sent = admin
        .ask(
            "POST",
            "/api/import/upload",
            &headers,
            Body::from("--edge--"),
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = sent.header("location").to_owned();
    assert!(
        admin
            .get(&page)
            .await
            .body
            .contains("More was sent than the server takes")
    );
    let none = admin.upload("", "").await;
    let page = none.header("location").to_owned();
    assert!(
        admin.get(&page).await.body.contains("No file was chosen"),
        "{page}"
    );
}

#[tokio::test]
async fn a_mapping_is_remembered_for_the_next_file_with_the_same_columns() {
    let (_, _, mut admin) = firm().await;
    let odd = "Foo;Bar\nAlfa;Łódź\n";
    let page = admin.uploaded("odd.csv", odd).await;
    let id = page.rsplit('/').next().unwrap();
    let companies = [("id", id), ("kind", "companies"), ("header", "yes")];
    admin.post(&page, "/api/import/read", &companies).await;
    let shown = admin.settled(&page).await;
    assert!(shown.contains("A column is missing"), "{shown}");
    let fields = offered(&shown, "/api/import/check");
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    let mut targets = ["name", "city"].into_iter();
    for (name, value) in &mut fields {
        if *name == "column[]" {
            *value = targets.next().unwrap();
        }
    }
    let sent = admin.post(&page, "/api/import/check", &fields).await;
    assert!(sent.header("location").ends_with("/check"), "{fields:?}");
    admin.settled(&format!("{page}/check")).await;
    admin.carry_out(&page).await;

    let next = admin
        .uploaded("odd2.csv", odd.replace("Alfa", "Beta"))
        .await;
    let shown = admin.settled(&next).await;
    assert!(
        shown.contains("The mapping remembered from “odd.csv”"),
        "{shown}"
    );
    let columns: Vec<_> = offered(&shown, "/api/import/check")
        .into_iter()
        .filter(|(name, _)| name == "column[]")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(columns, ["name", "city"]);
    let id = next.rsplit('/').next().unwrap();
    let anew = [("id", id), ("kind", "companies"), ("anew", "true")];
    admin.post(&next, "/api/import/read", &anew).await;
    assert!(!admin.settled(&next).await.contains("remembered from"));
}

/// Another administrator of the firm, with a browser of their own.
async fn second_administrator(site: &axum::Router, admin: &mut Browser) -> Browser {
    let fields = [
        ("person-name", "Adam Nowak"),
        ("email", "adam@arkada.example"),
        ("group", "1"),
        ("role[]", "Administrator"),
        ("invite", "true"),
    ];
    let sent = admin
        .post("/people/new", "/api/people/create", &fields)
        .await;
    let page = sent.header("location").to_owned();
    let shown = admin.get(&page).await.body;
    let (_, link) = shown.split_once("/invitation?token=").unwrap();
    let token: String = link.chars().take_while(|letter| *letter != '"').collect();
    let mut other = Browser::at(site);
    let own = [("token", token.as_str()), ("password", PASSWORD)];
    other.post("/invitation", "/api/invitation", &own).await;
    other
}

#[tokio::test]
async fn an_administrator_alone_brings_in_people_and_is_told_why_not_deals() {
    let (_, site, mut admin) = firm().await;
    let mut adam = second_administrator(&site, &mut admin).await;
    let page = adam.uploaded("szanse.csv", DEALS).await;
    let shown = adam.settled(&page).await;
    assert!(shown.contains("This account may not add them"), "{shown}");
    assert!(!shown.contains("/api/import/check"));
    let people = "Imię i nazwisko;Grupa\nOla Lis;Północ\n";
    let page = adam.uploaded("osoby.csv", people).await;
    let promised = adam.check(&page, &[]).await;
    assert_eq!(figure(&promised, "New people"), Some(1), "{promised}");
    let done = adam.carry_out(&page).await;
    assert!(done.contains("The import is kept, whole"), "{done}");
}

/// A body that never lies in memory whole.
struct Endless {
    next: Bytes,
    mebibytes: u32,
}

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = std::mem::take(&mut self.next);
        if next.is_empty() {
            return Poll::Ready(None);
        }
        if self.mebibytes > 0 {
            self.mebibytes -= 1;
            self.next = Bytes::from(vec![b'x'; 1 << 20]);
        }
        Poll::Ready(Some(Ok(Frame::data(next))))
    }
}

#[tokio::test]
async fn a_row_of_a_gigabyte_costs_no_memory_and_ends_early() {
    let (_, _, mut admin) = firm().await;
    let (kind, _) = form_of("", Vec::new());
    let head =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.csv\"\r\n\r\n";
    let body = Body::new(Endless {
        next: Bytes::from(head),
        mebibytes: 1024,
    });
    let headers = [
        kind.as_str(),
        "sec-fetch-site: same-origin",
        "referer: http://crm.example/import",
    ];
    let sent = admin
        .ask("POST", "/api/import/upload", &headers, body)
        .await;
    let page = sent.header("location").to_owned();
    assert!(page.contains("draft="), "{page}");
    assert!(
        admin
            .get(&page)
            .await
            .body
            .contains("More was sent than the server takes")
    );
}
