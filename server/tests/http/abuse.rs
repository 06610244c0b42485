//! Requests that no page of ours sends, at every page and every server function. Invariant: each is
//! answered with a status that fits and a sentence, nothing is written, and nothing breaks.
use crate::matrix;
use crate::stand::{FORM, HTML, Site, World};
use crate::{Answer, send};
use app::failure::Failure;
use axum::http::StatusCode;
use domain::lang::{Lang, Say};
use leptos::server_fn::error::FromServerFnError;

/// The rows of the access matrix that post, as [`World::filled`] takes them.
fn posts() -> impl Iterator<Item = (String, String)> {
    let rows = matrix::requests().into_iter();
    let posts = rows.filter(|(method, ..)| method == "POST");
    posts.map(|(_, route, with)| (route, with))
}

fn pairs(form: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect()
}

fn form(pairs: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

/// A refusal says in words what is wrong, and is no fault of ours.
fn assert_told(what: &str, answer: &Answer) {
    assert!(
        answer.status.is_client_error(),
        "{what}: {} {}",
        answer.status,
        answer.body
    );
    let said = Failure::de(answer.body.clone().into()).say(Lang::Pl);
    assert!(
        said.len() > 20 && said.ends_with('.'),
        "{what}: {said} {}",
        answer.body
    );
}

#[tokio::test]
async fn a_foreign_page_reaches_no_server_function() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("barbara")));
    let foreign = [
        "origin: https://evil.example",
        "origin: null",
        "sec-fetch-site: cross-site",
        "sec-fetch-site: same-site",
    ];
    for (route, with) in posts() {
        let with = world.filled(&with);
        for header in foreign {
            let answer = send(
                &site.router,
                "POST",
                &route,
                &[FORM, header, &cookie],
                with.clone(),
            )
            .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{route} {header}");
            assert_told(&route, &answer);
        }
        // Nor does a form of a type that browsers send without asking us.
        for mime in ["text/plain", "multipart/form-data; boundary=x"] {
            let mime = format!("content-type: {mime}");
            let answer = send(
                &site.router,
                "POST",
                &route,
                &[&mime, &cookie],
                with.clone(),
            )
            .await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{route} {mime}");
        }
        assert!(world.is_untouched(&site), "{route}");
    }
}

#[tokio::test]
async fn somebody_else_s_record_answers_as_one_that_never_was() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("adam")));
    let mut compared = 0;
    for (method, route, with) in matrix::requests() {
        for kind in ["deal", "company", "contact"] {
            let (hidden, absent) = (format!("{{{kind}}}"), "999999");
            if !with.contains(&hidden) || with.contains("?") {
                continue;
            }
            let id = world.filled(&hidden);
            let ask = async |with: &str| {
                let with = world.filled(with);
                let answer = match route.starts_with("/api/") {
                    true => site.call(&method, &route, &with, &cookie).await,
                    false => site.page(&with, &cookie).await,
                };
                (answer.status, answer.body.len(), answer)
            };
            let (hidden, absent) = (ask(&with).await, ask(&with.replace(&hidden, absent)).await);
            assert_eq!(hidden.0, StatusCode::NOT_FOUND, "{route} {with}");
            assert_eq!(hidden.0, absent.0, "{route} {with}");
            if route.starts_with("/api/") {
                assert_eq!(hidden.2.body, absent.2.body, "{route} {with}");
            } else {
                // The page repeats its own address and nothing else.
                let places = absent.2.body.matches("999999").count();
                assert_eq!(
                    hidden.1 + places * (6 - id.len()),
                    absent.1,
                    "{route} {with}"
                );
            }
            compared += 1;
        }
    }
    assert!(compared > 25 && world.is_untouched(&site), "{compared}");
}

#[tokio::test]
async fn ids_that_are_none_are_missing_or_malformed() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("barbara")));
    let long = "9".repeat(4000);
    let wrong = [
        "0",
        "-1",
        "1.5",
        "18446744073709551615",
        "18446744073709551616",
        "abc",
        "1e3",
        "%00",
        "1%00",
        "%D9%A1",
        "..%2F1",
        "1%2F2",
        "%27",
        "%20",
        &long,
    ];
    for (method, route, with) in matrix::requests() {
        let words = ["{deal}", "{company}", "{contact}", "{zofia}", "{team}"];
        let Some(word) = words.iter().find(|word| with.contains(*word)) else {
            continue;
        };
        // A new record opens without what is not there.
        if with.contains("?company=") {
            continue;
        }
        for id in wrong {
            let with = world.filled(&with.replacen(word, id, 1));
            let answer = match route.starts_with("/api/") {
                true => site.call(&method, &route, &with, &cookie).await,
                false => site.page(&with, &cookie).await,
            };
            assert!(
                answer.status.is_client_error(),
                "{route} {with}: {}",
                answer.status
            );
        }
    }
    assert!(world.is_untouched(&site));
}

