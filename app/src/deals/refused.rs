//! Why a form was refused. Invariant: a script's answer and the draft of a plain form show the same
//! words at the same place, and what was typed stays.
use crate::act::Act;
use crate::draft::{Draft, use_draft};
use crate::failure::Failure;
use crate::ui::{Banner, Tone, use_lang};
use domain::field::Field;
use domain::lang::Say;
use leptos::html::Form;
use leptos::prelude::*;

/// The refusal of one form of the page, if it was refused.
#[derive(Clone)]
pub(crate) struct Refused {
    draft: Option<Draft>,
    failure: Signal<Option<Failure>>,
}

impl Refused {
    pub(crate) fn of(act: Act) -> Self {
        let answer = act.answer();
        // Once done, what was typed before is done with, too.
        let done = matches!(answer.get_untracked(), Some(Ok(())));
        let draft = use_draft(act.path()).filter(|_| !done);
        let before = draft.as_ref().map(|draft| draft.failure.clone());
        let failure = Signal::derive(move || match answer.get() {
            Some(answer) => answer.err(),
            None => before.clone(),
        });
        Self { draft, failure }
    }

    pub(crate) fn failure(&self) -> Signal<Option<Failure>> {
        self.failure
    }

    /// Whether the page was opened to correct this form.
    pub(crate) fn is_draft(&self) -> bool {
        self.draft.is_some()
    }

    /// Only while `here` holds: for forms of one action that stand many times on a page.
    pub(crate) fn only(self, here: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        let failure = self.failure;
        Self {
            draft: self.draft.filter(|_| untrack(&here)),
            failure: Signal::derive(move || failure.get().filter(|_| here())),
        }
    }

    /// Whether the form stands refused at this moment.
    pub(crate) fn is_refused(&self) -> bool {
        self.failure.get_untracked().is_some()
    }

    /// What was typed into the field, else what the page shows.
    pub(crate) fn typed(&self, name: &str, shown: impl Into<String>) -> String {
        let typed = self.draft.as_ref().and_then(|draft| draft.field(name));
        typed.map_or_else(|| shown.into(), str::to_owned)
    }

    /// Whether the form that came back had this field.
    pub(crate) fn was_typed(&self, name: &str) -> bool {
        let draft = self.draft.as_ref();
        draft.is_some_and(|draft| draft.field(name).is_some())
    }

    /// The words for an input of this field.
    pub(crate) fn at(&self, field: Field) -> Signal<Option<String>> {
        let (failure, lang) = (self.failure, use_lang());
        Signal::derive(move || {
            failure
                .get()
                // What a gate lacks is told above the form, whole.
                .filter(|failure| failure.field() == Some(field) && failure.needs().is_none())
                .map(|failure| failure.say(lang))
        })
    }

    /// The words that belong to none of these fields.
    pub(crate) fn elsewhere(&self, fields: &'static [Field]) -> AnyView {
        let (failure, lang) = (self.failure, use_lang());
        let general = move |failure: &Failure| {
            failure.needs().is_some()
                || failure.field().is_none_or(|field| !fields.contains(&field))
        };
        let said = move || {
            failure
                .get()
                .filter(general)
                .map(|failure| failure.say(lang))
        };
        (move || said().map(|said| view! { <Banner tone=Tone::Danger>{said}</Banner> })).into_any()
    }

    /// As [`Refused::elsewhere`], where a clash has a block of its own.
    pub(crate) fn elsewhere_but_clashes(&self, fields: &'static [Field]) -> AnyView {
        let failure = self.failure;
        let rest = Self {
            draft: None,
            failure: Signal::derive(move || failure.get().filter(|failure| !failure.is_stale())),
        };
        rest.elsewhere(fields)
    }
}

/// Empties a form once its action has succeeded; without scripts a new page does.
pub(crate) fn empties(act: Act, form: NodeRef<Form>) {
    let answer = act.answer();
    Effect::new(move |ran_before: Option<()>| {
        let succeeded = matches!(answer.get(), Some(Ok(())));
        if let Some(form) = form
            .get_untracked()
            .filter(|_| succeeded && ran_before.is_some())
        {
            form.reset();
        }
    });
}

/// Inputs that go along unseen.
pub(crate) fn hidden<const N: usize>(pairs: [(&'static str, String); N]) -> AnyView {
    pairs
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect_view()
        .into_any()
}
