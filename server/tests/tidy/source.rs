//! One Rust file as the rules see it: its text, and its code with comments, literals and tests
//! blanked out. Invariant: blanking keeps every line break, so line numbers stay true.

/// A file of the workspace.
pub(crate) struct Source {
    /// Relative to the root of the workspace.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The text with comments, the contents of literals and `#[cfg(test)]` items blanked.
    pub(crate) code: String,
    test_lines: usize,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Source {
        let (code, test_lines) = without_tests(&without_prose(text));
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
            test_lines,
        }
    }

    /// Whole files that do not ship: integration tests, measurements, and `tests.rs` beside the
    /// module it proves.
    pub(crate) fn is_test(&self) -> bool {
        let folders = ["/tests/", "/examples/", "/benches/"];
        folders.iter().any(|folder| self.path.contains(folder)) || self.path.ends_with("/tests.rs")
    }

    /// Lines that ship: everything but the tests.
    pub(crate) fn shipped_lines(&self) -> usize {
        self.text.lines().count() - self.test_lines
    }

    /// The line, counted from 1, of a byte of `text` or `code`.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        line_at(&self.code, offset)
    }

    /// Offsets in the code where `word` stands by itself, not inside a longer name.
    pub(crate) fn words<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code
            .match_indices(word)
            .map(|(at, _)| at)
            .filter(move |&at| {
                let before = self.code[..at].chars().next_back();
                let after = self.code[at + word.len()..].chars().next();
                let starts = !word.starts_with(in_name) || !before.is_some_and(in_name);
                let ends = !word.ends_with(in_name) || !after.is_some_and(in_name);
                starts && ends
            })
    }
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_at(code: &str, offset: usize) -> usize {
    code[..offset].matches('\n').count() + 1
}

/// Blanks comments and the contents of literals.
fn without_prose(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = prose_length(rest, code.chars().next_back());
        if length > 0 {
            blank(&rest[..length], &mut code);
            rest = &rest[length..];
        } else if let Some(c) = rest.chars().next() {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// How many bytes of comment or literal `rest` begins with; 0 when it begins with code.
fn prose_length(rest: &str, before: Option<char>) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment_length(rest);
    }
    if rest.starts_with('"') {
        return string_length(rest);
    }
    if rest.starts_with('\'') {
        return char_length(rest);
    }
    if rest.starts_with('r') && !before.is_some_and(|c| in_name(c) && c != 'b' && c != 'c') {
        return raw_string_length(rest);
    }
    0
}

fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// 0 for a lifetime, which opens with the same sign.
fn char_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(0, |end| end + 4),
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}

fn raw_string_length(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|&c| c == '#').count();
    let open = 1 + hashes;
    if !rest[open..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    rest[open + 1..]
        .find(&close)
        .map_or(rest.len(), |end| open + 1 + end + close.len())
}

/// Spaces for characters, byte for byte, so that offsets stay the same too.
fn blank(prose: &str, code: &mut String) {
    code.extend(prose.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
}

/// Blanks every item under `#[cfg(test)]`; also tells how many lines those items take.
fn without_tests(code: &str) -> (String, usize) {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    let mut lines = 0;
    while let Some(at) = rest.find(MARK) {
        let end = at + MARK.len() + item_length(&rest[at + MARK.len()..]);
        kept.push_str(&rest[..at]);
        lines += rest[at..end].matches('\n').count() + 1;
        blank(&rest[at..end], &mut kept);
        rest = &rest[end..];
    }
    kept.push_str(rest);
    (kept, lines)
}

/// To the end of the item that follows: its closing brace, or a semicolon.
fn item_length(code: &str) -> usize {
    match body_start(code) {
        Some(open) => closing(code, open) + 1,
        None => code.find(';').map_or(code.len(), |at| at + 1),
    }
}

/// The brace that opens the body of the item at the start of `code`, unless a semicolon ends it.
pub(crate) fn body_start(code: &str) -> Option<usize> {
    let mut depth = 0i32;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The brace that closes the one at `open`; the end of the code when none does.
pub(crate) fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0i32;
    for (at, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at;
        }
    }
    code.len().saturating_sub(1)
}

#[test]
fn comments_and_literals_are_not_code() {
    let text = "let a = \"x.unwrap()\"; // .unwrap()\nlet b = r#\"\"panic!\"#; /* a /* b */ c */ let c = '\"'; let d: &'static str;";
    let code = Source::new("app/src/a.rs", text).code;
    assert!(
        !code.contains("unwrap") && !code.contains("panic"),
        "{code}"
    );
    assert!(
        code.contains("let c =") && code.contains("&'static str;"),
        "{code}"
    );
    assert_eq!(code.len(), text.len());
}

#[test]
fn tests_do_not_ship() {
    let text = "fn a() {}\n\n#[cfg(test)]\nmod tests {\n    fn b() { x.unwrap() }\n}\nfn c() {}\n";
    let source = Source::new("app/src/a.rs", text);
    assert_eq!(source.shipped_lines(), 3);
    assert!(!source.code.contains("unwrap") && source.code.contains("fn c()"));
}

#[test]
fn a_word_is_not_found_inside_a_longer_name() {
    let source = Source::new("app/src/a.rs", "restore::x(); store::y();");
    assert_eq!(source.words("store::").collect::<Vec<_>>(), [14]);
}
