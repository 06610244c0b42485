//! Holds the whole workspace to its own style: sizes, headers, words and module edges.
//! Invariant: every offence is printed with its file and line, not only the first one.

#[path = "tidy/budget.rs"]
mod budget;
#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/source.rs"]
mod source;

use source::Source;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where something is wrong, and what.
#[derive(Debug, PartialEq, Eq)]
struct Offence {
    path: String,
    /// Counted from 1; the first line stands for the whole file.
    line: usize,
    what: String,
}

impl std::fmt::Display for Offence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

#[test]
fn the_workspace_is_tidy() -> io::Result<()> {
    let sources = workspace_sources()?;
    assert!(sources.len() > 10, "the walk finds the sources");
    let offences: Vec<String> = sources
        .iter()
        .flat_map(|source| [rules::offences(source), budget::offences(source)])
        .flatten()
        .chain(budget::offences_of_all(&sources))
        .map(|offence| offence.to_string())
        .collect();
    assert!(
        offences.is_empty(),
        "{} offences:\n{}",
        offences.len(),
        offences.join("\n")
    );
    Ok(())
}

/// Every Rust file of the workspace, in the order of their paths.
fn workspace_sources() -> io::Result<Vec<Source>> {
    let root = package_dir().join("..");
    let mut paths = Vec::new();
    for top in ["app", "server"] {
        collect_rust_files(&root.join(top), &mut paths)?;
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path)?;
            let shown = path.strip_prefix(&root).unwrap_or(&path);
            Ok(Source::new(&shown.to_string_lossy(), &text))
        })
        .collect()
}

fn collect_rust_files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect_rust_files(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Asked while running: a compiled-in path would be of the checkout that filled the build cache.
fn package_dir() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_default()
        .into()
}
