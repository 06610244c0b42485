//! A form of a record that others edit too. Invariant: what the editor did not touch follows the
//! record; where both changed a field, both versions are shown before anything is overwritten.
use crate::draft::{Draft, use_draft};
use crate::failure::Failure;
use crate::ui::{Conflict, Difference, use_lang};
use domain::field::Field;
use domain::lang::Say;
use leptos::prelude::*;

/// The fields `form[…]` and `was[…]` of a form as they should stand now.
pub(crate) struct Edited {
    draft: Option<Draft>,
    /// The keys and values of the record at this moment.
    now: Vec<(&'static str, String)>,
}

impl Edited {
    /// The form of this page that posts to `action`.
    pub(crate) fn of(action: &str, now: &[(&'static str, &str)]) -> Self {
        let now = now.iter().map(|(key, value)| (*key, (*value).to_owned()));
        Self {
            draft: use_draft(action),
            now: now.collect(),
        }
    }

    /// What stands in the field: typed, or of the record where it was left alone.
    pub(crate) fn value(&self, key: &str) -> String {
        let touched = self.typed(key).filter(|typed| {
            let left_alone = self.seen(key).is_some_and(|seen| same(&seen, typed));
            !(self.is_stale() && left_alone)
        });
        touched.unwrap_or_else(|| self.now(key))
    }

    /// What the editor answers for: what they saw, or after a conflict the record of this moment.
    pub(crate) fn shown(&self) -> AnyView {
        let pairs = self.now.iter().map(|(key, now)| {
            let value = self.seen(key).filter(|_| !self.is_stale());
            let value = value.unwrap_or_else(|| now.clone());
            view! { <input type="hidden" name=format!("was[{key}]") value=value /> }
        });
        pairs.collect::<Vec<_>>().into_any()
    }

    /// Both versions of what two people changed.
    pub(crate) fn conflict(&self, page: String) -> Option<AnyView> {
        let lang = use_lang();
        let draft = self.draft.as_ref().filter(|_| self.is_stale())?;
        let (text, differences) = (draft.failure.say(lang), self.differences());
        let take = lang.pick("Weź zapisaną wersję", "Take the saved version");
        // A plain link of the browser, so that the page is read anew.
        Some(
            view! {
                <Conflict text differences>
                    <a href=page rel="external" class="btn">
                        {take}
                    </a>
                </Conflict>
            }
            .into_any(),
        )
    }

    fn differences(&self) -> Vec<Difference> {
        let lang = use_lang();
        let clashing = self.now.iter().filter_map(|(key, now)| {
            let (seen, typed) = (self.seen(key)?, self.typed(key)?);
            let clash = !same(&seen, &typed) && !same(&seen, now) && !same(&typed, now);
            Field::of_key(key)
                .filter(|_| clash)
                .map(|field| Difference {
                    field: field.label(lang).into(),
                    yours: typed.into(),
                    theirs: now.clone().into(),
                })
        });
        clashing.collect()
    }

    pub(crate) fn is_stale(&self) -> bool {
        let failure = self.draft.as_ref().map(|draft| &draft.failure);
        failure.is_some_and(Failure::is_stale)
    }

    fn now(&self, key: &str) -> String {
        let now = self.now.iter().find(|(name, _)| *name == key);
        now.map_or_else(String::new, |(_, value)| value.clone())
    }

    fn typed(&self, key: &str) -> Option<String> {
        let draft = self.draft.as_ref()?;
        draft.field(&format!("form[{key}]")).map(str::to_owned)
    }

    fn seen(&self, key: &str) -> Option<String> {
        let draft = self.draft.as_ref()?;
        draft.field(&format!("was[{key}]")).map(str::to_owned)
    }
}

/// Alike but for the line ends that browsers send.
fn same(one: &str, other: &str) -> bool {
    one.replace("\r\n", "\n").trim() == other.replace("\r\n", "\n").trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::by::{Actor, SystemActor};
    use domain::refusal::Refusal;
    use domain::time::Moment;

    fn edited(failure: Failure) -> Edited {
        let pairs = [
            ("was[name]", "Alfa"),
            ("form[name]", "Alfa Plus"),
            ("was[city]", "Łódź"),
            ("form[city]", "Łódź"),
        ];
        let fields = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Edited {
            draft: Some(Draft {
                action: String::new(),
                page: String::new(),
                fields: fields.to_vec(),
                failure,
            }),
            now: vec![
                ("name", "Alfa SA".to_owned()),
                ("city", "Zgierz".to_owned()),
            ],
        }
    }

    fn stale() -> Failure {
        Refusal::Stale {
            by: Actor::System(SystemActor::Setup),
            at: Moment(0),
            now: 2,
            fields: vec![Field::Name],
        }
        .into()
    }

    #[test]
    fn after_a_conflict_what_was_left_alone_follows_the_record() {
        let edited = edited(stale());
        assert_eq!(edited.value("name"), "Alfa Plus");
        assert_eq!(edited.value("city"), "Zgierz");
        let said: Vec<_> = edited.differences();
        assert_eq!(said.len(), 1);
        assert_eq!(
            (&*said[0].yours, &*said[0].theirs),
            ("Alfa Plus", "Alfa SA")
        );
    }

    #[test]
    fn any_other_refusal_keeps_all_that_was_typed() {
        let edited = edited(Refusal::Unchanged.into());
        assert_eq!(edited.value("name"), "Alfa Plus");
        assert_eq!(edited.value("city"), "Łódź");
    }
}
