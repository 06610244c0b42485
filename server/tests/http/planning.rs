//! The plan without scripts: a schedule laid, changed and refused, receipts recorded, settled and
//! taken back, the matrix with an opened cell, quotas typed and pasted.
use crate::deals::{Firm, Visitor, firm};
use axum::http::StatusCode;
use domain::dates;
use domain::deals::{Deal, Status};
use domain::money::{Currency, Money};

fn today() -> String {
    dates::iso(crate::today())
}

/// Jan's open deal, and the page of its schedule.
fn deal(firm: &Firm) -> (String, String) {
    let jan = firm.cast.person("jan").unwrap().id;
    let rich = |deal: &Deal| {
        deal.amount
            .is_some_and(|one| one.currency == Currency::PLN && one.minor > 300_000)
    };
    let deals = firm.cast.deals_of(jan).into_iter();
    let mut open = deals.filter(|deal| deal.status == Status::Open && rich(deal));
    let id = open.next().unwrap().id;
    (format!("/deals/{id}"), format!("/deals/{id}/schedule"))
}

/// Of the schedule as it is now.
async fn version(jan: &Visitor<'_>, page: &str) -> String {
    let form = jan.get(page).await.body;
    let version = form.split("name=\"version\" value=\"").nth(1).unwrap();
    version.split('"').next().unwrap().to_owned()
}

/// Lays an advance and a rest, both net in the plan's currency.
async fn lay(jan: &Visitor<'_>, page: &str) -> (String, String) {
    let deal = page.split('/').nth(2).unwrap().to_owned();
    let (today, version) = (today(), version(jan, page).await);
    let fields = [
        ("deal", deal.as_str()),
        ("version", &version),
        ("currency", "PLN"),
        ("rows[0][description]", "Zaliczka"),
        ("rows[0][amount]", "1000"),
        ("rows[0][basis]", "net"),
        ("rows[0][vat]", "23"),
        ("rows[0][when]", "on"),
        ("rows[0][on]", &today),
        ("rows[1][description]", "Reszta"),
        ("rows[1][amount]", "2000"),
        ("rows[1][basis]", "net"),
        ("rows[1][vat]", "23"),
        ("rows[1][when]", "delivery"),
        ("rows[1][days]", "14"),
        ("rows[2][basis]", "net"),
    ];
    let (target, page) = jan.post(page, "/api/planning/save-schedule", &fields).await;
    (target, page.body)
}

#[tokio::test]
async fn a_schedule_is_laid_whole_and_told_on_the_deal_with_what_does_not_fit() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let (deal, page) = deal(&firm);
    let (target, body) = lay(&jan, &page).await;
    assert_eq!(target, deal);
    let parts = [
        "Zaliczka",
        "Reszta",
        "14\u{a0}dni roboczych od dostawy",
        "1000,00",
        "kwot",
    ];
    for part in parts {
        let money = Money::major(1000, Currency::PLN);
        let column = money.column(domain::lang::Lang::Pl);
        let found = body.contains(part) || (part == "1000,00" && body.contains(&column));
        assert!(found, "{part} in {body}");
    }
}

#[tokio::test]
async fn a_stale_schedule_is_refused_with_both_versions_and_nothing_typed_is_lost() {
    let firm = firm().await;
    let (jan, anna) = (firm.sign_in("jan").await, firm.sign_in("anna").await);
    let (_, page) = deal(&firm);
    let id = page.split('/').nth(2).unwrap();
    lay(&jan, &page).await;
    let fields = [
        ("deal", id),
        ("version", "0"),
        ("currency", "PLN"),
        ("rows[0][description]", "Całość"),
        ("rows[0][amount]", "5000"),
        ("rows[0][basis]", "net"),
        ("rows[0][when]", "on"),
    ];
    let (target, refused) = anna
        .post(&page, "/api/planning/save-schedule", &fields)
        .await;
    assert!(target.contains("draft="), "{target}");
    for part in ["Całość, 5000", "Zaliczka, 1000", "value=\"Całość\""] {
        assert!(refused.body.contains(part), "{part} in {}", refused.body);
    }
}

#[tokio::test]
async fn an_instalment_below_zero_is_refused_and_the_form_comes_back_filled() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let (_, page) = deal(&firm);
    let id = page.split('/').nth(2).unwrap();
    let version = version(&jan, &page).await;
    let fields = [
        ("deal", id),
        ("version", &version),
        ("currency", "PLN"),
        ("rows[0][description]", "Rabat"),
        ("rows[0][amount]", "-5"),
        ("rows[0][when]", "on"),
    ];
    let (target, refused) = jan
        .post(&page, "/api/planning/save-schedule", &fields)
        .await;
    assert!(target.contains("draft="), "{target}");
    for part in ["większa od zera", "value=\"Rabat\"", "value=\"-5\""] {
        assert!(refused.body.contains(part), "{part} in {}", refused.body);
    }
}

