//! What-if over HTTP: what the page tells is what the oracle says saving does, and it saves by the
//! form it was asked from.
use crate::deals::{Firm, firm};
use crate::visible::visible;
use axum::http::StatusCode;
use domain::access::Preset;
use std::collections::BTreeSet;

/// The row of this person on a preview, from tag to tag.
fn row(page: &str, id: u64) -> Option<&str> {
    let start = page.find(&format!("data-person=\"{id}\""))?;
    page[start..].split("</tr>").next()
}

fn seen(firm: &Firm, key: &str, preset: Preset) -> BTreeSet<u64> {
    let person = firm.cast.person(key).unwrap();
    let deals = visible(firm, person, preset);
    deals.iter().map(|deal| deal.id.0).collect()
}

#[tokio::test]
async fn a_preview_of_other_rules_tells_what_saving_them_does() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    for preset in [Preset::Open, Preset::Private] {
        let page = format!("/what-if?do=preset&was=Team&preset={preset:?}");
        let told = olga.get(&page).await;
        assert_eq!(told.status, StatusCode::OK);
        for key in ["jan", "zofia", "adam", "anna", "barbara", "stefan"] {
            let (was, is) = (seen(&firm, key, Preset::Team), seen(&firm, key, preset));
            let (lost, gained) = (was.difference(&is).count(), is.difference(&was).count());
            let row = row(&told.body, firm.cast.person(key).unwrap().id.0).unwrap_or_default();
            let says =
                |sign: &str, count: usize| count == 0 || row.contains(&format!("{sign}{count}"));
            assert!(
                says("−", lost) && says("+", gained),
                "{key} {preset:?}: {row}"
            );
            let deals = row.contains("szanse:");
            assert_eq!(deals, lost + gained > 0, "{key} {preset:?}: {row}");
        }
    }
    // It saves by the form of the rules.
    let page = "/what-if?do=preset&was=Team&preset=Private";
    let fields = [("was", "Team"), ("preset", "Private")];
    let (target, _) = olga.post(page, "/api/access/choose", &fields).await;
    assert_eq!(target, "/access?done=saved");
}

#[tokio::test]
async fn the_list_names_records_only_for_who_may_see_them() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let zofia = firm.cast.person("zofia").unwrap();
    let page = format!("/what-if?do=preset&preset=Private&about={}", zofia.id);
    let told = olga.get(&page).await.body;
    let lost: Vec<_> = visible(&firm, zofia, Preset::Team)
        .into_iter()
        .filter(|deal| deal.owner != zofia.id)
        .collect();
    assert!(told.contains("szansa "), "{told}");
    assert!(lost.iter().all(|deal| !told.contains(&deal.title)));
}

#[tokio::test]
async fn a_change_that_makes_no_sense_is_refused_and_only_administrators_ask() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let (jan, admin) = (
        firm.cast.person("jan").unwrap().id,
        firm.cast.person("olga").unwrap().id,
    );
    let team = firm.cast.person("jan").unwrap().primary_group().unwrap();
    for (query, status) in [
        ("do=nothing".to_owned(), 404),
        ("do=preset&preset=Chaos".to_owned(), 422),
        (format!("do=roles&id={jan}&role[]=King"), 422),
        ("do=roles&id=x".to_owned(), 422),
        ("do=roles&id=99999&role[]=Rep".to_owned(), 404),
        (format!("do=groups&id={jan}&group=99999"), 422),
        (format!("do=place&id={team}&parent={team}"), 422),
        (format!("do=off&id={admin}"), 422),
        (format!("do=roles&id={admin}&role[]=Rep"), 422),
        (format!("do=head&id={team}&person=Nikt+Taki"), 422),
    ] {
        let answer = olga.get(&format!("/what-if?{query}")).await;
        assert_eq!(answer.status.as_u16(), status, "{query}: {}", answer.body);
    }
    for key in ["jan", "anna", "barbara", "stefan"] {
        let visitor = firm.sign_in(key).await;
        let answer = visitor.get("/what-if?do=preset&preset=Open").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{key}");
    }
}
