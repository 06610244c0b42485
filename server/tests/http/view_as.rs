//! Looking with somebody's eyes: what both may read, nothing written, told on every page and in the log.
use crate::deals::firm;
use crate::visible::{cuts, visible};
use axum::http::StatusCode;
use domain::access::{Lane, Preset};
use std::collections::BTreeSet;

const FORM: &str = "content-type: application/x-www-form-urlencoded";

#[tokio::test]
async fn an_auditor_sees_the_list_of_a_rep_and_nothing_confidential() {
    let firm = firm().await;
    let stefan = firm.sign_in("stefan").await;
    for key in ["jan", "anna", "barbara"] {
        let shown = firm.cast.person(key).unwrap();
        let id = shown.id.to_string();
        let person = format!("/people/{id}");
        let (target, home) = stefan
            .post(&person, "/api/view-as/begin", &[("id", &id)])
            .await;
        assert_eq!(target, "/");
        let told = format!("Podgląd jako: {}", shown.name);
        assert!(home.body.contains(&told), "{}", home.body);
        let list = stefan.get("/deals").await;
        let wanted: BTreeSet<u64> = visible(&firm, shown, Preset::Team)
            .iter()
            .filter(|deal| deal.lane == Lane::Normal)
            .map(|deal| deal.id.0)
            .collect();
        let count = cuts(&list.body, "data-count=\"").next().unwrap();
        assert_eq!(count, wanted.len().to_string(), "{key}");
        let ids: BTreeSet<u64> = cuts(&list.body, "data-deal=\"")
            .map(|id| id.parse().unwrap())
            .collect();
        assert!(ids.is_subset(&wanted) && !ids.is_empty(), "{key}");
        let secret = firm.cast.deals.iter();
        for deal in secret.filter(|deal| deal.lane == Lane::Confidential) {
            let page = stefan.get(&format!("/deals/{}", deal.id)).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{key} {}", deal.id);
        }
        stefan.post("/", "/api/view-as/end", &[]).await;
        assert!(!stefan.get("/").await.body.contains("Podgląd jako"));
    }
    let log = stefan.get("/audit?kind=view-as").await;
    assert_eq!(cuts(&log.body, "data-entry=\"").count(), 3, "{}", log.body);
}

#[tokio::test]
async fn administration_alone_sees_no_record_with_anybodys_eyes() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let jan = firm.cast.person("jan").unwrap();
    let id = jan.id.to_string();
    olga.post("/people", "/api/view-as/begin", &[("id", &id)])
        .await;
    for list in [
        "/deals",
        "/companies",
        "/contacts",
        "/tasks",
        "/tasks?list=team",
    ] {
        let page = olga.get(list).await;
        assert_eq!(page.status, StatusCode::OK, "{list}");
        assert_eq!(cuts(&page.body, "data-deal=\"").count(), 0, "{list}");
        let tasks = firm.cast.tasks.iter();
        let titles = tasks.map(|task| &task.title);
        for title in titles.chain(firm.cast.deals.iter().map(|deal| &deal.title)) {
            assert!(!page.body.contains(title.as_str()), "{list}: {title}");
        }
    }
    // Nor the sessions of the person.
    let account = olga.get("/account").await;
    assert!(
        !account.body.contains("/api/account/sessions/end\""),
        "{}",
        account.body
    );
}

#[tokio::test]
async fn nothing_is_changed_with_somebodys_eyes() {
    let firm = firm().await;
    let (stefan, olga) = (firm.sign_in("stefan").await, firm.sign_in("olga").await);
    let barbara = firm.cast.person("barbara").unwrap().id.to_string();
    for visitor in [&stefan, &olga] {
        visitor
            .post("/people", "/api/view-as/begin", &[("id", &barbara)])
            .await;
        for (path, with) in [
            ("/api/deals/note", "id=1&note=x"),
            ("/api/access/choose", "was=Team&preset=Open"),
            ("/api/tasks/quick", "quick=zadzwonić"),
            (
                "/api/account/save",
                "person-name=x&was-person-name=x&lang=en",
            ),
            ("/api/import/run", "id=x"),
            ("/audit/export", "kind="),
        ] {
            let answer = visitor
                .ask("POST", path, &[FORM], with.as_bytes().to_vec())
                .await;
            assert_eq!(
                answer.status,
                StatusCode::FORBIDDEN,
                "{path}: {}",
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn only_auditors_and_administrators_look_and_only_as_somebody_there() {
    let firm = firm().await;
    let id = |key: &str| firm.cast.person(key).unwrap().id.to_string();
    let ask = async |key: &str, shown: &str| {
        let visitor = firm.sign_in(key).await;
        let with = format!("id={shown}").into_bytes();
        let answer = visitor
            .ask("POST", "/api/view-as/begin", &[FORM], with)
            .await;
        answer.status
    };
    for key in ["jan", "anna", "barbara"] {
        assert_eq!(ask(key, &id("zofia")).await, StatusCode::NOT_FOUND, "{key}");
    }
    assert_eq!(ask("olga", &id("olga")).await, StatusCode::NOT_FOUND);
    assert_eq!(ask("olga", "99999").await, StatusCode::NOT_FOUND);
    // Whoever loses the right looks with their own eyes again.
    let olga = firm.sign_in("olga").await;
    olga.post("/people", "/api/view-as/begin", &[("id", &id("jan"))])
        .await;
    assert!(olga.get("/").await.body.contains("Podgląd jako"));
    let page = format!("/people/{}", id("jan"));
    assert!(!olga.get(&page).await.body.contains("/api/view-as/begin"));
}
