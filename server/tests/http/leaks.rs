//! The classes of leaks known from other systems, each with the tests that keep it shut, and the bad
//! input of access. Invariant: a class whose test is gone or renamed fails here.
use crate::deals::firm;
use crate::stand::World;
use axum::http::StatusCode;
use domain::access::Lane;
use domain::deals::Deal;
use std::path::{Path, PathBuf};

/// Number and name of a class, and the tests that stand for it.
const CLASSES: [(u8, &str, &[&str]); 20] = [
    (
        1,
        "the check is a helper that one may forget",
        &[
            "every_route_and_every_server_function_has_a_row_and_every_row_has_one",
            "every_server_function_that_writes_answers_every_role_as_the_matrix_says",
        ],
    ),
    (
        2,
        "written first, authorised later",
        &["every_server_function_that_writes_answers_every_role_as_the_matrix_says"],
    ),
    (
        3,
        "hidden on the screen only",
        &["the_browser_decides_alike_without_seeing_others_shares"],
    ),
    (
        4,
        "search over everything",
        &["a_search_finds_deals_companies_and_contacts_that_one_may_see_and_no_others"],
    ),
    (
        5,
        "feeds carry hidden values",
        &["what_is_commercial_is_absent_for_those_who_may_not_see_it"],
    ),
    (
        6,
        "rights copied into other rows go stale",
        &["a_former_owner_reads_nothing_of_what_they_wrote_themselves"],
    ),
    // There is no calendar yet; participants of assignments stand for it.
    (
        7,
        "somebody's calendar",
        &["what_is_beside_an_assignment_shows_only_as_far_as_its_viewer_sees"],
    ),
    (
        8,
        "joins and labels",
        &["nothing_of_other_teams_reaches_a_rep"],
    ),
    (
        9,
        "sums over what is hidden",
        &["the_funnel_of_a_viewer_counts_what_they_may_see"],
    ),
    (
        10,
        "sorting and filtering by what is hidden",
        &["a_hidden_amount_sorts_filters_and_sums_as_none"],
    ),
    (
        11,
        "pages cut before they are filtered",
        &["every_person_lists_exactly_the_deals_of_the_model_under_every_preset"],
    ),
    (
        12,
        "other principals",
        &["imports_are_not_there_for_whoever_may_not_import"],
    ),
    (
        13,
        "exports",
        &["the_log_leaves_without_the_name_of_what_its_reader_may_not_see"],
    ),
    (
        14,
        "choosing from a list",
        &["nothing_of_colleagues_reaches_a_rep_under_private_rules"],
    ),
    (
        15,
        "attachments",
        &["files_are_seen_and_brought_by_whom_the_deal_lets"],
    ),
    (
        16,
        "more rights through ownership or identity",
        &[
            "nobody_shares_beyond_their_rights_by_any_command",
            "a_command_may_not_do_more_than_it_claims",
        ],
    ),
    (
        17,
        "live streams outlive rights",
        &[
            "through_any_history_everybody_hears_what_the_oracle_allows_and_nothing_else",
            "a_stream_ends_with_the_rights_of_its_session",
        ],
    ),
    (18, "recents and caches", &["pages_are_never_stored"]),
    (
        19,
        "that something exists",
        &["an_invisible_deal_answers_as_one_that_does_not_exist"],
    ),
    (
        20,
        "the list and the check disagree",
        &["what_a_reader_gets_is_what_the_oracle_allows_after_every_step"],
    ),
];

#[test]
fn every_known_class_of_leaks_has_its_tests() {
    // Asked while running: a compiled-in path would be of the checkout that filled the build cache.
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    let mut sources = String::new();
    for folder in [
        "tests",
        "store/tests",
        "../app/domain/tests",
        "../app/domain/src",
    ] {
        read(&package.join(folder), &mut sources);
    }
    for (at, (number, class, tests)) in CLASSES.iter().enumerate() {
        assert_eq!(usize::from(*number), at + 1);
        for test in *tests {
            let there = sources.contains(&format!("fn {test}("));
            assert!(there, "{number}, {class}: {test} is gone");
        }
    }
}

