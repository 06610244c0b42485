//! The report of movement, read off its pages and held against the oracle of access.
use crate::deals::{Visitor, firm};
use crate::visible::{cuts, visible};
use axum::http::StatusCode;
use domain::access::Preset;
use domain::dates::iso;
use domain::deals::Deal;
use std::collections::BTreeMap;

/// Every move of the made-up firm.
fn always() -> String {
    format!("from=2020-01-01&to={}", today())
}

fn today() -> String {
    iso(crate::today())
}

/// The cells of the matrix: their addresses, and how many deals each says it holds.
async fn cells(visitor: &Visitor<'_>, query: &str) -> BTreeMap<String, u64> {
    let page = visitor.get(&format!("/movement?{query}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let links = page
        .body
        .split("<a ")
        .filter(|link| link.starts_with("href=\"/movement/deals"));
    let cells = links.map(|link| {
        let value = |start| cuts(link, start).next().unwrap();
        let count = value("data-count=\"").parse().unwrap();
        (value("href=\"").replace("&amp;", "&"), count)
    });
    cells.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_leads_to_exactly_the_visible_deals_that_it_counts() {
    let firm = firm().await;
    for preset in [Preset::Team, Preset::Private] {
        firm.choose(preset).await;
        for key in ["barbara", "tomasz", "jan", "adam", "olga"] {
            let person = firm.cast.person(key).unwrap();
            let visitor = firm.sign_in(key).await;
            for pipeline in &firm.cast.pipelines {
                let of_pipeline = |deal: &&Deal| deal.pipeline == pipeline.id;
                let expected = visible(&firm, person, preset)
                    .into_iter()
                    .filter(of_pipeline);
                let mut expected: Vec<u64> = expected.map(|deal| deal.id.0).collect();
                expected.sort_unstable();
                let mut found = Vec::new();
                for (address, count) in
                    cells(&visitor, &format!("{}&pipeline={}", always(), pipeline.id)).await
                {
                    let page = visitor.get(&address).await;
                    let behind =
                        cuts(&page.body, "data-deal=\"").map(|id| id.parse::<u64>().unwrap());
                    let behind: Vec<_> = behind.collect();
                    assert_eq!(behind.len() as u64, count, "{key} {preset:?} {address}");
                    found.extend(behind);
                }
                found.sort_unstable();
                assert_eq!(found, expected, "{key} {preset:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_stood_before_and_after_is_told_by_the_days_of_the_report() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let sum = |cells: BTreeMap<String, u64>, new: bool| -> u64 {
        let cells = cells.into_iter();
        cells
            .filter(|(address, _)| address.contains("&out=&") == new)
            .map(|(_, count)| count)
            .sum()
    };
    // All that stands today was there on an early day, or came since.
    let early = cells(&barbara, &always()).await;
    let late = cells(&barbara, &format!("from={0}&to={0}", today())).await;
    assert_eq!(sum(early.clone(), false), 0, "{early:?}");
    assert_eq!(sum(early, true), sum(late.clone(), false) + sum(late, true));
}

#[tokio::test]
async fn the_report_can_be_told_apart_by_owner_reason_source_and_product() {
    let firm = firm().await;
    let tomasz = firm.sign_in("tomasz").await;
    for (by, head) in [
        ("reason", "Powody utraty"),
        ("owner", "Opiekunowie"),
        ("source", "Źródła"),
        ("product", "Produkty"),
    ] {
        let page = tomasz.get(&format!("/movement?{}&by={by}", always())).await;
        assert_eq!(page.status, StatusCode::OK, "{by}");
        let heads: Vec<_> = page
            .body
            .split("<th ")
            .filter(|head| head.contains("scope=\"col\""))
            .collect();
        assert!(
            heads.iter().any(|cell| cell.contains(head)),
            "{by}: {heads:?}"
        );
    }
    // An owner's figures lead to the list of the same deals.
    let page = tomasz
        .get(&format!("/movement?{}&by=owner", always()))
        .await;
    let link = page
        .body
        .split("<a ")
        .find(|link| link.contains("status=won"))
        .unwrap();
    let count = link
        .split('>')
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let list = cuts(link, "href=\"").next().unwrap().replace("&amp;", "&");
    let list = tomasz.get(&list).await;
    assert_eq!(cuts(&list.body, "data-count=\"").next().unwrap(), count);
}

#[tokio::test]
async fn what_makes_no_sense_in_the_address_is_told_and_the_rest_holds() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let page = jan
        .get("/movement?from=2026-02-30&to=2026-11-20&owner=nikt&pipeline=999&group=x&by=moon")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("2026-02-30") && page.body.contains("value=\"2026-11-20\""),
        "{}",
        page.body
    );
    let turned = jan.get("/movement?from=2026-11-20&to=2026-11-01").await;
    assert!(
        turned.body.contains("from=2026-11-01&amp;to=2026-11-20"),
        "{}",
        turned.body
    );
    for address in [
        "/movement/deals",
        "/movement/deals?into=999",
        "/movement/deals?into=-1&out=a",
    ] {
        assert_eq!(
            jan.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}
