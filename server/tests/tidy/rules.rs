//! Which words a file may hold and which crates it may name. The table follows ARCHITECTURE.md.

use crate::Offence;
use crate::source::Source;

/// Words that must not ship, with the reason.
const FORBIDDEN: [(&str, &str); 8] = [
    (".unwrap()", "say what happens instead"),
    (".expect(", "say what happens instead"),
    ("panic!", "return a refusal or an error"),
    ("todo!", "finish it"),
    ("unimplemented!", "finish it"),
    (
        "unreachable!",
        "make it unrepresentable, or return an error",
    ),
    ("dbg!", "remove it"),
    ("inner_html", "markup from text is a hole for scripts"),
];

/// Words that must not stand anywhere, not even in comments or tests. Put together here, because
/// this file is checked too.
const UNFINISHED: [&str; 3] = [
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("#[ig", "nore"),
];

/// A path taken while compiling: with a shared build cache it is that of another checkout. Put
/// together here, because this file is checked too.
const COMPILED_IN: &str = concat!("env!(\"CARGO_", "MANIFEST_DIR");

/// A part of the workspace and what it must never name.
struct Edge {
    part: &'static str,
    never: &'static [&'static str],
    /// Files and folders that may, by a part of their path.
    but: &'static [&'static str],
}

const EDGES: [Edge; 6] = [
    Edge {
        part: "app/domain/src/",
        never: &[
            "leptos",
            "leptos_router",
            "leptos_axum",
            "redb",
            "tokio",
            "axum",
            "store::",
            "std::fs",
            "std::net",
            "SystemTime",
            "std::time::Instant",
            "getrandom",
            "async",
            "view!",
        ],
        but: &[],
    },
    Edge {
        part: "server/store/src/",
        never: &[
            "axum",
            "leptos",
            "leptos_axum",
            "leptos_router",
            "lettre",
            "app::",
            "view!",
        ],
        but: &[],
    },
    Edge {
        part: "app/src/",
        never: &["redb", "lettre"],
        but: &[],
    },
    Edge {
        part: "app/src/",
        never: &["store::"],
        but: &["/api.rs", "/api/", "/current.rs", "/current/"],
    },
    Edge {
        part: "app/client/src/",
        never: &["domain::", "store::", "redb", "tokio", "axum"],
        but: &[],
    },
    Edge {
        part: "server/src/",
        never: &["redb", "view!"],
        but: &[],
    },
];

/// Everything that this file does wrong, apart from its size.
pub(crate) fn offences(source: &Source) -> Vec<Offence> {
    let mut found = header(source);
    found.extend(unfinished(source));
    if !source.is_test() {
        found.extend(forbidden(source));
        found.extend(text_area(source));
        found.extend(EDGES.iter().flat_map(|edge| crossings(edge, source)));
    }
    found
}

fn offence(source: &Source, line: usize, what: String) -> Offence {
    Offence {
        path: source.path.clone(),
        line,
        what,
    }
}

fn header(source: &Source) -> Vec<Offence> {
    let mut found = Vec::new();
    if !source.text.starts_with("//!") {
        let what = "begins with `//!`: what the file is and its invariant";
        found.push(offence(source, 1, what.into()));
    }
    if source.path.ends_with("/mod.rs") {
        found.push(offence(
            source,
            1,
            "name it after its folder, beside it".into(),
        ));
    }
    found
}

fn unfinished(source: &Source) -> Vec<Offence> {
    let words = UNFINISHED.iter().map(|word| (*word, "finish it"));
    words
        .chain([(COMPILED_IN, "ask while running")])
        .flat_map(|(word, why)| {
            source
                .text
                .match_indices(word)
                .map(move |hit| (hit.0, hit.1, why))
        })
        .map(|(at, word, why)| {
            let line = source.text[..at].matches('\n').count() + 1;
            offence(source, line, format!("`{word}`: {why}"))
        })
        .collect()
}