fn read(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[tokio::test]
async fn a_former_owner_reads_nothing_of_what_they_wrote_themselves() {
    let firm = firm().await;
    let (jan, barbara) = (firm.sign_in("jan").await, firm.sign_in("barbara").await);
    let owner = firm.cast.person("jan").unwrap().id;
    let own = |deal: &&Deal| deal.owner == owner && deal.lane == Lane::Normal;
    let deal = firm.cast.deals.iter().find(own).unwrap();
    let (page, id) = (format!("/deals/{}", deal.id), deal.id.to_string());
    let note = "kanarek-notatki-9317";
    let fields = [("id", id.as_str()), ("note", note)];
    jan.post(&page, "/api/deals/note", &fields).await;
    assert!(jan.get(&page).await.body.contains(note));
    let (of, was) = (format!("deal-{id}"), owner.to_string());
    let away = [
        ("of", of.as_str()),
        ("owner", "Julia Pawłowska"),
        ("was_owner", was.as_str()),
    ];
    barbara.post(&page, "/api/custody/reassign", &away).await;
    assert!(barbara.get(&page).await.body.contains(note));
    for path in [
        page.as_str(),
        "/",
        "/deals",
        "/search?q=kanarek",
        "/movement",
    ] {
        let answer = jan.get(path).await;
        assert!(!answer.body.contains(note), "{path}");
    }
    assert_eq!(jan.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_log_leaves_without_the_name_of_what_its_reader_may_not_see() {
    let firm = firm().await;
    let (stefan, barbara) = (firm.sign_in("stefan").await, firm.sign_in("barbara").await);
    let normal = |deal: &&Deal| deal.lane == Lane::Normal && deal.deleted.is_none();
    let deal = firm.cast.deals.iter().find(normal).unwrap();
    let (page, of) = (format!("/deals/{}", deal.id), format!("deal-{}", deal.id));
    let share = [("of", of.as_str()), ("share", "Julia Pawłowska")];
    barbara.post(&page, "/api/custody/share", &share).await;
    let form = ["content-type: application/x-www-form-urlencoded"];
    let file = async || {
        let fields = b"kind=records".to_vec();
        let answer = stefan.ask("POST", "/audit/export", &form, fields).await;
        answer.body
    };
    assert!(file().await.contains(&deal.title));
    let lane = [("of", of.as_str()), ("lane", "confidential")];
    barbara.post(&page, "/api/custody/lane", &lane).await;
    let after = file().await;
    assert!(!after.contains(&deal.title), "{after}");
    assert!(after.contains(&format!("szansa {}", deal.id)), "{after}");
}

#[tokio::test]
async fn what_makes_no_sense_about_access_is_refused_and_changes_nothing() {
    let world = World::demo().await;
    let site = world.copy();
    for (key, path, with) in [
        // Roles and rules there are not.
        ("olga", "people/roles", "id={zofia}&role[]=King"),
        ("olga", "access/choose", "was=Team&preset=Chaos"),
        // Groups in a circle, and none.
        ("olga", "groups/move", "id={region}&parent={team}"),
        ("olga", "groups/move", "id={team}&parent={team}"),
        ("olga", "groups/move", "id={team}&parent=99999"),
        ("olga", "people/groups", "id={zofia}&group=99999"),
        ("olga", "groups/appoint", "id={team}&person={maja}"),
        // Shares that are over, without a day, with nobody.
        (
            "barbara",
            "custody/share",
            "of=deal-{deal}&share=p{adam}&until=2001-01-01",
        ),
        (
            "barbara",
            "custody/share",
            "of=deal-{deal}&share=p{adam}&until=wczoraj",
        ),
        ("barbara", "custody/share", "of=deal-{deal}&share=p99999"),
        ("barbara", "custody/share", "of=deal-{deal}&share=g99999"),
        ("barbara", "custody/share", "of=deal-{deal}&share=p{maja}"),
        // Ids of other types, and of nothing.
        ("barbara", "custody/share", "of=person-{adam}&share=p{adam}"),
        ("barbara", "custody/share", "of=task-{task}&share=p{adam}"),
        ("barbara", "custody/share", "of=deal-99999&share=p{adam}"),
        (
            "barbara",
            "custody/reassign",
            "of=deal-{deal}&owner=99999&was_owner={jan}",
        ),
        (
            "barbara",
            "custody/reassign",
            "of=deal-{deal}&owner={maja}&was_owner={jan}",
        ),
        ("barbara", "custody/lane", "of=deal-{deal}&lane=secret"),
        ("olga", "view-as/begin", "id=99999"),
        ("olga", "view-as/begin", "id={maja}"),
        ("olga", "view-as/begin", "id=x"),
    ] {
        let (path, with) = (format!("/api/{path}"), world.filled(with));
        let answer = site
            .call("POST", &path, &with, &world.cookie(Some(key)))
            .await;
        let status = answer.status.as_u16();
        assert!((400..500).contains(&status), "{path} {with}: {status}");
        assert!(!answer.body.is_empty(), "{path} {with}: no words");
        assert!(world.is_untouched(&site), "{path} {with} wrote");
    }
}
