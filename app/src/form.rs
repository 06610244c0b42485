//! A plain form that posts, and what was typed into it when the server refused it. Invariant: with
//! or without scripts the form works alike: post, redirect, get; a refusal stands at its field, or
//! on top of the form when it is about none.
use crate::draft::{Draft, use_draft};
use crate::ui::{Banner, Note, Tone, use_lang};
use domain::lang::Say;
use leptos::prelude::*;

/// What was typed into one form of this page, if it was refused.
#[derive(Clone)]
pub struct Typed(Option<Draft>);

/// The form of this page that posts to `action`.
#[must_use]
pub fn use_form(action: &str) -> Typed {
    Typed(use_draft(action))
}

impl Typed {
    /// Only where a hidden field says so: for forms of one action that stand many times on a page.
    #[must_use]
    pub fn only(self, name: &str, value: &str) -> Self {
        Self(self.0.filter(|draft| draft.field(name) == Some(value)))
    }

    /// Whether this form was refused.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.0.is_some()
    }

    /// What was typed into the field, else what is stored.
    pub fn value(&self, name: &str, stored: impl Into<Note>) -> Note {
        match &self.0 {
            Some(draft) => draft.field(name).map(str::to_owned).into(),
            None => stored.into(),
        }
    }

    /// Whether the box of this value was ticked, else whether it is by what is stored.
    #[must_use]
    pub fn ticked(&self, name: &str, value: &str, stored: bool) -> bool {
        let typed = |draft: &Draft| {
            let pair = |(field, typed): &(String, String)| field == name && typed == value;
            draft.fields.iter().any(pair)
        };
        self.0.as_ref().map_or(stored, typed)
    }

    /// Why the field was refused.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<String> {
        let draft = self.0.as_ref()?;
        let about = draft.failure.field()?;
        (about.key() == name).then(|| draft.failure.say(use_lang()))
    }

    /// Why the form was refused, when that stands at none of these fields.
    #[must_use]
    pub fn fault(&self, fields: &[&str]) -> Option<AnyView> {
        let draft = self.0.as_ref()?;
        let shown = draft
            .failure
            .field()
            .is_some_and(|field| fields.contains(&field.key()));
        let said = draft.failure.say(use_lang());
        (!shown).then(|| view! { <Banner tone=Tone::Danger>{said}</Banner> }.into_any())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;
    use domain::field::Field;
    use domain::refusal::Refusal;

    fn typed(failure: Failure) -> Typed {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Typed(Some(Draft {
            action: "/api/people/create".to_owned(),
            page: "/people/new".to_owned(),
            fields: vec![
                pair("name", "Anna"),
                pair("roles[]", "Rep"),
                pair("id", "4"),
            ],
            failure,
        }))
    }

    #[test]
    fn a_refused_form_shows_what_was_typed_and_not_what_is_stored() {
        let form = typed(Failure::Busy);
        assert_eq!(form.value("name", "Jan"), Note::from("Anna"));
        assert_eq!(form.value("title", "Szef"), Note::default());
        assert!(form.ticked("roles[]", "Rep", false) && !form.ticked("roles[]", "Head", true));
        assert_eq!(Typed(None).value("name", "Jan"), Note::from("Jan"));
        assert!(Typed(None).ticked("roles[]", "Head", true));
    }

    #[test]
    fn a_refusal_stands_at_its_field_or_on_top_and_never_at_both() {
        Owner::new().with(|| {
            let form = typed(Refusal::Unknown(Field::Email).into());
            assert!(form.error("email").is_some() && form.fault(&["email"]).is_none());
            assert!(form.error("name").is_none() && form.fault(&["name"]).is_some());
            let form = typed(Failure::Busy);
            assert!(form.error("email").is_none() && form.fault(&["email"]).is_some());
        });
    }

    #[test]
    fn of_many_forms_of_one_action_only_the_refused_one_is_filled() {
        assert!(typed(Failure::Busy).only("id", "4").refused());
        assert!(!typed(Failure::Busy).only("id", "5").refused());
    }
}
