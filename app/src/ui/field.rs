//! Fields of forms. Invariant: each has a visible label, its hint and error are announced with it,
//! and what was typed before stands in it.
use super::{Glyph, Icon, Note, Text, texts::Texts, use_lang};
use leptos::prelude::*;

/// The words around a control; shared by all kinds of fields.
pub(super) struct Around {
    pub(super) id: Text,
    pub(super) label: Text,
    pub(super) hint: Note,
    pub(super) error: Signal<Option<String>>,
    pub(super) optional: bool,
}

impl Around {
    /// `id` defaults to the field's name; give one when two forms of a page share a name.
    pub(super) fn new(
        name: &Text,
        id: Note,
        label: Text,
        hint: Note,
        error: Signal<Option<String>>,
    ) -> Self {
        Self {
            id: id.0.unwrap_or_else(|| name.clone()),
            label,
            hint,
            error,
            optional: false,
        }
    }

    pub(super) fn invalid(
        &self,
    ) -> impl Fn() -> Option<&'static str> + Send + Sync + Copy + 'static {
        let error = self.error;
        move || error.read().is_some().then_some("true")
    }

    pub(super) fn described_by(
        &self,
    ) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
        let (hinted, id, error) = (self.hint.is_some(), self.id.clone(), self.error);
        move || match (hinted, error.read().is_some()) {
            (false, false) => None,
            (true, false) => Some([&id, "-hint"].concat()),
            (false, true) => Some([&id, "-error"].concat()),
            (true, true) => Some([&id, "-error ", &id, "-hint"].concat()),
        }
    }

    pub(super) fn wrap(self, control: AnyView) -> AnyView {
        let Self {
            id,
            label,
            hint,
            error,
            optional,
        } = self;
        let error_id = [&id, "-error"].concat();
        let hint = hint.0.map(|hint| {
            view! {
                <p class="hint" id=[&id, "-hint"].concat()>
                    {hint}
                </p>
            }
        });
        let optional = optional.then(
            || view! { <span class="optional">" · " {Texts::of(use_lang()).optional}</span> },
        );
        view! {
            <div class="field">
                <label class="label" for=id>
                    {label}
                    {optional}
                </label>
                {control}
                {hint}
                {move || error.get().map(|text| fault(error_id.clone(), text))}
            </div>
        }
        .into_any()
    }
}

fn fault(id: String, text: String) -> AnyView {
    view! {
        <p class="error" id=id>
            <Glyph icon=Icon::Alert />
            <span>{text}</span>
        </p>
    }
    .into_any()
}

/// What tells one `<input>` from another.
#[derive(Default)]
struct Line {
    of: Option<&'static str>,
    value: Note,
    placeholder: Note,
    autocomplete: Note,
    inputmode: Note,
    list: Note,
    min: Note,
    max: Note,
    maxlength: Option<u32>,
    required: bool,
    autofocus: bool,
    readonly: bool,
}

/// The `<input>` of a field, tied to the words around it.
fn input(around: &Around, name: Text, line: Line) -> AnyView {
    view! {
        <input
            class="input"
            id=around.id.clone()
            name=name
            type=line.of
            value=line.value.0
            placeholder=line.placeholder.0
            autocomplete=line.autocomplete.0
            inputmode=line.inputmode.0
            list=line.list.0
            min=line.min.0
            max=line.max.0
            maxlength=line.maxlength.map(|most| most.to_string())
            required=line.required
            autofocus=line.autofocus
            readonly=line.readonly
            aria-invalid=around.invalid()
            aria-describedby=around.described_by()
        />
    }
    .into_any()
}

/// A one-line field.
#[component]
pub fn Field(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(default = "text")] of: &'static str,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional, into)] placeholder: Note,
    #[prop(optional, into)] autocomplete: Note,
    #[prop(optional, into)] inputmode: Note,
    #[prop(optional, into)] list: Note,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] readonly: bool,
) -> impl IntoView {
    let around = Around {
        optional,
        ..Around::new(&name, id, label, hint, error)
    };
    let line = Line {
        of: Some(of),
        value,
        placeholder,
        autocomplete,
        inputmode,
        list,
        maxlength,
        required,
        autofocus,
        readonly,
        ..Line::default()
    };
    let control = input(&around, name, line);
    around.wrap(control)
}

/// An amount: typed as people write it, its currency beside it.
#[component]
pub fn MoneyField(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(into)] unit: Text,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let around = Around {
        optional,
        ..Around::new(&name, id, label, hint, error)
    };
    let line = Line {
        value,
        inputmode: "decimal".into(),
        autocomplete: "off".into(),
        required,
        ..Line::default()
    };
    let amount = input(&around, name, line);
    let control =
        view! { <div class="with-unit money">{amount} <span class="unit">{unit}</span></div> };
    around.wrap(control.into_any())
}

/// A day; `value`, `min` and `max` are ISO 8601 (`2026-11-23`).
#[component]
pub fn DateField(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] min: Note,
    #[prop(optional, into)] max: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let around = Around {
        optional,
        ..Around::new(&name, id, label, hint, error)
    };
    let line = Line {
        of: Some("date"),
        value,
        min,
        max,
        required,
        ..Line::default()
    };
    let control = input(&around, name, line);
    around.wrap(control)
}

/// A field with suggestions; what is typed may also be new.
#[component]
pub fn Combo(
    #[prop(into)] name: Text,
    #[prop(into)] label: Text,
    #[prop(into)] options: Signal<Vec<String>>,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] hint: Note,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] id: Note,
    #[prop(optional)] required: bool,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let around = Around {
        optional,
        ..Around::new(&name, id, label, hint, error)
    };
    let list = [&around.id, "-list"].concat();
    let line = Line {
        value,
        list: list.clone().into(),
        autocomplete: "off".into(),
        required,
        ..Line::default()
    };
    let control = input(&around, name, line);
    let options = move || {
        let options = options.get().into_iter();
        options
            .map(|option| view! { <option value=option></option> })
            .collect_view()
    };
    let control = view! {
        <div>
            {control}
            <datalist id=list>{options}</datalist>
        </div>
    };
    around.wrap(control.into_any())
}

/// A search box; put it into a `<form method="get" role="search">`. `key` names its shortcut.
#[component]
pub fn Search(
    #[prop(default = "q".into(), into)] name: Text,
    #[prop(optional, into)] label: Note,
    #[prop(optional, into)] value: Note,
    #[prop(optional, into)] key: Note,
) -> impl IntoView {
    let label = label
        .0
        .unwrap_or(Text::Borrowed(Texts::of(use_lang()).search));
    view! {
        <label class="search">
            <span class="vh">{label.clone()}</span>
            <Glyph icon=Icon::Search />
            <input class="input" type="search" name=name value=value.0 placeholder=label autocomplete="off" maxlength="200" />
            {key.0.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
        </label>
    }
}
