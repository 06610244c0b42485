//! What a firm offers to choose from in the forms of a deal: sources, reasons of losing. Invariant: what
//! a deal has already is offered in its own forms, whatever the firm offers otherwise.
use super::refused::Refused;
use crate::ui::{Choice, Field as Input, Note, Select, use_lang};
use domain::field::Field;
#[cfg(feature = "ssr")]
use domain::{deals::LostKind, firm::Firm, lang::Lang, sentence::lost_kind};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// In front of an own reason's name in a form.
#[cfg(feature = "ssr")]
pub(in crate::deals) const OWN: &str = "own:";

/// The value in a form, and the words for it.
pub type Pair = (String, String);

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Offered {
    /// None where anything may be written.
    pub sources: Vec<Pair>,
    pub reasons: Vec<Pair>,
}

impl Offered {
    /// `source` is the deal's own.
    #[cfg(feature = "ssr")]
    pub(in crate::deals) fn of(firm: Option<&Firm>, source: Option<&str>, lang: Lang) -> Self {
        let Some(firm) = firm else {
            return Self::default();
        };
        let list = &firm.sources;
        let here = |name: &str| source.filter(|source| list.said(source) == name);
        let pair = |name: &str| (here(name).unwrap_or(name).to_owned(), name.to_owned());
        let mut sources: Vec<Pair> = list.offered().map(pair).collect();
        if let Some(source) = source
            && !sources.is_empty()
            && !list.offers(source)
        {
            sources.push((source.to_owned(), list.said(source).to_owned()));
        }
        let usual = |kind: LostKind| (kind.key().to_owned(), lost_kind(kind, lang).to_owned());
        let other = |kind: &LostKind| *kind == LostKind::Other;
        let own = firm.lost_reasons.own.offered();
        let own = own.map(|name| (format!("{OWN}{name}"), name.to_owned()));
        let (last, first): (Vec<_>, Vec<_>) = firm.lost_reasons.usual().partition(other);
        let reasons = first.into_iter().map(usual).chain(own);
        let reasons = reasons.chain(last.into_iter().map(usual)).collect();
        Self { sources, reasons }
    }

    /// What a deal's source is called now.
    pub(in crate::deals) fn said(&self, source: Option<&String>) -> Option<String> {
        let named = |source: &String| {
            let pair = self.sources.iter().find(|(value, _)| value == source);
            pair.map_or(source, |(_, name)| name).clone()
        };
        source.map(named)
    }

    /// The reasons as options, after one that asks to choose.
    pub(in crate::deals) fn lost(&self, choose: &'static str) -> Vec<Choice> {
        options(Choice::new("", choose), &self.reasons)
    }
}

/// The input of a source: a choice where the firm offers any.
pub(in crate::deals) fn source(
    offered: &[Pair],
    (name, id): (&'static str, String),
    value: impl Into<Note>,
    refused: &Refused,
    required: bool,
) -> AnyView {
    let label = Field::Source.label(use_lang());
    let (value, error) = (value.into(), refused.at(Field::Source));
    if offered.is_empty() {
        return view! { <Input name id label value error required optional=!required maxlength=200 /> }.into_any();
    }
    let options = options(Choice::new("", "–"), offered);
    view! { <Select name id label options value error required optional=!required /> }.into_any()
}

fn options(first: Choice, pairs: &[Pair]) -> Vec<Choice> {
    let others = pairs.iter();
    let others = others.map(|(value, name)| Choice::new(value.clone(), name.clone()));
    [first].into_iter().chain(others).collect()
}