#[tokio::test]
async fn a_damaged_body_is_refused_by_every_function_with_a_sentence() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("olga")));
    let deep = format!("form{}=x", "[a]".repeat(5_000));
    let json = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let bodies: [&[u8]; 8] = [
        b"\xff\xfe\0",
        b"%",
        b"&&&===",
        b"id=%ff%fe",
        b"id[0]=1&id[1]=2&id=3",
        b"form[=x&form=1",
        deep.as_bytes(),
        json.as_bytes(),
    ];
    for (route, with) in posts() {
        // A function without fields reads no body, so none is wrong for it.
        if with == "-" {
            continue;
        }
        for body in bodies {
            for mime in [FORM, "content-type: application/json"] {
                let answer = send(
                    &site.router,
                    "POST",
                    &route,
                    &[mime, &cookie],
                    body.to_vec(),
                )
                .await;
                if answer.status.as_u16() != 200 {
                    assert_told(&route, &answer);
                }
            }
        }
        let page = send(
            &site.router,
            "POST",
            &route,
            &[HTML, FORM, &cookie],
            "&&&===",
        )
        .await;
        assert!(!page.status.is_server_error(), "{route}: {}", page.body);
    }
    assert!(world.is_untouched(&site));
}

#[tokio::test]
async fn ten_megabytes_of_a_name_are_refused_by_every_function_before_they_are_read() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("barbara")));
    let body = axum::body::Bytes::from(vec![b'a'; 10 << 20]);
    for (route, _) in posts() {
        let answer = send(&site.router, "POST", &route, &[FORM, &cookie], body.clone()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{route}");
        assert_told(&route, &answer);
    }
    // What a form may be long as a whole is still too long for a name.
    let name = "a".repeat(1 << 20);
    for (route, field) in [
        ("/api/companies/create", "form[name]"),
        ("/api/contacts/create", "form[person-name]"),
        ("/api/products/create", "form[name]"),
        ("/api/deals/open", "form[stage]=1&form[title]"),
    ] {
        let answer = site
            .call("POST", route, &format!("{field}={name}"), &cookie)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{route}");
        assert!(
            answer.body.len() < 1_000,
            "the refusal repeats what was typed"
        );
    }
    assert!(world.is_untouched(&site));
}

/// Every function with one field at a time replaced by this; gives where something was written.
async fn replaced(world: &World, value: &str) -> Vec<String> {
    let mut wrote = Vec::new();
    for key in ["barbara", "olga"] {
        let (cookie, mut site) = (world.cookie(Some(key)), world.copy());
        for (route, with) in posts() {
            if route.contains("/sign-") || with == "-" {
                continue;
            }
            let pairs = pairs(&world.filled(&with));
            for at in 0..pairs.len() {
                let mut pairs = pairs.clone();
                value.clone_into(&mut pairs[at].1);
                let answer = site.call("POST", &route, &form(&pairs), &cookie).await;
                let what = format!("{route} {}={value:?}", pairs[at].0);
                if answer.status.as_u16() != 200 {
                    assert_told(&what, &answer);
                }
                if !world.is_untouched(&site) {
                    site = world.copy();
                    wrote.push(what);
                }
            }
        }
    }
    wrote
}

#[tokio::test]
async fn a_nul_byte_is_kept_nowhere() {
    let world = World::demo().await;
    for what in replaced(&world, "a\0b").await {
        // What was seen before is compared, where to go back to is followed: neither is kept.
        let kept = !["was", "currency", "back", "invite", "follow"]
            .iter()
            .any(|name| what.contains(name));
        assert!(!kept, "{what} was kept");
    }
}

