//! Assignments without scripts: one line, the lists, and the whole course from hand to hand.
use crate::deals::{Firm, Visitor, firm};
use axum::http::StatusCode;
use domain::by::Actor;
use domain::tasks::{Assignment, State};
use server::session::now;

/// The demo's assignment of this state, in the hands of that person.
fn task_of<'f>(firm: &'f Firm, key: &str, state: State) -> &'f Assignment {
    let assignee = firm.cast.person(key).unwrap().id;
    let mut tasks = firm.cast.tasks.iter();
    tasks
        .find(|task| task.assignee.person == assignee && task.state == state)
        .unwrap()
}

async fn does(visitor: &Visitor<'_>, page: &str, verb: &str, fields: &[(&str, &str)]) -> String {
    let id = page.rsplit('/').next().unwrap();
    let fields: Vec<_> = [("id", id)]
        .into_iter()
        .chain(fields.iter().copied())
        .collect();
    let (back, answer) = visitor
        .post(page, &format!("/api/tasks/{verb}"), &fields)
        .await;
    assert_eq!(back, page, "{verb}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn one_line_sets_an_assignment_and_says_how_it_was_understood() {
    let firm = firm().await;
    let (anna, jan) = (firm.sign_in("anna").await, firm.sign_in("jan").await);
    let fields = [
        ("quick", "zadzwonić do Alfa za 3 dni 10:00 @jan !"),
        ("back", "/tasks?list=given"),
    ];
    let (back, answer) = anna.post("/tasks", "/api/tasks/quick", &fields).await;
    assert!(back.starts_with("/tasks?list=given&added="), "{back}");
    for part in [
        "Dodano",
        "zadzwonić do Alfa · Jan Kowalski",
        "10:00",
        "pilne",
    ] {
        assert!(answer.body.contains(part), "{part} in {}", answer.body);
    }
    assert!(jan.get("/tasks").await.body.contains("zadzwonić do Alfa"));
    // What is not understood is said at the line, which comes back as it was typed.
    let fields = [("quick", "raport @nikt"), ("back", "/tasks")];
    let (back, answer) = anna.post("/tasks", "/api/tasks/quick", &fields).await;
    assert!(back.starts_with("/tasks?draft="), "{back}");
    assert!(answer.body.contains("raport @nikt"), "{}", answer.body);
    assert!(answer.body.contains("Nowe zadanie"), "{}", answer.body);
}

#[tokio::test]
async fn the_whole_course_from_hand_to_hand_by_plain_forms() {
    let firm = firm().await;
    let (anna, jan, zofia) = (
        firm.sign_in("anna").await,
        firm.sign_in("jan").await,
        firm.sign_in("zofia").await,
    );
    let fields = [
        ("form[title]", "Odebrać próbki"),
        ("form[assignee]", "Jan Kowalski"),
    ];
    let (page, _) = anna.post("/tasks/new", "/api/tasks/set", &fields).await;
    assert!(page.starts_with("/tasks/") && !page.contains('?'), "{page}");
    // A reason is needed; the refused form comes back open.
    let id = page.rsplit('/').next().unwrap();
    let fields = [("id", id), ("reason", " ")];
    let (back, answer) = jan.post(&page, "/api/tasks/give-up", &fields).await;
    assert!(back.contains("?draft="), "{back}");
    assert!(
        answer.body.contains("Pole „Powód” jest puste"),
        "{}",
        answer.body
    );
    does(&jan, &page, "give-up", &[("reason", "Kurier nie odbiera")]).await;
    let list = anna.get("/tasks?list=decide").await.body;
    assert!(list.contains("Odebrać próbki"), "{list}");
    does(
        &anna,
        &page,
        "hand-over",
        &[("assignee", "Zofia Szymańska")],
    )
    .await;
    assert_eq!(
        jan.get(&page).await.status,
        StatusCode::OK,
        "the policy of the team"
    );
    does(&zofia, &page, "finish", &[("result", "Próbki są w biurze")]).await;
    does(&anna, &page, "return", &[("reason", "Brakuje jednej")]).await;
    does(&zofia, &page, "finish", &[("result", "")]).await;
    let told = does(&anna, &page, "accept", &[]).await;
    for part in [
        "odebrane",
        "Niewykonalne: Kurier nie odbiera",
        "Przekazanie: Jan Kowalski → Zofia Szymańska",
        "Zwrot, próba 3: Brakuje jednej",
        "Odbiór wyniku",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[tokio::test]
async fn a_head_sees_what_is_overdue_without_anyone_acting() {
    let firm = firm().await;
    let late = task_of(&firm, "zofia", State::InProgress);
    let tomasz = firm.sign_in("tomasz").await;
    let home = tomasz.get("/").await.body;
    assert!(home.contains("Po terminie u moich ludzi"), "{home}");
    let list = tomasz.get("/tasks?list=team&late=1").await.body;
    assert!(list.contains(&late.title), "{list}");
    // The number of the home is that of the list.
    let who = Actor::Person(firm.cast.person("tomasz").unwrap().id);
    let reading = firm.store.view(who, now()).unwrap();
    let count = reading.overdue_of_people().unwrap().unwrap();
    assert!(
        count > 1 && list.contains(&format!("Po terminie\u{a0}{count}")),
        "{list}"
    );
    let jan = firm.sign_in("jan").await.get("/").await.body;
    assert!(!jan.contains("Po terminie u moich ludzi"), "{jan}");
}

#[tokio::test]
async fn another_deadline_takes_the_authors_consent() {
    let firm = firm().await;
    let (jan, anna) = (firm.sign_in("jan").await, firm.sign_in("anna").await);
    let page = format!("/tasks/{}", task_of(&firm, "jan", State::InProgress).id);
    let fields = [("deadline", "2099-12-31"), ("reason", "Brak cen")];
    let asked = does(&jan, &page, "ask-deadline", &fields).await;
    assert!(
        asked.contains("31.12.2099") && !asked.contains("grant-deadline"),
        "{asked}"
    );
    assert!(
        anna.get("/tasks?list=decide")
            .await
            .body
            .contains("prośba o inny termin")
    );
    let granted = does(&anna, &page, "grant-deadline", &[]).await;
    assert!(granted.contains("1 zmiana terminu"), "{granted}");
}

#[tokio::test]
async fn what_is_beside_an_assignment_shows_only_as_far_as_its_viewer_sees() {
    let firm = firm().await;
    let (anna, adam) = (firm.sign_in("anna").await, firm.sign_in("adam").await);
    let jan = firm.cast.person("jan").unwrap().id;
    let mut deals = firm.cast.deals.iter();
    let deal = deals
        .find(|deal| deal.owner == jan && deal.closed.is_none())
        .unwrap();
    let id = deal.id.to_string();
    let fields = [("quick", "sprawdzić umowę @adam"), ("deal", id.as_str())];
    let (back, _) = anna
        .post(&format!("/deals/{id}"), "/api/tasks/quick", &fields)
        .await;
    let task = back.rsplit('=').next().unwrap();
    assert!(
        anna.get(&format!("/deals/{id}"))
            .await
            .body
            .contains("sprawdzić umowę")
    );
    let seen = adam.get(&format!("/tasks/{task}")).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("szansa niewidoczna") && !seen.body.contains(&deal.title));
    assert_eq!(
        adam.get(&format!("/deals/{id}")).await.status,
        StatusCode::NOT_FOUND
    );
    // Nobody links what they may not see, nor learns that it is there.
    let fields = [("form[title]", "x"), ("form[deal]", id.as_str())];
    let (back, answer) = adam.post("/tasks/new", "/api/tasks/set", &fields).await;
    assert!(back.contains("?draft=") && !answer.body.contains(&deal.title));
}

#[tokio::test]
async fn the_checklist_and_the_comments_are_kept_by_those_who_take_part() {
    let firm = firm().await;
    let (jan, maja) = (firm.sign_in("jan").await, firm.sign_in("maja").await);
    let page = format!("/tasks/{}", task_of(&firm, "jan", State::InProgress).id);
    let ticked = does(&jan, &page, "tick", &[("number", "1"), ("done", "true")]).await;
    assert!(ticked.contains("1/3"), "{ticked}");
    let added = does(&jan, &page, "add-item", &[("item", "<b>Rabat</b>")]).await;
    assert!(
        added.contains("1/4") && !added.contains("<b>Rabat"),
        "{added}"
    );
    let said = does(&jan, &page, "comment", &[("comment", "Do kiedy?")]).await;
    assert!(said.contains("Do kiedy?"), "{said}");
    let id = page.rsplit('/').next().unwrap();
    let fields = [("id", id), ("comment", "x")];
    let (back, _) = maja.post(&page, "/api/tasks/comment", &fields).await;
    assert!(
        back.contains("?draft="),
        "a colleague reads, but does not take part"
    );
}
