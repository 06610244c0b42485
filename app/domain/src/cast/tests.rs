//! Rules of the demo firm.
use super::*;
use crate::deals::Status;
use crate::period::{FiscalStart, Length, Period};
use std::collections::BTreeSet;

fn on(year: i32, month: u32, day: u32) -> (Day, Moment) {
    let today = Day::from_ymd_opt(year, month, day).unwrap();
    (
        today,
        Moment(
            today
                .and_hms_opt(12, 30, 0)
                .unwrap()
                .and_utc()
                .timestamp_micros(),
        ),
    )
}

fn scene(today: Day, now: Moment) -> Scene {
    let mut scene = Scene::empty(Random::new(), today, now);
    scene.set();
    scene
}

#[test]
fn no_command_of_the_demo_firm_is_refused_on_any_day() {
    for offset in 0..400 {
        let (start, now) = on(2026, 1, 1);
        let today = start + chrono::Days::new(offset);
        let now = now.plus_seconds(86_400 * i64::try_from(offset).unwrap());
        let scene = scene(today, now);
        assert_eq!(scene.refused, 0, "{today}");
        assert_eq!(scene.cast.deals.len(), 180, "{today}");
    }
}

#[test]
fn the_same_day_gives_the_same_firm() {
    let (today, now) = on(2026, 11, 23);
    let [one, two] = [cast(today, now), cast(today, now)];
    assert_eq!(
        (one.deals, one.companies, one.contacts),
        (two.deals, two.companies, two.contacts)
    );
}

#[test]
fn the_firm_has_its_tree_its_people_and_its_market() {
    let (today, now) = on(2026, 11, 23);
    let cast = cast(today, now);
    let counts = [
        cast.groups.len(),
        cast.people.len(),
        cast.companies.len(),
        cast.products.len(),
        cast.pipelines.len(),
    ];
    assert_eq!(counts, [7, 23, 40, 10, 2]);
    let anna = cast.person("anna").unwrap();
    let gdansk = cast.group("Gdańsk").unwrap();
    assert_eq!(gdansk.heads, [anna.id]);
    assert_eq!(anna.primary_group(), Some(gdansk.id));
    assert!(
        cast.person("lukasz")
            .is_some_and(|person| person.name == "Łukasz Woźniak")
    );
    let nips: BTreeSet<_> = cast
        .companies
        .iter()
        .filter_map(|company| company.profile.nip.clone())
        .collect();
    assert_eq!(nips.len(), 40);
}

#[test]
fn every_stage_has_deals_and_every_month_of_the_last_year_has_won_ones() {
    let (today, now) = on(2026, 11, 23);
    let cast = cast(today, now);
    let stood_in: BTreeSet<_> = cast.deals.iter().map(|deal| deal.stage).collect();
    let stages: usize = cast
        .pipelines
        .iter()
        .map(|pipeline| pipeline.stages.len())
        .sum();
    assert_eq!(stood_in.len(), stages);
    let mut month = Period::of(today, Length::Month, FiscalStart::default());
    for _ in 0..12 {
        let won = cast.deals.iter().filter(|deal| deal.status == Status::Won);
        assert!(
            won.filter_map(|deal| deal.closed)
                .any(|day| month.contains(day)),
            "{month:?}"
        );
        month = month.previous();
    }
}

#[test]
fn there_is_something_to_look_at_for_the_head() {
    let (today, now) = on(2026, 11, 23);
    let cast = cast(today, now);
    let count = |wanted: fn(crate::deals::Attention) -> bool| {
        cast.deals
            .iter()
            .filter(|deal| wanted(deal.needs_attention(today)))
            .count()
    };
    assert!(count(|at| at.no_next_step) >= 5);
    assert!(count(|at| at.late_step) >= 5);
    assert!(count(|at| at.past_close) >= 5);
    assert!(
        cast.deals
            .iter()
            .filter(|deal| deal.lane != Default::default())
            .count()
            == 1
    );
    assert!(
        cast.deals
            .iter()
            .filter(|deal| !deal.shares.is_empty())
            .count()
            == 1
    );
    assert!(cast.notes.len() >= 10);
}

#[test]
fn nothing_happens_after_now_and_history_is_in_the_order_of_time() {
    let (today, now) = on(2026, 11, 23);
    let cast = cast(today, now);
    assert!(cast.history.iter().all(|happened| happened.by.now <= now));
    assert!(cast.history.is_sorted_by_key(|happened| happened.by.now));
    for deal in &cast.deals {
        let events = cast
            .history
            .iter()
            .filter(|happened| happened.to == Subject::Deal(deal.id));
        let changes = events.filter(|happened| {
            // Notes and the plan leave the deal itself alone.
            !matches!(
                happened.event,
                Event::Deal(crate::deals::Event::Noted { .. }) | Event::Planning(_)
            )
        });
        assert_eq!(
            u64::try_from(changes.count()).unwrap(),
            deal.stamp.version,
            "{}",
            deal.title
        );
    }
}

#[test]
fn every_record_survives_storage() {
    let (today, now) = on(2026, 11, 23);
    let cast = cast(today, now);
    for deal in &cast.deals {
        let text = serde_json::to_string(deal).unwrap();
        assert_eq!(serde_json::from_str::<Deal>(&text).unwrap(), *deal);
    }
    for happened in &cast.history {
        let text = serde_json::to_string(&happened.event).unwrap();
        assert_eq!(
            serde_json::from_str::<Event>(&text).unwrap(),
            happened.event
        );
    }
}

#[test]
fn the_demo_password_is_good_enough_for_everybody() {
    let (today, now) = on(2026, 11, 23);
    for person in cast(today, now).people {
        let checked = crate::people::password_ok(PASSWORD, &person.name, person.email.as_ref());
        assert_eq!(checked, Ok(()), "{}", person.name);
    }
}
