//! The reasons of losing that a firm offers. Invariants: at least one is offered; an own reason is
//! kept with the deal by its words, as "other", so that renaming it rewrites no history.
use super::{LostKind, LostReason};
use crate::field::Field;
use crate::refusal::Refusal;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which of the usual reasons are left out, and the firm's own.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LostReasons {
    #[serde(default)]
    pub hidden: BTreeSet<LostKind>,
    /// In the order they are offered, before "other".
    #[serde(default)]
    pub own: Vec<String>,
}

/// Most own reasons: a longer list is not read to its end.
const MOST: usize = 30;
const NAME: usize = 100;

impl LostReasons {
    /// The usual reasons that are offered.
    pub fn usual(&self) -> impl Iterator<Item = LostKind> {
        let choices = LostKind::CHOICES.into_iter();
        choices.filter(|kind| !self.hidden.contains(kind))
    }

    /// Whether somebody may choose it. Words of an own reason go also where "other" is left out.
    #[must_use]
    pub fn offers(&self, reason: &LostReason) -> bool {
        !self.hidden.contains(&reason.kind) || self.own_of(reason).is_some()
    }

    /// The own reason that these words stand for.
    #[must_use]
    pub fn own_of(&self, reason: &LostReason) -> Option<&str> {
        let text = reason
            .text
            .as_deref()
            .filter(|_| reason.kind == LostKind::Other)?;
        let own = self.own.iter().map(String::as_str);
        own.into_iter().find(|own| *own == text)
    }

    pub(crate) fn checked(self) -> Result<Self, Refusal> {
        let field = Field::LostReason;
        if self.own.len() > MOST {
            return Err(text::Refusal::TooMany { field, limit: MOST }.into());
        }
        let mut own: Vec<String> = Vec::with_capacity(self.own.len());
        for name in &self.own {
            let name = text::required(field, name, NAME)?;
            if !own
                .iter()
                .any(|other| text::fold(other) == text::fold(&name))
            {
                own.push(name);
            }
        }
        let hidden = self.hidden.into_iter();
        let hidden = hidden
            .filter(|kind| LostKind::CHOICES.contains(kind))
            .collect();
        let reasons = Self { hidden, own };
        if reasons.own.is_empty() && reasons.usual().next().is_none() {
            return Err(text::Refusal::Empty { field }.into());
        }
        Ok(reasons)
    }
}
