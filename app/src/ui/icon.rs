//! Our own icons: one stroked path each on a 16 × 16 grid. Invariant: an icon is decoration; the word
//! beside it, or the label of its button, carries the meaning.
use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident $path:tt)*) => {
        /// The icons of the interface.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Icon { $($name),* }

        impl Icon {
            /// Written out for each icon, so that it is one piece of text when drawn: a list
            /// draws dozens. What all share is in `reset.css`.
            fn view(self) -> AnyView {
                match self {
                    $(Self::$name => view! {
                        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                            <path d=$path></path>
                        </svg>
                    }
                    .into_any(),)*
                }
            }
        }
    };
}

icons! {
    Alert "M8 2.25 14.25 13.25H1.75ZM8 6.5v3M8 11.4v.1"
    ArrowDown "M8 3v10M4 9l4 4 4-4"
    ArrowRight "M3 8h10M9 4l4 4-4 4"
    Box "M8 1.75 13.5 4.5v7L8 14.25 2.5 11.5v-7ZM2.5 4.5 8 7.25l5.5-2.75M8 7.25v7"
    Building "M3 13.5V3.5a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v10M10 6.5h2a1 1 0 0 1 1 1v6M1.5 13.5h13M5.5 5.5h2M5.5 8h2M5.5 10.5h2"
    Calendar "M3.5 3.5h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM2.5 6.75h11M5.5 2v3M10.5 2v3"
    Check "m3 8.5 3.5 3.5L13 4.5"
    ChevronDown "m4.5 6.25 3.5 3.5 3.5-3.5"
    ChevronLeft "M9.75 4.5 6.25 8l3.5 3.5"
    ChevronRight "M6.25 4.5 9.75 8l-3.5 3.5"
    Clip "M13 7.25 7.75 12.5a3.2 3.2 0 0 1-4.5-4.5L8.75 2.5a2.1 2.1 0 0 1 3 3L6.25 11a1.05 1.05 0 0 1-1.5-1.5L9.5 4.75"
    Clock "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.75V8l2.25 1.5"
    Close "m4 4 8 8M12 4l-8 8"
    Dashboard "M3 2.5h3.5v6H2.5V3a.5.5 0 0 1 .5-.5ZM9.5 2.5H13a.5.5 0 0 1 .5.5v3h-4ZM9.5 8.5h4V13a.5.5 0 0 1-.5.5H9.5ZM2.5 11h4v2.5H3a.5.5 0 0 1-.5-.5Z"
    Edit "m10.75 2.5 2.75 2.75-7.75 7.75L2.5 13.5l.5-3.25ZM9 4.25 11.75 7"
    Exit "M6 2.5H3.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1H6M10.5 5l3 3-3 3M13.5 8H6"
    Export "M8 9.5v-7M5 5.5l3-3 3 3M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2"
    Eye "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
    Filter "M2.5 4h11M4.75 8h6.5M6.75 12h2.5"
    Flag "M3.5 14V2.5h8.25L10 5.75 11.75 9H3.5"
    Globe "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c1.75 1.75 2.5 3.75 2.5 6S9.75 12.25 8 14c-1.75-1.75-2.5-3.75-2.5-6S6.25 3.75 8 2Z"
    Help "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.35 6.35a1.65 1.65 0 1 1 2.5 1.4c-.55.35-.85.65-.85 1.25M8 11.1v.1"
    Import "M8 2.5v7M5 6.5l3 3 3-3M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2"
    Info "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.25v3.75M8 5v.1"
    Lines "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1"
    Lock "M5 7V5a3 3 0 0 1 6 0v2M4 7h8a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1Z"
    Lost "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6 6l4 4M10 6l-4 4"
    Mail "M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM2.25 4.5 8 8.75l5.75-4.25"
    Moon "M13.25 9.5A5.5 5.5 0 0 1 6.5 2.75a5.5 5.5 0 1 0 6.75 6.75Z"
    More "M3.5 8.4a.4.4 0 1 0 0-.8.4.4 0 0 0 0 .8ZM8 8.4a.4.4 0 1 0 0-.8.4.4 0 0 0 0 .8ZM12.5 8.4a.4.4 0 1 0 0-.8.4.4 0 0 0 0 .8Z"
    Movement "M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13"
    Note "M3.5 2.5h9a1 1 0 0 1 1 1V10L10 13.5H3.5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM10 13.5V10h3.5M5.5 5.75h5M5.5 8.25h2.5"
    People "M6 7.5A2.5 2.5 0 1 0 6 2.5a2.5 2.5 0 0 0 0 5ZM1.5 13.25c.35-2.3 2.1-3.5 4.5-3.5s4.15 1.2 4.5 3.5M10.5 2.75a2.4 2.4 0 0 1 0 4.6M12 10c1.4.5 2.3 1.6 2.5 3.25"
    Person "M8 7.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.75 13.75c.45-2.45 2.5-3.75 5.25-3.75s4.8 1.3 5.25 3.75"
    Phone "M3.75 2.25h2L7 5.5 5.4 6.9a7.6 7.6 0 0 0 3.7 3.7L10.5 9l3.25 1.25v2a1.5 1.5 0 0 1-1.6 1.5A10.6 10.6 0 0 1 2.25 3.85a1.5 1.5 0 0 1 1.5-1.6Z"
    Plan "M3 2.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM2.5 6h11M6 6v7.5M9.75 6v7.5M2.5 9.75h11"
    Plus "M8 3v10M3 8h10"
    Print "M4.5 6V2.5h7V6M4.5 11.5h-2V7a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v4.5h-2M4.5 9.5h7v4h-7Z"
    Search "M7 11.75a4.75 4.75 0 1 0 0-9.5 4.75 4.75 0 0 0 0 9.5ZM10.5 10.5 14 14"
    Settings "M2.5 4.5h6.25M12.25 4.5h1.25M2.5 11.5h1.25M7.25 11.5h6.25M10.5 6.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM5.5 13.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z"
    Shield "m8 1.75 5 1.75v4.25c0 3.1-2 5.25-5 6.5-3-1.25-5-3.4-5-6.5V3.5Z"
    Stage "M8 12.25a4.25 4.25 0 1 0 0-8.5 4.25 4.25 0 0 0 0 8.5Z"
    Sun "M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.05 1.05M11.55 11.55l1.05 1.05M3.4 12.6l1.05-1.05M11.55 4.45l1.05-1.05"
    Swap "M2.5 5.25h10M10 2.75l2.5 2.5-2.5 2.5M13.5 10.75h-10M6 8.25l-2.5 2.5 2.5 2.5"
    Target "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
    Trash "M2.5 4h11M6 4V2.5h4V4M4 4l.6 8.6a1 1 0 0 0 1 .9h4.8a1 1 0 0 0 1-.9L12 4M6.75 6.75v4M9.25 6.75v4"
    Tasks "m2.5 4.25 1.1 1.1 2-2.2M2.5 11l1.1 1.1 2-2.2M8 4.5h5.5M8 11.25h5.5"
    Tree "M6 2.5h4v3H6ZM2 10.5h4v3H2ZM10 10.5h4v3h-4ZM8 5.5V8M4 10.5V8h8v2.5"
    Undo "M3 6.25h6.75a3.5 3.5 0 0 1 0 7H6M5.75 3.5 3 6.25 5.75 9"
    Won "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.4 8.2l1.8 1.8 3.4-3.9"
}

/// One icon, hidden from assistive technology.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    icon.view()
}