#[tokio::test]
async fn a_receipt_is_recorded_settles_an_instalment_and_is_taken_back() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let (deal, page) = deal(&firm);
    lay(&jan, &page).await;
    let (today, label) = (today(), firm.cast.person("jan").unwrap().name.clone());
    let fields = [
        ("received-on", today.as_str()),
        ("amount", "615"),
        ("currency", "PLN"),
        ("owner", &label),
    ];
    let new = "/plan/receipts/new";
    let (receipt, card) = jan.post(new, "/api/planning/record-receipt", &fields).await;
    assert!(receipt.starts_with("/plan/receipts/"), "{receipt}");
    assert!(card.body.contains("Nic jeszcze nie rozliczono"));
    let id = receipt.rsplit('/').next().unwrap();
    let to = format!("{}-1", page.split('/').nth(2).unwrap());
    let allocate = [
        ("id", id),
        ("version", "1"),
        ("to", &to),
        ("amount", "615"),
        ("currency", "PLN"),
    ];
    jan.post(&receipt, "/api/planning/allocate", &allocate)
        .await;
    let paid = jan.get(&deal).await;
    for part in [receipt.as_str(), "Wpłynęło"] {
        assert!(paid.body.contains(part), "{part} in {}", paid.body);
    }
    let back = [("id", id), ("version", "2"), ("from", to.as_str())];
    jan.post(&receipt, "/api/planning/release", &back).await;
    let again = jan.get(&deal).await;
    assert!(!again.body.contains(&receipt), "{}", again.body);
}

fn count(page: &str) -> u64 {
    let count = page.split("data-count=\"").nth(1).unwrap();
    count.split('"').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn pasted_receipts_are_shown_before_anything_is_recorded() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let page = "/plan/receipts/paste";
    let block = format!("Data\tKwota\n{0}\t1 200,50\n{0}\t300", today());
    let path = "/api/planning/paste-receipts";
    let check = [("pasted", block.as_str()), ("then", "check")];
    let (target, shown) = jan.post(page, path, &check).await;
    assert!(target.contains("draft="), "{target}");
    for part in ["Nic jeszcze nie zapisano", "1\u{a0}500,50"] {
        assert!(shown.body.contains(part), "{part} in {}", shown.body);
    }
    let before = count(&jan.get("/plan/receipts").await.body);
    let bad = format!("{block}\nwczoraj\t5");
    let record = [("pasted", bad.as_str()), ("then", "record")];
    let (_, refused) = jan.post(page, path, &record).await;
    assert!(refused.body.contains("Wiersz 4"), "{}", refused.body);
    let record = [("pasted", block.as_str()), ("then", "record")];
    let (target, list) = jan.post(page, path, &record).await;
    assert_eq!(target, "/plan/receipts");
    assert_eq!(count(&list.body), before + 2);
}

#[tokio::test]
async fn the_matrix_opens_a_cell_with_what_is_behind_it() {
    let firm = firm().await;
    let (jan, anna) = (firm.sign_in("jan").await, firm.sign_in("anna").await);
    let (deal, page) = deal(&firm);
    lay(&jan, &page).await;
    let (person, year) = (firm.cast.person("jan").unwrap(), &today()[..4]);
    let group = person.primary_group().unwrap();
    let matrix = anna.get(&format!("/plan?year={year}")).await;
    assert_eq!(matrix.status, StatusCode::OK);
    let cell = format!("p{}.{group}.{}", person.id, &today()[..7]);
    let href = format!("/plan?year={year}&amp;cell={cell}");
    assert!(matrix.body.contains(&href), "{href} in {}", matrix.body);
    let opened = anna.get(&href.replace("&amp;", "&")).await;
    let link = format!("href=\"{deal}\"");
    for part in ["plan-panel", &person.name, &link] {
        assert!(opened.body.contains(part), "{part} in {}", opened.body);
    }
    let adam = firm.sign_in("adam").await;
    let hidden = adam.get(&href.replace("&amp;", "&")).await;
    assert!(!hidden.body.contains(&link), "{}", hidden.body);
}

#[tokio::test]
async fn quotas_are_typed_and_a_stale_one_is_not_overwritten() {
    let firm = firm().await;
    let anna = firm.sign_in("anna").await;
    let person = firm.cast.person("jan").unwrap();
    let group = person.primary_group().unwrap();
    // Beyond every quota of the demo firm.
    let month = "2031-01";
    let page = format!("/plan/quotas?group={group}&year=2031");
    let (q, was) = (
        format!("q[p{}.{group}_{month}]", person.id),
        format!("was[p{}.{group}_{month}]", person.id),
    );
    let path = "/api/planning/set-quotas";
    let set = [(q.as_str(), "12000"), (was.as_str(), "")];
    anna.post(&page, path, &set).await;
    let shown = anna.get(&page).await;
    assert!(shown.body.contains("12\u{a0}000"), "{}", shown.body);
    let stale = [(q.as_str(), "15000"), (was.as_str(), "")];
    let (target, refused) = anna.post(&page, path, &stale).await;
    assert!(target.contains("draft="), "{target}");
    assert!(refused.body.contains("value=\"15000\""), "{}", refused.body);
}
