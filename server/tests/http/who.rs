//! Who sees a record and why, as the page tells it, held against the oracle of access.
use crate::deals::{Firm, firm};
use crate::visible::{cuts, visible};
use axum::http::StatusCode;
use domain::access::{Lane, Preset};
use domain::deals::Deal;
use std::collections::BTreeSet;

fn deal_of<'f>(firm: &'f Firm, key: &str) -> &'f Deal {
    let owner = firm.cast.person(key).unwrap().id;
    let mut deals = firm.cast.deals.iter();
    deals
        .find(|deal| deal.owner == owner && deal.lane == Lane::Normal)
        .unwrap()
}

#[tokio::test]
async fn the_page_names_exactly_those_who_see_the_deal() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    for key in ["jan", "adam"] {
        let deal = deal_of(&firm, key);
        let page = barbara.get(&format!("/who/deal-{}", deal.id)).await;
        assert_eq!(page.status, StatusCode::OK);
        let told: BTreeSet<u64> = cuts(&page.body, "data-person=\"")
            .map(|id| id.parse().unwrap())
            .collect();
        let people = firm.cast.people.iter();
        let sees = |person: &&domain::people::Person| {
            let deals = visible(&firm, person, Preset::Team);
            deals.iter().any(|one| one.id == deal.id)
        };
        let wanted: BTreeSet<u64> = people.filter(sees).map(|person| person.id.0).collect();
        assert_eq!(told, wanted);
    }
}

#[tokio::test]
async fn about_a_colleague_it_says_which_rule_opens_and_which_does_not() {
    let firm = firm().await;
    let anna = firm.sign_in("anna").await;
    let page = format!("/who/deal-{}", deal_of(&firm, "jan").id);
    let about = async |key: &str| {
        let id = firm.cast.person(key).unwrap().id;
        anna.get(&format!("{page}?person={id}")).await.body
    };
    let sees = |page: &str| cuts(page, "data-sees=\"").next().unwrap() == "true";
    let mate = about("zofia").await;
    assert!(sees(&mate) && mate.contains("osoba z grupy"), "{mate}");
    let head = about("anna").await;
    assert!(sees(&head) && head.contains("kierownik grupy"), "{head}");
    let peer = about("adam").await;
    assert!(
        !sees(&peer) && peer.contains("Żadna zasada nie sięga"),
        "{peer}"
    );
    let admin = about("olga").await;
    assert!(!sees(&admin) && admin.contains("nie otwierają"), "{admin}");
    let nobody = anna.get(&format!("{page}?person=Nikt+Taki")).await;
    assert!(
        nobody.body.contains("id=\"person-error\""),
        "{}",
        nobody.body
    );
}

#[tokio::test]
async fn who_reads_but_decides_nothing_finds_no_such_page() {
    let firm = firm().await;
    let id = deal_of(&firm, "jan").id;
    let (page, who) = (format!("/deals/{id}"), format!("/who/deal-{id}"));
    for (key, is) in [
        ("jan", StatusCode::OK),
        ("anna", StatusCode::OK),
        ("stefan", StatusCode::OK),
        ("zofia", StatusCode::NOT_FOUND),
        ("adam", StatusCode::NOT_FOUND),
        ("olga", StatusCode::NOT_FOUND),
    ] {
        let visitor = firm.sign_in(key).await;
        assert_eq!(visitor.get(&who).await.status, is, "{key}");
        let linked = visitor.get(&page).await.body.contains(&who);
        assert_eq!(linked, is == StatusCode::OK, "{key}");
    }
    let anna = firm.sign_in("anna").await;
    for strange in [
        "/who/deal-0",
        "/who/person-1",
        "/who/deal-x",
        "/who/task-",
        "/who/-",
    ] {
        let answer = anna.get(strange).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{strange}");
    }
}
