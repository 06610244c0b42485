//! A page as a browser parses it, without its words.
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Tags with the names of their attributes, ends and comments; of addresses, what could run.
pub(super) fn skeleton(page: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(page, emitter);
    tokens.filter_map(|token| part(token.unwrap())).collect()
}

fn part(token: Token) -> Option<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match token {
        Token::StartTag(tag) => {
            let mut told = format!("<{}", text(&tag.name));
            for (name, value) in &tag.attributes {
                let (name, value) = (text(name), text(value));
                told += &format!(" {name}");
                if ["href", "src", "action", "formaction", "srcdoc", "data"]
                    .contains(&name.as_str())
                    && runs(&value)
                {
                    told += &format!("={value}");
                }
            }
            Some(told)
        }
        Token::EndTag(tag) => Some(format!("</{}", text(&tag.name))),
        Token::Comment(comment) => Some(format!("<!--{}", text(&comment))),
        Token::Doctype(_) => Some("<!doctype".to_owned()),
        Token::String(_) | Token::Error(_) => None,
    }
}

/// Whether a browser would do more than go there.
fn runs(address: &str) -> bool {
    let bare: String = address
        .chars()
        .filter(|sign| !sign.is_whitespace() && !sign.is_control())
        .collect();
    let bare = bare.to_lowercase();
    ["javascript:", "data:", "vbscript:", "blob:"]
        .iter()
        .any(|scheme| bare.starts_with(scheme))
}

pub(super) fn assert_same(page: &str, came: &[String], expected: &[String]) {
    let at = came
        .iter()
        .zip(expected)
        .position(|(came, expected)| came != expected);
    let at = at.or_else(|| (came.len() != expected.len()).then(|| came.len().min(expected.len())));
    if let Some(at) = at {
        let around =
            |parts: &[String]| parts[at.saturating_sub(4)..(at + 4).min(parts.len())].join(" ");
        panic!(
            "{page} is another page:\n  {}\n  {}",
            around(came),
            around(expected)
        );
    }
}
