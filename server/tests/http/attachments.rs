//! Files of deals through the router: up, down and away; what is in them never runs, who may not see
//! the deal finds nothing, and what is refused is told and leaves nothing behind.
use crate::Answer;
use crate::deals::{Firm, Visitor, firm_of};
use axum::http::StatusCode;
use domain::access::Preset;
use std::sync::Arc;
use store::FileStore;
use tempfile::TempDir;

const HTML: &str = "accept: text/html,application/xhtml+xml";
const LIMIT: u64 = 1_000;

/// The demo firm with a folder for files, of which one may have a kilobyte and all three.
async fn firm() -> (Firm, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStore::open(&folder.path().join("files"), LIMIT, 3 * LIMIT).unwrap();
    let firm = firm_of(|house| house.with_files(Arc::new(files))).await;
    (firm, folder)
}

fn form(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in files {
        let head = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend(b"--edge--\r\n");
    body
}

async fn attach(visitor: &Visitor<'_>, deal: &str, body: Vec<u8>) -> Answer {
    let referer = format!("referer: http://crm.example/deals/{deal}");
    let kind = "content-type: multipart/form-data; boundary=edge";
    let path = format!("/api/deals/{deal}/attach");
    visitor
        .ask("POST", &path, &[HTML, kind, &referer], body)
        .await
}

/// Attaches and gives the page it leads to.
async fn attached(visitor: &Visitor<'_>, deal: &str, files: &[(&str, &[u8])]) -> String {
    let sent = attach(visitor, deal, form(files)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let to = sent.header("location").to_owned();
    visitor.get(to.split('#').next().unwrap()).await.body
}

/// The addresses of the files on a page.
fn links(page: &str) -> Vec<String> {
    let parts = page.split("href=\"").skip(1);
    let links = parts.map(|rest| rest.split('"').next().unwrap().to_owned());
    links.filter(|link| link.contains("/files/")).collect()
}

#[tokio::test]
async fn a_file_comes_up_is_listed_and_comes_down_as_it_was() {
    let (firm, _folder) = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan").id.to_string();
    let content = b"%PDF-1.7 oferta".repeat(20);
    let page = attached(&jan, &deal, &[("Oferta \u{17c}.pdf", &content)]).await;
    for part in ["Oferta ż.pdf", "300\u{a0}B", "Nowy plik: Oferta ż.pdf"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let link = links(&page).remove(0);
    let file = jan
        .ask(
            "GET",
            &link,
            &[HTML, "accept-encoding: br, gzip"],
            Vec::new(),
        )
        .await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.body.as_bytes(), content);
    let headers = [
        ("content-type", "application/pdf"),
        ("content-length", "300"),
        ("content-encoding", ""),
        (
            "content-disposition",
            "attachment; filename=\"Oferta _.pdf\"; filename*=UTF-8''Oferta%20%C5%BC.pdf",
        ),
        (
            "content-security-policy",
            "sandbox; default-src 'none'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-store"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in headers {
        assert_eq!(file.header(name), value, "{name}");
    }
    let head = jan.ask("HEAD", &link, &[HTML], Vec::new()).await;
    assert_eq!((head.header("content-length"), head.body.len()), ("300", 0));
}

#[tokio::test]
async fn whatever_is_in_a_file_it_is_saved_and_never_runs() {
    let (firm, _folder) = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan").id.to_string();
    let files: [(&str, &[u8]); 4] = [
        ("a.html", b"<!DOCTYPE html><script>alert(1)</script>"),
        (
            "b.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        ("c.pdf", b"\0\x01 not a pdf"),
        ("<img src=x onerror=alert(1)>.png", b"\x89PNG\r\n\x1a\n"),
    ];
    let page = attached(&jan, &deal, &files).await;
    assert!(!page.contains("<img src=x"), "{page}");
    let links = links(&page);
    assert_eq!(links.len(), 4);
    let told = [
        "image/png",
        "application/octet-stream",
        "text/plain; charset=utf-8",
        "text/plain; charset=utf-8",
    ];
    for (link, told) in links.iter().zip(told) {
        let file = jan.get(link).await;
        assert_eq!(
            (file.status, file.header("content-type")),
            (StatusCode::OK, told),
            "{link}"
        );
        assert!(
            file.header("content-disposition")
                .starts_with("attachment;")
        );
        assert!(
            file.header("content-security-policy")
                .starts_with("sandbox;")
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn a_refused_file_is_told_why_and_leaves_nothing() {
    let (firm, folder) = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan").id.to_string();
    let said = async |body: Vec<u8>| {
        let sent = attach(&jan, &deal, body).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let to = sent.header("location").to_owned();
        assert!(to.starts_with(&format!("/deals/{deal}?draft=")), "{to}");
        jan.get(&to).await.body
    };
    let large = vec![b'x'; LIMIT as usize + 1];
    let cases: [(Vec<u8>, &str); 5] = [
        (form(&[]), "Nie wybrano pliku"),
        (form(&[("", b"")]), "Nie wybrano pliku"),
        (form(&[("a.txt", b"")]), "Ten plik jest pusty"),
        (
            form(&[("good.txt", b"abc"), ("a.txt", &large)]),
            "Plik jest za duży",
        ),
        (
            b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"
                .to_vec(),
            "Formularz dotarł uszkodzony",
        ),
    ];
    for (body, words) in cases {
        let page = said(body).await;
        assert!(page.contains(words), "{words} in {page}");
        assert_eq!(links(&page), Vec::<String>::new());
    }
    let unfinished = folder.path().join("files/unfinished");
    assert_eq!(std::fs::read_dir(unfinished).unwrap().count(), 0);
    let whole = vec![b'y'; LIMIT as usize];
    let other = vec![b'z'; LIMIT as usize];
    attached(&jan, &deal, &[("y", &whole), ("z", &other)]).await;
    let page = said(form(&[("more", &vec![b'q'; LIMIT as usize])])).await;
    assert!(page.contains("Miejsce na pliki firmy"), "{page}");
}

#[tokio::test]
async fn a_name_is_only_a_name() {
    let (firm, folder) = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan").id.to_string();
    for (sent, shown) in [
        ("../../../etc/passwd", ">passwd<"),
        ("C:\\Users\\Jan\\umowa.txt", ">umowa.txt<"),
        ("\u{202e}txt.exe", ">plik<"),
        ("..", ">..<"),
    ] {
        let page = attached(&jan, &deal, &[(sent, sent.as_bytes())]).await;
        assert!(page.contains(shown), "{shown} in {page}");
    }
    // Contents lie under their digests, whatever they were called.
    for place in std::fs::read_dir(folder.path().join("files")).unwrap() {
        let name = place.unwrap().file_name().into_string().unwrap();
        assert!(name == "unfinished" || name.len() == 2, "{name}");
    }
}

#[tokio::test]
async fn files_are_seen_and_brought_by_whom_the_deal_lets() {
    let (firm, _folder) = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan").id.to_string();
    let page = attached(&jan, &deal, &[("umowa.txt", b"tajemnica")]).await;
    let link = links(&page).remove(0);
    firm.choose(Preset::Team).await;
    // Of the same team, over it, beside it, without records, and an auditor.
    for (key, down, up) in [
        ("zofia", 200, 403),
        ("anna", 200, 200),
        ("adam", 404, 404),
        ("olga", 404, 404),
        ("stefan", 200, 403),
    ] {
        let visitor = firm.sign_in(key).await;
        let file = visitor.get(&link).await;
        assert_eq!(
            (file.status.as_u16(), file.body.contains("tajemnica")),
            (down, down == 200),
            "{key}"
        );
        let absent = visitor.get(&format!("/deals/{deal}/files/999")).await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        if down == 404 {
            assert_eq!(file.body, absent.body, "{key}");
        }
        let path = format!("/api/deals/{deal}/attach");
        let kind = "content-type: multipart/form-data; boundary=edge";
        let sent = visitor
            .ask("POST", &path, &[kind], form(&[("x", b"x")]))
            .await;
        let done = if up == 200 { 303 } else { up };
        assert_eq!(sent.status.as_u16(), done, "{key} {}", sent.body);
    }
    // A file is found under its own deal alone.
    let anna = firm.sign_in("anna").await;
    let other = firm.deal_of("anna").id;
    let wrong = link.replace(&format!("/deals/{deal}/"), &format!("/deals/{other}/"));
    assert_eq!(anna.get(&wrong).await.status, StatusCode::NOT_FOUND);
    let stranger = firm.stranger();
    let out = stranger.get(&link).await;
    assert_eq!(
        (out.status, out.header("location")),
        (
            StatusCode::SEE_OTHER,
            format!("/sign-in?next={link}").as_str()
        )
    );
    let sent = attach(&stranger, &deal, form(&[("x", b"x")])).await;
    assert!(
        sent.header("location").starts_with("/sign-in?"),
        "{}",
        sent.body
    );
    // What one may see is asked every time.
    let zofia = firm.sign_in("zofia").await;
    firm.choose(Preset::Private).await;
    assert_eq!(zofia.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(jan.get(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_is_removed_after_a_question_and_is_gone() {
    let (firm, _folder) = firm().await;
    let jan = firm.sign_in("jan").await;
    let deal = firm.deal_of("jan").id.to_string();
    let page = attached(&jan, &deal, &[("umowa.txt", b"raz"), ("zgoda.txt", b"dwa")]).await;
    assert!(page.contains("Plik zniknie na zawsze"), "{page}");
    let link = links(&page)
        .into_iter()
        .find(|link| page.contains(link.as_str()))
        .unwrap();
    let id = link.rsplit('/').next().unwrap().to_owned();
    let (target, page) = jan.act(&deal, "detach", &[("file", &id)]).await;
    assert_eq!(target, format!("/deals/{deal}"));
    assert!(
        page.body.contains("Usunięcie pliku") && links(&page.body).len() == 1,
        "{}",
        page.body
    );
    assert_eq!(jan.get(&link).await.status, StatusCode::NOT_FOUND);
    let (target, page) = jan.act(&deal, "detach", &[("file", &id)]).await;
    assert!(target.contains("draft="), "{target}");
    assert!(page.body.contains("Tego pliku już nie ma"), "{}", page.body);
}
