//! How long files and functions may be. Invariant: tests are not counted.

use crate::Offence;
use crate::source::{Source, body_start, closing};

const FILE_HARD: usize = 500;
const FILE_MEDIAN: usize = 120;
const FILE_P90: usize = 350;
const FUNCTION_HARD: usize = 60;
const FUNCTION_MEDIAN: usize = 12;
/// Markup is longer than logic and reads as one piece.
const VIEW_HARD: usize = 90;

/// What one file does to its own budget.
pub(crate) fn offences(source: &Source) -> Vec<Offence> {
    if source.is_test() {
        return Vec::new();
    }
    let file = over("the file", source.shipped_lines(), FILE_HARD).map(|what| (1, what));
    let functions = functions(source).into_iter().filter_map(|function| {
        let name = format!("`{}`", function.name);
        let budget = if function.draws {
            VIEW_HARD
        } else {
            FUNCTION_HARD
        };
        over(&name, function.lines, budget).map(|what| (function.line, what))
    });
    file.into_iter()
        .chain(functions)
        .map(|(line, what)| Offence {
            path: source.path.clone(),
            line,
            what,
        })
        .collect()
}

/// What all files together do to the medians.
pub(crate) fn offences_of_all(sources: &[Source]) -> Vec<Offence> {
    let shipped = || sources.iter().filter(|source| !source.is_test());
    let files: Vec<usize> = shipped().map(Source::shipped_lines).collect();
    let bodies: Vec<usize> = shipped()
        .flat_map(functions)
        .map(|function| function.lines)
        .collect();
    [
        over("the median file", share(&files, 50), FILE_MEDIAN),
        over("the ninth file of ten", share(&files, 90), FILE_P90),
        over("the median function", share(&bodies, 50), FUNCTION_MEDIAN),
    ]
    .into_iter()
    .flatten()
    .map(|what| Offence {
        path: ".".into(),
        line: 1,
        what,
    })
    .collect()
}

fn over(what: &str, lines: usize, budget: usize) -> Option<String> {
    (lines > budget).then(|| format!("{what} has {lines} lines; at most {budget}"))
}

/// The length that `percent` of all reach at most; 0 when there are none.
fn share(lengths: &[usize], percent: usize) -> usize {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

struct Function {
    name: String,
    line: usize,
    /// Between its braces.
    lines: usize,
    draws: bool,
}

fn functions(source: &Source) -> Vec<Function> {
    source
        .words("fn")
        .filter_map(|at| function_at(source, at))
        .collect()
}

/// `None` for a function type and for a signature without a body.
fn function_at(source: &Source, at: usize) -> Option<Function> {
    let signature = &source.code[at..];
    let name: String = signature[2..]
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    if name.is_empty() {
        return None;
    }
    let open = body_start(signature)?;
    let body = &signature[open..=closing(signature, open)];
    Some(Function {
        name,
        line: source.line_of(at),
        lines: body.lines().count().saturating_sub(2),
        draws: body.contains("view!"),
    })
}

#[cfg(test)]
fn told(text: &str) -> Vec<String> {
    offences(&Source::new("app/src/a.rs", text))
        .into_iter()
        .map(|offence| offence.to_string())
        .collect()
}

#[test]
fn a_long_function_is_named_with_its_line() {
    let long = format!("//! A.\n\nfn long() {{\n{}}}\n", "    a();\n".repeat(61));
    assert_eq!(
        told(&long),
        ["app/src/a.rs:3: `long` has 61 lines; at most 60"]
    );
    let just = format!("//! A.\nfn just() {{\n{}}}\n", "    a();\n".repeat(60));
    assert_eq!(told(&just), [""; 0]);
}

#[test]
fn markup_may_be_longer() {
    let body = "    <p></p>\n".repeat(80);
    let view = format!("//! A.\nfn page() {{\n    view! {{\n{body}    }}\n}}\n");
    assert_eq!(told(&view), [""; 0]);
}

#[test]
fn a_long_file_is_an_offence_and_its_tests_are_not() {
    let lines = "// a\n".repeat(499);
    assert_eq!(told(&format!("//! A.\n{lines}")), [""; 0]);
    assert_eq!(told(&format!("//! A.\n{lines}// b\n")).len(), 1);
    let tests = "    // t\n".repeat(300);
    assert_eq!(
        told(&format!(
            "//! A.\n{lines}#[cfg(test)]\nmod tests {{\n{tests}}}\n"
        )),
        [""; 0]
    );
}

#[test]
fn the_median_of_all_files_counts() {
    let file = |lines: usize| Source::new("app/src/a.rs", &"//! A.\n".repeat(lines));
    assert!(offences_of_all(&[file(10), file(10), file(400)]).len() == 1);
    assert!(offences_of_all(&[file(10), file(10), file(300)]).is_empty());
    assert!(offences_of_all(&[file(10), file(121), file(121)]).len() == 1);
}