#[tokio::test]
async fn numbers_and_days_that_are_none_break_nothing() {
    let world = World::demo().await;
    for value in [
        "-99999999999999999999",
        "1e309",
        "2026-02-30",
        "0000-00-00",
        "99999-12-31",
        "NaN",
        "∞",
    ] {
        for what in replaced(&world, value).await {
            let free = [
                "name", "title", "note", "step=", "line=", "was", "currency", "back", "text",
                "source", "reason", "quick=", "result=", "comment=", "item=",
            ];
            assert!(
                free.iter().any(|field| what.contains(field)),
                "{what} was taken"
            );
        }
    }
}

#[tokio::test]
async fn endless_and_deep_queries_are_answered() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("barbara")));
    let ids: Vec<String> = (0..10_000).map(|id| id.to_string()).collect();
    let queries = [
        format!("q={}", "a".repeat(50_000)),
        format!("q={}", "%C5%BC".repeat(10_000)),
        format!("owner={}", ids.join(",")),
        "owner=1&".repeat(5_000),
        format!("query{}=x", "[q]".repeat(5_000)),
        format!("after={}", "z".repeat(50_000)),
        "%".repeat(1_000),
        "q=%00%FF%FE&sort=%00&after=%00".to_owned(),
    ];
    for list in [
        "/deals",
        "/companies",
        "/contacts",
        "/people",
        "/groups",
        "/products",
        "/",
        "/sign-in",
    ] {
        for query in &queries {
            let answer = site.page(&format!("{list}?{query}"), &cookie).await;
            assert!(
                !answer.status.is_server_error(),
                "{list}?{:.40}: {}",
                query,
                answer.body
            );
        }
    }
    for call in [
        "deals/list",
        "companies/list",
        "contacts/list",
        "home",
        "deals/one",
    ] {
        for query in &queries {
            let answer = site
                .call("GET", &format!("/api/{call}"), query, &cookie)
                .await;
            assert!(
                !answer.status.is_server_error(),
                "{call}?{:.40}: {}",
                query,
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn a_forged_host_stands_on_no_page() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("olga")));
    for (_, route, with) in matrix::requests() {
        if route.starts_with("/api/") {
            continue;
        }
        let path = world.filled(&with);
        let forged = [
            "x-forwarded-host: evil.example",
            "forwarded: host=evil.example",
            "x-original-url: /evil.example",
        ];
        let headers = [&[HTML, cookie.as_str()][..], &forged[..]].concat();
        let answer = send(&site.router, "GET", &path, &headers, "").await;
        assert!(!answer.body.contains("evil.example"), "{path}");
        assert!(!answer.header("location").contains("evil"), "{path}");
    }
}

async fn sign_in(site: &Site, email: &str, password: &str, headers: &[&str]) -> Answer {
    let fields = form(&[
        ("email".into(), email.into()),
        ("password".into(), password.into()),
    ]);
    let headers = [&[FORM][..], headers].concat();
    send(&site.router, "POST", "/api/sign-in", &headers, fields).await
}

#[tokio::test]
async fn a_flood_of_sign_ins_costs_few_hashes_and_leaves_the_pages_alone() {
    let world = World::demo().await;
    let (site, cookie) = (world.copy(), world.cookie(Some("jan")));
    let before = world.hashes();
    for guess in 0..200 {
        let password = format!("guess {guess}");
        // Without a trusted proxy, what the guesser says of its address counts for nothing.
        let forged = format!("x-forwarded-for: 10.0.0.{guess}");
        let answer = sign_in(&site, "jan@arkada.example", &password, &[&forged]).await;
        assert!(
            matches!(answer.status.as_u16(), 422 | 429 | 503),
            "{}",
            answer.status
        );
    }
    let of_account = world.hashes() - before;
    assert!(
        (1..=12).contains(&of_account),
        "{of_account} hashes for one account"
    );
    for guess in 0..300 {
        let email = format!("guess{guess}@arkada.example");
        let forged = format!("x-forwarded-for: 10.1.0.{guess}");
        let answer = sign_in(&site, &email, "guess", &[&forged]).await;
        assert!(
            matches!(answer.status.as_u16(), 422 | 429 | 503),
            "{}",
            answer.status
        );
    }
    let of_address = world.hashes() - before;
    assert!(of_address <= 40, "{of_address} hashes for one address");
    assert_eq!(site.page("/deals", &cookie).await.status, StatusCode::OK);
    let other = world.copy();
    let refused = sign_in(&other, "jan@arkada.example", "x", &[]).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "another house has its own budget"
    );
}
