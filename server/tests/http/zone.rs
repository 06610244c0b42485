//! The firm's time zone, on the real router.
use crate::deals::firm;
use axum::http::StatusCode;
use domain::lang::Lang;
use domain::zone::Zone;

#[tokio::test]
async fn every_time_on_a_page_is_of_the_firms_zone_from_the_moment_it_is_chosen() {
    let firm = firm().await;
    let (olga, barbara) = (firm.sign_in("olga").await, firm.sign_in("barbara").await);
    let company = firm.cast.companies.first().unwrap();
    let times = |zone: &str| {
        Zone::named(zone)
            .unwrap()
            .written(company.stamp.updated, Lang::Pl)
    };
    let (warsaw, tokyo) = (times("Europe/Warsaw"), times("Asia/Tokyo"));
    assert_ne!(warsaw, tokyo);
    let before = barbara.get("/companies").await;
    assert!(
        before.body.contains(&warsaw) && !before.body.contains(&tokyo),
        "{}",
        before.body
    );
    let fields = [("was", "Europe/Warsaw"), ("zone", "Asia/Tokyo")];
    let (target, page) = olga.post("/access", "/api/access/zone", &fields).await;
    assert_eq!(target, "/access?done=zone");
    assert!(
        page.body.contains("Zmieniono strefę czasową"),
        "{}",
        page.body
    );
    let after = barbara.get("/companies").await;
    assert!(
        after.body.contains(&tokyo) && !after.body.contains(&warsaw),
        "{}",
        after.body
    );
}

#[tokio::test]
async fn a_zone_that_does_not_exist_is_refused_and_only_an_administrator_chooses() {
    let firm = firm().await;
    let (olga, jan) = (firm.sign_in("olga").await, firm.sign_in("jan").await);
    let strange = [("was", "Europe/Warsaw"), ("zone", "Mars/Olympus")];
    let (target, page) = olga.post("/access", "/api/access/zone", &strange).await;
    assert!(target.starts_with("/access?draft="), "{target}");
    assert!(page.body.contains("id=\"zone-error\""), "{}", page.body);
    let fields = [("was", "Europe/Warsaw"), ("zone", "Asia/Tokyo")];
    let (target, _) = jan.post("/deals", "/api/access/zone", &fields).await;
    assert!(target.contains("?draft="), "{target}");
    assert_eq!(jan.get("/access").await.status, StatusCode::NOT_FOUND);
}
