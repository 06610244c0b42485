//! The one place with a raw `textarea`. Invariant: whatever the text, it cannot leave the element.
//!
//! Leptos 0.8 writes the children of this element unescaped into server HTML, so the server escapes
//! them here. In the browser the child is a text node and needs none; while hydrating, Leptos leaves
//! these children alone, so that what was typed before the scripts came is kept.
use super::field::Around;
use super::{Note, Text};
use leptos::prelude::*;

/// A field of several lines.
#[component]
pub fn TextArea(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional, into)] placeholder: Note,
    #[prop(default = 3)] rows: u8,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let around = Around {
        optional,
        ..Around::new(&name, id, label, hint, error)
    };
    let control = view! {
        <textarea
            class="input"
            id=around.id.clone()
            name=name
            rows=rows.to_string()
            maxlength=maxlength.map(|most| most.to_string())
            placeholder=placeholder.0
            required=required
            aria-invalid=around.invalid()
            aria-describedby=around.described_by()
        >
            {content(value)}
        </textarea>
    }
    .into_any();
    around.wrap(control)
}

#[cfg(not(feature = "ssr"))]
fn content(value: Note) -> String {
    value.0.map(Text::into_owned).unwrap_or_default()
}

/// HTML drops the first line break of the element, so one of ours goes before the text.
#[cfg(feature = "ssr")]
fn content(value: Note) -> String {
    let Some(text) = value.0 else {
        return String::new();
    };
    let mut safe = String::with_capacity(text.len() + 16);
    safe.push('\n');
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{TextArea, TextAreaProps};
    use leptos::prelude::*;

    fn rendered(value: &'static str) -> String {
        Owner::new().with(|| {
            TextArea(
                TextAreaProps::builder()
                    .name("note")
                    .label("Notatka")
                    .value(value)
                    .build(),
            )
            .into_view()
            .to_html()
        })
    }

    #[test]
    fn a_text_cannot_leave_its_field() {
        let html = rendered("</textarea><script>alert(1)</script>");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn an_entity_in_a_text_stays_what_was_typed() {
        assert!(rendered("&lt;b&gt; &amp;").contains("&amp;lt;b&amp;gt; &amp;amp;"));
    }

    #[test]
    fn a_leading_empty_line_survives_the_parser() {
        assert!(rendered("\nsecond").contains(">\n\nsecond"));
    }
}
