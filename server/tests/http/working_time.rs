//! The working calendar as administrators change it, on the real router.
use crate::Answer;
use crate::deals::{Visitor, firm};
use axum::http::StatusCode;
use domain::calendar::Hours;
use domain::dates::{iso, parse_day};
use domain::field::Field;
use server::session::now;

const PAGE: &str = "/working-time";
const WEEK: &str = "/api/working-time/week";
/// Monday to Friday, eight to four, as the page shows it to begin with.
const USUAL: &str = "480-960,480-960,480-960,480-960,480-960,-,-";

/// The form of the week: hours of some weekdays, the others off.
fn week(hours: &[(usize, &str, &str)]) -> Vec<(String, String)> {
    let mut fields = vec![("was".to_owned(), USUAL.to_owned())];
    for day in 0..7 {
        let typed = hours.iter().find(|(of, ..)| *of == day);
        let (from, to) = typed.map_or(("", ""), |(_, from, to)| (from, to));
        fields.push((format!("from[{day}]"), from.to_owned()));
        fields.push((format!("to[{day}]"), to.to_owned()));
    }
    fields
}

async fn send(visitor: &Visitor<'_>, hours: &[(usize, &str, &str)]) -> (String, Answer) {
    let fields = week(hours);
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    visitor.post(PAGE, WEEK, &fields).await
}

#[tokio::test]
async fn hours_of_a_week_hold_from_the_moment_they_are_saved() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let (target, page) = send(&olga, &[(0, "07:30", "15:30"), (5, "9", "00:00")]).await;
    assert_eq!(target, "/working-time?done=week", "{}", page.body);
    assert!(page.body.contains("value=\"07:30\""), "{}", page.body);
    let reading = firm
        .store
        .view(
            domain::by::Actor::Person(firm.cast.person("olga").unwrap().id),
            now(),
        )
        .unwrap();
    let week = reading.firm().calendar().week.0;
    assert_eq!(week[0], Some(Hours::new(450, 930)));
    assert_eq!((week[1], week[5]), (None, Some(Hours::new(540, 1440))));
}

#[tokio::test]
async fn refused_hours_come_back_as_they_were_typed() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    for (from, to) in [("16:00", "08:00"), ("08:00", ""), ("rano", "16:00")] {
        let (target, page) = send(&olga, &[(0, from, to)]).await;
        assert!(
            target.starts_with("/working-time?draft="),
            "{from} {to}: {target}"
        );
        assert!(
            page.body.contains(&format!("value=\"{from}\"")),
            "{from} {to}: {}",
            page.body
        );
    }
    let (target, page) = send(&olga, &[]).await;
    assert!(
        target.contains("?draft=") && page.body.contains("ani jednego dnia roboczego"),
        "{}",
        page.body
    );
    let (target, _) = olga
        .post(
            PAGE,
            WEEK,
            &[("was", "rubbish"), ("from[0]", "8:00"), ("to[0]", "9:00")],
        )
        .await;
    assert!(target.contains("?draft="), "{target}");
}

#[tokio::test]
async fn who_changes_hours_that_somebody_else_changed_meanwhile_is_told() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let (target, _) = send(&olga, &[(0, "07:00", "15:00")]).await;
    assert_eq!(target, "/working-time?done=week");
    let (target, page) = send(&olga, &[(0, "09:00", "17:00")]).await;
    assert!(target.contains("?draft="), "{target}");
    assert!(page.body.contains("Olga"), "{}", page.body);
}

#[tokio::test]
async fn own_days_are_added_and_taken_out_and_holidays_switched() {
    let firm = firm().await;
    let olga = firm.sign_in("olga").await;
    let day = iso(crate::today().succ_opt().unwrap());
    let add = [
        ("day", day.as_str()),
        ("name", "Inwentaryzacja <b>"),
        ("from", ""),
        ("to", ""),
    ];
    let (target, page) = olga.post(PAGE, "/api/working-time/add-day", &add).await;
    assert_eq!(target, "/working-time?done=added");
    assert!(page.body.contains("Inwentaryzacja &lt;b"), "{}", page.body);
    let is_working = || {
        let day = parse_day(Field::OwnDay, &day).unwrap();
        let reading = firm
            .store
            .view(
                domain::by::Actor::System(domain::by::SystemActor::Operator),
                now(),
            )
            .unwrap();
        reading.firm().calendar().is_working(day)
    };
    assert!(!is_working());
    let remove = [
        ("day", day.as_str()),
        ("name", "Inwentaryzacja <b>"),
        ("hours", "-"),
    ];
    let (target, page) = olga
        .post(PAGE, "/api/working-time/remove-day", &remove)
        .await;
    assert_eq!(target, "/working-time?done=removed");
    assert!(!page.body.contains("Inwentaryzacja"), "{}", page.body);
    for bad in [
        [("day", "2026-02-30"), ("name", "x")],
        [("day", day.as_str()), ("name", " ")],
    ] {
        let (target, page) = olga.post(PAGE, "/api/working-time/add-day", &bad).await;
        assert!(
            target.contains("?draft=") && page.body.contains("day-error"),
            "{}",
            page.body
        );
    }
    let (target, page) = olga
        .post(PAGE, "/api/working-time/holidays", &[("was", "true")])
        .await;
    assert_eq!(target, "/working-time?done=holidays");
    assert!(!page.body.contains("Nowy Rok"), "{}", page.body);
}

#[tokio::test]
async fn only_administrators_look_after_the_calendar() {
    let firm = firm().await;
    let tomasz = firm.sign_in("tomasz").await;
    assert_eq!(tomasz.get(PAGE).await.status, StatusCode::NOT_FOUND);
    let (target, _) = tomasz
        .post(
            "/deals",
            WEEK,
            &[("was", USUAL), ("from[0]", "8:00"), ("to[0]", "9:00")],
        )
        .await;
    assert!(target.contains("?draft="), "{target}");
}