fn forbidden(source: &Source) -> Vec<Offence> {
    FORBIDDEN
        .iter()
        .flat_map(|(word, why)| {
            source
                .words(word)
                .map(move |at| offence(source, source.line_of(at), format!("`{word}`: {why}")))
        })
        .collect()
}

/// Only the component that escapes its text may draw one: leptos leaves the children of a raw one
/// as they are, which stores a script.
fn text_area(source: &Source) -> Vec<Offence> {
    if source.words("fn TextArea").next().is_some() {
        return Vec::new();
    }
    source
        .words("<textarea")
        .map(|at| {
            offence(
                source,
                source.line_of(at),
                "`<textarea`: use TextArea".into(),
            )
        })
        .collect()
}

fn crossings(edge: &Edge, source: &Source) -> Vec<Offence> {
    let excused = edge.but.iter().any(|place| source.path.contains(place));
    if excused || !source.path.starts_with(edge.part) {
        return Vec::new();
    }
    edge.never
        .iter()
        .flat_map(|word| {
            source
                .words(word)
                .filter(|&at| !source.code[..at].ends_with("::"))
                .map(move |at| {
                    let what = format!("{} must not name `{word}`", edge.part);
                    offence(source, source.line_of(at), what)
                })
        })
        .collect()
}

#[cfg(test)]
fn told(path: &str, text: &str) -> Vec<String> {
    offences(&Source::new(path, text))
        .into_iter()
        .map(|offence| offence.to_string())
        .collect()
}

#[test]
fn a_file_says_what_it_is() {
    let told = told("app/src/a.rs", "fn a() {}\n");
    assert_eq!(
        told,
        ["app/src/a.rs:1: begins with `//!`: what the file is and its invariant"]
    );
}

#[test]
fn a_forbidden_word_is_found_in_code_and_nowhere_else() {
    let code = "//! A.\n\nfn a() { b.unwrap(); }\n";
    assert_eq!(
        told("server/src/a.rs", code),
        ["server/src/a.rs:3: `.unwrap()`: say what happens instead"]
    );
    let quoted = "//! A.\n// .unwrap()\nfn a() { b(\"panic!\") }\n";
    assert_eq!(told("server/src/a.rs", quoted), [""; 0]);
    assert_eq!(told("server/tests/a.rs", code), [""; 0]);
}

#[test]
fn an_unfinished_mark_is_found_even_in_a_test() {
    let text = format!("//! A.\n// {} later\n", UNFINISHED[0]);
    assert_eq!(told("server/tests/a.rs", &text).len(), 1);
}

#[test]
fn a_path_of_another_checkout_is_found_even_in_a_test() {
    let text = format!("//! A.\nconst DIR: &str = {}\");\n", COMPILED_IN);
    assert_eq!(told("server/tests/a.rs", &text).len(), 1);
}

#[test]
fn every_edge_catches_its_crossing() {
    for edge in &EDGES {
        for word in edge.never {
            let text = format!("//! A.\nuse {word};\n");
            let path = format!("{}a.rs", edge.part);
            let expected = format!("{path}:2: {} must not name `{word}`", edge.part);
            assert!(told(&path, &text).contains(&expected), "{expected}");
        }
    }
}

#[test]
fn screens_reach_the_store_through_their_api_only() {
    let text = "//! A.\nuse store::deals;\n";
    assert_eq!(told("app/src/deals/board.rs", text).len(), 1);
    assert_eq!(told("app/src/deals/api.rs", text), [""; 0]);
    assert_eq!(told("app/src/deals/api/read.rs", text), [""; 0]);
    assert_eq!(told("app/src/current.rs", text), [""; 0]);
}

#[test]
fn a_raw_text_area_is_for_its_component_only() {
    let raw = "//! A.\nfn a() { view! { <textarea></textarea> } }\n";
    assert_eq!(
        told("app/src/a.rs", raw),
        ["app/src/a.rs:2: `<textarea`: use TextArea"]
    );
    assert_eq!(
        told("app/src/a.rs", &raw.replace("fn a", "fn TextArea")),
        [""; 0]
    );
}
