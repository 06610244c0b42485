//! Finding records, walking from one to the next, and reading far back, on the real router.
use crate::deals::firm;
use axum::http::StatusCode;

#[tokio::test]
async fn a_search_finds_deals_companies_and_contacts_that_one_may_see_and_no_others() {
    let firm = firm().await;
    let (jan, julia) = (firm.sign_in("jan").await, firm.sign_in("julia").await);
    let deal = firm.deal_of("jan");
    let company = firm
        .cast
        .companies
        .iter()
        .find(|company| Some(company.id) == deal.company);
    let company = company.unwrap();
    let q = company.name().split(' ').next().unwrap().to_lowercase();
    let address = format!("/search?q={q}");
    let found = jan.get(&address).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.body);
    for part in [
        "data-found=\"/deals\"",
        "data-found=\"/companies\"",
        company.name(),
    ] {
        assert!(found.body.contains(part), "{part} in {}", found.body);
    }
    let hidden = julia.get(&address).await;
    assert!(!hidden.body.contains(company.name()), "{}", hidden.body);
    assert!(
        hidden.body.contains("Nic nie znaleziono"),
        "{}",
        hidden.body
    );
    let contact = firm
        .cast
        .contacts
        .iter()
        .find(|contact| contact.owner == deal.owner)
        .unwrap();
    let by_name = format!(
        "/search?q={}",
        contact.name().split(' ').next().unwrap().to_lowercase()
    );
    let by_name = jan.get(&by_name).await;
    assert!(
        by_name.body.contains("data-found=\"/contacts\""),
        "{}",
        by_name.body
    );
}

#[tokio::test]
async fn a_search_without_words_asks_for_some() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let empty = jan.get("/search").await;
    assert!(
        empty.body.contains("Co znaleźć") && !empty.body.contains("data-found"),
        "{}",
        empty.body
    );
}

#[tokio::test]
async fn a_deal_leads_to_its_neighbours_in_the_list_it_was_opened_from() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let jans = firm.cast.person("jan").unwrap().id;
    for query in ["status=open", "sort=-amount", "owner=jan%20kowalski", "q=a"] {
        let list = jan.get(&format!("/deals?{query}")).await;
        let rows: Vec<_> = hrefs(&list.body, "class=\"row-link\" href=\"");
        assert!(rows.len() > 2, "{query}: {jans} {}", list.body);
        let mut at = rows[0].clone();
        for next in &rows[1..3] {
            let page = jan.get(&at).await;
            let linked = hrefs(&page.body, "rel=\"next\" href=\"");
            let linked = linked.first().cloned().unwrap_or_default();
            assert_eq!(bare(&linked), bare(next), "{query}");
            at = linked;
        }
        let page = jan.get(&at).await;
        let back = hrefs(&page.body, "rel=\"prev\" href=\"");
        assert_eq!(bare(&back[0]), bare(&rows[1]), "{query}");
    }
    let first = jan
        .get(
            &hrefs(
                &jan.get("/deals?status=open").await.body,
                "class=\"row-link\" href=\"",
            )[0],
        )
        .await;
    assert!(!first.body.contains("rel=\"prev\""), "{}", first.body);
}

#[tokio::test]
async fn a_place_in_a_list_that_makes_no_sense_leads_nowhere() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let id = firm.deal_of("jan").id;
    for list in [
        "after%3Dzzz",
        "%3D%3D",
        "after%3Da0.ff&before=x",
        "owner%3Dnikt%26after%3Db9.00",
    ] {
        let page = jan.get(&format!("/deals/{id}?in={list}")).await;
        assert_eq!(page.status, StatusCode::OK, "{list}");
    }
}

#[tokio::test]
async fn a_long_timeline_is_read_page_by_page_without_gaps() {
    let firm = firm().await;
    let jan = firm.sign_in("jan").await;
    let id = firm.deal_of("jan").id.to_string();
    for note in 0..60 {
        let text = format!("ustalenie-{note:02}.");
        jan.act(&id, "note", &[("note", &text)]).await;
    }
    let newest = jan.get(&format!("/deals/{id}")).await;
    let older = hrefs(&newest.body, "href=\"");
    let older = older.iter().find(|href| href.contains("before=")).unwrap();
    let older = jan.get(older.trim_end_matches("#history")).await;
    for note in 0..60 {
        let text = format!("ustalenie-{note:02}.");
        let (new, old) = (newest.body.contains(&text), older.body.contains(&text));
        assert!(
            new != old,
            "{text} must stand on exactly one page: {new} {old}"
        );
    }
    assert!(older.body.contains("Nowa szansa"), "{}", older.body);
}

/// The addresses behind this mark, as links of the page hold them, whatever the order of attributes.
fn hrefs(body: &str, mark: &str) -> Vec<String> {
    let wanted = mark.trim_end_matches("href=\"").trim();
    let links = body.split("<a ").skip(1);
    let links = links.filter_map(|link| {
        let tag = link.split('>').next()?;
        let href = tag.split("href=\"").nth(1)?.split('"').next()?;
        (wanted.is_empty() || tag.contains(wanted)).then(|| href.replace("&amp;", "&"))
    });
    links.collect()
}

/// The number of the deal that an address leads to.
fn bare(href: &str) -> &str {
    href.split('?').next().unwrap_or_default()
}
