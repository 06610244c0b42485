//! Pieces of a record. Invariant: a state is a word with a mark; colour only repeats it.
use super::{Glyph, Icon, Note, Text, texts::Texts, use_lang};
use leptos::prelude::*;

/// What a colour stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    #[default]
    Plain,
    Ok,
    Warn,
    Danger,
    Info,
    Accent,
    /// A stage by the place of its colour, from 0; ten tones, then again from the first.
    Stage(u8),
}

impl Tone {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Plain => "none",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Danger => "danger",
            Self::Info => "info",
            Self::Accent => "accent",
            Self::Stage(place) => match place % 10 {
                0 => "tone-1",
                1 => "tone-2",
                2 => "tone-3",
                3 => "tone-4",
                4 => "tone-5",
                5 => "tone-6",
                6 => "tone-7",
                7 => "tone-8",
                8 => "tone-9",
                _ => "tone-10",
            },
        }
    }
}

/// A state in one word.
#[component]
pub fn Badge(
    #[prop(into)] text: Text,
    #[prop(optional)] tone: Tone,
    #[prop(default = Icon::Stage)] icon: Icon,
) -> impl IntoView {
    view! {
        <span class=["badge ", tone.class()].concat()>
            <Glyph icon />
            <span>{text}</span>
        </span>
    }
}

/// The initials of a person; the colour follows from the id, so it is the same everywhere.
#[component]
pub fn Avatar(#[prop(into)] name: Text, id: u64, #[prop(optional)] big: bool) -> impl IntoView {
    let size = if big { " big" } else { "" };
    view! {
        <span class=["avatar ", hue(id), size].concat() aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// A person in a line: initials and name.
#[component]
pub fn Person(#[prop(into)] name: Text, id: u64) -> impl IntoView {
    view! {
        <span class="person">
            <Avatar name=name.clone() id />
            <span>{name}</span>
        </span>
    }
}

/// Neighbouring ids get different hues: Fibonacci hashing, top three bits.
fn hue(id: u64) -> &'static str {
    const HUES: [&str; 8] = [
        "hue-0", "hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7",
    ];
    let place = id.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 61;
    HUES.get(usize::try_from(place).unwrap_or(0))
        .copied()
        .unwrap_or("hue-0")
}

/// First letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

/// A row of key figures.
#[component]
pub fn KeyFigures(children: Children) -> impl IntoView {
    view! { <div class="key-figures">{children()}</div> }
}

/// One number that matters; `href` opens its receipts. `late` is for money or promises overdue.
#[component]
pub fn KeyFigure(
    #[prop(into)] name: Text,
    #[prop(into)] value: Text,
    #[prop(optional, into)] unit: Note,
    #[prop(optional, into)] note: Note,
    #[prop(optional, into)] href: Note,
    #[prop(optional)] late: bool,
) -> impl IntoView {
    let class = if late {
        "key-figure late"
    } else {
        "key-figure"
    };
    let inside = view! {
        <span class="name">{name}</span>
        <span class="value">{value} {unit.0.map(|unit| view! { " " <small>{unit}</small> })}</span>
        {note.0.map(|note| view! { <span class="note">{note}</span> })}
    };
    match href.0 {
        Some(href) => view! {
            <a class=class href=href>
                {inside}
            </a>
        }
        .into_any(),
        None => view! { <div class=class>{inside}</div> }.into_any(),
    }
}

/// A named fact of a record.
pub struct Fact {
    name: Text,
    value: AnyView,
}

impl Fact {
    pub fn new(name: impl Into<Text>, value: impl IntoView + 'static) -> Self {
        Self {
            name: name.into(),
            value: value.into_any(),
        }
    }
}

/// Facts as a description list.
#[component]
pub fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let facts = facts
        .into_iter()
        .map(|fact| {
            view! {
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
            }
        })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }
}

/// A stage on the path of a deal.
pub struct Stage {
    pub name: Text,
    /// How to go there: a button in a form, or a link; the bare name without it.
    pub go: Option<AnyView>,
}

/// The path of a deal; `now` counts from 0. A lost deal stops in red.
#[component]
pub fn Stages(stages: Vec<Stage>, now: usize, #[prop(optional)] lost: bool) -> impl IntoView {
    let steps = stages
        .into_iter()
        .enumerate()
        .map(|(place, stage)| {
            let here = place == now;
            let class = match (place < now, here, lost) {
                (true, ..) => "done",
                (_, true, true) => "now lost",
                (_, true, false) => "now",
                _ => "",
            };
            let name = stage
                .go
                .unwrap_or_else(|| view! { <span>{stage.name}</span> }.into_any());
            view! {
                <li class=class aria-current=here.then_some("step")>
                    {name}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="stages" aria-label=Texts::of(use_lang()).stage_path>
            {steps}
        </ol>
    }
}

#[cfg(test)]
mod tests {
    use super::{hue, initials};

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(
            ["Anna Nowak", "łucja maria żak", "Zenon", " "].map(initials),
            ["AN", "ŁŻ", "Z", ""]
        );
    }

    #[test]
    fn neighbouring_people_differ_in_hue() {
        assert!((1..100).all(|id| hue(id) != hue(id + 1)));
    }
}
