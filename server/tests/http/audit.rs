//! The audit log over HTTP: what is told, to whom it is shown, and how it leaves.
use crate::deals::{Firm, Visitor, firm};
use crate::visible::cuts;
use crate::{Answer, get, send};
use axum::http::StatusCode;
use domain::deals::Deal;
use domain::people::Person;

fn deal_of<'f>(firm: &'f Firm, key: &str) -> &'f Deal {
    let owner = firm.cast.person(key).unwrap().id;
    let mut deals = firm.cast.deals.iter();
    deals.find(|deal| deal.owner == owner).unwrap()
}

fn person<'f>(firm: &'f Firm, key: &str) -> &'f Person {
    firm.cast.person(key).unwrap()
}

async fn exported(visitor: &Visitor<'_>, fields: &str) -> Answer {
    let form = ["content-type: application/x-www-form-urlencoded"];
    let fields = fields.as_bytes().to_vec();
    visitor.ask("POST", "/audit/export", &form, fields).await
}

#[tokio::test]
async fn a_refused_command_stands_in_the_log_with_whoever_tried() {
    let firm = firm().await;
    let (jan, olga) = (firm.sign_in("jan").await, firm.sign_in("olga").await);
    let fields = [("was", "Team"), ("preset", "Open")];
    jan.post("/", "/api/access/choose", &fields).await;
    let log = olga.get("/audit?kind=refusals").await;
    assert_eq!(log.status, StatusCode::OK);
    assert!(log.body.contains("/api/access/choose"), "{}", log.body);
    assert!(log.body.contains(&person(&firm, "jan").name));
    // Filtered by somebody else it is not there.
    let other = format!("/audit?kind=refusals&person={}", person(&firm, "anna").id);
    let log = olga.get(&other).await;
    assert_eq!(cuts(&log.body, "data-entry=\"").count(), 0);
}

#[tokio::test]
async fn a_wrong_password_stands_in_the_log_under_its_account() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let form = ["content-type: application/x-www-form-urlencoded"];
    let wrong = "email=jan%40arkada.example&password=wrong";
    send(&firm.site, "POST", "/api/sign-in", &form, wrong.to_owned()).await;
    let path = format!("/audit?kind=sign-in&person={}", person(&firm, "jan").id);
    let log = olga.get(&path).await;
    assert!(log.body.contains("złe hasło"), "{}", log.body);
    // Whose account nobody has is told without one.
    let nobody = "email=nikt%40arkada.example&password=wrong";
    send(&firm.site, "POST", "/api/sign-in", &form, nobody.to_owned()).await;
    let log = olga.get("/audit?kind=sign-in").await;
    assert!(!log.body.contains("nikt@arkada"), "{}", log.body);
    assert_eq!(log.body.matches("złe hasło").count(), 2 * 2, "{}", log.body);
}

#[tokio::test]
async fn nobody_but_auditors_and_administrators_finds_the_log() {
    let firm = firm().await;
    for key in ["jan", "anna", "barbara"] {
        let visitor = firm.sign_in(key).await;
        assert_eq!(visitor.get("/audit").await.status, StatusCode::NOT_FOUND);
        assert!(!visitor.get("/").await.body.contains("href=\"/audit\""));
        let taken = exported(&visitor, "").await;
        assert_eq!(taken.status, StatusCode::NOT_FOUND, "{key}");
    }
    for key in ["olga", "stefan"] {
        let visitor = firm.sign_in(key).await;
        assert_eq!(visitor.get("/audit").await.status, StatusCode::OK);
        assert!(visitor.get("/").await.body.contains("href=\"/audit\""));
    }
    let out = get(&firm.site, "/audit", &["accept: text/html"]).await;
    assert_eq!(out.status, StatusCode::FOUND);
}

#[tokio::test]
async fn the_log_names_a_record_only_for_who_may_see_it() {
    let firm = firm().await;
    let deal = deal_of(&firm, "jan");
    let barbara = firm.sign_in("barbara").await;
    let (page, of) = (format!("/deals/{}", deal.id), format!("deal-{}", deal.id));
    let fields = [("of", of.as_str()), ("lane", "confidential")];
    let log_of = async |key: &str| {
        let visitor = firm.sign_in(key).await;
        visitor.get("/audit?kind=records").await.body
    };
    let share = [("of", of.as_str()), ("share", "Julia Pawłowska")];
    barbara.post(&page, "/api/custody/share", &share).await;
    assert!(log_of("stefan").await.contains(&deal.title));
    barbara.post(&page, "/api/custody/lane", &fields).await;
    for key in ["olga", "stefan"] {
        let log = log_of(key).await;
        assert!(log.contains(&format!("szansa {}", deal.id)), "{log}");
        assert!(!log.contains(&deal.title), "{key}: {log}");
    }
}

#[tokio::test]
async fn the_log_leaves_as_a_file_that_is_told_and_starts_no_formula() {
    let firm = firm().await;
    let stefan = firm.sign_in("stefan").await;
    let file = exported(&stefan, "kind=sign-in").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").starts_with("attachment"));
    let name = &person(&firm, "stefan").name;
    let mut lines = file
        .body
        .lines()
        .filter(|line| line.contains(name.as_str()));
    let hash = lines.next().unwrap().rsplit(';').next().unwrap();
    assert_eq!(hash.len(), 64, "{hash}");
    let log = stefan.get("/audit?kind=exports").await;
    assert_eq!(cuts(&log.body, "data-entry=\"").count(), 1, "{}", log.body);
}

#[tokio::test]
async fn a_filter_that_makes_no_sense_says_so_at_its_field() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let page = olga.get("/audit?person=Nikt+Taki").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("id=\"person-error\""), "{}", page.body);
    let page = olga.get("/audit?from=wczoraj").await;
    assert!(page.body.contains("id=\"from-error\""), "{}", page.body);
    let page = olga.get("/audit?before=x&kind=nic&to=9999-12-31").await;
    assert_eq!(page.status, StatusCode::OK);
}
