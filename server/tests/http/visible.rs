//! Who sees which deals, read off the pages themselves and held against the oracle of access.
use crate::deals::{Firm, Visitor, firm};
use axum::http::StatusCode;
use domain::access::oracle::{Oracle, Verdict};
use domain::access::{Action, Guarded, Preset, Principal};
use domain::by::{Actor, By};
use domain::calendar::Calendar;
use domain::deals::Deal;
use domain::money::Sums;
use domain::people::Person;
use server::session::now;
use std::collections::{BTreeMap, BTreeSet};

/// The deals that a person may see by the model's own words.
pub(crate) fn visible<'f>(firm: &'f Firm, person: &Person, preset: Preset) -> Vec<&'f Deal> {
    let oracle = Oracle::new(
        firm.cast
            .groups
            .iter()
            .map(|group| (group.id, group.parent)),
    );
    let heads = firm
        .cast
        .groups
        .iter()
        .filter(|group| group.heads.contains(&person.id));
    let heads = heads.map(|group| group.id).collect();
    let who = Principal::assemble(
        person.id,
        person.active,
        &person.roles,
        preset,
        person.groups.clone(),
        heads,
    );
    let seen = |deal: &&Deal| {
        deal.deleted.is_none()
            && oracle.verdict(&who, Action::Read, &deal.acl(), now()) == Verdict::Allowed
    };
    firm.cast.deals.iter().filter(seen).collect()
}

/// The ids on all pages of a list, and its totals.
async fn listed(visitor: &Visitor<'_>, list: &str) -> (Vec<u64>, String, String) {
    let (mut path, mut ids) = (list.to_owned(), Vec::new());
    loop {
        let page = visitor.get(&path).await;
        assert_eq!(StatusCode::OK, page.status, "{path}");
        ids.extend(cuts(&page.body, "data-deal=\"").map(|id| id.parse::<u64>().unwrap()));
        let totals = (
            cuts(&page.body, "data-count=\"").next(),
            cuts(&page.body, "data-sum=\"").next(),
        );
        let next = page
            .body
            .split("<a ")
            .find(|link| link.contains("rel=\"next\""));
        match next.and_then(|link| cuts(link, "href=\"").next()) {
            Some(next) => path = next.replace("&amp;", "&"),
            None => {
                return (
                    ids,
                    totals.0.unwrap().to_owned(),
                    totals.1.unwrap().to_owned(),
                );
            }
        }
    }
}

/// Every text between `start` and the next quotation mark.
pub(crate) fn cuts<'p>(page: &'p str, start: &'static str) -> impl Iterator<Item = &'p str> {
    page.split(start)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
}

fn sums(deals: &[&Deal]) -> String {
    let sums: Sums = deals.iter().filter_map(|deal| deal.amount).collect();
    let parts: Vec<_> = sums
        .iter()
        .map(|(currency, sum)| format!("{}:{}", currency.code(), sum.minor))
        .collect();
    parts.join(" ")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_person_lists_exactly_the_deals_of_the_model_under_every_preset() {
    let firm = firm().await;
    for preset in Preset::EVERY {
        firm.choose(preset).await;
        for key in ["barbara", "tomasz", "anna", "jan", "adam", "olga", "stefan"] {
            let person = firm.cast.person(key).unwrap();
            let expected = visible(&firm, person, preset);
            let (ids, count, sum) = listed(&firm.sign_in(key).await, "/deals").await;
            let listed: BTreeSet<u64> = ids.iter().copied().collect();
            assert_eq!(
                listed.len(),
                ids.len(),
                "{key} {preset:?}: a deal came twice"
            );
            assert_eq!(
                listed,
                expected.iter().map(|deal| deal.id.0).collect(),
                "{key} {preset:?}"
            );
            assert_eq!(count, expected.len().to_string(), "{key} {preset:?}");
            assert_eq!(sum, sums(&expected), "{key} {preset:?}");
        }
    }
}

/// The same deals, timed by the calendar, that are stuck today: the longest first.
fn stuck(firm: &Firm, deals: Vec<&Deal>) -> Vec<u64> {
    let (calendar, today) = (Calendar::default(), crate::today());
    let stages = firm.cast.pipelines.iter().flat_map(|one| &one.stages);
    let stages: BTreeMap<_, _> = stages.map(|stage| (stage.id, stage)).collect();
    let on = |deal: &Deal| {
        let mut deal = deal.clone();
        deal.time(stages.get(&deal.stage).copied(), &calendar);
        deal.stuck_on().filter(|day| *day <= today)
    };
    let mut stuck: Vec<_> = deals
        .into_iter()
        .filter_map(|deal| Some((on(deal)?, deal.id.0)))
        .collect();
    stuck.sort_unstable();
    stuck.into_iter().map(|(_, id)| id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_person_lists_and_counts_exactly_the_stuck_deals_they_may_see() {
    let firm = firm().await;
    for preset in Preset::EVERY {
        firm.choose(preset).await;
        for key in ["barbara", "tomasz", "anna", "jan", "adam", "olga", "stefan"] {
            let person = firm.cast.person(key).unwrap();
            let expected = stuck(&firm, visible(&firm, person, preset));
            let visitor = firm.sign_in(key).await;
            let (ids, count, _) = listed(&visitor, "/deals?stuck=1").await;
            assert_eq!(ids, expected, "{key} {preset:?}");
            assert_eq!(count, expected.len().to_string(), "{key} {preset:?}");
            let home = visitor.get("/").await;
            let line = home.body.split("href=\"/deals?stuck=1\"").nth(1).unwrap();
            let shown = line
                .split("caution\">")
                .nth(1)
                .or(line.split("muted\">").nth(1));
            let shown = shown.unwrap().split("</span>").next().unwrap();
            let shown: String = shown.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(shown, count, "{key} {preset:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invisible_deal_answers_as_one_that_does_not_exist() {
    let firm = firm().await;
    firm.choose(Preset::Private).await;
    let adam = firm.sign_in("adam").await;
    let foreign = firm.deal_of("jan");
    let (hidden, absent) = (
        adam.get(&format!("/deals/{}", foreign.id)).await,
        adam.get("/deals/999999").await,
    );
    assert_eq!(
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
        (hidden.status, absent.status)
    );
    assert!(!hidden.body.contains(&foreign.title));
    let clean = |answer: &crate::Answer, id: &str| {
        let nonce = answer
            .header("content-security-policy")
            .split("'nonce-")
            .nth(1)
            .unwrap();
        let nonce = nonce.split('\'').next().unwrap();
        answer.body.replace(nonce, "N").replace(id, "ID")
    };
    assert_eq!(
        clean(&hidden, &foreign.id.to_string()).len(),
        clean(&absent, "999999").len()
    );
}

impl Firm {
    pub(crate) async fn choose(&self, preset: Preset) {
        let by = By {
            actor: Actor::Person(self.cast.person("olga").unwrap().id),
            now: now(),
        };
        let chosen = self.store.work(by, None, move |work| {
            let was = work.firm().preset();
            if was == preset {
                Ok(())
            } else {
                work.choose_preset(was, preset)
            }
        });
        chosen.done().await.unwrap();
    }
}
