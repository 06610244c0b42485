//! Sources and lost reasons as administrators look after them, on the real router.
use crate::deals::{Visitor, firm};

const PAGE: &str = "/choices";
const EDIT: &str = "/api/choices/edit";

async fn edit(olga: &Visitor<'_>, list: &str, verb: &str, name: &str, to: &str) -> String {
    let fields = [("list", list), ("verb", verb), ("name", name), ("to", to)];
    let (target, page) = olga.post(PAGE, EDIT, &fields).await;
    if target == format!("{PAGE}?done={verb}") {
        return String::new();
    }
    page.body
}

#[tokio::test]
async fn a_renamed_source_takes_its_deals_along_and_an_archived_one_is_offered_no_more() {
    let firm = firm().await;
    let (olga, jan) = (firm.sign_in("olga").await, firm.sign_in("jan").await);
    for name in ["Targi", "Polecenie"] {
        assert_eq!(edit(&olga, "sources", "add", name, "").await, "");
    }
    let new = |source| [("form[title]", "Regały"), ("form[source]", source)];
    let page = jan.get("/deals/new").await.body;
    let stage = page.split("name=\"form[stage]\"").nth(1).unwrap();
    let stage = stage.split("<option value=\"").nth(1).unwrap();
    let stage = stage.split('"').next().unwrap();
    let more = [
        ("form[stage]", stage),
        ("form[owner]", "Jan Kowalski"),
        ("form[currency]", "PLN"),
        ("form[opened]", "2026-01-02"),
    ];
    let send = async |source| {
        let fields = [&new(source)[..], &more].concat();
        jan.post("/deals/new", "/api/deals/open", &fields).await
    };
    let (target, refused) = send("Ulotka").await;
    assert!(target.starts_with("/deals/new?draft="), "{target}");
    assert!(refused.body.contains("Źródło”"), "{}", refused.body);
    let (deal, page) = send("Targi").await;
    assert!(page.body.contains("Targi"), "{}", page.body);
    assert_eq!(
        edit(&olga, "sources", "rename", "Targi", "Wydarzenia").await,
        ""
    );
    let page = jan.get(&deal).await.body;
    assert!(
        page.contains("Wydarzenia") && !page.contains("<dd>Targi"),
        "{page}"
    );
    assert_eq!(
        edit(&olga, "sources", "archive", "Wydarzenia", "").await,
        ""
    );
    let offered = |value: &str| format!("<option value=\"{value}\"");
    let new_form = jan.get("/deals/new").await.body;
    assert!(new_form.contains(&offered("Polecenie")), "{new_form}");
    assert!(!new_form.contains(&offered("Wydarzenia")), "{new_form}");
    // Its own form still has it, under the name that the deal was given.
    let own = jan.get(&format!("{deal}/edit")).await.body;
    assert!(own.contains(&offered("Targi")), "{own}");
    let taken = edit(&olga, "sources", "rename", "Polecenie", "targi").await;
    assert!(taken.contains("Wpisz inną nazwę"), "{taken}");
    assert_eq!(
        edit(&olga, "sources", "restore", "Wydarzenia", "").await,
        ""
    );
    assert_eq!(edit(&olga, "sources", "down", "Wydarzenia", "").await, "");
    let page = jan.get("/deals/new").await.body;
    let at = |value| page.find(&offered(value)).unwrap();
    assert!(at("Polecenie") < at("Wydarzenia"));
}

#[tokio::test]
async fn an_own_reason_of_losing_is_chosen_and_what_is_told_beside_it_is_noted() {
    let firm = firm().await;
    let (olga, jan) = (firm.sign_in("olga").await, firm.sign_in("jan").await);
    assert_eq!(
        edit(&olga, "reasons", "add", "Termin montażu", "").await,
        ""
    );
    assert_eq!(edit(&olga, "usual", "leave", "price", "").await, "");
    let deal = format!("/deals/{}", firm.deal_of("jan").id);
    let page = jan.get(&deal).await.body;
    assert!(page.contains("value=\"own:Termin montażu\""), "{page}");
    assert!(!page.contains("value=\"price\""), "{page}");
    let id = firm.deal_of("jan").id.to_string();
    let today = domain::dates::iso(crate::today());
    let fields = |reason| {
        [
            ("id", id.as_str()),
            ("closed", today.as_str()),
            ("lost_reason", reason),
            ("lost_text", "Ekipa dopiero wiosną"),
        ]
    };
    let lose = async |reason| jan.post(&deal, "/api/deals/lose", &fields(reason)).await;
    let (target, _) = lose("price").await;
    assert!(target.contains("draft="), "{target}");
    let (_, page) = lose("own:Termin montażu").await;
    assert!(page.body.contains("Termin montażu"), "{}", page.body);
    assert!(page.body.contains("Ekipa dopiero wiosną"), "{}", page.body);
}
