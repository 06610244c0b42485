//! Files that no programme wrote: a line of a gigabyte.
use super::running::{contentum, found, said};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Output};

const GIGABYTE: u64 = 1 << 30;
/// More than the programme needs, far less than the line.
const MEMORY_KB: u64 = 400_000;

/// A file that begins so and is a gigabyte long; its end takes no room on the disk.
fn huge(path: &Path, start: &str, part: &str) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    file.write_all(start.as_bytes()).unwrap();
    for _ in 0..(64 << 20) / part.len() {
        file.write_all(part.as_bytes()).unwrap();
    }
    file.into_inner().unwrap().set_len(GIGABYTE).unwrap();
}

fn import(data: &Path, file: &Path) -> Output {
    let limited = format!("ulimit -v {MEMORY_KB}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &limited])
        .arg(contentum().get_program())
        .args([
            "import",
            "csv",
            "--kind",
            "companies",
            "--lang",
            "en",
            "--currency",
            "PLN",
            "--data",
        ])
        .arg(data)
        .arg(file)
        .output()
        .unwrap()
}

#[test]
fn a_line_of_a_gigabyte_is_refused_with_its_number_in_bounded_memory() {
    let data = tempfile::tempdir().unwrap();
    found(data.path());
    let file = data.path().join("huge.csv");
    let cases = [
        ("name,city\nAlfa,Gdynia\n", "aaaaaaaaaaaaaaaa", "ine 3"),
        ("name,city\nAlfa,\"", "words over many lines\n", "ine "),
        ("", "a", "ine 1"),
        ("name,city\n", "a,", "ine 2"),
    ];
    for (start, part, place) in cases {
        huge(&file, start, part);
        let done = import(data.path(), &file);
        let told = said(&done);
        assert!(!done.status.success(), "{start:?}{part:?}: {told}");
        assert!(told.contains(place), "{start:?}{part:?}: {told}");
        assert!(
            !told.contains("panicked") && !told.contains("memory"),
            "{told}"
        );
    }
}
