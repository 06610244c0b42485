//! Stuck deals without scripts: told why, snoozed where they stand, and back again.
use crate::deals::firm;
use axum::http::StatusCode;
use domain::dates;

/// The first deal of the list, and its title's row.
async fn first(visitor: &crate::deals::Visitor<'_>) -> String {
    let page = visitor.get("/deals?stuck=1").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("class=\"reasons\""), "{}", page.body);
    let id = page.body.split("data-deal=\"").nth(1).unwrap();
    id.split('"').next().unwrap().to_owned()
}

fn in_days(days: u64) -> String {
    dates::iso(crate::today() + chrono::Days::new(days))
}

#[tokio::test]
async fn a_stuck_deal_is_snoozed_in_the_list_with_a_reason_and_undone() {
    let firm = firm().await;
    let anna = firm.sign_in("anna").await;
    let id = first(&anna).await;
    let row = format!("/deals?stuck=1&snooze={id}");
    let form = anna.get(&row).await;
    assert!(
        form.body.contains("action=\"/api/deals/snooze\""),
        "{}",
        form.body
    );
    let typed = |until: &str, reason: &str| {
        let fields = [("id", id.as_str()), ("back", "/deals?stuck=1")];
        let all = fields
            .into_iter()
            .chain([("snooze-until", until), ("snooze-reason", reason)]);
        all.map(|(name, value)| (name, value.to_owned()))
            .collect::<Vec<_>>()
    };
    let post = async |fields: Vec<(&str, String)>| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        anna.post(&row, "/api/deals/snooze", &fields).await
    };
    // Without a reason it comes back with the day as it was typed.
    let (target, refused) = post(typed(&in_days(9), " ")).await;
    assert!(target.contains("draft="), "{target}");
    for part in [
        "id=\"snooze-reason-error\"",
        &format!("value=\"{}\"", in_days(9)),
    ] {
        assert!(refused.body.contains(part), "{part} in {}", refused.body);
    }
    let (target, refused) = post(typed(&in_days(0), "Urlop klienta")).await;
    assert!(target.contains("draft="), "{target}");
    for part in ["id=\"snooze-until-error\"", "value=\"Urlop klienta\""] {
        assert!(refused.body.contains(part), "{part} in {}", refused.body);
    }
    let (target, done) = post(typed(&in_days(9), "Urlop klienta")).await;
    assert_eq!(target, format!("/deals?stuck=1&snoozed={id}"));
    assert!(done.body.contains("Szansa jest odłożona"), "{}", done.body);
    assert!(!done.body.contains(&format!("data-deal=\"{id}\"")));
    let deal = anna.get(&format!("/deals/{id}")).await;
    for part in [
        "Odłożone do",
        "Urlop klienta",
        "Zakończ odłożenie",
        "powód: Urlop klienta",
    ] {
        assert!(deal.body.contains(part), "{part} in {}", deal.body);
    }
    let undo = [("id", id.as_str()), ("back", "/deals?stuck=1")];
    let (target, back) = anna.post(&target, "/api/deals/wake", &undo).await;
    assert_eq!(target, "/deals?stuck=1");
    assert!(back.body.contains(&format!("data-deal=\"{id}\"")));
}

#[tokio::test]
async fn the_page_of_a_stuck_deal_says_why_and_knows_its_neighbours() {
    let firm = firm().await;
    let anna = firm.sign_in("anna").await;
    let list = anna.get("/deals?stuck=1").await;
    let links = list.body.split("<a href=\"/deals/").skip(1);
    let links = links.map(|rest| rest.split('"').next().unwrap());
    let links = links.filter(|link| link.contains("?in="));
    let links: Vec<_> = links
        .map(|link| format!("/deals/{}", link.replace("&amp;", "&")))
        .collect();
    assert!(links.len() > 2, "{}", list.body);
    let second = anna.get(&links[1]).await;
    for part in [
        "id=\"stuck\"",
        "class=\"reasons\"",
        "Odłóż",
        "rel=\"prev\"",
        "rel=\"next\"",
    ] {
        assert!(second.body.contains(part), "{part} in {}", second.body);
    }
    let id = links[1]
        .trim_start_matches("/deals/")
        .split('?')
        .next()
        .unwrap();
    let snooze = [
        ("snooze-until", in_days(3)),
        ("snooze-reason", "Czeka na budżet".to_owned()),
    ];
    let snooze: Vec<_> = snooze
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let (target, page) = anna.act(id, "snooze", &snooze).await;
    assert_eq!(target, format!("/deals/{id}"));
    assert!(page.body.contains("Zakończ odłożenie"), "{}", page.body);
    let (_, page) = anna.act(id, "wake", &[]).await;
    assert!(!page.body.contains("Zakończ odłożenie") && page.body.contains("Koniec odłożenia"));
}

#[tokio::test]
async fn who_may_only_read_is_offered_no_snooze_and_a_stranger_finds_nothing() {
    let firm = firm().await;
    let stefan = firm.sign_in("stefan").await;
    let id = first(&stefan).await;
    let page = stefan.get(&format!("/deals/{id}")).await;
    assert!(page.body.contains("id=\"stuck\""), "{}", page.body);
    assert!(!page.body.contains("/api/deals/snooze"), "{}", page.body);
}
